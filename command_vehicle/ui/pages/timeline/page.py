# SPDX-License-Identifier: Apache-2.0
"""The Timeline page."""

from collections.abc import Mapping
from datetime import tzinfo
from typing import Final, Protocol

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from command_vehicle.domain.errors import ExpectedError
from command_vehicle.domain.identity import OperationId
from command_vehicle.domain.operations import Operation
from command_vehicle.domain.sync import SyncState
from command_vehicle.domain.timeline import EntryFilter
from command_vehicle.services.incidents import IncidentService
from command_vehicle.services.timeline.service import TimelineService
from command_vehicle.ui.bridge import UiBridge
from command_vehicle.ui.components.button import Button
from command_vehicle.ui.components.empty_state import EmptyState
from command_vehicle.ui.components.headings import PageHeading
from command_vehicle.ui.components.panel_host import PanelHost
from command_vehicle.ui.components.search_field import SearchField
from command_vehicle.ui.error_words import error_sentence
from command_vehicle.ui.formatting import count, time_of_day
from command_vehicle.ui.icons import IconSet
from command_vehicle.ui.pages.timeline.entry_painter import EntryPainter
from command_vehicle.ui.pages.timeline.entry_panel import EntryPanel
from command_vehicle.ui.pages.timeline.entry_table import EntryTable
from command_vehicle.ui.pages.timeline.foot import TimelineFoot
from command_vehicle.ui.pages.timeline.kind_tabs import ALL, KindTabs
from command_vehicle.ui.pages.timeline.model import TimelineModel
from command_vehicle.ui.pages.timeline.rows import Row
from command_vehicle.ui.pages.timeline.words import said
from command_vehicle.ui.size_classes import size_class
from command_vehicle.ui.style import Style
from command_vehicle.ui.throttle import Throttle

_REFRESH_MS: Final = 200
_SLOW_MS: Final = 100
_SEARCH_PX: Final = 232
_LEAST_SEARCH_PX: Final = 168


class SyncStateSource(Protocol):
    """Where the page learns how far our records have come: the sync service."""

    @property
    def state(self) -> SyncState:
        """As of now."""
        ...


