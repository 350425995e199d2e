# SPDX-License-Identifier: Apache-2.0
"""Time that stands still until a test moves it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

START = datetime(2026, 5, 4, 2, 0, 0, tzinfo=UTC)


class FakeClock:
    """A `Clock` whose two readings move only by `advance`."""

    def __init__(self, now: datetime = START, monotonic: float = 1000.0) -> None:
        self._now = now
        self._monotonic_s = monotonic

    def now(self) -> datetime:
        """Wall time, aware UTC."""
        return self._now

    def monotonic_s(self) -> float:
        """Seconds that never jump."""
        return self._monotonic_s

    def advance(self, seconds: float) -> None:
        """Let time pass, on both readings."""
        self._now += timedelta(seconds=seconds)
        self._monotonic_s += seconds

    def set_wall_time(self, now: datetime) -> None:
        """Somebody sets the PC clock; the monotonic reading does not care."""
        self._now = now


class FakeTicker:
    """A `Ticker` that ticks when a test says so."""

    def __init__(self) -> None:
        self.periods_s: list[float] = []
        self._callbacks: list[Callable[[], None]] = []

    def every(self, period_s: float, callback: Callable[[], None]) -> Callable[[], None]:
        """Remember `callback`; the answer forgets it."""
        self.periods_s.append(period_s)
        self._callbacks.append(callback)
        return lambda: self._callbacks.remove(callback)

    def tick(self) -> None:
        """Call everything that is still wanted, once."""
        for callback in tuple(self._callbacks):
            callback()
