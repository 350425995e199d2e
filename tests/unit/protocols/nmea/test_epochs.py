# SPDX-License-Identifier: Apache-2.0
from datetime import UTC, date, datetime

import pytest

from command_vehicle.domain.geodesy import GeoPoint
from command_vehicle.domain.positioning import AccuracyBasis, Fix, FixMode, FixQuality
from command_vehicle.protocols.nmea.epochs import LEARNED_AFTER, EpochAssembler
from command_vehicle.protocols.nmea.fields import MPS_PER_KNOT
from command_vehicle.protocols.nmea.parser import parse
from command_vehicle.protocols.nmea.sentences import Sentence
from tests.support.nmea import FAR, HERE, NEAR, decode, gga, line, rmc

POINT = GeoPoint(latitude_deg=40 + 12.3456 / 60, longitude_deg=101 + 54.0 / 60)
GSA = line("GNGSA,A,2,09,,,,,,,,,,,,1.5,0.9,1.2,4")
GSV = line("GBGSV,1,1,01,09,44,059,35,1")
VTG = line("GNVTG,45.0,T,,M,20.0,N,37.0,K,A")


def sentences(*lines: bytes) -> list[Sentence]:
    parsed = [parse(text.decode().strip()) for text in lines]
    return [sentence for sentence in parsed if sentence is not None]


def only(fixes: list[Fix]) -> Fix:
    assert len(fixes) == 1
    return fixes[0]


def epoch(second: int) -> tuple[bytes, ...]:
    time = f"0236{second:02d}.00"
    return rmc(time), gga(time), GSA, GSV


def test_sentences_of_one_time_are_one_fix() -> None:
    fix = only(decode(rmc("023628.00") + gga("023628.00") + GSA + GSV))
    assert (fix.point, fix.time, fix.altitude_msl_m, fix.speed_mps, fix.mode) == (
        POINT,
        datetime(2026, 5, 4, 2, 36, 28, tzinfo=UTC),
        1215.5,
        10.0 * MPS_PER_KNOT,
        FixMode.FIX_2D,
    )


def test_the_order_of_sentences_does_not_matter() -> None:
    assert decode(gga("023628.00") + rmc("023628.00")) == decode(
        rmc("023628.00") + gga("023628.00")
    )


def test_another_time_is_another_epoch() -> None:
    fixes = decode(rmc("023628.00") + gga("023628.20") + rmc("023628.20"))
    assert [fix.tod_s for fix in fixes] == [9388.0, 9388.2]


def test_times_within_rounding_are_one_epoch() -> None:
    only(decode(rmc("023628.99") + gga("023628.995")))


def test_exact_duplicates_are_harmless() -> None:
    only(decode((rmc("023628.00") + gga("023628.00")) * 2))


def test_a_late_sentence_finds_its_epoch_again() -> None:
    fixes = decode(rmc("023628.00") + rmc("023629.00") + gga("023628.00"))
    assert [(fix.tod_s, fix.altitude_msl_m) for fix in fixes] == [
        (9388.0, None),
        (9389.0, None),
        (9388.0, 1215.5),
    ]


def test_a_conflict_is_no_fix() -> None:
    assert not only(decode(rmc("023628.00", status="V") + gga("023628.00"))).is_valid


def test_one_constellation_without_fix_does_not_overrule_another() -> None:
    data = gga("023628.00", talker="GP") + gga("023628.00", ",,,", talker="GL", quality=0)
    assert only(decode(data)).is_valid


def test_no_fix_is_an_epoch_too() -> None:
    fix = only(decode(rmc("023628.00", ",,,", status="V") + gga("023628.00", ",,,", quality=0)))
    assert (fix.is_valid, fix.mode, fix.quality, fix.tod_s) == (
        False,
        FixMode.NONE,
        FixQuality.INVALID,
        9388.0,
    )


def test_a_receiver_without_time_still_says_that_it_has_no_fix() -> None:
    blank = line("GNRMC,,V,,,,,,,,,,N,V") + line("GNGGA,,,,,,0,00,99.99,,,,,,")
    fixes = decode(blank * 3)
    assert [(fix.tod_s, fix.is_valid) for fix in fixes] == [(None, False)] * 3


def test_losing_the_time_ends_the_epoch_before() -> None:
    blank = line("GNGGA,,,,,,0,00,99.99,,,,,,")
    fixes = decode(rmc("023628.00") + gga("023628.00") + blank)
    assert [fix.is_valid for fix in fixes] == [True, False]


def test_a_position_without_a_time_does_not_join_a_timed_epoch() -> None:
    assert decode(gga("023628.00") + line(f"GNGLL,{FAR},,A,A"))[0].point == POINT


