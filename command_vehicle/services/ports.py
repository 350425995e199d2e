# SPDX-License-Identifier: Apache-2.0
"""What services need from the outside world. Adapters provide it, tests provide fakes.

Store methods are blocking and run wherever the `StoreRunner` runs its jobs: on the store thread
in the window, inline in commands and tests. A service hands over a job and gets the answer as a
callback on its own thread.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeVar

from command_vehicle.domain.errors import ExpectedError
from command_vehicle.domain.geodesy import GeoBox
from command_vehicle.domain.identity import Lane, OperationId, ReplicaId
from command_vehicle.domain.incidents import Incident
from command_vehicle.domain.operations import Draft, LoggedOperation, Operation
from command_vehicle.domain.plans import Activation
from command_vehicle.domain.resources import ResourceFilter, ResourceState
from command_vehicle.domain.sync import HaveRange, Platform
from command_vehicle.domain.timeline import Entry, EntryFilter
from command_vehicle.domain.track import TrackPoint

Answer = TypeVar("Answer")


class Clock(Protocol):
    """Both kinds of time."""

    def now(self) -> datetime:
        """Wall time, aware UTC, by the PC clock."""
        ...

    def monotonic_s(self) -> float:
        """Seconds that never jump, for ages and time limits."""
        ...


class Ticker(Protocol):
    """Calls back on the services' thread, periodically."""

    def every(self, period_s: float, callback: Callable[[], None]) -> Callable[[], None]:
        """Call `callback` each `period_s`; the answer stops it."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class PageOf:
    """A window of a list, for models that load as they scroll."""

    offset: int = 0
    limit: int = 500


class JournalStore(Protocol):
    """The operation log itself."""

    def replica(self) -> ReplicaId:
        """Who we are."""
        ...

    def append(self, drafts: Sequence[Draft]) -> tuple[Operation, ...]:
        """Give each draft its place and time, in one durable transaction with its projections.

        When this returns, the operations have been fsynced.

        Raises:
            StoreError: Nothing was written.
        """
        ...

    def operations(
        self, replica: ReplicaId, lane: Lane, first: int, last: int, max_bytes: int | None = None
    ) -> tuple[LoggedOperation, ...]:
        """Stored operations `first` to `last`, verbatim; may stop early at `max_bytes`."""
        ...

    def ingest(self, operations: Iterable[LoggedOperation], bearer: str) -> tuple[str, ...]:
        """Take over operations of other replicas; the answer names what was quarantined.

        Idempotent. Never raises for one bad operation.
        """
        ...

    def have(self) -> tuple[HaveRange, ...]:
        """What is held of every lane, read from committed data."""
        ...

    def state_digest(self) -> str:
        """SHA-256, hex, over every projection: equal on replicas that hold the same operations."""
        ...

    def outside_changes(self) -> bool:
        """Whether another process has written since the last call."""
        ...


class TimelineStore(Protocol):
    """Timeline projection."""

    def entries(self, wanted: EntryFilter, page: PageOf) -> tuple[Entry, ...]:
        """Newest happened-at first."""
        ...

    def entry(self, entry_id: OperationId) -> Entry | None:
        """One entry with its amendments."""
        ...

    def entry_count(self, wanted: EntryFilter) -> int:
        """How many there are."""
        ...

    def count_by_kind(self, incident: OperationId | None) -> Mapping[int, int]:
        """Entries per `EntryKind` value."""
        ...


class IncidentStore(Protocol):
    """Incident projection."""

    def incidents(self) -> tuple[Incident, ...]:
        """Open ones first, newest first."""
        ...


class ResourceStore(Protocol):
    """Resource projection with R*Tree and full text."""

    def resources(self, wanted: ResourceFilter, page: PageOf) -> tuple[ResourceState, ...]:
        """By name."""
        ...

    def resource(self, code: str) -> ResourceState | None:
        """One resource."""
        ...

    def resource_count(self, wanted: ResourceFilter) -> int:
        """How many there are."""
        ...

    def resource_codes(self) -> frozenset[str]:
        """All codes, to tell an update from a new line."""
        ...


class PlanStore(Protocol):
    """Activation projection."""

    def activations(self) -> tuple[Activation, ...]:
        """Newest first."""
        ...


class TrackStore(Protocol):
    """Track projection."""

    def track(self, since: datetime, box: GeoBox | None = None) -> tuple[TrackPoint, ...]:
        """Points of our own track, oldest first."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class PeerCursor:
    """What the platform has of one of our lanes.

    Attributes:
        lane: Our lane.
        sent: Highest number that has left this machine.
        received: All up to here are confirmed by the platform's own word.
    """

    lane: Lane
    sent: int
    received: int


class SyncStore(Protocol):
    """Enrolment, cursors and receipts."""

    def platform(self) -> Platform | None:
        """The platform we are enrolled with."""
        ...

    def remember_platform(self, platform: Platform) -> None:
        """Keep the result of an enrolment."""
        ...

    def cursors(self) -> tuple[PeerCursor, ...]:
        """One per lane of our own that has operations."""
        ...

    def mark_queued(self, lane: Lane, upto: int) -> None:
        """These wait for a bearer."""
        ...

    def mark_sent(self, lane: Lane, upto: int, bearer: str, at: datetime) -> None:
        """These have left."""
        ...

    def mark_received(self, have: Sequence[HaveRange], at: datetime) -> None:
        """The platform said what it has of our lanes. A smaller number than before counts too."""
        ...

    def mark_refused(self, operation: OperationId, reason: str, at: datetime) -> None:
        """The platform refused one operation."""
        ...

    def bytes_waiting(self, lane: Lane, after: int) -> int:
        """Size of our own operations above `after`."""
        ...


class Store(
    JournalStore,
    TimelineStore,
    IncidentStore,
    ResourceStore,
    PlanStore,
    TrackStore,
    SyncStore,
    Protocol,
):
    """One database, one connection, one writer."""


class StoreRunner(Protocol):
    """Runs jobs on the store, one after the other."""

    def submit(
        self,
        job: Callable[[Store], Answer],
        then: Callable[[Answer], None],
        failed: Callable[[ExpectedError], None],
    ) -> None:
        """Run `job`; exactly one of `then` and `failed` is called, on the caller's thread."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncReply:
    """Raw answer of a platform.

    Attributes:
        status: HTTP status or its equivalent.
        body: Verbatim.
    """

    status: int
    body: bytes


class SyncTransport(Protocol):
    """Carries one request to the platform at a time, off the GUI thread."""

    def post(
        self,
        url: str,
        body: bytes,
        then: Callable[[SyncReply], None],
        failed: Callable[[ExpectedError], None],
    ) -> None:
        """Send; exactly one of the callbacks is called, on the caller's thread."""
        ...


class Signer(Protocol):
    """The replica's own key."""

    @property
    def public_key(self) -> bytes:
        """Raw public key."""
        ...

    def sign(self, message: bytes) -> bytes:
        """Signature over the message."""
        ...


class Verifier(Protocol):
    """Checks other people's signatures."""

    def verify(self, public_key: bytes, message: bytes, signature: bytes) -> bool:
        """Whether the signature is theirs."""
        ...
