# SPDX-License-Identifier: Apache-2.0
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from command_vehicle.domain.incidents import ResponseLevel
from command_vehicle.ui.components.big_key import BigKey
from command_vehicle.ui.components.button import Button, ButtonKind
from command_vehicle.ui.components.check_row import CheckRow
from command_vehicle.ui.components.countdown import Countdown
from command_vehicle.ui.components.focus_ring import FocusRing
from command_vehicle.ui.components.level_shield import LevelShield
from command_vehicle.ui.components.panel_host import PanelHost, SidePanel
from command_vehicle.ui.components.search_field import SearchField
from command_vehicle.ui.components.status_label import StatusLabel
from command_vehicle.ui.components.tabs import PanelTabs, SegmentTabs, Tab
from command_vehicle.ui.components.text import MUTED, Text
from command_vehicle.ui.glyphs import Glyph, unknown_sign
from command_vehicle.ui.style import Style
from tests.support.hands import click, press, type_words
from tests.support.look import make_icons, make_style

TABS = (Tab(key="all", text="全部 147"), Tab(key="order", text="指令 19"), Tab(key="x", text="险"))


@pytest.fixture
def style() -> Style:
    return make_style()


@pytest.mark.slow
def test_a_press_reports_in_the_button_itself(qtbot: QtBot, style: Style) -> None:
    button = Button("保存", style, kind=ButtonKind.PRIMARY, key="Enter")
    qtbot.addWidget(button)
    button.report("05:48 已存", Glyph.SAVED)
    assert button.shown_text == "05:48 已存"
    qtbot.waitUntil(lambda: button.shown_text == "保存", timeout=4000)


def test_a_blocked_button_says_why_and_cannot_be_pressed(qtbot: QtBot, style: Style) -> None:
    button = Button("发送", style)
    qtbot.addWidget(button)
    pressed = QSignalSpy(button.clicked)
    button.set_blocked("无卡，不能发")
    click(button)
    assert (button.shown_text, pressed.count()) == ("无卡，不能发", 0)


def test_a_busy_button_keeps_its_width(qtbot: QtBot, style: Style) -> None:
    button = Button("发送到市应急指挥中心", style)
    qtbot.addWidget(button)
    button.resize(button.sizeHint())
    width = button.width()
    button.set_busy("3 / 7")
    assert button.minimumWidth() == width


def test_tabs_are_chosen_by_pointer(qtbot: QtBot, style: Style) -> None:
    tabs = SegmentTabs(TABS, style)
    qtbot.addWidget(tabs)
    with qtbot.waitSignal(tabs.chosen) as announced:
        click(tabs.button("order"))
    assert (tabs.current, announced.args) == ("order", ["order"])


def test_tabs_are_chosen_by_arrow_keys(qtbot: QtBot, style: Style) -> None:
    tabs = SegmentTabs(TABS, style)
    qtbot.addWidget(tabs)
    with qtbot.waitExposed(tabs):
        tabs.show()
    tabs.button("all").setFocus()
    press(tabs.button("all"), Qt.Key.Key_Right)
    assert tabs.current == "order"


def test_choosing_by_program_announces_nothing(qtbot: QtBot, style: Style) -> None:
    tabs = PanelTabs(TABS, style)
    qtbot.addWidget(tabs)
    announced = QSignalSpy(tabs.chosen)
    tabs.choose("x")
    assert (tabs.current, announced.count()) == ("x", 0)


@pytest.mark.parametrize("theme", ["day", "sunlight", "night"])
def test_every_target_is_at_least_44_by_44(qtbot: QtBot, theme: str) -> None:
    style = make_style(theme)
    tabs, panel_tabs = SegmentTabs(TABS, style), PanelTabs(TABS, style)
    targets: list[QWidget] = [
        Button("好", style),
        BigKey("观察", "F2", style),
        CheckRow("设卡", style),
        *(tabs.button(tab.key) for tab in TABS),
        *(panel_tabs.button(tab.key) for tab in TABS),
    ]
    for holder in (tabs, panel_tabs, *targets[:4]):
        qtbot.addWidget(holder)
    sizes = [target.sizeHint() for target in targets]
    assert [(s.width(), s.height()) for s in sizes if min(s.width(), s.height()) < 44] == []


