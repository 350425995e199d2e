# SPDX-License-Identifier: Apache-2.0
"""The rows that an import gave back: line, column, what is wrong, what stands there."""

from enum import IntEnum
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    Qt,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)
from typing_extensions import override

from command_vehicle.services.resources.cells import CellFault, FaultReason
from command_vehicle.services.resources.row_reader import ReturnedRow
from command_vehicle.ui.components.painting import draw_words
from command_vehicle.ui.components.rows import BAR_PX, DENSE_ROW_PX, HEADING_ROW_PX
from command_vehicle.ui.pages.resources.import_words import field_word, reason_words
from command_vehicle.ui.style import Style
from command_vehicle.ui.type_scale import REGULAR, SEMIBOLD

_Index = QModelIndex | QPersistentModelIndex
_NO_PARENT: Final = QModelIndex()
_PAD_PX: Final = 12


class ReturnedColumn(IntEnum):
    """Columns, left to right."""

    LINE = 0
    FIELD = 1
    REASON = 2
    VALUE = 3


_WIDTHS: Final = {
    ReturnedColumn.LINE: 92,
    ReturnedColumn.FIELD: 112,
    ReturnedColumn.VALUE: 320,
}


class ReturnedModel(QAbstractTableModel):
    """One row per thing that is wrong."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._faults: list[tuple[int, CellFault]] = []

    def show(self, rows: list[ReturnedRow]) -> None:
        """Show these instead."""
        self.beginResetModel()
        self._faults = [(row.line, fault) for row in rows for fault in row.faults]
        self.endResetModel()

    def fault_at(self, row: int) -> CellFault:
        """What is wrong in this row."""
        return self._faults[row][1]

    @override
    def rowCount(self, parent: _Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._faults)

    @override
    def columnCount(self, parent: _Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(ReturnedColumn)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return {
            ReturnedColumn.LINE: self.tr("行号"),
            ReturnedColumn.FIELD: self.tr("列"),
            ReturnedColumn.REASON: self.tr("退回原因"),
            ReturnedColumn.VALUE: self.tr("原值"),
        }[ReturnedColumn(section)]

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._faults):
            return None
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        fault = self.fault_at(index.row())
        return {
            ReturnedColumn.LINE: str(self._faults[index.row()][0]),
            ReturnedColumn.FIELD: field_word(fault.field),
            ReturnedColumn.REASON: reason_words(fault),
            ReturnedColumn.VALUE: "" if fault.reason is FaultReason.TWICE else fault.value,
        }[ReturnedColumn(index.column())]


class _ReturnedPainter(QStyledItemDelegate):
    """Alert bar on the left, the reason in full ink."""

    def __init__(self, style: Style, parent: QWidget) -> None:
        super().__init__(parent)
        self._style = style

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        rect: QRect = option.rect
        style = self._style
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(rect, style.color("accentSoft" if is_selected else "raised"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, style.color("line"))
        column = ReturnedColumn(index.column())
        if column is ReturnedColumn.LINE:
            bar = style.color("alert")
            painter.fillRect(rect.left(), rect.top(), BAR_PX, rect.height() - 1, bar)
        is_strong = column in (ReturnedColumn.LINE, ReturnedColumn.FIELD)
        draw_words(
            painter,
            rect.adjusted(_PAD_PX, 0, -_PAD_PX, -1),
            str(index.data()),
            font=style.font("m", SEMIBOLD if is_strong else REGULAR),
            ink=style.color("text"),
            is_elided=column is not ReturnedColumn.LINE,
        )


class ReturnedTable(QTableView):
    """The returned rows of one import."""

    def __init__(
        self, model: ReturnedModel, style: Style, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._style = style
        self.setModel(model)
        self.setItemDelegate(_ReturnedPainter(style, self))
        self._set_up()
        style.changed.connect(self._restyle)
        self._restyle()

    def _set_up(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalScrollBar().setSingleStep(DENSE_ROW_PX)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(DENSE_ROW_PX)
        heads = self.horizontalHeader()
        heads.setFixedHeight(HEADING_ROW_PX)
        heads.setHighlightSections(False)
        heads.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        heads.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        heads.setSectionResizeMode(ReturnedColumn.REASON, QHeaderView.ResizeMode.Stretch)
        for column, width in _WIDTHS.items():
            self.setColumnWidth(column, width)

    def _restyle(self) -> None:
        self.horizontalHeader().setFont(self._style.font("xs"))
        self.viewport().update()
