# SPDX-License-Identifier: Apache-2.0
"""The hybrid logical clock of a database: does not go back, and follows no clock that runs wild.

See Kulkarni et al., "Logical Physical Clocks", OPODIS 2014. Its reading lies in the database, so
that several processes share it; every method needs a transaction.

The wild clock may have been our own: a computer that stood in 2099 for an hour must not date all
that comes after into 2099. So the reading goes back, once, when it is certain that it is the
reading that is wrong and not the clock of now: when satellites or the platform confirm the clock
of now, or when the lead is larger than any vehicle stays without its time being set. A clock that
stands before the release of this program, as one with an empty battery does, confirms nothing.
"""

from typing import Final

from command_vehicle.domain.identity import HybridTime
from command_vehicle.storage.database import Database

MAX_LEAD_MS: Final = 5 * 60 * 1000
"""A stamp further ahead of our own clock than this is kept, but not followed."""
LONGEST_UNSET_MS: Final = 400 * 24 * 3600 * 1000
"""A reading that leads by more is wrong, whatever else is known."""
EARLIEST_NOW_MS: Final = 1_767_225_600_000
"""2026-01-01: no clock that is right shows less."""
_MAX_COUNTER: Final = 0xFFFF


class HybridClock:
    """Reads and moves the clock."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def tick(self, now_ms: int, *, is_confirmed: bool = False) -> HybridTime:
        """The time of an operation of our own: later than all before, unless those were wrong.

        Args:
            now_ms: By the PC clock.
            is_confirmed: Whether somebody else's clock says the same.
        """
        last = self._last()
        if now_ms > last.physical_ms or _has_run_away(last, now_ms, is_confirmed=is_confirmed):
            time = HybridTime(physical_ms=now_ms)
        elif last.counter < _MAX_COUNTER:
            time = HybridTime(physical_ms=last.physical_ms, counter=last.counter + 1)
        else:
            time = HybridTime(physical_ms=last.physical_ms + 1)
        self._remember(time)
        return time

    def witness(self, seen: HybridTime, now_ms: int) -> None:
        """Somebody else's operation has this time: ours will be later, unless theirs is wild."""
        if seen.physical_ms <= now_ms + MAX_LEAD_MS and seen > self._last():
            self._remember(seen)

    def _last(self) -> HybridTime:
        ((packed,),) = self._database.rows("SELECT hlc FROM clock")
        return HybridTime.unpacked(packed)

    def _remember(self, time: HybridTime) -> None:
        self._database.run("UPDATE clock SET hlc = ?", (time.packed(),))


def _has_run_away(last: HybridTime, now_ms: int, *, is_confirmed: bool) -> bool:
    lead_ms = last.physical_ms - now_ms
    if is_confirmed:
        return lead_ms > MAX_LEAD_MS
    return lead_ms > LONGEST_UNSET_MS and now_ms >= EARLIEST_NOW_MS
