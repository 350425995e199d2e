# SPDX-License-Identifier: Apache-2.0
from datetime import timedelta

from command_vehicle.domain.identity import OperationId
from command_vehicle.domain.incidents import ResponseLevel
from command_vehicle.domain.plans import PlanLevelChanged, TaskState, TaskStateChanged
from command_vehicle.storage.vehicle_store import VehicleStore
from tests.support.clock import START, FakeClock
from tests.support.operations import SAMPLES, draft
from tests.support.store import memory_store, own_operations


def activate(store: VehicleStore) -> OperationId:
    return store.append([SAMPLES["activation"]])[0].id


def task(key: str, state: TaskState, owner: str = "") -> TaskStateChanged:
    return TaskStateChanged(task_key=key, state=state, owner=owner, done_steps=(0, 3))


def test_an_activation_is_shown_as_it_was_started() -> None:
    with memory_store() as store:
        activation = activate(store)
        (shown,) = store.activations()
    assert shown.id == activation
    assert shown.started == SAMPLES["activation"].body
    assert (shown.started_at, shown.started_by) == (START, "周敏")
    assert shown.incident == SAMPLES["activation"].incident
    assert (shown.level, shown.progress) == (ResponseLevel.LEVEL_3, ())


def test_the_newest_level_is_in_force() -> None:
    with memory_store() as store:
        activation = activate(store)
        for level in (ResponseLevel.LEVEL_1, ResponseLevel.LEVEL_2):
            store.append([draft(PlanLevelChanged(level=level, basis=""), record=activation)])
        (shown,) = store.activations()
    assert shown.level is ResponseLevel.LEVEL_2
    assert shown.started.level is ResponseLevel.LEVEL_3


def test_the_newest_word_on_each_task_counts() -> None:
    clock = FakeClock()
    with memory_store(clock) as store:
        activation = activate(store)
        clock.advance(10)
        store.append([draft(task("4.2", TaskState.IN_PROGRESS, "马国强"), record=activation)])
        clock.advance(10)
        (done,) = store.append([draft(task("4.2", TaskState.DONE, "马国强"), record=activation)])
        store.append([draft(task("4.1", TaskState.IN_PROGRESS), record=activation)])
        first, second = store.activations()[0].progress
    assert first.change.task_key == "4.1"
    assert second.change == done.body
    assert (second.operation, second.by) == (done.id, "周敏")
    assert second.at == START + timedelta(seconds=20)


def test_two_activations_do_not_share_tasks() -> None:
    clock = FakeClock()
    with memory_store(clock) as store:
        older = activate(store)
        clock.advance(10)
        newer = activate(store)
        store.append([draft(task("4.1", TaskState.DONE), record=older)])
        assert [each.id for each in store.activations()] == [newer, older]
        assert [len(each.progress) for each in store.activations()] == [0, 1]


def test_a_task_that_came_first_waits_for_its_activation() -> None:
    with memory_store() as source, memory_store() as store:
        activation = activate(source)
        source.append([draft(task("4.1", TaskState.DONE), record=activation)])
        started, ticked = own_operations(source, activation.lane)
        store.ingest([ticked], "beidou")
        assert store.activations() == ()
        store.ingest([started], "cellular")
        assert store.activations() == source.activations()
