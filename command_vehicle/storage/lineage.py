# SPDX-License-Identifier: Apache-2.0
"""Who this database is, and whether it is an older copy of itself.

At opening, the ends of our own lanes are compared with what is remembered outside the database
(`HighWater`). Whoever remembers more than the database holds proves that it was put back from a
backup; whoever wrote on then would use numbers twice. So a new incarnation begins before anything
is written. The same happens when the platform turns out to hold more of us than we do.

What the earlier incarnations are known to have had is kept in the table `remembered`: as long as
some of it is not held here, the gap can be stated.
"""

import logging
import secrets
from collections.abc import Iterable
from pathlib import Path
from typing import Final
from uuid import UUID

from command_vehicle.domain.errors import ErrorCode, StoreError
from command_vehicle.domain.identity import MAX_INCARNATION, Lane, ReplicaId
from command_vehicle.domain.operations import LaneHead
from command_vehicle.domain.renewal import HighWaterMark, Renewal, RenewalReason
from command_vehicle.domain.sync import HaveRange
from command_vehicle.services.ports import Clock, HighWater
from command_vehicle.storage.database import Database
from command_vehicle.storage.log_tables import LogTables
from command_vehicle.storage.places import from_ms, to_ms
from command_vehicle.storage.uuid_v7 import RANDOM_BYTES, uuid_v7

_REMEMBER: Final = """
    INSERT INTO remembered VALUES (?, ?, ?) ON CONFLICT (incarnation, lane)
    DO UPDATE SET upto = MAX(upto, excluded.upto)
"""
_MISSING: Final = """
    SELECT COALESCE(SUM(MAX(0, remembered.upto - COALESCE(have.upto, 0))), 0) FROM remembered
    LEFT JOIN replica ON replica.uuid = ? AND replica.incarnation = remembered.incarnation
    LEFT JOIN have ON have.rep = replica.rep AND have.lane = remembered.lane
"""

logger = logging.getLogger(__name__)


