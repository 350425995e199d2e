# SPDX-License-Identifier: Apache-2.0
"""From features on the unit square to tiles.

The square is quartered again and again; each quarter gets the features that reach into it, cut to
its margin, so that a feature is only ever cut against its own neighbourhood. What a tile stores is
a simplified copy in whole tile units; the uncut precision travels on to the finer zooms.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from command_vehicle.domain.plane import (
    Box,
    Point,
    bounds,
    clip_line,
    clip_ring,
    signed_area,
    simplify,
    simplify_ring,
)
from command_vehicle.domain.web_mercator import TileAddress
from command_vehicle.protocols.mvt import EXTENT, Feature, GeometryType, Layer, TagValue, encode

MARGIN: Final = 1 / 32
"""Share of a tile's side that its content reaches beyond its edge: 8 px of 256."""
_TOLERANCE_UNITS: Final = 6.0
"""A third of a pixel at the zoom the tile is made for."""
_FINE_TOLERANCE_UNITS: Final = 1.0
"""At the finest zoom, which is enlarged further."""
_MIN_RING_AREA_UNITS: Final = 1200.0
"""Twice the area below which a ring is dropped: some two pixels."""
_MIN_PARTS: Final = {GeometryType.POINT: 1, GeometryType.LINE: 2, GeometryType.AREA: 3}


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFeature:
    """A feature before it is tiled.

    Attributes:
        layer: Layer it goes to.
        type: What `parts` are.
        parts: Points, lines or rings (exterior first, holes wound the other way), unit square.
        tags: What is known about it.
        min_zoom: Coarsest zoom that shows it.
        max_zoom: Finest zoom that holds it, for features which give way to finer ones.
    """

    layer: str
    type: GeometryType
    parts: tuple[list[Point], ...]
    tags: Mapping[str, TagValue]
    min_zoom: int = 0
    max_zoom: int = 24

    @property
    def box(self) -> Box:
        """Bounds of the exterior parts."""
        return bounds([point for part in self.parts for point in part])


@dataclass(frozen=True, slots=True, kw_only=True)
class TilingPlan:
    """Which tiles to make.

    Attributes:
        min_zoom: Coarsest zoom.
        max_zoom: Finest zoom.
        layers: Names of the layers, in the order of drawing.
        area: Part of the unit square to cover; None for wherever there is something.
        detail_area: Part that goes on beyond `coarse_zoom`; None for all of it.
        coarse_zoom: Finest zoom of what lies outside `detail_area`.
    """

    min_zoom: int
    max_zoom: int
    layers: tuple[str, ...]
    area: Box | None = None
    detail_area: Box | None = None
    coarse_zoom: int = 0

    def covers(self, address: TileAddress) -> bool:
        """Whether the tile is to be made."""
        box = _inner_box(address)
        if self.area is not None and not _overlaps(box, self.area):
            return False
        is_coarse = self.detail_area is None or address.zoom <= self.coarse_zoom
        return is_coarse or (self.detail_area is not None and _overlaps(box, self.detail_area))


def make_tiles(
    features: Iterable[SourceFeature], plan: TilingPlan
) -> Iterator[tuple[TileAddress, bytes]]:
    """All tiles that hold anything, depth first, uncompressed."""
    pending = [(TileAddress(zoom=0, column=0, row=0), list(features))]
    while pending:
        address, content = pending.pop()
        if address.zoom >= plan.min_zoom:
            tile = _encode_tile(address, content, plan)
            if tile:
                yield address, tile
        if address.zoom < plan.max_zoom:
            pending += [
                (child, cut)
                for child in reversed(_children(address))
                if plan.covers(child) and (cut := _cut_to(child, content))
            ]


def _children(address: TileAddress) -> list[TileAddress]:
    column, row = address.column * 2, address.row * 2
    return [
        TileAddress(zoom=address.zoom + 1, column=column + right, row=row + down)
        for right in (0, 1)
        for down in (0, 1)
    ]


def _inner_box(address: TileAddress) -> Box:
    side = 1 / (1 << address.zoom)
    left, top = address.column * side, address.row * side
    return left, top, left + side, top + side


def _box(address: TileAddress) -> Box:
    left, top, right, bottom = _inner_box(address)
    margin = (right - left) * MARGIN
    return left - margin, top - margin, right + margin, bottom + margin


def _overlaps(a: Box, b: Box) -> bool:
    return a[0] < b[2] and a[2] > b[0] and a[1] < b[3] and a[3] > b[1]


def _cut_to(address: TileAddress, features: list[SourceFeature]) -> list[SourceFeature]:
    box = _box(address)
    kept: list[SourceFeature] = []
    for feature in features:
        if feature.max_zoom < address.zoom:
            continue
        parts = _cut_parts(feature, box)
        if not parts:
            continue
        is_whole = len(parts) == len(feature.parts) and all(
            new is old for new, old in zip(parts, feature.parts, strict=True)
        )
        kept.append(feature if is_whole else replace(feature, parts=parts))
    return kept


def _cut_parts(feature: SourceFeature, box: Box) -> tuple[list[Point], ...]:
    if feature.type is GeometryType.POINT:
        left, top, right, bottom = box
        return tuple(
            part
            for part in feature.parts
            if left <= part[0][0] <= right and top <= part[0][1] <= bottom
        )
    if feature.type is GeometryType.LINE:
        return tuple(piece for part in feature.parts for piece in clip_line(part, box))
    rings = [clip_ring(ring, box) for ring in feature.parts]
    return tuple(ring for ring in rings if ring) if rings[0] else ()


def _encode_tile(address: TileAddress, features: list[SourceFeature], plan: TilingPlan) -> bytes:
    is_finest = address.zoom == plan.max_zoom
    tolerance = _FINE_TOLERANCE_UNITS if is_finest else _TOLERANCE_UNITS
    layers: dict[str, list[Feature]] = {name: [] for name in plan.layers}
    for feature in features:
        if address.zoom < feature.min_zoom:
            continue
        parts = _tile_parts(feature, address, tolerance)
        if parts:
            layers[feature.layer].append(Feature(type=feature.type, parts=parts, tags=feature.tags))
    return encode(
        Layer(name=name, features=tuple(content)) for name, content in layers.items() if content
    )


def _tile_parts(
    feature: SourceFeature, address: TileAddress, tolerance: float
) -> tuple[tuple[tuple[int, int], ...], ...]:
    scale = EXTENT * (1 << address.zoom)
    left, top = address.column * EXTENT, address.row * EXTENT
    parts: list[tuple[tuple[int, int], ...]] = []
    for index, part in enumerate(feature.parts):
        units = [(x * scale - left, y * scale - top) for x, y in part]
        if feature.type is GeometryType.AREA:
            if abs(signed_area(units)) < _MIN_RING_AREA_UNITS:
                if index == 0:
                    return ()
                continue
            units = simplify_ring(units, tolerance)
        elif feature.type is GeometryType.LINE:
            units = simplify(units, tolerance)
        whole = _without_repeats([(round(x), round(y)) for x, y in units])
        if len(whole) >= _MIN_PARTS[feature.type]:
            parts.append(tuple(whole))
    return tuple(parts)


def _without_repeats(points: list[tuple[int, int]]) -> list[tuple[int, int]]:
    return [point for at, point in enumerate(points) if at == 0 or point != points[at - 1]]
