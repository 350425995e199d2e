# SPDX-License-Identifier: Apache-2.0
"""The operation log: the one thing everything else is a projection of."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

from command_vehicle.domain.geofences import GeofenceDrawn, GeofenceRemoved
from command_vehicle.domain.identity import HybridTime, Lane, OperationId, ReplicaId
from command_vehicle.domain.incidents import IncidentClosed, IncidentOpened, LevelConfirmed
from command_vehicle.domain.plans import PlanActivated, PlanLevelChanged, TaskStateChanged
from command_vehicle.domain.resources import ResourcesImported, ResourceStatusChanged
from command_vehicle.domain.timeline import EntryCorrected, EntryRecorded, EntryRetracted
from command_vehicle.domain.track import TrackSegment

OPERATION_VERSION = 1
CLOCK_TOLERANCE_S = 2.0
"""A PC clock further from GNSS time than this is wrong: it is shown in doubt and corrected for."""


class TimeSource(IntEnum):
    """Where the clock behind a stamp was last set from."""

    UNKNOWN = 0
    PC = 1
    GNSS = 2
    PLATFORM = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockStamp:
    """What was known about the PC clock when an operation was written.

    Attributes:
        source: What the offset was measured against.
        offset_ms: PC clock minus that source, milliseconds; None when never measured.
        uncertainty_ms: Half-width of the offset's error, milliseconds; None when unknown.
    """

    source: TimeSource
    offset_ms: int | None = None
    uncertainty_ms: int | None = None

    @property
    def correction_ms(self) -> int:
        """What must be taken off the PC clock's time; 0 while it is right enough or unmeasured."""
        if self.source is not TimeSource.GNSS or self.offset_ms is None:
            return 0
        return self.offset_ms if abs(self.offset_ms) > CLOCK_TOLERANCE_S * 1000 else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class LaneHead:
    """How far a lane is known without a hole, and the chain hash there."""

    replica: ReplicaId
    lane: Lane
    upto: int
    head: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """Heads of every lane this replica knows, signed: fixes all that came before.

    Attributes:
        heads: Own lanes and those of every peer seen.
        signature: Over the heads' deterministic bytes; None until the replica has a key.
        public_key: Ed25519 key the signature verifies with, 32 bytes.
    """

    heads: tuple[LaneHead, ...]
    signature: bytes | None = None
    public_key: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownBody:
    """What a newer program wrote: kept verbatim, relayed, not understood."""

    type_number: int
    content: Mapping[int, object]


Body = (
    EntryRecorded
    | EntryCorrected
    | EntryRetracted
    | IncidentOpened
    | LevelConfirmed
    | IncidentClosed
    | ResourcesImported
    | ResourceStatusChanged
    | PlanActivated
    | PlanLevelChanged
    | TaskStateChanged
    | TrackSegment
    | GeofenceDrawn
    | GeofenceRemoved
    | Seal
    | UnknownBody
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An operation before the log has given it a place and a time.

    Attributes:
        lane: Priority class to append to.
        body: What happened.
        actor: Name of the person, or of the part of the program, that says so.
        incident: Operation that opened the incident this belongs to.
        record: Operation that created the record this changes; None when it creates one.
        base: Operations whose values the writer saw and replaces.
        refs: Other operations this speaks of.
        clock: What was known about the PC clock.
    """

    lane: Lane
    body: Body
    actor: str
    incident: OperationId | None = None
    record: OperationId | None = None
    base: tuple[OperationId, ...] = ()
    refs: tuple[OperationId, ...] = ()
    clock: ClockStamp | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One operation as it is read from its bytes. Attributes as in `Draft`."""

    id: OperationId
    time: HybridTime
    body: Body
    actor: str
    incident: OperationId | None = None
    record: OperationId | None = None
    base: tuple[OperationId, ...] = ()
    refs: tuple[OperationId, ...] = ()
    clock: ClockStamp | None = None

    @property
    def recorded_ms(self) -> int:
        """When it was recorded, Unix milliseconds: by the PC clock, or by GNSS when that is wrong.

        Operations are ordered by `time`, which nobody corrects.
        """
        correction_ms = 0 if self.clock is None else self.clock.correction_ms
        return self.time.physical_ms - correction_ms


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedOperation:
    """An operation with the bytes it was stored as and its place in the hash chain.

    Attributes:
        id: Where it stands.
        content: Deterministic CBOR, verbatim.
        chain_hash: SHA-256 over the previous hash of the lane and `content`, 32 bytes.
    """

    id: OperationId
    content: bytes
    chain_hash: bytes
