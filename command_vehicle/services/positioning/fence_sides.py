# SPDX-License-Identifier: Apache-2.0
"""On which side of each fence the vehicle is, told only when it is sure.

Hysteresis twice over. In space: inside begins at the edge, outside a margin beyond it, so that a
vehicle parked on the edge does not come and go. In time: a side must have been held for `HOLD_S`
without a break, so that neither a jump nor a bridge makes a line.

```
UNKNOWN --seen outside--> OUTSIDE   (nothing to say)
UNKNOWN --held inside---> INSIDE    found inside: nobody saw it come
OUTSIDE --held inside---> INSIDE    arrived
INSIDE  --held outside--> OUTSIDE   left
```

Only a measured fix counts: not one flagged as a jump, not one that the receiver estimated or that
was typed in, not one too inaccurate to tell. A silence longer than a fix stays live starts every
holding anew, since nobody knows where the vehicle was meanwhile.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from command_vehicle.domain.geodesy import GeoPoint
from command_vehicle.domain.geofences import Geofence
from command_vehicle.domain.positioning import STALE_AFTER_S, Fix, FixQuality

HOLD_S = 10.0
LOOK_S = 0.9
"""Fixes that come faster than once a second are not all looked at."""
MARGIN_M = 30.0
MARGIN_SIGMAS = 2.0
MAX_ACCURACY_M = 50.0

_NOT_MEASURED = frozenset({FixQuality.INVALID, FixQuality.ESTIMATED, FixQuality.MANUAL})


class Passage(Enum):
    """What has become certain."""

    ARRIVED = "arrived"
    FOUND_INSIDE = "found_inside"
    LEFT = "left"


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossing:
    """A passage to be written down.

    Attributes:
        fence: Whose.
        passage: What happened.
        fix: The first one on the new side.
        before: Side before, for `take_back`; None unknown.
    """

    fence: Geofence
    passage: Passage
    fix: Fix
    before: bool | None


@dataclass(slots=True)
class _Side:
    """State of one fence: `settled` is the side told last, `first` the first fix of another one."""

    fence: Geofence
    settled: bool | None
    held: bool | None = None
    first: Fix | None = None

    def look(self, fix: Fix, point: GeoPoint, margin_m: float) -> Crossing | None:
        outside_m = self.fence.shape.outside_m(point)
        is_inside = True if outside_m <= 0 else False if outside_m > margin_m else None
        if self.settled is None and is_inside is False:
            self.settled = False
        if is_inside is None or is_inside == self.settled:
            self.first = None
            return None
        if self.first is None or is_inside != self.held:
            self.held, self.first = is_inside, fix
            return None
        if fix.arrived_mono_s - self.first.arrived_mono_s < HOLD_S:
            return None
        return self._settle(is_inside=is_inside, first=self.first)

    def _settle(self, *, is_inside: bool, first: Fix) -> Crossing:
        before, self.settled, self.first = self.settled, is_inside, None
        passage = Passage.LEFT
        if is_inside:
            passage = Passage.FOUND_INSIDE if before is None else Passage.ARRIVED
        return Crossing(fence=self.fence, passage=passage, fix=first, before=before)


class FenceSides:
    """All fences that are watched."""

    def __init__(self) -> None:
        self._sides: dict[str, _Side] = {}
        self._looked_mono_s: float | None = None

    def set_fences(self, fences: Iterable[Geofence], crossings: Mapping[str, bool]) -> None:
        """Watch these; a new one begins on the side that the log knows, if it knows."""
        known = self._sides
        self._sides = {}
        for fence in fences:
            side = known.get(fence.key)
            if side is None:
                side = _Side(fence=fence, settled=crossings.get(fence.key))
            elif side.fence.shape != fence.shape:
                side.first = None
            side.fence = fence
            self._sides[fence.key] = side

    def look(self, fix: Fix) -> tuple[Crossing, ...]:
        """What this fix makes certain."""
        point = fix.point
        if point is None or not is_measured(fix):
            return ()
        last = self._looked_mono_s
        since_s = None if last is None else fix.arrived_mono_s - last
        if since_s is not None and since_s < LOOK_S:
            return ()
        self._looked_mono_s = fix.arrived_mono_s
        if since_s is not None and since_s > STALE_AFTER_S:
            self._begin_anew()
        margin_m = max(MARGIN_M, MARGIN_SIGMAS * (fix.accuracy_m or 0.0))
        looks = (side.look(fix, point, margin_m) for side in self._sides.values())
        return tuple(crossing for crossing in looks if crossing is not None)

    def take_back(self, crossing: Crossing) -> None:
        """It could not be written: let it become certain once more."""
        side = self._sides.get(crossing.fence.key)
        if side is not None:
            side.settled, side.first = crossing.before, None

    def _begin_anew(self) -> None:
        for side in self._sides.values():
            side.first = None


def is_measured(fix: Fix) -> bool:
    """Whether a fix may move the vehicle over a fence."""
    return (
        fix.jump_m is None
        and fix.quality not in _NOT_MEASURED
        and (fix.accuracy_m is None or fix.accuracy_m <= MAX_ACCURACY_M)
    )
