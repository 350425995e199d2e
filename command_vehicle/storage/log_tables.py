# SPDX-License-Identifier: Apache-2.0
"""Reading and writing the tables of the log: one method per question, no policy."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from command_vehicle.domain.identity import Lane, OperationId, ReplicaId
from command_vehicle.domain.operations import LaneHead, LoggedOperation
from command_vehicle.domain.sync import HaveRange
from command_vehicle.protocols.operations.hash_chain import genesis
from command_vehicle.storage.database import Database
from command_vehicle.storage.places import Places

_ADD: Final = {
    "op": "INSERT INTO op VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
    "island": "INSERT INTO island VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
}
_HELD: Final = """
    SELECT bytes, hash FROM op WHERE rep = ?1 AND lane = ?2 AND seq = ?3
    UNION ALL SELECT bytes, hash FROM island WHERE rep = ?1 AND lane = ?2 AND seq = ?3
"""
_TAKE_ISLAND: Final = """
    DELETE FROM island WHERE rep = ? AND lane = ? AND seq = ?
    RETURNING bytes, hash, hlc, type, recv_ms, bearer
"""
_RUNS: Final = """
    SELECT rep, lane, MIN(seq), MAX(seq) FROM (
        SELECT rep, lane, seq,
               seq - ROW_NUMBER() OVER (PARTITION BY rep, lane ORDER BY seq) AS run FROM island
    ) GROUP BY rep, lane, run ORDER BY rep, lane, run
