# SPDX-License-Identifier: Apache-2.0
"""What a change of an activation starts from, and what the activation is after it."""

from dataclasses import dataclass, replace

from command_vehicle.domain.errors import ErrorCode, InputError
from command_vehicle.domain.identity import OperationId
from command_vehicle.domain.incidents import ResponseLevel
from command_vehicle.domain.operations import Operation
from command_vehicle.domain.plans import (
    Activation,
    Plan,
    PlanActivated,
    PlanLevelChanged,
    PlanTask,
    TaskProgress,
    TaskState,
    TaskStateChanged,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What is to be written.

    Attributes:
        body: The change itself.
        text: Its line of the timeline.
        base: What it replaces.
    """

    body: PlanLevelChanged | TaskStateChanged
    text: str
    base: tuple[OperationId, ...] = ()


def progress(activation: Activation, task: PlanTask) -> TaskProgress | None:
    """What has become of a task; None before the first word on it."""
    said = (item for item in activation.progress if item.change.task_key == task.key)
    return next(said, None)


def open_progress(activation: Activation, task: PlanTask) -> TaskProgress | None:
    """The same, for a task that is still open: a further word would move its closing time.

    Raises:
        InputError: The task is closed.
    """
    before = progress(activation, task)
    if before is not None and before.change.state in {TaskState.DONE, TaskState.NOT_APPLICABLE}:
        raise InputError(ErrorCode.VALUE_INVALID, field="task", reason="closed")
    return before


def newest_word(before: TaskProgress | None, task: PlanTask) -> TaskStateChanged:
    """What was said last on a task, to be changed in part."""
    if before is not None:
        return before.change
    return TaskStateChanged(task_key=task.key, state=TaskState.NOT_STARTED)


def base_of(before: TaskProgress | None) -> tuple[OperationId, ...]:
    """What the next word replaces."""
    return () if before is None else (before.operation,)


def activation_of(plan: Plan, level: ResponseLevel, basis: str) -> PlanActivated:
    """What is written when a plan starts: which text, at which level, and why."""
    return PlanActivated(
        plan_key=plan.key,
        edition=plan.edition,
        plan_digest=plan.digest,
        plan_title=plan.title,
        level=level,
        basis=basis,
    )


def with_operation(
    activations: tuple[Activation, ...], operation: Operation
) -> tuple[Activation, ...]:
    """The activations after one more operation, newest first."""
    if isinstance(operation.body, PlanActivated):
        started = Activation(
            id=operation.id,
            started=operation.body,
            started_at=operation.time.wall_time,
            started_by=operation.actor,
            incident=operation.incident,
            level=operation.body.level,
        )
        return (started, *activations)
    return tuple(
        _with_change(item, operation) if item.id == operation.record else item
        for item in activations
    )


def _with_change(activation: Activation, operation: Operation) -> Activation:
    body, at = operation.body, operation.time.wall_time
    if isinstance(body, PlanLevelChanged):
        return replace(activation, level=body.level, level_at=at)
    if not isinstance(body, TaskStateChanged):
        return activation
    others = (item for item in activation.progress if item.change.task_key != body.task_key)
    newest = TaskProgress(change=body, at=at, by=operation.actor, operation=operation.id)
    return replace(activation, progress=(*others, newest))
