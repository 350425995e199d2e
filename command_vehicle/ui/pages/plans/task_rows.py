# SPDX-License-Identifier: Apache-2.0
"""The tasks of an activation in the order a person asks for, with a heading above each group."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from typing import Final

from PySide6.QtCore import QCoreApplication

from command_vehicle.domain.plans import Plan
from command_vehicle.domain.task_clock import ClockState
from command_vehicle.services.plans.board import TaskLine, tally
from command_vehicle.ui.pages.plans.words import not_due_word

_END_OF_TIME: Final = datetime.max.replace(tzinfo=UTC)


class Grouping(Enum):
    """How tasks are put together."""

    GROUP = "group"
    PHASE = "phase"
    DEADLINE = "deadline"


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupHead:
    """A heading.

    Attributes:
        name: Group, phase or how the clocks stand.
        due: Tasks below it that the level calls for.
        closed: Of these, done or not applicable.
    """

    name: str
    due: int
    closed: int


TaskRow = GroupHead | TaskLine


def task_rows(
    plan: Plan,
    lines: Iterable[TaskLine],
    grouping: Grouping,
    *,
    phase: str | None = None,
    is_open_only: bool = False,
) -> tuple[TaskRow, ...]:
    """Headings and tasks; counts in headings are of all tasks, shown or not."""
    within = [line for line in lines if phase is None or line.task.phase == phase]
    names, name_of = _ORDERS[grouping](plan)
    rows: list[TaskRow] = []
    for name in names:
        group = [line for line in within if name_of(line) == name]
        shown = [line for line in group if not (is_open_only and line.is_closed)]
        if shown:
            counts = tally(group)
            rows.append(GroupHead(name=name, due=counts.due, closed=counts.closed))
            rows.extend(_by_deadline(shown) if grouping is Grouping.DEADLINE else shown)
    return tuple(rows)


def _by_deadline(lines: list[TaskLine]) -> list[TaskLine]:
    return sorted(lines, key=lambda line: line.clock.due_at or _END_OF_TIME)


_Order = tuple[tuple[str, ...], Callable[[TaskLine], str]]


def _by_group(plan: Plan) -> _Order:
    return plan.groups, lambda line: line.task.group


def _by_phase(plan: Plan) -> _Order:
    return plan.phases, lambda line: line.task.phase


def _by_clock(_plan: Plan) -> _Order:
    translate = QCoreApplication.translate
    words = {
        ClockState.OVERDUE: translate("Plans", "已超时"),
        ClockState.SOON: translate("Plans", "将到"),
        ClockState.RUNNING: translate("Plans", "未到时限"),
        ClockState.NO_LIMIT: translate("Plans", "无时限"),
        ClockState.MET: translate("Plans", "已结束"),
    }
    not_due = not_due_word()

    def name_of(line: TaskLine) -> str:
        if line.is_closed:
            return words[ClockState.MET]
        return words[line.clock.state] if line.is_due else not_due

    return (*words.values(), not_due), name_of


_ORDERS: Final[dict[Grouping, Callable[[Plan], _Order]]] = {
    Grouping.GROUP: _by_group,
    Grouping.PHASE: _by_phase,
    Grouping.DEADLINE: _by_clock,
}
