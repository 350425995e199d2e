# SPDX-License-Identifier: Apache-2.0
"""A `SyncLog` in memory: lanes of bytes, cursors, and a note of everything that was marked."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import TypeVar, cast
from uuid import UUID

from command_vehicle.domain.errors import ErrorCode, ExpectedError, StoreError
from command_vehicle.domain.identity import Lane, OperationId, ReplicaId
from command_vehicle.domain.operations import Draft, LoggedOperation, Operation
from command_vehicle.domain.renewal import Renewal, RenewalReason
from command_vehicle.domain.sync import HaveRange, OwnLane, Platform
from command_vehicle.protocols.operations.hash_chain import chain, genesis
from command_vehicle.services.ports import PeerCursor, Store
from tests.support.clock import START

Answer = TypeVar("Answer")
LaneKey = tuple[ReplicaId, Lane]


class LaneBook:
    """Operations of any replica, in lanes without holes."""

    def __init__(self) -> None:
        self.lanes: dict[LaneKey, list[LoggedOperation]] = defaultdict(list)

    def write(self, replica: ReplicaId, lane: Lane, *contents: bytes) -> None:
        """Append operations with these bytes."""
        for content in contents:
            held = self.lanes[replica, lane]
            before = held[-1].chain_hash if held else genesis(replica, lane)
            place = OperationId(replica=replica, lane=lane, seq=len(held) + 1)
            held.append(
                LoggedOperation(id=place, content=content, chain_hash=chain(before, content))
            )

    def operations(
        self, replica: ReplicaId, lane: Lane, first: int, last: int, max_bytes: int | None = None
    ) -> tuple[LoggedOperation, ...]:
        """As in `JournalStore`: at least one, then no more than `max_bytes`."""
        found: list[LoggedOperation] = []
        size = 0
        for operation in self.lanes[replica, lane][max(0, first - 1) : last]:
            size += len(operation.content)
            if found and max_bytes is not None and size > max_bytes:
                break
            found.append(operation)
        return tuple(found)

    def ingest(self, operations: Iterable[LoggedOperation], bearer: str) -> tuple[str, ...]:
        """Take what continues a lane; name what contradicts it."""
        refused = []
        for operation in operations:
            held = self.lanes[operation.id.replica, operation.id.lane]
            if operation.id.seq == len(held) + 1:
                held.append(operation)
            elif held[operation.id.seq - 1] != operation:
                refused.append(str(operation.id))
        return tuple(refused)

    def have(self) -> tuple[HaveRange, ...]:
        """One range per lane."""
        return tuple(
            HaveRange(replica=replica, lane=lane, upto=len(held))
            for (replica, lane), held in self.lanes.items()
            if held
        )


class FakeSyncLog(LaneBook):
    """The vehicle's side."""

    def __init__(self, replica: ReplicaId | None = None) -> None:
        super().__init__()
        self._replica = replica or ReplicaId(uuid=UUID(int=0xA1))
        self._platform: Platform | None = None
        self._sent: dict[OwnLane, int] = {}
        self._received: dict[OwnLane, int] = {}
        self.renewals: list[RenewalReason] = []
        self.marks: list[tuple[str, Lane, int]] = []
        self.refused: list[tuple[OperationId, str]] = []

    def add(self, lane: Lane, *contents: bytes) -> None:
        """Append operations of our own."""
        self.write(self._replica, lane, *contents)

    def replica(self) -> ReplicaId:
        return self._replica

    def append(self, drafts: Sequence[Draft]) -> tuple[Operation, ...]:
        raise NotImplementedError

    def state_digest(self) -> str:
        raise NotImplementedError

    def outside_changes(self) -> bool:
        return False

    def platform(self) -> Platform | None:
        return self._platform

    def remember_platform(self, platform: Platform) -> None:
        self._platform = platform

    def cursors(self) -> tuple[PeerCursor, ...]:
        return tuple(
            PeerCursor(
                lane=each.lane,
                incarnation=each.replica.incarnation,
                sent=self._sent.get(own(each), 0),
                received=self._received.get(own(each), 0),
            )
            for each in self.have()
            if each.replica.uuid == self._replica.uuid
        )

    def mark_queued(self, own: OwnLane, upto: int) -> None:
        self.marks.append(("queued", own.lane, upto))

    def mark_sent(self, own: OwnLane, upto: int, bearer: str, at: datetime) -> None:
        self._sent[own] = upto
        self.marks.append(("sent", own.lane, upto))

    def mark_received(self, have: Sequence[HaveRange], at: datetime) -> None:
        for each in have:
            upto = min(each.upto, len(self.lanes[each.replica, each.lane]))
            if self._received.get(own(each), 0) != upto:
                self.marks.append(("received", each.lane, upto))
            self._received[own(each)] = upto

    def mark_refused(self, operation: OperationId, reason: str, at: datetime) -> None:
        self.refused.append((operation, reason))

    def bytes_waiting(self, own: OwnLane, after: int) -> int:
        replica = ReplicaId(uuid=self._replica.uuid, incarnation=own.incarnation)
        return sum(len(each.content) for each in self.lanes[replica, own.lane][after:])

    def renew(self, reason: RenewalReason, known: Sequence[HaveRange]) -> None:
        self.renewals.append(reason)
        highest = max((each.replica.incarnation for each in known), default=0)
        incarnation = 1 + max(self._replica.incarnation, highest)
        self._replica = ReplicaId(uuid=self._replica.uuid, incarnation=incarnation)

    def renewal(self) -> Renewal | None:
        if not self.renewals:
            return None
        return Renewal(
            incarnation=self._replica.incarnation, at=START, reason=self.renewals[-1], missing=0
        )


def own(held: HaveRange) -> OwnLane:
    return OwnLane(held.lane, held.replica.incarnation)


class InlineRunner:
    """A `StoreRunner` that runs every job at once, or fails or delays it when told to."""

    def __init__(self, log: FakeSyncLog) -> None:
        self._log = log
        self.is_broken = False
        self.is_slow = False
        self._delayed: list[Callable[[], None]] = []

    def catch_up(self) -> None:
        """Run what was delayed."""
        delayed, self._delayed = self._delayed, []
        for run in delayed:
            run()

    def submit(
        self,
        job: Callable[[Store], Answer],
        then: Callable[[Answer], None],
        failed: Callable[[ExpectedError], None],
    ) -> None:
        if self.is_broken:
            failed(StoreError(ErrorCode.DISK_ERROR))
            return
        if self.is_slow:
            self._delayed.append(lambda: then(job(cast("Store", self._log))))
            return
        then(job(cast("Store", self._log)))
