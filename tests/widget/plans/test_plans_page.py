# SPDX-License-Identifier: Apache-2.0
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from command_vehicle.domain.incidents import IncidentType, ResponseLevel
from command_vehicle.domain.plans import Plan, TaskState
from command_vehicle.domain.timeline import EntryFilter
from command_vehicle.services.plans.board import TaskLine
from command_vehicle.services.ports import PageOf
from command_vehicle.ui.bridge import UiBridge
from command_vehicle.ui.components.painting import TARGET_PX
from command_vehicle.ui.pages.plans.page import PlansPage
from command_vehicle.ui.pages.plans.task_model import ROW_ROLE
from command_vehicle.ui.pages.plans.task_rows import GroupHead
from tests.support.clock import FakeTicker
from tests.support.county import BEIJING, RESOURCES, County
from tests.support.hands import click, press, type_words
from tests.support.look import make_icons, make_style
from tests.support.model_rules import ModelTester

CHEMICALS = "青岚县危险化学品事故应急预案"
FLOOD = "青岚县防汛应急预案"


class _Desk:
    """A page on the county, in a window of 1600 px."""

    def __init__(self, qtbot: QtBot, county: County) -> None:
        self.county = county
        self.ticker = FakeTicker()
        self.page = PlansPage(
            plans=county.plans,
            library=county.library,
            clock=county.clock,
            style=make_style(),
            icons=make_icons(),
            bridge=UiBridge(county.bus, self.ticker),
            zone=BEIJING,
        )
        qtbot.addWidget(self.page)
        self.page.resize(1600, 780)
        self.page.show()

    def items(self) -> list[str]:
        """The list of the library, top to bottom."""
        model = self.page.library.model
        return [str(model.index(row).data()) for row in range(model.rowCount())]

    def start(self, level: ResponseLevel = ResponseLevel.LEVEL_3) -> None:
        """Start the plan for chemicals and show it."""
        plan = next(plan for plan in self.county.library.plans if plan.title == CHEMICALS)
        self.county.plans.activate(plan, level, "3.2.2 需疏散 500 人以上")
        self.page.show_running()

    def choose(self, key: str) -> TaskLine:
        """Choose a task."""
        self.page.running.tasks.choose(key)
        return self.line()

    def line(self) -> TaskLine:
        """The chosen task as it stands."""
        line = self.page.running.tasks.current_line
        assert line is not None
        return line

    def heads(self) -> list[str]:
        """Headings between the tasks."""
        model = self.page.running.model
        rows = (model.index(row).data(ROW_ROLE) for row in range(model.rowCount()))
        return [row.name for row in rows if isinstance(row, GroupHead)]

    def newest_entry(self) -> str:
        """What the timeline says last."""
        self.county.clock.advance(1)
        return self.county.store.entries(EntryFilter(), PageOf(limit=1))[0].recorded.text


@pytest.fixture
def county() -> Iterator[County]:
    county = County()
    yield county
    county.close()


@pytest.fixture
def desk(qtbot: QtBot, county: County) -> _Desk:
    county.open_incident()
    county.clock.advance(1)
    return _Desk(qtbot, county)


def test_the_library_offers_what_fits_the_incident_and_says_why(desk: _Desk) -> None:
    assert desk.items() == [
        "建议启动 事件类型：危险化学品",
        f"{CHEMICALS}　2025 版，有效至 2028-06-30",
        "全部预案",
        f"{CHEMICALS}　2025 版，有效至 2028-06-30",
        f"{FLOOD}　2023 版，已过期 34 天",
    ]


def test_without_an_incident_nothing_is_offered(qtbot: QtBot, county: County) -> None:
    assert _Desk(qtbot, county).items()[0] == "全部预案"


def test_the_first_plan_is_open_to_read(desk: _Desk) -> None:
    assert desk.page.library.viewer.title.text() == f"{CHEMICALS}　2025 版"
    assert "不清楚的注明未知，不得空缺" in desk.page.library.viewer.text.toPlainText()


