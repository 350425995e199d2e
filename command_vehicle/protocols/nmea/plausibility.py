# SPDX-License-Identifier: Apache-2.0
"""Keeps positions that damage made up from being taken for fixes.

An exclusive-or checksum misses about one damaged sentence in a hundred: two flipped bits in the
same column cancel out. On a clean line that never matters, so there every fix is taken as the
receiver gives it, and a jump is flagged, not smoothed. On a line where a checksum has failed among
the last `NOISY_FOR_SENTENCES` sentences, an epoch has to be believable:

- a position sentence should look as those of this receiver do: known talker and type, as many
  digits, no unreadable field; others count only where nothing better contradicts them;
- the sentences of an epoch must agree as well as they usually do, or it is dropped;
- an epoch with one single position sentence must continue the last fix in time and place, or it is
  held back until the next one continues from it.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from command_vehicle.domain.geodesy import GeoPoint, distance_m
from command_vehicle.domain.positioning import Fix
from command_vehicle.protocols.nmea.fields import seconds_between
from command_vehicle.protocols.nmea.sentences import PositionSentence

NOISY_FOR_SENTENCES = 100
MAX_GAP_S = 10.0
MAX_ACCELERATION_MPS2 = 8.0
SPEED_WHEN_UNKNOWN_MPS = 60.0
SPEED_MARGIN = 1.5
PLACE_TOLERANCE_M = 30.0
"""What a receiver may wander without moving."""
NOISY_PLACE_TOLERANCE_M = 10.0
FIRST_SPREAD_M = 10.0
MIN_SPREAD_M = 0.01
SPREAD_MEMORY = 0.9
DAMAGE_MEMORY = 30
HEAVY_DAMAGE = 0.4
WITNESS_MEMORY = 10
SEVERAL = 1.3
KNOWN_AFTER = 3
MAX_FORMS = 256
PERIOD_TOLERANCE = 0.005


def _elapsed_s(last: Fix, fix: Fix) -> float | None:
    """From one instant to the other; negative when time went backwards."""
    if last.tod_s is None or fix.tod_s is None:
        return None
    return seconds_between(last.tod_s, fix.tod_s)


def jump_m(last: Fix, fix: Fix, tolerance_m: float = PLACE_TOLERANCE_M) -> float | None:
    """How far `fix` lies beyond what `last` and the speed allow; None when it is plausible."""
    signed_s = _elapsed_s(last, fix)
    if last.point is None or fix.point is None or signed_s is None:
        return None
    elapsed_s = abs(signed_s)
    speeds = [speed for speed in (last.speed_mps, fix.speed_mps) if speed is not None]
    speed_mps = SPEED_MARGIN * max(speeds, default=SPEED_WHEN_UNKNOWN_MPS)
    reach_m = speed_mps * elapsed_s + MAX_ACCELERATION_MPS2 * elapsed_s**2 / 2 + tolerance_m
    excess_m = distance_m(last.point, fix.point) - reach_m
    return excess_m if excess_m > 0 else None


class FixGuard:
    """Judges the fixes of one receiver, in order."""

    def __init__(self) -> None:
        self._sentences_since_damage = NOISY_FOR_SENTENCES
        self._usual_spread_m = FIRST_SPREAD_M
        self._forms: Counter[tuple[str, str]] = Counter()
        self._knows_forms = False
        self._damage_rate = 0.0
        self._usual_witnesses = 1.0
        self._last: Fix | None = None
        self._held: Fix | None = None

    @property
    def is_noisy(self) -> bool:
        """Whether the line has damaged a sentence lately."""
        return self._sentences_since_damage < NOISY_FOR_SENTENCES

    def note_sentence(self) -> None:
        """A good sentence came."""
        self._sentences_since_damage += 1
        self._damage_rate -= self._damage_rate / DAMAGE_MEMORY

    def note_damage(self) -> None:
        """A checksum failed."""
        self._sentences_since_damage = 0
        self._damage_rate += (1.0 - self._damage_rate) / DAMAGE_MEMORY

    def is_familiar(self, sentence: PositionSentence) -> bool:
        """Whether a sentence that came over this line looks like one of this receiver."""
        form = (sentence.address, sentence.form)
        if len(self._forms) >= MAX_FORMS:
            self._forms.clear()
        self._forms[form] += 1
        self._knows_forms |= self._forms[form] >= KNOWN_AFTER
        return not self.is_noisy or self._forms[form] >= KNOWN_AFTER

    def admit(
        self, fix: Fix, points: Sequence[GeoPoint], *, is_familiar: bool, period_s: float
    ) -> list[Fix]:
        """Fixes that may be believed now: none, `fix`, or the one held back and `fix`.

        Args:
            fix: The epoch; one without a point is never doubted.
            points: Positions of its sentences, one each.
            is_familiar: Whether these sentences look like those of this receiver.
            period_s: Usual distance of epochs.
        """
        if not points:
            return [fix]
        spread_m = max(distance_m(points[0], other) for other in points)
        is_alone = len(points) == 1
        is_strange = is_alone and (
            (self._knows_forms and not is_familiar) or self._misses_its_usual_company
        )
        if self.is_noisy and (is_strange or spread_m > self._spread_limit_m):
            return []
        held, self._held = self._held, None
        confirmed = [held] if held is not None and _continues(held, fix, period_s) else []
        is_next = self._last is not None and _continues(self._last, fix, period_s)
        if self.is_noisy and is_alone and not confirmed and not is_next:
            self._held = fix
            return []
        self._usual_witnesses += (len(points) - self._usual_witnesses) / WITNESS_MEMORY
        self._usual_spread_m = max(spread_m, SPREAD_MEMORY * self._usual_spread_m)
        return [self._take(believed) for believed in (*confirmed, fix)]

    @property
    def _misses_its_usual_company(self) -> bool:
        """On a line that destroys much, a lone sentence of a receiver that sends several."""
        return self._damage_rate > HEAVY_DAMAGE and self._usual_witnesses > SEVERAL

    @property
    def _spread_limit_m(self) -> float:
        return max(MIN_SPREAD_M, 2 * self._usual_spread_m)

    def _take(self, fix: Fix) -> Fix:
        excess_m = None if self._last is None else jump_m(self._last, fix)
        self._last = fix
        return fix if excess_m is None else replace(fix, jump_m=excess_m)


def _continues(last: Fix, fix: Fix, period_s: float) -> bool:
    """Whether `fix` comes a few whole periods after `last` and within reach of it."""
    elapsed_s = _elapsed_s(last, fix)
    if elapsed_s is None or not 0.0 <= elapsed_s <= MAX_GAP_S:
        return False
    periods = elapsed_s / period_s
    is_in_step = abs(periods - round(periods)) <= PERIOD_TOLERANCE
    return is_in_step and jump_m(last, fix, NOISY_PLACE_TOLERANCE_M) is None
