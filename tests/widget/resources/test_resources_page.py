# SPDX-License-Identifier: Apache-2.0
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from command_vehicle.domain.errors import ErrorCode, ExpectedError, StoreError
from command_vehicle.domain.geodesy import GeoPoint
from command_vehicle.domain.resources import ResourceStatus
from command_vehicle.domain.timeline import EntryFilter
from command_vehicle.services.ports import PageOf
from command_vehicle.ui.bridge import UiBridge
from command_vehicle.ui.components.painting import TARGET_PX
from command_vehicle.ui.pages.resources.catalogue_model import Column
from command_vehicle.ui.pages.resources.page import ResourcesPage
from tests.support.clock import FakeTicker
from tests.support.county import SAMPLE_ROWS, SEAT, County
from tests.support.hands import click, press, type_words
from tests.support.look import make_icons, make_style
from tests.support.model_rules import ModelTester


class _Where:
    """Where the vehicle is, as a test says."""

    def __init__(self, point: GeoPoint | None) -> None:
        self.point = point

    def __call__(self) -> GeoPoint | None:
        return self.point


class _Desk:
    """A page on the county, in a window of 1600 px."""

    def __init__(self, qtbot: QtBot, county: County, where: GeoPoint | None = SEAT) -> None:
        self.county = county
        self.where = _Where(where)
        self.ticker = FakeTicker()
        self.page = ResourcesPage(
            resources=county.resources,
            files=county.files,
            position=self.where,
            clock=county.clock,
            style=make_style(),
            icons=make_icons(),
            bridge=UiBridge(county.bus, self.ticker),
        )
        qtbot.addWidget(self.page)
        self.page.resize(1600, 780)
        self.page.show()

    def cell(self, row: int, column: Column) -> str:
        """What stands in a cell."""
        return str(self.page.model.index(row, column).data())

    def names(self) -> list[str]:
        """Names on the page, top to bottom."""
        model = self.page.model
        return [
            state.resource.name
            for row in range(model.rowCount())
            if (state := model.state_at(row)) is not None
        ]

    def facts(self) -> dict[str, str]:
        """What the panel says."""
        return {fact.name: fact.value for fact in self.page.panel.facts.facts}

    def search(self, text: str) -> None:
        """Type into the search field and press Enter."""
        self.page.focus_search()
        type_words(self.page.search, text)
        press(self.page.search, Qt.Key.Key_Return)


@pytest.fixture
def county() -> Iterator[County]:
    county = County()
    county.fill()
    yield county
    county.close()


@pytest.fixture
def desk(qtbot: QtBot, county: County) -> Iterator[_Desk]:
    desk = _Desk(qtbot, county)
    yield desk
    desk.page.hide()


def test_the_whole_catalogue_is_listed(desk: _Desk) -> None:
    assert desk.page.model.rowCount() == SAMPLE_ROWS
    assert desk.page.foot.total.text() == "107 条"


