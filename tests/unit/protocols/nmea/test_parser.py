# SPDX-License-Identifier: Apache-2.0
from datetime import date
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from command_vehicle.domain.geodesy import GeoPoint
from command_vehicle.domain.positioning import (
    AccuracyBasis,
    Constellation,
    FixMode,
    FixQuality,
    Satellite,
)
from command_vehicle.protocols.nmea.fields import MPS_PER_KNOT
from command_vehicle.protocols.nmea.parser import parse
from command_vehicle.protocols.nmea.sentences import (
    ActiveSatellites,
    DateAndTime,
    ErrorEstimate,
    Heading,
    PositionSentence,
    ReceiverText,
    SatellitesInView,
    Sentence,
    Velocity,
)
from tests.support.nmea import line

Kind = TypeVar("Kind")

KINDS = ["GGA", "RMC", "GNS", "GLL", "GSA", "GSV", "GST", "GBS", "VTG", "ZDA", "HDT", "THS", "TXT"]
PLACE = "4012.34560,N,10154.00000,E"
POINT = GeoPoint(latitude_deg=40 + 12.3456 / 60, longitude_deg=101 + 54.0 / 60)


def read(body: str, kind: type[Kind]) -> Kind:
    sentence = parse(line(body).decode().strip())
    assert isinstance(sentence, kind)
    return sentence


def ignored(body: str) -> Sentence | None:
    return parse(line(body).decode().strip())


def test_gga_is_read() -> None:
    assert read(f"BDGGA,023628.00,{PLACE},2,14,0.80,1215.5,M,-52.0,M,,", PositionSentence) == (
        PositionSentence(
            address="BDGGA",
            tod_s=9388.0,
            has_fix=True,
            point=POINT,
            quality=FixQuality.DIFFERENTIAL,
            satellites_used=14,
            hdop=0.8,
            altitude_msl_m=1215.5,
            geoid_separation_m=-52.0,
            form="10/11/14",
        )
    )


@pytest.mark.parametrize("quality", [1, 2, 3, 4, 5, 6, 7, 8])
def test_every_quality_but_zero_is_a_fix(quality: int) -> None:
    body = f"GNGGA,023628.00,{PLACE},{quality},14,0.80,1215.5,M,-52.0,M,,"
    assert read(body, PositionSentence).has_fix is True


def test_an_altitude_in_feet_is_converted() -> None:
    body = f"GPGGA,023628,{PLACE},1,08,0.9,1000.0,F,,,,"
    assert read(body, PositionSentence).altitude_msl_m == pytest.approx(304.8)


def test_an_empty_position_is_none_and_not_zero() -> None:
    assert read("GNGGA,023628.00,,,,,0,00,99.99,,,,,,", PositionSentence).point is None


def test_rmc_is_read() -> None:
    assert read(f"GNRMC,023628.00,A,{PLACE},36.0,360.0,040526,,,A,V", PositionSentence) == (
        PositionSentence(
            address="GNRMC",
            tod_s=9388.0,
            has_fix=True,
            point=POINT,
            day=date(2026, 5, 4),
            speed_mps=36.0 * MPS_PER_KNOT,
            course_true_deg=0.0,
            form="10/11/13",
        )
    )


@pytest.mark.parametrize(
    ("tail", "has_fix"),
    [
        ("A,{},,,040526,,,A,V", True),
        ("A,{},,,040526,,,A", True),
        ("A,{},,,040526,,", True),
        ("A,{},,,040526,,,D", True),
        ("A,{},,,040526,,,N,V", False),
        ("V,{},,,040526,,,A,V", False),
        (",{},,,040526,,,A", None),
        ("X,{},,,040526,,,A", None),
    ],
)
def test_status_and_mode_decide_and_nav_status_does_not(tail: str, *, has_fix: bool | None) -> None:
    sentence = read("GNRMC,023628.00," + tail.format(PLACE), PositionSentence)
    assert sentence.has_fix is has_fix


@pytest.mark.parametrize(
    ("tail", "has_fix"),
    [("A,A", True), ("A", True), ("A,N", False), ("V,N", False), ("D,A", None), ("", None)],
)
def test_gll_obeys_status_and_mode(tail: str, *, has_fix: bool | None) -> None:
    sentence = read(f"GNGLL,{PLACE},023628.00,{tail}", PositionSentence)
    assert sentence.has_fix is has_fix


