# SPDX-License-Identifier: Apache-2.0
"""One point for a GeoJSON geometry: where a label would stand."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Final

Position = tuple[float, float]
"""Longitude and latitude in degrees, in the order of RFC 7946."""

_Weighted = tuple[float, Position]
_MIN_POSITION_LENGTH: Final = 2
_MIN_RING_LENGTH: Final = 4


def centre(geometry: object) -> Position | None:
    """The point itself, or the centroid of lines by length and of areas by area; None if none."""
    if not isinstance(geometry, Mapping):
        return None
    parts = _PARTS.get(str(geometry.get("type")))
    weighted = parts(geometry.get("coordinates")) if parts is not None else []
    return _mean(weighted)


def _mean(weighted: Sequence[_Weighted]) -> Position | None:
    total = sum(weight for weight, _ in weighted)
    if not weighted or not math.isfinite(total):
        return None
    if total <= 0:
        weighted, total = [(1.0, position) for _, position in weighted], float(len(weighted))
    east = sum(weight * position[0] for weight, position in weighted) / total
    north = sum(weight * position[1] for weight, position in weighted) / total
    return (east, north) if math.isfinite(east) and math.isfinite(north) else None


def _position(value: object) -> Position | None:
    if not isinstance(value, list) or len(value) < _MIN_POSITION_LENGTH:
        return None
    east, north = value[0], value[1]
    if isinstance(east, bool) or isinstance(north, bool):
        return None
    if not isinstance(east, int | float) or not isinstance(north, int | float):
        return None
    try:
        return float(east), float(north)
    except OverflowError:
        return None


def _positions(value: object) -> list[Position]:
    """All positions of a list, or nothing when one of them is none."""
    found = [_position(item) for item in value] if isinstance(value, list) else []
    whole = [position for position in found if position is not None]
    return whole if len(whole) == len(found) else []


def _of_point(value: object) -> list[_Weighted]:
    position = _position(value)
    return [(1.0, position)] if position is not None else []


def _of_points(value: object) -> list[_Weighted]:
    return [(1.0, position) for position in _positions(value)]


def _of_line(value: object) -> list[_Weighted]:
    positions = _positions(value)
    return [
        (math.dist(a, b), ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)) for a, b in pairwise(positions)
    ]


def _of_area(value: object) -> list[_Weighted]:
    """Centroid of the outer ring; holes move a label by less than they would puzzle a reader."""
    ring = _positions(value[0]) if isinstance(value, list) and value else []
    if len(ring) < _MIN_RING_LENGTH:
        return []
    origin = ring[0]
    local = [(east - origin[0], north - origin[1]) for east, north in ring]
    triangles = [
        (a[0] * b[1] - b[0] * a[1], (a[0] + b[0], a[1] + b[1])) for a, b in pairwise(local)
    ]
    twice_area = sum(cross for cross, _ in triangles)
    if twice_area == 0 or not math.isfinite(twice_area):
        return [(1.0, position) for position in ring]
    east = sum(cross * corners[0] for cross, corners in triangles) / (3 * twice_area)
    north = sum(cross * corners[1] for cross, corners in triangles) / (3 * twice_area)
    return [(abs(twice_area) / 2, (origin[0] + east, origin[1] + north))]


def _each(part: Callable[[object], list[_Weighted]]) -> Callable[[object], list[_Weighted]]:
    def parts(value: object) -> list[_Weighted]:
        members: Iterable[object] = value if isinstance(value, list) else ()
        return [weighted for member in members for weighted in part(member)]

    return parts


_PARTS: Final[Mapping[str, Callable[[object], list[_Weighted]]]] = {
    "Point": _of_point,
    "MultiPoint": _of_points,
    "LineString": _of_line,
    "MultiLineString": _each(_of_line),
    "Polygon": _of_area,
    "MultiPolygon": _each(_of_area),
}
