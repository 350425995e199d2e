# SPDX-License-Identifier: Apache-2.0
"""Sync 同步: bearers, the platform, and how far each side knows the other."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from command_vehicle.domain.identity import Lane, ReplicaId


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


@dataclass(frozen=True, slots=True, kw_only=True)
class LaneProgress:
    """How far one of our own lanes has come with the platform."""

    lane: Lane
    local: int
    sent: int
    received: int
    queued_bytes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Platform:
    """The central platform we are enrolled with."""

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

    @property
    def local_total(self) -> int:
        """Operations of our own on disk."""
        return sum(lane.local for lane in self.lanes)

    @property
    def received_total(self) -> int:
        """Of these, the ones the platform says it has."""
        return sum(lane.received for lane in self.lanes)
