# SPDX-License-Identifier: Apache-2.0
"""Incidents: taken in quickly, levelled by a person, one of them current."""

from datetime import timedelta

import pytest

from command_vehicle.domain.errors import ErrorCode, ExpectedError, StoreError
from command_vehicle.domain.incidents import (
    IncidentClosed,
    IncidentOpened,
    IncidentType,
    LevelConfirmed,
    ResponseLevel,
)
from command_vehicle.domain.operations import ClockStamp, TimeSource
from command_vehicle.domain.timeline import EntryFilter, EntryKind, EntryRecorded
from command_vehicle.services.events import EventBus, IncidentsChanged, Trouble
from command_vehicle.services.incidents import IncidentService
from command_vehicle.services.journal import Journal
from command_vehicle.services.ports import PageOf
from tests.support.clock import START, FakeClock
from tests.support.fake_store import FakeKeptState, FakeRunner, FakeStore

LEAK = IncidentOpened(
    title="液氯泄漏",
    type=IncidentType.HAZARDOUS_CHEMICALS,
    happened_at=START - timedelta(minutes=3),
    place="华澄公司",
)
FLOOD = IncidentOpened(title="青河漫堤", type=IncidentType.FLOOD, happened_at=START)


class Desk:
    """Incidents over a store in memory."""

    def __init__(self) -> None:
        self.clock = FakeClock()
        self.store = FakeStore(self.clock)
        self.runner = FakeRunner(self.store)
        self.bus = EventBus()
        self.kept = FakeKeptState()
        self.errors: list[ExpectedError] = []
        self.changes: list[IncidentsChanged] = []
        self.bus.subscribe(IncidentsChanged, self.changes.append)
        self.restart()

    def restart(self) -> None:
        """What a start of the program does."""
        self.journal = Journal(
            self.runner,
            self.bus,
            actor=lambda: "周敏",
            clock=lambda: ClockStamp(source=TimeSource.PC),
        )
        self.incidents = IncidentService(self.runner, self.journal, self.bus, self.clock, self.kept)
        self.incidents.refresh()

    @property
    def titles(self) -> list[str]:
        """Titles in the order of the list."""
        return [incident.opened.title for incident in self.incidents.incidents]

    @property
    def current_title(self) -> str | None:
        """Title of the current one."""
        current = self.incidents.current
        return None if current is None else current.opened.title


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_an_incident_taken_in_becomes_the_current_one(desk: Desk) -> None:
    desk.incidents.open(LEAK)
    assert desk.current_title == "液氯泄漏"
    assert desk.incidents.elapsed_s == 180.0
    assert desk.changes


def test_taking_in_stands_in_the_timeline_as_the_same_operation(desk: Desk) -> None:
    desk.incidents.open(LEAK)
    (entry,) = desk.store.entries(EntryFilter(), PageOf())
    assert entry.id == entry.incident == desk.incidents.incidents[0].id
    assert (entry.recorded.kind, entry.recorded.text) == (
        EntryKind.INCIDENT,
        "液氯泄漏 · 华澄公司",
    )
    assert len(desk.store.appended) == 1


def test_an_incident_needs_a_title(desk: Desk) -> None:
    nameless = IncidentOpened(title=" ", type=IncidentType.FIRE, happened_at=START)
    desk.incidents.open(nameless, failed=desk.errors.append)
    assert [error.code for error in desk.errors] == [ErrorCode.VALUE_INVALID]
    assert desk.incidents.current is None


def test_new_drafts_belong_to_the_current_incident(desk: Desk) -> None:
    desk.incidents.open(LEAK)
    assert desk.incidents.current is not None
    assert desk.journal.draft(LEAK).incident == desk.incidents.current.id


def test_the_choice_survives_a_restart(desk: Desk) -> None:
    desk.incidents.open(LEAK)
    leak = desk.incidents.incidents[0].id
    desk.incidents.open(FLOOD)
    desk.incidents.select(leak)
    desk.restart()
    assert desk.current_title == "液氯泄漏"


def test_choosing_none_survives_a_restart_too(desk: Desk) -> None:
    desk.incidents.open(LEAK)
    desk.incidents.select(None)
    desk.restart()
    assert desk.current_title is None
    assert desk.incidents.elapsed_s is None


def test_without_a_choice_the_newest_open_incident_is_current(desk: Desk) -> None:
    desk.incidents.open(LEAK)
    desk.incidents.open(FLOOD)
    desk.kept.texts.clear()
    desk.restart()
    assert desk.current_title == "青河漫堤"


def test_a_level_names_who_confirmed_it_and_why(desk: Desk) -> None:
    desk.incidents.open(LEAK)
    leak = desk.incidents.incidents[0]
    assert leak.level is None
    desk.incidents.confirm_level(
        leak, ResponseLevel.LEVEL_3, "三人以上中毒", wording="确认Ⅲ级响应：三人以上中毒"
    )
    (levelled,) = desk.incidents.incidents
    assert (levelled.level, levelled.level_by) == (ResponseLevel.LEVEL_3, "周敏")
    confirmation, line = desk.store.appended[1:]
    assert confirmation.body == LevelConfirmed(level=ResponseLevel.LEVEL_3, basis="三人以上中毒")
    assert isinstance(line.body, EntryRecorded)
    assert (line.body.text, line.incident) == ("确认Ⅲ级响应：三人以上中毒", leak.id)


def test_a_level_without_a_basis_is_refused(desk: Desk) -> None:
    desk.incidents.open(LEAK)
    leak = desk.incidents.incidents[0]
    desk.incidents.confirm_level(
        leak, ResponseLevel.LEVEL_3, " ", failed=desk.errors.append, wording="Ⅲ"
    )
    assert [error.code for error in desk.errors] == [ErrorCode.REASON_MISSING]
    assert len(desk.store.appended) == 1


def test_closing_stops_the_clock_and_keeps_the_incident(desk: Desk) -> None:
    desk.incidents.open(LEAK)
    desk.clock.advance(60)
    desk.incidents.close(desk.incidents.incidents[0], "泄漏已止", wording="响应终止：泄漏已止")
    desk.clock.advance(3600)
    assert desk.titles == ["液氯泄漏"]
    assert desk.incidents.elapsed_s == 240.0
    assert desk.store.appended[1].body == IncidentClosed(summary="泄漏已止")


def test_closing_needs_a_summary(desk: Desk) -> None:
    desk.incidents.open(LEAK)
    desk.incidents.close(
        desk.incidents.incidents[0], "", failed=desk.errors.append, wording="响应终止"
    )
    assert [error.code for error in desk.errors] == [ErrorCode.REASON_MISSING]


def test_a_list_that_cannot_be_read_is_announced_and_kept(desk: Desk) -> None:
    desk.incidents.open(LEAK)
    troubles: list[Trouble] = []
    desk.bus.subscribe(Trouble, troubles.append)
    desk.runner.error = StoreError(ErrorCode.STORE_LOCKED)
    desk.incidents.refresh(failed=desk.errors.append)
    assert [trouble.subject for trouble in troubles] == ["incidents"]
    assert desk.titles == ["液氯泄漏"]
