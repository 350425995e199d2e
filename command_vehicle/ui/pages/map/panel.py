# SPDX-License-Identifier: Apache-2.0
"""The side panel: four tabs, and the chosen resource in place of them."""

from collections.abc import Callable, Iterable
from datetime import datetime, tzinfo
from typing import Final

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from command_vehicle.domain.maps import RefusedPack
from command_vehicle.ui.components.panel_host import SidePanel
from command_vehicle.ui.components.tabs import PanelTabs, Tab
from command_vehicle.ui.icons import IconSet
from command_vehicle.ui.pages.map.around_tab import AroundTab
from command_vehicle.ui.pages.map.incident_tab import IncidentTab
from command_vehicle.ui.pages.map.layers_tab import LayersTab
from command_vehicle.ui.pages.map.marks import LayerState
from command_vehicle.ui.pages.map.news_tab import NewsTab
from command_vehicle.ui.pages.map.object_view import ObjectView
from command_vehicle.ui.style import Style

AROUND: Final = "around"
LAYERS: Final = "layers"
INCIDENT: Final = "incident"
NEWS: Final = "news"


class MapPanel(SidePanel):
    """Arranges the tabs; each speaks for itself."""

    def __init__(
        self,
        style: Style,
        icons: IconSet,
        *,
        layers: Iterable[LayerState],
        refused: Iterable[RefusedPack],
        now: Callable[[], datetime],
        zone: tzinfo | None,
        language: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(style, parent=parent)
        self.around = AroundTab(style, icons)
        self.layers = LayersTab(style, layers, refused, language=language)
        self.incident = IncidentTab(style, icons, zone=zone)
        self.news = NewsTab(style, icons, zone=zone)
        self.object = ObjectView(style, icons, now=now)
        self.tabs = self._named_tabs(style)
        self._pages: dict[str, QWidget] = {
            AROUND: self.around,
            LAYERS: self.layers,
            INCIDENT: self.incident,
            NEWS: self.news,
        }
        self._arrange()
        self.tabs.chosen.connect(self._on_tab)

    def _named_tabs(self, style: Style) -> PanelTabs:
        tabs = (
            Tab(key=AROUND, text=self.tr("周边")),
            Tab(key=LAYERS, text=self.tr("图层")),
            Tab(key=INCIDENT, text=self.tr("事件")),
            Tab(key=NEWS, text=self.tr("动态")),
        )
        return PanelTabs(tabs, style)

    def _arrange(self) -> None:
        self._tabbed = QWidget()
        self._stack = QStackedWidget()
        for page in self._pages.values():
            self._stack.addWidget(page)
        inner = QVBoxLayout(self._tabbed)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(self.tabs)
        inner.addWidget(self._stack, 1)
        self._whole = QStackedWidget()
        self._whole.addWidget(self._tabbed)
        self._whole.addWidget(self.object)
        self.column.addWidget(self._whole)

    @property
    def current_tab(self) -> str:
        """Key of the tab in front; empty while a resource is shown."""
        return self.tabs.current if self._whole.currentWidget() is self._tabbed else ""

    def show_tab(self, key: str) -> None:
        """Bring a tab to the front."""
        self.tabs.choose(key)
        self._on_tab(key)

    def show_object(self, *, is_shown: bool) -> None:
        """Show the chosen resource in place of the tabs, or the tabs again."""
        self._whole.setCurrentWidget(self.object if is_shown else self._tabbed)

    def _on_tab(self, key: str) -> None:
        self.show_object(is_shown=False)
        self._stack.setCurrentWidget(self._pages[key])
