# SPDX-License-Identifier: Apache-2.0
"""The real timeline services over a store in memory, for widgets that show the timeline."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta, timezone
from typing import TypeVar, cast

from command_vehicle.domain.delivery import Delivery, DeliveryState
from command_vehicle.domain.errors import ExpectedError
from command_vehicle.domain.identity import HybridTime, OperationId
from command_vehicle.domain.incidents import Incident
from command_vehicle.domain.operations import ClockStamp, Draft, Operation, TimeSource
from command_vehicle.domain.timeline import (
    Amendment,
    Entry,
    EntryCorrected,
    EntryFilter,
    EntryRecorded,
    EntryRetracted,
)
from command_vehicle.services.events import EventBus
from command_vehicle.services.incidents import IncidentService
from command_vehicle.services.journal import Journal
from command_vehicle.services.ports import PageOf, Store
from command_vehicle.services.timeline.service import TimelineService
from command_vehicle.ui.bridge import UiBridge
from tests.support.clock import FakeClock, FakeTicker
from tests.support.entries import MORNING, an_id
from tests.support.sync_states import StillSync

BEIJING = timezone(timedelta(hours=8))
Answer = TypeVar("Answer")


class MemoryTimeline:
    """Entries and incidents in lists; the subset of a `Store` that the timeline asks for."""

    def __init__(self, clock: FakeClock) -> None:
        self._clock = clock
        self.kept: list[Entry] = []
        self.open_incidents: list[Incident] = []
        self.error: ExpectedError | None = None

    def append(self, drafts: Sequence[Draft]) -> tuple[Operation, ...]:
        """Give each draft a number and take it into the list."""
        return tuple(self._append(draft) for draft in drafts)

    def entries(self, wanted: EntryFilter, page: PageOf) -> tuple[Entry, ...]:
        """Newest first."""
        matching = [entry for entry in self.kept if _matches(entry, wanted)]
        matching.sort(key=lambda entry: entry.recorded.happened_at, reverse=True)
        return tuple(matching[page.offset : page.offset + page.limit])

    def entry(self, entry_id: OperationId) -> Entry | None:
        """One entry."""
        return next((entry for entry in self.kept if entry.id == entry_id), None)

    def entry_count(self, wanted: EntryFilter) -> int:
        """How many match."""
        return sum(_matches(entry, wanted) for entry in self.kept)

    def count_by_kind(self, incident: OperationId | None) -> Mapping[int, int]:
        """By number of the kind."""
        counts: dict[int, int] = {}
        for entry in self.kept:
            if incident is None or entry.incident == incident:
                kind = int(entry.recorded.kind)
                counts[kind] = counts.get(kind, 0) + 1
        return counts

    def incidents(self) -> tuple[Incident, ...]:
        """As they were put in."""
        return tuple(self.open_incidents)

    def set_delivery(self, entry_id: OperationId, state: DeliveryState) -> None:
        """Let a record come further."""
        self.kept = [
            replace(entry, delivery=state) if entry.id == entry_id else entry for entry in self.kept
        ]

    def _append(self, draft: Draft) -> Operation:
        at = self._clock.now()
        operation = Operation(
            id=an_id(len(self.kept) + 5000 + self._amendment_count()),
            time=HybridTime(physical_ms=round(at.timestamp() * 1000)),
            body=draft.body,
            actor=draft.actor,
            incident=draft.incident,
            record=draft.record,
        )
        if isinstance(draft.body, EntryRecorded):
            self.kept.append(
                Entry(
                    id=operation.id,
                    recorded=draft.body,
                    recorded_at=at,
                    actor=draft.actor,
                    incident=draft.incident,
                    delivery=DeliveryState(delivery=Delivery.SAVED, at=at),
                )
            )
        elif isinstance(draft.body, EntryCorrected | EntryRetracted):
            self._amend(operation, draft.body)
        return operation

    def _amend(self, operation: Operation, body: EntryCorrected | EntryRetracted) -> None:
        amendment = Amendment(
            id=operation.id,
            text=body.text if isinstance(body, EntryCorrected) else None,
            reason=body.reason,
            actor=operation.actor,
            recorded_at=self._clock.now(),
        )
        self.kept = [
            replace(entry, amendments=(*entry.amendments, amendment))
            if entry.id == operation.record
            else entry
            for entry in self.kept
        ]

    def _amendment_count(self) -> int:
        return sum(len(entry.amendments) for entry in self.kept)


class InlineRunner:
    """Runs each job at once."""

    def __init__(self, store: MemoryTimeline) -> None:
        self._store = store

    def submit(
        self,
        job: Callable[[Store], Answer],
        then: Callable[[Answer], None],
        failed: Callable[[ExpectedError], None],
    ) -> None:
        """Answer before returning."""
        if self._store.error is not None:
            failed(self._store.error)
        else:
            then(job(cast(Store, self._store)))


class MemoryState:
    """A `KeptState` that forgets at the end of the test."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}

    def read(self, name: str) -> str | None:
        """What was written last."""
        return self._texts.get(name)

    def write(self, name: str, text: str | None) -> None:
        """Keep it, or forget it."""
        if text is None:
            self._texts.pop(name, None)
        else:
            self._texts[name] = text


class TimelineWorld:
    """Services, store, bus, clock and bridge, wired as the program wires them."""

    def __init__(self) -> None:
        self.clock = FakeClock(now=MORNING + timedelta(hours=1))
        self.ticker = FakeTicker()
        self.bus = EventBus()
        self.store = MemoryTimeline(self.clock)
        self.runner = InlineRunner(self.store)
        self.state = MemoryState()
        self.journal = Journal(
            self.runner,
            self.bus,
            actor=lambda: "周敏",
            clock=lambda: ClockStamp(source=TimeSource.GNSS),
        )
        self.timeline = TimelineService(
            self.runner,
            self.journal,
            self.bus,
            self.clock,
            self.state,
            position=lambda: None,
            zone=lambda: BEIJING,
        )
        self.incidents = IncidentService(
            self.runner, self.journal, self.bus, self.clock, self.state
        )
        self.bridge = UiBridge(self.bus, self.ticker)
        self.sync = StillSync()


def _matches(entry: Entry, wanted: EntryFilter) -> bool:
    wording = f"{entry.recorded.text} {entry.text_in_force or ''} {entry.actor}"
    return (
        wanted.text in wording
        and (not wanted.kinds or entry.recorded.kind in wanted.kinds)
        and (wanted.incident is None or entry.incident == wanted.incident)
        and (wanted.since is None or entry.recorded_at >= wanted.since)
        and (wanted.include_automatic or entry.recorded.automatic_source is None)
    )
