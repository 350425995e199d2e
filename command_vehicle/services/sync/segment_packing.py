# SPDX-License-Identifier: Apache-2.0
"""From stored operations to a segment of about a wanted size; the same on both ends."""

from dataclasses import dataclass, replace
from typing import Final

from command_vehicle.domain.errors import ErrorCode, StoreError
from command_vehicle.domain.identity import Lane, ReplicaId
from command_vehicle.protocols.sync.segment import (
    MAX_SEGMENT_OPERATIONS,
    MAX_SEGMENT_RAW_BYTES,
    PREVIOUS_HASH_BYTES,
    ReplicaAlias,
    Segment,
    encode_segment,
)
from command_vehicle.services.sync.segment_intake import HeldOperations, chain_before

FIRST_RATIO: Final = 0.6
"""Size on the wire by size in the log, before anything is known."""

_MARGIN: Final = 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Operations of a lane that somebody lacks.

    Attributes:
        replica: Whose.
        alias: How the replica is named on the wire.
        lane: Which lane.
        first: Number of the first one lacking.
        last: Number of the last one held.
    """

    replica: ReplicaId
    alias: ReplicaAlias
    lane: Lane
    first: int
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """A segment, ready to travel.

    Attributes:
        encoded: Its bytes.
        last: Number of its last operation.
        raw_bytes: Size of its operations in the log.
    """

    encoded: bytes
    last: int
    raw_bytes: int


def pack(
    held: HeldOperations, stretch: Stretch, share_bytes: int, ratio: float = FIRST_RATIO
) -> Packed:
    """A segment from the beginning of `stretch`: about `share_bytes`, at least one operation.

    Args:
        held: Where the operations are.
        stretch: Which ones.
        share_bytes: Wanted size on the wire.
        ratio: Expected size on the wire by size in the log.

    Raises:
        StoreError: The log has a hole where it says that it has none.
    """
    operations = held.operations(
        stretch.replica,
        stretch.lane,
        stretch.first,
        min(stretch.last, stretch.first + MAX_SEGMENT_OPERATIONS - 1),
        max_bytes=min(int(share_bytes / ratio), MAX_SEGMENT_RAW_BYTES),
    )
    before = chain_before(held, stretch.replica, stretch.lane, stretch.first)
    if not operations or before is None:
        raise StoreError(ErrorCode.STORE_DAMAGED, lane=stretch.lane.name, number=stretch.first)
    segment = Segment(
        alias=stretch.alias,
        lane=stretch.lane,
        first=stretch.first,
        previous_hash=before[:PREVIOUS_HASH_BYTES],
        contents=tuple(each.content for each in operations),
    )
    encoded = encode_segment(segment)
    while len(encoded) > share_bytes and len(segment.contents) > 1:
        fitting = int(len(segment.contents) * share_bytes / len(encoded) * _MARGIN)
        segment = replace(segment, contents=segment.contents[: max(1, fitting)])
        encoded = encode_segment(segment)
    raw_bytes = sum(map(len, segment.contents))
    return Packed(encoded=encoded, last=segment.last, raw_bytes=raw_bytes)
