# SPDX-License-Identifier: Apache-2.0
"""The platform's storage on SQLite: the same log and projections as a vehicle, and its own tables.

Implements `central.storage.CentralStorage`.
"""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Final
from uuid import UUID

from command_vehicle.central.sqlite_tables import CentralTables
from command_vehicle.central.storage import Applicant, Contact, LaneBeyond, Taken, Vehicle
from command_vehicle.domain.identity import Lane, OperationId, ReplicaId
from command_vehicle.domain.incidents import Incident
from command_vehicle.domain.operations import LoggedOperation
from command_vehicle.domain.timeline import Entry, EntryFilter
from command_vehicle.protocols.sync.problem import ProblemCode
from command_vehicle.protocols.sync.segment import Segment
from command_vehicle.protocols.sync.wire import Refusal
from command_vehicle.services.ports import Clock, PageOf
from command_vehicle.services.sync.segment_intake import REASON_FORK, take_in
from command_vehicle.storage.vehicle_store import VehicleStore

REASON_QUARANTINED: Final = "quarantined"
"""The bytes cannot be an operation of that place."""

_READ_AT_ONCE: Final = 1000


class SqliteCentralStorage:
    """One open database of a platform."""

    def __init__(self, path: Path | None, clock: Clock) -> None:
        """Open the file, or a database in memory; create it when it is not there.

        Raises:
            StoreError: The file cannot be used.
        """
        self._store = VehicleStore(path, clock)
        self._tables = CentralTables(self._store.database)

    def platform(self) -> ReplicaId:
        """Who the platform is."""
        return self._store.replica()

    def add_code(self, digest: bytes, expires_at: datetime) -> None:
        """A code with this digest lets one vehicle in until then."""
        with self._store.database.writing():
            self._tables.add_code(digest, expires_at)

    def enrol(self, applicant: Applicant, digest: bytes, at: datetime) -> Vehicle | ProblemCode:
        """Let a vehicle in. Repeating an enrolment gives the same answer."""
        uuid = applicant.replica.uuid
        with self._store.database.writing():
            if not self._tables.accepts_code(digest, uuid, at):
                return ProblemCode.BAD_CODE
            problem = self._tables.admit(applicant, at)
            if problem is None:
                self._tables.use_code(digest, uuid, at)
        return problem or self._tables.vehicle(uuid) or ProblemCode.UNKNOWN_VEHICLE

    def vehicle(self, uuid: UUID) -> Vehicle | None:
        """One vehicle."""
        return self._tables.vehicle(uuid)

    def vehicles(self) -> tuple[Vehicle, ...]:
        """All, by number."""
        return self._tables.vehicles()

    def take(self, contact: Contact) -> Taken:
        """Take in what a vehicle brings; all of it or, if the disk fails, nothing."""
        uuid = contact.vehicle.uuid
        own = [each for each in contact.segments if each.alias.number == contact.vehicle.number]
        refused: list[Refusal] = []
        with self._store.database.writing():
            self._tables.note_contact(contact)
            knows = self._tables.note_statement(uuid, contact.statement)
            before = self._tables.have_of(uuid) if own else ()
            for segment in own:
                refused.extend(self._take_segment(segment, uuid, contact.bearer))
            after = self._tables.have_of(uuid)
            if own:
                self._tables.note_arrivals(before, after, contact.at, contact.bearer)
        return Taken(
            have=self._tables.have_of(uuid),
            refused=tuple(refused),
            foreign=len(contact.segments) - len(own),
            knows_statement=knows,
        )

    def lanes_beyond(self, uuid: UUID, limit: int) -> tuple[LaneBeyond, ...]:
        """Lanes of others of which the vehicle lacks something, the most urgent first."""
        return self._tables.beyond(uuid, limit)

    def operations(
        self, replica: ReplicaId, lane: Lane, first: int, last: int, max_bytes: int | None = None
    ) -> tuple[LoggedOperation, ...]:
        """As in `JournalStore`."""
        return self._store.operations(replica, lane, first, last, max_bytes)

    def received(self) -> Iterator[LoggedOperation]:
        """Every operation held without a hole before it, by replica, lane and number."""
        for each in sorted(self._store.have(), key=lambda each: (each.replica, each.lane)):
            for first in range(1, each.upto + 1, _READ_AT_ONCE):
                last = min(each.upto, first + _READ_AT_ONCE - 1)
                yield from self._store.operations(each.replica, each.lane, first, last)

    def incidents(self) -> tuple[Incident, ...]:
        """Open ones first, newest first."""
        return self._store.incidents()

    def newest_entries(self, limit: int) -> tuple[Entry, ...]:
        """Newest timeline lines of all vehicles."""
        return self._store.entries(EntryFilter(), PageOf(limit=limit))

    def close(self) -> None:
        """Close the database."""
        self._store.close()

    def _take_segment(self, segment: Segment, uuid: UUID, bearer: str) -> list[Refusal]:
        replica = ReplicaId(uuid=uuid, incarnation=segment.alias.incarnation)
        intake = take_in(self._store, segment, replica)
        if intake.refusal is not None:
            return [intake.refusal]
        places = map(OperationId.parse, self._store.ingest(intake.operations, bearer))
        return [Refusal(operation=place, reason=self._reason(place)) for place in places]

    def _reason(self, place: OperationId) -> str:
        """Why an operation was not taken: somebody sits in its place, or it is none."""
        is_taken = self._store.operations(place.replica, place.lane, place.seq, place.seq)
        return REASON_FORK if is_taken else REASON_QUARANTINED
