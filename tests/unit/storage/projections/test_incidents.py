# SPDX-License-Identifier: Apache-2.0
from datetime import timedelta

from command_vehicle.domain.identity import OperationId
from command_vehicle.domain.incidents import (
    IncidentClosed,
    IncidentOpened,
    IncidentType,
    LevelConfirmed,
    ResponseLevel,
)
from command_vehicle.storage.vehicle_store import VehicleStore
from tests.support.clock import START, FakeClock
from tests.support.operations import NOON, SAMPLES, draft
from tests.support.store import memory_store, own_operations


def open_incident(store: VehicleStore, title: str, hours: int = 0) -> OperationId:
    body = IncidentOpened(
        title=title, type=IncidentType.FLOOD, happened_at=NOON + timedelta(hours=hours)
    )
    return store.append([draft(body)])[0].id


def level(store: VehicleStore, incident: OperationId, value: ResponseLevel, actor: str) -> None:
    body = LevelConfirmed(level=value, basis="预案 3.2")
    store.append([draft(body, record=incident, actor=actor)])


def test_an_incident_is_shown_as_it_was_taken_in() -> None:
    with memory_store() as store:
        (operation,) = store.append([SAMPLES["incident"]])
        (incident,) = store.incidents()
    assert incident.id == operation.id
    assert incident.opened == SAMPLES["incident"].body
    assert (incident.level, incident.closed_at) == (None, None)


def test_unknown_casualties_are_not_none_at_all() -> None:
    with memory_store() as store:
        store.append([SAMPLES["incident"], SAMPLES["incident, fewest"]])
        casualties = [each.opened.casualties_known for each in store.incidents()]
    assert sorted(casualties, key=str) == [0, None]


def test_the_newest_confirmed_level_is_in_force() -> None:
    with memory_store() as store:
        incident = open_incident(store, "山洪")
        level(store, incident, ResponseLevel.LEVEL_3, "陈立群")
        level(store, incident, ResponseLevel.LEVEL_2, "何志强")
        (shown,) = store.incidents()
    assert (shown.level, shown.level_by) == (ResponseLevel.LEVEL_2, "何志强")


def test_a_closed_incident_keeps_the_time_of_its_first_closing() -> None:
    clock = FakeClock()
    with memory_store(clock) as store:
        incident = open_incident(store, "山洪")
        for _ in range(2):
            clock.advance(60)
            store.append([draft(IncidentClosed(summary="完毕"), record=incident)])
        (shown,) = store.incidents()
    assert shown.closed_at == START + timedelta(seconds=60)


def test_open_ones_come_first_then_the_newest() -> None:
    with memory_store() as store:
        closed = open_incident(store, "已关闭", hours=9)
        open_incident(store, "旧", hours=1)
        open_incident(store, "新", hours=2)
        store.append([draft(IncidentClosed(summary=""), record=closed)])
        assert [each.opened.title for each in store.incidents()] == ["新", "旧", "已关闭"]


def test_a_level_that_came_first_waits_for_its_incident() -> None:
    with memory_store() as source, memory_store() as store:
        incident = open_incident(source, "山洪")
        level(source, incident, ResponseLevel.LEVEL_1, "陈立群")
        opened, confirmed = own_operations(source, incident.lane)
        store.ingest([confirmed], "beidou")
        assert store.incidents() == ()
        store.ingest([opened], "cellular")
        assert store.incidents() == source.incidents()
        assert store.incidents()[0].level is ResponseLevel.LEVEL_1