@pytest.mark.parametrize(
    ("modes", "quality"),
    [
        ("AAAA", FixQuality.AUTONOMOUS),
        ("NNDN", FixQuality.DIFFERENTIAL),
        ("RR", FixQuality.RTK_FIXED),
        ("FA", FixQuality.RTK_FLOAT),
        ("NNNN", None),
        ("", None),
    ],
)
def test_the_best_mode_letter_of_gns_counts(modes: str, quality: FixQuality | None) -> None:
    body = f"GNGNS,023628.00,{PLACE},{modes},18,0.7,61.2,-15.1,,,V"
    assert read(body, PositionSentence).quality is quality


def test_gns_without_any_mode_claims_nothing() -> None:
    body = f"GNGNS,023628.00,{PLACE},,18,0.7,61.2,-15.1,,,V"
    assert read(body, PositionSentence).has_fix is None


def test_gns_with_all_modes_n_says_no_fix() -> None:
    assert read("GNGNS,023628.00,,,,,NNNN,00,,,,,,V", PositionSentence).has_fix is False


def test_an_unreadable_field_is_none_and_marks_the_form() -> None:
    sentence = read(f"GNRMC,023628.00,A,{PLACE},X.138,,040526,,,A,V", PositionSentence)
    assert (sentence.speed_mps, sentence.form) == (None, "10/11/13!")


@pytest.mark.parametrize("count", [8, 17])
def test_lost_or_gained_commas_mark_the_form(count: int) -> None:
    body = "GNGGA," + ",".join([""] * count)
    assert read(body, PositionSentence).form.endswith("!")


def test_gsa_takes_its_system_from_the_last_field() -> None:
    assert read("GNGSA,A,3,13,27,37,,,,,,,,,,1.5,0.9,1.2,4", ActiveSatellites) == ActiveSatellites(
        address="GNGSA",
        system_id="4",
        mode=FixMode.FIX_3D,
        used=tuple((Constellation.BEIDOU, svid) for svid in (13, 27, 37)),
        hdop=0.9,
    )


def test_gsa_of_24_satellites_is_read() -> None:
    numbers = ",".join(f"{number:02d}" for number in range(1, 25))
    sentence = read(f"GPGSA,A,3,{numbers},1.5,0.9,1.2", ActiveSatellites)
    assert (len(sentence.used), sentence.hdop) == (24, 0.9)


def test_a_number_in_the_place_of_the_system_id_is_ignored() -> None:
    sentence = read("BDGSA,A,2,05,,,,,,,,,,,,1.5,0.9,1.2,2.4", ActiveSatellites)
    assert (sentence.system_id, sentence.used) == (None, ((Constellation.BEIDOU, 5),))


def test_an_empty_gsa_has_no_mode() -> None:
    assert read("GPGSA,A,,,,,,,,,,,,,,,,", ActiveSatellites).mode is None


def test_a_mode_that_no_standard_knows_leaves_the_rest_of_gsa() -> None:
    active = read("GPGSA,A,6,22,19,,,,,,,,,,,3.1,2.0,2.4", ActiveSatellites)
    assert (active.mode, active.hdop) == (None, 2.0)
    assert active.used == ((Constellation.GPS, 22), (Constellation.GPS, 19))


def test_gsv_with_a_hexadecimal_signal_id_has_no_phantom_satellite() -> None:
    sentence = read("GBGSV,2,2,06,14,55,175,46,40,29,043,18,B", SatellitesInView)
    svids = [satellite.svid for satellite in sentence.satellites]
    assert (svids, sentence.signal_id) == ([14, 40], "B")


def test_gsv_of_quectel_names_its_system_behind_the_signal() -> None:
    sentence = read("PQGSV,4,1,14,04,,,32,03,46,282,30,0,5", SatellitesInView)
    assert [satellite.constellation for satellite in sentence.satellites] == [
        Constellation.QZSS,
        Constellation.QZSS,
    ]


def test_gsv_whose_last_comma_is_missing_keeps_its_last_satellite() -> None:
    sentence = read("GBGSV,1,1,02,05,27,090,31,209,07,033", SatellitesInView)
    assert sentence.satellites[-1] == Satellite(
        constellation=Constellation.BEIDOU, svid=9, elevation_deg=7.0, azimuth_deg=33.0
    )


@pytest.mark.parametrize("body", ["GLGSV,3,3,09,,,,53,1", "GBGSV,1,1,00,0", "GPGSV,1,1,0,,,,,,,,"])
def test_blank_satellites_are_left_out(body: str) -> None:
    assert read(body, SatellitesInView).satellites == ()