"""


class Tail(NamedTuple):
    """Where the part of a lane that has no hole ends."""

    upto: int
    head: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """When and over what an operation reached this database; our own have no bearer."""

    at_ms: int
    bearer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """An operation as a row: its bytes, and what rows are found by."""

    logged: LoggedOperation
    hlc: int
    type_number: int


class LogTables:
    """The tables `op`, `island`, `have`, `fork`, `quarantine` and `seal`."""

    def __init__(self, database: Database, places: Places) -> None:
        self._database = database
        self._places = places

    def tail(self, replica: ReplicaId, lane: Lane) -> Tail:
        """Where a lane ends; before its first operation when nothing is held."""
        row = self._database.one(
            "SELECT upto, head FROM have WHERE rep = ? AND lane = ?",
            (self._places.rep(replica), int(lane)),
        )
        return Tail(0, genesis(replica, lane)) if row is None else Tail(*row)

    def extend(self, record: Record, arrival: Arrival) -> None:
        """Put the next operation of a lane behind its tail."""
        self._insert("op", record, arrival)
        place = record.logged.id
        self._database.run(
            "INSERT INTO have VALUES (?, ?, ?, ?) ON CONFLICT (rep, lane) "
            "DO UPDATE SET upto = excluded.upto, head = excluded.head",
            (
                self._places.rep(place.replica),
                int(place.lane),
                place.seq,
                record.logged.chain_hash,
            ),
        )

    def set_aside(self, record: Record, arrival: Arrival) -> None:
        """Keep an operation that stands ahead of a hole."""
        self._insert("island", record, arrival)

    def take_island(self, place: OperationId) -> tuple[Record, Arrival] | None:
        """Remove and give the operation that waits for its hole to close; None if none does."""
        row = self._database.one(_TAKE_ISLAND, self._key(place))
        if row is None:
            return None
        logged = LoggedOperation(id=place, content=row[0], chain_hash=row[1])
        record = Record(logged=logged, hlc=row[2], type_number=row[3])
        return record, Arrival(at_ms=row[4], bearer=row[5])

    def held(self, place: OperationId) -> LoggedOperation | None:
        """What stands at a place, behind a hole or not."""
        row = self._database.one(_HELD, self._key(place))
        if row is None:
            return None
        return LoggedOperation(id=place, content=row[0], chain_hash=row[1])

    def add_fork(self, logged: LoggedOperation, arrival: Arrival) -> None:
        """Keep a second operation for a place that is taken."""
        self._database.run(
            "INSERT OR IGNORE INTO fork VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                *self._key(logged.id),
                logged.chain_hash,
                logged.content,
                arrival.at_ms,
                arrival.bearer,
            ),
        )

    def add_quarantine(self, logged: LoggedOperation, reason: str, arrival: Arrival) -> None:
        """Keep what cannot be taken, with the reason."""
        self._database.run(
            "INSERT OR IGNORE INTO quarantine VALUES (?, ?, ?, ?, ?, ?)",
            (
                str(logged.id),
                logged.chain_hash,
                logged.content,
                reason,
                arrival.at_ms,
                arrival.bearer,
            ),
        )

    def heads(self) -> tuple[LaneHead, ...]:
        """The tails of all lanes, in the order of replicas and lanes."""
        heads = (
            LaneHead(replica=self._places.replica(rep), lane=Lane(lane), upto=upto, head=head)
            for rep, lane, upto, head in self._database.rows("SELECT * FROM have")
        )
        return tuple(sorted(heads, key=lambda head: (head.replica, head.lane)))

    def heads_of(self, replica: ReplicaId) -> Iterator[LaneHead]:
        """The tails of one replica's lanes."""
        for lane, upto, head in self._database.rows(
            "SELECT lane, upto, head FROM have WHERE rep = ? ORDER BY lane",
            (self._places.find_rep(replica),),
        ):
            yield LaneHead(replica=replica, lane=Lane(lane), upto=upto, head=head)

    def have(self) -> tuple[HaveRange, ...]:
        """What is held of every lane."""
        islands: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
        for rep, lane, first, last in self._database.rows(_RUNS):
            islands[rep, lane].append((first, last))
        upto = {
            (rep, lane): number
            for rep, lane, number in self._database.rows("SELECT rep, lane, upto FROM have")
        }
        return tuple(
            HaveRange(
                replica=self._places.replica(rep),
                lane=Lane(lane),
                upto=upto.get((rep, lane), 0),
                islands=tuple(islands[rep, lane]),
            )
            for rep, lane in sorted(upto.keys() | islands.keys())
        )

    def operations(
        self, replica: ReplicaId, lane: Lane, first: int, last: int
    ) -> Iterator[LoggedOperation]:
        """Operations of a lane without hole, in their order."""
        rep = self._places.find_rep(replica)
        for seq, content, chain_hash in self._database.each(
            "SELECT seq, bytes, hash FROM op WHERE rep = ? AND lane = ? AND seq BETWEEN ? AND ? "
            "ORDER BY seq",
            (rep, int(lane), first, last),
        ):
            place = OperationId(replica=replica, lane=lane, seq=seq)
            yield LoggedOperation(id=place, content=content, chain_hash=chain_hash)

    def everything(self) -> Iterator[LoggedOperation]:
        """Every operation that is shown, islands too."""
        for rep, lane, seq, content, chain_hash in self._database.each(
            "SELECT rep, lane, seq, bytes, hash FROM op "
            "UNION ALL SELECT rep, lane, seq, bytes, hash FROM island"
        ):
            place = OperationId(replica=self._places.replica(rep), lane=Lane(lane), seq=seq)
            yield LoggedOperation(id=place, content=content, chain_hash=chain_hash)

    def add_seal(self, place: OperationId, covers: int, *, is_signed: bool) -> None:
        """Remember that a seal of `place` covers so many operations of its own replica."""
        self._database.run(
            "INSERT OR IGNORE INTO seal VALUES (?, ?, ?, ?)",
            (self._places.rep(place.replica), place.seq, covers, int(is_signed)),
        )

    def unsealed(self, replica: ReplicaId) -> int:
        """Operations of a replica that its newest seal does not cover, without that seal."""
        rep = self._places.rep(replica)
        ((total,),) = self._database.rows(
            "SELECT COALESCE(SUM(upto), 0) FROM have WHERE rep = ?", (rep,)
        )
        newest = self._database.one(
            "SELECT covers FROM seal WHERE rep = ? ORDER BY seq DESC LIMIT 1", (rep,)
        )
        return int(total if newest is None else total - newest[0] - 1)

    def _insert(self, table: str, record: Record, arrival: Arrival) -> None:
        self._database.run(
            _ADD[table],
            (
                *self._key(record.logged.id),
                record.hlc,
                record.type_number,
                record.logged.content,
                record.logged.chain_hash,
                arrival.at_ms,
                arrival.bearer,
            ),
        )

    def _key(self, place: OperationId) -> tuple[int, int, int]:
        return self._places.rep(place.replica), int(place.lane), place.seq
