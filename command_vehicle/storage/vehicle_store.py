# SPDX-License-Identifier: Apache-2.0
"""The store: one database with its operation log, its projections and its delivery log.

Implements `services.ports.Store`. A store belongs to the thread that opened it; several processes
may have the same file open.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from command_vehicle.domain.geodesy import GeoBox
from command_vehicle.domain.geofences import Geofence
from command_vehicle.domain.identity import Lane, OperationId, ReplicaId
from command_vehicle.domain.incidents import Incident
from command_vehicle.domain.maps import ResourceCell
from command_vehicle.domain.operations import (
    ClockStamp,
    Draft,
    LaneHead,
    LoggedOperation,
    Operation,
)
from command_vehicle.domain.plans import Activation
from command_vehicle.domain.renewal import Renewal, RenewalReason
from command_vehicle.domain.resources import ResourceFilter, ResourceState
from command_vehicle.domain.sync import HaveRange, OwnLane, Platform
from command_vehicle.domain.timeline import Entry, EntryFilter
from command_vehicle.domain.track import TrackPoint, TrackSegment
from command_vehicle.protocols.operations.codec import decode
from command_vehicle.protocols.operations.hash_chain import genesis
from command_vehicle.services.ports import (
    SEAL_ACTOR,
    Clock,
    HighWater,
    PageOf,
    PeerCursor,
    Signer,
)
from command_vehicle.storage.database import Database
from command_vehicle.storage.delivery_log import DeliveryLog
from command_vehicle.storage.lineage import Lineage, refuse_emptied
from command_vehicle.storage.log_tables import LogTables
from command_vehicle.storage.operation_log import OperationLog
from command_vehicle.storage.places import Places
from command_vehicle.storage.projections.geofences import GeofenceProjection
from command_vehicle.storage.projections.incidents import IncidentProjection
from command_vehicle.storage.projections.plans import PlanProjection
from command_vehicle.storage.projections.registry import Projections
from command_vehicle.storage.projections.resources import ResourceProjection
from command_vehicle.storage.projections.timeline import TimelineProjection
from command_vehicle.storage.projections.track import TrackProjection
from command_vehicle.storage.schema import MIGRATION_SET, STEPS


class VehicleStore:
    """One open database."""

    def __init__(
        self,
        path: Path | None,
        clock: Clock,
        *,
        signer: Signer | None = None,
        high_water: HighWater | None = None,
    ) -> None:
        """Open the file, create it when it is not there, bring it up to date.

        Args:
            path: The file; None for a database in memory.
            clock: For the times of operations and arrivals.
            signer: Signs the seals that are due by count; without it they are not signed.
            high_water: Remembers outside the file how far it had come; without it an older copy
                put in its place is not noticed.

        Raises:
            StoreError: The file cannot be used; its code says why.
        """
        self._clock = clock
        self._signer = signer
        self._high_water = high_water
        if path is not None and high_water is not None:
            refuse_emptied(path, high_water)
        self._database: Final = Database(path)
        try:
            self._assemble()
        except BaseException:
            self._database.close()
            raise
        self._data_version = self._read_data_version()

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def __enter__(self) -> Self:
        """The store itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Close the file."""
        self.close()

    @property
    def database(self) -> Database:
        """The file, for whoever keeps tables of their own in it and needs the same transactions."""
        return self._database

    def replica(self) -> ReplicaId:
        """Who we are; made when the file was created."""
        return self._lineage.replica()

    def append(self, drafts: Sequence[Draft]) -> tuple[Operation, ...]:
        """Give each draft its place and time, in one durable transaction with its projections.

        Raises:
            StoreError: Nothing was written.
            InputError: A text holds what is not text; nothing was written.
        """
        appended = self._log.append(drafts, self._signer)
        self._lineage.note(durably=not self._log.has_unsealed())
        return appended

    def seal(
        self,
        signer: Signer | None = None,
        *,
        actor: str = SEAL_ACTOR,
        clock: ClockStamp | None = None,
    ) -> Operation:
        """Fix all that is known by a signed operation that names the head of every lane."""
        sealed = self._log.seal(signer or self._signer, actor=actor, clock=clock)
        self._lineage.note(durably=True)
        return sealed

    def seal_rest(self) -> Operation | None:
        """The same, unless nothing of our own is unsealed."""
        return self.seal() if self._log.has_unsealed() else None

    def renew(self, reason: RenewalReason, known: Sequence[HaveRange]) -> None:
        """Begin a new incarnation; `known` says how far the lanes so far are known to have gone."""
        self._lineage.renew(reason, known)

    def renewal(self) -> Renewal | None:
        """The newest change of incarnation; None when there was none."""
        return self._lineage.renewal()

    def ingest(self, operations: Iterable[LoggedOperation], bearer: str) -> tuple[str, ...]:
        """Take over operations of any replica; the answer names what was not taken."""
        return self._log.ingest(operations, bearer)

    def operations(
        self, replica: ReplicaId, lane: Lane, first: int, last: int, max_bytes: int | None = None
    ) -> tuple[LoggedOperation, ...]:
        """Operations `first` to `last`, verbatim; the first always, then up to `max_bytes`."""
        found: list[LoggedOperation] = []
        size = 0
        for logged in self._tables.operations(replica, lane, first, last):
            size += len(logged.content)
            if found and max_bytes is not None and size > max_bytes:
                break
            found.append(logged)
        return tuple(found)

    def have(self) -> tuple[HaveRange, ...]:
        """What is held of every lane."""
        return self._tables.have()

    def heads(self) -> tuple[LaneHead, ...]:
        """How far every lane is held without a hole, and the chain hash there."""
        return self._tables.heads()

    def chain_hash(self, replica: ReplicaId, lane: Lane, seq: int) -> bytes | None:
        """The hash after operation `seq`, which 0 stands before all; None when it is not held."""
        if seq == 0:
            return genesis(replica, lane)
        held = next(self._tables.operations(replica, lane, seq, seq), None)
        return None if held is None else held.chain_hash

    def state_digest(self) -> str:
        """SHA-256, hex, over every projection: equal wherever the same operations are held."""
        return self._projections.digest()

    def rebuild_projections(self) -> None:
        """Make all projections anew from the log."""
        self._projections.rebuild()

    def outside_changes(self) -> bool:
        """Whether another process has written since the last call."""
        before, self._data_version = self._data_version, self._read_data_version()
        return self._data_version != before

    def entries(self, wanted: EntryFilter, page: PageOf) -> tuple[Entry, ...]:
        """Newest happened-at first."""
        return self._timeline.entries(wanted, page)

    def entry(self, entry_id: OperationId) -> Entry | None:
        """One entry with its amendments."""
        return self._timeline.entry(entry_id)

    def entry_count(self, wanted: EntryFilter) -> int:
        """How many entries there are."""
        return self._timeline.entry_count(wanted)

    def count_by_kind(self, incident: OperationId | None) -> Mapping[int, int]:
        """Entries per `EntryKind` value, of one incident or of all."""
        return self._timeline.count_by_kind(incident)

    def incidents(self) -> tuple[Incident, ...]:
        """Open ones first, newest first."""
        return self._incidents.incidents()

    def resources(self, wanted: ResourceFilter, page: PageOf) -> tuple[ResourceState, ...]:
        """By name."""
        return self._resources.resources(wanted, page)

    def resource(self, code: str) -> ResourceState | None:
        """One resource."""
        return self._resources.resource(code)

    def resource_count(self, wanted: ResourceFilter) -> int:
        """How many resources there are."""
        return self._resources.resource_count(wanted)

    def resource_codes(self) -> frozenset[str]:
        """All codes."""
        return self._resources.resource_codes()

    def resource_cells(self, wanted: ResourceFilter, cell_deg: float) -> tuple[ResourceCell, ...]:
        """Those that have a place, counted per kind on a grid."""
        return self._resources.resource_cells(wanted, cell_deg)

    def activations(self) -> tuple[Activation, ...]:
        """Newest first."""
        return self._plans.activations()

    def track(self, since: datetime, box: GeoBox | None = None) -> tuple[TrackPoint, ...]:
        """Points of our own track, oldest first."""
        return self._track.track(since, box)

    def track_segments(self, since: datetime, until: datetime) -> Iterator[TrackSegment]:
        """Our own track between two moments, one segment after the other."""
        return self._track.segments(since, until)

    def track_line(
        self, since: datetime, box: GeoBox, tolerance_m: float
    ) -> tuple[TrackPoint, ...]:
        """The track for drawing: thinned, at most `tolerance_m` off, oldest first."""
        return self._track.line(since, box, tolerance_m)

    def keep_track_tail(self, tail: TrackSegment) -> None:
        """Keep the segment that is being collected, in place of what was kept before."""
        self._track.keep_tail(tail)

    def left_track_tail(self) -> TrackSegment | None:
        """What was kept and never came into the log."""
        return self._track.left_tail()

    def geofences(self) -> tuple[Geofence, ...]:
        """Fences that people drew and did not remove, oldest first."""
        return self._geofences.geofences()

    def crossings(self) -> Mapping[str, bool]:
        """By key of a fence: whether our newest line about it says that we are inside."""
        return self._geofences.crossings()

    def platform(self) -> Platform | None:
        """The platform we are enrolled with."""
        return self._delivery.platform()

    def remember_platform(self, platform: Platform) -> None:
        """Keep the result of an enrolment."""
        self._delivery.remember_platform(platform, self._clock.now())

    def cursors(self) -> tuple[PeerCursor, ...]:
        """One per lane of our own that has operations."""
        return self._delivery.cursors()

    def mark_queued(self, own: OwnLane, upto: int) -> None:
        """These wait for a bearer."""
        self._delivery.mark_queued(own, upto)

    def mark_sent(self, own: OwnLane, upto: int, bearer: str, at: datetime) -> None:
        """These have left."""
        self._delivery.mark_sent(own, upto, bearer, at)

    def mark_received(self, have: Sequence[HaveRange], at: datetime) -> None:
        """The platform said what it has of our lanes. A smaller number than before counts too."""
        self._delivery.mark_received(have, at)

    def mark_refused(self, operation: OperationId, reason: str, at: datetime) -> None:
        """The platform refused one operation."""
        self._delivery.mark_refused(operation, reason, at)

    def bytes_waiting(self, own: OwnLane, after: int) -> int:
        """Size of our own operations above `after`."""
        return self._delivery.bytes_waiting(own, after)

    def _assemble(self) -> None:
        database = self._database
        database.migrate(MIGRATION_SET, STEPS)
        places = Places(database)
        self._tables = LogTables(database, places)
        self._lineage = Lineage(database, self._tables, self._clock, self._high_water)
        replica = self._lineage.replica()
        self._delivery = DeliveryLog(database, places, self._lineage)
        self._timeline = TimelineProjection(database, places, self._delivery)
        self._incidents = IncidentProjection(database, places)
        self._resources = ResourceProjection(database, places)
        self._plans = PlanProjection(database, places)
        self._track = TrackProjection(database, places, replica)
        self._geofences = GeofenceProjection(database, places, replica)
        self._projections = Projections(
            database,
            (
                self._timeline,
                self._incidents,
                self._resources,
                self._plans,
                self._track,
                self._geofences,
            ),
            self._everything,
        )
        self._projections.prepare()
        self._log = OperationLog(
            database, self._tables, self._lineage, self._clock, self._projections
        )

    def _everything(self) -> Iterator[Operation]:
        for logged in self._tables.everything():
            yield decode(logged.content, logged.id)

    def _read_data_version(self) -> int:
        ((version,),) = self._database.rows("PRAGMA data_version")
        return int(version)
