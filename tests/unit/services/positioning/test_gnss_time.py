# SPDX-License-Identifier: Apache-2.0
import pytest

from command_vehicle.services.positioning.gnss_time import RECEIVER_DELAY_S, GnssTime
from tests.support.clock import FakeClock
from tests.support.positioning import a_fix, midnight


def observed(clock: FakeClock, *gnss_ahead_s: float) -> GnssTime:
    gnss_time = GnssTime()
    feed(gnss_time, clock, *gnss_ahead_s)
    return gnss_time


def feed(gnss_time: GnssTime, clock: FakeClock, *gnss_ahead_s: float) -> None:
    for ahead_s in gnss_ahead_s:
        gnss_time.observe(a_fix(clock, gnss_ahead_s=ahead_s))
        clock.advance(1.0)


def offset_s(gnss_time: GnssTime, clock: FakeClock) -> float:
    offset = gnss_time.offset(clock)
    assert offset is not None
    return offset.offset_s


def test_two_fixes_are_not_enough() -> None:
    clock = FakeClock()
    assert observed(clock, 0.0, 0.0).offset(clock) is None


def test_the_earliest_arrival_is_nearest_to_the_truth() -> None:
    clock = FakeClock()
    late = observed(clock, -0.30, -0.10, -0.25, -0.40)
    assert offset_s(late, clock) == pytest.approx(0.10 - RECEIVER_DELAY_S, abs=1e-3)


def test_jitter_widens_the_uncertainty() -> None:
    clock = FakeClock()
    steady, shaky = observed(clock, -0.1, -0.1, -0.1), observed(clock, -0.1, -0.5, -0.5)
    narrow, wide = steady.offset(clock), shaky.offset(clock)
    assert narrow is not None
    assert wide is not None
    assert wide.uncertainty_s > narrow.uncertainty_s


def test_uncertainty_grows_without_fixes() -> None:
    clock = FakeClock()
    gnss_time = observed(clock, 0.0, 0.0, 0.0)
    clock.advance(36_000.0)
    offset = gnss_time.offset(clock)
    assert offset is not None
    assert offset.uncertainty_s > 0.5


def test_one_stray_fix_is_not_believed() -> None:
    clock = FakeClock()
    gnss_time = observed(clock, 0.0, 0.0, 0.0, 600.0, 0.0)
    assert offset_s(gnss_time, clock) == pytest.approx(-RECEIVER_DELAY_S, abs=1e-3)


def test_a_receiver_that_has_set_its_clock_is_believed() -> None:
    clock = FakeClock()
    gnss_time = observed(clock, 0.0, 0.0, 0.0, -18.0, -18.0, -18.0)
    assert offset_s(gnss_time, clock) == pytest.approx(18.0 - RECEIVER_DELAY_S, abs=1e-3)


@pytest.mark.parametrize("flaw", ["suspect", "invalid", "undated"])
def test_a_fix_without_a_trustworthy_time_says_nothing(flaw: str) -> None:
    clock = FakeClock()
    gnss_time = GnssTime()
    fixes = {
        "suspect": a_fix(clock, time=midnight(), date_suspect=True),
        "invalid": a_fix(clock, valid=False),
        "undated": a_fix(clock).__class__(source="roof", arrived_mono_s=1.0),
    }
    for _ in range(5):
        gnss_time.observe(fixes[flaw])
    assert gnss_time.offset(clock) is None