def test_a_position_without_any_time_is_no_fix() -> None:
    untimed = line(f"GNGGA,,{HERE},1,14,0.80,1215.5,M,-52.0,M,,")
    assert not only(decode(untimed)).is_valid


def test_zda_without_time_opens_nothing() -> None:
    assert decode(line("GNZDA,,04,05,2026,00,00")) == []


def test_gga_counts_before_the_others() -> None:
    fix = only(decode(line(f"GNGLL,{NEAR},023628.00,A,A") + gga("023628.00", HERE)))
    assert fix.point == POINT


def test_speed_comes_from_vtg_when_rmc_is_missing() -> None:
    fix = only(decode(gga("023628.00") + VTG))
    assert (fix.speed_mps, fix.course_true_deg) == (20.0 * MPS_PER_KNOT, 45.0)


def test_a_stale_speed_is_not_carried_over() -> None:
    assert decode(gga("023628.00") + VTG + gga("023629.00"))[1].speed_mps is None


@pytest.mark.parametrize(
    ("extra", "accuracy_m", "basis"),
    [
        (line("GNGST,023628.00,1.2,0.9,0.7,45.0,3.0,4.0,1.5"), 5.0, AccuracyBasis.GST),
        (line("GNGST,023627.00,1.2,0.9,0.7,45.0,3.0,4.0,1.5"), 5.0, AccuracyBasis.GST),
        (line("GNGST,023600.00,1.2,0.9,0.7,45.0,3.0,4.0,1.5"), 3.2, AccuracyBasis.HDOP),
        (line("GNGST,,1.2,0.9,0.7,45.0,3.0,4.0,1.5"), 3.2, AccuracyBasis.HDOP),
        (line("GNGBS,023628.00,0.3,0.4,8.3,,,,"), 0.5, AccuracyBasis.GBS),
        (b"", 3.2, AccuracyBasis.HDOP),
    ],
)
def test_accuracy_says_what_it_rests_on(
    extra: bytes, accuracy_m: float, basis: AccuracyBasis
) -> None:
    fix = only(decode(gga("023628.00") + extra))
    assert fix.accuracy_m == pytest.approx(accuracy_m)
    assert fix.accuracy_basis is basis


def test_a_fix_known_to_centimetres_is_not_called_metres() -> None:
    assert only(decode(gga("023628.00", quality=4))).accuracy_m == pytest.approx(0.016)


def test_a_dilution_of_99_means_that_nothing_is_known() -> None:
    data = line(f"GNGGA,023628.00,{HERE},1,14,99.99,1215.5,M,-52.0,M,,")
    assert only(decode(data)).accuracy_m is None


def test_the_dilution_of_gsa_stands_in() -> None:
    assert only(decode(rmc("023628.00") + GSA)).hdop == 0.9


def test_the_best_of_several_gsa_counts() -> None:
    none = line("GNGSA,A,1,,,,,,,,,,,,,99.9,99.9,99.9,1")
    assert only(decode(gga("023628.00") + none + GSA + none)).mode is FixMode.FIX_2D


def test_without_gsa_a_height_makes_three_dimensions() -> None:
    fixes = decode(rmc("023628.00") + gga("023629.00"))
    assert [fix.mode for fix in fixes] == [FixMode.FIX_2D, FixMode.FIX_3D]


def test_a_heading_belongs_to_its_epoch() -> None:
    assert only(decode(rmc("023628.00") + line("GNTHS,123.4,A"))).heading_true_deg == 123.4


def test_satellites_used_are_the_most_that_any_sentence_counts() -> None:
    gns = line(f"GNGNS,023628.00,{HERE},AA,18,0.7,61.2,-15.1,,,V")
    assert only(decode(gga("023628.00") + gns)).satellites_used == 18


def test_the_date_rolls_over_at_midnight() -> None:
    fixes = decode(rmc("235959.00") + gga("000000.00"))
    assert fixes[1].time == datetime(2026, 5, 5, tzinfo=UTC)


def test_zda_gives_the_date() -> None:
    fix = only(decode(line("GNZDA,023628.00,04,05,2026,00,00") + gga("023628.00")))
    assert fix.time == datetime(2026, 5, 4, 2, 36, 28, tzinfo=UTC)


def test_a_leap_second_has_its_own_epoch() -> None:
    fixes = decode(rmc("235959.00") + rmc("235960.00") + rmc("000000.00", date="050526"))
    assert [fix.tod_s for fix in fixes] == [86399.0, 86400.0, 0.0]


