# SPDX-License-Identifier: Apache-2.0
"""The Plans page."""

from datetime import date, tzinfo
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from command_vehicle.domain.identity import OperationId
from command_vehicle.services.plans.library import PlanLibrary
from command_vehicle.services.plans.service import PlanService
from command_vehicle.services.ports import Clock
from command_vehicle.ui.bridge import UiBridge
from command_vehicle.ui.components.button import Button
from command_vehicle.ui.components.headings import PageHeading
from command_vehicle.ui.components.panel_host import PanelHost
from command_vehicle.ui.components.search_field import SearchField
from command_vehicle.ui.components.tabs import ChoiceTabs, SegmentTabs, Tab
from command_vehicle.ui.icons import IconSet
from command_vehicle.ui.pages.plans.activation_view import ActivationView
from command_vehicle.ui.pages.plans.library_view import LibraryView
from command_vehicle.ui.pages.plans.task_rows import Grouping
from command_vehicle.ui.size_classes import size_class
from command_vehicle.ui.style import Style

LIBRARY: Final = "library"
RUNNING: Final = "running"
_LIBRARY_PX: Final = 396
_SMALL_LIBRARY_PX: Final = 330
_SEARCH_PX: Final = 280


class PlansPage(QWidget):
    """Tabs 文库 and 执行中.

    Signals:
        attention_changed (int): So many tasks are overdue.
    """

    attention_changed = Signal(int)

    def __init__(
        self,
        *,
        plans: PlanService,
        library: PlanLibrary,
        clock: Clock,
        style: Style,
        icons: IconSet,
        bridge: UiBridge,
        zone: tzinfo | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._plans = plans
        self._library = library
        self._clock = clock
        self._zone = zone
        self._overdue = 0
        self.tabs = SegmentTabs(self._views(), style)
        self.search = SearchField(self.tr("查预案全文"), style, icons["search"])
        self.reload_key = Button(self.tr("重看文库"), style, icon=icons["refresh"])
        self.groupings = ChoiceTabs(self._groupings(), style)
        self.open_only = Button(self.tr("只看未完成"), style, is_checkable=True)
        self.panel_key = Button(self.tr("详情"), style, icon=icons["panel"], is_checkable=True)
        self.library = LibraryView(plans, library, style, today=self._today, parent=self)
        self.running = ActivationView(plans, library, style, icons, zone=zone, parent=self)
        self._heading = PageHeading(self.tr("预案"), style)
        self._left = QStackedWidget()
        self._middle = QStackedWidget()
        self._host = PanelHost(self._make_content(), self.running.panel)
        self._arrange()
        self._connect(bridge)
        self._show_view(LIBRARY)

    @property
    def view(self) -> str:
        """The tab in force."""
        return RUNNING if self._left.currentWidget() is self.running.column else LIBRARY

    def focus_search(self) -> None:
        """Ctrl+F."""
        self.show_library()
        self.search.setFocus()
        self.search.selectAll()

    def toggle_panel(self) -> None:
        """Alt+P."""
        if self.view == RUNNING:
            self._host.toggle_panel()

    def make_new(self) -> None:
        """Ctrl+N: start the plan that is shown."""
        if self.view == LIBRARY:
            self.library.begin_start()

    def show_library(self) -> None:
        """Choose 文库."""
        self.tabs.choose(LIBRARY)
        self._show_view(LIBRARY)

    def show_running(self) -> None:
        """Choose 执行中."""
        self.tabs.choose(RUNNING)
        self._show_view(RUNNING)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()
        self._fit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._step_back():
            return
        super().keyPressEvent(event)

    def _views(self) -> list[Tab]:
        return [
            Tab(key=LIBRARY, text=self.tr("文库")),
            Tab(key=RUNNING, text=self._running_word(0)),
        ]

    def _groupings(self) -> list[Tab]:
        return [
            Tab(key=Grouping.GROUP.value, text=self.tr("按工作组")),
            Tab(key=Grouping.PHASE.value, text=self.tr("按阶段")),
            Tab(key=Grouping.DEADLINE.value, text=self.tr("按时限")),
        ]

    def _make_content(self) -> QWidget:
        self.search.setMaximumWidth(_SEARCH_PX)
        self.tabs.choose(LIBRARY)
        self.groupings.choose(Grouping.GROUP.value)
        self._heading.add_left(self.tabs)
        for widget in (
            self.search,
            self.reload_key,
            self.groupings,
            self.open_only,
            self.panel_key,
        ):
            self._heading.add_right(widget)
        for view in (self.library.content, self.running.content):
            self._middle.addWidget(view)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._heading)
        column.addWidget(self._middle, 1)
        return content

    def _arrange(self) -> None:
        for column in (self.library.list, self.running.column):
            self._left.addWidget(column)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._left)
        row.addWidget(self._host, 1)

    def _connect(self, bridge: UiBridge) -> None:
        self.tabs.chosen.connect(self._show_view)
        self.search.searched.connect(self.library.search)
        self.reload_key.clicked.connect(self._library.load)
        self.groupings.chosen.connect(self._on_grouping)
        self.open_only.toggled.connect(self._on_open_only)
        self.panel_key.clicked.connect(self._host.toggle_panel)
        self._host.panel_toggled.connect(self._fit)
        self.library.started.connect(self._on_started)
        self.running.panel_wanted.connect(self._open_panel)
        self.running.panel.close_key.clicked.connect(self._host.toggle_panel)
        bridge.plans_changed.connect(self._on_news)
        bridge.incidents_changed.connect(self._on_news)
        bridge.activations_changed.connect(self._on_news)
        bridge.second_ticked.connect(self._on_second)

    def _show_view(self, view: str) -> None:
        is_running = view == RUNNING
        self._left.setCurrentWidget(self.running.column if is_running else self.library.list)
        self._middle.setCurrentWidget(self.running.content if is_running else self.library.content)
        self.search.setVisible(not is_running)
        self.reload_key.setVisible(not is_running)
        self.groupings.setVisible(is_running)
        self.open_only.setVisible(is_running)
        if is_running:
            self._host.set_panel_open(is_open=size_class(self.window().width()).has_docked_panel)
            self.running.refresh()
            self.running.tasks.setFocus()
        self._fit()

    def _fit(self) -> None:
        """Widths by the size of the window; the library has no panel."""
        sizes = size_class(self.window().width())
        is_running = self.view == RUNNING
        library_px = _LIBRARY_PX if sizes.has_full_second_lines else _SMALL_LIBRARY_PX
        self._left.setFixedWidth(sizes.list_plans_px if is_running else library_px)
        if not is_running:
            self._host.set_panel_open(is_open=False)
        self.panel_key.setVisible(is_running and not sizes.has_docked_panel)
        self.panel_key.setChecked(self._host.is_panel_open)
        self.running.panel.set_closable(is_closable=not sizes.has_docked_panel)

    def _refresh(self) -> None:
        running = self._plans.activations
        self.tabs.set_text(RUNNING, self._running_word(len(running)))
        self.library.refresh()
        self.running.refresh()
        self._tell_attention()

    def _on_started(self, activation: OperationId) -> None:
        self.running.show_activation(activation)
        self.show_running()

    def _step_back(self) -> bool:
        if self.view == LIBRARY:
            return self.library.step_back()
        if self.running.step_back():
            return True
        is_overlay = not size_class(self.window().width()).has_docked_panel
        if is_overlay and self._host.is_panel_open:
            self._host.set_panel_open(is_open=False)
            self.running.tasks.setFocus()
            return True
        return False

    def _open_panel(self) -> None:
        self._host.set_panel_open(is_open=True)

    def _on_grouping(self, key: str) -> None:
        self.running.set_grouping(Grouping(key))

    def _on_open_only(self, is_checked: bool) -> None:  # noqa: FBT001
        self.running.set_open_only(is_open_only=is_checked)

    def _on_news(self) -> None:
        if self.isVisible():
            self._refresh()
        else:
            self._tell_attention()

    def _on_second(self) -> None:
        if self.isVisible() and self.view == RUNNING:
            self.running.refresh()
        self._tell_attention()

    def _tell_attention(self) -> None:
        overdue = self._plans.overall().overdue
        if overdue != self._overdue:
            self._overdue = overdue
            self.attention_changed.emit(overdue)

    def _running_word(self, number: int) -> str:
        return self.tr("执行中 %1").replace("%1", str(number))

    def _today(self) -> date:
        return self._clock.now().astimezone(self._zone).date()
