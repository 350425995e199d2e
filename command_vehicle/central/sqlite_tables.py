# SPDX-License-Identifier: Apache-2.0
"""The platform's own tables, beside the log's: who is let in, what they say, what they brought."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final
from uuid import UUID

import sqlite_utils

from command_vehicle.central.storage import Applicant, Contact, HaveStatement, LaneBeyond, Vehicle
from command_vehicle.domain.identity import Lane, ReplicaId
from command_vehicle.domain.sync import HaveRange
from command_vehicle.protocols.sync.problem import ProblemCode
from command_vehicle.protocols.sync.segment import MAX_VEHICLE_NUMBER
from command_vehicle.storage.database import Database, Row
from command_vehicle.storage.places import from_ms, to_ms

_MIGRATION_SET: Final = "command_vehicle_central"

_TABLES: Final = (
    """CREATE TABLE code (
        digest BLOB PRIMARY KEY, expires_ms INTEGER NOT NULL, used_by BLOB, used_ms INTEGER
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE vehicle (
        uuid BLOB PRIMARY KEY, number INTEGER NOT NULL UNIQUE, name TEXT NOT NULL,
        public_key BLOB NOT NULL, enrolled_ms INTEGER NOT NULL, contact_ms INTEGER,
        bearer TEXT NOT NULL DEFAULT '', agent TEXT NOT NULL DEFAULT '', have_mark BLOB
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE stated (
        vehicle BLOB NOT NULL REFERENCES vehicle(uuid), uuid BLOB NOT NULL,
        incarnation INTEGER NOT NULL, lane INTEGER NOT NULL, upto INTEGER NOT NULL,
        PRIMARY KEY (vehicle, uuid, incarnation, lane)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE arrival (
        uuid BLOB NOT NULL, incarnation INTEGER NOT NULL, lane INTEGER NOT NULL,
        first INTEGER NOT NULL, last INTEGER NOT NULL, at_ms INTEGER NOT NULL, bearer TEXT NOT NULL,
        PRIMARY KEY (uuid, incarnation, lane, first)
    ) STRICT, WITHOUT ROWID""",
)
_VEHICLES: Final = """
    SELECT uuid, number, name, public_key, enrolled_ms, contact_ms, bearer, agent, (
        SELECT COALESCE(SUM(have.upto), 0) FROM have JOIN replica USING (rep)
        WHERE replica.uuid = vehicle.uuid
    ) FROM vehicle
"""
_HAVE_OF: Final = """
    SELECT replica.incarnation, have.lane, have.upto FROM have JOIN replica USING (rep)
    WHERE replica.uuid = ? ORDER BY replica.incarnation, have.lane
"""
_BEYOND: Final = """
    SELECT replica.uuid, replica.incarnation, COALESCE(vehicle.number, 0), have.lane,
           COALESCE(stated.upto, 0) + 1, have.upto
    FROM have JOIN replica USING (rep)
    LEFT JOIN vehicle ON vehicle.uuid = replica.uuid
    LEFT JOIN stated ON stated.vehicle = ?1 AND stated.uuid = replica.uuid
         AND stated.incarnation = replica.incarnation AND stated.lane = have.lane
    WHERE have.upto > COALESCE(stated.upto, 0)
      AND (vehicle.uuid IS NOT NULL OR replica.is_self = 1)
    ORDER BY CASE have.lane WHEN ?3 THEN 0 WHEN ?4 THEN 1 WHEN ?5 THEN 2 ELSE 3 END, have.rep
    LIMIT ?2
"""


def m0001_central(db: sqlite_utils.Database) -> None:
    """Codes, vehicles, what vehicles say they hold, and what came when."""
    for statement in _TABLES:
        db.execute(statement)


class CentralTables:
    """Reads and writes the platform's own tables. Methods that write need a transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database
        database.migrate(_MIGRATION_SET, (m0001_central,))

    def add_code(self, digest: bytes, expires_at: datetime) -> None:
        """Keep a code's digest."""
        self._database.run(
            "INSERT OR REPLACE INTO code (digest, expires_ms) VALUES (?, ?)",
            (digest, to_ms(expires_at)),
        )

    def accepts_code(self, digest: bytes, uuid: UUID, at: datetime) -> bool:
        """Whether a code is known, and either fresh or used by this very vehicle."""
        row = self._database.one("SELECT expires_ms, used_by FROM code WHERE digest = ?", (digest,))
        if row is None:
            return False
        expires_ms, used_by = row
        return bool(expires_ms >= to_ms(at) if used_by is None else used_by == uuid.bytes)

    def use_code(self, digest: bytes, uuid: UUID, at: datetime) -> None:
        """The code has let this vehicle in, and lets in nobody else."""
        self._database.run(
            "UPDATE code SET used_by = ?, used_ms = ? WHERE digest = ? AND used_by IS NULL",
            (uuid.bytes, to_ms(at), digest),
        )

    def admit(self, applicant: Applicant, at: datetime) -> ProblemCode | None:
        """Give a vehicle its number, or the one it has; the answer says why not."""
        uuid = applicant.replica.uuid
        known = self.vehicle(uuid)
        if known is not None and known.public_key != applicant.public_key:
            return ProblemCode.REPLICA_TAKEN
        if known is not None:
            self._database.run(
                "UPDATE vehicle SET name = ? WHERE uuid = ?", (applicant.name, uuid.bytes)
            )
            return None
        ((highest,),) = self._database.rows("SELECT COALESCE(MAX(number), 0) FROM vehicle")
        if highest >= MAX_VEHICLE_NUMBER:
            return ProblemCode.FULL
        self._database.run(
            "INSERT INTO vehicle (uuid, number, name, public_key, enrolled_ms) "
            "VALUES (?, ?, ?, ?, ?)",
            (uuid.bytes, highest + 1, applicant.name, applicant.public_key, to_ms(at)),
        )
        return None

    def vehicle(self, uuid: UUID) -> Vehicle | None:
        """One vehicle."""
        row = self._database.one(f"{_VEHICLES} WHERE uuid = ?", (uuid.bytes,))
        return None if row is None else _vehicle(row)

    def vehicles(self) -> tuple[Vehicle, ...]:
        """All, by number."""
        return tuple(_vehicle(row) for row in self._database.rows(f"{_VEHICLES} ORDER BY number"))

    def note_contact(self, contact: Contact) -> None:
        """Remember that the vehicle was here."""
        self._database.run(
            "UPDATE vehicle SET contact_ms = ?, bearer = ?, agent = ? WHERE uuid = ?",
            (to_ms(contact.at), contact.bearer, contact.agent, contact.vehicle.uuid.bytes),
        )

    def note_statement(self, uuid: UUID, statement: HaveStatement) -> bool:
        """Remember what a vehicle holds; False when it changes a statement not known here."""
        row = self._database.one("SELECT have_mark FROM vehicle WHERE uuid = ?", (uuid.bytes,))
        mark = None if row is None else row[0]
        if statement.base is not None and statement.base != mark:
            return False
        if statement.base is None:
            self._database.run("DELETE FROM stated WHERE vehicle = ?", (uuid.bytes,))
        if statement.mark != mark or statement.base is None:
            self._database.run_many(
                "INSERT OR REPLACE INTO stated VALUES (?, ?, ?, ?, ?)",
                [(uuid.bytes, *_lane_key(each), each.upto) for each in statement.ranges],
            )
            self._database.run(
                "UPDATE vehicle SET have_mark = ? WHERE uuid = ?", (statement.mark, uuid.bytes)
            )
        return True

    def have_of(self, uuid: UUID) -> tuple[HaveRange, ...]:
        """What is held of a replica's lanes without a hole, of all its incarnations."""
        return tuple(
            HaveRange(
                replica=ReplicaId(uuid=uuid, incarnation=incarnation), lane=Lane(lane), upto=upto
            )
            for incarnation, lane, upto in self._database.rows(_HAVE_OF, (uuid.bytes,))
        )

    def note_arrivals(
        self, before: Iterable[HaveRange], after: Iterable[HaveRange], at: datetime, bearer: str
    ) -> None:
        """Remember what came in between two readings of what is held."""
        known = {(each.replica, each.lane): each.upto for each in before}
        fresh = [
            (*_lane_key(each), known.get((each.replica, each.lane), 0) + 1, each.upto)
            for each in after
            if each.upto > known.get((each.replica, each.lane), 0)
        ]
        self._database.run_many(
            "INSERT OR REPLACE INTO arrival VALUES (?, ?, ?, ?, ?, ?, ?)",
            [(*row, to_ms(at), bearer) for row in fresh],
        )

    def beyond(self, uuid: UUID, limit: int) -> tuple[LaneBeyond, ...]:
        """See `CentralStorage.lanes_beyond`."""
        order = (int(Lane.FLASH), int(Lane.OPS), int(Lane.META))
        return tuple(
            LaneBeyond(
                replica=ReplicaId(uuid=UUID(bytes=replica), incarnation=incarnation),
                number=number,
                lane=Lane(lane),
                first=first,
                last=last,
            )
            for replica, incarnation, number, lane, first, last in self._database.rows(
                _BEYOND, (uuid.bytes, limit, *order)
            )
        )


def _lane_key(each: HaveRange) -> tuple[bytes, int, int]:
    return each.replica.uuid.bytes, each.replica.incarnation, int(each.lane)


def _vehicle(row: Row) -> Vehicle:
    uuid, number, name, public_key, enrolled_ms, contact_ms, bearer, agent, held = row
    return Vehicle(
        uuid=UUID(bytes=uuid),
        number=number,
        name=name,
        public_key=public_key,
        enrolled_at=from_ms(enrolled_ms),
        contact_at=None if contact_ms is None else from_ms(contact_ms),
        bearer=bearer,
        agent=agent,
        held=held,
    )
