# SPDX-License-Identifier: Apache-2.0
"""The catalogue as a table model: pages of the service as it is scrolled, or what lies around."""

from collections.abc import Callable
from datetime import datetime
from enum import IntEnum
from functools import partial
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from typing_extensions import override

from command_vehicle.domain.errors import ExpectedError
from command_vehicle.domain.geodesy import GeoPoint, distance_m
from command_vehicle.domain.resources import ResourceFilter, ResourceState
from command_vehicle.services.ports import PageOf
from command_vehicle.services.resources.around import Around
from command_vehicle.services.resources.service import ResourceList, ResourceService
from command_vehicle.ui import formatting
from command_vehicle.ui.pages.resources.words import (
    kind_word,
    status_age,
    status_word,
    strength_words,
    verification_words,
)

STATE_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 1
PAGE_ROWS: Final = 500

_Index = QModelIndex | QPersistentModelIndex
_NO_PARENT: Final = QModelIndex()


class Column(IntEnum):
    """Columns of the catalogue, left to right."""

    NAME = 0
    STRENGTH = 1
    DISTANCE = 2
    CONTACT = 3
    VERIFIED = 4
    STATUS = 5


class CatalogueModel(QAbstractTableModel):
    """Lines of one filter.

    Signals:
        settled: The first lines of a filter, or a refresh, are in.
        reading_failed (ExpectedError): Nothing could be read; what is shown stays.
    """

    settled = Signal()
    reading_failed = Signal(object)

    def __init__(
        self,
        service: ResourceService,
        *,
        now: Callable[[], datetime],
        position: Callable[[], GeoPoint | None],
        parent: QObject | None = None,
    ) -> None:
        """Show nothing until `show` is called."""
        super().__init__(parent)
        self._service = service
        self._now = now
        self._position = position
        self._states: list[ResourceState] = []
        self._wanted = ResourceFilter()
        self._radius_m: float | None = None
        self._generation = 0
        self._is_reading = False
        self.around: Around | None = None
        self.total = 0

    @property
    def wanted(self) -> ResourceFilter:
        """Filter in force."""
        return self._wanted

    @property
    def radius_m(self) -> float | None:
        """Radius in force, metres; None for the whole catalogue."""
        return self._radius_m

    def show(self, wanted: ResourceFilter, radius_m: float | None) -> None:
        """Show what a filter leaves, within a radius of our own position if one is given."""
        self._wanted = wanted
        self._radius_m = radius_m
        self._read(limit=PAGE_ROWS)

    def refresh(self) -> None:
        """Read again as much as is shown."""
        self._read(limit=max(PAGE_ROWS, len(self._states)))

    def state_at(self, row: int) -> ResourceState | None:
        """The resource in this row."""
        return self._states[row] if 0 <= row < len(self._states) else None

    def row_of(self, code: str) -> int | None:
        """Where a resource stands among the lines read so far."""
        found = (row for row, state in enumerate(self._states) if state.resource.code == code)
        return next(found, None)

    def distance_m(self, state: ResourceState) -> float | None:
        """Straight line from our own position, metres; None when either place is unknown."""
        here = self._position()
        return None if here is None or state.point is None else distance_m(here, state.point)

    @override
    def rowCount(self, parent: _Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._states)

    @override
    def columnCount(self, parent: _Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(Column)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and section == Column.DISTANCE:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return {
            Column.NAME: self.tr("名称"),
            Column.STRENGTH: self.tr("人员与车辆"),
            Column.DISTANCE: self.tr("直线距离"),
            Column.CONTACT: self.tr("联系"),
            Column.VERIFIED: self.tr("最后核实"),
            Column.STATUS: self.tr("状态"),
        }[Column(section)]

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        state = self.state_at(index.row()) if index.isValid() else None
        if state is None:
            return None
        if role == STATE_ROLE:
            return state
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._words(state, Column(index.column()))
        return None

    @override
    def canFetchMore(self, parent: _Index) -> bool:
        is_partial = self._radius_m is None and len(self._states) < self.total
        return not parent.isValid() and is_partial and not self._is_reading

    @override
    def fetchMore(self, parent: _Index) -> None:
        if self.canFetchMore(parent):
            self._is_reading = True
            page = PageOf(offset=len(self._states), limit=PAGE_ROWS)
            then = partial(self._append, self._generation)
            self._service.page(self._wanted, page, then, self._failed)

    def _words(self, state: ResourceState, column: Column) -> str:
        resource = state.resource
        if column is Column.NAME:
            return f"{resource.name}，{kind_word(resource.kind)}"
        if column is Column.STRENGTH:
            return strength_words(resource)
        if column is Column.DISTANCE:
            return formatting.distance(self.distance_m(state))
        if column is Column.CONTACT:
            return f"{resource.contact.name} {resource.contact.phone}".strip()
        if column is Column.VERIFIED:
            return verification_words(resource)
        return f"{status_word(state.status)} {status_age(state, self._now())}".strip()

    def _read(self, limit: int) -> None:
        self._generation += 1
        self._is_reading = True
        generation = self._generation
        here = self._position()
        if self._radius_m is not None and here is not None:
            then = partial(self._take_around, generation)
            self._service.around(here, self._radius_m, then, self._failed, wanted=self._wanted)
        else:
            page = PageOf(offset=0, limit=limit)
            first = partial(self._take_first, generation)
            self._service.page(self._wanted, page, first, self._failed)

    def _take_first(self, generation: int, answer: ResourceList) -> None:
        if generation == self._generation:
            self.around = None
            self._reset(list(answer.states), answer.total)

    def _take_around(self, generation: int, answer: Around) -> None:
        if generation == self._generation:
            self.around = answer
            self._reset([item.state for item in answer.near], len(answer.near))

    def _reset(self, states: list[ResourceState], total: int) -> None:
        same = [state.resource.code for state in self._states] == [
            state.resource.code for state in states
        ]
        if same and states:
            self._states, self.total = states, total
            last = self.index(len(states) - 1, len(Column) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
        else:
            self.beginResetModel()
            self._states, self.total = states, total
            self.endResetModel()
        self._is_reading = False
        self.settled.emit()

    def _append(self, generation: int, answer: ResourceList) -> None:
        if generation != self._generation:
            return
        self._is_reading = False
        if answer.states:
            first = len(self._states)
            self.beginInsertRows(QModelIndex(), first, first + len(answer.states) - 1)
            self._states.extend(answer.states)
            self.endInsertRows()
        self.total = answer.total if answer.states else len(self._states)

    def _failed(self, error: ExpectedError) -> None:
        self._is_reading = False
        self.reading_failed.emit(error)
