# SPDX-License-Identifier: Apache-2.0
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from command_vehicle.domain.geodesy import GeoBox, GeoPoint
from command_vehicle.domain.operations import Operation
from command_vehicle.domain.resources import (
    Resource,
    ResourceFilter,
    ResourceKind,
    ResourcesImported,
    ResourceStatus,
    ResourceStatusChanged,
)
from command_vehicle.services.ports import PageOf
from command_vehicle.storage.vehicle_store import VehicleStore
from tests.support.clock import START, FakeClock
from tests.support.operations import CHLORINE_STORE, SAMPLES, draft
from tests.support.store import all_operations, memory_store

FIRE_STATION = GeoPoint(latitude_deg=40.205, longitude_deg=101.908)
TEAM = Resource(code="T1", kind=ResourceKind.TEAM, name="消防一中队", point=FIRE_STATION)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def store(clock: FakeClock) -> Iterator[VehicleStore]:
    with memory_store(clock) as opened:
        yield opened


def import_rows(store: VehicleStore, *rows: Resource) -> Operation:
    return store.append([draft(ResourcesImported(source="县.csv", rows=rows))])[0]


def report(
    store: VehicleStore,
    status: ResourceStatus,
    *,
    note: str = "",
    point: GeoPoint | None = None,
    code: str = "T1",
) -> Operation:
    body = ResourceStatusChanged(code=code, status=status, note=note, point=point)
    return store.append([draft(body, actor="唐伟")])[0]


def names(store: VehicleStore, wanted: ResourceFilter) -> list[str]:
    return [each.resource.name for each in store.resources(wanted, PageOf())]


def box_around(point: GeoPoint, margin_deg: float) -> GeoBox:
    return GeoBox(
        south_deg=point.latitude_deg - margin_deg,
        north_deg=point.latitude_deg + margin_deg,
        west_deg=point.longitude_deg - margin_deg,
        east_deg=point.longitude_deg + margin_deg,
    )


def test_a_line_is_shown_as_it_was_imported(store: VehicleStore) -> None:
    (operation,) = store.append([SAMPLES["resources"]])
    shown = store.resource("QL-T-001")
    assert isinstance(operation.body, ResourcesImported)
    assert shown is not None
    assert shown.resource == operation.body.rows[0]
    assert shown.catalogued_by == operation.id
    assert shown.status is ResourceStatus.UNKNOWN
    assert (shown.status_at, shown.status_operation) == (None, None)
    assert shown.point == FIRE_STATION


def test_an_unknown_code_gives_nothing(store: VehicleStore) -> None:
    assert store.resource("nobody") is None


def test_a_newer_import_replaces_the_line_but_not_the_state(store: VehicleStore) -> None:
    import_rows(store, TEAM)
    report(store, ResourceStatus.EN_ROUTE)
    newer = import_rows(store, replace(TEAM, name="消防二中队", point=CHLORINE_STORE))
    shown = store.resource("T1")
    assert shown is not None
    assert (shown.resource.name, shown.catalogued_by) == ("消防二中队", newer.id)
    assert shown.status is ResourceStatus.EN_ROUTE
    assert shown.point == CHLORINE_STORE
    assert names(store, ResourceFilter(text="一中队")) == []
    assert names(store, ResourceFilter(box=box_around(FIRE_STATION, 0.001))) == []
    assert store.resource_count(ResourceFilter()) == 1


def test_of_two_lines_with_one_code_in_a_file_the_last_counts(store: VehicleStore) -> None:
    import_rows(store, TEAM, replace(TEAM, name="后者"))
    assert names(store, ResourceFilter()) == ["后者"]


def test_the_newest_report_gives_the_state(store: VehicleStore, clock: FakeClock) -> None:
    import_rows(store, TEAM)
    report(store, ResourceStatus.STANDING_BY)
    clock.advance(60)
    newest = report(store, ResourceStatus.ON_SCENE, note="两车")
    shown = store.resource("T1")
    assert shown is not None
    assert (shown.status, shown.status_note) == (ResourceStatus.ON_SCENE, "两车")
    assert (shown.status_at, shown.status_by) == (START + timedelta(seconds=60), "唐伟")
    assert shown.status_operation == newest.id


