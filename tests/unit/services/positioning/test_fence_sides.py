# SPDX-License-Identifier: Apache-2.0
"""Arrival and departure over simulated drives past a fence of 150 m."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from command_vehicle.domain.geodesy import GeoPoint, destination
from command_vehicle.domain.geofences import Circle, FenceOrigin, FencePurpose, Geofence
from command_vehicle.domain.positioning import Fix, FixQuality
from command_vehicle.services.positioning.fence_sides import Crossing, FenceSides, Passage
from tests.support.clock import FakeClock
from tests.support.positioning import TOWN, a_fix

FENCE = Geofence(
    key="resource:QL-SA-01",
    name="园区北门集结地",
    purpose=FencePurpose.STAGING_AREA,
    shape=Circle(center=TOWN, radius_m=150.0),
    origin=FenceOrigin.RESOURCE,
)
Change = Callable[[Fix], Fix]


def as_it_is(fix: Fix) -> Fix:
    return fix


class Drive:
    """A vehicle that drives along a line through the middle of the fence."""

    def __init__(self, *, known: bool | None = None) -> None:
        self.clock = FakeClock()
        self.sides = FenceSides()
        self.sides.set_fences([FENCE], {} if known is None else {FENCE.key: known})
        self.crossings: list[Crossing] = []

    def at(self, range_m: float) -> GeoPoint:
        """A place so far east of the middle; negative is west."""
        return destination(TOWN, 90.0 if range_m >= 0 else 270.0, abs(range_m))

    def stay(
        self, range_m: float, seconds: float, *, step_s: float = 1.0, change: Change = as_it_is
    ) -> "Drive":
        """So long at one place."""
        return self.go(range_m, range_m, seconds, step_s=step_s, change=change)

    def go(
        self,
        start_m: float,
        end_m: float,
        seconds: float,
        *,
        step_s: float = 1.0,
        change: Change = as_it_is,
    ) -> "Drive":
        """So long from one place to another."""
        steps = round(seconds / step_s)
        for step in range(steps):
            self.clock.advance(step_s)
            place = self.at(start_m + (end_m - start_m) * step / steps)
            self.crossings += self.sides.look(change(a_fix(self.clock, point=place)))
        return self

    @property
    def passages(self) -> list[Passage]:
        return [crossing.passage for crossing in self.crossings]


@pytest.mark.parametrize("step_s", [1.0, 0.2, 0.1])
def test_driving_in_and_out_is_one_arrival_and_one_departure(step_s: float) -> None:
    drive = Drive().go(-800, 800, 145, step_s=step_s)
    assert drive.passages == [Passage.ARRIVED, Passage.LEFT]


def test_the_arrival_is_the_first_fix_inside() -> None:
    drive = Drive().go(-800, 0, 80).stay(0, 30)
    (crossing,) = drive.crossings
    assert abs(FENCE.shape.outside_m(crossing.fix.point or TOWN)) < 11.0


def test_a_corner_cut_in_seconds_is_no_arrival() -> None:
    assert Drive().stay(-300, 30).stay(-140, 8).stay(-300, 30).passages == []


def test_parking_on_the_edge_does_not_come_and_go() -> None:
    drive = Drive().stay(-300, 30).stay(-140, 20)
    for _ in range(20):
        drive.stay(-155, 15).stay(-145, 15)
    assert drive.passages == [Passage.ARRIVED]


def test_a_poor_receiver_widens_the_margin() -> None:
    drive = Drive(known=True)
    drive.stay(-190, 30, change=lambda fix: replace(fix, accuracy_m=25.0))
    assert drive.passages == []
    drive.stay(-190, 30)
    assert drive.passages == [Passage.LEFT]


@pytest.mark.parametrize(
    "change",
    [
        lambda fix: replace(fix, jump_m=700.0),
        lambda fix: replace(fix, quality=FixQuality.ESTIMATED),
        lambda fix: replace(fix, quality=FixQuality.MANUAL),
        lambda fix: replace(fix, accuracy_m=80.0),
        lambda fix: replace(fix, point=None),
    ],
    ids=["jumped", "estimated", "typed in", "inaccurate", "no fix"],
)
def test_what_was_not_measured_moves_nobody(change: Change) -> None:
    assert Drive().stay(-300, 30).stay(0, 60, change=change).passages == []


def test_a_silence_begins_the_holding_anew() -> None:
    drive = Drive().stay(-300, 30).stay(0, 8)
    drive.clock.advance(60.0)
    drive.stay(0, 8)
    assert drive.passages == []
    drive.stay(0, 5)
    assert drive.passages == [Passage.ARRIVED]


def test_a_fence_drawn_around_the_vehicle_finds_it_inside() -> None:
    assert Drive().stay(0, 30).passages == [Passage.FOUND_INSIDE]


def test_a_restart_inside_says_nothing_new() -> None:
    assert Drive(known=True).stay(0, 60).passages == []


def test_a_restart_after_the_vehicle_was_moved_says_what_changed() -> None:
    assert Drive(known=True).stay(-500, 30).passages == [Passage.LEFT]
    assert Drive(known=False).stay(0, 30).passages == [Passage.ARRIVED]


def test_what_could_not_be_written_becomes_certain_once_more() -> None:
    drive = Drive().stay(-300, 30).stay(0, 30)
    drive.sides.take_back(drive.crossings.pop())
    assert drive.stay(0, 30).passages == [Passage.ARRIVED]


def test_fences_read_anew_forget_nothing() -> None:
    drive = Drive().stay(-300, 30).stay(0, 30)
    drive.sides.set_fences([FENCE], {})
    assert drive.stay(0, 30).passages == [Passage.ARRIVED]


def test_a_removed_fence_is_silent() -> None:
    drive = Drive().stay(-300, 30)
    drive.sides.set_fences([], {})
    assert drive.stay(0, 60).passages == []


def test_a_fence_that_moved_is_judged_where_it_is_now() -> None:
    drive = Drive().stay(-300, 30)
    moved = replace(FENCE, shape=Circle(center=drive.at(-300), radius_m=150.0))
    drive.sides.set_fences([moved], {})
    assert drive.stay(-300, 30).passages == [Passage.ARRIVED]
