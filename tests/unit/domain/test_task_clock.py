# SPDX-License-Identifier: Apache-2.0
from datetime import timedelta
from uuid import UUID

import pytest

from command_vehicle.domain.identity import Lane, OperationId, ReplicaId
from command_vehicle.domain.incidents import ResponseLevel
from command_vehicle.domain.plans import (
    Activation,
    PlanActivated,
    PlanTask,
    TaskProgress,
    TaskState,
    TaskStateChanged,
)
from command_vehicle.domain.task_clock import ClockState, task_clock
from tests.support.clock import START

ID = OperationId(replica=ReplicaId(uuid=UUID(int=7)), lane=Lane.OPS, seq=1)
LIMIT = timedelta(minutes=30)
SERIOUS = frozenset({ResponseLevel.LEVEL_1, ResponseLevel.LEVEL_2})


def _task(
    limit: timedelta | None = LIMIT, levels: frozenset[ResponseLevel] | None = None
) -> PlanTask:
    return PlanTask(
        key="4.1",
        title="设卡",
        phase="现场处置",
        group="警戒疏散组",
        time_limit=limit,
        levels=levels or frozenset(ResponseLevel),
    )


def _activation(
    level: ResponseLevel = ResponseLevel.LEVEL_3, raised_after: timedelta | None = None
) -> Activation:
    return Activation(
        id=ID,
        started=PlanActivated(
            plan_key="k",
            edition="1",
            plan_digest="d",
            plan_title="t",
            level=ResponseLevel.LEVEL_3,
            basis="b",
        ),
        started_at=START,
        started_by="周敏",
        incident=None,
        level=level,
        level_at=None if raised_after is None else START + raised_after,
    )


def _said(state: TaskState, after: timedelta) -> TaskProgress:
    return TaskProgress(
        change=TaskStateChanged(task_key="4.1", state=state),
        at=START + after,
        by="马国强",
        operation=ID,
    )


@pytest.mark.parametrize(
    ("minutes", "state"),
    [
        (0, ClockState.RUNNING),
        (23.9, ClockState.RUNNING),
        (24, ClockState.SOON),
        (30, ClockState.SOON),
        (30.1, ClockState.OVERDUE),
        (600, ClockState.OVERDUE),
    ],
)
def test_the_last_fifth_is_soon_and_after_the_limit_it_is_overdue(
    minutes: float, state: ClockState
) -> None:
    now = START + timedelta(minutes=minutes)
    assert task_clock(_task(), _activation(), None, now).state is state


def test_what_is_left_turns_negative() -> None:
    clock = task_clock(_task(), _activation(), None, START + timedelta(minutes=31))
    assert clock.left == timedelta(minutes=-1)
    assert clock.due_at == START + LIMIT


@pytest.mark.parametrize(("minutes", "state"), [(30, ClockState.MET), (31, ClockState.MISSED)])
def test_a_task_that_is_done_keeps_whether_it_was_in_time(minutes: int, state: ClockState) -> None:
    done = _said(TaskState.DONE, timedelta(minutes=minutes))
    assert task_clock(_task(), _activation(), done, START + timedelta(days=3)).state is state


def test_a_task_in_progress_can_be_overdue() -> None:
    started = _said(TaskState.IN_PROGRESS, timedelta(minutes=1))
    clock = task_clock(_task(), _activation(), started, START + timedelta(hours=1))
    assert clock.state is ClockState.OVERDUE


def test_no_clock_runs_for_what_does_not_apply() -> None:
    said = _said(TaskState.NOT_APPLICABLE, timedelta(minutes=1))
    clock = task_clock(_task(), _activation(), said, START + timedelta(hours=1))
    assert (clock.state, clock.left) == (ClockState.STOPPED, None)


def test_without_a_limit_there_is_no_clock() -> None:
    assert task_clock(_task(None), _activation(), None, START).state is ClockState.NO_LIMIT


def test_a_task_that_the_level_does_not_call_for_has_no_clock() -> None:
    clock = task_clock(_task(levels=SERIOUS), _activation(), None, START + timedelta(hours=9))
    assert clock.state is ClockState.NO_LIMIT


def test_a_task_of_a_graver_level_counts_from_the_change_to_it() -> None:
    raised = _activation(ResponseLevel.LEVEL_2, raised_after=timedelta(hours=2))
    clock = task_clock(_task(levels=SERIOUS), raised, None, START + timedelta(hours=2))
    assert (clock.state, clock.left) == (ClockState.RUNNING, LIMIT)


def test_other_tasks_still_count_from_the_activation_after_a_change_of_level() -> None:
    raised = _activation(ResponseLevel.LEVEL_2, raised_after=timedelta(hours=2))
    assert task_clock(_task(), raised, None, START).due_at == START + LIMIT
