# SPDX-License-Identifier: Apache-2.0
"""The projection of the packs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from command_vehicle.domain.geodesy import GeoBox, GeoPoint
from command_vehicle.domain.maps import MapView
from command_vehicle.domain.web_mercator import (
    TileAddress,
    metres_per_pixel,
    tile_of,
    to_geo,
    to_world,
)


@given(st.floats(-179.9, 179.9), st.floats(-85, 85))
def test_a_place_comes_back(longitude: float, latitude: float) -> None:
    point = to_geo(*to_world(longitude, latitude))
    assert point.latitude_deg == pytest.approx(latitude, abs=1e-9)
    assert point.longitude_deg == pytest.approx(longitude, abs=1e-9)


def test_the_tile_of_a_known_place_is_known() -> None:
    # Tian'anmen at zoom 12, as published by the tile naming convention.
    place = GeoPoint(latitude_deg=39.9087, longitude_deg=116.3975)
    assert tile_of(place, 12) == TileAddress(zoom=12, column=3372, row=1552)


def test_a_tile_lies_in_its_parent() -> None:
    assert TileAddress(zoom=5, column=25, row=12).parent == TileAddress(zoom=4, column=12, row=6)
    assert TileAddress(zoom=0, column=0, row=0).parent is None


def test_a_pixel_shrinks_with_the_zoom_and_the_latitude() -> None:
    assert metres_per_pixel(0.0, 0) == pytest.approx(156_543.034, abs=0.001)
    assert metres_per_pixel(60.0, 10) == pytest.approx(156_543.034 / 1024 / 2, abs=0.001)


def test_the_middle_of_a_view_is_the_middle_of_the_screen() -> None:
    box = GeoBox(south_deg=0.0, west_deg=100.0, north_deg=60.0, east_deg=120.0)
    centre = MapView(box=box, zoom=4).centre
    assert centre.longitude_deg == pytest.approx(110.0)
    assert centre.latitude_deg > 30.0
