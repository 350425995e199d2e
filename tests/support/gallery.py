# SPDX-License-Identifier: Apache-2.0
"""All components side by side, in one theme, to be looked at.

Run as `python -m tests.support.gallery OUT.png [THEME …]`.
"""

import sys
from pathlib import Path

from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from command_vehicle.domain.delivery import Delivery
from command_vehicle.domain.incidents import ResponseLevel
from command_vehicle.domain.plans import TaskState
from command_vehicle.domain.positioning import Freshness
from command_vehicle.domain.sync import BearerHealth
from command_vehicle.ui import glyphs
from command_vehicle.ui.components.big_key import BigKey
from command_vehicle.ui.components.button import Button, ButtonKind
from command_vehicle.ui.components.check_row import CheckRow
from command_vehicle.ui.components.chip import Chip, CountBadge, KeyHint
from command_vehicle.ui.components.countdown import Countdown
from command_vehicle.ui.components.empty_state import EmptyState
from command_vehicle.ui.components.focus_ring import FocusRing
from command_vehicle.ui.components.headings import PageHeading, SectionHeading
from command_vehicle.ui.components.level_shield import LevelShield
from command_vehicle.ui.components.search_field import SearchField
from command_vehicle.ui.components.status_label import StatusLabel
from command_vehicle.ui.components.surface import Surface
from command_vehicle.ui.components.tabs import PanelTabs, SegmentTabs, Tab
from command_vehicle.ui.components.text import MUTED, Text
from command_vehicle.ui.icons import IconSet
from command_vehicle.ui.style import THEMES, Style
from tests.support.look import RESOURCES, make_icons, make_style

WIDTH_PX, HEIGHT_PX = 900, 760
KINDS = ("观察", "决策", "指令", "来报", "上报")


class Gallery(Surface):
    """The components of one theme."""

    def __init__(self, style: Style, icons: IconSet) -> None:
        super().__init__(style, "bg")
        self._look = style
        self._icons = icons
        self.focused = Button("焦点", style)
        self.resize(WIDTH_PX, HEIGHT_PX)
        self.setPalette(style.palette())
        self.setStyleSheet(style.stylesheet())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 12)
        column.addWidget(self._heading())
        inner = QVBoxLayout()
        inner.setContentsMargins(14, 4, 14, 0)
        inner.setSpacing(10)
        column.addLayout(inner)
        for part in (self._buttons, self._keys, self._fields, self._signs, self._levels):
            inner.addLayout(part())
        inner.addWidget(self._icon_table())
        column.addStretch(1)
        FocusRing(self, style)

    def _heading(self) -> PageHeading:
        heading = PageHeading("组件", self._look)
        heading.add_left(Text(f"主题 {self._look.theme}", self._look, "m", MUTED))
        tabs = SegmentTabs([Tab(key="a", text="目录"), Tab(key="b", text="指挥板 5")], self._look)
        heading.add_right(tabs)
        return heading

    def _buttons(self) -> QHBoxLayout:
        pressed = Button("已按下", self._look, is_checkable=True)
        pressed.setChecked(True)
        blocked = Button("发送", self._look)
        blocked.set_blocked("无卡，不能发")
        saved = Button("保存", self._look, kind=ButtonKind.PRIMARY, key="Enter")
        pin = Button("看地图", self._look, icon=self._icons["pin"], key="M")
        return _row(saved, self.focused, pressed, pin, blocked)

    def _keys(self) -> QHBoxLayout:
        keys = [BigKey(word, f"F{n + 2}", self._look) for n, word in enumerate(KINDS)]
        keys[1].setChecked(True)
        badge, alarms = CountBadge(self._look), CountBadge(self._look)
        badge.show_count(3)
        alarms.show_count(12, is_alarm=True)
        chips = (Chip("决策", self._look), Chip("险情", self._look, "alert"))
        return _row(*keys, *chips, KeyHint("Ctrl+N", self._look), badge, alarms)

    def _fields(self) -> QHBoxLayout:
        search = SearchField("查全文、人名、地点", self._look, self._icons["search"])
        tick = CheckRow("园区大道西口设卡", self._look, "08:01")
        tick.setChecked(True)
        left, right = QVBoxLayout(), QVBoxLayout()
        for widget in (search, tick, CheckRow("东坪村北设卡", self._look, "2 人在途")):
            left.addWidget(widget)
        panel_tabs = PanelTabs(
            [Tab(key=word, text=word) for word in ("周边", "图层", "事件")], self._look
        )
        right.addWidget(panel_tabs)
        right.addWidget(SectionHeading("防护目标 5", self._look, "按距离"))
        right.addWidget(EmptyState("还没有指令", "按 F4 下第一条", self._look))
        row = QHBoxLayout()
        row.addLayout(left, 1)
        row.addLayout(right, 1)
        return row

    def _signs(self) -> QGridLayout:
        signs = [
            *map(glyphs.delivery_sign, Delivery),
            glyphs.unknown_sign(),
            *map(glyphs.freshness_sign, Freshness),
            *map(glyphs.bearer_sign, BearerHealth),
            *map(glyphs.task_sign, TaskState),
            glyphs.due_soon_sign(),
            glyphs.overdue_sign(),
        ]
        grid = QGridLayout()
        for index, sign in enumerate(signs):
            grid.addWidget(StatusLabel(self._look, sign), index // 6, index % 6)
        return grid

    def _levels(self) -> QHBoxLayout:
        shields = [LevelShield(self._look, level) for level in ResponseLevel]
        suggested = LevelShield(self._look, ResponseLevel.LEVEL_2, is_suggested=True)
        clocks = []
        for remaining_s in (3164.0, 104.0, -40.0):
            clock = Countdown(self._look)
            clock.show_remaining(remaining_s, 3600.0)
            clocks.append(clock)
        return _row(*shields, suggested, *clocks)

    def _icon_table(self) -> QWidget:
        table = QWidget()
        grid = QGridLayout(table)
        grid.setSpacing(6)
        for index, path in enumerate(sorted((RESOURCES / "icons").glob("*.svg"))):
            label = Text("", self._look)
            label.setPixmap(self._icons.pixmap(path.stem, self._look.color("text")))
            label.setToolTip(path.stem)
            grid.addWidget(label, index // 24, index % 24)
        return table


def _row(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return row


def picture(theme: str) -> QPixmap:
    """The gallery in one theme."""
    gallery = Gallery(make_style(theme), make_icons())
    gallery.show()
    gallery.focused.setFocus()
    QApplication.processEvents()
    return gallery.grab()


def main(arguments: list[str]) -> None:
    """Save the gallery in each theme asked for, side by side."""
    application = QApplication.instance() or QApplication([])
    pictures = [picture(theme) for theme in arguments[1:] or THEMES]
    whole = QPixmap(WIDTH_PX * len(pictures), HEIGHT_PX)
    painter = QPainter(whole)
    for index, each in enumerate(pictures):
        painter.drawPixmap(index * WIDTH_PX, 0, each)
    painter.end()
    whole.save(str(Path(arguments[0])))
    application.quit()


if __name__ == "__main__":
    main(sys.argv[1:])
