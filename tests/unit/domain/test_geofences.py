# SPDX-License-Identifier: Apache-2.0
import pytest
from hypothesis import given
from hypothesis import strategies as st

from command_vehicle.domain.geodesy import GeoPoint, destination, distance_m
from command_vehicle.domain.geofences import (
    MAX_CORNERS,
    Area,
    Circle,
    GeofenceDrawn,
    corners,
    is_usable,
    shape_of,
)

TOWN = GeoPoint(latitude_deg=40.2, longitude_deg=101.9)
BEARINGS = st.floats(0, 359.9)


def around(center: GeoPoint, radius_m: float, sides: int) -> tuple[GeoPoint, ...]:
    return tuple(destination(center, number * 360 / sides, radius_m) for number in range(sides))


SQUARE = Area(ring=around(TOWN, 500.0, 4))
U_SHAPE = Area(
    ring=tuple(
        GeoPoint(latitude_deg=40 + north / 1000, longitude_deg=100 + east / 1000)
        for east, north in [(0, 0), (9, 0), (9, 9), (6, 9), (6, 3), (3, 3), (3, 9), (0, 9)]
    )
)


def at(east: float, north: float) -> GeoPoint:
    return GeoPoint(latitude_deg=40 + north / 1000, longitude_deg=100 + east / 1000)


@given(BEARINGS, st.floats(0, 5_000))
def test_a_circle_counts_from_its_edge(bearing_deg: float, range_m: float) -> None:
    circle = Circle(center=TOWN, radius_m=1_000)
    outside_m = circle.outside_m(destination(TOWN, bearing_deg, range_m))
    assert outside_m == pytest.approx(range_m - 1_000, abs=0.01)


@given(BEARINGS, st.floats(0, 5_000))
def test_an_area_of_many_corners_is_nearly_a_circle(bearing_deg: float, range_m: float) -> None:
    area = Area(ring=around(TOWN, 1_000, 180))
    outside_m = area.outside_m(destination(TOWN, bearing_deg, range_m))
    assert outside_m == pytest.approx(range_m - 1_000, abs=6.0)


@pytest.mark.parametrize(
    ("east", "north", "is_inside"),
    [(1, 8, True), (8, 8, True), (4.5, 1, True), (4.5, 5, False), (4.5, 12, False), (-1, 4, False)],
)
def test_a_bay_lies_outside(east: float, north: float, *, is_inside: bool) -> None:
    assert (U_SHAPE.outside_m(at(east, north)) < 0) is is_inside


def test_the_distance_of_an_area_is_that_of_its_nearest_edge() -> None:
    point = at(-2, 4.5)
    edge = at(0, 4.5)
    assert U_SHAPE.outside_m(point) == pytest.approx(distance_m(point, edge), rel=1e-3)


def test_an_area_across_the_date_line_is_whole() -> None:
    center = GeoPoint(latitude_deg=10.0, longitude_deg=179.9999)
    area = Area(ring=around(center, 500.0, 8))
    assert area.outside_m(GeoPoint(latitude_deg=10.0, longitude_deg=-179.9999)) < 0
    assert area.outside_m(GeoPoint(latitude_deg=10.0, longitude_deg=179.9)) > 0


@pytest.mark.parametrize(
    "drawn",
    [
        GeofenceDrawn(name=" ", center=TOWN, radius_m=100),
        GeofenceDrawn(name="x"),
        GeofenceDrawn(name="x", center=TOWN),
        GeofenceDrawn(name="x", radius_m=100),
        GeofenceDrawn(name="x", center=TOWN, radius_m=5),
        GeofenceDrawn(name="x", center=TOWN, radius_m=1e6),
        GeofenceDrawn(name="x", center=TOWN, radius_m=100, ring=SQUARE.ring),
        GeofenceDrawn(name="x", center=TOWN, ring=SQUARE.ring),
        GeofenceDrawn(name="x", ring=SQUARE.ring[:2]),
        GeofenceDrawn(name="x", ring=around(TOWN, 500, MAX_CORNERS + 1)),
    ],
)
def test_a_fence_must_enclose_something(drawn: GeofenceDrawn) -> None:
    assert not is_usable(drawn)


@pytest.mark.parametrize(
    "drawn",
    [
        GeofenceDrawn(name="x", center=TOWN, radius_m=100),
        GeofenceDrawn(name="x", ring=SQUARE.ring),
    ],
)
def test_a_circle_and_an_area_can_be_drawn(drawn: GeofenceDrawn) -> None:
    assert is_usable(drawn)
    assert shape_of(drawn) is not None


def test_corners_are_read_as_people_write_them() -> None:
    assert tuple(corners("40.2,101.9; 40.3,101.8  40.1,101.7")) == (
        TOWN,
        GeoPoint(latitude_deg=40.3, longitude_deg=101.8),
        GeoPoint(latitude_deg=40.1, longitude_deg=101.7),
    )


@pytest.mark.parametrize("text", ["40.2", "40.2,x", "40.2,101.9,3", "99,0"])
def test_what_is_no_corner_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        tuple(corners(text))