def test_a_search_field_is_44_high_and_searches_once_the_text_rests(
    qtbot: QtBot, style: Style
) -> None:
    field = SearchField("查全文", style, make_icons()["search"])
    qtbot.addWidget(field)
    field.setStyleSheet(style.stylesheet())
    field.show()
    with qtbot.waitSignal(field.searched) as searched:
        type_words(field, "leak")
    assert searched.args == ["leak"]
    assert field.height() >= 44


def test_a_countdown_says_due_then_overdue(qtbot: QtBot, style: Style) -> None:
    clock = Countdown(style)
    qtbot.addWidget(clock)
    shown = []
    for remaining_s in (3164.0, 104.0, -40.0, None):
        clock.show_remaining(remaining_s, 3600.0)
        shown.append(clock.shown_text)
    assert shown == ["52:44", "01:44 将到", "+00:40 超时", "?"]


def test_a_level_is_said_in_words(qtbot: QtBot, style: Style) -> None:
    shield = LevelShield(style, ResponseLevel.LEVEL_3)
    qtbot.addWidget(shield)
    assert shield.accessibleName() == "Ⅲ级响应"


def test_without_a_level_there_is_no_shield(qtbot: QtBot, style: Style) -> None:
    shield = LevelShield(style)
    qtbot.addWidget(shield)
    assert shield.isHidden()


def test_a_state_carries_its_word_and_detail(qtbot: QtBot, style: Style) -> None:
    label = StatusLabel(style, unknown_sign(), "06:40")
    qtbot.addWidget(label)
    assert label.accessibleName() == "未明 06:40"


def test_small_print_is_never_muted_in_sunlight(qtbot: QtBot) -> None:
    style = make_style("sunlight")
    label = Text("6 s 前", style, "xs", MUTED)
    qtbot.addWidget(label)
    assert label.palette().windowText().color() == style.color("text")


def test_a_label_follows_the_theme(qtbot: QtBot, style: Style) -> None:
    label = Text("有效", style, role="ok")
    qtbot.addWidget(label)
    style.set_theme("night")
    assert label.palette().windowText().color() == style.color("ok")


def test_the_ring_lies_around_what_has_the_focus(qtbot: QtBot, style: Style) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    button = Button("焦点", style, parent=window)
    button.move(40, 40)
    ring = FocusRing(window, style)
    window.resize(300, 200)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    button.setFocus()
    qtbot.waitUntil(ring.isVisible)
    assert ring.geometry() == button.geometry().adjusted(-5, -5, 5, 5)


def test_the_ring_goes_when_its_widget_dies(qtbot: QtBot, style: Style) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    doomed, other = Button("甲", style), QWidget()
    column.addWidget(doomed)
    column.addWidget(other)
    ring = FocusRing(window, style)
    with qtbot.waitExposed(window):
        window.show()
    doomed.setFocus()
    doomed.deleteLater()
    qtbot.waitUntil(lambda: not ring.isVisible())


@pytest.mark.parametrize(("width_px", "content_px"), [(1280, 1280), (1600, 1240)])
def test_a_panel_is_docked_and_open_only_where_there_is_room(
    qtbot: QtBot, style: Style, width_px: int, content_px: int
) -> None:
    content = QWidget()
    host = PanelHost(content, SidePanel(style))
    qtbot.addWidget(host)
    host.resize(width_px, 600)
    host.show()
    assert (host.is_panel_open, content.width()) == (content_px < width_px, content_px)


def test_an_overlaying_panel_covers_the_page_when_asked_for(qtbot: QtBot, style: Style) -> None:
    content, panel = QWidget(), SidePanel(style)
    host = PanelHost(content, panel)
    qtbot.addWidget(host)
    host.resize(1280, 600)
    host.show()
    host.toggle_panel()
    assert (panel.isVisible(), panel.width(), content.width()) == (True, 320, 1280)
