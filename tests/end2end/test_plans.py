# SPDX-License-Identifier: Apache-2.0
from collections.abc import Iterator

import pytest

from command_vehicle.domain.errors import ErrorCode, ExpectedError
from command_vehicle.domain.incidents import IncidentType, ResponseLevel
from command_vehicle.domain.plans import Activation, Plan, PlanTask, TaskState
from command_vehicle.domain.task_clock import ClockState
from command_vehicle.domain.timeline import Entry, EntryFilter, EntryKind
from command_vehicle.services.events import ActivationsChanged
from command_vehicle.services.plans.board import (
    TaskLine,
    rules_for_raising,
    tally,
    tally_by_group,
    tally_by_phase,
)
from command_vehicle.services.ports import PageOf
from tests.support.county import County
from tests.support.late_runner import LateRunner

BASIS = "3.2.2 有毒气体泄漏且需疏散 500 人以上"


@pytest.fixture
def county() -> Iterator[County]:
    county = County()
    county.open_incident()
    yield county
    county.close()


def _plan(county: County, key: str = "qinglan-hazardous-chemicals") -> Plan:
    return next(plan for plan in county.library.plans if plan.key == key)


def _started(county: County, level: ResponseLevel = ResponseLevel.LEVEL_3) -> Activation:
    county.plans.activate(_plan(county), level, BASIS)
    return county.plans.activations[0]


def _task(county: County, key: str) -> PlanTask:
    return next(task for task in _plan(county).tasks if task.key == key)


def _line(county: County, key: str) -> TaskLine:
    lines = county.plans.lines(county.plans.activations[0])
    return next(line for line in lines if line.task.key == key)


def _newest(county: County) -> Entry:
    county.clock.advance(1)
    return county.store.entries(EntryFilter(), PageOf(limit=1))[0]


def test_starting_a_plan_is_an_activation_and_a_line_of_the_timeline(county: County) -> None:
    county.clock.advance(5)
    activation = _started(county)
    assert activation.started.plan_digest == _plan(county).digest
    assert (activation.level, activation.started_by) == (ResponseLevel.LEVEL_3, "周敏")
    entry = _newest(county)
    assert entry.recorded.kind is EntryKind.PLAN
    assert entry.recorded.text == (
        f"启动《青岚县危险化学品事故应急预案》2025 版，Ⅲ级响应。依据：{BASIS}"
    )
    assert entry.incident == activation.incident


def test_an_expired_plan_starts_and_the_entry_says_so(county: County) -> None:
    county.clock.advance(5)
    county.plans.activate(_plan(county, "qinglan-flood"), ResponseLevel.LEVEL_4, "暴雨")
    assert _newest(county).recorded.text.endswith("（预案已过期）")


def test_a_plan_does_not_start_without_a_reason(county: County) -> None:
    errors: list[ExpectedError] = []
    county.plans.activate(_plan(county), ResponseLevel.LEVEL_3, " ", failed=errors.append)
    assert [error.code for error in errors] == [ErrorCode.REASON_MISSING]
    assert county.plans.activations == ()


def test_a_plan_does_not_start_twice_for_one_incident(county: County) -> None:
    _started(county)
    errors: list[ExpectedError] = []
    county.plans.activate(_plan(county), ResponseLevel.LEVEL_3, BASIS, failed=errors.append)
    assert [error.code for error in errors] == [ErrorCode.PLAN_RUNNING]


def test_a_plan_is_offered_by_the_type_of_the_incident_until_it_runs(county: County) -> None:
    assert county.plans.offered_for is IncidentType.HAZARDOUS_CHEMICALS
    assert county.plans.offered() == (_plan(county),)
    _started(county)
    assert county.plans.offered() == ()


def test_a_task_is_started_completed_and_opened_again(county: County) -> None:
    task = _task(county, "4.1.1")
    states = [TaskState.IN_PROGRESS, TaskState.DONE, TaskState.IN_PROGRESS]
    _started(county)
    seen = []
    for state in states:
        county.clock.advance(5)
        county.plans.set_state(county.plans.activations[0], task, state)
        seen.append(_line(county, "4.1.1").state)
    assert seen == states


def test_each_change_of_a_task_is_a_line_of_the_timeline(county: County) -> None:
    activation = _started(county)
    county.clock.advance(5)
    county.plans.set_state(activation, _task(county, "4.1.1"), TaskState.DONE)
    assert _newest(county).recorded.text == "4.1.1　接报并登记：完成"


def test_setting_a_task_aside_needs_a_reason(county: County) -> None:
    activation = _started(county)
    errors: list[ExpectedError] = []
    task = _task(county, "4.4.2")
    county.plans.set_state(activation, task, TaskState.NOT_APPLICABLE, failed=errors.append)
    assert [error.code for error in errors] == [ErrorCode.REASON_MISSING]
    county.plans.set_state(activation, task, TaskState.NOT_APPLICABLE, note="无倒罐接口")
    line = _line(county, "4.4.2")
    assert (line.state, line.note) == (TaskState.NOT_APPLICABLE, "无倒罐接口")


