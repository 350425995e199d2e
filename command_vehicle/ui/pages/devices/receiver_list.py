# SPDX-License-Identifier: Apache-2.0
"""Two lists of ports: the receivers that the program uses, and the ports that it leaves alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from command_vehicle.domain.positioning import ReceiverState
from command_vehicle.domain.receivers import FoundPort
from command_vehicle.ui.components.painting import draw_hatching, text_width_px
from command_vehicle.ui.components.rows import paint_row_ground, paint_two_lines
from command_vehicle.ui.components.status_label import paint_sign, sign_width_px
from command_vehicle.ui.glyphs import Glyph, Sign
from command_vehicle.ui.icons import IconSet
from command_vehicle.ui.pages.devices.words import (
    port_parts,
    port_use_sign,
    port_use_words,
    receiver_sign,
    short_port,
)
from command_vehicle.ui.style import Style

ROW_PX: Final = 68
ROW_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 1
_ICON_PX: Final = 24
_TEXT_LEFT_PX: Final = 56

_Index = QModelIndex | QPersistentModelIndex
_NO_PARENT: Final = QModelIndex()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiverRow:
    """What a row shows.

    Attributes:
        name: Person's word for the receiver, or the port's name.
        port: Port, speed and rate, the most important first.
        sign: State.
        icon: What it is.
    """

    name: str
    port: tuple[str, ...]
    sign: Sign
    icon: str = "target"


class _RowModel(QAbstractListModel):
    """Rows that are known by their names."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[ReceiverRow, ...] = ()

    @override
    def rowCount(self, parent: _Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return "，".join((row.name, row.sign.word, *row.port))
        return None

    def _show(self, rows: tuple[ReceiverRow, ...]) -> None:
        """Take the present states; rows that did not change are not painted again."""
        if [row.name for row in rows] != [row.name for row in self._rows]:
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()
            return
        before, self._rows = self._rows, rows
        for number, (old, new) in enumerate(zip(before, rows, strict=True)):
            if old != new:
                changed = self.index(number)
                self.dataChanged.emit(changed, changed)

    def name_at(self, row: int) -> str | None:
        """Receiver in this row."""
        return self._rows[row].name if 0 <= row < len(self._rows) else None

    def row_of(self, name: str) -> int | None:
        """Row of this receiver."""
        return next((n for n, row in enumerate(self._rows) if row.name == name), None)


class ReceiverModel(_RowModel):
    """One row per receiver, in order of preference."""

    def show_receivers(self, receivers: Sequence[ReceiverState], chosen: str | None) -> None:
        """Take the present states."""
        self._show(
            tuple(
                ReceiverRow(
                    name=receiver.name,
                    port=port_parts(receiver),
                    sign=receiver_sign(receiver, is_chosen=receiver.name == chosen),
                )
                for receiver in receivers
            )
        )


class PortModel(_RowModel):
    """One row per port that is not in use here."""

    def show_ports(self, ports: Sequence[FoundPort]) -> None:
        """Take the ports that there are now."""
        self._show(
            tuple(
                ReceiverRow(
                    name=port.device,
                    port=(port_use_words(port),),
                    sign=port_use_sign(port),
                    icon="devices",
                )
                for port in ports
            )
        )


class _RowPainter(QStyledItemDelegate):
    """Icon, name over port, state at the right end; what is dead is hatched."""

    def __init__(self, style: Style, icons: IconSet, parent: QWidget) -> None:
        super().__init__(parent)
        self._style = style
        self._icons = icons

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(0, ROW_PX)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row = index.data(ROW_ROLE)
        if not isinstance(row, ReceiverRow):
            return
        rect: QRect = option.rect
        style = self._style
        paint_row_ground(
            painter,
            rect,
            style,
            is_selected=bool(option.state & QStyle.StateFlag.State_Selected),
            has_focus=bool(option.state & QStyle.StateFlag.State_HasFocus),
            ground="surface",
        )
        is_dead = row.sign.glyph is Glyph.LOST
        if is_dead:
            draw_hatching(painter, rect.adjusted(4, 0, 0, -1), style.color("line"))
        icon = self._icons.pixmap(row.icon, style.color("lost" if is_dead else "text"), _ICON_PX)
        top = rect.top() + (rect.height() - _ICON_PX) // 2
        painter.drawPixmap(rect.left() + 16, top, icon)
        width = sign_width_px(style, row.sign)
        state = QRect(rect.right() - width - 10, rect.top(), width, rect.height())
        words = rect.adjusted(_TEXT_LEFT_PX, 0, -width - 18, 0)
        second = self._fitting(row.port, words.width())
        paint_two_lines(painter, words, style, short_port(row.name), second)
        paint_sign(painter, state, row.sign, style)

    def _fitting(self, parts: tuple[str, ...], width_px: int) -> str:
        """As many parts as there is room for, but always the first."""
        font = self._style.font("xs")
        kept = list(parts)
        while len(kept) > 1 and text_width_px(font, "　".join(kept)) > width_px:
            kept.pop()
        return "　".join(kept)


class ReceiverList(QListView):
    """Receivers or ports; a person may look at another one than the one in use.

    Signals:
        looked_at (str): Name of the row that a person chose to look at.
    """

    looked_at = Signal(str)

    def __init__(
        self, model: _RowModel, style: Style, icons: IconSet, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._receivers = model
        self.setModel(model)
        self.setItemDelegate(_RowPainter(style, icons, self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=False)
        self.setUniformItemSizes(True)
        style.changed.connect(self.viewport().update)

    def mark(self, name: str | None) -> None:
        """Mark the receiver that is looked at, without announcing it."""
        row = None if name is None else self._receivers.row_of(name)
        wanted = self._receivers.index(-1 if row is None else row)
        if self.currentIndex().row() != wanted.row():
            self.blockSignals(True)  # noqa: FBT003
            self.setCurrentIndex(wanted)
            self.blockSignals(False)  # noqa: FBT003

    @override
    def currentChanged(self, current: _Index, previous: _Index) -> None:
        super().currentChanged(current, previous)
        name = self._receivers.name_at(current.row())
        if name is not None and not self.signalsBlocked():
            self.looked_at.emit(name)
