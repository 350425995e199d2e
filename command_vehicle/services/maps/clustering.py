# SPDX-License-Identifier: Apache-2.0
"""Resources that would lie on top of each other become one box with an exact count.

Groups are made in pixels of the zoom that is shown and within one family, so that a box always
has one colour and one word. Every resource is in exactly one group: the counts add up.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from command_vehicle.domain.geodesy import GeoBox, GeoPoint
from command_vehicle.domain.maps import Cluster, ResourceCell
from command_vehicle.domain.resources import (
    FAMILY_OF_KIND,
    ResourceFamily,
    ResourceKind,
    ResourceState,
)
from command_vehicle.domain.web_mercator import TILE_SIDE_PX, to_world

REACH_PX: Final = 56.0
"""Closer than this in both directions, symbols cannot be told apart."""
CLOSE_REACH_PX: Final = 14.0
CLOSE_ZOOM: Final = 17
"""From here on only what lies in the very same place is grouped."""


def family_of(kind: ResourceKind) -> ResourceFamily:
    """Frame colour and shape of a kind."""
    return FAMILY_OF_KIND.get(kind, ResourceFamily.RESOURCE)


@dataclass(slots=True, kw_only=True)
class _Group:
    """What has been put together so far."""

    x: float
    y: float
    cells: list[ResourceCell] = field(default_factory=list)


def group(
    cells: Iterable[ResourceCell], zoom: float, apart: str = ""
) -> tuple[tuple[str, ...], tuple[Cluster, ...]]:
    """Codes of those that stand alone, and the clusters; the one called `apart` always stands."""
    reach = CLOSE_REACH_PX if zoom >= CLOSE_ZOOM else REACH_PX
    scale = TILE_SIDE_PX * 2.0**zoom / reach
    groups: dict[tuple[ResourceFamily, int, int], list[_Group]] = defaultdict(list)
    alone: list[str] = []
    for cell in sorted(cells, key=lambda cell: (-cell.count, cell.code)):
        if cell.count == 1 and cell.code == apart:
            alone.append(cell.code)
            continue
        x, y = to_world(cell.point.longitude_deg, cell.point.latitude_deg)
        _join(groups, family_of(cell.kind), x * scale, y * scale, cell)
    made = [each for found in groups.values() for each in found]
    alone += [g.cells[0].code for g in made if len(g.cells) == 1 and g.cells[0].count == 1]
    clusters = [_cluster(g.cells) for g in made if len(g.cells) > 1 or g.cells[0].count > 1]
    return tuple(alone), tuple(clusters)


def _join(
    groups: dict[tuple[ResourceFamily, int, int], list[_Group]],
    family: ResourceFamily,
    x: float,
    y: float,
    cell: ResourceCell,
) -> None:
    """Put a cell to the first group within reach of it, or begin one."""
    column, row = int(x), int(y)
    for near_column in (column - 1, column, column + 1):
        for near_row in (row - 1, row, row + 1):
            for group_ in groups.get((family, near_column, near_row), ()):
                if abs(group_.x - x) < 1 and abs(group_.y - y) < 1:
                    group_.cells.append(cell)
                    return
    groups[family, column, row].append(_Group(x=x, y=y, cells=[cell]))


def _cluster(cells: Sequence[ResourceCell]) -> Cluster:
    count = sum(cell.count for cell in cells)
    kinds = {cell.kind for cell in cells}
    return Cluster(
        point=GeoPoint(
            latitude_deg=sum(cell.point.latitude_deg * cell.count for cell in cells) / count,
            longitude_deg=sum(cell.point.longitude_deg * cell.count for cell in cells) / count,
        ),
        box=GeoBox(
            south_deg=min(cell.box.south_deg for cell in cells),
            west_deg=min(cell.box.west_deg for cell in cells),
            north_deg=max(cell.box.north_deg for cell in cells),
            east_deg=max(cell.box.east_deg for cell in cells),
        ),
        count=count,
        family=family_of(cells[0].kind),
        kind=cells[0].kind if len(kinds) == 1 else None,
    )


def as_cell(state: ResourceState, point: GeoPoint) -> ResourceCell:
    """One resource as a cell of its own."""
    return ResourceCell(
        kind=state.resource.kind,
        count=1,
        point=point,
        box=GeoBox(
            south_deg=point.latitude_deg,
            west_deg=point.longitude_deg,
            north_deg=point.latitude_deg,
            east_deg=point.longitude_deg,
        ),
        code=state.resource.code,
    )
