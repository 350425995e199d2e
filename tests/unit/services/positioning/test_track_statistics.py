# SPDX-License-Identifier: Apache-2.0
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from command_vehicle.domain.geodesy import GeoPoint, destination, distance_m
from command_vehicle.domain.track import TrackPoint
from command_vehicle.services.positioning.track_statistics import (
    TrackStatistics,
    track_statistics,
)

START = datetime(2026, 5, 4, 4, 0, 0, tzinfo=UTC)
TOWN = GeoPoint(latitude_deg=40.2, longitude_deg=101.9)


class Drive:
    """A drive that a test makes leg by leg."""

    def __init__(self, rate_hz: float = 1.0, *, has_speed: bool = True) -> None:
        self._step_s = 1.0 / rate_hz
        self._has_speed = has_speed
        self._chance = random.Random(7)
        self.at = START
        self.here = TOWN
        self.points: list[TrackPoint] = []

    def go(self, seconds: float, speed_mps: float, *, noise_m: float = 0.0) -> "Drive":
        """So long at this speed, eastwards."""
        for _ in range(round(seconds / self._step_s)):
            self.here = destination(self.here, 90.0, speed_mps * self._step_s)
            self.at += timedelta(seconds=self._step_s)
            seen = destination(self.here, self._chance.uniform(0, 360), noise_m)
            self.points.append(
                TrackPoint(at=self.at, point=seen, speed_mps=speed_mps if self._has_speed else None)
            )
        return self

    def silent(self, seconds: float) -> "Drive":
        """Nothing is received for so long."""
        self.at += timedelta(seconds=seconds)
        return self

    def sums(self) -> TrackStatistics:
        return track_statistics(self.points)


@pytest.mark.parametrize("rate_hz", [1.0, 5.0, 10.0])
def test_way_and_time_of_a_drive(rate_hz: float) -> None:
    sums = Drive(rate_hz).go(600, 11.0).sums()
    assert sums.distance_m == pytest.approx(6_600, abs=12)
    assert sums.moving_s == pytest.approx(600, abs=1.1)
    assert sums.mean_moving_mps == pytest.approx(11.0, abs=0.01)
    assert (sums.standing_s, sums.unknown_s, sums.stops) == (0.0, 0.0, ())


@pytest.mark.parametrize("rate_hz", [1.0, 10.0])
def test_a_parked_vehicle_drives_nowhere_however_its_fixes_wander(rate_hz: float) -> None:
    sums = Drive(rate_hz).go(1_200, 0.1, noise_m=3.0).sums()
    assert (sums.distance_m, sums.moving_s) == (0.0, 0.0)
    assert len(sums.stops) == 1


def test_a_stop_has_its_times_and_its_place() -> None:
    drive = Drive().go(300, 10.0)
    place, begun_at = drive.here, drive.at
    drive.go(400, 0.0)
    ended_at = drive.at
    (stop,) = drive.go(300, 10.0).sums().stops
    assert (stop.begun_at, stop.ended_at) == (begun_at, ended_at)
    assert stop.duration_s == 400
    assert distance_m(stop.point, place) < 1.0


def test_a_red_light_is_no_stop_but_time_at_rest() -> None:
    sums = Drive().go(300, 10.0).go(90, 0.0).go(300, 10.0).sums()
    assert (sums.stops, sums.standing_s) == ((), 90.0)


def test_a_halt_that_lasts_still_is_a_stop() -> None:
    assert len(Drive().go(10, 10.0).go(301, 0.0).sums().stops) == 1


def test_what_nobody_saw_is_neither_driven_nor_stood() -> None:
    sums = Drive().go(100, 10.0).silent(3_600).go(100, 10.0).sums()
    assert sums.unknown_s == pytest.approx(3_601)
    assert sums.distance_m == pytest.approx(1_980, abs=1)
    assert sums.stops == ()


def test_without_a_speed_the_distance_tells() -> None:
    sums = Drive(has_speed=False).go(100, 10.0).go(400, 0.0).sums()
    assert sums.distance_m == pytest.approx(990, abs=1)
    assert (len(sums.stops), sums.max_speed_mps) == (1, None)


def test_a_jump_adds_no_way() -> None:
    drive = Drive().go(100, 10.0)
    far = GeoPoint(latitude_deg=41.2, longitude_deg=101.9)
    drive.points[50] = TrackPoint(at=drive.points[50].at, point=far, speed_mps=10.0)
    drive.points[60] = TrackPoint(at=drive.points[60].at, point=far, is_jump=True)
    sums = drive.sums()
    assert sums.left_out == 2
    assert sums.distance_m == pytest.approx(990, abs=1)


def test_time_that_runs_back_counts_once() -> None:
    drive = Drive().go(100, 10.0)
    sums = track_statistics([*drive.points, *drive.points[-20:]])
    assert (sums.points, sums.left_out) == (100, 20)


def test_nothing_is_nothing_known() -> None:
    sums = track_statistics(_no_points())
    assert (sums.first_at, sums.mean_moving_mps, sums.points) == (None, None, 0)


def _no_points() -> Iterator[TrackPoint]:
    yield from ()
