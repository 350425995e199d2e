# SPDX-License-Identifier: Apache-2.0
"""The time limit of a task against the clock."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import Final

from command_vehicle.domain.plans import Activation, PlanTask, TaskProgress, TaskState

SOON_FRACTION: Final = 0.2
"""The last fifth of a time limit is shown as due soon."""


class ClockState(Enum):
    """How a task stands to its time limit."""

    NO_LIMIT = "no_limit"
    RUNNING = "running"
    SOON = "soon"
    OVERDUE = "overdue"
    MET = "met"
    """Done within the limit."""
    MISSED = "missed"
    """Done, but after the limit."""
    STOPPED = "stopped"
    """Not applicable: no clock runs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskClock:
    """A time limit and what is left of it.

    Attributes:
        state: How the task stands.
        due_at: UTC; None without a limit.
        left: Until `due_at` from now, or from the time it was done; negative beyond it; None
            without a limit.
    """

    state: ClockState
    due_at: datetime | None = None
    left: timedelta | None = None


def task_clock(
    task: PlanTask, activation: Activation, progress: TaskProgress | None, now: datetime
) -> TaskClock:
    """The clock of a task.

    Limits count from the activation of the plan; for a task that only a later level calls for,
    from the change to that level. A task that the level does not call for has no clock.
    """
    state = progress.change.state if progress is not None else TaskState.NOT_STARTED
    if state is TaskState.NOT_APPLICABLE:
        return TaskClock(state=ClockState.STOPPED)
    if task.time_limit is None or activation.level not in task.levels:
        return TaskClock(state=ClockState.NO_LIMIT)
    due_at = _counted_from(task, activation) + task.time_limit
    if progress is not None and state is TaskState.DONE:
        left = due_at - progress.at
        done = ClockState.MET if left >= timedelta(0) else ClockState.MISSED
        return TaskClock(state=done, due_at=due_at, left=left)
    left = due_at - now
    return TaskClock(state=_running(left, task.time_limit), due_at=due_at, left=left)


def _counted_from(task: PlanTask, activation: Activation) -> datetime:
    if activation.started.level in task.levels or activation.level_at is None:
        return activation.started_at
    return activation.level_at


def _running(left: timedelta, limit: timedelta) -> ClockState:
    if left < timedelta(0):
        return ClockState.OVERDUE
    return ClockState.SOON if left <= limit * SOON_FRACTION else ClockState.RUNNING
