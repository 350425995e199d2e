# SPDX-License-Identifier: Apache-2.0
"""A list to pick one thing from, opened in place below the key that asks for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from command_vehicle.ui.components.painting import draw_words, text_width_px
from command_vehicle.ui.components.rows import paint_row_ground
from command_vehicle.ui.style import Style

ROW_PX: Final = 48
_PAD_PX: Final = 16
_LEAST_WIDTH_PX: Final = 160
_MOST_ROWS: Final = 9
_KEY_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One row.

    Attributes:
        key: How the program calls it.
        text: How people call it.
    """

    key: str
    text: str


class _RowPainter(QStyledItemDelegate):
    """Words on 48 px; the row under the hand is marked."""

    def __init__(self, style: Style, parent: QWidget) -> None:
        super().__init__(parent)
        self._style = style

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(_LEAST_WIDTH_PX, ROW_PX)

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        paint_row_ground(painter, option.rect, self._style, is_selected=is_selected)
        draw_words(
            painter,
            option.rect.adjusted(_PAD_PX, 0, -_PAD_PX, 0),
            str(index.data()),
            font=self._style.font("m"),
            ink=self._style.color("text"),
        )


class PickList(QListView):
    """Lies over its window while it is open; typing jumps to a row, Esc closes it.

    Signals:
        picked (str): Key of the chosen row.
    """

    picked = Signal(str)

    def __init__(self, style: Style, anchor: QWidget) -> None:
        """Opens below `anchor`, and gives the keys back to it."""
        super().__init__(anchor)
        self._style = style
        self._anchor = anchor
        self._choices = QStandardItemModel(self)
        self.setModel(self._choices)
        self.setItemDelegate(_RowPainter(style, self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=False)
        self.setUniformItemSizes(True)
        self.clicked.connect(self._pick)
        self.hide()

    @property
    def texts(self) -> list[str]:
        """The rows as a person reads them."""
        return [self._choices.item(row).text() for row in range(self._choices.rowCount())]

    def open(self, choices: Sequence[Choice], current: str = "") -> None:
        """Show these; the current one is marked."""
        self._choices.clear()
        for choice in choices:
            item = QStandardItem(choice.text)
            item.setData(choice.key, _KEY_ROLE)
            self._choices.appendRow(item)
        keys = [choice.key for choice in choices]
        row = keys.index(current) if current in keys else 0
        self._place(choices)
        self.show()
        self.raise_()
        self.setFocus()
        self.setCurrentIndex(self._choices.index(row, 0))

    def pick(self, text: str) -> None:
        """Pick the row with this text."""
        self._pick(self._choices.findItems(text)[0].index())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._pick(self.currentIndex())
        elif event.key() == Qt.Key.Key_Escape:
            self._close()
        else:
            super().keyPressEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.hide()

    def _pick(self, index: QModelIndex) -> None:
        if index.isValid():
            self._close()
            self.picked.emit(str(index.data(_KEY_ROLE)))

    def _close(self) -> None:
        self._anchor.setFocus()
        self.hide()

    def _place(self, choices: Sequence[Choice]) -> None:
        window = self._anchor.window()
        if self.parentWidget() is not window:
            self.setParent(window)
            self.setFrameShape(QFrame.Shape.NoFrame)
        line = self._style.border_px
        self.setStyleSheet(f"QListView {{ border: {line}px solid {self._style.hex('border')}; }}")
        font = self._style.font("m")
        widest = max((text_width_px(font, choice.text) for choice in choices), default=0)
        width = max(_LEAST_WIDTH_PX, self._anchor.width(), widest + 2 * _PAD_PX + 20)
        height = ROW_PX * min(len(choices), _MOST_ROWS) + 2 * line
        corner = self._anchor.mapTo(window, QPoint(0, self._anchor.height()))
        top = min(corner.y(), max(0, window.height() - height))
        left = min(corner.x(), max(0, window.width() - width))
        self.setGeometry(left, top, width, height)
