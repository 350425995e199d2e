# SPDX-License-Identifier: Apache-2.0
from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from command_vehicle.domain.geodesy import GeoBox, GeoPoint, destination
from command_vehicle.domain.identity import Lane, OperationId, ReplicaId
from command_vehicle.domain.maps import ResourceCell
from command_vehicle.domain.resources import (
    Resource,
    ResourceFilter,
    ResourceKind,
    ResourceState,
)
from command_vehicle.services.ports import PageOf
from command_vehicle.services.resources.around import around, box_around

HERE = GeoPoint(latitude_deg=40.2032, longitude_deg=101.8985)
ID = OperationId(replica=ReplicaId(uuid=UUID(int=7)), lane=Lane.META, seq=1)


class _Shelf:
    """A `ResourceStore` over a list, which looks only at box and kinds."""

    def __init__(self, states: list[ResourceState]) -> None:
        self._states = states

    def resources(self, wanted: ResourceFilter, page: PageOf) -> tuple[ResourceState, ...]:
        found = [state for state in self._states if _is_wanted(state, wanted)]
        return tuple(found[page.offset : page.offset + page.limit])

    def resource(self, code: str) -> ResourceState | None:
        return next((state for state in self._states if state.resource.code == code), None)

    def resource_count(self, wanted: ResourceFilter) -> int:
        return sum(_is_wanted(state, wanted) for state in self._states)

    def resource_codes(self) -> frozenset[str]:
        return frozenset(state.resource.code for state in self._states)

    def resource_cells(self, wanted: ResourceFilter, cell_deg: float) -> tuple[ResourceCell, ...]:
        raise NotImplementedError


def _is_wanted(state: ResourceState, wanted: ResourceFilter) -> bool:
    if wanted.kinds and state.resource.kind not in wanted.kinds:
        return False
    return wanted.box is None or (state.point is not None and _holds(wanted.box, state.point))


def _holds(box: GeoBox, point: GeoPoint) -> bool:
    return (
        box.south_deg <= point.latitude_deg <= box.north_deg
        and box.west_deg <= point.longitude_deg <= box.east_deg
    )


def _at(
    metres: float, people: int | None = None, kind: ResourceKind = ResourceKind.TEAM
) -> ResourceState:
    point = destination(HERE, 37.0, metres)
    resource = Resource(code=f"{metres}", kind=kind, name=f"{metres}", point=point, people=people)
    return ResourceState(resource=resource, catalogued_by=ID, point=point)


EVERYTHING = ResourceFilter()


def test_what_is_within_the_radius_comes_nearest_first() -> None:
    shelf = _Shelf([_at(900), _at(5000), _at(30), _at(1100)])
    found = around(shelf, HERE, 1000, EVERYTHING)
    assert [item.state.resource.code for item in found.near] == ["30", "900"]
    assert found.near[1].distance_m == pytest.approx(900, abs=1)
    assert found.near[1].bearing_true_deg == pytest.approx(37, abs=0.1)


def test_unknown_numbers_are_counted_and_not_taken_for_zero() -> None:
    shelf = _Shelf([_at(10, people=12), _at(20, people=0), _at(30, people=None)])
    total = around(shelf, HERE, 1000, EVERYTHING).totals[0]
    assert (total.count, total.people_known, total.people_unknown) == (3, 12, 1)


def test_totals_are_per_kind() -> None:
    shelf = _Shelf([_at(10), _at(20, kind=ResourceKind.HOSPITAL)])
    totals = around(shelf, HERE, 1000, EVERYTHING).totals
    assert [(total.kind, total.count) for total in totals] == [
        (ResourceKind.TEAM, 1),
        (ResourceKind.HOSPITAL, 1),
    ]


def test_the_filter_holds_within_the_radius() -> None:
    shelf = _Shelf([_at(10), _at(20, kind=ResourceKind.HOSPITAL)])
    wanted = replace(EVERYTHING, kinds=frozenset({ResourceKind.HOSPITAL}))
    assert len(around(shelf, HERE, 1000, wanted).near) == 1


def test_a_resource_without_a_place_is_never_near() -> None:
    nowhere = replace(_at(10), point=None)
    assert around(_Shelf([nowhere]), HERE, 1000, EVERYTHING).near == ()


@given(
    st.floats(min_value=-89, max_value=89),
    st.floats(min_value=-170, max_value=170),
    st.floats(min_value=1, max_value=50_000),
    st.floats(min_value=0, max_value=360),
)
def test_the_box_holds_the_circle(
    latitude_deg: float, longitude_deg: float, radius_m: float, course_deg: float
) -> None:
    centre = GeoPoint(latitude_deg=latitude_deg, longitude_deg=longitude_deg)
    edge = destination(centre, course_deg, radius_m * 0.999)
    box = box_around(centre, radius_m)
    assert box.south_deg <= edge.latitude_deg <= box.north_deg
    assert box.west_deg <= edge.longitude_deg <= box.east_deg or abs(latitude_deg) > 88
