# SPDX-License-Identifier: Apache-2.0
"""What services need from the outside world. Adapters provide it, tests provide fakes.

Store methods are blocking and run wherever the `StoreRunner` runs its jobs: on the store thread
in the window, inline in commands and tests. A service hands over a job and gets the answer as a
callback on its own thread.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol, TypeVar

from command_vehicle.domain.errors import ExpectedError
from command_vehicle.domain.geodesy import GeoBox
from command_vehicle.domain.geofences import Geofence
from command_vehicle.domain.identity import Lane, OperationId, ReplicaId
from command_vehicle.domain.incidents import Incident
from command_vehicle.domain.maps import ResourceCell
from command_vehicle.domain.operations import ClockStamp, Draft, LoggedOperation, Operation
from command_vehicle.domain.plans import Activation
from command_vehicle.domain.renewal import HighWaterMark, Renewal, RenewalReason
from command_vehicle.domain.resources import ResourceFilter, ResourceState
from command_vehicle.domain.sync import BearerKind, HaveRange, OwnLane, Platform
from command_vehicle.domain.timeline import Entry, EntryFilter
from command_vehicle.domain.track import TrackPoint, TrackSegment

Answer = TypeVar("Answer")

SEAL_ACTOR: Final = "journal"
"""Who signs a seal that nobody asked for."""


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

    def seal(
        self,
        signer: "Signer | None" = None,
        *,
        actor: str = SEAL_ACTOR,
        clock: ClockStamp | None = None,
    ) -> Operation:
        """Fix all that is known by a signed operation that names the head of every lane."""
        ...

    def seal_rest(self) -> Operation | None:
        """The same, unless nothing of our own is unsealed."""
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

    def resource_cells(self, wanted: ResourceFilter, cell_deg: float) -> tuple[ResourceCell, ...]:
        """Those that have a place, counted per kind on a grid of `cell_deg` by `cell_deg`."""
        ...


class PlanStore(Protocol):
    """Activation projection."""

    def activations(self) -> tuple[Activation, ...]:
        """Newest first."""
        ...


class TrackStore(Protocol):
    """Track projection, and the end of the track that is not in the log yet."""

    def track(self, since: datetime, box: GeoBox | None = None) -> tuple[TrackPoint, ...]:
        """Points of our own track, oldest first."""
        ...

    def track_line(
        self, since: datetime, box: GeoBox, tolerance_m: float
    ) -> tuple[TrackPoint, ...]:
        """The track for drawing: thinned, at most `tolerance_m` off, oldest first."""
        ...

    def keep_track_tail(self, tail: TrackSegment) -> None:
        """Keep the segment that is being collected, in place of what was kept before."""
        ...

    def left_track_tail(self) -> TrackSegment | None:
        """What was kept and never came into the log, because the program was ended."""
        ...


class GeofenceStore(Protocol):
    """Geofence projection."""

    def geofences(self) -> tuple[Geofence, ...]:
        """Fences that people drew and did not remove, oldest first."""
        ...

    def crossings(self) -> Mapping[str, bool]:
        """By key of a fence: whether our newest line about it says that we are inside."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class PeerCursor:
    """What the platform has of one of our lanes.

    Attributes:
        lane: Our lane.
        incarnation: Of ours, that wrote it.
        sent: Highest number that has left this machine.
        received: All up to here are confirmed by the platform's own word.
    """

    lane: Lane
    sent: int
    received: int
    incarnation: int = 0


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

    def mark_queued(self, own: OwnLane, upto: int) -> None:
        """These wait for a bearer."""
        ...

    def mark_sent(self, own: OwnLane, upto: int, bearer: str, at: datetime) -> None:
        """These have left."""
        ...

    def mark_received(self, have: Sequence[HaveRange], at: datetime) -> None:
        """The platform said what it has of our lanes. A smaller number than before counts too."""
        ...

    def mark_refused(self, operation: OperationId, reason: str, at: datetime) -> None:
        """The platform refused one operation."""
        ...

    def bytes_waiting(self, own: OwnLane, after: int) -> int:
        """Size of our own operations above `after`."""
        ...

    def renew(self, reason: RenewalReason, known: Sequence[HaveRange]) -> None:
        """Begin a new incarnation; `known` says how far the lanes so far are known to have gone.

        All that is written from now on goes to its lanes.
        """
        ...

    def renewal(self) -> Renewal | None:
        """The newest change of incarnation; None when there was none."""
        ...


class SyncLog(JournalStore, SyncStore, Protocol):
    """The part of a database that sync needs."""


class Store(
    JournalStore,
    TimelineStore,
    IncidentStore,
    ResourceStore,
    PlanStore,
    TrackStore,
    GeofenceStore,
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


class KeptState(Protocol):
    """Small things that outlive a restart and are nobody's record: a selection, a last look."""

    def read(self, name: str) -> str | None:
        """What was written last under this name; None when nothing was."""
        ...

    def write(self, name: str, text: str | None) -> None:
        """Keep `text` under this name, or forget it."""
        ...


class SettingsFiles(Protocol):
    """The two settings files."""

    def load_site(self) -> Mapping[str, object]:
        """What the agency preset; empty without a file.

        Raises:
            InputError: The file cannot be read.
        """
        ...

    def load_user(self) -> Mapping[str, object]:
        """What the vehicle's users chose; empty without a file.

        Raises:
            InputError: The file cannot be read.
        """
        ...

    def save_user(self, document: Mapping[str, object]) -> None:
        """Replace the user file in one durable step; what cannot be read is kept beside it.

        Raises:
            StoreError: The old file is still there.
        """
        ...


class HighWater(Protocol):
    """How far the database had come, remembered outside it. Losing it loses no record."""

    def beside(self) -> HighWaterMark | None:
        """What is remembered where the database lies, and travels with it."""
        ...

    def outside(self) -> HighWaterMark | None:
        """What this user of this computer remembers of the database at this place."""
        ...

    def keeps_outside(self) -> bool:
        """Whether there is a place for it outside at all."""
        ...

    def keep(self, mark: HighWaterMark, *, durably: bool) -> None:
        """Remember it at both places; a disk that refuses costs only the memory."""
        ...


class RecordWords(Protocol):
    """Words of the entries that the program writes by itself, made where all words are made."""

    def fix_lost(self) -> str:
        """There has been no valid position for some time."""
        ...

    def fix_regained(self, lost_for_s: float) -> str:
        """There is a valid position again."""
        ...

    def link_down(self, bearer: BearerKind) -> str:
        """Nothing gets through on this bearer."""
        ...

    def link_up(self, bearer: BearerKind) -> str:
        """The bearer carries again."""
        ...

    def clock_off(self, offset_s: float) -> str:
        """The PC clock has been found wrong; PC minus GNSS time."""
        ...

    def clock_right(self) -> str:
        """The PC clock has been set right."""
        ...


class FenceWords(Protocol):
    """Words of the lines about geofences."""

    def arrived(self, fence: Geofence) -> str:
        """The vehicle has come into the fence."""
        ...

    def found_inside(self, fence: Geofence) -> str:
        """The vehicle is in the fence; nobody saw it come."""
        ...

    def left(self, fence: Geofence) -> str:
        """The vehicle has gone out of the fence."""
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
        left: Callable[[], None],
    ) -> None:
        """Send; exactly one of `then` and `failed` is called, on the caller's thread.

        Before it, `left` is called there too once the whole body has left this machine.
        """
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
