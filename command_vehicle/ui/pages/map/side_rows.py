# SPDX-License-Identifier: Apache-2.0
"""The lists of the map's panel and of its search: headings, and rows of two or three lines."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter
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

from command_vehicle.ui.components.painting import draw_words, fill_box, text_width_px
from command_vehicle.ui.components.rows import (
    HEADING_ROW_PX,
    LEFT,
    RIGHT,
    TWO_LINE_ROW_PX,
    paint_heading_row,
    paint_row_ground,
    paint_two_lines,
)
from command_vehicle.ui.components.status_label import paint_sign, sign_width_px
from command_vehicle.ui.glyphs import Sign
from command_vehicle.ui.icons import IconSet
from command_vehicle.ui.style import Style
from command_vehicle.ui.type_scale import REGULAR, SEMIBOLD

_PAD_PX: Final = 14
_ICON_BOX_PX: Final = 32
_ICON_PX: Final = 22
_TEXT_ROW_PX: Final = 92
_TEXT_LINE_PX: Final = 21
_LEAD_PX: Final = 54
_ROW: Final = Qt.ItemDataRole.UserRole + 1
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class SideRow:
    """One row.

    Attributes:
        key: What choosing it means; empty for a heading.
        first: First line, bold; the name of the group in a heading.
        second: Second line; the count of the group in a heading.
        second_role: Colour role of the second line.
        right: First line at the right end.
        right_second: Second line at the right end.
        icon: Symbol in a frame at the left end.
        icon_role: Colour role of the frame.
        lead: Short bold word at the left end, such as a time; then `text` may follow `first`.
        text: Up to two lines of text.
        sign: State at the right end of the last line.
    """

    key: str
    first: str
    second: str = ""
    second_role: str | None = None
    right: str = ""
    right_second: str = ""
    icon: str = ""
    icon_role: str = "text"
    lead: str = ""
    text: str = ""
    sign: Sign | None = None

    @property
    def height_px(self) -> int:
        """Fixed by what it holds, not by the font."""
        if not self.key:
            return HEADING_ROW_PX
        return _TEXT_ROW_PX if self.text else TWO_LINE_ROW_PX

    @property
    def spoken(self) -> str:
        """The row for a screen reader."""
        word = self.sign.word if self.sign is not None else ""
        parts = (
            self.lead, self.first, self.text, self.second, self.right, self.right_second, word,
        )  # fmt: skip
        return "，".join(part for part in parts if part)


class _RowModel(QAbstractListModel):
    """Rows by number."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: tuple[SideRow, ...] = ()

    def show(self, rows: Sequence[SideRow]) -> None:
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    @override
    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        spoken_roles = {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}
        return row if role == _ROW else row.spoken if role in spoken_roles else None

    @override
    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid() or not self.rows[index.row()].key:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class _RowPainter(QStyledItemDelegate):
    """Paints rows."""

    def __init__(self, style: Style, icons: IconSet, parent: QWidget) -> None:
        super().__init__(parent)
        self._style = style
        self._icons = icons

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        row = index.data(_ROW)
        return QSize(0, row.height_px if isinstance(row, SideRow) else TWO_LINE_ROW_PX)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row = index.data(_ROW)
        if not isinstance(row, SideRow):
            return
        rect = option.rect
        painter.save()
        if not row.key:
            paint_heading_row(
                painter, rect, self._style, row.first, detail=row.second, right=row.right
            )
        else:
            state = option.state
            paint_row_ground(
                painter,
                rect,
                self._style,
                is_selected=bool(state & QStyle.StateFlag.State_Selected),
                has_focus=bool(state & QStyle.StateFlag.State_HasFocus),
            )
            self._paint_row(painter, rect.adjusted(_PAD_PX, 0, -_PAD_PX, 0), row)
        painter.restore()

    def _paint_row(self, painter: QPainter, rect: QRect, row: SideRow) -> None:
        if row.text:
            self._paint_text_row(painter, rect, row)
            return
        left = rect.left()
        if row.icon:
            box = QRect(left, rect.center().y() - _ICON_BOX_PX // 2, _ICON_BOX_PX, _ICON_BOX_PX)
            ink = self._style.color(row.icon_role)
            fill_box(painter, box, ground=None, line=ink, line_px=2, radius_px=0)
            corner = QPointF(box.left() + 5, box.top() + 5)
            painter.drawPixmap(corner, self._icons.pixmap(row.icon, ink, _ICON_PX))
            left = box.right() + 12
        right = self._right_width_px(row)
        words = QRect(left, rect.top(), rect.right() - left - right, rect.height())
        paint_two_lines(
            painter, words, self._style, row.first, row.second, second_role=row.second_role
        )
        edge = QRect(rect.right() - right, rect.top(), right, rect.height())
        if row.right:
            paint_two_lines(
                painter, edge, self._style, row.right, row.right_second, align=RIGHT,
                is_elided=False,
            )  # fmt: skip

    def _right_width_px(self, row: SideRow) -> int:
        style = self._style
        widths = (
            text_width_px(style.font("m", SEMIBOLD), row.right),
            text_width_px(style.font("xs"), row.right_second),
        )
        return max(widths) + 10 if row.right else 0

    def _paint_text_row(self, painter: QPainter, rect: QRect, row: SideRow) -> None:
        style = self._style
        text, bold = style.color("text"), style.font("m", SEMIBOLD)
        top = QRect(rect.left(), rect.top() + 8, rect.width(), _TEXT_LINE_PX)
        draw_words(painter, top, row.lead, font=bold, ink=text)
        left = rect.left() + _LEAD_PX
        draw_words(painter, top.adjusted(_LEAD_PX, 0, 0, 0), row.first, font=bold, ink=text)
        indent = text_width_px(bold, row.first) + 12
        self._paint_wrapped(painter, QRect(left, top.top(), rect.right() - left, 42), row, indent)
        last = QRect(left, rect.bottom() - 28, rect.right() - left, 20)
        sign_width = 0
        if row.sign is not None:
            sign_width = sign_width_px(style, row.sign, row.right)
            edge = QRect(last.right() - sign_width, last.top(), sign_width, 20)
            paint_sign(painter, edge, row.sign, style, detail=row.right)
        draw_words(
            painter, last.adjusted(0, 0, -sign_width - 8, 0), row.second, font=style.font("xs"),
            ink=style.color(row.second_role or style.secondary("xs")), is_elided=True,
        )  # fmt: skip

    def _paint_wrapped(self, painter: QPainter, rect: QRect, row: SideRow, indent: int) -> None:
        """Two lines, the first of them indented behind the bold word."""
        font = self._style.font("m", REGULAR)
        text, room = row.text, rect.width() - indent
        shown = len(text)
        while shown and text_width_px(font, text[:shown]) > room:
            shown -= 1
        ink = self._style.color("text")
        first = QRectF(rect.left() + indent, rect.top(), room, _TEXT_LINE_PX)
        draw_words(painter, first, text[:shown], font=font, ink=ink, align=LEFT)
        rest = QRectF(rect.left(), rect.top() + _TEXT_LINE_PX, rect.width(), _TEXT_LINE_PX)
        draw_words(painter, rest, text[shown:], font=font, ink=ink, align=LEFT, is_elided=True)


class SideList(QListView):
    """A list in the panel.

    Signals:
        chosen (str): Key of the row a person has chosen.
    """

    chosen = Signal(str)

    def __init__(self, style: Style, icons: IconSet, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = _RowModel(self)
        self.setModel(self._model)
        self.setItemDelegate(_RowPainter(style, icons, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=False)
        self.clicked.connect(self._on_clicked)
        self.activated.connect(self._on_clicked)
        style.changed.connect(self.viewport().update)

    @property
    def rows(self) -> tuple[SideRow, ...]:
        """What is shown."""
        return self._model.rows

    def show_rows(self, rows: Sequence[SideRow]) -> None:
        """Show these instead; the choice stays where it is."""
        if tuple(rows) == self._model.rows:
            return
        chosen = self._key_of(self.currentIndex())
        scrolled = self.verticalScrollBar().value()
        self._model.show(rows)
        self.verticalScrollBar().setValue(scrolled)
        self._choose(chosen)

    def _choose(self, key: str) -> None:
        for number, row in enumerate(self._model.rows):
            if key and row.key == key:
                self.setCurrentIndex(self._model.index(number))
                return

    def _key_of(self, index: QModelIndex) -> str:
        return self._model.rows[index.row()].key if index.isValid() else ""

    def _on_clicked(self, index: QModelIndex) -> None:
        key = self._key_of(index)
        if key:
            self.chosen.emit(key)