def test_a_task_is_given_to_somebody_else(county: County) -> None:
    activation = _started(county)
    assert _line(county, "4.5.3").owner == "警戒疏散组"
    county.plans.reassign(activation, _task(county, "4.5.3"), "马国强")
    assert _line(county, "4.5.3").owner == "马国强"


def test_the_first_tick_starts_a_task_and_a_second_press_takes_it_back(county: County) -> None:
    _started(county)
    task = _task(county, "4.5.3")
    county.plans.tick(county.plans.activations[0], task, 1)
    assert _line(county, "4.5.3").done_steps == (1,)
    assert _line(county, "4.5.3").state is TaskState.IN_PROGRESS
    county.clock.advance(1)
    county.plans.tick(county.plans.activations[0], task, 1)
    assert _line(county, "4.5.3").done_steps == ()


def test_a_closed_task_keeps_its_time(county: County) -> None:
    activation = _started(county)
    task = _task(county, "4.5.3")
    county.plans.set_state(activation, task, TaskState.DONE)
    errors: list[ExpectedError] = []
    county.plans.tick(county.plans.activations[0], task, 0, failed=errors.append)
    county.plans.reassign(county.plans.activations[0], task, "马国强", failed=errors.append)
    assert [error.code for error in errors] == [ErrorCode.VALUE_INVALID] * 2


def test_time_limits_pass_by_the_clock(county: County) -> None:
    _started(county)
    seen = []
    for minutes in (0, 13, 3):
        county.clock.advance(minutes * 60)
        seen.append(_line(county, "4.1.2").clock.state)
    assert seen == [ClockState.RUNNING, ClockState.SOON, ClockState.OVERDUE]
    assert county.plans.overall().overdue == 5


def test_raising_the_level_calls_for_more_and_counts_from_then(county: County) -> None:
    activation = _started(county)
    assert not _line(county, "5.1.1").is_due
    county.clock.advance(2 * 3600)
    county.plans.change_level(activation, ResponseLevel.LEVEL_2, "3.2.3 转移超过 5000 人")
    line = _line(county, "5.1.1")
    assert line.is_due
    assert line.clock.state is ClockState.RUNNING
    assert county.plans.activations[0].level is ResponseLevel.LEVEL_2
    assert "调整为Ⅱ级响应" in _newest(county).recorded.text


def test_tallies_count_what_the_level_calls_for(county: County) -> None:
    activation = _started(county)
    county.plans.set_state(activation, _task(county, "4.1.1"), TaskState.DONE)
    lines = county.plans.lines(county.plans.activations[0])
    overall = tally(lines)
    assert (overall.closed, overall.due) == (1, 57)
    phases = {item.name: item for item in tally_by_phase(_plan(county), lines)}
    assert (phases["接报研判"].closed, phases["接报研判"].due) == (1, 6)
    assert phases["扩大响应"].due == 0
    groups = tally_by_group(_plan(county), lines)
    assert sum(item.due for item in groups) == overall.due


def test_the_rules_for_raising_are_those_of_the_next_graver_level(county: County) -> None:
    plan = _plan(county)
    rules = rules_for_raising(plan, ResponseLevel.LEVEL_3)
    assert {rule.level for rule in rules} == {ResponseLevel.LEVEL_2}
    assert rules_for_raising(plan, ResponseLevel.LEVEL_1) == ()


def test_an_incident_that_is_closed_takes_its_plans_along(county: County) -> None:
    _started(county)
    incident = county.incidents.current
    assert incident is not None
    county.incidents.close(incident, "处置结束", wording="处置结束")
    assert county.plans.activations == ()


def test_new_activations_are_announced(county: County) -> None:
    seen: list[ActivationsChanged] = []
    county.bus.subscribe(ActivationsChanged, seen.append)
    _started(county)
    assert seen


def test_an_activation_whose_plan_is_gone_has_no_tasks() -> None:
    with_plan = County()
    with_plan.plans.activate(_plan(with_plan), ResponseLevel.LEVEL_4, "x")
    activation = with_plan.plans.activations[0]
    without = County(plans=())
    assert without.plans.lines(activation) == ()
    with_plan.close()
    without.close()


def test_two_ticks_in_quick_succession_are_both_kept() -> None:
    county = County(runner=LateRunner)
    runner = county.runner
    assert isinstance(runner, LateRunner)
    county.plans.activate(_plan(county), ResponseLevel.LEVEL_3, BASIS)
    runner.answer_all()
    task, activation = _task(county, "4.5.3"), county.plans.activations[0]
    for step in (0, 1, 3):
        county.plans.tick(activation, task, step)
    runner.answer_all()
    assert _line(county, "4.5.3").done_steps == (0, 1, 3)
    county.close()


def test_two_presses_in_quick_succession_start_a_plan_once() -> None:
    county = County(runner=LateRunner)
    runner = county.runner
    assert isinstance(runner, LateRunner)
    errors: list[ExpectedError] = []
    for _ in range(2):
        county.plans.activate(_plan(county), ResponseLevel.LEVEL_3, BASIS, failed=errors.append)
    runner.answer_all()
    assert len(county.plans.activations) == 1
    assert [error.code for error in errors] == [ErrorCode.PLAN_RUNNING]
    county.close()
