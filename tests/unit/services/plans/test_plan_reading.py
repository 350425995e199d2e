# SPDX-License-Identifier: Apache-2.0
from collections.abc import Mapping
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from command_vehicle.domain.incidents import IncidentType, ResponseLevel
from command_vehicle.domain.plans import Plan, PlanType
from command_vehicle.services.plans.reading import read_plan
from command_vehicle.services.plans.text import PlanFault, PlanFaultReason, PlanNode

Tree = str | list["Tree"] | Mapping[str, "Tree"]

TASK: dict[str, Tree] = {
    "key": "4.10",
    "title": "设卡",
    "phase": "现场处置",
    "group": "警戒疏散组",
    "criterion": "三处设卡",
    "time_limit_min": "30",
    "levels": ["Ⅱ", "Ⅲ"],
    "clause": "4.10　设置检查点。",
    "checklist": ["西口", "北口"],
}
PLAN: dict[str, Tree] = {
    "format": "1",
    "key": "k",
    "edition": "2025",
    "title": "预案",
    "type": "专项预案",
    "owner": "县局",
    "valid_until": "2028-06-30",
    "incident_types": ["危险化学品"],
    "phases": ["现场处置"],
    "groups": ["警戒疏散组"],
    "levels": [{"level": "Ⅲ", "condition": "疏散 500 人", "clause": "3.2.2　……"}],
    "tasks": [TASK],
}


def _node(tree: Tree, line: int = 1) -> PlanNode:
    if isinstance(tree, str):
        return PlanNode(line=line, value=tree)
    if isinstance(tree, list):
        return PlanNode(line=line, value=tuple(_node(item, line + 1) for item in tree))
    return PlanNode(
        line=line,
        value={
            name: _node(item, line + 1 + place) for place, (name, item) in enumerate(tree.items())
        },
    )


def _plan(changes: Mapping[str, Tree]) -> Plan:
    plan, faults = read_plan("p.yaml", _node(PLAN | dict(changes)), "digest")
    assert faults == ()
    assert plan is not None
    return plan


def _faults(tree: Tree) -> tuple[PlanFault, ...]:
    plan, faults = read_plan("p.yaml", _node(tree), "digest")
    assert plan is None
    return faults


def _task_faults(changes: Mapping[str, Tree]) -> list[tuple[str, PlanFaultReason]]:
    found = _faults(PLAN | {"tasks": [TASK | dict(changes)]})
    return [(fault.field, fault.reason) for fault in found]


def test_a_plan_is_read_field_by_field() -> None:
    plan = _plan({})
    assert (plan.key, plan.edition, plan.digest) == ("k", "2025", "digest")
    assert plan.type is PlanType.SPECIAL
    assert plan.valid_until == date(2028, 6, 30)
    assert plan.incident_types == {IncidentType.HAZARDOUS_CHEMICALS}
    assert plan.level_rules[0].level is ResponseLevel.LEVEL_3


def test_a_task_is_read_field_by_field() -> None:
    task = _plan({}).tasks[0]
    assert task.key == "4.10"
    assert task.time_limit == timedelta(minutes=30)
    assert task.levels == {ResponseLevel.LEVEL_2, ResponseLevel.LEVEL_3}
    assert task.checklist == ("西口", "北口")


def test_a_task_without_levels_is_due_at_all_of_them() -> None:
    task = {name: value for name, value in TASK.items() if name != "levels"}
    assert _plan({"tasks": [task]}).tasks[0].levels == frozenset(ResponseLevel)


@pytest.mark.parametrize("name", ["key", "edition", "title", "type", "owner", "phases", "tasks"])
def test_a_field_that_is_missing_is_named(name: str) -> None:
    tree = {field: value for field, value in PLAN.items() if field != name}
    found = [(fault.field, fault.reason) for fault in _faults(tree)]
    assert (name, PlanFaultReason.MISSING) in found


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"phase": "别的阶段"}, ("tasks[1].phase", PlanFaultReason.UNKNOWN_WORD)),
        ({"group": "别的组"}, ("tasks[1].group", PlanFaultReason.UNKNOWN_WORD)),
        ({"levels": ["Ⅴ"]}, ("tasks[1].levels[1]", PlanFaultReason.UNKNOWN_WORD)),
        ({"time_limit_min": "半小时"}, ("tasks[1].time_limit_min", PlanFaultReason.NOT_A_NUMBER)),
        ({"title": ""}, ("tasks[1].title", PlanFaultReason.MISSING)),
        ({"titel": "x"}, ("tasks[1].titel", PlanFaultReason.UNKNOWN_FIELD)),
        ({"checklist": "西口"}, ("tasks[1].checklist", PlanFaultReason.NOT_A_LIST)),
        ({"clause": ["x"]}, ("tasks[1].clause", PlanFaultReason.NOT_A_TEXT)),
    ],
)
def test_a_wrong_field_of_a_task_is_named(
    changes: dict[str, Tree], fault: tuple[str, PlanFaultReason]
) -> None:
    assert _task_faults(changes) == [fault]


def test_a_key_that_stands_twice_is_a_fault() -> None:
    found = _faults(PLAN | {"tasks": [TASK, TASK]})
    assert [(fault.field, fault.reason, fault.value) for fault in found] == [
        ("tasks[2].key", PlanFaultReason.TWICE, "4.10")
    ]


def test_a_date_that_is_none_is_a_fault() -> None:
    assert _faults(PLAN | {"valid_until": "永久"})[0].reason is PlanFaultReason.DATE_UNREADABLE


def test_another_format_is_a_fault() -> None:
    assert _faults(PLAN | {"format": "2"})[0].field == "format"


def test_a_fault_knows_its_line() -> None:
    found = _faults(PLAN | {"valid_until": "永久"})
    assert found[0].line == 1 + 1 + list(PLAN).index("valid_until")


def test_a_file_that_is_no_mapping_has_one_fault_at_its_root() -> None:
    assert [fault.reason for fault in _faults(["x"])] == [PlanFaultReason.NOT_A_MAPPING]


trees = st.recursive(
    st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([*PLAN, *TASK]), inner, max_size=6)
    ),
    max_leaves=20,
)


@given(trees)
def test_no_tree_raises(tree: Tree) -> None:
    plan, faults = read_plan("p.yaml", _node(tree), "digest")
    assert (plan is None) == bool(faults)