def test_without_any_date_there_is_a_fix_with_a_time_of_day() -> None:
    fix = only(decode(gga("023628.00")))
    assert (fix.is_valid, fix.time, fix.tod_s) == (True, None, 9388.0)


def test_a_date_before_the_program_is_suspect() -> None:
    assert only(decode(rmc("023628.00", date="220806"))).date_suspect


def test_the_earliest_date_can_be_set() -> None:
    assembler = EpochAssembler("test", earliest_date=date(2027, 1, 1))
    fixes = assembler.feed(sentences(*epoch(28), *epoch(29)), 0.0)
    assert only(fixes).date_suspect


def test_a_jump_is_flagged_and_not_smoothed() -> None:
    fixes = decode(gga("023628.00") + gga("023629.00", FAR))
    assert [fix.jump_m is not None for fix in fixes] == [False, True]


def test_silence_reports_an_epoch() -> None:
    assembler = EpochAssembler("test")
    assembler.feed(sentences(*epoch(28)), 10.0)
    deadline = assembler.deadline_mono_s()
    early = assembler.poll(10.2)
    assert (deadline, early, len(assembler.poll(10.25))) == (10.25, [], 1)


def test_silence_is_measured_in_periods_of_the_receiver() -> None:
    assembler = EpochAssembler("test", learns_last=False)
    for tenth in range(5):
        assembler.feed(sentences(gga(f"023628.{tenth}0")), 10.0 + tenth / 10)
    assert assembler.deadline_mono_s() == pytest.approx(10.4 + 0.05)


def test_bytes_on_their_way_are_no_silence() -> None:
    assembler = EpochAssembler("test")
    assembler.feed(sentences(*epoch(28)), 10.0)
    assembler.touch(10.2)
    assert assembler.poll(10.3) == []


def test_an_epoch_is_reported_once() -> None:
    assembler = EpochAssembler("test")
    assembler.feed(sentences(*epoch(28)), 10.0)
    assembler.poll(11.0)
    assert (assembler.poll(12.0), assembler.deadline_mono_s()) == ([], None)


def test_a_sentence_after_the_silence_reports_the_epoch_again_complete() -> None:
    assembler = EpochAssembler("test")
    assembler.feed(sentences(rmc("023628.00")), 10.0)
    assembler.poll(11.0)
    assembler.feed(sentences(gga("023628.00")), 11.1)
    assert only(assembler.poll(12.0)).altitude_msl_m == 1215.5


def test_the_learned_last_sentence_reports_at_once() -> None:
    assembler = EpochAssembler("test")
    for second in range(LEARNED_AFTER):
        assembler.feed(sentences(*epoch(second)), float(second))
        assembler.poll(second + 0.5)
    assembler.feed(sentences(*epoch(20)[:-1]), 20.0)
    fix = only(assembler.feed(sentences(GSV), 20.01))
    assert (fix.tod_s, fix.started_mono_s, fix.arrived_mono_s) == (9380.0, 20.0, 20.01)


def test_the_last_of_several_like_sentences_is_learned() -> None:
    assembler = EpochAssembler("test")
    reports = [
        len(assembler.feed(sentences(*epoch(second)[:3], GSA), float(second)))
        + len(assembler.poll(second + 0.5))
        for second in range(LEARNED_AFTER + 2)
    ]
    third = assembler.feed(sentences(*epoch(30)[:3]), 30.0)
    assert (reports, third) == ([1] * (LEARNED_AFTER + 2), [])


def test_a_receiver_that_changes_its_order_is_learned_anew() -> None:
    assembler = EpochAssembler("test")
    for second in range(LEARNED_AFTER + 1):
        assembler.feed(sentences(*epoch(second)), float(second))
    first = assembler.feed(sentences(*epoch(20), VTG), 20.0)
    again = assembler.poll(20.5)
    next_one = assembler.feed(sentences(*epoch(21)), 21.0)
    assert (len(first), len(again), next_one) == (1, 1, [])


def test_text_neither_opens_nor_delays_an_epoch() -> None:
    assembler = EpochAssembler("test")
    assembler.feed(sentences(*epoch(28)), 10.0)
    assembler.poll(11.0)
    assembler.feed(sentences(line("GPTXT,01,01,02,ANTENNA OK")), 11.1)
    assert assembler.poll(12.0) == []


def test_satellites_heard_before_any_time_are_kept() -> None:
    assert len(only(decode(GSV + GSA + VTG + rmc("023628.00"))).satellites) == 1


def test_a_clock_without_position_reports_nothing() -> None:
    assert decode(line("GNZDA,023628.00,04,05,2026,00,00") * 3) == []
