# SPDX-License-Identifier: Apache-2.0
import pytest
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from command_vehicle.ui.components.panel_host import SidePanel
from command_vehicle.ui.frame.regions import Regions
from tests.support.look import make_style


class Parts(QWidget):
    """A page with a panel, and two more regions."""

    def __init__(self) -> None:
        super().__init__()
        self.page, self.log, self.strip = QWidget(), QWidget(), QWidget()
        self.panel = SidePanel(make_style())
        self.in_page, self.in_panel = QLineEdit(), QPushButton("看地图")
        self.line, self.cell = QLineEdit(), QPushButton("实战")
        self.panel.column.addWidget(self.in_panel)
        column = QVBoxLayout(self)
        for region, stop in ((self.strip, self.cell), (self.page, self.in_page)):
            QVBoxLayout(region).addWidget(stop)
            column.addWidget(region)
        page_column = self.page.layout()
        assert page_column is not None
        page_column.addWidget(self.panel)
        QVBoxLayout(self.log).addWidget(self.line)
        column.addWidget(self.log)
        self.regions = Regions(self.log, self.strip)


@pytest.fixture
def parts(qtbot: QtBot) -> Parts:
    built = Parts()
    qtbot.addWidget(built)
    with qtbot.waitExposed(built):
        built.show()
    return built


def test_the_regions_follow_each_other(parts: Parts) -> None:
    stops = [parts.in_page, parts.in_panel, parts.line, parts.cell]
    following = [parts.regions.after(stop, parts.page) for stop in stops]
    assert following == [parts.in_panel, parts.line, parts.cell, parts.in_page]


def test_a_closed_panel_is_passed_over(parts: Parts) -> None:
    parts.panel.hide()
    assert parts.regions.after(parts.in_page, parts.page) is parts.line


def test_a_panel_with_nothing_to_press_is_passed_over(parts: Parts) -> None:
    parts.in_panel.setEnabled(False)
    assert parts.regions.after(parts.in_page, parts.page) is parts.line


def test_the_page_gets_back_the_focus_it_had(parts: Parts) -> None:
    other = QLineEdit()
    column = parts.page.layout()
    assert column is not None
    column.addWidget(other)
    other.show()
    assert parts.regions.after(parts.cell, parts.page, kept=other) is other


def test_the_page_itself_comes_before_what_its_panel_had(parts: Parts) -> None:
    assert parts.regions.after(parts.cell, parts.page, kept=parts.in_panel) is parts.in_page


def test_without_a_focus_the_page_begins(parts: Parts) -> None:
    assert parts.regions.after(None, parts.page) is parts.in_page
