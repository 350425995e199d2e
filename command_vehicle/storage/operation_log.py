# SPDX-License-Identifier: Apache-2.0
"""The log: appends our own operations, takes over those of others, forgets nothing.

- `op` holds every lane as far as it has no hole, each operation proved by the hash chain. Triggers
  forbid to change or delete a row.
- `island` holds what arrived ahead of a hole. It is shown at once, and moves to `op` when the hole
  closes and the chain proves it.
- `fork` holds a second operation for a place that is taken. The first one stays in force.
- `quarantine` holds what cannot be an operation of that place at all.

Every change happens in one transaction together with the projections that it changes.
"""

import logging
from collections.abc import Iterable, Sequence
from typing import Final

from command_vehicle.domain.errors import ErrorCode, ExpectedError, InputError
from command_vehicle.domain.identity import Lane, OperationId, ReplicaId
from command_vehicle.domain.operations import (
    ClockStamp,
    Draft,
    LaneHead,
    LoggedOperation,
    Operation,
    Seal,
    TimeSource,
)
from command_vehicle.protocols.operations.codec import (
    MAX_SEQ,
    decode,
    encode,
    seal_message,
    type_number,
)
from command_vehicle.protocols.operations.hash_chain import chain
from command_vehicle.protocols.wire_format import WireFormatError
from command_vehicle.services.ports import SEAL_ACTOR, Clock, Signer
from command_vehicle.storage.database import Database
from command_vehicle.storage.hybrid_clock import MAX_LEAD_MS, HybridClock
from command_vehicle.storage.lineage import Lineage
from command_vehicle.storage.log_tables import Arrival, LogTables, Record
from command_vehicle.storage.places import to_ms
from command_vehicle.storage.projections.registry import Projections

logger = logging.getLogger(__name__)

SEAL_EVERY: Final = 256
"""Own operations between two seals, at most."""

_CONFIRMING: Final = frozenset({TimeSource.GNSS, TimeSource.PLATFORM})
_BREAKS_CHAIN: Final = "does not continue the hash chain"
_FORKS: Final = "the place holds another operation"
_BEYOND: Final = "the number is beyond the end of a lane"


