# SPDX-License-Identifier: Apache-2.0
"""From a segment back to operations with their places and hashes; the same on both ends."""

from dataclasses import dataclass
from typing import Final, Protocol

from command_vehicle.domain.identity import Lane, OperationId, ReplicaId
from command_vehicle.domain.operations import LoggedOperation
from command_vehicle.protocols.operations.hash_chain import chain, genesis
from command_vehicle.protocols.sync.segment import PREVIOUS_HASH_BYTES, Segment
from command_vehicle.protocols.sync.wire import Refusal

REASON_FORK: Final = "fork"
"""The sender's lane and ours are not the same lane."""


class HeldOperations(Protocol):
    """Where operations can be looked up by place."""

    def operations(
        self, replica: ReplicaId, lane: Lane, first: int, last: int, max_bytes: int | None = None
    ) -> tuple[LoggedOperation, ...]:
        """As in `JournalStore`."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """What a segment turned out to hold.

    Attributes:
        operations: Ready to be ingested; none when there is a gap before the segment, and then
            the cursor in the next answer says from where to send.
        refusal: Set when the segment continues another history than the one held here.
    """

    operations: tuple[LoggedOperation, ...] = ()
    refusal: Refusal | None = None


def chain_before(held: HeldOperations, replica: ReplicaId, lane: Lane, seq: int) -> bytes | None:
    """The chain hash that operation `seq` builds on; None when its predecessor is not held."""
    if seq == 1:
        return genesis(replica, lane)
    before = held.operations(replica, lane, seq - 1, seq - 1)
    return before[0].chain_hash if before else None


def take_in(held: HeldOperations, segment: Segment, replica: ReplicaId) -> Intake:
    """Give the operations of `segment`, which belongs to `replica`, their places and hashes."""
    chain_hash = chain_before(held, replica, segment.lane, segment.first)
    if chain_hash is None:
        return Intake()
    if chain_hash[:PREVIOUS_HASH_BYTES] != segment.previous_hash:
        first = OperationId(replica=replica, lane=segment.lane, seq=segment.first)
        return Intake(refusal=Refusal(operation=first, reason=REASON_FORK))
    operations = []
    for seq, content in enumerate(segment.contents, start=segment.first):
        chain_hash = chain(chain_hash, content)
        place = OperationId(replica=replica, lane=segment.lane, seq=seq)
        operations.append(LoggedOperation(id=place, content=content, chain_hash=chain_hash))
    return Intake(operations=tuple(operations))
