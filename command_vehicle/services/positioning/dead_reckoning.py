# SPDX-License-Identifier: Apache-2.0
"""Dead reckoning 推算: where the vehicle may be while no fix says so.

The last speed and course are carried on along a great circle. The estimate is for eyes only: it is
never a fix, never stored, and no record is stamped with it. Its radius grows with time:

- the accuracy of the last fix, plus
- `UNKNOWN_SPEED_MPS` for each second: what speed and course were not known to, plus
- half of what the vehicle would have driven: it may have braked, or turned off. Half is what covers
  a car that stops evenly over the whole time, or turns off by 30 degrees at once.

After `MAX_AGE_S` the circle is worth nothing any more and no estimate is given.
"""

from command_vehicle.domain.geodesy import destination
from command_vehicle.domain.positioning import (
    STALE_AFTER_S,
    Fix,
    FixQuality,
    PositionEstimate,
)

MAX_AGE_S = 300.0
MIN_SPEED_MPS = 0.5
"""Slower, a course is noise; a vehicle that stood is shown where it stood."""
UNKNOWN_SPEED_MPS = 0.5
TRAVEL_SHARE = 0.5
UNKNOWN_ACCURACY_M = 15.0
"""For a receiver that gives none: an ordinary one in a street."""

_NOT_MEASURED = frozenset({FixQuality.ESTIMATED, FixQuality.MANUAL})


def estimate(fix: Fix | None, age_s: float | None) -> PositionEstimate | None:
    """The estimate for a fix that is no longer live; None when there is nothing to reckon from."""
    if fix is None or fix.point is None or age_s is None:
        return None
    if fix.jump_m is not None or fix.quality in _NOT_MEASURED:
        return None
    speed_mps, course_deg = fix.speed_mps, fix.course_true_deg
    if speed_mps is None or course_deg is None or speed_mps < MIN_SPEED_MPS:
        return None
    if not STALE_AFTER_S < age_s <= MAX_AGE_S:
        return None
    driven_m = speed_mps * age_s
    accuracy_m = UNKNOWN_ACCURACY_M if fix.accuracy_m is None else fix.accuracy_m
    return PositionEstimate(
        point=destination(fix.point, course_deg, driven_m),
        radius_m=accuracy_m + UNKNOWN_SPEED_MPS * age_s + TRAVEL_SHARE * driven_m,
        reckoned_for_s=age_s,
        driven_m=driven_m,
        course_true_deg=course_deg,
    )