class TimelinePage(QWidget):
    """What was recorded, newest first, and how far each record has come.

    Signals:
        map_wanted (GeoPoint): A person wants to see this place on the map.
    """

    map_wanted = Signal(object)

    def __init__(
        self,
        *,
        timeline: TimelineService,
        incidents: IncidentService,
        sync: SyncStateSource,
        style: Style,
        icons: IconSet,
        bridge: UiBridge,
        zone: tzinfo | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._timeline = timeline
        self._incidents = incidents
        self._sync = sync
        self._zone = zone
        self._incident: OperationId | None = None
        self._is_outdated = True
        self._is_looked_at = False
        self._kept_choice: OperationId | None = None
        self.model = TimelineModel(source=timeline, zone=zone, words=self._said, parent=self)
        self._painter = EntryPainter(style, zone, self)
        self.tabs = KindTabs(style)
        self.search = SearchField(self.tr("查全文、人名、地点"), style, icons["search"])
        self.hide_automatic = Button(self.tr("隐藏自动"), style, is_checkable=True)
        self.panel_key = Button(self.tr("详情"), style, icon=icons["panel"], is_checkable=True)
        self.table = EntryTable(self.model, self._painter, style, zone, self)
        self.empty = EmptyState("", "", style)
        self.foot = TimelineFoot(style)
        self.panel = EntryPanel(style, icons, zone)
        self._middle = QStackedWidget()
        self._heading = PageHeading(self.tr("时间线"), style)
        self._host = PanelHost(self._make_content(), self.panel, parent=self)
        self._refreshing = Throttle(_REFRESH_MS, self)
        self._slow = QTimer(self, singleShot=True, interval=_SLOW_MS)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._host)
        self._connect(bridge)

    def focus_search(self) -> None:
        """Ctrl+F."""
        self.search.setFocus()
        self.search.selectAll()

    def toggle_panel(self) -> None:
        """Alt+P."""
        self._host.toggle_panel()

    def show_entry(self, entry_id: OperationId) -> None:
        """Choose an entry, from another page."""
        self._kept_choice = entry_id
        self.table.choose(entry_id)
        self._host.set_panel_open(is_open=True)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._painter.new_since = self._timeline.last_look
        self._is_looked_at = True
        if self._is_outdated:
            self._is_outdated = False
            self._begin()
        self._arrange_heading()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._is_looked_at and not event.spontaneous():
            self._is_looked_at = False
            self._timeline.mark_looked()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange_heading()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_overlay = not size_class(self.window().width()).has_docked_panel
        if event.key() == Qt.Key.Key_Escape and is_overlay and self._host.is_panel_open:
            self._host.set_panel_open(is_open=False)
            self.table.setFocus()
            return
        super().keyPressEvent(event)

    def _make_content(self) -> QWidget:
        self.search.setMinimumWidth(_LEAST_SEARCH_PX)
        self.search.setMaximumWidth(_SEARCH_PX)
        self._heading.add_left(self.tabs)
        for widget in (self.search, self.hide_automatic, self.panel_key):
            self._heading.add_right(widget)
        self._middle.addWidget(self.table)
        self._middle.addWidget(self.empty)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._heading)
        column.addWidget(self._middle, 1)
        column.addWidget(self.foot)
        self.setFocusProxy(self.table)
        return content

    def _connect(self, bridge: UiBridge) -> None:
        self.tabs.chosen.connect(self._begin)
        self.search.searched.connect(self._begin)
        self.hide_automatic.toggled.connect(self._begin)
        self.panel_key.clicked.connect(self._host.toggle_panel)
        self._host.panel_toggled.connect(self._on_panel_toggled)
        self.model.settled.connect(self._on_settled)
        self.model.dataChanged.connect(self._on_data_changed)
        self.model.reading_failed.connect(self._on_reading_failed)
        self.table.entry_chosen.connect(self.panel.show_entry)
        self.table.opened.connect(self._on_opened)
        self.table.correction_wanted.connect(self._on_correction_wanted)
        self.table.retraction_wanted.connect(self._on_retraction_wanted)
        self.table.came_to_rest.connect(self._refreshing.request)
        self.panel.map_wanted.connect(self.map_wanted)
        self.panel.close_key.clicked.connect(self._host.toggle_panel)
        self.panel.correction_submitted.connect(self._on_correction)
        self.panel.retraction_submitted.connect(self._on_retraction)
        self.panel.amending_ended.connect(self._on_amending_ended)
        self._refreshing.fired.connect(self._refresh)
        self._slow.timeout.connect(self._on_slow)
        bridge.timeline_changed.connect(self._on_news)
        bridge.delivery_changed.connect(self._on_news)
        bridge.incidents_changed.connect(self._on_incidents_changed)
        bridge.sync_changed.connect(self.foot.show_sync)
        self.foot.show_sync(self._sync.state)

    def _begin(self) -> None:
        """Read what the tabs, the search field and the key for automatic entries ask for."""
        current = self._incidents.current
        self._incident = current.id if current is not None else None
        chosen = self.table.current_entry
        self._kept_choice = chosen.id if chosen is not None else self._kept_choice
        self._slow.start()
        self.model.show(
            EntryFilter(
                incident=self._incident,
                kinds=self.tabs.kinds,
                text=self.search.text().strip(),
                include_automatic=not self.hide_automatic.isChecked(),
            )
        )

    def _refresh(self) -> None:
        first, last = self.table.rows_in_view()
        self.model.refresh(first, last)
        chosen = self.table.currentIndex()
        entry = self.table.current_entry
        if entry is not None and not first <= chosen.row() <= last:
            self._timeline.entry(entry.id, self.model.take_one)

    def _on_news(self) -> None:
        if self.isVisible():
            self._refreshing.request()
        else:
            self._is_outdated = True

    def _on_incidents_changed(self) -> None:
        current = self._incidents.current
        if (current.id if current is not None else None) == self._incident:
            return
        if self.isVisible():
            self._begin()
        else:
            self._is_outdated = True

    def _on_settled(self) -> None:
        self._slow.stop()
        self.foot.show_notice("")
        is_empty = self.model.entry_count == 0
        if is_empty:
            self._say_why_empty()
        self._middle.setCurrentWidget(self.empty if is_empty else self.table)
        if not is_empty and self.table.current_entry is None:
            self.table.choose(self._kept_choice)
        if is_empty:
            self.panel.show_entry(None)
        self._timeline.count(self.model.wanted, self.foot.show_total)
        self._timeline.count_by_kind(self._incident, self._on_counted)
        if self._painter.new_since is not None:
            self._timeline.unread(self._incident, self._on_unread)

    def _on_counted(self, counts: Mapping[int, int]) -> None:
        self.tabs.show_counts(counts)
        self._arrange_heading()

    def _on_unread(self, number: int) -> None:
        since = time_of_day(self._painter.new_since, self._zone)
        words = self.tr("上次查看 %1 后新增 %2 条")
        news = words.replace("%1", since).replace("%2", count(number)) if number else ""
        self.table.show_news(news)

    def _say_why_empty(self) -> None:
        text = self.model.wanted.text
        if text:
            self.empty.set_words(
                self.tr("没有找到“%1”").replace("%1", text),
                self.tr("换个词，或把种类改成“全部”。"),
            )
        elif self.tabs.group == "order":
            self.empty.set_words(self.tr("还没有指令。"), self.tr("按 F4 下第一条。"))
        elif self.tabs.group != ALL:
            self.empty.set_words(
                self.tr("还没有这一种记录。"), self.tr("把种类改成“全部”看其他的。")
            )
        else:
            self.empty.set_words(self.tr("还没有记录。"), self.tr("按 F2 记第一条。"))

    def _on_slow(self) -> None:
        self.foot.show_reading(self.model.entry_count)

    def _on_data_changed(self, first: QModelIndex, last: QModelIndex) -> None:
        current = self.table.currentIndex()
        if first.row() <= current.row() <= last.row():
            self.panel.show_entry(self.table.current_entry)

    def _on_reading_failed(self, _error: ExpectedError) -> None:
        self._slow.stop()
        self.foot.show_notice(self.tr("读不出记录，显示的是上次读到的。"))

    def _on_opened(self) -> None:
        self._host.set_panel_open(is_open=True)

    def _on_correction_wanted(self) -> None:
        self._host.set_panel_open(is_open=True)
        self.panel.begin_correction()

    def _on_retraction_wanted(self) -> None:
        self._host.set_panel_open(is_open=True)
        self.panel.begin_retraction()

    def _on_correction(self, wording: str, reason: str) -> None:
        if (entry := self.panel.entry) is not None:
            self._timeline.correct(
                entry, wording, reason, self._on_amended, self._on_amending_failed
            )

    def _on_retraction(self, reason: str) -> None:
        if (entry := self.panel.entry) is not None:
            self._timeline.retract(entry, reason, self._on_amended, self._on_amending_failed)

    def _on_amended(self, _operation: Operation) -> None:
        self.panel.end_amending()

    def _on_amending_failed(self, error: ExpectedError) -> None:
        self.panel.form.show_error(error_sentence(error))

    def _on_amending_ended(self) -> None:
        self.table.setFocus()

    def _on_panel_toggled(self, is_open: bool) -> None:  # noqa: FBT001
        self.panel_key.setChecked(is_open)
        self._arrange_heading()

    def _arrange_heading(self) -> None:
        """Give the tabs what the search field and the keys leave."""
        self.panel_key.setChecked(self._host.is_panel_open)
        self.panel.set_closable(is_closable=not size_class(self.window().width()).has_docked_panel)
        others = self._heading.sizeHint().width() - self.tabs.sizeHint().width()
        spare = self.search.sizeHint().width() - _LEAST_SEARCH_PX
        self.tabs.fit(self._heading.width() - others + max(0, spare))

    def _said(self, row: Row) -> str:
        return said(row, self._zone)