def test_a_search_shows_the_sentence_and_opens_it(desk: _Desk) -> None:
    desk.page.focus_search()
    type_words(desk.page.search, "留守监护")
    press(desk.page.search, Qt.Key.Key_Return)
    assert desk.items()[0] == "命中 2 处"
    assert desk.items()[1].startswith(f"{CHEMICALS}，4.4.3　堵漏后应当留守监护")
    assert "doubtSoft" not in desk.page.library.viewer.text.toHtml()
    assert desk.page.library.viewer.text.toHtml().count("background-color") >= 1


def test_a_search_for_markup_marks_nothing_but_text(desk: _Desk) -> None:
    desk.page.library.search("span")
    assert desk.items() == ["没有找到“span”"]


def test_a_broken_plan_is_listed_with_its_fault(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "坏的.yaml").write_text("title: 坏的\n标题: x\n", encoding="utf-8")
    county = County(plans=(RESOURCES / "plans", tmp_path))
    desk = _Desk(qtbot, county)
    assert desk.items()[-2:] == ["未收入", "坏的.yaml，第 1 行　format　没有填"]
    desk.page.library.list.setCurrentIndex(
        desk.page.library.model.index(desk.page.library.model.rowCount() - 1)
    )
    assert "没有这个字段：标题" in desk.page.library.viewer.text.toPlainText()
    county.close()


def test_starting_asks_for_a_reason(desk: _Desk) -> None:
    click(desk.page.library.viewer.start_key)
    click(desk.page.library.form.submit)
    assert desk.page.library.form.error.text() == "要写依据。勾选一条，或写一句。"
    assert desk.county.plans.activations == ()


def test_a_condition_that_is_ticked_becomes_the_basis(desk: _Desk) -> None:
    click(desk.page.library.viewer.start_key)
    form = desk.page.library.form
    click(form.levels.button(ResponseLevel.LEVEL_3.name))
    press(form.conditions[1], Qt.Key.Key_Space)
    assert form.basis.text() == "3.2.2 有毒气体泄漏且需疏散 500 人以上"
    press(form.conditions[1], Qt.Key.Key_Space)
    assert form.basis.text() == ""