class Lineage:
    """This replica, from one incarnation to the next.

    Args:
        database: Whose.
        tables: Of its log.
        clock: For the time of a change.
        high_water: What is remembered outside; None for databases that nobody copies.
    """

    def __init__(
        self, database: Database, tables: LogTables, clock: Clock, high_water: HighWater | None
    ) -> None:
        self._database = database
        self._tables = tables
        self._clock = clock
        self._high_water = high_water
        with database.writing():
            if self._self_row() is None:
                self._begin()
            elif high_water is not None:
                self._compare(high_water)
        self.note(durably=True)

    def replica(self) -> ReplicaId:
        """Who we are now; another process may have begun a new incarnation since the last call."""
        row = self._self_row()
        if row is None:
            raise StoreError(ErrorCode.STORE_DAMAGED, detail="no replica")
        return ReplicaId(uuid=UUID(bytes=row[0]), incarnation=row[1])

    def renew(self, reason: RenewalReason, known: Iterable[HaveRange]) -> None:
        """Begin a new incarnation; `known` says how far the lanes so far are known to have gone."""
        with self._database.writing():
            self._renew(reason, tuple(known))
        self.note(durably=True)

    def renewal(self) -> Renewal | None:
        """The newest change of incarnation; None when there was none."""
        row = self._database.one(
            "SELECT incarnation, at_ms, reason FROM renewal ORDER BY incarnation DESC LIMIT 1"
        )
        if row is None:
            return None
        ((missing,),) = self._database.rows(_MISSING, (self.replica().uuid.bytes,))
        return Renewal(
            incarnation=row[0], at=from_ms(row[1]), reason=RenewalReason(row[2]), missing=missing
        )

    def note(self, *, durably: bool) -> None:
        """Remember outside how far we have come; only what is committed counts."""
        if self._high_water is not None and not self._database.is_writing:
            own = self.replica()
            heads = tuple(self._tables.heads_of(own))
            self._high_water.keep(HighWaterMark(replica=own, heads=heads), durably=durably)

    def _self_row(self) -> tuple[bytes, int] | None:
        row = self._database.one("SELECT uuid, incarnation FROM replica WHERE is_self = 1")
        return None if row is None else (row[0], row[1])

    def _begin(self) -> None:
        """A new database: a new replica, or the next life of the one that was here before."""
        mark = None if self._high_water is None else self._high_water.beside()
        if mark is None or not mark.heads:
            uuid = uuid_v7(self._now_ms(), secrets.token_bytes(RANDOM_BYTES))
            self._add_self(ReplicaId(uuid=uuid), None)
        else:
            self._add_self(mark.replica, None)
            self._renew(RenewalReason.OLDER_COPY, _ranges(mark.heads))

    def _compare(self, high_water: HighWater) -> None:
        own = self.replica()
        outside, beside = high_water.outside(), high_water.beside()
        marks = [each for each in (outside, beside) if each and each.replica.uuid == own.uuid]
        known = [each for mark in marks for each in _ranges(mark.heads)]
        if any(self._falls_short_of(mark, own) for mark in marks):
            self._renew(RenewalReason.OLDER_COPY, known)
        elif known and beside in marks and outside not in marks and high_water.keeps_outside():
            self._renew(RenewalReason.ELSEWHERE, known)

    def _falls_short_of(self, mark: HighWaterMark, own: ReplicaId) -> bool:
        if mark.replica.incarnation != own.incarnation:
            return mark.replica.incarnation > own.incarnation
        return any(not self._holds(head) for head in mark.heads)

    def _holds(self, head: LaneHead) -> bool:
        held = next(self._tables.operations(head.replica, head.lane, head.upto, head.upto), None)
        return held is not None and held.chain_hash == head.head

    def _renew(self, reason: RenewalReason, known: Iterable[HaveRange]) -> None:
        own = self.replica()
        known = [each for each in known if each.replica.uuid == own.uuid]
        incarnation = 1 + max(
            self._highest(own.uuid), *(each.replica.incarnation for each in known), 0
        )
        if incarnation > MAX_INCARNATION:
            logger.warning("no incarnation is left; %s goes on: %s", own, reason.value)
            return
        self._database.run_many(
            _REMEMBER, [(each.replica.incarnation, int(each.lane), each.upto) for each in known]
        )
        ((alias,),) = self._database.rows("SELECT alias FROM replica WHERE is_self = 1")
        self._database.run("UPDATE replica SET is_self = 0 WHERE is_self = 1")
        self._add_self(ReplicaId(uuid=own.uuid, incarnation=incarnation), alias)
        self._database.run(
            "INSERT INTO renewal VALUES (?, ?, ?)", (incarnation, self._now_ms(), reason.value)
        )
        logger.info("incarnation %d begins: %s", incarnation, reason.value)

    def _highest(self, uuid: UUID) -> int:
        ((highest,),) = self._database.rows(
            "SELECT COALESCE(MAX(incarnation), 0) FROM replica WHERE uuid = ?", (uuid.bytes,)
        )
        return int(highest)

    def _add_self(self, replica: ReplicaId, alias: int | None) -> None:
        self._database.run(
            "INSERT INTO replica (uuid, incarnation, alias, is_self) VALUES (?, ?, ?, 1)",
            (replica.uuid.bytes, replica.incarnation, alias),
        )

    def _now_ms(self) -> int:
        return max(0, to_ms(self._clock.now()))


def refuse_emptied(path: Path, high_water: HighWater) -> None:
    """Raise when a file that held operations has become an empty one.

    SQLite would take it for a new database. Whoever has moved the file away on purpose gets one.

    Raises:
        StoreError: It is damaged.
    """
    mark = high_water.beside()
    if mark is not None and mark.heads and path.is_file() and path.stat().st_size == 0:
        raise StoreError(ErrorCode.STORE_DAMAGED, detail="the file is empty")


def _ranges(heads: Iterable[LaneHead]) -> tuple[HaveRange, ...]:
    return tuple(
        HaveRange(replica=head.replica, lane=Lane(head.lane), upto=head.upto) for head in heads
    )
