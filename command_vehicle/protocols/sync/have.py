# SPDX-License-Identifier: Apache-2.0
"""What one side holds, as it is said on the wire, and replicas and lanes with it."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from typing import Final
from uuid import UUID

import cbor2

from command_vehicle.domain.identity import Lane, ReplicaId
from command_vehicle.domain.sync import HaveRange
from command_vehicle.protocols.wire_format import WireFormatError, octets, unsigned

HAVE_MARK_BYTES: Final = 8
UUID_BYTES: Final = 16
SEQ_BITS: Final = 59
INCARNATION_BITS: Final = 10

_HAVE_PARTS: Final = 3


def have_mark(have: Iterable[HaveRange]) -> bytes:
    """Eight bytes that name a whole statement, whatever order it is given in."""
    ordered = sorted(have, key=lambda each: (each.replica, each.lane))
    return hashlib.sha256(cbor2.dumps(have_items(ordered), canonical=True)).digest()[
        :HAVE_MARK_BYTES
    ]


def replica_parts(replica: ReplicaId) -> list[object]:
    """`uuid, incarnation`, the beginning of many arrays."""
    return [replica.uuid.bytes, replica.incarnation]


def read_replica(uuid: object, incarnation: object) -> ReplicaId:
    """The replica behind the two.

    Raises:
        WireFormatError: They are not that.
    """
    return ReplicaId(
        uuid=UUID(bytes=octets(uuid, UUID_BYTES)),
        incarnation=unsigned(incarnation, INCARNATION_BITS),
    )


def read_lane(value: object) -> Lane:
    """The lane with this number.

    Raises:
        WireFormatError: There is none.
    """
    return Lane(unsigned(value, 2))


def have_items(have: Iterable[HaveRange]) -> list[object]:
    """`[uuid, incarnation, {lane: [upto, first, last, …]}]` per replica."""
    by_replica: dict[ReplicaId, dict[int, list[int]]] = defaultdict(dict)
    for each in have:
        islands = [edge for island in each.islands for edge in island]
        by_replica[each.replica][each.lane.value] = [each.upto, *islands]
    return [[*replica_parts(replica), lanes] for replica, lanes in by_replica.items()]


def read_have(items: Iterable[object]) -> tuple[HaveRange, ...]:
    """A statement from outside.

    Raises:
        WireFormatError: It is not one.
    """
    have: list[HaveRange] = []
    for item in items:
        if not isinstance(item, list) or len(item) < _HAVE_PARTS or not isinstance(item[2], dict):
            raise WireFormatError("a have statement is not [uuid, incarnation, lanes]")
        replica = read_replica(item[0], item[1])
        have.extend(
            _read_lane_range(replica, read_lane(lane), edges) for lane, edges in item[2].items()
        )
    return tuple(have)


def _read_lane_range(replica: ReplicaId, lane: Lane, edges: object) -> HaveRange:
    if not isinstance(edges, list) or len(edges) % 2 == 0:
        raise WireFormatError("a lane of a have statement is not [upto, first, last, …]")
    numbers = [unsigned(edge, SEQ_BITS) for edge in edges]
    if numbers != sorted(numbers):
        raise WireFormatError("the ranges of a have statement are not ascending")
    islands = tuple(zip(numbers[1::2], numbers[2::2], strict=True))
    return HaveRange(replica=replica, lane=lane, upto=numbers[0], islands=islands)
