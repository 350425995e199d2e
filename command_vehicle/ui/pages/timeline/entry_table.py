# SPDX-License-Identifier: Apache-2.0
"""The list of the timeline: keeps its place and its selection while entries come in above."""

from datetime import tzinfo
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget
from typing_extensions import override

from command_vehicle.domain.identity import OperationId
from command_vehicle.domain.timeline import Entry
from command_vehicle.ui.components.painting import draw_words, text_width_px
from command_vehicle.ui.pages.timeline.entry_painter import (
    BAR_PX,
    ENTRY_PX,
    PAD_PX,
    EntryPainter,
)
from command_vehicle.ui.pages.timeline.model import ROW_ROLE, TimelineModel
from command_vehicle.ui.pages.timeline.rows import DayBar
from command_vehicle.ui.pages.timeline.words import clock_words, day_words
from command_vehicle.ui.style import Style
from command_vehicle.ui.type_scale import SEMIBOLD

_SETTLE_MS: Final = 150
_READ_AHEAD_SCREENS: Final = 3


class StickyDay(QWidget):
    """The day of the topmost row, always in view, with what is new since the last look.

    It stands beside the viewport, not in it: what lies in a viewport is scrolled along.
    """

    def __init__(self, style: Style, zone: tzinfo | None, parent: QWidget) -> None:
        super().__init__(parent)
        self._style = style
        self._zone = zone
        self.day = ""
        self.clock = ""
        self.news = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        style.changed.connect(self.update)

    def show_day(self, bar: DayBar, news: str) -> None:
        """Show a day, and what is new."""
        day, clock = day_words(bar), clock_words(bar.day, self._zone)
        if (day, clock, news) != (self.day, self.clock, self.news):
            self.day, self.clock, self.news = day, clock, news
            self.setAccessibleName(f"{day} {clock} {news}".strip())
            self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._style.color("sunken"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._style.color("line"))
        inner = self.rect().adjusted(PAD_PX, 0, -PAD_PX, 0)
        strong, plain = self._style.font("xs", SEMIBOLD), self._style.font("xs")
        ink, quiet = self._style.color("text"), self._style.color(self._style.secondary("xs"))
        draw_words(painter, inner, self.day, font=strong, ink=ink)
        day_px = text_width_px(strong, self.day) + PAD_PX
        draw_words(painter, inner.adjusted(day_px, 0, 0, 0), self.clock, font=plain, ink=quiet)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        order = self.tr("发生时间　新 → 旧")
        draw_words(painter, inner, order, font=plain, ink=quiet, align=right)
        width = painter.fontMetrics().horizontalAdvance(order)
        left_of_order = inner.adjusted(0, 0, -width - PAD_PX, 0)
        draw_words(painter, left_of_order, self.news, font=strong, ink=ink, align=right)


class EntryTable(QTableView):
    """One column of rows painted by `EntryPainter`.

    Signals:
        entry_chosen (Entry | None): Another entry is the current one.
        opened: Enter or a second tap on the current entry.
        correction_wanted: R.
        retraction_wanted: Del.
        came_to_rest: Scrolling has stopped; what is in view may have to be read again.
    """

    entry_chosen = Signal(object)
    opened = Signal()
    correction_wanted = Signal()
    retraction_wanted = Signal()
    came_to_rest = Signal()

    def __init__(
        self,
        model: TimelineModel,
        painter: EntryPainter,
        style: Style,
        zone: tzinfo | None,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._entries = model
        self._news = ""
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle.timeout.connect(self.came_to_rest)
        self._sticky = StickyDay(style, zone, self)
        self._set_up()
        self.setItemDelegate(painter)
        self.setModel(model)
        model.modelReset.connect(self._on_reset)
        model.rowsInserted.connect(self._on_rows_inserted)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.doubleClicked.connect(self._on_double_clicked)
        style.changed.connect(self.viewport().update)

    @property
    def sticky(self) -> StickyDay:
        """The bar on top."""
        return self._sticky

    @property
    def current_entry(self) -> Entry | None:
        """The chosen entry."""
        row = self.currentIndex().data(ROW_ROLE)
        return row if isinstance(row, Entry) else None

    def choose(self, entry_id: OperationId | None) -> None:
        """Make an entry the current one; without an id, or an unknown one, the newest."""
        index = self._entries.index_of(entry_id) if entry_id is not None else QModelIndex()
        if not index.isValid():
            index = self._entries.index(1) if self._entries.rowCount() > 1 else QModelIndex()
        if index.isValid():
            self.setCurrentIndex(index)

    def show_news(self, news: str) -> None:
        """What the bar on top says about entries that are new."""
        self._news = news
        self._update_sticky()

    def rows_in_view(self) -> tuple[int, int]:
        """First and last row that can be seen."""
        first = max(0, self.rowAt(BAR_PX))
        last = self.rowAt(self.viewport().height() - 1)
        return first, last if last >= 0 else max(first, self._entries.rowCount() - 1)

    @override
    def scrollTo(
        self,
        index: QModelIndex | QPersistentModelIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        super().scrollTo(index, hint)
        hidden = BAR_PX - self.visualRect(index).top()
        if hidden > 0:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() - hidden)

    @override
    def currentChanged(
        self,
        current: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().currentChanged(current, previous)
        self.entry_chosen.emit(self.current_entry)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        signals: dict[int, SignalInstance] = {
            Qt.Key.Key_R: self.correction_wanted,
            Qt.Key.Key_Delete: self.retraction_wanted,
            Qt.Key.Key_Return: self.opened,
            Qt.Key.Key_Enter: self.opened,
        }
        signal = signals.get(event.key())
        if plain and signal is not None:
            signal.emit()
            event.accept()
            return
        super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._sticky.setGeometry(0, 0, self.viewport().width(), BAR_PX)

    def _set_up(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setSingleStep(ENTRY_PX)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        rows = self.verticalHeader()
        rows.hide()
        rows.setMinimumSectionSize(BAR_PX)
        rows.setDefaultSectionSize(ENTRY_PX)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def _on_reset(self) -> None:
        self._shrink_bars(0, self._entries.rowCount() - 1)
        self._update_sticky()

    def _on_rows_inserted(self, _parent: QModelIndex, first: int, last: int) -> None:
        bar = self.verticalScrollBar()
        was_above = bar.value() > 0 and self.rowViewportPosition(first) < 0
        self._shrink_bars(first, last)
        if was_above:
            grown = sum(self.rowHeight(row) for row in range(first, last + 1))
            self.updateGeometries()
            bar.setValue(bar.value() + grown)
        self._update_sticky()

    def _shrink_bars(self, first: int, last: int) -> None:
        for row in range(first, last + 1):
            if isinstance(self._entries.row_at(row), DayBar):
                self.setRowHeight(row, BAR_PX)

    def _on_scrolled(self) -> None:
        self._update_sticky()
        self._settle.start()
        bar = self.verticalScrollBar()
        ahead = bar.maximum() - bar.value()
        if ahead < _READ_AHEAD_SCREENS * self.viewport().height():
            self._entries.fetchMore(QModelIndex())

    def _on_double_clicked(self, _index: QModelIndex) -> None:
        self.opened.emit()

    def _update_sticky(self) -> None:
        row = self._entries.row_at(max(0, self.rowAt(BAR_PX)))
        self._sticky.setVisible(row is not None)
        if isinstance(row, Entry):
            row = DayBar(day=self._entries.day_of(row))
        if row is not None:
            self._sticky.show_day(row, self._news)
