# SPDX-License-Identifier: Apache-2.0
"""Reports of gpsd become fixes; what a report leaves out stays unknown."""

import json
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from command_vehicle.domain.geodesy import GeoPoint
from command_vehicle.domain.positioning import (
    AccuracyBasis,
    Constellation,
    Fix,
    FixMode,
    FixQuality,
    Satellite,
)
from command_vehicle.protocols.gpsd import (
    MAX_LINE_BYTES,
    GpsdDecoder,
    GpsdDevice,
    GpsdDevices,
    GpsdError,
    GpsdEvent,
    GpsdNonsense,
    GpsdSentence,
    GpsdVersion,
    watch_command,
)

TPV = {
    "class": "TPV",
    "device": "/dev/ttyUSB0",
    "mode": 3,
    "time": "2026-05-04T02:36:28.500Z",
    "lat": 40.20576,
    "lon": 101.9,
    "altHAE": 1163.5,
    "altMSL": 1215.5,
    "geoidSep": -52.0,
    "speed": 5.1,
    "track": 90.0,
    "eph": 19.0,
}
SKY = {
    "class": "SKY",
    "hdop": 0.8,
    "uSat": 14,
    "satellites": [
        {"PRN": 414, "gnssid": 3, "svid": 14, "el": 39, "az": 136, "ss": 41, "used": True},
        {"PRN": 5, "gnssid": 0, "svid": 5, "el": 60.5, "az": 40.5, "ss": 0, "used": False},
    ],
}


def line(report: object) -> bytes:
    return json.dumps(report).encode() + b"\r\n"


def events(*reports: object) -> list[GpsdEvent]:
    return GpsdDecoder("roof").feed(b"".join(line(report) for report in reports), 100.0)


def fix(*reports: object) -> Fix:
    found = [event for event in events(*reports) if isinstance(event, Fix)]
    return found[-1]


def test_a_report_becomes_a_fix() -> None:
    assert fix(SKY, TPV) == Fix(
        source="roof",
        arrived_mono_s=100.0,
        time=datetime(2026, 5, 4, 2, 36, 28, 500_000, tzinfo=UTC),
        tod_s=9388.5,
        point=GeoPoint(latitude_deg=40.20576, longitude_deg=101.9),
        mode=FixMode.FIX_3D,
        quality=FixQuality.AUTONOMOUS,
        altitude_msl_m=1215.5,
        geoid_separation_m=-52.0,
        speed_mps=5.1,
        course_true_deg=90.0,
        hdop=0.8,
        accuracy_m=3.2,
        accuracy_basis=AccuracyBasis.HDOP,
        satellites_used=14,
        satellites=(
            Satellite(
                constellation=Constellation.GPS, svid=5, elevation_deg=60.5, azimuth_deg=40.5
            ),
            Satellite(
                constellation=Constellation.BEIDOU,
                svid=14,
                elevation_deg=39,
                azimuth_deg=136,
                cn0_dbhz=41,
                used=True,
            ),
        ),
    )


def test_what_a_report_leaves_out_is_unknown() -> None:
    known = fix({"class": "TPV", "mode": 2, "lat": 40.2, "lon": 101.9})
    assert (known.is_valid, known.mode) == (True, FixMode.FIX_2D)
    assert {
        known.time,
        known.tod_s,
        known.altitude_msl_m,
        known.speed_mps,
        known.course_true_deg,
        known.accuracy_m,
        known.satellites_used,
        known.started_mono_s,
    } == {None}


@pytest.mark.parametrize(
    "report",
    [
        {**TPV, "mode": 1},
        {**TPV, "mode": 0},
        {**TPV, "mode": None},
        {**TPV, "lat": None},
        {**TPV, "lat": 91.0},
        {**TPV, "lon": "101.9"},
        {**TPV, "lat": True},
    ],
)
def test_no_position_is_made_of_half_a_report(report: object) -> None:
    assert (fix(report).point, fix(report).mode) == (None, FixMode.NONE)


def test_the_height_of_an_old_gpsd_is_above_sea_level_too() -> None:
    report = {key: value for key, value in TPV.items() if key != "altMSL"}
    assert fix({**report, "alt": 1215.5}).altitude_msl_m == 1215.5
    assert fix(report).altitude_msl_m is None


@pytest.mark.parametrize(
    ("status", "quality"),
    [
        (None, FixQuality.AUTONOMOUS),
        (1, FixQuality.AUTONOMOUS),
        (2, FixQuality.DIFFERENTIAL),
        (3, FixQuality.RTK_FIXED),
        (4, FixQuality.RTK_FLOAT),
        (8, FixQuality.SIMULATOR),
    ],
)
def test_the_status_says_how_good_a_fix_is(status: int | None, quality: FixQuality) -> None:
    assert fix({**TPV, "status": status}).quality is quality


def test_an_error_estimate_of_the_receiver_goes_before_the_dilution() -> None:
    known = fix(SKY, {"class": "GST", "lat": 3.0, "lon": 4.0}, TPV)
    assert (known.accuracy_m, known.accuracy_basis) == (5.0, AccuracyBasis.GST)


def test_an_old_sky_is_forgotten() -> None:
    decoder = GpsdDecoder("roof")
    decoder.feed(line(SKY), 100.0)
    (old,) = decoder.feed(line(TPV), 120.0)
    assert isinstance(old, Fix)
    assert (old.satellites, old.satellites_used) == ((), None)


def test_a_sky_of_dilutions_alone_keeps_the_satellites() -> None:
    assert len(fix(SKY, {"class": "SKY", "hdop": 1.1}, TPV).satellites) == 2