def test_an_unreadable_strength_does_not_spoil_the_satellite() -> None:
    sentence = read("GPGSV,3,1,11,03,03,111,A00", SatellitesInView)
    assert sentence.satellites[0].cn0_dbhz is None


@pytest.mark.parametrize(
    ("body", "estimate"),
    [
        ("GNGST,023628.00,1.2,0.9,0.7,45.0,3.0,4.0,1.5", (AccuracyBasis.GST, 5.0)),
        ("GNGST,023628.00,,,,,,,", (AccuracyBasis.GST, None)),
        ("GNGBS,023628.00,3.0,4.0,8.3,,,,", (AccuracyBasis.GBS, 5.0)),
        ("GPGBS,023628.00,-0.031,4.0,0.219,19,,,", (AccuracyBasis.GBS, None)),
    ],
)
def test_an_error_estimate_is_read(body: str, estimate: tuple[AccuracyBasis, float | None]) -> None:
    sentence = read(body, ErrorEstimate)
    assert (sentence.basis, sentence.horizontal_m) == estimate


@pytest.mark.parametrize(
    ("body", "speed_mps", "course_deg"),
    [
        ("GNVTG,286.35,T,,M,10.0,N,18.5,K,A", 5.144444, 286.35),
        ("GNVTG,,T,,M,,N,36.0,K,A", 10.0, None),
        ("GPVTG,054.7,034.4,010.0,018.5", 5.144444, 54.7),
        ("GNVTG,,,,,,,,,N", None, None),
        ("GNVTG,10.0,T,,M,1.0,N,1.8,K,N", None, None),
    ],
)
def test_vtg_is_read(body: str, speed_mps: float | None, course_deg: float | None) -> None:
    sentence = read(body, Velocity)
    assert (sentence.speed_mps, sentence.course_true_deg) == (
        None if speed_mps is None else pytest.approx(speed_mps),
        course_deg,
    )


def test_zda_is_read() -> None:
    assert read("GNZDA,023628.00,04,05,2026,00,00", DateAndTime) == DateAndTime(
        address="GNZDA", tod_s=9388.0, day=date(2026, 5, 4)
    )


def test_zda_of_an_rdss_terminal_gives_no_time() -> None:
    assert read("BDZDA,1,023628.00,04,05,2026,00,00,,Y", DateAndTime).tod_s is None


@pytest.mark.parametrize(
    ("body", "heading_deg"),
    [
        ("HEHDT,066.2,T", 66.2),
        ("GNTHS,123.4,A", 123.4),
        ("GNTHS,123.4,V", None),
        ("IIHDT,,", None),
    ],
)
def test_a_heading_is_read(body: str, heading_deg: float | None) -> None:
    assert read(body, Heading).heading_true_deg == heading_deg


def test_text_is_not_cut_at_its_commas() -> None:
    assert read("GPTXT,01,01,02,ANT,OK, 3 V", ReceiverText).text == "ANT,OK, 3 V"


@pytest.mark.parametrize(
    "body",
    [
        f"GNGGAH,023628.00,{PLACE},1,14,0.80,1215.5,M,-52.0,M,,",
        f"LCGLL,{PLACE},023628.00,A",
        f"PXGGA,023628.00,{PLACE},1,14,0.80,1215.5,M,-52.0,M,,",
        "PGRME,19.2,M,28.7,M,34.6,M",
        "PMTK001,314,3",
        "GPMSS,55,27,318.0,100,",
        "gpgga,,,,,,0,00,,,,,,,",
        "GNGGA",
    ],
)
def test_what_is_no_sentence_of_ours_is_ignored(body: str) -> None:
    assert ignored(body) is None


def test_a_sentence_that_pynmea2_refuses_is_ignored() -> None:
    assert parse(line("GNTXT,01,01,02,5*x").decode().strip()) is None


def test_a_sentence_must_start_with_a_dollar() -> None:
    assert parse("!AIVDM,1,1,,A,13M@ah0025QdPDTCOl`K6`nV00Sv,0*52") is None


@given(
    kind=st.sampled_from(KINDS),
    fields=st.lists(st.text("0123456789.,-ANSEWMVTKD\ufffd ", max_size=12), max_size=30),
)
def test_no_content_makes_the_parser_raise(kind: str, fields: list[str]) -> None:
    parse(f"$GN{kind},{','.join(fields)}*00")


@given(st.text(max_size=80))
def test_no_text_makes_the_parser_raise(text: str) -> None:
    assert parse(text) is None
