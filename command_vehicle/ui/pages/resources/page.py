# SPDX-License-Identifier: Apache-2.0
"""The Resources page."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from command_vehicle.domain.errors import ExpectedError
from command_vehicle.domain.geodesy import GeoPoint
from command_vehicle.domain.operations import Operation
from command_vehicle.domain.resources import ResourceFilter, ResourceState, ResourceStatus
from command_vehicle.services.ports import Clock
from command_vehicle.services.resources.service import RegisterFiles, ResourceService
from command_vehicle.ui import formatting
from command_vehicle.ui.bridge import UiBridge
from command_vehicle.ui.components.button import Button
from command_vehicle.ui.components.empty_state import EmptyState
from command_vehicle.ui.components.headings import PageHeading
from command_vehicle.ui.components.panel_host import PanelHost
from command_vehicle.ui.components.search_field import SearchField
from command_vehicle.ui.components.tabs import SegmentTabs, Tab
from command_vehicle.ui.error_words import error_sentence
from command_vehicle.ui.icons import IconSet
from command_vehicle.ui.pages.resources.catalogue_model import CatalogueModel
from command_vehicle.ui.pages.resources.catalogue_table import CatalogueTable
from command_vehicle.ui.pages.resources.filters import CatalogueFilters
from command_vehicle.ui.pages.resources.foot import CatalogueFoot
from command_vehicle.ui.pages.resources.import_view import FileChooser, ImportView
from command_vehicle.ui.pages.resources.panel import ResourcePanel
from command_vehicle.ui.size_classes import size_class
from command_vehicle.ui.style import Style
from command_vehicle.ui.throttle import Throttle

_REFRESH_MS: Final = 300
_SLOW_MS: Final = 100
_AGES_S: Final = 5
_SEARCH_PX: Final = 280
_LEAST_SEARCH_PX: Final = 168


class ResourcesPage(QWidget):
    """The catalogue with its panel; importing stands in its place while it lasts.

    Signals:
        map_wanted (GeoPoint): A person wants to see this place on the map.
    """

    map_wanted = Signal(object)

    def __init__(
        self,
        *,
        resources: ResourceService,
        files: RegisterFiles,
        position: Callable[[], GeoPoint | None],
        clock: Clock,
        style: Style,
        icons: IconSet,
        bridge: UiBridge,
        chooser: FileChooser | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._resources = resources
        self._clock = clock
        self._position = position
        self._kept_choice: str | None = None
        self._is_outdated = True
        self._seconds = 0
        self.model = CatalogueModel(resources, now=clock.now, position=position, parent=self)
        self.tabs = SegmentTabs([Tab(key="catalogue", text=self.tr("目录"))], style)
        self.search = SearchField(self.tr("查目录"), style, icons["search"])
        self.import_key = Button(self.tr("导入"), style, icon=icons["import"], key="Ctrl+N")
        self.panel_key = Button(self.tr("详情"), style, icon=icons["panel"], is_checkable=True)
        self.filters = CatalogueFilters(style)
        self.table = CatalogueTable(self.model, style, icons, now=clock.now)
        self.empty = EmptyState("", "", style)
        self.foot = CatalogueFoot(style)
        self.panel = ResourcePanel(style, icons, now=clock.now)
        chooser = chooser or FileChooser()
        self.importing = ImportView(resources, files, style, icons, chooser=chooser)
        self._heading = PageHeading(self.tr("资源"), style)
        self._middle = QStackedWidget()
        self._host = PanelHost(self._make_content(), self.panel)
        self._views = QStackedWidget()
        self._refreshing = Throttle(_REFRESH_MS, self)
        self._slow = QTimer(self, singleShot=True, interval=_SLOW_MS)
        self._arrange()
        self._connect(bridge)

    def focus_search(self) -> None:
        """Ctrl+F."""
        self.search.setFocus()
        self.search.selectAll()

    def toggle_panel(self) -> None:
        """Alt+P."""
        self._host.toggle_panel()

    def make_new(self) -> None:
        """Ctrl+N: import."""
        self._views.setCurrentWidget(self.importing)
        self.importing.begin()

    def show_resource(self, code: str) -> None:
        """Choose a resource, from another page."""
        self._kept_choice = code
        self._close_import()
        self._host.set_panel_open(is_open=True)
        self.table.choose(code)
        self._resources.one(code, self._show_one)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.filters.set_position_known(is_known=self._position() is not None)
        if self._is_outdated:
            self._is_outdated = False
            self._begin()
        self._arrange_heading()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._refreshing.cancel()
        self._is_outdated = True

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
        self.tabs.choose("catalogue")
        self._heading.add_left(self.tabs)
        for widget in (self.search, self.import_key, self.panel_key):
            self._heading.add_right(widget)
        self._middle.addWidget(self.table)
        self._middle.addWidget(self.empty)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._heading)
        column.addWidget(self.filters)
        column.addWidget(self._middle, 1)
        column.addWidget(self.foot)
        return content

    def _arrange(self) -> None:
        self._views.addWidget(self._host)
        self._views.addWidget(self.importing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._views)
        self.setFocusProxy(self.table)

    def _connect(self, bridge: UiBridge) -> None:
        self.search.searched.connect(self._begin)
        self.filters.changed.connect(self._begin)
        self.import_key.clicked.connect(self.make_new)
        self.panel_key.clicked.connect(self._host.toggle_panel)
        self._host.panel_toggled.connect(self._arrange_heading)
        self.model.settled.connect(self._on_settled)
        self.model.reading_failed.connect(self._on_reading_failed)
        self.table.resource_chosen.connect(self._on_chosen)
        self.table.opened.connect(self._on_opened)
        self.panel.map_wanted.connect(self.map_wanted)
        self.panel.close_key.clicked.connect(self._host.toggle_panel)
        self.panel.status_reported.connect(self._on_status_reported)
        self.importing.closed.connect(self._close_import)
        self._refreshing.fired.connect(self.model.refresh)
        self._slow.timeout.connect(self._on_slow)
        bridge.resources_changed.connect(self._on_news)
        bridge.second_ticked.connect(self._on_second)

    def _begin(self) -> None:
        """Read what the search field and the filters ask for."""
        chosen = self.table.current_state
        self._kept_choice = chosen.resource.code if chosen is not None else self._kept_choice
        self._slow.start()
        self.model.show(
            ResourceFilter(
                text=self.search.text().strip(),
                kinds=self.filters.kinds,
                statuses=self.filters.statuses_wanted,
            ),
            self.filters.radius_m,
        )

    def _on_settled(self) -> None:
        self._slow.stop()
        is_empty = self.model.rowCount() == 0
        if is_empty:
            self._say_why_empty()
        self._middle.setCurrentWidget(self.empty if is_empty else self.table)
        self.foot.show_total(self.model.total, self.model.around)
        if is_empty:
            self.panel.show_state(None, None)
        elif self.table.current_state is None:
            self.table.choose(self._kept_choice)
        else:
            self._on_chosen(self.table.current_state)

    def _say_why_empty(self) -> None:
        text = self.model.wanted.text
        if text:
            self.empty.set_words(
                self.tr("没有找到“%1”").replace("%1", text),
                self.tr("换个词，或把类别、距离、状态放宽。"),
            )
        elif self.model.radius_m is not None:
            words = self.tr("附近 %1 没有登记的资源。")
            self.empty.set_words(
                words.replace("%1", formatting.distance(self.model.radius_m)),
                self.tr("放大半径，或把类别改成“全部”。"),
            )
        elif not self.filters.is_open:
            self.empty.set_words(
                self.tr("这一类没有登记。"), self.tr("把类别和状态改成“全部”看其他的。")
            )
        else:
            self.empty.set_words(
                self.tr("队伍、物资、医院、危险源等列在这里。"),
                self.tr("按 Ctrl+N 导入第一份登记表。"),
            )

    def _on_chosen(self, state: ResourceState | None) -> None:
        distance = self.model.distance_m(state) if state is not None else None
        self.panel.show_state(state, distance)

    def _show_one(self, state: ResourceState | None) -> None:
        if state is not None:
            self._on_chosen(state)

    def _on_status_reported(self, status: ResourceStatus, note: str) -> None:
        state = self.panel.state
        if state is not None:
            self._resources.report_status(
                state, status, note, partial(self._on_saved, status), self._on_not_saved
            )

    def _on_saved(self, status: ResourceStatus, operation: Operation) -> None:
        self.panel.show_saved(status, operation.time.wall_time)
        state = self.panel.state
        if state is not None:
            self._resources.one(state.resource.code, self._show_one)

    def _on_not_saved(self, error: ExpectedError) -> None:
        self.panel.show_error(error_sentence(error))

    def _on_reading_failed(self, _error: ExpectedError) -> None:
        self._slow.stop()
        self.foot.show_notice(self.tr("读不出目录，显示的是上次读到的。"))

    def _on_slow(self) -> None:
        words = self.tr("正在读取 %1")
        self.foot.show_notice(words.replace("%1", formatting.count(self.model.rowCount())))

    def _on_news(self) -> None:
        if self.isVisible():
            self._refreshing.request()
        else:
            self._is_outdated = True

    def _on_second(self) -> None:
        if not self.isVisible():
            return
        self.filters.set_position_known(is_known=self._position() is not None)
        self._seconds += 1
        if self._seconds % _AGES_S:
            return
        self.panel.refresh_ages()
        self.table.viewport().update()

    def _on_opened(self) -> None:
        self._host.set_panel_open(is_open=True)

    def _close_import(self) -> None:
        self._views.setCurrentWidget(self._host)
        self.table.setFocus()

    def _arrange_heading(self) -> None:
        is_docked = size_class(self.window().width()).has_docked_panel
        self.panel_key.setChecked(self._host.is_panel_open)
        self.panel.set_closable(is_closable=not is_docked)
