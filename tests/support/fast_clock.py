# SPDX-License-Identifier: Apache-2.0
"""The PC's clock, so many times faster: twenty seconds of silence take four."""

from datetime import UTC, datetime, timedelta

from command_vehicle.adapters.clock import SystemClock


class FastClock:
    """A `Clock` whose monotonic reading runs faster than real time."""

    def __init__(self, factor: float = 5.0) -> None:
        self._clock = SystemClock()
        self._factor = factor
        self._start_mono_s = self._clock.monotonic_s()
        self._start = datetime(2026, 5, 4, 2, 0, tzinfo=UTC)

    def now(self) -> datetime:
        """Wall time that goes with the monotonic reading."""
        return self._start + timedelta(seconds=self._elapsed_s())

    def monotonic_s(self) -> float:
        """Seconds that never jump."""
        return 1000.0 + self._elapsed_s()

    def _elapsed_s(self) -> float:
        return (self._clock.monotonic_s() - self._start_mono_s) * self._factor
