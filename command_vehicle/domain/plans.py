# SPDX-License-Identifier: Apache-2.0
"""Plans 预案: what was thought out beforehand, and how it is carried through."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import IntEnum

from command_vehicle.domain.identity import OperationId
from command_vehicle.domain.incidents import IncidentType, ResponseLevel


class PlanType(IntEnum):
    """综合预案, 专项预案, 现场处置方案."""

    GENERAL = 1
    SPECIAL = 2
    ON_SCENE = 3


class TaskState(IntEnum):
    """State of a task. NOT_APPLICABLE needs a reason."""

    NOT_STARTED = 0
    IN_PROGRESS = 1
    DONE = 2
    NOT_APPLICABLE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanTask:
    """A task of a plan.

    Attributes:
        key: Stable within the plan, for example `4.5.3`.
        title: Verb first.
        phase: Name of the phase it belongs to.
        group: Working group that owns it.
        criterion: When it counts as done.
        time_limit: After activation; None without a limit.
        clause: The plan's own words.
        checklist: Steps, in order.
        levels: Response levels at which it is due.
    """

    key: str
    title: str
    phase: str
    group: str
    criterion: str = ""
    time_limit: timedelta | None = None
    clause: str = ""
    checklist: tuple[str, ...] = ()
    levels: frozenset[ResponseLevel] = frozenset(ResponseLevel)


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelRule:
    """When a level is to be suggested, in the plan's own words."""

    level: ResponseLevel
    condition: str
    clause: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A plan of the library.

    Attributes:
        key: Stable across editions.
        edition: For example `2025`.
        digest: SHA-256 of the file it was read from, hex; proves which text was used.
        valid_until: Last day; None without an end.
    """

    key: str
    edition: str
    title: str
    type: PlanType
    owner: str
    digest: str
    incident_types: frozenset[IncidentType]
    phases: tuple[str, ...]
    groups: tuple[str, ...]
    level_rules: tuple[LevelRule, ...]
    tasks: tuple[PlanTask, ...]
    valid_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanActivated:
    """A person started a plan at a level. The operation's id is the activation's id."""

    plan_key: str
    edition: str
    plan_digest: str
    plan_title: str
    level: ResponseLevel
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLevelChanged:
    """A person changed the level of the activation named in `record`."""

    level: ResponseLevel
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskStateChanged:
    """A person moved a task of the activation named in `record`.

    Attributes:
        task_key: Key of the task in the plan.
        state: New state.
        owner: Who has it now.
        note: Reason, needed for NOT_APPLICABLE.
        done_steps: Indices of ticked checklist steps.
    """

    task_key: str
    state: TaskState
    owner: str = ""
    note: str = ""
    done_steps: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskProgress:
    """What has become of a task.

    Attributes:
        change: Newest word on it.
        at: UTC of that word.
        by: Who said so.
        operation: Operation that said so, the `base` of the next one.
    """

    change: TaskStateChanged
    at: datetime
    by: str
    operation: OperationId


@dataclass(frozen=True, slots=True, kw_only=True)
class Activation:
    """A plan being carried through.

    Attributes:
        id: Operation that started it.
        started: Plan, edition and level at the start.
        started_at: UTC.
        started_by: Who.
        incident: For which incident.
        level: Level in force.
        level_at: UTC of the newest change of level; None while the first is in force.
        progress: By task key; a task that is not here has not started.
    """

    id: OperationId
    started: PlanActivated
    started_at: datetime
    started_by: str
    incident: OperationId | None
    level: ResponseLevel
    level_at: datetime | None = None
    progress: tuple[TaskProgress, ...] = ()
