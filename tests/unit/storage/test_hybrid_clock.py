# SPDX-License-Identifier: Apache-2.0
from datetime import timedelta

from command_vehicle.domain.identity import HybridTime
from command_vehicle.storage.hybrid_clock import MAX_LEAD_MS
from command_vehicle.storage.vehicle_store import VehicleStore
from tests.support.clock import START, FakeClock
from tests.support.operations import entry
from tests.support.store import all_operations, memory_store

NOW_MS = round(START.timestamp() * 1000)


def time_of_next(store: VehicleStore) -> HybridTime:
    return store.append([entry()])[0].time


def test_an_operation_has_the_time_of_the_clock() -> None:
    with memory_store() as store:
        assert time_of_next(store) == HybridTime(physical_ms=NOW_MS)


def test_operations_of_one_millisecond_are_counted() -> None:
    with memory_store() as store:
        times = [operation.time for operation in store.append([entry(), entry(), entry()])]
    assert times == [HybridTime(physical_ms=NOW_MS, counter=count) for count in range(3)]


def test_a_full_counter_runs_over_into_the_next_millisecond() -> None:
    with memory_store() as store:
        store._database.run("UPDATE clock SET hlc = ?", (NOW_MS << 16 | 0xFFFF,))
        assert time_of_next(store) == HybridTime(physical_ms=NOW_MS + 1)


def test_time_never_goes_back_when_the_clock_is_set_back() -> None:
    clock = FakeClock()
    with memory_store(clock) as store:
        first = time_of_next(store)
        clock.set_wall_time(START - timedelta(days=3))
        assert time_of_next(store) > first


def test_an_answer_is_later_than_what_it_answers() -> None:
    ahead = FakeClock(START + timedelta(minutes=4))
    with memory_store(ahead) as other, memory_store() as store:
        question = time_of_next(other)
        store.ingest(all_operations(other), "lan")
        assert time_of_next(store) > question


def test_a_clock_that_runs_wild_is_not_followed() -> None:
    wild = FakeClock(START + timedelta(milliseconds=MAX_LEAD_MS + 1))
    with memory_store(wild) as other, memory_store() as store:
        time_of_next(other)
        assert store.ingest(all_operations(other), "lan") == ()
        assert time_of_next(store) == HybridTime(physical_ms=NOW_MS)