def test_the_model_keeps_the_rules_of_models(desk: _Desk, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(desk.page.model)


def test_a_row_says_strength_distance_contact_and_check(desk: _Desk) -> None:
    desk.search("消防一中队 重型")
    assert desk.names() == ["消防一中队"]
    assert [desk.cell(0, column) for column in Column] == [
        "消防一中队，队伍",
        "32 人 ・ 6 车",
        "831\u2009m",
        "李建国 139-0000-2071",
        "2026-04-21",
        "未知",
    ]


def test_unknown_strength_is_a_question_mark(desk: _Desk) -> None:
    desk.search("蓝箭")
    assert desk.cell(0, Column.STRENGTH) == "? 人 ・ 4 车"
    assert desk.facts()["人数"] == "? 未知"


def test_without_a_position_the_distance_is_unknown_and_cannot_be_chosen(
    qtbot: QtBot, county: County
) -> None:
    desk = _Desk(qtbot, county, where=None)
    assert desk.cell(0, Column.DISTANCE) == "?"
    assert not desk.page.filters.radii.button("5").isEnabled()


def test_a_kind_is_chosen_by_its_key(desk: _Desk) -> None:
    click(desk.page.filters.groups.button("medical"))
    assert len(desk.names()) == 4
    assert all("院" in name for name in desk.names())


def test_what_is_near_comes_nearest_first_with_sums(desk: _Desk) -> None:
    click(desk.page.filters.groups.button("targets"))
    click(desk.page.filters.radii.button("5"))
    assert desk.names() == ["县第一幼儿园", "柳溪镇敬老院", "柳溪镇区", "柳溪中学"]
    assert desk.page.foot.sums.text() == "已知 7\u2009758 人，1 处人数未知"


def test_a_loss_of_position_gives_the_whole_catalogue_back(desk: _Desk) -> None:
    click(desk.page.filters.radii.button("1"))
    desk.where.point = None
    for _ in range(5):
        desk.ticker.tick()
    assert desk.page.model.rowCount() == SAMPLE_ROWS


def test_a_search_without_a_hit_says_what_to_loosen(desk: _Desk) -> None:
    desk.search("潜水艇")
    assert desk.page.empty.isVisible()
    assert desk.page.empty.sentence == "没有找到“潜水艇”"


def test_nothing_near_says_so(qtbot: QtBot, county: County) -> None:
    desk = _Desk(qtbot, county, where=GeoPoint(latitude_deg=30.0, longitude_deg=100.0))
    click(desk.page.filters.radii.button("1"))
    assert desk.page.empty.sentence == "附近 1.0\u2009km 没有登记的资源。"


def test_an_empty_catalogue_says_how_to_begin(qtbot: QtBot) -> None:
    county = County()
    desk = _Desk(qtbot, county)
    assert desk.page.empty.sentence == "队伍、物资、医院、危险源等列在这里。"
    county.close()


def test_the_panel_shows_the_chosen_resource(desk: _Desk) -> None:
    desk.page.show_resource("QL-DP-04")
    assert desk.page.panel.title.text() == "白沙镇应急物资点"
    assert desk.facts()["最后核实"] == "2024-09-01　超过一年"
    assert desk.facts()["编号"] == "QL-DP-04"


def test_a_line_that_nobody_checked_is_in_doubt(desk: _Desk) -> None:
    desk.page.show_resource("QL-EX-06")
    fact = next(fact for fact in desk.page.panel.facts.facts if fact.name == "最后核实")
    assert (fact.value, fact.role) == ("未核实", "doubt")


def test_a_state_is_reported_by_one_key_with_a_note(desk: _Desk) -> None:
    desk.page.show_resource("QL-TM-01")
    type_words(desk.page.panel.note, "堵漏组 4 人")
    click(desk.page.panel.keys[ResourceStatus.ON_SCENE])
    assert desk.page.panel.sign.shown_text == "到场 0.0\u2009s 前"
    assert desk.page.panel.keys[ResourceStatus.ON_SCENE].shown_text.endswith("已存")
    assert desk.facts()["备注"] == "堵漏组 4 人"
    assert desk.page.panel.note.text() == ""
    newest = desk.county.store.entries(EntryFilter(), PageOf(limit=1))[0]
    assert newest.recorded.text == "消防一中队 转为到场：堵漏组 4 人"


def test_the_age_of_a_state_grows(desk: _Desk) -> None:
    desk.page.show_resource("QL-TM-01")
    click(desk.page.panel.keys[ResourceStatus.STANDING_BY])
    desk.county.clock.advance(95)
    for _ in range(5):
        desk.ticker.tick()
    assert desk.page.panel.sign.shown_text == "待命 1\u2009min 35\u2009s 前"


def test_a_state_of_yesterday_is_stale(desk: _Desk) -> None:
    desk.page.show_resource("QL-TM-01")
    click(desk.page.panel.keys[ResourceStatus.STANDING_BY])
    desk.county.clock.advance(20 * 3600)
    desk.page.panel.refresh_ages()
    sign = desk.page.panel.sign.sign
    assert sign is not None
    assert sign.role == "doubt"


def test_a_report_that_was_not_written_keeps_the_note_and_says_why(
    desk: _Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    error: ExpectedError = StoreError(ErrorCode.DISK_FULL)

    def full(*_: object) -> None:
        raise error

    desk.page.show_resource("QL-TM-01")
    type_words(desk.page.panel.note, "一句话")
    monkeypatch.setattr(desk.county.store, "append", full)
    click(desk.page.panel.keys[ResourceStatus.RESTING])
    assert desk.page.panel.note.text() == "一句话"
    assert "磁盘已满" in desk.page.panel.error.text()
    assert not desk.page.panel.keys[ResourceStatus.RESTING].isChecked()


def test_the_map_is_asked_for_the_place(desk: _Desk, qtbot: QtBot) -> None:
    desk.page.show_resource("QL-HZ-01")
    with qtbot.waitSignal(desk.page.map_wanted) as asked:
        click(desk.page.panel.map_key)
    assert asked.args == [GeoPoint(latitude_deg=40.2308, longitude_deg=101.9622)]


def test_without_a_place_the_map_key_says_why(desk: _Desk) -> None:
    desk.page.show_resource("QL-EX-04")
    assert desk.page.panel.map_key.shown_text == "无坐标"
    assert not desk.page.panel.map_key.isEnabled()


def test_enter_opens_the_panel_and_escape_closes_it_where_it_overlays(
    desk: _Desk, qtbot: QtBot
) -> None:
    desk.page.resize(1208, 600)
    assert desk.page.panel.isHidden()
    press(desk.page.table, Qt.Key.Key_Return)
    assert desk.page.panel.isVisible()
    press(desk.page.table, Qt.Key.Key_Escape)
    assert desk.page.panel.isHidden()


def test_news_of_a_resource_reach_the_list(desk: _Desk, tmp_path: Path) -> None:
    path = tmp_path / "new.csv"
    path.write_text("类别,名称\n队伍,新来的队伍\n", encoding="utf-8")
    desk.county.take(path)
    assert desk.page.foot.total.text() == "108 条"


@pytest.mark.parametrize("size", [(1208, 600), (1524, 780)])
def test_every_key_is_large_enough_for_a_finger(desk: _Desk, size: tuple[int, int]) -> None:
    desk.page.resize(*size)
    small = [
        key.text()
        for key in desk.page.findChildren(QAbstractButton)
        if key.isVisible() and key.text() and min(key.width(), key.height()) < TARGET_PX
    ]
    assert small == []


def test_nothing_is_wider_than_the_page(desk: _Desk) -> None:
    desk.page.resize(1208, 600)
    assert desk.page.filters.minimumSizeHint().width() <= 1208


def test_every_control_has_a_name_for_a_screen_reader(desk: _Desk) -> None:
    nameless = [
        type(widget).__name__
        for widget in desk.page.findChildren(QWidget)
        if isinstance(widget, QAbstractButton)
        and widget.isVisible()
        and not (widget.text() or widget.accessibleName() or widget.toolTip())
        and widget.focusPolicy() is not Qt.FocusPolicy.NoFocus
    ]
    assert nameless == []
