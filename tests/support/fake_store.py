# SPDX-License-Identifier: Apache-2.0
"""The part of a store that the record's services ask for, in dictionaries.

Places, bytes and hashes are real: drafts go through the codec and the chain. Projections are
lists that are searched from end to end.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar, cast
from uuid import UUID

from command_vehicle.domain.delivery import Delivery, DeliveryState
from command_vehicle.domain.errors import ExpectedError
from command_vehicle.domain.identity import HybridTime, Lane, OperationId, ReplicaId
from command_vehicle.domain.incidents import (
    Incident,
    IncidentClosed,
    IncidentOpened,
    LevelConfirmed,
)
from command_vehicle.domain.operations import Draft, LoggedOperation, Operation
from command_vehicle.domain.sync import HaveRange
from command_vehicle.domain.timeline import (
    Amendment,
    Entry,
    EntryCorrected,
    EntryFilter,
    EntryRecorded,
    EntryRetracted,
    incident_line,
)
from command_vehicle.domain.track import TrackSegment
from command_vehicle.protocols.operations.codec import decode, encode
from command_vehicle.protocols.operations.hash_chain import chain, genesis
from command_vehicle.services.ports import PageOf, Store
from tests.support.clock import FakeClock

Answer = TypeVar("Answer")

REPLICA = ReplicaId(uuid=UUID("01920000-0000-7000-8000-0000000000e1"))


class FakeStore:
    """One replica's log in memory."""

    def __init__(self, clock: FakeClock, replica: ReplicaId = REPLICA) -> None:
        self._clock = clock
        self._replica = replica
        self._lanes: dict[Lane, list[LoggedOperation]] = {lane: [] for lane in Lane}
        self._ticks = 0
        self.appended: list[Operation] = []
        self.tail: TrackSegment | None = None

    def replica(self) -> ReplicaId:
        """Who we are."""
        return self._replica

    def append(self, drafts: Sequence[Draft]) -> tuple[Operation, ...]:
        """All drafts, in order."""
        operations = tuple(self._append(draft) for draft in drafts)
        self.appended += operations
        return operations

    def operations(
        self, replica: ReplicaId, lane: Lane, first: int, last: int, max_bytes: int | None = None
    ) -> tuple[LoggedOperation, ...]:
        """Verbatim; `max_bytes` is not needed here."""
        assert replica == self._replica
        assert max_bytes is None
        return tuple(self._lanes[lane][max(first, 1) - 1 : last])

    def have(self) -> tuple[HaveRange, ...]:
        """Lanes that hold anything."""
        return tuple(
            HaveRange(replica=self._replica, lane=lane, upto=len(logged))
            for lane, logged in self._lanes.items()
            if logged
        )

    def damage(self, lane: Lane, seq: int, content: bytes) -> None:
        """Put other bytes under a record, as a failing disk or a forger would."""
        self._lanes[lane][seq - 1] = replace(self._lanes[lane][seq - 1], content=content)

    def entries(self, wanted: EntryFilter, page: PageOf) -> tuple[Entry, ...]:
        """Newest first."""
        matching = [entry for entry in self._entries() if _matches(entry, wanted)]
        matching.sort(key=lambda entry: entry.recorded.happened_at, reverse=True)
        return tuple(matching[page.offset : page.offset + page.limit])

    def entry(self, entry_id: OperationId) -> Entry | None:
        """One entry."""
        return next((entry for entry in self._entries() if entry.id == entry_id), None)

    def entry_count(self, wanted: EntryFilter) -> int:
        """How many match."""
        return sum(_matches(entry, wanted) for entry in self._entries())

    def count_by_kind(self, incident: OperationId | None) -> Mapping[int, int]:
        """By number of the kind."""
        counts: dict[int, int] = {}
        for entry in self.entries(EntryFilter(incident=incident), PageOf(limit=1_000_000)):
            kind = int(entry.recorded.kind)
            counts[kind] = counts.get(kind, 0) + 1
        return counts

    def incidents(self) -> tuple[Incident, ...]:
        """Open ones first, newest first."""
        found = [
            self._incident(operation, operation.body)
            for operation in reversed(self.appended)
            if isinstance(operation.body, IncidentOpened)
        ]
        return tuple(sorted(found, key=lambda incident: incident.closed_at is not None))

    def keep_track_tail(self, tail: TrackSegment) -> None:
        """Keep it in place of the one before."""
        self.tail = tail

    def left_track_tail(self) -> TrackSegment | None:
        """What is kept, without the points that are in the log."""
        if self.tail is None:
            return None
        logged = {
            point.at
            for operation in self.appended
            if isinstance(operation.body, TrackSegment)
            for point in operation.body.points
        }
        points = tuple(point for point in self.tail.points if point.at not in logged)
        return replace(self.tail, points=points) if points else None

    def state_digest(self) -> str:
        """Equal when the chains are."""
        return "".join(logged[-1].chain_hash.hex() for logged in self._lanes.values() if logged)

    def _append(self, draft: Draft) -> Operation:
        logged = self._lanes[draft.lane]
        place = OperationId(replica=self._replica, lane=draft.lane, seq=len(logged) + 1)
        self._ticks += 1
        physical_ms = round(self._clock.now().timestamp() * 1000)
        content = encode(draft, place, HybridTime(physical_ms=physical_ms, counter=self._ticks))
        before = logged[-1].chain_hash if logged else genesis(self._replica, draft.lane)
        logged.append(LoggedOperation(id=place, content=content, chain_hash=chain(before, content)))
        return decode(content, place)

    def _entries(self) -> list[Entry]:
        return [
            entry for operation in self.appended if (entry := self._to_entry(operation)) is not None
        ]

    def _to_entry(self, operation: Operation) -> Entry | None:
        body, incident = operation.body, operation.incident
        if isinstance(body, IncidentOpened):
            body, incident = incident_line(body), operation.id
        if not isinstance(body, EntryRecorded):
            return None
        return Entry(
            id=operation.id,
            recorded=body,
            recorded_at=operation.time.wall_time,
            actor=operation.actor,
            incident=incident,
            amendments=tuple(self._amendments(operation.id)),
            delivery=DeliveryState(delivery=Delivery.SAVED),
        )

    def _amendments(self, record: OperationId) -> list[Amendment]:
        return [
            Amendment(
                id=operation.id,
                text=operation.body.text if isinstance(operation.body, EntryCorrected) else None,
                reason=operation.body.reason,
                actor=operation.actor,
                recorded_at=operation.time.wall_time,
            )
            for operation in self.appended
            if operation.record == record
            and isinstance(operation.body, EntryCorrected | EntryRetracted)
        ]

    def _incident(self, operation: Operation, opened: IncidentOpened) -> Incident:
        incident = Incident(
            id=operation.id,
            opened=opened,
            recorded_at=operation.time.wall_time,
            actor=operation.actor,
        )
        for later in self.appended:
            if later.record == operation.id and isinstance(later.body, LevelConfirmed):
                incident = replace(incident, level=later.body.level, level_by=later.actor)
            elif later.record == operation.id and isinstance(later.body, IncidentClosed):
                incident = replace(incident, closed_at=later.time.wall_time)
        return incident


