# SPDX-License-Identifier: Apache-2.0
"""A PC clock in 2001 or 2099: recording goes on, and one wrong hour does not last for ever."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from command_vehicle.domain.operations import ClockStamp, TimeSource
from command_vehicle.domain.timeline import EntryFilter
from command_vehicle.services.ports import PageOf
from command_vehicle.storage.vehicle_store import VehicleStore
from tests.support.clock import START, FakeClock
from tests.support.operations import entry
from tests.support.store import all_operations, memory_store

FAR_AHEAD = datetime(2099, 1, 1, tzinfo=UTC)
FAR_BEHIND = datetime(2001, 1, 1, tzinfo=UTC)
BY_SATELLITE = ClockStamp(source=TimeSource.GNSS, offset_ms=12, uncertainty_ms=40)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def store(clock: FakeClock) -> Iterator[VehicleStore]:
    with memory_store(clock) as opened:
        opened.append([entry("before")])
        yield opened


def recorded_at(store: VehicleStore, text: str, stamp: ClockStamp | None = None) -> datetime:
    """When a line that is written now says that it was recorded."""
    (written,) = store.append([replace(entry(text), clock=stamp)])
    return written.time.wall_time


def test_recording_goes_on_in_2099_and_says_so(store: VehicleStore, clock: FakeClock) -> None:
    clock.set_wall_time(FAR_AHEAD)
    assert recorded_at(store, "ahead") == FAR_AHEAD


def test_after_2099_the_clock_set_right_counts_again(store: VehicleStore, clock: FakeClock) -> None:
    clock.set_wall_time(FAR_AHEAD)
    recorded_at(store, "ahead")
    clock.set_wall_time(START + timedelta(hours=1))
    assert recorded_at(store, "right again") == START + timedelta(hours=1)
    assert store.entry_count(EntryFilter()) == 3


def test_in_2001_the_order_of_records_is_kept(store: VehicleStore, clock: FakeClock) -> None:
    clock.set_wall_time(FAR_BEHIND)
    times = [recorded_at(store, "behind"), recorded_at(store, "later")]
    assert times == [START, START]
    found = store.entries(EntryFilter(), PageOf())
    assert len(found) == 3


def test_a_clock_a_week_ahead_counts_until_satellites_contradict_it(
    store: VehicleStore, clock: FakeClock
) -> None:
    week_ahead = START + timedelta(days=7)
    clock.set_wall_time(week_ahead)
    recorded_at(store, "a week ahead")
    clock.set_wall_time(START)
    assert recorded_at(store, "nobody knows") == week_ahead
    assert recorded_at(store, "by satellite", BY_SATELLITE) == START


def test_a_wrong_clock_is_not_confirmed_by_satellites_that_say_it_is_wrong(
    store: VehicleStore, clock: FakeClock
) -> None:
    wrong = ClockStamp(source=TimeSource.GNSS, offset_ms=-800_000_000_000, uncertainty_ms=40)
    clock.set_wall_time(FAR_BEHIND)
    assert recorded_at(store, "behind", wrong) == START


def test_a_vehicle_in_2099_does_not_take_others_with_it(
    store: VehicleStore, clock: FakeClock
) -> None:
    with memory_store(FakeClock(FAR_AHEAD)) as ahead:
        ahead.append([entry("from 2099")])
        assert store.ingest(all_operations(ahead), "lan") == ()
    assert recorded_at(store, "here") == START


def test_the_same_state_comes_of_the_same_operations_however_the_clocks_stood(
    store: VehicleStore, clock: FakeClock
) -> None:
    for time in (FAR_AHEAD, FAR_BEHIND, START):
        clock.set_wall_time(time)
        store.append([entry(str(time.year))])
    with memory_store() as other:
        other.ingest(all_operations(store), "lan")
        assert other.state_digest() == store.state_digest()
