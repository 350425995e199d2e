# SPDX-License-Identifier: Apache-2.0
import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from command_vehicle.domain.resources import ResourceFilter
from command_vehicle.ui.bridge import UiBridge
from command_vehicle.ui.pages.resources.import_view import FileChooser, ImportView
from command_vehicle.ui.pages.resources.page import ResourcesPage
from command_vehicle.ui.pages.resources.returned_rows import ReturnedColumn
from tests.support.clock import FakeTicker
from tests.support.county import COUNTY, SEAT, County
from tests.support.hands import click, press, type_words
from tests.support.look import make_icons, make_style
from tests.support.look_county import WITH_MISTAKES
from tests.support.model_rules import ModelTester


class _Chooser(FileChooser):
    """Answers as a test says."""

    def __init__(self) -> None:
        self.answer: Path | None = None

    @override
    def ask_open(self, parent: QWidget, title: str, filters: str) -> Path | None:
        return self.answer

    @override
    def ask_save(self, parent: QWidget, title: str, proposed: str) -> Path | None:
        return self.answer


class _Desk:
    """The import, opened on an empty catalogue."""

    def __init__(self, qtbot: QtBot, county: County) -> None:
        self.county = county
        self.chooser = _Chooser()
        self.page = ResourcesPage(
            resources=county.resources,
            files=county.files,
            position=lambda: SEAT,
            clock=county.clock,
            style=make_style(),
            icons=make_icons(),
            bridge=UiBridge(county.bus, FakeTicker()),
            chooser=self.chooser,
        )
        qtbot.addWidget(self.page)
        self.page.resize(1524, 780)
        self.page.show()
        self.page.make_new()

    @property
    def view(self) -> ImportView:
        """The view itself."""
        return self.page.importing

    def take(self, path: Path) -> None:
        """Type the name of a file and start."""
        type_words(self.view.path, str(path))
        click(self.view.start_key)

    def rows(self) -> list[list[str]]:
        """The table of returned rows."""
        model = self.view.model
        return [
            [str(model.index(row, column).data()) for column in ReturnedColumn]
            for row in range(model.rowCount())
        ]


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[_Desk]:
    county = County()
    desk = _Desk(qtbot, county)
    yield desk
    desk.page.hide()
    county.close()


@pytest.fixture
def register(tmp_path: Path) -> Path:
    path = tmp_path / "队伍登记表.csv"
    path.write_text(WITH_MISTAKES, encoding="gb18030")
    return path


def test_import_stands_in_place_of_the_catalogue(desk: _Desk) -> None:
    assert desk.view.isVisible()
    assert not desk.page.table.isVisible()


def test_a_good_file_is_taken_whole_and_says_so(desk: _Desk) -> None:
    desk.take(COUNTY / "enterprises.geojson")
    assert desk.view.summary.text() == "导入 18 行，全部收下。"
    assert desk.view.detail.text() == "新增 18，更新 0，未变 0"
    assert not desk.view.save_key.isVisible()


def test_returned_rows_say_line_column_reason_and_value(desk: _Desk, register: Path) -> None:
    desk.take(register)
    assert desk.view.summary.text() == "导入 8 行，收下 2，退回 6。退回原因见表，可改后再导。"
    assert desk.rows()[0] == ["3", "坐标", "疑似经纬度对调。换过来再导。", "101.95, 40.22"]
    assert [row[:2] for row in desk.rows()[1:]] == [
        ["4", "类别"],
        ["5", "名称"],
        ["6", "电话"],
        ["7", "核实日期"],
        ["7", "人数"],
        ["8", "编号"],
    ]


def test_the_model_keeps_the_rules_of_models(
    desk: _Desk, register: Path, qtmodeltester: ModelTester
) -> None:
    desk.take(register)
    qtmodeltester.check(desk.view.model)


def test_returned_rows_are_saved_corrected_and_taken(
    desk: _Desk, register: Path, tmp_path: Path
) -> None:
    desk.take(register)
    saved = tmp_path / "退回.csv"
    desk.chooser.answer = saved
    click(desk.view.save_key)
    assert desk.view.save_key.shown_text == "已存 退回.csv"
    with saved.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows[0]["退回原因"] == "坐标：疑似经纬度对调。换过来再导。"
    corrected = saved.read_text(encoding="utf-8-sig").replace("101.95,40.22", "40.22,101.95")
    saved.write_text(corrected, encoding="utf-8-sig")
    desk.view.path.clear()
    desk.take(saved)
    assert desk.county.store.resource("A2") is not None


def test_the_frame_is_declared_by_a_key(desk: _Desk, tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    path.write_text("类别,名称,编号,纬度,经度\n队伍,甲,a,40.23,101.96\n", encoding="utf-8")
    click(desk.view.frames.button("gcj02"))
    desk.take(path)
    state = desk.county.store.resource("a")
    assert state is not None
    assert state.point is not None
    assert abs(state.point.longitude_deg - 101.96) > 0.001


def test_a_file_is_chosen_by_its_key(desk: _Desk, register: Path) -> None:
    desk.chooser.answer = register
    click(desk.view.choose_key)
    assert desk.view.path.text() == str(register)


def test_changing_ones_mind_about_a_file_changes_nothing(desk: _Desk) -> None:
    click(desk.view.choose_key)
    assert desk.view.path.text() == ""


def test_without_a_file_it_says_what_to_do(desk: _Desk) -> None:
    click(desk.view.start_key)
    assert desk.view.error.text() == "先选一个文件。"


def test_a_missing_file_is_named_and_the_field_keeps_its_text(desk: _Desk, tmp_path: Path) -> None:
    desk.take(tmp_path / "没有.csv")
    assert "没有.csv" in desk.view.error.text()
    assert desk.view.path.text().endswith("没有.csv")
    assert desk.view.start_key.isEnabled()


def test_a_file_that_breaks_off_says_what_was_taken(desk: _Desk, tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    lines = "".join(f"队伍,队{number}\n" for number in range(500))
    path.write_text(f'类别,名称\n{lines}队伍,"{"x" * 200_000}"\n', encoding="utf-8")
    desk.take(path)
    assert "第 502 行起读不懂" in desk.view.error.text()
    assert desk.view.summary.text() == "导入 400 行，全部收下。"


def test_escape_goes_back_to_the_catalogue(desk: _Desk) -> None:
    desk.take(COUNTY / "enterprises.geojson")
    press(desk.view.path, Qt.Key.Key_Escape)
    assert desk.page.table.isVisible()
    assert desk.page.model.rowCount() == desk.county.store.resource_count(ResourceFilter())


def test_control_enter_starts(desk: _Desk, register: Path) -> None:
    type_words(desk.view.path, str(register))
    press(desk.view.path, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert desk.view.model.rowCount() > 0
