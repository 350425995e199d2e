# SPDX-License-Identifier: Apache-2.0
"""Around here 周边: what lies near a place, nearest first, and what it adds up to."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from command_vehicle.domain.geodesy import (
    MEAN_EARTH_RADIUS_M,
    GeoBox,
    GeoPoint,
    bearing_true_deg,
    distance_m,
)
from command_vehicle.domain.resources import ResourceFilter, ResourceKind, ResourceState
from command_vehicle.services.ports import PageOf, ResourceStore

_ROWS_PER_READ: Final = 2_000
_MIN_COSINE: Final = 1e-3


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearby:
    """A resource and how to get there in a straight line.

    Attributes:
        state: The resource as it is now.
        distance_m: Great circle, metres.
        bearing_true_deg: From the centre, degrees from true north.
    """

    state: ResourceState
    distance_m: float
    bearing_true_deg: float


@dataclass(frozen=True, slots=True, kw_only=True)
class KindTotal:
    """What one kind adds up to; what nobody knows is counted, not taken for zero.

    Attributes:
        kind: Which kind.
        count: Resources within the radius.
        people_known: Sum over those whose number is known.
        people_unknown: How many do not say.
        vehicles_known: Sum over those whose number is known.
        vehicles_unknown: How many do not say.
    """

    kind: ResourceKind
    count: int
    people_known: int
    people_unknown: int
    vehicles_known: int
    vehicles_unknown: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """The answer to "what is around here"."""

    centre: GeoPoint
    radius_m: float
    near: tuple[Nearby, ...]
    totals: tuple[KindTotal, ...]


def around(
    store: ResourceStore, centre: GeoPoint, radius_m: float, wanted: ResourceFilter
) -> Around:
    """What a filter leaves within `radius_m` of `centre`; the box of the filter does not count."""
    boxed = replace(wanted, box=box_around(centre, radius_m))
    near = sorted(_within(_all(store, boxed), centre, radius_m), key=lambda item: item.distance_m)
    return Around(centre=centre, radius_m=radius_m, near=tuple(near), totals=_totals(near))


def box_around(centre: GeoPoint, radius_m: float) -> GeoBox:
    """The box that holds a circle, kept on the Earth."""
    north = math.degrees(radius_m / MEAN_EARTH_RADIUS_M)
    east = north / max(_MIN_COSINE, math.cos(math.radians(abs(centre.latitude_deg) + north)))
    return GeoBox(
        south_deg=max(-90.0, centre.latitude_deg - north),
        west_deg=max(-180.0, centre.longitude_deg - east),
        north_deg=min(90.0, centre.latitude_deg + north),
        east_deg=min(180.0, centre.longitude_deg + east),
    )


def _all(store: ResourceStore, wanted: ResourceFilter) -> Iterator[ResourceState]:
    offset = 0
    while states := store.resources(wanted, PageOf(offset=offset, limit=_ROWS_PER_READ)):
        yield from states
        offset += len(states)
        if len(states) < _ROWS_PER_READ:
            break


def _within(states: Iterable[ResourceState], centre: GeoPoint, radius_m: float) -> Iterator[Nearby]:
    for state in states:
        if state.point is None:
            continue
        metres = distance_m(centre, state.point)
        if metres <= radius_m:
            bearing = bearing_true_deg(centre, state.point)
            yield Nearby(state=state, distance_m=metres, bearing_true_deg=bearing)


def _totals(near: list[Nearby]) -> tuple[KindTotal, ...]:
    kinds = sorted({item.state.resource.kind for item in near})
    return tuple(_total(kind, near) for kind in kinds)


def _total(kind: ResourceKind, near: list[Nearby]) -> KindTotal:
    resources = [item.state.resource for item in near if item.state.resource.kind is kind]
    people = [resource.people for resource in resources if resource.people is not None]
    vehicles = [resource.vehicles for resource in resources if resource.vehicles is not None]
    return KindTotal(
        kind=kind,
        count=len(resources),
        people_known=sum(people),
        people_unknown=len(resources) - len(people),
        vehicles_known=sum(vehicles),
        vehicles_unknown=len(resources) - len(vehicles),
    )
