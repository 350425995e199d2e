# SPDX-License-Identifier: Apache-2.0
"""How far the PC clock is from GNSS time.

Each fix gives one sample: its UTC minus the monotonic clock at its first sentence. A receiver
speaks some time after the instant that it speaks of, never before, so the largest of recent samples
is nearest to the truth, less the receiver's own delay. Samples do not involve the wall clock: when
somebody sets the PC clock, the offset shows it at once, without a new fix.
"""

from collections import deque
from dataclasses import dataclass
from statistics import median

from command_vehicle.domain.positioning import Fix, FixQuality
from command_vehicle.services.ports import Clock

SAMPLES = 30
FEWEST_SAMPLES = 3
STEP_S = 1.0
"""A sample this far from the others means that the receiver has set its own clock."""
RECEIVER_DELAY_S = 0.15
"""Receivers begin to speak 0 to 0.3 s after the instant of the fix."""
DRIFT = 20e-6
"""A PC's monotonic clock may drift by this much while there is no fix."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockOffset:
    """PC clock minus GNSS time, and half the width of its error, seconds."""

    offset_s: float
    uncertainty_s: float


class GnssTime:
    """Learns the relation of the monotonic clock to GNSS time from one receiver after another."""

    def __init__(self) -> None:
        self._samples_s: deque[float] = deque(maxlen=SAMPLES)
        self._strays_s: list[float] = []
        self._sampled_mono_s = 0.0

    def observe(self, fix: Fix) -> None:
        """Take a fix; one without a trustworthy date says nothing about the time."""
        if fix.time is None or fix.date_suspect or not fix.is_valid or fix.started_mono_s is None:
            return
        if fix.quality is FixQuality.SIMULATOR:
            return  # A replayed log shows the time of another day.
        sample_s = fix.time.timestamp() - fix.started_mono_s
        if self._samples_s and abs(sample_s - median(self._samples_s)) > STEP_S:
            self._consider_step(sample_s)
            return
        self._strays_s.clear()
        self._samples_s.append(sample_s)
        self._sampled_mono_s = fix.started_mono_s

    def _consider_step(self, sample_s: float) -> None:
        """Believe another time only after it came several times in a row."""
        self._strays_s = [stray for stray in self._strays_s if abs(stray - sample_s) <= STEP_S]
        self._strays_s.append(sample_s)
        if len(self._strays_s) >= FEWEST_SAMPLES:
            self._samples_s.clear()
            self._samples_s.extend(self._strays_s)
            self._strays_s.clear()

    def offset(self, clock: Clock) -> ClockOffset | None:
        """The offset now; None until there are enough samples."""
        if len(self._samples_s) < FEWEST_SAMPLES:
            return None
        nearest_s = max(self._samples_s)
        jitter_s = nearest_s - median(self._samples_s)
        mono_s = clock.monotonic_s()
        gnss_now = mono_s + nearest_s + RECEIVER_DELAY_S
        drift_s = DRIFT * max(0.0, mono_s - self._sampled_mono_s)
        return ClockOffset(
            offset_s=clock.now().timestamp() - gnss_now,
            uncertainty_s=RECEIVER_DELAY_S + jitter_s / 2 + drift_s,
        )
