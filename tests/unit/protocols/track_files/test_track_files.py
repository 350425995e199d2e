# SPDX-License-Identifier: Apache-2.0
"""The track written for other programs, and read back the way they read it."""

import json
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from command_vehicle.domain.geodesy import GeoPoint
from command_vehicle.domain.track import TrackPoint
from command_vehicle.protocols.track_files import gpx, kml
from command_vehicle.protocols.track_files.geojson import write_geojson
from command_vehicle.protocols.track_files.gpx import write_gpx
from command_vehicle.protocols.track_files.kml import write_kml

NOON = datetime(2026, 5, 4, 4, 0, 0, tzinfo=UTC)
GPX = {"g": gpx.NAMESPACE, "x": gpx.EXTENSION}
KML = {"k": kml.NAMESPACE, "gx": kml.GOOGLE}
HOSTILE = "A<b>&\"'\x00\x0b]]>\ud800 车"
Writer = Callable[[str, Iterable[TrackPoint]], Iterator[str]]
Told = tuple[datetime, float, float, float | None, float | None, float | None]


def point(second: float, *, is_jump: bool = False) -> TrackPoint:
    return TrackPoint(
        at=NOON + timedelta(seconds=second),
        point=GeoPoint(latitude_deg=40.2 + second / 1e4, longitude_deg=101.9),
        altitude_msl_m=1215.5,
        speed_mps=11.1,
        course_true_deg=90.0,
        is_jump=is_jump,
    )


def told(each: TrackPoint) -> Told:
    place = each.point
    return (
        each.at,
        round(place.latitude_deg, 7),
        round(place.longitude_deg, 7),
        each.altitude_msl_m,
        each.speed_mps,
        each.course_true_deg,
    )


def text_of(writer: Writer, name: str, points: Iterable[TrackPoint]) -> str:
    return b"".join(piece.encode() for piece in writer(name, points)).decode()


def number(element: ET.Element | None) -> float | None:
    return None if element is None or not element.text else float(element.text)


def read_gpx(text: str) -> list[list[Told]]:
    return [
        [
            (
                datetime.fromisoformat(each.findtext("g:time", "", GPX)),
                float(each.attrib["lat"]),
                float(each.attrib["lon"]),
                number(each.find("g:ele", GPX)),
                number(each.find("g:extensions/x:TrackPointExtension/x:speed", GPX)),
                number(each.find("g:extensions/x:TrackPointExtension/x:course", GPX)),
            )
            for each in segment.iterfind("g:trkpt", GPX)
        ]
        for segment in ET.fromstring(text).iterfind("g:trk/g:trkseg", GPX)
    ]


def read_kml(text: str) -> list[list[Told]]:
    return [_read_kml_track(track) for track in ET.fromstring(text).iterfind(".//gx:Track", KML)]


def _read_kml_track(track: ET.Element) -> list[Told]:
    times = [datetime.fromisoformat(when.text or "") for when in track.iterfind("k:when", KML)]
    places = [(each.text or "").split() for each in track.iterfind("gx:coord", KML)]
    arrays = {
        array.attrib["name"]: [number(value) for value in array.iterfind("gx:value", KML)]
        for array in track.iterfind(".//gx:SimpleArrayData", KML)
    }
    rows = zip(times, places, arrays["speed_mps"], arrays["course_true_deg"], strict=True)
    return [
        (at, float(y), float(x), float(height[0]) if height else None, speed, course)
        for at, (x, y, *height), speed, course in rows
    ]


def read_geojson(text: str) -> list[list[Told]]:
    return [_read_feature(feature) for feature in json.loads(text)["features"]]


def _read_feature(feature: dict[str, dict[str, object]]) -> list[Told]:
    geometry = feature["geometry"]
    places = geometry["coordinates"]
    if geometry["type"] == "Point":
        places = [places]
    arrays = feature["properties"]["coordinateProperties"]
    assert isinstance(places, list)
    assert isinstance(arrays, dict)
    rows = zip(
        arrays["times"],
        places,
        arrays["altitudes_msl_m"],
        arrays["speeds_mps"],
        arrays["courses_true_deg"],
        strict=True,
    )
    return [
        (datetime.fromisoformat(at), place[1], place[0], *measured) for at, place, *measured in rows
    ]