def test_the_newest_report_with_a_place_gives_the_place(store: VehicleStore) -> None:
    import_rows(store, TEAM)
    report(store, ResourceStatus.EN_ROUTE, point=CHLORINE_STORE)
    report(store, ResourceStatus.ON_SCENE)
    shown = store.resource("T1")
    assert shown is not None
    assert shown.status is ResourceStatus.ON_SCENE
    assert shown.point == CHLORINE_STORE
    assert names(store, ResourceFilter(box=box_around(CHLORINE_STORE, 0.001))) == ["消防一中队"]


def test_reports_on_a_code_not_in_the_catalogue_wait_for_it(store: VehicleStore) -> None:
    report(store, ResourceStatus.RESTING, point=CHLORINE_STORE)
    assert store.resource("T1") is None
    import_rows(store, TEAM)
    shown = store.resource("T1")
    assert shown is not None
    assert (shown.status, shown.point) == (ResourceStatus.RESTING, CHLORINE_STORE)


def test_a_line_without_a_place_is_in_no_box(store: VehicleStore) -> None:
    import_rows(store, replace(TEAM, point=None))
    whole = GeoBox(south_deg=-90, north_deg=90, west_deg=-180, east_deg=180)
    assert names(store, ResourceFilter(box=whole)) == []
    report(store, ResourceStatus.ON_SCENE, point=CHLORINE_STORE)
    assert names(store, ResourceFilter(box=whole)) == ["消防一中队"]


def test_the_edge_of_a_box_belongs_to_it_to_the_centimetre(store: VehicleStore) -> None:
    import_rows(store, TEAM)
    edge = box_around(FIRE_STATION, 0)
    assert names(store, ResourceFilter(box=edge)) == ["消防一中队"]
    beside = replace(edge, south_deg=edge.south_deg + 2e-7, north_deg=edge.north_deg + 1e-6)
    assert names(store, ResourceFilter(box=beside)) == []


def test_resources_are_chosen_by_text_kind_and_state(store: VehicleStore) -> None:
    depot = Resource(code="D1", kind=ResourceKind.DEPOT, name="县储备中心", address="白沙镇")
    import_rows(store, TEAM, depot)
    report(store, ResourceStatus.ON_SCENE)
    assert names(store, ResourceFilter(text="白沙")) == ["县储备中心"]
    assert names(store, ResourceFilter(text="t1")) == ["消防一中队"]
    assert names(store, ResourceFilter(kinds=frozenset({ResourceKind.DEPOT}))) == ["县储备中心"]
    on_scene = ResourceFilter(statuses=frozenset({ResourceStatus.ON_SCENE}))
    assert names(store, on_scene) == ["消防一中队"]
    assert store.resource_count(on_scene) == 1
    assert store.resource_codes() == {"T1", "D1"}


def test_a_list_is_by_name_page_by_page(store: VehicleStore) -> None:
    rows = [replace(TEAM, code=str(number), name=str(9 - number)) for number in range(5)]
    import_rows(store, *rows)
    page = store.resources(ResourceFilter(), PageOf(offset=1, limit=2))
    assert [each.resource.name for each in page] == ["6", "7"]


def test_the_winner_does_not_depend_on_the_order_of_arrival() -> None:
    early, late = FakeClock(), FakeClock(START + timedelta(seconds=1))
    with memory_store(early) as first, memory_store(late) as second, memory_store() as store:
        import_rows(first, replace(TEAM, name="早"))
        report(first, ResourceStatus.ON_SCENE)
        import_rows(second, replace(TEAM, name="晚"))
        report(second, ResourceStatus.RESTING)
        store.ingest(all_operations(second), "lan")
        store.ingest(all_operations(first), "lan")
        shown = store.resource("T1")
    assert shown is not None
    assert (shown.resource.name, shown.status) == ("晚", ResourceStatus.RESTING)
