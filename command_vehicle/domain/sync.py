# SPDX-License-Identifier: Apache-2.0
"""Sync 同步: bearers, the platform, and how far each side knows the other."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import NamedTuple

from command_vehicle.domain.identity import Lane, ReplicaId
from command_vehicle.domain.renewal import Renewal


class BearerKind(Enum):
    """The ways out of the vehicle, in the order of the status strip."""

    BEIDOU = "beidou"
    CELLULAR = "cellular"
    SATELLITE = "satellite"
    LAN = "lan"


class BearerHealth(Enum):
    """State of a bearer as a person must see it."""

    OFF = "off"
    UP = "up"
    DOUBTFUL = "doubtful"
    DOWN = "down"


@dataclass(frozen=True, slots=True, kw_only=True)
class BearerState:
    """One bearer.

    Attributes:
        kind: Which.
        health: OFF when nothing is configured for it.
        last_success_at: UTC of the last answer; None never.
        last_success_age_s: By the monotonic clock, so that a wrong wall clock cannot lie.
        retry_in_s: Seconds until the next try; None while up or off.
        queued: Operations waiting for it.
        error: Code of the last failure, see `ErrorCode`.
    """

    kind: BearerKind
    health: BearerHealth = BearerHealth.OFF
    last_success_at: datetime | None = None
    last_success_age_s: float | None = None
    retry_in_s: float | None = None
    queued: int = 0
    error: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HaveRange:
    """What one side holds of a lane: all up to `upto`, and `islands` above the gap.

    `islands` are inclusive (first, last) ranges, ascending.
    """

    replica: ReplicaId
    lane: Lane
    upto: int
    islands: tuple[tuple[int, int], ...] = ()


class OwnLane(NamedTuple):
    """A lane of this replica, in one of its incarnations."""

    lane: Lane
    incarnation: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class LaneProgress:
    """How far one of our own lanes has come with the platform."""

    lane: Lane
    local: int
    sent: int
    received: int
    queued_bytes: int = 0
    incarnation: int = 0

    @property
    def own(self) -> OwnLane:
        """Which lane this is about."""
        return OwnLane(self.lane, self.incarnation)


@dataclass(frozen=True, slots=True, kw_only=True)
class Platform:
    """The central platform we are enrolled with.

    Attributes:
        url: Base address, without a slash at the end.
        name: What people call it.
        uuid: Its replica uuid, 32 hex digits.
        public_key: Its Ed25519 key, 32 bytes.
        alias: The vehicle number it gave us, 1 to 16383; with the incarnation it is our name on
            the wire.
    """

    url: str
    name: str
    uuid: str
    public_key: bytes
    alias: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncState:
    """Everything the strip and the Sync page show."""

    platform: Platform | None = None
    bearers: tuple[BearerState, ...] = ()
    lanes: tuple[LaneProgress, ...] = ()
    refused: tuple[str, ...] = ()
    renewal: Renewal | None = None

    @property
    def local_total(self) -> int:
        """Operations of our own on disk."""
        return sum(lane.local for lane in self.lanes)

    @property
    def received_total(self) -> int:
        """Of these, the ones the platform says it has."""
        return sum(lane.received for lane in self.lanes)