class OperationLog:
    """Operations of all replicas in one database.

    Args:
        database: Where they are.
        tables: Its tables of the log.
        lineage: Who we are.
        clock: For the times of our own operations and of arrivals.
        projections: Follow the log, inside its transactions.
    """

    def __init__(
        self,
        database: Database,
        tables: LogTables,
        lineage: Lineage,
        clock: Clock,
        projections: Projections,
    ) -> None:
        self._database = database
        self._tables = tables
        self._clock = clock
        self._projections = projections
        self._hybrid = HybridClock(database)
        self._lineage = lineage

    def append(self, drafts: Sequence[Draft], signer: Signer | None) -> tuple[Operation, ...]:
        """Append our own; a seal follows when enough has happened since the last one.

        Raises:
            InputError: A text holds what is not text; nothing was written.
        """
        with self._database.writing():
            replica = self._lineage.replica()
            appended = tuple(self._append_one(draft, replica) for draft in drafts)
            if self._tables.unsealed(replica) >= SEAL_EVERY:
                self._append_seal(replica, signer)
        return appended

    def seal(self, signer: Signer | None, *, actor: str, clock: ClockStamp | None) -> Operation:
        """Fix all that is known now by a signed operation that names the head of every lane."""
        with self._database.writing():
            return self._append_seal(self._lineage.replica(), signer, actor, clock)

    def has_unsealed(self) -> bool:
        """Whether we have written anything that no seal of ours covers."""
        return self._tables.unsealed(self._lineage.replica()) > 0

    def ingest(self, operations: Iterable[LoggedOperation], bearer: str) -> tuple[str, ...]:
        """Take over operations of any replica; names what was not taken.

        Taking the same operation again changes nothing.
        """
        arrival = Arrival(at_ms=self._now_ms(), bearer=bearer)
        refused: dict[str, str] = {}
        with self._database.writing():
            for logged in operations:
                reason = self._take(logged, arrival)
                if reason is not None:
                    refused[str(logged.id)] = reason
        for name, reason in refused.items():
            logger.info("not taken over %s: %s: %s", bearer, name, reason)
        return tuple(refused)

    def _now_ms(self) -> int:
        return max(0, to_ms(self._clock.now()))

    def _append_one(self, draft: Draft, replica: ReplicaId) -> Operation:
        now_ms = self._now_ms()
        tail = self._tables.tail(replica, draft.lane)
        place = OperationId(replica=replica, lane=draft.lane, seq=tail.upto + 1)
        try:
            time = self._hybrid.tick(now_ms, is_confirmed=_is_confirmed(draft.clock))
            content = encode(draft, place, time)
        except WireFormatError as error:
            raise InputError(ErrorCode.VALUE_INVALID, field="text") from error
        operation = decode(content, place)
        logged = LoggedOperation(id=place, content=content, chain_hash=chain(tail.head, content))
        self._tables.extend(_record(operation, logged), Arrival(at_ms=now_ms))
        self._show(operation)
        return operation

    def _append_seal(
        self,
        replica: ReplicaId,
        signer: Signer | None,
        actor: str = SEAL_ACTOR,
        clock: ClockStamp | None = None,
    ) -> Operation:
        body = _signed(self._tables.heads(), signer)
        draft = Draft(lane=Lane.META, body=body, actor=actor, clock=clock)
        return self._append_one(draft, replica)

    def _take(self, logged: LoggedOperation, arrival: Arrival) -> str | None:
        """Take one operation; the answer says why it was not taken."""
        try:
            operation = decode(logged.content, logged.id)
        except WireFormatError as error:
            return self._quarantine(logged, str(error), arrival)
        if not 1 <= logged.id.seq <= MAX_SEQ:
            return self._quarantine(logged, _BEYOND, arrival)
        held = self._tables.held(logged.id)
        if held is not None:
            return None if held == logged else self._fork(logged, arrival)
        return self._admit(operation, logged, arrival)

    def _admit(self, operation: Operation, logged: LoggedOperation, arrival: Arrival) -> str | None:
        """Put an operation at its free place, if the chain allows it."""
        place = logged.id
        tail = self._tables.tail(place.replica, place.lane)
        is_next = place.seq == tail.upto + 1
        if is_next and chain(tail.head, logged.content) != logged.chain_hash:
            return self._quarantine(logged, _BREAKS_CHAIN, arrival)
        keep = self._tables.extend if is_next else self._tables.set_aside
        keep(_record(operation, logged), arrival)
        self._hybrid.witness(operation.time, arrival.at_ms)
        self._show(operation)
        if is_next:
            self._close_hole(place.replica, place.lane)
        return None

    def _close_hole(self, replica: ReplicaId, lane: Lane) -> None:
        """Move what waited for the new tail of a lane, as far as the chain proves it."""
        while True:
            tail = self._tables.tail(replica, lane)
            following = OperationId(replica=replica, lane=lane, seq=tail.upto + 1)
            waiting = self._tables.take_island(following)
            if waiting is None:
                return
            record, arrival = waiting
            if chain(tail.head, record.logged.content) != record.logged.chain_hash:
                self._quarantine(record.logged, _BREAKS_CHAIN, arrival)
                self._projections.rebuild()
                return
            self._tables.extend(record, arrival)

    def _show(self, operation: Operation) -> None:
        if isinstance(operation.body, Seal):
            self._note_seal(operation.id, operation.body)
        self._projections.apply(operation)

    def _note_seal(self, place: OperationId, seal: Seal) -> None:
        covers = sum(head.upto for head in seal.heads if head.replica == place.replica)
        self._tables.add_seal(place, covers, is_signed=seal.signature is not None)

    def _fork(self, logged: LoggedOperation, arrival: Arrival) -> str:
        self._tables.add_fork(logged, arrival)
        return _FORKS

    def _quarantine(self, logged: LoggedOperation, reason: str, arrival: Arrival) -> str:
        self._tables.add_quarantine(logged, reason, arrival)
        return reason


def _is_confirmed(clock: ClockStamp | None) -> bool:
    """Whether satellites or the platform say the same as the PC clock."""
    if clock is None or clock.source not in _CONFIRMING or clock.offset_ms is None:
        return False
    return abs(clock.offset_ms) <= MAX_LEAD_MS


def _signed(heads: tuple[LaneHead, ...], signer: Signer | None) -> Seal:
    """A seal over these heads; a key that cannot be read must not keep anybody from recording."""
    if signer is None:
        return Seal(heads=heads)
    try:
        signature, public_key = signer.sign(seal_message(heads)), signer.public_key
    except ExpectedError as error:
        logger.warning("a seal is not signed: %s", error)
        return Seal(heads=heads)
    return Seal(heads=heads, signature=signature, public_key=public_key)


def _record(operation: Operation, logged: LoggedOperation) -> Record:
    return Record(
        logged=logged, hlc=operation.time.packed(), type_number=type_number(operation.body)
    )
