# SPDX-License-Identifier: Apache-2.0
"""Places of operations as single integers, for keys and joins inside one database.

`place = rep << 42 | lane << 40 | number`, where `rep` is the local number of a replica. It never
leaves the file: another database gives the same replica another number. What must be the same
everywhere is ordered by `rank`: time, then replica, lane and number, as bytes that compare like
the operations do.
"""

from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID

from command_vehicle.domain.identity import Lane, OperationId, ReplicaId
from command_vehicle.domain.operations import Operation
from command_vehicle.protocols.operations.bodies import SEQ_BITS
from command_vehicle.storage.database import Database

_LANE_SHIFT: Final = SEQ_BITS
_REP_SHIFT: Final = SEQ_BITS + 2
_SEQ_MASK: Final = (1 << SEQ_BITS) - 1
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND: Final = timedelta(milliseconds=1)

OP_OF_PLACE: Final = (
    f"op.rep = {{place}} >> {_REP_SHIFT} AND op.lane = ({{place}} >> {_LANE_SHIFT}) & 3 "
    f"AND op.seq = {{place}} & {_SEQ_MASK}"
)
"""Condition that joins table `op` to a column that holds a place."""


def to_ms(moment: datetime) -> int:
    """Unix milliseconds."""
    return round((moment - _EPOCH) / _MILLISECOND)


def from_ms(unix_ms: int) -> datetime:
    """Aware UTC."""
    return _EPOCH + timedelta(milliseconds=unix_ms)


def rank(operation: Operation) -> bytes:
    """Thirty-two bytes that sort operations by time, replica, lane and number."""
    place = operation.id
    return b"".join(
        (
            operation.time.packed().to_bytes(8, "big"),
            place.replica.uuid.bytes,
            place.replica.incarnation.to_bytes(2, "big"),
            bytes((place.lane.value,)),
            place.seq.to_bytes(5, "big"),
        )
    )


class Places:
    """The replicas of one database and their local numbers."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._reps: dict[ReplicaId, int] = {}
        self._replicas: dict[int, ReplicaId] = {}
        database.after_rollback(self._forget)
        database.add_function("place_name", self._name)

    def rep(self, replica: ReplicaId) -> int:
        """Local number of a replica, given to it now if it has none. Needs a transaction."""
        known = self.find_rep(replica)
        if known is None:
            self._database.run(
                "INSERT INTO replica (uuid, incarnation) VALUES (?, ?)",
                (replica.uuid.bytes, replica.incarnation),
            )
            return self.rep(replica)
        return known

    def find_rep(self, replica: ReplicaId) -> int | None:
        """Local number of a replica; None when it has never been heard of."""
        known = self._reps.get(replica)
        if known is not None:
            return known
        row = self._database.one(
            "SELECT rep FROM replica WHERE uuid = ? AND incarnation = ?",
            (replica.uuid.bytes, replica.incarnation),
        )
        if row is None:
            return None
        self._reps[replica] = row[0]
        return int(row[0])

    def replica(self, rep: int) -> ReplicaId:
        """The replica with a local number."""
        known = self._replicas.get(rep)
        if known is None:
            ((uuid, incarnation),) = self._database.rows(
                "SELECT uuid, incarnation FROM replica WHERE rep = ?", (rep,)
            )
            known = ReplicaId(uuid=UUID(bytes=uuid), incarnation=incarnation)
            self._replicas[rep] = known
        return known

    def place(self, operation_id: OperationId) -> int:
        """The integer for an operation. Needs a transaction, as `rep` does."""
        return _packed(self.rep(operation_id.replica), operation_id)

    def place_or_none(self, operation_id: OperationId | None) -> int | None:
        """The same for a reference that may be absent."""
        return None if operation_id is None else self.place(operation_id)

    def find(self, operation_id: OperationId) -> int | None:
        """The integer for an operation; None when its replica has never been heard of."""
        rep = self.find_rep(operation_id.replica)
        return None if rep is None else _packed(rep, operation_id)

    def operation_id(self, place: int) -> OperationId:
        """The operation behind an integer."""
        return OperationId(
            replica=self.replica(place >> _REP_SHIFT),
            lane=Lane(place >> _LANE_SHIFT & 3),
            seq=place & _SEQ_MASK,
        )

    def operation_id_or_none(self, place: int | None) -> OperationId | None:
        """The same for a reference that may be absent."""
        return None if place is None else self.operation_id(place)

    def _name(self, place: int | None) -> str | None:
        return None if place is None else str(self.operation_id(place))

    def _forget(self) -> None:
        self._reps.clear()
        self._replicas.clear()


def _packed(rep: int, operation_id: OperationId) -> int:
    return rep << _REP_SHIFT | operation_id.lane << _LANE_SHIFT | operation_id.seq
