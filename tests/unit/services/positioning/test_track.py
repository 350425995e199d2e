# SPDX-License-Identifier: Apache-2.0
from dataclasses import replace
from datetime import timedelta

import pytest

from command_vehicle.domain.errors import ErrorCode, StoreError
from command_vehicle.domain.identity import Lane
from command_vehicle.domain.operations import ClockStamp, Operation, TimeSource
from command_vehicle.domain.track import TrackSegment
from command_vehicle.services.events import EventBus, FixArrived
from command_vehicle.services.journal import Journal
from command_vehicle.services.positioning.track import MAX_POINTS, TrackService
from tests.support.clock import START, FakeClock, FakeTicker
from tests.support.fake_store import FakeRunner, FakeStore
from tests.support.positioning import a_fix, midnight

ON_DUTY = ClockStamp(source=TimeSource.GNSS, offset_ms=12, uncertainty_ms=150)


class World:
    """A running track service over a store in memory."""

    def __init__(self) -> None:
        self.clock = FakeClock()
        self.store = FakeStore(self.clock)
        self.runner = FakeRunner(self.store)
        self.start()

    def start(self) -> None:
        """A program begins to run, the first or after a kill."""
        self.ticker = FakeTicker()
        self.bus = EventBus()
        journal = Journal(self.runner, self.bus, actor=lambda: "周敏", clock=lambda: ON_DUTY)
        self.track = TrackService(self.runner, self.bus, journal, self.clock, self.ticker)
        self.track.start()

    def drive(self, count: int, *, step_s: float = 1.0, source: str = "roof") -> None:
        """So many valid epochs."""
        for _ in range(count):
            self.bus.publish(FixArrived(fix=a_fix(self.clock, source)))
            self.clock.advance(step_s)

    def segments(self) -> list[TrackSegment]:
        """What is in the log."""
        return [body for body in map(_body, self.store.appended) if isinstance(body, TrackSegment)]

    def lengths(self) -> list[int]:
        """Points of each segment in the log."""
        return [len(segment.points) for segment in self.segments()]


def _body(operation: Operation) -> object:
    return operation.body


@pytest.fixture
def world() -> World:
    return World()


def test_a_minute_becomes_one_segment(world: World) -> None:
    world.drive(61)
    assert world.lengths() == [60]


def test_a_segment_goes_to_the_track_lane_with_the_clock_stamp(world: World) -> None:
    world.drive(3)
    world.track.stop()
    operation = world.store.appended[0]
    assert (operation.id.lane, operation.actor, operation.clock) == (Lane.TRACK, "track", ON_DUTY)


def test_every_fix_of_a_fast_receiver_is_kept_with_its_tenths(world: World) -> None:
    world.drive(25, step_s=0.1)
    world.track.flush()
    steps = [round((point.at - START).total_seconds(), 3) for point in world.segments()[0].points]
    assert steps == [round(number / 10, 3) for number in range(25)]


def test_a_segment_never_has_more_points_than_allowed(world: World) -> None:
    world.drive(1_500, step_s=0.02)
    world.track.flush()
    assert world.lengths() == [MAX_POINTS, MAX_POINTS, 300]


def test_a_later_word_on_the_same_instant_takes_the_place_of_the_earlier(world: World) -> None:
    world.bus.publish(FixArrived(fix=a_fix(world.clock)))
    world.bus.publish(FixArrived(fix=replace(a_fix(world.clock), altitude_msl_m=1300.0)))
    world.track.flush()
    assert [point.altitude_msl_m for point in world.segments()[0].points] == [1300.0]


def test_a_jump_is_kept_and_flagged(world: World) -> None:
    world.bus.publish(FixArrived(fix=replace(a_fix(world.clock), jump_m=5_000.0)))
    world.track.flush()
    assert world.segments()[0].points[0].is_jump


def test_a_killed_program_loses_only_what_came_after_the_last_keeping(world: World) -> None:
    world.drive(40)
    world.ticker.tick()
    world.drive(4)
    world.start()
    assert world.lengths() == [40]


def test_what_was_recovered_is_not_recovered_again(world: World) -> None:
    world.drive(40)
    world.ticker.tick()
    world.start()
    world.start()
    assert world.lengths() == [40]


def test_what_came_into_the_log_before_the_kill_is_not_recovered(world: World) -> None:
    world.drive(50)
    world.ticker.tick()
    world.drive(12)
    assert world.lengths() == [60]
    world.start()
    assert world.lengths() == [60]


def test_nothing_new_takes_the_place_of_what_could_not_be_recovered(world: World) -> None:
    world.drive(40)
    world.ticker.tick()
    world.runner.error = StoreError(ErrorCode.DISK_FULL)
    world.start()
    world.runner.error = None
    world.drive(10)
    world.ticker.tick()
    world.start()
    assert world.lengths()[0] == 40


def test_a_refused_keeping_is_tried_again(world: World) -> None:
    world.drive(5)
    world.runner.error = StoreError(ErrorCode.DISK_FULL)
    world.ticker.tick()
    world.runner.error = None
    world.ticker.tick()
    world.start()
    assert world.lengths() == [5]


def test_a_break_of_a_minute_ends_the_segment(world: World) -> None:
    world.drive(5)
    world.clock.advance(60.0)
    world.ticker.tick()
    assert world.lengths() == [5]


def test_a_segment_has_one_receiver(world: World) -> None:
    world.drive(5)
    world.drive(5, source="spare")
    world.track.flush()
    assert [segment.source for segment in world.segments()] == ["roof", "spare"]


def test_time_that_jumps_back_starts_a_new_segment(world: World) -> None:
    world.drive(5)
    fix = a_fix(world.clock, time=START - timedelta(hours=1))
    world.bus.publish(FixArrived(fix=fix))
    world.track.flush()
    assert world.lengths() == [5, 1]


def test_an_epoch_without_fix_leaves_no_point(world: World) -> None:
    world.bus.publish(FixArrived(fix=a_fix(world.clock, valid=False)))
    world.track.flush()
    assert world.lengths() == []


def test_a_wrong_date_is_replaced_by_the_pc_clock(world: World) -> None:
    fix = a_fix(world.clock, time=midnight(), date_suspect=True)
    world.bus.publish(FixArrived(fix=fix))
    world.track.flush()
    assert world.segments()[0].points[0].at == START


def test_stopping_writes_what_there_is_and_collects_no_more(world: World) -> None:
    world.drive(5)
    world.track.stop()
    world.drive(5)
    world.track.flush()
    assert world.lengths() == [5]


def test_what_could_not_be_written_is_tried_again(world: World) -> None:
    world.drive(5)
    world.runner.error = StoreError(ErrorCode.DISK_FULL)
    world.track.flush()
    world.runner.error = None
    world.drive(3, source="spare")
    world.ticker.tick()
    assert world.lengths() == [5, 3]
