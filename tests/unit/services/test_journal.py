# SPDX-License-Identifier: Apache-2.0
"""The one way into the log: what drafts carry, and who hears of them when."""

import pytest

from command_vehicle.domain.errors import ErrorCode, ExpectedError, StoreError
from command_vehicle.domain.identity import Lane
from command_vehicle.domain.incidents import IncidentOpened, IncidentType
from command_vehicle.domain.operations import Body, ClockStamp, Operation, Seal, TimeSource
from command_vehicle.domain.positioning import PositioningState
from command_vehicle.domain.resources import (
    ResourcesImported,
    ResourceStatus,
    ResourceStatusChanged,
)
from command_vehicle.domain.timeline import EntryCorrected, EntryKind, EntryRecorded
from command_vehicle.domain.track import TrackSegment
from command_vehicle.services.events import (
    EventBus,
    IncidentsChanged,
    OperationsAppended,
    ResourcesChanged,
    TimelineChanged,
    Trouble,
)
from command_vehicle.services.journal import Journal, clock_stamp, lane_of
from tests.support.clock import START, FakeClock
from tests.support.fake_store import FakeRunner, FakeStore


class Desk:
    """A journal over a store in memory, and everything it announces."""

    def __init__(self) -> None:
        self.store = FakeStore(FakeClock())
        self.runner = FakeRunner(self.store)
        self.bus = EventBus()
        self.heard: list[object] = []
        self.journal = Journal(
            self.runner,
            self.bus,
            actor=lambda: "周敏",
            clock=lambda: ClockStamp(source=TimeSource.GNSS, offset_ms=12),
        )
        for event in (OperationsAppended, TimelineChanged, IncidentsChanged, ResourcesChanged):
            self.bus.subscribe(event, self.heard.append)
        self.bus.subscribe(Trouble, self.heard.append)


@pytest.fixture
def desk() -> Desk:
    return Desk()


def entry(kind: EntryKind = EntryKind.OBSERVATION) -> EntryRecorded:
    return EntryRecorded(kind=kind, text="泄漏停止", happened_at=START)


OPENED = IncidentOpened(title="液氯泄漏", type=IncidentType.ACCIDENT, happened_at=START)


@pytest.mark.parametrize(
    ("body", "lane"),
    [
        (entry(EntryKind.ORDER), Lane.FLASH),
        (entry(EntryKind.HAZARD), Lane.OPS),
        (OPENED, Lane.OPS),
        (TrackSegment(source="主", points=()), Lane.TRACK),
        (ResourcesImported(source="表", rows=()), Lane.META),
        (Seal(heads=()), Lane.META),
    ],
)
def test_each_body_has_its_lane(body: Body, lane: Lane) -> None:
    assert lane_of(body) is lane


def test_a_draft_carries_actor_incident_and_clock(desk: Desk) -> None:
    (opened,) = desk.store.append([desk.journal.draft(OPENED)])
    desk.journal.incident = opened.id
    draft = desk.journal.draft(entry())
    assert (draft.actor, draft.incident) == ("周敏", opened.id)
    assert draft.clock == ClockStamp(source=TimeSource.GNSS, offset_ms=12)


def test_a_draft_can_belong_to_no_incident_at_all(desk: Desk) -> None:
    (opened,) = desk.store.append([desk.journal.draft(OPENED)])
    desk.journal.incident = opened.id
    assert desk.journal.draft(entry(), incident=None).incident is None


def test_a_correction_of_an_order_stays_in_the_lane_of_the_order(desk: Desk) -> None:
    (order,) = desk.store.append([desk.journal.draft(entry(EntryKind.ORDER))])
    correction = desk.journal.draft(EntryCorrected(text="撤", reason="误"), record=order.id)
    assert correction.lane is Lane.FLASH


def test_the_caller_hears_first_and_everybody_once(desk: Desk) -> None:
    def then(operations: tuple[Operation, ...]) -> None:
        desk.heard.append(operations)

    change = ResourceStatusChanged(code="T1", status=ResourceStatus.EN_ROUTE)
    desk.journal.append([desk.journal.draft(body) for body in (entry(), entry(), change)], then)
    operations = tuple(desk.store.appended)
    assert desk.heard == [
        operations,
        OperationsAppended(ids=tuple(operation.id for operation in operations)),
        TimelineChanged(),
        ResourcesChanged(),
    ]


def test_a_failed_write_is_announced_as_trouble_and_told_to_the_caller(desk: Desk) -> None:
    full = StoreError(ErrorCode.DISK_FULL)
    desk.runner.error = full
    errors: list[ExpectedError] = []
    desk.journal.append([desk.journal.draft(entry())], failed=errors.append)
    assert desk.heard == [Trouble(subject="journal", error=full)]
    assert errors == [full]
    assert desk.store.appended == []


@pytest.mark.parametrize(
    ("state", "stamp"),
    [
        (None, ClockStamp(source=TimeSource.PC)),
        (PositioningState(), ClockStamp(source=TimeSource.PC)),
        (
            PositioningState(clock_offset_s=3.4, clock_uncertainty_s=0.05),
            ClockStamp(source=TimeSource.GNSS, offset_ms=3400, uncertainty_ms=50),
        ),
        (
            PositioningState(clock_offset_s=-0.0125),
            ClockStamp(source=TimeSource.GNSS, offset_ms=-12),
        ),
    ],
)
def test_the_clock_stamp_says_what_is_known(
    state: PositioningState | None, stamp: ClockStamp
) -> None:
    assert clock_stamp(state) == stamp
