# SPDX-License-Identifier: Apache-2.0
from datetime import UTC, datetime, timedelta

from command_vehicle.adapters.clock import SystemClock


def test_wall_time_is_aware_and_utc() -> None:
    now = SystemClock().now()
    assert now.utcoffset() == timedelta(0)
    assert now > datetime(2026, 1, 1, tzinfo=UTC)


def test_monotonic_time_does_not_go_back() -> None:
    clock = SystemClock()
    readings = [clock.monotonic_s() for _ in range(100)]
    assert readings == sorted(readings)
