# SPDX-License-Identifier: Apache-2.0
"""The timeline as an item model that reads pages of the service as it is scrolled."""

from collections.abc import Callable
from datetime import date, tzinfo
from functools import partial
from typing import Any, Final, Protocol

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from typing_extensions import override

from command_vehicle.domain.errors import ExpectedError
from command_vehicle.domain.identity import OperationId
from command_vehicle.domain.timeline import Entry, EntryFilter
from command_vehicle.services.ports import PageOf
from command_vehicle.ui.pages.timeline.rows import DayBar, Merge, Row, TimelineRows

ROW_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 1
PAGE_ENTRIES: Final = 500
REFRESH_MARGIN_ENTRIES: Final = 30

_Index = QModelIndex | QPersistentModelIndex
_NO_PARENT: Final = QModelIndex()


class EntrySource(Protocol):
    """Where entries come from: the timeline service."""

    def page(
        self,
        wanted: EntryFilter,
        page: PageOf,
        then: Callable[[tuple[Entry, ...]], None],
        failed: Callable[[ExpectedError], None],
    ) -> None:
        """Newest first; one of the callbacks is called on this thread."""
        ...


class TimelineModel(QAbstractListModel):
    """Rows of one filter; grows downwards as it is scrolled and upwards as things happen.

    Signals:
        settled: The first page of a filter, or a refresh, has been taken in.
        reading_failed (ExpectedError): A page could not be read; what is shown stays.
    """

    settled = Signal()
    reading_failed = Signal(object)

    def __init__(
        self,
        *,
        source: EntrySource,
        zone: tzinfo | None,
        words: Callable[[Row], str],
        parent: QObject | None = None,
    ) -> None:
        """Show nothing until `show` is called; `words` says a row for screen readers."""
        super().__init__(parent)
        self._source = source
        self._words = words
        self._rows = TimelineRows(zone)
        self._wanted = EntryFilter()
        self._generation = 0
        self._has_settled = False
        self._is_complete = True
        self._is_reading_on = False

    @property
    def wanted(self) -> EntryFilter:
        """Filter in force."""
        return self._wanted

    @property
    def has_settled(self) -> bool:
        """Whether the first page of the filter has arrived."""
        return self._has_settled

    @property
    def entry_count(self) -> int:
        """Entries read so far."""
        return self._rows.entry_count

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
        if index.isValid() and isinstance(self._rows[index.row()], DayBar):
            return Qt.ItemFlag.ItemNeverHasChildren
        return super().flags(index)

    @override
    def canFetchMore(self, parent: _Index) -> bool:
        return not (parent.isValid() or self._is_complete or self._is_reading_on)

    @override
    def fetchMore(self, parent: _Index) -> None:
        if self.canFetchMore(parent):
            self._is_reading_on = True
            self._read(offset=self._rows.entry_count, then=self._take_next)

    def row_at(self, index: int) -> Row | None:
        """Row at this index."""
        return self._rows[index] if 0 <= index < len(self._rows) else None

    def index_of(self, entry_id: OperationId) -> QModelIndex:
        """Index of an entry that has been read, or an invalid one."""
        row = self._rows.find(entry_id)
        return self.index(row) if row is not None else QModelIndex()

    def day_of(self, entry: Entry) -> date:
        """Local day on which an entry happened."""
        return self._rows.day_of(entry.recorded.happened_at)

    def show(self, wanted: EntryFilter) -> None:
        """Show what matches this filter; the old rows stay until the first page is there."""
        self._wanted = wanted
        self._generation += 1
        self._is_reading_on = True
        self._read(offset=0, then=self._take_first)

    def refresh(self, first: int, last: int) -> None:
        """Read again the top and the rows in view, `first` to `last`."""
        if not self._has_settled:
            return
        start = max(0, self._rows.entries_above(first) - REFRESH_MARGIN_ENTRIES)
        count = max(0, last - first) + 1 + 2 * REFRESH_MARGIN_ENTRIES
        self._read(offset=0, then=self._take_again, limit=2 * REFRESH_MARGIN_ENTRIES)
        if start > 0:
            self._read(offset=start, then=self._take_again, limit=count)

    def take_one(self, entry: Entry | None) -> None:
        """Show the new state of an entry that was read by itself."""
        if entry is not None and self._rows.index_of(entry) is not None:
            self._apply(self._rows.merge((entry,)))

    def _read(
        self, *, offset: int, then: Callable[[tuple[Entry, ...]], None], limit: int = PAGE_ENTRIES
    ) -> None:
        generation = self._generation
        self._source.page(
            self._wanted,
            PageOf(offset=offset, limit=limit),
            partial(self._answered, generation, then),
            partial(self._failed, generation),
        )

    def _answered(
        self,
        generation: int,
        then: Callable[[tuple[Entry, ...]], None],
        entries: tuple[Entry, ...],
    ) -> None:
        if generation == self._generation:
            then(entries)

    def _failed(self, generation: int, error: ExpectedError) -> None:
        if generation == self._generation:
            self._is_reading_on = False
            self.reading_failed.emit(error)

    def _take_first(self, entries: tuple[Entry, ...]) -> None:
        self.beginResetModel()
        self._rows.clear()
        for insertion in self._rows.merge(entries).insertions:
            self._rows.insert(insertion)
        self._is_reading_on = False
        self._is_complete = len(entries) < PAGE_ENTRIES
        self._has_settled = True
        self.endResetModel()
        self.settled.emit()

    def _take_next(self, entries: tuple[Entry, ...]) -> None:
        self._is_reading_on = False
        self._is_complete = len(entries) < PAGE_ENTRIES
        self._apply(self._rows.merge(entries))

    def _take_again(self, entries: tuple[Entry, ...]) -> None:
        self._apply(self._rows.merge(self._within_reach(entries)))
        self.settled.emit()

    def _within_reach(self, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
        """What lies below the last row read is left to the page it belongs to."""
        if self._is_complete or not len(self._rows):
            return entries
        lowest = self._rows[len(self._rows) - 1]
        if isinstance(lowest, DayBar):
            return entries
        return tuple(
            entry for entry in entries if entry.recorded.happened_at >= lowest.recorded.happened_at
        )

    def _apply(self, merge: Merge) -> None:
        for index, entry in merge.replaced:
            self._rows.replace(index, entry)
            changed = self.index(index)
            self.dataChanged.emit(changed, changed)
        for insertion in merge.insertions:
            last = insertion.at + len(insertion.rows) - 1
            self.beginInsertRows(QModelIndex(), insertion.at, last)
            self._rows.insert(insertion)
            self.endInsertRows()
