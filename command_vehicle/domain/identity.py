# SPDX-License-Identifier: Apache-2.0
"""Who wrote an operation, where it stands, and when in the order of all clocks.

A *replica* is one installation of one database. It writes four *lanes*; in each lane its
operations are numbered 1, 2, 3 … without holes. The identity of an operation is its place:
(replica, lane, number). The same identity serves as record id, as idempotency key and as sync
cursor.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import IntEnum
from typing import Self
from uuid import UUID

from typing_extensions import override

MAX_INCARNATION = 1023


class Lane(IntEnum):
    """Priority classes of the log; each is a chain of its own."""

    FLASH = 0
    """Distress, orders and their acknowledgement, evacuation."""
    OPS = 1
    """Timeline, incidents, resource states, tasks, drawings, messages."""
    TRACK = 2
    """One operation is a segment of the vehicle's own track."""
    META = 3
    """Catalogues, attachment manifests, seals, audit, configuration."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class ReplicaId:
    """One installation of one database.

    Attributes:
        uuid: UUIDv7 made when the database was created.
        incarnation: 0 to 1023; grows when the database is found to be an older copy of itself.
    """

    uuid: UUID
    incarnation: int = 0

    def __post_init__(self) -> None:
        """Refuse an incarnation that the ten bits on air cannot carry."""
        if not 0 <= self.incarnation <= MAX_INCARNATION:
            raise ValueError(f"incarnation {self.incarnation} is outside 0..{MAX_INCARNATION}")

    @override
    def __str__(self) -> str:
        """Thirty-two hex digits, a dot, the incarnation."""
        return f"{self.uuid.hex}.{self.incarnation}"


_OPERATION_ID = re.compile(r"([0-9a-f]{32})\.(\d{1,4})-([0-3])-([1-9]\d{0,17})")


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class OperationId:
    """The place of an operation: replica, lane, number (from 1, without holes)."""

    replica: ReplicaId
    lane: Lane
    seq: int

    @override
    def __str__(self) -> str:
        """The stable text form, for example `0192…e1.0-1-131`."""
        return f"{self.replica}-{self.lane.value}-{self.seq}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read the text form back.

        Raises:
            ValueError: The text is not an operation id.
        """
        match = _OPERATION_ID.fullmatch(text)
        if match is None:
            raise ValueError(f"not an operation id: {text!r}")
        replica = ReplicaId(uuid=UUID(match[1]), incarnation=int(match[2]))
        return cls(replica=replica, lane=Lane(int(match[3])), seq=int(match[4]))


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class HybridTime:
    """Hybrid logical clock reading: Unix milliseconds (48 bit) and a counter (16 bit).

    Orders operations of all replicas without trusting any one clock. See Kulkarni et al.,
    "Logical Physical Clocks", OPODIS 2014.
    """

    physical_ms: int
    counter: int = 0

    def packed(self) -> int:
        """One integer, 64 bit, that sorts like the reading."""
        return (self.physical_ms << 16) | self.counter

    @classmethod
    def unpacked(cls, value: int) -> Self:
        """The reading behind `packed()`."""
        return cls(physical_ms=value >> 16, counter=value & 0xFFFF)

    @property
    def wall_time(self) -> datetime:
        """The physical part as aware UTC."""
        return datetime.fromtimestamp(self.physical_ms / 1000, tz=UTC)