class FakeRunner:
    """A `StoreRunner` that answers before it returns, or refuses.

    Attributes:
        error: Given to `failed` instead of running the job.
    """

    def __init__(self, store: FakeStore) -> None:
        self._store = store
        self.error: ExpectedError | None = None

    def submit(
        self,
        job: Callable[[Store], Answer],
        then: Callable[[Answer], None],
        failed: Callable[[ExpectedError], None],
    ) -> None:
        """Run the job now."""
        if self.error is not None:
            failed(self.error)
        else:
            then(job(cast("Store", self._store)))


class FakeKeptState:
    """A `KeptState` that lasts as long as the test."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}

    def read(self, name: str) -> str | None:
        """What was written last."""
        return self.texts.get(name)

    def write(self, name: str, text: str | None) -> None:
        """Keep it, or forget it."""
        if text is None:
            self.texts.pop(name, None)
        else:
            self.texts[name] = text


def _matches(entry: Entry, wanted: EntryFilter) -> bool:
    return (
        wanted.text in f"{entry.recorded.text} {entry.text_in_force or ''} {entry.actor}"
        and (not wanted.kinds or entry.recorded.kind in wanted.kinds)
        and (wanted.incident is None or entry.incident == wanted.incident)
        and (wanted.since is None or entry.recorded_at >= wanted.since)
        and (wanted.include_automatic or entry.recorded.automatic_source is None)
    )
