# SPDX-License-Identifier: Apache-2.0
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import cbor2
import pytest

from command_vehicle.domain.geodesy import GeoBox, GeoPoint, destination
from command_vehicle.domain.identity import Lane
from command_vehicle.domain.track import TrackPoint, TrackSegment
from command_vehicle.storage.projections.track import MAX_COARSE, MAX_FINE
from command_vehicle.storage.vehicle_store import VehicleStore
from tests.support.operations import NOON, SAMPLES, draft
from tests.support.store import all_operations, memory_store


def point(second: int) -> TrackPoint:
    place = GeoPoint(latitude_deg=(402_000_000 + second * 1000) / 1e7, longitude_deg=101.9)
    return TrackPoint(at=NOON + timedelta(seconds=second), point=place)


def add(store: VehicleStore, *seconds: int) -> None:
    body = TrackSegment(source="北斗", points=tuple(map(point, seconds)))
    store.append([draft(body, lane=Lane.TRACK)])


@pytest.fixture
def store() -> Iterator[VehicleStore]:
    with memory_store() as opened:
        yield opened


def test_points_come_back_whole_and_oldest_first(store: VehicleStore) -> None:
    add(store, 60, 61)
    add(store, 0, 1, 2)
    assert store.track(NOON) == tuple(map(point, (0, 1, 2, 60, 61)))


def test_a_track_keeps_what_was_measured(store: VehicleStore) -> None:
    store.append([SAMPLES["track"]])
    body = SAMPLES["track"].body
    assert isinstance(body, TrackSegment)
    assert store.track(NOON) == body.points


def test_a_track_begins_where_it_is_wanted_from(store: VehicleStore) -> None:
    add(store, 0, 1, 2)
    add(store, 60)
    assert store.track(NOON + timedelta(seconds=2)) == (point(2), point(60))


def test_only_points_within_the_box_are_given(store: VehicleStore) -> None:
    add(store, 0, 1, 2)
    add(store, 600)
    box = GeoBox(south_deg=40.20005, north_deg=40.25, west_deg=101.8, east_deg=102.0)
    assert store.track(NOON, box) == (point(1), point(2))


def test_the_way_of_another_vehicle_is_not_ours(store: VehicleStore) -> None:
    with memory_store() as other:
        add(other, 0)
        store.ingest(all_operations(other), "lan")
    assert store.track(NOON) == ()


def test_a_segment_without_points_is_no_trouble(store: VehicleStore) -> None:
    add(store)
    assert store.track(NOON) == ()


def line(store: VehicleStore, tolerance_m: float = 1.0) -> list[GeoPoint]:
    box = GeoBox(south_deg=40.0, north_deg=41.0, west_deg=101.0, east_deg=103.0)
    return [each.point for each in store.track_line(NOON, box, tolerance_m)]


def wandering(minute: int, count: int, spread_m: float) -> TrackSegment:
    chance = random.Random(minute)
    step = timedelta(seconds=60) / count
    here = GeoPoint(latitude_deg=40.2, longitude_deg=101.9)
    return TrackSegment(
        source="roof",
        points=tuple(
            TrackPoint(
                at=NOON + timedelta(minutes=minute) + step * number,
                point=destination(here, chance.uniform(0, 360), chance.uniform(0, spread_m)),
            )
            for number in range(count)
        ),
    )


def test_a_straight_way_is_drawn_from_its_ends(store: VehicleStore) -> None:
    add(store, *range(60))
    assert line(store) == [point(0).point, point(59).point]


def test_a_corner_is_drawn(store: VehicleStore) -> None:
    corner = replace(point(31), point=destination(point(30).point, 90.0, 40.0))
    body = TrackSegment(source="roof", points=(*map(point, range(31)), corner))
    store.append([draft(body, lane=Lane.TRACK)])
    assert len(line(store)) == 3
    assert len(line(store, tolerance_m=100.0)) == 3


def test_a_parked_hour_at_ten_a_second_is_drawn_from_few_points(store: VehicleStore) -> None:
    for minute in range(60):
        store.append([draft(wandering(minute, 600, 2.5), lane=Lane.TRACK)])
    assert len(line(store)) <= 60 * MAX_FINE
    assert len(line(store, tolerance_m=10.0)) <= 60 * MAX_COARSE
    assert len(store.track(NOON)) == 36_000


def test_a_jump_is_not_drawn(store: VehicleStore) -> None:
    far = replace(point(1), point=GeoPoint(latitude_deg=40.9, longitude_deg=101.9), is_jump=True)
    body = TrackSegment(source="roof", points=(point(0), far, point(2)))
    store.append([draft(body, lane=Lane.TRACK)])
    assert line(store) == [point(0).point, point(2).point]


def test_a_segment_of_jumps_draws_nothing(store: VehicleStore) -> None:
    body = TrackSegment(source="roof", points=(replace(point(0), is_jump=True),))
    store.append([draft(body, lane=Lane.TRACK)])
    assert line(store) == []


def test_what_is_being_collected_is_drawn_and_given_too(store: VehicleStore) -> None:
    add(store, 0, 1, 2)
    store.keep_track_tail(TrackSegment(source="roof", points=(point(2), point(3), point(4))))
    assert store.track(NOON) == tuple(map(point, (0, 1, 2, 3, 4)))
    assert line(store) == [point(0).point, point(2).point, point(3).point, point(4).point]


def test_what_is_being_collected_is_no_operation(store: VehicleStore) -> None:
    before = store.have()
    store.keep_track_tail(TrackSegment(source="roof", points=(point(3),)))
    assert store.have() == before


def test_a_kept_tail_that_is_in_the_log_is_not_left_over(store: VehicleStore) -> None:
    store.keep_track_tail(TrackSegment(source="北斗", points=tuple(map(point, (0, 1)))))
    add(store, 0, 1, 2)
    assert store.left_track_tail() is None


def test_a_damaged_tail_is_passed_over(store: VehicleStore) -> None:
    for content in (b"\xff", cbor2.dumps([1]), cbor2.dumps({1: "x", 2: [[], [], [], [], [], []]})):
        store.database.run("INSERT OR REPLACE INTO track_tail VALUES (1, ?)", (content,))
        assert store.left_track_tail() is None


def test_segments_come_one_by_one_and_cut_to_the_time_wanted(store: VehicleStore) -> None:
    add(store, 0, 1, 2)
    add(store, 60, 61)
    add(store, 120)
    found = store.track_segments(NOON + timedelta(seconds=1), NOON + timedelta(seconds=60))
    assert [each.points for each in found] == [tuple(map(point, (1, 2))), (point(60),)]


def test_a_track_made_anew_from_the_log_is_drawn_the_same(store: VehicleStore) -> None:
    add(store, *range(60))
    before = line(store)
    store.rebuild_projections()
    assert line(store) == before
