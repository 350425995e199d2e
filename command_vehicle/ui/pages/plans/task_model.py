# SPDX-License-Identifier: Apache-2.0
"""Tasks with their headings as a list model; clocks move without the list moving."""

from datetime import tzinfo
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from command_vehicle.services.plans.board import TaskLine
from command_vehicle.ui.pages.plans.task_rows import GroupHead, TaskRow
from command_vehicle.ui.pages.plans.words import clock_words, line_sign, task_subtitle

ROW_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 1
_Index = QModelIndex | QPersistentModelIndex
_NO_PARENT: Final = QModelIndex()


class TaskModel(QAbstractListModel):
    """Rows as the page gives them; a new list of the same tasks only repaints."""

    def __init__(self, zone: tzinfo | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._zone = zone
        self._rows: tuple[TaskRow, ...] = ()

    def show(self, rows: tuple[TaskRow, ...]) -> None:
        """Show these."""
        if rows and [_key(row) for row in rows] == [_key(row) for row in self._rows]:
            self._rows = rows
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
        else:
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()

    def line_at(self, row: int) -> TaskLine | None:
        """The task in this row; None for a heading."""
        found = self._rows[row] if 0 <= row < len(self._rows) else None
        return found if isinstance(found, TaskLine) else None

    def row_of(self, task_key: str | None) -> int | None:
        """Where a task stands; the first task where it is not in the list."""
        tasks = [
            (number, row.task.key)
            for number, row in enumerate(self._rows)
            if isinstance(row, TaskLine)
        ]
        same = [number for number, key in tasks if key == task_key]
        if same:
            return same[0]
        return tasks[0][0] if tasks else None

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
            return self._words(row)
        return None

    @override
    def flags(self, index: _Index) -> Qt.ItemFlag:
        if index.isValid() and isinstance(self._rows[index.row()], GroupHead):
            return Qt.ItemFlag.ItemNeverHasChildren
        return super().flags(index)

    def _words(self, row: TaskRow) -> str:
        if isinstance(row, GroupHead):
            return f"{row.name} {row.closed} / {row.due}"
        parts = (
            row.task.title,
            task_subtitle(row),
            row.owner,
            clock_words(row, self._zone),
            line_sign(row).word,
        )
        return "，".join(part for part in parts if part)


def _key(row: TaskRow) -> str:
    return f"# {row.name}" if isinstance(row, GroupHead) else row.task.key
