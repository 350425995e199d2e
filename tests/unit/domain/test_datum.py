# SPDX-License-Identifier: Apache-2.0
import pytest
from hypothesis import given
from hypothesis import strategies as st

from command_vehicle.domain.datum import (
    Frame,
    bd09_to_gcj02,
    gcj02_to_bd09,
    gcj02_to_wgs84,
    to_wgs84,
    wgs84_to_gcj02,
)
from command_vehicle.domain.geodesy import GeoPoint, distance_m

KNOWN_PAIRS = [
    ((30.5928, 114.3055), (30.590391, 114.310945), 587),
    ((39.9087, 116.3975), (39.910104, 116.403744), 556),
    ((30.6570, 104.0660), (30.654578, 104.068508), 361),
]
"""WGS-84, GCJ-02 and metres between them, as the public formula has them elsewhere."""

ROUND_TRIP_DEG = 1e-7
points_in_china = st.builds(
    GeoPoint,
    latitude_deg=st.floats(min_value=4.0, max_value=53.5),
    longitude_deg=st.floats(min_value=73.5, max_value=135.0),
)


def _point(latitude_longitude: tuple[float, float]) -> GeoPoint:
    return GeoPoint(latitude_deg=latitude_longitude[0], longitude_deg=latitude_longitude[1])


def _apart_deg(a: GeoPoint, b: GeoPoint) -> float:
    return max(abs(a.latitude_deg - b.latitude_deg), abs(a.longitude_deg - b.longitude_deg))


@pytest.mark.parametrize(("wgs84", "gcj02", "apart_m"), KNOWN_PAIRS)
def test_known_pairs_agree(
    wgs84: tuple[float, float], gcj02: tuple[float, float], apart_m: float
) -> None:
    shown = wgs84_to_gcj02(_point(wgs84))
    assert _apart_deg(shown, _point(gcj02)) < 1e-6
    assert distance_m(_point(wgs84), shown) == pytest.approx(apart_m, abs=2)


@given(points_in_china)
def test_gcj02_comes_back(point: GeoPoint) -> None:
    assert _apart_deg(gcj02_to_wgs84(wgs84_to_gcj02(point)), point) <= ROUND_TRIP_DEG


@given(points_in_china)
def test_bd09_comes_back(point: GeoPoint) -> None:
    assert _apart_deg(bd09_to_gcj02(gcj02_to_bd09(point)), point) <= ROUND_TRIP_DEG


@given(points_in_china)
def test_bd09_comes_back_to_wgs84_through_both(point: GeoPoint) -> None:
    shown = gcj02_to_bd09(wgs84_to_gcj02(point))
    assert _apart_deg(to_wgs84(shown, Frame.BD09), point) <= ROUND_TRIP_DEG


@pytest.mark.parametrize("longitude_deg", [104.9999999, 105.0, 105.0000001])
def test_the_meridian_where_the_formula_has_a_corner_comes_back(longitude_deg: float) -> None:
    point = GeoPoint(latitude_deg=35.0, longitude_deg=longitude_deg)
    assert _apart_deg(gcj02_to_wgs84(wgs84_to_gcj02(point)), point) <= ROUND_TRIP_DEG


@pytest.mark.parametrize("place", [(48.8584, 2.2945), (-33.8568, 151.2153), (0.0, 0.0)])
def test_other_countries_are_not_displaced(place: tuple[float, float]) -> None:
    assert wgs84_to_gcj02(_point(place)) == _point(place)
    assert to_wgs84(_point(place), Frame.GCJ02) == _point(place)


@pytest.mark.parametrize("frame", [Frame.WGS84, Frame.CGCS2000])
def test_frames_that_agree_are_taken_as_they_are(frame: Frame) -> None:
    point = _point((40.2308, 101.9622))
    assert to_wgs84(point, frame) == point


@given(
    st.builds(
        GeoPoint,
        latitude_deg=st.floats(min_value=-90, max_value=90),
        longitude_deg=st.floats(min_value=-180, max_value=180),
    ),
    st.sampled_from(Frame),
)
def test_no_point_on_the_earth_is_refused(point: GeoPoint, frame: Frame) -> None:
    assert abs(to_wgs84(point, frame).latitude_deg) <= 90
