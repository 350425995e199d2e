# SPDX-License-Identifier: Apache-2.0
"""What becomes of an OSM element on our maps: layer, class and the zoom it appears at.

Layer and class names are those of the OpenMapTiles schema wherever it has one, so that the style
of the page also draws packs made by other programs. Administrative boundaries are left out on
purpose: which ones may be shown is not for an extract to decide.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from command_vehicle.adapters.maps.building.osm_xml import (
    LonLat,
    OsmArea,
    OsmExtract,
    OsmLine,
    OsmPoint,
    Tags,
)
from command_vehicle.adapters.maps.building.tiler import SourceFeature
from command_vehicle.domain.plane import Point, centroid, signed_area
from command_vehicle.domain.web_mercator import to_world
from command_vehicle.protocols.mvt import GeometryType, TagValue

LAYERS: Final = (
    "landcover",
    "landuse",
    "water",
    "waterway",
    "building",
    "transportation",
    "transportation_name",
    "water_name",
    "place",
    "poi",
)
"""In the order they are drawn."""

Rule = tuple[str, str, int]
"""Layer, class, coarsest zoom."""

AREA_RULES: Final[Mapping[str, Mapping[str, Rule]]] = {
    "natural": {
        "water": ("water", "lake", 7),
        "wood": ("landcover", "wood", 8),
        "scrub": ("landcover", "grass", 10),
        "grassland": ("landcover", "grass", 10),
        "wetland": ("landcover", "wetland", 10),
        "sand": ("landcover", "sand", 9),
    },
    "waterway": {"riverbank": ("water", "river", 8)},
    "landuse": {
        "residential": ("landuse", "residential", 9),
        "industrial": ("landuse", "industrial", 10),
        "commercial": ("landuse", "commercial", 11),
        "retail": ("landuse", "commercial", 11),
        "quarry": ("landuse", "quarry", 11),
        "farmland": ("landcover", "farmland", 11),
        "orchard": ("landcover", "farmland", 11),
        "forest": ("landcover", "wood", 8),
        "meadow": ("landcover", "grass", 11),
        "grass": ("landcover", "grass", 12),
        "reservoir": ("water", "lake", 7),
        "basin": ("water", "lake", 10),
    },
    "leisure": {"park": ("landcover", "park", 11), "pitch": ("landuse", "pitch", 14)},
    "amenity": {
        "school": ("landuse", "school", 12),
        "hospital": ("landuse", "hospital", 12),
    },
    "man_made": {"storage_tank": ("building", "tank", 14)},
}

ROAD_RULES: Final[Mapping[str, tuple[str, int]]] = {
    "motorway": ("motorway", 5),
    "motorway_link": ("motorway", 11),
    "trunk": ("trunk", 6),
    "trunk_link": ("trunk", 11),
    "primary": ("primary", 7),
    "primary_link": ("primary", 12),
    "secondary": ("secondary", 9),
    "secondary_link": ("secondary", 12),
    "tertiary": ("tertiary", 10),
    "tertiary_link": ("tertiary", 12),
    "unclassified": ("minor", 12),
    "residential": ("minor", 12),
    "living_street": ("minor", 13),
    "pedestrian": ("path", 13),
    "service": ("service", 13),
    "track": ("track", 14),
    "path": ("path", 14),
    "footway": ("path", 14),
    "cycleway": ("path", 14),
    "steps": ("path", 14),
}

WATERWAY_RULES: Final[Mapping[str, int]] = {"river": 7, "canal": 10, "stream": 12, "ditch": 13}

PLACE_RULES: Final[Mapping[str, tuple[int, int]]] = {
    "city": (4, 0),
    "town": (8, 1),
    "suburb": (12, 2),
    "village": (11, 2),
    "hamlet": (13, 3),
    "locality": (13, 3),
    "county": (8, 0),
}
"""Coarsest zoom and importance by `place=`; `county` only as a name on a node."""

POI_KEYS: Final = (
    "railway",
    "amenity",
    "emergency",
    "man_made",
    "office",
    "shop",
    "tourism",
    "aeroway",
)
_POI_ZOOM: Final = 14
_ROAD_NAME_ZOOM: Final = 11
_BUILDING_ZOOM: Final = 14
_AREA_NAME_SHARE: Final = 0.02
"""An area is named from the zoom at which it is this large a share of a tile."""
_FINEST_NAME_ZOOM: Final = 15
_AREA_KEYS: Final = frozenset({"building", "landuse", "natural", "leisure", "amenity", "man_made"})


def classify(extract: OsmExtract) -> Iterator[SourceFeature]:
    """Every feature that the map draws, in the order of the extract."""
    for area in _all_areas(extract):
        yield from _area_features(area)
    for line in extract.lines:
        yield from _line_features(line)
    for point in extract.points:
        yield from _point_features(point)


def _all_areas(extract: OsmExtract) -> Iterator[OsmArea]:
    yield from extract.areas
    for line in extract.lines:
        if line.is_closed and _AREA_KEYS.intersection(line.tags):
            yield OsmArea(tags=line.tags, outers=(line.points[:-1],))


def _names(tags: Tags) -> dict[str, TagValue]:
    """Names as the page reads them: `name` is Chinese, `name:en` Latin."""
    names: dict[str, TagValue] = {}
    for target, sources in (
        ("name", ("name:zh", "name")),
        ("name:en", ("name:en", "int_name")),
        ("ref", ("ref",)),
    ):
        value = next((tags[source] for source in sources if source in tags), "")
        if value:
            names[target] = value
    return names


def _world(points: Iterable[LonLat]) -> list[Point]:
    return [to_world(longitude, latitude) for longitude, latitude in points]


def _wound(ring: list[Point], *, clockwise: bool) -> list[Point]:
    return ring if (signed_area(ring) > 0) == clockwise else ring[::-1]


def _area_rule(tags: Tags) -> Rule | None:
    if "building" in tags:
        return "building", "building", _BUILDING_ZOOM
    for key, rules in AREA_RULES.items():
        rule = rules.get(tags.get(key, ""))
        if rule is not None:
            return rule
    return None


def _area_features(area: OsmArea) -> Iterator[SourceFeature]:
    rule = _area_rule(area.tags)
    if rule is None:
        return
    layer, category, min_zoom = rule
    if layer == "water" and area.tags.get("water"):
        category = area.tags["water"]
    holes = [_wound(_world(ring), clockwise=False) for ring in area.inners]
    for at, ring in enumerate(area.outers):
        outer = _wound(_world(ring), clockwise=True)
        parts = (outer, *holes) if at == 0 else (outer,)
        yield SourceFeature(
            layer=layer,
            type=GeometryType.AREA,
            parts=parts,
            tags={"class": category},
            min_zoom=min_zoom,
        )
    yield from _area_label(area, layer, category)


def _area_label(area: OsmArea, layer: str, category: str) -> Iterator[SourceFeature]:
    names = _names(area.tags)
    if "name" not in names or not area.outers:
        return
    ring = max((_world(outer) for outer in area.outers), key=lambda r: abs(signed_area(r)))
    share = abs(signed_area(ring)) / 2
    zoom = next(
        (z for z in range(8, _FINEST_NAME_ZOOM) if share * 4**z >= _AREA_NAME_SHARE),
        _FINEST_NAME_ZOOM,
    )
    yield SourceFeature(
        layer="water_name" if layer == "water" else "poi",
        type=GeometryType.POINT,
        parts=([centroid(ring)],),
        tags={"class": category, **names},
        min_zoom=zoom,
    )


def _line_features(line: OsmLine) -> Iterator[SourceFeature]:
    road = ROAD_RULES.get(line.tags.get("highway", ""))
    if road is not None:
        yield from _road(line, *road)
    elif line.tags.get("railway") == "rail":
        yield from _road(line, "rail", 8)
    elif (river := line.tags.get("waterway", "")) in WATERWAY_RULES:
        yield SourceFeature(
            layer="waterway",
            type=GeometryType.LINE,
            parts=(_world(line.points),),
            tags={"class": river, **_names(line.tags)},
            min_zoom=WATERWAY_RULES[river],
        )


def _road(line: OsmLine, category: str, min_zoom: int) -> Iterator[SourceFeature]:
    tags: dict[str, TagValue] = {"class": category}
    if line.tags.get("bridge", "no") != "no":
        tags["brunnel"] = "bridge"
    elif line.tags.get("tunnel", "no") != "no":
        tags["brunnel"] = "tunnel"
    points = _world(line.points)
    yield SourceFeature(
        layer="transportation",
        type=GeometryType.LINE,
        parts=(points,),
        tags=tags,
        min_zoom=min_zoom,
    )
    names = _names(line.tags)
    if "name" in names or "ref" in names:
        yield SourceFeature(
            layer="transportation_name",
            type=GeometryType.LINE,
            parts=(points,),
            tags={"class": category, **names},
            min_zoom=max(_ROAD_NAME_ZOOM, min_zoom),
        )


def _point_features(point: OsmPoint) -> Iterator[SourceFeature]:
    names = _names(point.tags)
    if "name" not in names:
        return
    category = point.tags.get("place", "")
    layer, min_zoom = "place", PLACE_RULES.get(category, (_POI_ZOOM, 0))[0]
    if category not in PLACE_RULES:
        layer = "poi"
        category = next((point.tags[key] for key in POI_KEYS if key in point.tags), "")
    if category:
        yield SourceFeature(
            layer=layer,
            type=GeometryType.POINT,
            parts=([to_world(*point.point)],),
            tags={"class": category, **names},
            min_zoom=min_zoom,
        )
