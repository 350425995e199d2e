# SPDX-License-Identifier: Apache-2.0
"""All keys of the window on one sheet over the page; F1 or Esc puts it away."""

from typing import Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget
from typing_extensions import override

from command_vehicle.ui.components.chip import KeyHint
from command_vehicle.ui.components.text import MUTED, Text
from command_vehicle.ui.frame.sheet import Sheet
from command_vehicle.ui.frame.shortcuts import KeyAction
from command_vehicle.ui.style import Style
from command_vehicle.ui.type_scale import BOLD

_COLUMNS: Final = 3
_MARGIN_PX: Final = 24
_WIDTH_PX: Final = 900


class KeySheet(Sheet):
    """Lies over the page while it is open, and gives the focus back when it goes."""

    def __init__(self, style: Style, actions: tuple[KeyAction, ...], *, parent: QWidget) -> None:
        super().__init__(style, parent=parent)
        self._page = QRect()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN_PX, 16, _MARGIN_PX, 16)
        column.setSpacing(12)
        column.addWidget(Text(self.tr("按键"), style, "xl", weight=BOLD))
        column.addLayout(self._grid(actions))
        column.addWidget(Text(self.tr("F1 或 Esc 收起"), style, "s", MUTED))

    def toggle(self) -> None:
        """Open a closed sheet, close an open one."""
        if self.isVisible():
            self.put_away()
            return
        self.centre_over(self._page)
        self.open_at(self.pos(), self)

    def centre_over(self, page: QRect) -> None:
        """Lie in the middle of the page, no larger than the keys need."""
        self._page = page
        self.setMinimumWidth(min(_WIDTH_PX, page.width()))
        self.adjustSize()
        self.move(page.center() - self.rect().center())

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.hide()

    def _grid(self, actions: tuple[KeyAction, ...]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        rows = -(-len(actions) // _COLUMNS)
        for index, action in enumerate(actions):
            row, column = index % rows, 2 * (index // rows)
            grid.addWidget(
                KeyHint(action.keys.replace("Return", "Enter"), self._style),
                row,
                column,
                Qt.AlignmentFlag.AlignRight,
            )
            grid.addWidget(Text(action.words, self._style, "m"), row, column + 1)
        for column in range(_COLUMNS):
            grid.setColumnStretch(2 * column + 1, 1)
        return grid
