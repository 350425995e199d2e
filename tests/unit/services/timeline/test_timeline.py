# SPDX-License-Identifier: Apache-2.0
"""The timeline: recorded with everything known, corrected without losing anything."""

from datetime import timedelta, timezone

import pytest

from command_vehicle.domain.errors import ErrorCode, ExpectedError, StoreError
from command_vehicle.domain.geodesy import GeoPoint
from command_vehicle.domain.identity import Lane
from command_vehicle.domain.operations import ClockStamp, TimeSource
from command_vehicle.domain.timeline import (
    Entry,
    EntryFilter,
    EntryKind,
    EntryRecorded,
    PositionStamp,
)
from command_vehicle.services.events import EventBus, Trouble
from command_vehicle.services.journal import Journal
from command_vehicle.services.ports import PageOf
from command_vehicle.services.timeline.service import MAX_TEXT_CHARACTERS, TimelineService
from tests.support.clock import START, FakeClock
from tests.support.fake_store import FakeKeptState, FakeRunner, FakeStore

BEIJING = timezone(timedelta(hours=8))
HERE = PositionStamp(
    point=GeoPoint(latitude_deg=40.23, longitude_deg=101.96), fixed_at=START, age_s=0.3
)


class Desk:
    """The timeline over a store in memory."""

    def __init__(self) -> None:
        self.clock = FakeClock()
        self.store = FakeStore(self.clock)
        self.runner = FakeRunner(self.store)
        self.bus = EventBus()
        self.kept = FakeKeptState()
        self.position: PositionStamp | None = HERE
        self.errors: list[ExpectedError] = []
        self.journal = Journal(
            self.runner,
            self.bus,
            actor=lambda: "周敏",
            clock=lambda: ClockStamp(source=TimeSource.PC),
        )
        self.timeline = self.service()

    def service(self) -> TimelineService:
        """The service as a start of the program makes it."""
        return TimelineService(
            self.runner,
            self.journal,
            self.bus,
            self.clock,
            self.kept,
            position=lambda: self.position,
            zone=lambda: BEIJING,
        )

    @property
    def entries(self) -> list[Entry]:
        """All entries, newest first."""
        pages: list[tuple[Entry, ...]] = []
        self.timeline.page(EntryFilter(), PageOf(), pages.append)
        return list(pages[0])

    def unread(self) -> int:
        """What the page would say is new."""
        counts: list[int] = []
        self.timeline.unread(None, counts.append)
        return counts[0]


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_a_line_is_stamped_with_time_place_names_and_tags(desk: Desk) -> None:
    desk.timeline.record(EntryKind.ARRIVAL, "-5 @消防一中队 到场 #热区")
    (entry,) = desk.entries
    assert entry.recorded == EntryRecorded(
        kind=EntryKind.ARRIVAL,
        text="@消防一中队 到场 #热区",
        happened_at=START - timedelta(minutes=5),
        position=HERE,
        resources=("消防一中队",),
        tags=("热区",),
    )
    assert (entry.actor, entry.recorded_at) == ("周敏", START)
    assert entry.is_late


def test_a_line_without_a_time_happened_now(desk: Desk) -> None:
    desk.timeline.record(EntryKind.OBSERVATION, "泄漏停止")
    assert desk.entries[0].recorded.happened_at == START
    assert not desk.entries[0].is_late


def test_saving_is_not_blocked_by_a_missing_position(desk: Desk) -> None:
    desk.position = None
    desk.timeline.record(EntryKind.OBSERVATION, "隧道内")
    assert desk.entries[0].recorded.position is None


def test_an_order_goes_to_the_lane_that_leaves_first(desk: Desk) -> None:
    desk.timeline.record(EntryKind.ORDER, "撤出热区")
    assert desk.store.appended[0].id.lane is Lane.FLASH


def test_a_line_keeps_the_reason_for_being_late(desk: Desk) -> None:
    desk.timeline.record(EntryKind.OBSERVATION, "-30 初报", late_reason="换岗")
    assert desk.entries[0].recorded.late_reason == "换岗"


def test_an_automatic_line_names_its_source(desk: Desk) -> None:
    desk.timeline.record_automatic(EntryKind.LINK, "链路中断", "sync")
    (entry,) = desk.entries
    assert (entry.recorded.automatic_source, entry.actor) == ("sync", "sync")


