# SPDX-License-Identifier: Apache-2.0
"""An activation as people read it: every task with its clock, and what it adds up to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from command_vehicle.domain.incidents import ResponseLevel
from command_vehicle.domain.plans import Activation, LevelRule, Plan, PlanTask, TaskState
from command_vehicle.domain.task_clock import ClockState, TaskClock, task_clock


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskLine:
    """A task of a plan that is being carried through.

    Attributes:
        task: From the plan.
        state: Where it stands.
        is_due: Whether the level in force calls for it.
        owner: Who has it: named by a person, else the group of the plan.
        note: Newest words on it, for example why it is not applicable.
        done_steps: Indices of ticked checklist steps.
        clock: Its time limit.
        changed_at: UTC of the newest word; None before the first.
        changed_by: Who said so.
    """

    task: PlanTask
    state: TaskState
    is_due: bool
    owner: str
    note: str
    done_steps: tuple[int, ...]
    clock: TaskClock
    changed_at: datetime | None
    changed_by: str

    @property
    def is_closed(self) -> bool:
        """Whether nothing is left to do about it."""
        return self.state in {TaskState.DONE, TaskState.NOT_APPLICABLE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Counts over tasks that the level calls for.

    Attributes:
        name: Phase or group; empty for the whole plan.
        due: How many the level calls for.
        closed: Of these, done or not applicable.
        under_way: Of these, in progress.
        overdue: Of these, beyond their limit and not done.
        soon: Of these, in the last fifth of their limit.
    """

    name: str
    due: int
    closed: int
    under_way: int
    overdue: int
    soon: int


def task_lines(plan: Plan, activation: Activation, now: datetime) -> tuple[TaskLine, ...]:
    """Every task of the plan, in the order of the plan."""
    said = {progress.change.task_key: progress for progress in activation.progress}
    lines = []
    for task in plan.tasks:
        progress = said.get(task.key)
        change = progress.change if progress is not None else None
        lines.append(
            TaskLine(
                task=task,
                state=change.state if change is not None else TaskState.NOT_STARTED,
                is_due=activation.level in task.levels,
                owner=(change.owner if change is not None else "") or task.group,
                note=change.note if change is not None else "",
                done_steps=change.done_steps if change is not None else (),
                clock=task_clock(task, activation, progress, now),
                changed_at=progress.at if progress is not None else None,
                changed_by=progress.by if progress is not None else "",
            )
        )
    return tuple(lines)


def tally(lines: Iterable[TaskLine], name: str = "") -> Tally:
    """Counts over the lines that the level calls for."""
    due = [line for line in lines if line.is_due]
    return Tally(
        name=name,
        due=len(due),
        closed=sum(line.is_closed for line in due),
        under_way=sum(line.state is TaskState.IN_PROGRESS for line in due),
        overdue=sum(line.clock.state is ClockState.OVERDUE for line in due),
        soon=sum(line.clock.state is ClockState.SOON for line in due),
    )


def tally_by_phase(plan: Plan, lines: Iterable[TaskLine]) -> tuple[Tally, ...]:
    """One tally per phase, in the order of the plan."""
    kept = tuple(lines)
    return tuple(
        tally((line for line in kept if line.task.phase == phase), phase) for phase in plan.phases
    )


def tally_by_group(plan: Plan, lines: Iterable[TaskLine]) -> tuple[Tally, ...]:
    """One tally per working group, in the order of the plan."""
    kept = tuple(lines)
    return tuple(
        tally((line for line in kept if line.task.group == group), group) for group in plan.groups
    )


def rules_for_raising(plan: Plan, level: ResponseLevel) -> tuple[LevelRule, ...]:
    """Conditions of the next graver level that the plan has rules for."""
    graver = sorted({rule.level for rule in plan.level_rules if rule.level < level}, reverse=True)
    return tuple(rule for rule in plan.level_rules if graver and rule.level is graver[0])
