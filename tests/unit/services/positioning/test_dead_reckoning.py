# SPDX-License-Identifier: Apache-2.0
from dataclasses import replace

import pytest

from command_vehicle.domain.geodesy import bearing_true_deg, distance_m
from command_vehicle.domain.positioning import Fix, FixQuality
from command_vehicle.services.positioning.dead_reckoning import MAX_AGE_S, estimate
from tests.support.clock import FakeClock
from tests.support.positioning import TOWN, a_fix

FIX = a_fix(FakeClock())


def test_the_last_speed_and_course_are_carried_on() -> None:
    reckoned = estimate(FIX, 20.0)
    assert reckoned is not None
    assert distance_m(TOWN, reckoned.point) == pytest.approx(220.0, abs=0.1)
    assert bearing_true_deg(TOWN, reckoned.point) == pytest.approx(90.0, abs=0.1)
    assert (reckoned.reckoned_for_s, reckoned.driven_m) == (20.0, 220.0)


def test_the_circle_grows_and_holds_a_car_that_stopped_half_way() -> None:
    radii = [reckoned.radius_m for age_s in (5, 30, 120) if (reckoned := estimate(FIX, age_s))]
    assert radii == sorted(radii)
    assert len(radii) == 3
    reckoned = estimate(FIX, 30.0)
    assert reckoned is not None
    assert reckoned.radius_m > 11.0 * 30.0 / 2


def test_a_live_fix_needs_no_estimate() -> None:
    assert estimate(FIX, 2.9) is None


def test_after_some_minutes_nobody_knows() -> None:
    assert estimate(FIX, MAX_AGE_S) is not None
    assert estimate(FIX, MAX_AGE_S + 0.1) is None


@pytest.mark.parametrize(
    "fix",
    [
        None,
        replace(FIX, point=None),
        replace(FIX, speed_mps=None),
        replace(FIX, course_true_deg=None),
        replace(FIX, speed_mps=0.2),
        replace(FIX, jump_m=900.0),
        replace(FIX, quality=FixQuality.ESTIMATED),
    ],
)
def test_there_is_not_always_something_to_reckon_from(fix: Fix | None) -> None:
    assert estimate(fix, 20.0) is None


def test_before_any_fix_there_is_no_age() -> None:
    assert estimate(FIX, None) is None
