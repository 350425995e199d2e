# SPDX-License-Identifier: Apache-2.0
"""`maps build`: an OpenStreetMap extract becomes a street-level vector pack."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from command_vehicle.adapters.maps.building.osm_schema import LAYERS, PLACE_RULES, classify
from command_vehicle.adapters.maps.building.osm_xml import OsmExtract, read_osm_xml
from command_vehicle.adapters.maps.building.tiler import SourceFeature, TilingPlan, make_tiles
from command_vehicle.adapters.maps.building.writer import IndexedPlace, PackDescription, write_pack
from command_vehicle.domain.errors import ErrorCode, InputError
from command_vehicle.domain.geodesy import GeoBox
from command_vehicle.domain.maps import Place
from command_vehicle.domain.plane import Point, bounds
from command_vehicle.domain.web_mercator import to_geo

MIN_ZOOM: Final = 8
MAX_ZOOM: Final = 15
OSM_LICENCE: Final = "ODbL 1.0"
OSM_SOURCE: Final = "© OpenStreetMap contributors"
_INDEXED_LAYERS: Final = {"water_name": 3, "poi": 3, "waterway": 3, "transportation_name": 4}
"""Importance in the search of layers other than `place`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OsmPackWish:
    """What the person who builds the pack says about it. Attributes as in `MapPack`."""

    name_zh: str
    name_en: str
    dated: str = ""
    source: str = OSM_SOURCE
    licence: str = OSM_LICENCE
    fictional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildReport:
    """What came of it."""

    file: Path
    feature_count: int
    tile_count: int
    place_count: int


def build_from_osm(extract_file: Path, out: Path, wish: OsmPackWish) -> BuildReport:
    """Turn an extract into `out` and its manifest.

    Raises:
        InputError: The extract cannot be read, or holds nothing that the map draws.
    """
    extract = read_osm_xml(extract_file)
    features = list(classify(extract))
    if not features:
        raise InputError(
            ErrorCode.FILE_UNREADABLE, file=str(extract_file), reason="it holds nothing to draw"
        )
    plan = TilingPlan(min_zoom=MIN_ZOOM, max_zoom=MAX_ZOOM, layers=LAYERS)
    places = list(_index(features, out.stem))
    description = PackDescription(
        name_zh=wish.name_zh,
        name_en=wish.name_en,
        area=_area(extract, features),
        min_zoom=MIN_ZOOM,
        max_zoom=MAX_ZOOM,
        layers=LAYERS,
        source=wish.source,
        licence=wish.licence,
        dated=wish.dated,
        fictional=wish.fictional,
        order=MAX_ZOOM,
    )
    count = write_pack(out, description, make_tiles(features, plan), places)
    return BuildReport(
        file=out, feature_count=len(features), tile_count=count, place_count=len(places)
    )


def _area(extract: OsmExtract, features: Iterable[SourceFeature]) -> GeoBox:
    if extract.bounds is not None:
        return extract.bounds
    left, top, right, bottom = bounds(
        [point for feature in features for part in feature.parts for point in part]
    )
    north_west, south_east = to_geo(left, top), to_geo(right, bottom)
    return GeoBox(
        south_deg=south_east.latitude_deg,
        west_deg=north_west.longitude_deg,
        north_deg=north_west.latitude_deg,
        east_deg=south_east.longitude_deg,
    )


def _index(features: Iterable[SourceFeature], pack: str) -> Iterable[IndexedPlace]:
    """One entry per name and layer: a road of many ways is found once, at its longest piece."""
    best: dict[tuple[str, str], SourceFeature] = {}
    for feature in features:
        name = feature.tags.get("name")
        if not name or (feature.layer != "place" and feature.layer not in _INDEXED_LAYERS):
            continue
        is_point = len(feature.parts[0]) == 1
        position = str(feature.parts[0][0]) if is_point else ""
        key = (f"{feature.layer} {position}", str(name))
        if key not in best or len(feature.parts[0]) > len(best[key].parts[0]):
            best[key] = feature
    for feature in best.values():
        yield _indexed(feature, pack)


def _indexed(feature: SourceFeature, pack: str) -> IndexedPlace:
    tags: Mapping[str, object] = feature.tags
    category = str(tags.get("class", ""))
    importance = (
        PLACE_RULES[category][1] if feature.layer == "place" else _INDEXED_LAYERS[feature.layer]
    )
    place = Place(
        name_zh=str(tags["name"]),
        name_en=str(tags.get("name:en", "")),
        category="road" if feature.layer == "transportation_name" else category,
        point=to_geo(*_middle(feature.parts[0])),
        pack=pack,
    )
    return IndexedPlace(place=place, importance=importance)


def _middle(points: list[Point]) -> Point:
    return points[len(points) // 2]