def test_a_plan_is_started_and_shown(desk: _Desk) -> None:
    click(desk.page.library.viewer.start_key)
    form = desk.page.library.form
    click(form.levels.button(ResponseLevel.LEVEL_3.name))
    press(form.conditions[0], Qt.Key.Key_Space)
    press(form.basis, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert desk.page.view == "running"
    assert desk.page.tabs.button("running").text() == "执行中 1"
    assert desk.page.running.summary.title.text() == f"{CHEMICALS}　2025 版"
    assert desk.page.running.summary.done.number.text() == "0 / 57"


def test_a_plan_that_has_expired_says_so_before_it_starts(qtbot: QtBot, county: County) -> None:
    county.open_incident(IncidentType.FLOOD)
    desk = _Desk(qtbot, county)
    desk.page.make_new()
    assert desk.page.library.form.notice.text() == (
        "预案 2023 版已过期 34 天，仍可启动，启动记录会注明。"
    )


def test_news_do_not_take_away_a_form_that_is_being_filled_in(desk: _Desk) -> None:
    desk.page.make_new()
    type_words(desk.page.library.form.basis, "一句依据")
    desk.county.library.load()
    desk.ticker.tick()
    assert desk.page.library.is_starting
    assert desk.page.library.form.basis.text() == "一句依据"


def test_escape_leaves_the_form_without_starting(desk: _Desk) -> None:
    desk.page.make_new()
    press(desk.page.library.form.basis, Qt.Key.Key_Escape)
    assert not desk.page.library.is_starting
    assert desk.county.plans.activations == ()


def test_a_plan_that_runs_cannot_be_started_again(desk: _Desk) -> None:
    desk.start()
    desk.page.show_library()
    assert desk.page.library.viewer.start_key.shown_text == "已在执行"
    assert not desk.page.library.viewer.start_key.isEnabled()


def test_without_an_activation_the_page_says_how_to_begin(desk: _Desk) -> None:
    click(desk.page.tabs.button("running"))
    assert desk.page.running.empty.sentence == "还没有启动预案。"


def test_tasks_stand_under_their_groups(desk: _Desk) -> None:
    desk.start()
    assert desk.heads()[:3] == ["综合协调组", "抢险救援组", "警戒疏散组"]


def test_tasks_stand_under_their_phases_or_by_deadline(desk: _Desk) -> None:
    desk.start()
    click(desk.page.groupings.button("phase"))
    assert desk.heads()[:2] == ["接报研判", "启动响应"]
    desk.county.clock.advance(14 * 60)
    desk.ticker.tick()
    click(desk.page.groupings.button("deadline"))
    assert desk.heads()[:3] == ["已超时", "将到", "未到时限"]


def test_the_model_keeps_the_rules_of_models(desk: _Desk, qtmodeltester: ModelTester) -> None:
    desk.start()
    qtmodeltester.check(desk.page.running.model)
    qtmodeltester.check(desk.page.library.model)


def test_space_completes_the_chosen_task(desk: _Desk) -> None:
    desk.start()
    desk.choose("4.1.1")
    press(desk.page.running.tasks, Qt.Key.Key_Space)
    assert desk.line().state is TaskState.DONE
    assert desk.page.running.summary.done.number.text() == "1 / 57"
    assert desk.newest_entry() == "4.1.1　接报并登记：完成"


def test_space_on_a_closed_task_does_nothing(desk: _Desk) -> None:
    desk.start()
    desk.choose("4.1.1")
    press(desk.page.running.tasks, Qt.Key.Key_Space)
    at = desk.line().changed_at
    desk.county.clock.advance(60)
    press(desk.page.running.tasks, Qt.Key.Key_Space)
    assert desk.line().changed_at == at


def test_the_panel_shows_clock_checklist_and_clause(desk: _Desk) -> None:
    desk.start()
    desk.choose("4.5.3")
    panel = desk.page.running.panel
    assert panel.title.text() == "返回通道设卡"
    assert panel.clock.text() == "03:30:00"
    assert panel.steps[0].text() == "园区大道西口 设卡"
    assert all(row.height() >= TARGET_PX for row in panel.steps)


def test_a_step_is_ticked_by_a_press(desk: _Desk) -> None:
    desk.start()
    desk.choose("4.5.3")
    click(desk.page.running.panel.steps[0])
    assert desk.line().done_steps == (0,)
    assert desk.line().state is TaskState.IN_PROGRESS
    assert desk.newest_entry() == "4.5.3　返回通道设卡：园区大道西口 设卡 已办"


def test_a_task_is_set_aside_only_with_a_reason(desk: _Desk) -> None:
    desk.start()
    desk.choose("4.4.2")
    panel = desk.page.running.panel
    click(panel.skip_key)
    click(panel.form.submit)
    assert panel.form.error.text() == "不能空着。写一句再存。"
    type_words(panel.form.answer, "吨瓶无倒罐接口")
    press(panel.form.answer, Qt.Key.Key_Return)
    assert desk.line().state is TaskState.NOT_APPLICABLE
    assert not panel.is_asking
    assert panel.reopen_key.isVisible()


def test_a_task_is_given_to_somebody_else(desk: _Desk) -> None:
    desk.start()
    desk.choose("4.5.3")
    panel = desk.page.running.panel
    click(panel.owner_key)
    type_words(panel.form.answer, "马国强")
    press(panel.form.answer, Qt.Key.Key_Return)
    assert desk.line().owner == "马国强"
    assert desk.newest_entry() == "4.5.3　返回通道设卡：改派 马国强"


def test_escape_leaves_a_question_unanswered(desk: _Desk) -> None:
    desk.start()
    desk.choose("4.5.3")
    click(desk.page.running.panel.owner_key)
    press(desk.page.running.panel.form.answer, Qt.Key.Key_Escape)
    assert not desk.page.running.panel.is_asking
    assert desk.line().owner == "警戒疏散组"


def test_a_second_does_not_take_away_what_is_being_typed(desk: _Desk) -> None:
    desk.start()
    desk.choose("4.5.3")
    panel = desk.page.running.panel
    click(panel.skip_key)
    type_words(panel.form.answer, "半句")
    desk.county.clock.advance(1)
    desk.ticker.tick()
    assert panel.is_asking
    assert panel.form.answer.text() == "半句"


def test_clocks_run_down_and_turn_overdue(desk: _Desk, qtbot: QtBot) -> None:
    desk.start()
    desk.choose("4.1.2")
    panel = desk.page.running.panel
    desk.county.clock.advance(14 * 60)
    desk.ticker.tick()
    assert (panel.clock.text(), panel.sign.shown_text) == ("01:00", "将到")
    desk.county.clock.advance(3 * 60)
    with qtbot.waitSignal(desk.page.attention_changed) as attention:
        desk.ticker.tick()
    assert panel.clock.text() == "超 2\u2009min"
    assert panel.clock.role == "alert"
    assert attention.args == [5]


def test_only_open_tasks_can_be_shown(desk: _Desk) -> None:
    desk.start()
    desk.choose("4.1.1")
    press(desk.page.running.tasks, Qt.Key.Key_Space)
    before = desk.page.running.model.rowCount()
    click(desk.page.open_only)
    assert desk.page.running.model.rowCount() == before - 1


def test_a_phase_is_chosen_on_the_left(desk: _Desk) -> None:
    desk.start()
    rows = desk.page.running.column.rows
    assert (rows[1].text(), rows[1].figure) == ("接报研判", "0 / 6")
    assert (rows[5].text(), rows[5].figure) == ("扩大响应", "未触发")
    click(rows[1])
    assert desk.page.running.model.rowCount() == 6 + 3


def test_the_level_is_raised_with_a_reason(desk: _Desk) -> None:
    desk.start()
    click(desk.page.running.column.level_key)
    form = desk.page.running.form
    click(form.levels.button(ResponseLevel.LEVEL_2.name))
    press(form.conditions[2], Qt.Key.Key_Space)
    click(form.submit)
    assert desk.page.running.summary.shield.accessibleName() == "Ⅱ级响应"
    assert desk.page.running.column.rows[5].figure == "0 / 5"
    assert desk.newest_entry().endswith("调整为Ⅱ级响应。依据：3.2.3 饮用水源受影响")


def test_two_activations_can_be_told_apart(desk: _Desk) -> None:
    flood: Plan = next(plan for plan in desk.county.library.plans if plan.title == FLOOD)
    desk.start()
    desk.county.clock.advance(1)
    desk.county.plans.activate(flood, ResponseLevel.LEVEL_4, "暴雨")
    assert desk.page.tabs.button("running").text() == "执行中 2"
    other = next(item for item in desk.county.plans.activations if item.started.plan_title == FLOOD)
    desk.page.running.show_activation(other.id)
    assert desk.page.running.summary.title.text() == f"{FLOOD}　2023 版"


@pytest.mark.parametrize("size", [(1208, 600), (1524, 780)])
def test_every_key_is_large_enough_for_a_finger(desk: _Desk, size: tuple[int, int]) -> None:
    desk.page.resize(*size)
    desk.start()
    small = [
        key.text()
        for key in desk.page.findChildren(QAbstractButton)
        if key.isVisible() and key.text() and min(key.width(), key.height()) < TARGET_PX
    ]
    assert small == []