def test_of_several_signals_the_strongest_counts() -> None:
    rows = [
        {"gnssid": 3, "svid": 14, "ss": 30, "used": True},
        {"gnssid": 3, "svid": 14, "ss": 45, "used": False},
        {"gnssid": 3, "svid": 14, "ss": 20, "used": True},
    ]
    (satellite,) = fix({"class": "SKY", "satellites": rows}, TPV).satellites
    assert (satellite.cn0_dbhz, satellite.used) == (45, True)


def test_satellites_of_an_old_gpsd_are_told_by_their_number() -> None:
    rows = [{"PRN": 7, "ss": 30}, {"PRN": 70, "ss": 30}, {"PRN": 9999}, {"ss": 3}, "x"]
    seen = fix({"class": "SKY", "satellites": rows}, TPV).satellites
    assert [(each.constellation, each.svid) for each in seen] == [
        (Constellation.GPS, 7),
        (Constellation.GLONASS, 6),
    ]


def test_a_date_before_the_program_is_suspect() -> None:
    assert fix({**TPV, "time": "2006-08-22T00:00:00.000Z"}).date_suspect


@pytest.mark.parametrize("time", ["2026-05-04T02:36:28", "yesterday", 7, None])
def test_a_time_that_cannot_be_trusted_is_none(time: object) -> None:
    assert (fix({**TPV, "time": time}).time, fix({**TPV, "time": time}).tod_s) == (None, None)


def test_a_jump_is_flagged() -> None:
    far = {**TPV, "time": "2026-05-04T02:36:29.500Z", "lat": 41.0}
    assert (fix(TPV, far).jump_m or 0.0) > 80_000


def test_gpsd_says_who_it_is_and_what_it_reads() -> None:
    device = {"class": "DEVICE", "path": "/dev/ttyACM0", "driver": "u-blox", "bps": 9600}
    assert events(
        {"class": "VERSION", "release": "3.22", "proto_major": 3, "proto_minor": 14},
        {"class": "DEVICES", "devices": [device, {"path": "/dev/x"}, 3]},
        device,
        {"class": "ERROR", "message": "Unrecognized request"},
        {"class": "WATCH", "enable": True},
        {"class": "DEVICE", "path": "/dev/ttyACM0"},
    ) == [
        GpsdVersion(release="3.22", protocol="3.14"),
        GpsdDevices(devices=(GpsdDevice(path="/dev/ttyACM0", driver="u-blox", baud_bps=9600),)),
        GpsdDevices(devices=(GpsdDevice(path="/dev/ttyACM0", driver="u-blox", baud_bps=9600),)),
        GpsdError("Unrecognized request"),
    ]


def test_sentences_are_passed_on() -> None:
    assert GpsdDecoder("roof").feed(b"$GPGLL,,,,,,*50\r\n", 1.0) == [
        GpsdSentence("$GPGLL,,,,,,*50")
    ]


def test_a_number_that_is_none_is_unknown() -> None:
    (known,) = GpsdDecoder("roof").feed(
        b'{"class":"TPV","mode":3,"lat":NaN,"lon":1e999,"speed":Infinity}\n', 1.0
    )
    assert isinstance(known, Fix)
    assert (known.point, known.speed_mps) == (None, None)


@pytest.mark.parametrize("raw", [b"hello\n", b"[1]\n", b'{"class":7}\n', b"[" * 5000 + b"\n"])
def test_nonsense_is_counted(raw: bytes) -> None:
    assert GpsdDecoder("roof").feed(raw, 1.0) == [GpsdNonsense(len(raw) - 1)]


def test_a_line_without_end_is_given_up() -> None:
    decoder = GpsdDecoder("roof")
    for _ in range(100):
        decoder.feed(b"x" * 5000, 1.0)
    assert decoder.buffered_bytes <= MAX_LINE_BYTES
    after = decoder.feed(b"\n" + line(TPV), 1.0)
    assert [type(event) for event in after] == [Fix]


def test_one_device_of_several_can_be_asked_for() -> None:
    assert watch_command() == b'?WATCH={"enable":true,"json":true,"nmea":true};\n'
    assert b'"device":"/dev/ttyUSB0"' in watch_command("/dev/ttyUSB0")


@given(data=st.data())
def test_events_do_not_depend_on_chunking(data: st.DataObject) -> None:
    stream = b"".join(map(line, (SKY, TPV, {"class": "ERROR", "message": "x"}, 3)))
    cuts = sorted(data.draw(st.lists(st.integers(0, len(stream)), max_size=10)))
    decoder = GpsdDecoder("roof")
    found: list[GpsdEvent] = []
    for start, end in pairwise([0, *cuts, len(stream)]):
        found += decoder.feed(stream[start:end], 100.0)
    assert found == events(SKY, TPV, {"class": "ERROR", "message": "x"}, 3)


@given(st.binary(max_size=2000))
def test_random_bytes_never_raise(data: bytes) -> None:
    GpsdDecoder("roof").feed(data, 1.0)


VALUES = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
)


@given(
    kind=st.sampled_from(["TPV", "SKY", "GST", "DEVICES", "DEVICE", "VERSION", "ERROR"]),
    names=st.dictionaries(
        st.sampled_from([*TPV, *SKY, "devices", "path", "bps", "release", "message"]), VALUES
    ),
)
def test_any_report_is_survived(kind: str, names: dict[str, object]) -> None:
    events({**names, "class": kind}, TPV)
