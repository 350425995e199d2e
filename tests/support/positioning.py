# SPDX-License-Identifier: Apache-2.0
"""Fixes for tests, and everything a service has announced."""

from datetime import UTC, datetime, timedelta

from command_vehicle.domain.geodesy import GeoPoint
from command_vehicle.domain.positioning import Fix, FixMode, FixQuality
from command_vehicle.services.events import EventBus
from tests.support.clock import FakeClock

TOWN = GeoPoint(latitude_deg=40.2, longitude_deg=101.9)


def a_fix(
    clock: FakeClock,
    source: str = "roof",
    *,
    valid: bool = True,
    quality: FixQuality = FixQuality.AUTONOMOUS,
    accuracy_m: float | None = 3.0,
    gnss_ahead_s: float = 0.0,
    date_suspect: bool = False,
    time: datetime | None = None,
    point: GeoPoint = TOWN,
) -> Fix:
    """An epoch that arrives now."""
    at = time or clock.now() + timedelta(seconds=gnss_ahead_s)
    return Fix(
        source=source,
        arrived_mono_s=clock.monotonic_s(),
        started_mono_s=clock.monotonic_s(),
        time=at,
        tod_s=at.timestamp() % 86_400,
        point=point if valid else None,
        mode=FixMode.FIX_3D if valid else FixMode.NONE,
        quality=quality if valid else FixQuality.INVALID,
        accuracy_m=accuracy_m,
        altitude_msl_m=1215.0,
        speed_mps=11.0,
        course_true_deg=90.0,
        date_suspect=date_suspect,
    )


def midnight() -> datetime:
    """A moment that no test clock shows by itself."""
    return datetime(2006, 8, 22, tzinfo=UTC)


class Heard:
    """Every event of some types, in order."""

    def __init__(self, bus: EventBus, *types: type) -> None:
        self.events: list[object] = []
        for event_type in types:
            bus.subscribe(event_type, self.events.append)
