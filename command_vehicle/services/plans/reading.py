# SPDX-License-Identifier: Apache-2.0
"""From the words of a plan file to a plan, or to all that is wrong with the file.

The fields are described for those who write plans in `docs/operations/plans.md`.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from command_vehicle.domain.incidents import IncidentType, ResponseLevel
from command_vehicle.domain.plans import LevelRule, Plan, PlanTask, PlanType
from command_vehicle.services.plans.form import PlanForm
from command_vehicle.services.plans.text import PlanFault, PlanFaultReason, PlanNode

FORMAT: Final = "1"

_TYPES: Final[Mapping[str, PlanType]] = {
    "综合预案": PlanType.GENERAL,
    "专项预案": PlanType.SPECIAL,
    "现场处置方案": PlanType.ON_SCENE,
}
_INCIDENT_TYPES: Final[Mapping[str, IncidentType]] = {
    "自然灾害": IncidentType.NATURAL_DISASTER,
    "事故灾难": IncidentType.ACCIDENT,
    "公共卫生": IncidentType.PUBLIC_HEALTH,
    "社会安全": IncidentType.PUBLIC_SECURITY,
    "危险化学品": IncidentType.HAZARDOUS_CHEMICALS,
    "火灾": IncidentType.FIRE,
    "矿山": IncidentType.MINE,
    "交通": IncidentType.TRAFFIC,
    "洪涝": IncidentType.FLOOD,
    "地震": IncidentType.EARTHQUAKE,
    "地质灾害": IncidentType.GEOLOGICAL,
    "森林草原火灾": IncidentType.FOREST_FIRE,
}
_LEVELS: Final[Mapping[str, ResponseLevel]] = {
    "Ⅰ": ResponseLevel.LEVEL_1,
    "Ⅱ": ResponseLevel.LEVEL_2,
    "Ⅲ": ResponseLevel.LEVEL_3,
    "Ⅳ": ResponseLevel.LEVEL_4,
}


def read_plan(file: str, node: PlanNode, digest: str) -> tuple[Plan | None, tuple[PlanFault, ...]]:
    """The plan that the file describes, or None and every fault with its line and field."""
    faults: list[PlanFault] = []
    form = PlanForm(file, node, "", faults)
    if form.text("format", required=True) not in {FORMAT, ""}:
        form.blame("format", PlanFaultReason.UNKNOWN_WORD, form.text("format"))
    phases, groups = form.texts("phases", required=True), form.texts("groups", required=True)
    plan_type = form.choice("type", _TYPES)
    plan = Plan(
        key=form.text("key", required=True),
        edition=form.text("edition", required=True),
        title=form.text("title", required=True),
        type=plan_type or PlanType.GENERAL,
        owner=form.text("owner", required=True),
        digest=digest,
        incident_types=frozenset(form.choices("incident_types", _INCIDENT_TYPES, required=True)),
        phases=phases,
        groups=groups,
        level_rules=tuple(_level_rule(rule) for rule in form.forms("levels")),
        tasks=_tasks(form, phases, groups),
        valid_until=form.day("valid_until"),
    )
    form.close()
    faults.sort(key=lambda fault: fault.line)
    return (None if faults else plan), tuple(faults)


def _level_rule(form: PlanForm) -> LevelRule:
    rule = LevelRule(
        level=form.choice("level", _LEVELS) or ResponseLevel.LEVEL_4,
        condition=form.text("condition", required=True),
        clause=form.text("clause", required=True),
    )
    form.close()
    return rule


def _tasks(
    plan: PlanForm, phases: tuple[str, ...], groups: tuple[str, ...]
) -> tuple[PlanTask, ...]:
    tasks = []
    seen: set[str] = set()
    for form in plan.forms("tasks"):
        task = _task(form, phases, groups)
        if task.key in seen:
            form.blame("key", PlanFaultReason.TWICE, task.key)
        seen.add(task.key)
        tasks.append(task)
    return tuple(tasks)


def _task(form: PlanForm, phases: tuple[str, ...], groups: tuple[str, ...]) -> PlanTask:
    minutes = form.number("time_limit_min")
    levels = frozenset(form.choices("levels", _LEVELS))
    task = PlanTask(
        key=form.text("key", required=True),
        title=form.text("title", required=True),
        phase=form.one_of("phase", phases),
        group=form.one_of("group", groups),
        criterion=form.text("criterion"),
        time_limit=None if minutes is None else timedelta(minutes=minutes),
        clause=form.text("clause", required=True),
        checklist=form.texts("checklist"),
        levels=levels or frozenset(ResponseLevel),
    )
    form.close()
    return task
