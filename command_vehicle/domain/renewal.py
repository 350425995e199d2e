# SPDX-License-Identifier: Apache-2.0
"""Incarnations: what happens when a database turns out to be an older copy of itself.

A log with one writer has one classic failure: a restored backup or a cloned disk goes on writing
under numbers that were used before. The vehicle then takes a new *incarnation*: its lanes begin
again at 1 under a name of their own, and what the old ones still hold can be fetched and never
contradicted.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Final

from command_vehicle.domain.errors import ErrorCode, StoreError
from command_vehicle.domain.identity import ReplicaId
from command_vehicle.domain.operations import LaneHead


class RenewalReason(Enum):
    """How it was found out."""

    OLDER_COPY = "older-copy"
    """This computer remembers more of our own operations than the database holds."""
    ELSEWHERE = "elsewhere"
    """The database was brought here from another computer, user or folder."""
    PLATFORM_AHEAD = "platform-ahead"
    """The platform holds more of our own operations than the database does."""
    FORKED = "forked"
    """The platform holds another operation under a number of ours."""


_CODES: Final = {
    RenewalReason.OLDER_COPY: ErrorCode.RECORD_OLDER_COPY,
    RenewalReason.PLATFORM_AHEAD: ErrorCode.RECORD_OLDER_COPY,
    RenewalReason.ELSEWHERE: ErrorCode.RECORD_ELSEWHERE,
    RenewalReason.FORKED: ErrorCode.RECORD_FORKED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewal:
    """The newest change of incarnation.

    Attributes:
        incarnation: That began then.
        at: When, by the PC clock.
        reason: Why.
        missing: Operations of earlier incarnations that are known to exist and are not held here.
    """

    incarnation: int
    at: datetime
    reason: RenewalReason
    missing: int

    def trouble(self) -> StoreError:
        """What people must be told about it."""
        return StoreError(_CODES[self.reason], missing=self.missing, incarnation=self.incarnation)


@dataclass(frozen=True, slots=True, kw_only=True)
class HighWaterMark:
    """How far a database had come, remembered outside it.

    Attributes:
        replica: Who it was.
        heads: Ends of its own lanes in that incarnation.
    """

    replica: ReplicaId
    heads: tuple[LaneHead, ...] = ()
