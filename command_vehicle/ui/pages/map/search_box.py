# SPDX-License-Identifier: Apache-2.0
"""Find a place or a resource by name, over the map; Ctrl+F."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from command_vehicle.domain.geodesy import GeoPoint, bearing_true_deg, distance_m
from command_vehicle.domain.maps import Place
from command_vehicle.domain.resources import ResourceFilter, ResourceState
from command_vehicle.services.maps.service import MapService
from command_vehicle.services.ports import PageOf
from command_vehicle.services.resources.service import ResourceList, ResourceService
from command_vehicle.ui import formatting
from command_vehicle.ui.components.search_field import SearchField
from command_vehicle.ui.frame.strip_words import direction_word
from command_vehicle.ui.icons import IconSet
from command_vehicle.ui.pages.map.side_rows import SideList, SideRow
from command_vehicle.ui.pages.map.symbols import icon_name
from command_vehicle.ui.pages.resources.words import kind_word
from command_vehicle.ui.style import Style

SEARCH_PX: Final = 320
_MAX_RESOURCES: Final = 6
_MAX_ROWS_SHOWN: Final = 7
_FIELD_PX: Final = 44


class SearchBox(QWidget):
    """A field and, while something is searched for, what was found.

    Signals:
        place_chosen (Place): A name on the map.
        resource_chosen (str): Code of a resource.
    """

    place_chosen = Signal(object)
    resource_chosen = Signal(str)

    def __init__(
        self,
        maps: MapService,
        resources: ResourceService,
        style: Style,
        icons: IconSet,
        *,
        own: Callable[[], GeoPoint | None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._maps = maps
        self._resources = resources
        self._own = own
        self._found: dict[str, Place | ResourceState] = {}
        self.field = SearchField(self.tr("找地名、道路、资源"), style, icons["search"], parent=self)
        self.field.setFixedHeight(_FIELD_PX)
        self.list = SideList(style, icons, parent=self)
        self.list.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.field)
        column.addWidget(self.list)
        self.setFixedWidth(SEARCH_PX)
        self.field.searched.connect(self._on_searched)
        self.list.chosen.connect(self._on_chosen)
        self.adjustSize()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.field.clear()
            self._show((), "")
        elif event.key() == Qt.Key.Key_Down and self.list.isVisible():
            self.list.setFocus()
        else:
            super().keyPressEvent(event)

    def _on_searched(self, text: str) -> None:
        wanted = text.strip()
        if not wanted:
            self._show((), "")
            return
        places = self._maps.places(wanted)

        def found(listed: ResourceList) -> None:
            if self.field.text().strip() == wanted:
                self._show((*listed.states, *places), wanted)

        page = PageOf(limit=_MAX_RESOURCES)
        self._resources.page(ResourceFilter(text=wanted), page, found)

    def _show(self, found: Sequence[Place | ResourceState], wanted: str) -> None:
        self._found = {str(number): thing for number, thing in enumerate(found)}
        rows = [self._row(key, thing) for key, thing in self._found.items()]
        if wanted and not rows:
            nothing = self.tr("没有找到“%1”").replace("%1", wanted)
            rows = [SideRow(key="-", first=nothing, second=self.tr("换个词，或少打几个字。"))]
        self.list.show_rows(rows)
        self.list.setVisible(bool(rows))
        shown = rows[:_MAX_ROWS_SHOWN]
        self.list.setFixedHeight(sum(row.height_px for row in shown))
        self.adjustSize()

    def _row(self, key: str, thing: Place | ResourceState) -> SideRow:
        point: GeoPoint | None = thing.point
        if isinstance(thing, Place):
            first, second, icon = thing.name_zh, category_word(thing.category), ""
        else:
            resource = thing.resource
            first, second = resource.name, kind_word(resource.kind)
            icon = icon_name(resource)
        own = self._own()
        right = direction = ""
        if own is not None and point is not None:
            right = formatting.distance(distance_m(own, point))
            direction = direction_word(bearing_true_deg(own, point))
        return SideRow(
            key=key, first=first, second=second, right=right, right_second=direction, icon=icon
        )

    def _on_chosen(self, key: str) -> None:
        thing = self._found.get(key)
        if thing is None:
            return
        self._show((), "")
        self.field.clear()
        if isinstance(thing, Place):
            self.place_chosen.emit(thing)
        else:
            self.resource_chosen.emit(thing.resource.code)


def category_word(category: str) -> str:
    """What a name on the map stands for."""
    translate = QCoreApplication.translate
    return {
        "city": translate("MapSearch", "城市"),
        "county": translate("MapSearch", "县"),
        "town": translate("MapSearch", "城镇"),
        "village": translate("MapSearch", "村"),
        "hamlet": translate("MapSearch", "村"),
        "road": translate("MapSearch", "道路"),
        "river": translate("MapSearch", "河流"),
        "stream": translate("MapSearch", "河流"),
        "lake": translate("MapSearch", "水面"),
        "reservoir": translate("MapSearch", "水库"),
        "industrial": translate("MapSearch", "厂区"),
        "school": translate("MapSearch", "学校"),
        "hospital": translate("MapSearch", "医院"),
    }.get(category, translate("MapSearch", "地点"))