def test_the_text_of_an_automatic_line_is_not_read_for_shorthand(desk: Desk) -> None:
    desk.timeline.record_automatic(EntryKind.LINK, "-5 #x", "sync")
    assert desk.entries[0].recorded.text == "-5 #x"
    assert desk.entries[0].recorded.tags == ()


@pytest.mark.parametrize("text", ["", "   ", "x" * (MAX_TEXT_CHARACTERS + 1), "\udcff"])
def test_what_is_no_text_is_refused_and_stays_with_the_caller(desk: Desk, text: str) -> None:
    desk.timeline.record(EntryKind.OBSERVATION, text, failed=desk.errors.append)
    assert [error.code for error in desk.errors] == [ErrorCode.VALUE_INVALID]
    assert desk.store.appended == []


def test_a_correction_stands_beside_what_it_corrects(desk: Desk) -> None:
    desk.timeline.record(EntryKind.CASUALTY, "失联 2 人")
    desk.timeline.correct(desk.entries[0], "失联 1 人", "两个班组重复计数")
    desk.timeline.correct(desk.entries[0], "失联 0 人", "已找到")
    (entry,) = desk.entries
    assert entry.recorded.text == "失联 2 人"
    assert [(each.text, each.reason) for each in entry.amendments] == [
        ("失联 1 人", "两个班组重复计数"),
        ("失联 0 人", "已找到"),
    ]
    assert entry.text_in_force == "失联 0 人"
    assert desk.store.appended[2].base == (desk.store.appended[1].id,)


def test_a_retraction_leaves_the_words_in_place(desk: Desk) -> None:
    desk.timeline.record(EntryKind.CASUALTY, "失联 2 人")
    desk.timeline.retract(desk.entries[0], "误报")
    assert desk.entries[0].recorded.text == "失联 2 人"
    assert desk.entries[0].text_in_force is None


def test_a_correction_belongs_to_the_incident_of_its_entry(desk: Desk) -> None:
    desk.timeline.record(EntryKind.OBSERVATION, "无事件")
    desk.journal.incident = desk.entries[0].id
    desk.timeline.correct(desk.entries[0], "仍无事件", "补充")
    assert desk.store.appended[1].incident is None


def test_amending_needs_a_reason(desk: Desk) -> None:
    desk.timeline.record(EntryKind.CASUALTY, "失联 2 人")
    desk.timeline.correct(desk.entries[0], "失联 1 人", "  ", failed=desk.errors.append)
    desk.timeline.retract(desk.entries[0], "", failed=desk.errors.append)
    assert [error.code for error in desk.errors] == [ErrorCode.REASON_MISSING] * 2
    assert len(desk.store.appended) == 1


def test_a_correction_needs_words(desk: Desk) -> None:
    desk.timeline.record(EntryKind.CASUALTY, "失联 2 人")
    desk.timeline.correct(desk.entries[0], " ", "误", failed=desk.errors.append)
    assert [error.code for error in desk.errors] == [ErrorCode.VALUE_INVALID]


def test_reading_that_fails_is_announced(desk: Desk) -> None:
    troubles: list[Trouble] = []
    desk.bus.subscribe(Trouble, troubles.append)
    desk.runner.error = StoreError(ErrorCode.STORE_LOCKED)
    desk.timeline.count(EntryFilter(), lambda _count: None, desk.errors.append)
    assert [trouble.subject for trouble in troubles] == ["timeline"]
    assert len(desk.errors) == 1


def test_what_came_after_the_last_look_is_unread_also_after_a_restart(desk: Desk) -> None:
    desk.timeline.record(EntryKind.OBSERVATION, "看过的")
    desk.clock.advance(1)
    desk.timeline.mark_looked()
    assert desk.unread() == 0
    desk.clock.advance(1)
    desk.timeline.record(EntryKind.OBSERVATION, "没看过的")
    desk.timeline = desk.service()
    assert desk.unread() == 1


def test_one_entry_and_the_counts_can_be_asked_for(desk: Desk) -> None:
    desk.timeline.record(EntryKind.ORDER, "撤出热区")
    found: list[Entry | None] = []
    desk.timeline.entry(desk.entries[0].id, found.append)
    assert found == desk.entries
    counted: list[object] = []
    desk.timeline.count_by_kind(None, counted.append)
    assert counted == [{EntryKind.ORDER: 1}]
