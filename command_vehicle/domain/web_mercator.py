# SPDX-License-Identifier: Apache-2.0
"""Spherical Mercator, the projection of every map pack: the world as a unit square.

`x` grows to the east from the 180th meridian, `y` to the south from 85.0511° north; both run from
0 to 1. A tile at zoom `z` is a cell of a grid of 2^z by 2^z on that square, counted from the north
west. See EPSG:3857.
"""

import math
from dataclasses import dataclass

from command_vehicle.domain.geodesy import GeoBox, GeoPoint

MAX_MERCATOR_LATITUDE_DEG = 85.0511287798066
TILE_SIDE_PX = 256
"""Logical side of a tile on the screen."""
EQUATOR_M_PER_PX = 156_543.03392804097
"""Ground metres per logical pixel on the equator at zoom 0."""

WorldPoint = tuple[float, float]
"""`(x, y)` on the unit square."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class TileAddress:
    """A tile, rows counted from the north (XYZ, not TMS)."""

    zoom: int
    column: int
    row: int

    @property
    def parent(self) -> "TileAddress | None":
        """The tile one zoom above that holds this one; None at the top."""
        if self.zoom == 0:
            return None
        return TileAddress(zoom=self.zoom - 1, column=self.column >> 1, row=self.row >> 1)

    @property
    def is_on_earth(self) -> bool:
        """Whether such a tile exists."""
        side = 1 << self.zoom
        return 0 <= self.column < side and 0 <= self.row < side


def to_world(longitude_deg: float, latitude_deg: float) -> WorldPoint:
    """Where a place lies on the unit square; latitudes beyond the square are held at its edge."""
    clamped = max(-MAX_MERCATOR_LATITUDE_DEG, min(MAX_MERCATOR_LATITUDE_DEG, latitude_deg))
    sine = math.sin(math.radians(clamped))
    y = 0.5 - math.log((1 + sine) / (1 - sine)) / (4 * math.pi)
    return longitude_deg / 360.0 + 0.5, y


def to_geo(x: float, y: float) -> GeoPoint:
    """The place behind a point of the unit square, WGS-84."""
    latitude = math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * y))))
    return GeoPoint(latitude_deg=latitude, longitude_deg=(x - 0.5) * 360.0)


def tile_of(point: GeoPoint, zoom: int) -> TileAddress:
    """The tile at `zoom` that holds a place."""
    x, y = to_world(point.longitude_deg, point.latitude_deg)
    side = 1 << zoom
    return TileAddress(
        zoom=zoom, column=min(side - 1, int(x * side)), row=min(side - 1, int(y * side))
    )


def world_box(box: GeoBox) -> tuple[float, float, float, float]:
    """West, north, east, south of a box on the unit square."""
    west, north = to_world(box.west_deg, box.north_deg)
    east, south = to_world(box.east_deg, box.south_deg)
    return west, north, east, south


def metres_per_pixel(latitude_deg: float, zoom: float) -> float:
    """Ground metres under one logical pixel at a latitude."""
    return EQUATOR_M_PER_PX * math.cos(math.radians(latitude_deg)) / math.pow(2.0, zoom)
