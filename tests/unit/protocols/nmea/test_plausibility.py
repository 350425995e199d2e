# SPDX-License-Identifier: Apache-2.0
from dataclasses import replace

import pytest

from command_vehicle.domain.geodesy import destination
from command_vehicle.domain.positioning import Fix
from command_vehicle.protocols.nmea.plausibility import jump_m
from tests.support.clock import FakeClock
from tests.support.positioning import TOWN, a_fix


def later(seconds: float, metres: float, speed_mps: float | None = 11.0) -> tuple[Fix, Fix]:
    """Two fixes of one drive."""
    clock = FakeClock()
    first = replace(a_fix(clock), speed_mps=speed_mps)
    clock.advance(seconds)
    return first, replace(a_fix(clock, point=destination(TOWN, 90.0, metres)), speed_mps=speed_mps)


@pytest.mark.parametrize(
    ("seconds", "metres", "speed_mps"),
    [(1.0, 11.0, 11.0), (1.0, 33.0, 0.0), (60.0, 1000.0, 11.0), (1.0, 90.0, None)],
)
def test_a_drive_is_plausible(seconds: float, metres: float, speed_mps: float | None) -> None:
    assert jump_m(*later(seconds, metres, speed_mps)) is None


def test_a_jump_is_measured_beyond_what_the_speed_allows() -> None:
    assert jump_m(*later(1.0, 1000.0)) == pytest.approx(1000.0 - 50.5, abs=0.5)


def test_there_is_no_jump_without_two_positions() -> None:
    clock = FakeClock()
    assert jump_m(a_fix(clock), a_fix(clock, valid=False)) is None


def test_there_is_no_jump_without_two_times() -> None:
    first, second = later(1.0, 1000.0)
    assert jump_m(first, replace(second, tod_s=None)) is None
