# SPDX-License-Identifier: Apache-2.0
"""What a view of the map shows."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from command_vehicle.domain.geodesy import GeoBox, GeoPoint
from command_vehicle.domain.identity import Lane
from command_vehicle.domain.maps import MapView
from command_vehicle.domain.operations import Draft
from command_vehicle.domain.resources import (
    MAX_ROWS_PER_IMPORT_OPERATION,
    Resource,
    ResourceKind,
    ResourcesImported,
)
from command_vehicle.domain.track import TrackPoint, TrackSegment
from command_vehicle.services.maps.picture import MAX_READ, is_covered, picture
from command_vehicle.storage.vehicle_store import VehicleStore
from tests.support.clock import FakeClock

COUNTY = GeoBox(south_deg=40.1, west_deg=101.8, north_deg=40.3, east_deg=102.0)
COUNTY_VIEW = MapView(box=COUNTY, zoom=11)


@pytest.fixture(name="clock")
def _clock() -> FakeClock:
    return FakeClock()


@pytest.fixture(name="store")
def _store(clock: FakeClock) -> Iterator[VehicleStore]:
    store = VehicleStore(None, clock)
    yield store
    store.close()


def _fill(store: VehicleStore, number: int) -> None:
    rows = [
        Resource(
            code=f"E{at:05d}",
            kind=ResourceKind.ENTERPRISE,
            name=f"企业{at}",
            point=GeoPoint(
                latitude_deg=40.11 + 0.18 * (at % 61) / 61,
                longitude_deg=101.81 + 0.18 * (at % 53) / 53,
            ),
        )
        for at in range(number)
    ]
    step = MAX_ROWS_PER_IMPORT_OPERATION
    store.append(
        [
            Draft(
                lane=Lane.META,
                body=ResourcesImported(source="test", rows=tuple(rows[at : at + step])),
                actor="周敏",
            )
            for at in range(0, number, step)
        ]
    )


def test_a_view_with_few_resources_stands_for_all_of_them(
    store: VehicleStore, clock: FakeClock
) -> None:
    _fill(store, 40)
    assert picture(store, COUNTY_VIEW, clock.now()).total == 40


@pytest.mark.slow
def test_a_view_with_many_resources_counts_every_one(store: VehicleStore, clock: FakeClock) -> None:
    _fill(store, MAX_READ + 333)
    shown = picture(store, COUNTY_VIEW, clock.now())
    assert shown.total == MAX_READ + 333
    assert len(shown.clusters) < 200


def test_what_lies_elsewhere_is_not_shown(store: VehicleStore, clock: FakeClock) -> None:
    _fill(store, 40)
    far = GeoBox(south_deg=30.0, west_deg=110.0, north_deg=30.1, east_deg=110.1)
    shown = picture(store, MapView(box=far, zoom=14), clock.now())
    assert (shown.singles, shown.clusters) == ((), ())


def _drive(store: VehicleStore, clock: FakeClock, seconds: list[int]) -> None:
    points = tuple(
        TrackPoint(
            at=clock.now() + timedelta(seconds=second),
            point=GeoPoint(latitude_deg=40.2, longitude_deg=101.9 + second * 1e-5),
        )
        for second in seconds
    )
    body = TrackSegment(source="北斗", points=points)
    store.append([Draft(lane=Lane.TRACK, body=body, actor="track")])


def test_the_track_is_simplified_to_what_can_be_seen(store: VehicleStore, clock: FakeClock) -> None:
    _drive(store, clock, list(range(0, 60, 2)))
    (run,) = picture(store, COUNTY_VIEW, clock.now()).track
    assert len(run) == 2


def test_a_gap_in_the_track_is_not_bridged(store: VehicleStore, clock: FakeClock) -> None:
    _drive(store, clock, [0, 20, 40])
    _drive(store, clock, [400, 420])
    assert len(picture(store, COUNTY_VIEW, clock.now()).track) == 2


def test_an_old_track_is_left_out(store: VehicleStore, clock: FakeClock) -> None:
    _drive(store, clock, [0, 20, 40])
    assert picture(store, COUNTY_VIEW, clock.now() + timedelta(hours=1)).track == ()


def test_a_short_pan_needs_no_new_picture() -> None:
    asked = COUNTY_VIEW
    near = GeoBox(south_deg=40.12, west_deg=101.82, north_deg=40.32, east_deg=102.02)
    far = GeoBox(south_deg=40.25, west_deg=101.95, north_deg=40.45, east_deg=102.15)
    assert is_covered(MapView(box=near, zoom=11), asked)
    assert not is_covered(MapView(box=far, zoom=11), asked)
    assert not is_covered(MapView(box=near, zoom=12), asked)