FORMATS = pytest.mark.parametrize(
    ("writer", "reader"),
    [(write_gpx, read_gpx), (write_kml, read_kml), (write_geojson, read_geojson)],
    ids=["gpx", "kml", "geojson"],
)
TENTHS = st.integers(-9_999, 99_999).map(lambda tenths: tenths / 10)
STEPS = st.lists(
    st.tuples(
        st.integers(100, 60_000),
        st.integers(-900_000_000, 900_000_000),
        st.integers(-1_800_000_000, 1_800_000_000),
        st.none() | TENTHS,
        st.none() | TENTHS,
        st.none() | st.integers(0, 359).map(float),
    ),
    max_size=20,
)


@FORMATS
@given(steps=STEPS)
def test_what_is_written_is_read_back(
    writer: Writer,
    reader: Callable[[str], list[list[Told]]],
    steps: list[tuple[int, int, int, float | None, float | None, float | None]],
) -> None:
    at, points = NOON, []
    for step_ms, latitude, longitude, altitude, speed, course in steps:
        at += timedelta(milliseconds=step_ms)
        place = GeoPoint(latitude_deg=latitude / 1e7, longitude_deg=longitude / 1e7)
        points.append(
            TrackPoint(
                at=at,
                point=place,
                altitude_msl_m=altitude,
                speed_mps=speed,
                course_true_deg=course,
            )
        )
    read = reader(text_of(writer, "青岚指挥01", points))
    assert [each for run in read for each in run] == [told(each) for each in points]


@FORMATS
def test_a_gap_cuts_the_line(writer: Writer, reader: Callable[[str], list[list[Told]]]) -> None:
    points = [point(0), point(1), point(60), point(61)]
    assert [len(run) for run in reader(text_of(writer, "x", points))] == [2, 2]


@FORMATS
def test_a_jump_is_left_out(writer: Writer, reader: Callable[[str], list[list[Told]]]) -> None:
    points = [point(0), point(1, is_jump=True), point(2)]
    assert [len(run) for run in reader(text_of(writer, "x", points))] == [2]


@FORMATS
def test_an_empty_track_is_a_valid_file(
    writer: Writer, reader: Callable[[str], list[list[Told]]]
) -> None:
    assert reader(text_of(writer, "x", [])) == []


@pytest.mark.parametrize("writer", [write_gpx, write_kml], ids=["gpx", "kml"])
def test_a_hostile_name_stays_a_name(writer: Writer) -> None:
    root = ET.fromstring(text_of(writer, HOSTILE, [point(0), point(1)]))
    names = {each.text for each in root.iter() if each.tag.endswith("}name")}
    assert names == {"A<b>&\"'\ufffd\ufffd]]>\ufffd 车"}


def test_a_single_fix_is_a_point() -> None:
    document = json.loads(text_of(write_geojson, "x", [point(0)]))
    assert document["features"][0]["geometry"]["type"] == "Point"


def test_a_line_is_longitude_first_and_flat() -> None:
    document = json.loads(text_of(write_geojson, "x", [point(0), point(1)]))
    assert document["features"][0]["geometry"]["coordinates"][0] == [101.9, 40.2]


def test_gpx_says_which_version_it_is_and_who_made_it() -> None:
    root = ET.fromstring(text_of(write_gpx, "x", []))
    assert (root.tag, root.attrib["version"]) == (f"{{{gpx.NAMESPACE}}}gpx", "1.1")
    assert root.attrib["creator"] == "command-vehicle"


def test_the_elements_of_a_point_stand_in_the_order_of_the_schema() -> None:
    (each,) = ET.fromstring(text_of(write_gpx, "x", [point(0)])).iterfind(".//g:trkpt", GPX)
    assert [child.tag.split("}")[1] for child in each] == ["ele", "time", "extensions"]
