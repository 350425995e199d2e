# SPDX-License-Identifier: Apache-2.0
"""The library as a list: offered plans on top, all plans, files that are broken, or hits."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from command_vehicle.domain.plans import Plan
from command_vehicle.services.plans.library import PlanHit
from command_vehicle.services.plans.text import PlanFault
from command_vehicle.ui.pages.plans.words import fault_words, title_words, validity_words

ITEM_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 1
_Index = QModelIndex | QPersistentModelIndex
_NO_PARENT: Final = QModelIndex()


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryHead:
    """A heading between items."""

    text: str
    detail: str = ""


LibraryItem = LibraryHead | Plan | PlanHit | PlanFault


class LibraryModel(QAbstractListModel):
    """Whatever the page puts together."""

    def __init__(self, today: Callable[[], date], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._items: tuple[LibraryItem, ...] = ()

    def show(self, items: Sequence[LibraryItem]) -> None:
        """Show these."""
        if tuple(items) != self._items:
            self.beginResetModel()
            self._items = tuple(items)
            self.endResetModel()

    def item_at(self, row: int) -> LibraryItem | None:
        """What stands in this row."""
        return self._items[row] if 0 <= row < len(self._items) else None

    def first_choice(self) -> int | None:
        """The first row that can be chosen."""
        rows = (row for row, item in enumerate(self._items) if not isinstance(item, LibraryHead))
        return next(rows, None)

    @override
    def rowCount(self, parent: _Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._items)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        item = self.item_at(index.row()) if index.isValid() else None
        if item is None:
            return None
        if role == ITEM_ROLE:
            return item
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._words(item)
        return None

    @override
    def flags(self, index: _Index) -> Qt.ItemFlag:
        if index.isValid() and isinstance(self._items[index.row()], LibraryHead):
            return Qt.ItemFlag.ItemNeverHasChildren
        return super().flags(index)

    def _words(self, item: LibraryItem) -> str:
        if isinstance(item, LibraryHead):
            return f"{item.text} {item.detail}".strip()
        if isinstance(item, PlanHit):
            return f"{item.plan.title}，{item.sentence}"
        if isinstance(item, PlanFault):
            return f"{item.file}，{fault_words(item)}"
        return f"{title_words(item)}，{validity_words(item, self._today())}"
