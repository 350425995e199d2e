# SPDX-License-Identifier: Apache-2.0
"""The Map page 态势."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import tzinfo
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from command_vehicle.domain.geodesy import GeoPoint
from command_vehicle.domain.maps import MapPicture, MapView, Place
from command_vehicle.domain.positioning import PositioningState
from command_vehicle.domain.resources import ResourceState
from command_vehicle.domain.timeline import EntryFilter
from command_vehicle.services.incidents import IncidentService
from command_vehicle.services.maps.picture import is_covered
from command_vehicle.services.maps.service import MapService
from command_vehicle.services.ports import Clock, PageOf
from command_vehicle.services.positioning.service import PositioningService
from command_vehicle.services.resources.around import Around
from command_vehicle.services.resources.service import ResourceService
from command_vehicle.services.timeline.service import TimelineService
from command_vehicle.ui import formatting
from command_vehicle.ui.bridge import UiBridge
from command_vehicle.ui.components.panel_host import PanelHost
from command_vehicle.ui.icons import IconSet
from command_vehicle.ui.pages.map import canvas, panel
from command_vehicle.ui.pages.map.canvas import MapCanvas
from command_vehicle.ui.pages.map.marks import LayerState, own_mark, picture_marks
from command_vehicle.ui.pages.map.panel import MapPanel
from command_vehicle.ui.pages.map.search_box import SearchBox
from command_vehicle.ui.pages.map.source import MapPageSource
from command_vehicle.ui.pages.map.surface import MapSurface
from command_vehicle.ui.pages.map.web_view import Opening
from command_vehicle.ui.style import Style
from command_vehicle.ui.throttle import Throttle
from command_vehicle.ui.translation import SOURCE_LANGUAGE

NEAR_ZOOM: Final = 15.0
_OVERVIEW: Final = Opening(point=GeoPoint(latitude_deg=35.5, longitude_deg=104.0), zoom=4)
_REFRESH_MS: Final = 500
_NEWS_SHOWN: Final = 40
_TRACK_EVERY_S: Final = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPageServices:
    """What the page asks and tells."""

    maps: MapService
    positioning: PositioningService
    resources: ResourceService
    timeline: TimelineService
    incidents: IncidentService
    clock: Clock


class MapPage(QWidget):
    """The map fills the page; what belongs to it stands in the panel.

    Signals:
        resource_wanted (str): Open this resource on its own page.
        entry_wanted (OperationId): Open this entry on the Timeline page.
        usable: The map has been seen for the first time.
    """

    usable = Signal()
    resource_wanted = Signal(str)
    entry_wanted = Signal(object)

    def __init__(
        self,
        *,
        services: MapPageServices,
        source: MapPageSource,
        style: Style,
        icons: IconSet,
        bridge: UiBridge,
        vehicle_name: Callable[[], str],
        zone: tzinfo | None = None,
        language: str = SOURCE_LANGUAGE,
        follows: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._maps = services.maps
        self._positioning = services.positioning
        self._resources = services.resources
        self._timeline = services.timeline
        self._incidents = services.incidents
        self._clock = services.clock
        self._vehicle_name = vehicle_name
        self._follows_at_start = follows
        self._has_begun = False
        self._was_seen = False
        self._is_unlocated = self._own_point() is None
        self._centre: GeoPoint | None = None
        self._chosen = ""
        self._asked: MapView | None = None
        self._seconds = 0
        self._build_surface(source, style, icons, language)
        self._build_panel(style, icons, zone, language)
        self._host = PanelHost(self.canvas, self.panel, parent=self)
        self._refreshing = Throttle(_REFRESH_MS, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._host)
        self._connect_map()
        self._connect_panel()
        self._connect_services(bridge)

    def _layers(self) -> list[LayerState]:
        packs = self._maps.packs.packs()
        return [LayerState(pack=each, is_visible=each.lies_true) for each in packs]

    def _build_surface(
        self, source: MapPageSource, style: Style, icons: IconSet, language: str
    ) -> None:
        self.surface = MapSurface(
            source,
            self._maps.packs.tile,
            style,
            icons,
            opening=self._opening(),
            layers=self._layers(),
            language=language,
        )
        self.search = SearchBox(self._maps, self._resources, style, icons, own=self._own_point)
        self.canvas = MapCanvas(self.surface, self.search, style, icons, language=language)

    def _build_panel(
        self, style: Style, icons: IconSet, zone: tzinfo | None, language: str
    ) -> None:
        self.panel = MapPanel(
            style,
            icons,
            layers=self._layers(),
            refused=self._maps.packs.refused(),
            now=self._clock.now,
            zone=zone,
            language=language,
        )

    def focus_search(self) -> None:
        """Ctrl+F."""
        self.search.field.setFocus()
        self.search.field.selectAll()

    def toggle_panel(self) -> None:
        """Alt+P."""
        self._host.toggle_panel()

    def show_point(self, point: GeoPoint) -> None:
        """Put a place in the middle, from another page."""
        self.surface.look(point, NEAR_ZOOM)

    def shut_down(self) -> None:
        """End the page of the map; before its profile is closed."""
        self._refreshing.cancel()
        self.surface.shut_down()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._has_begun:
            self._has_begun = True
            self.surface.set_follow(follows=self._follows_at_start)
            self.surface.load()
            self.surface.setFocus()
        self._on_positioning(self._positioning.state())
        self._refresh()

    def _opening(self) -> Opening:
        """Where we are; without a fix the finest pack there is; without that, the country."""
        own = self._own_point()
        if own is not None:
            return Opening(point=own, zoom=NEAR_ZOOM)
        packs = [pack for pack in self._maps.packs.packs() if pack.lies_true]
        if not packs or packs[-1].max_zoom < NEAR_ZOOM:
            return _OVERVIEW
        return Opening(point=MapView(box=packs[-1].area, zoom=0).centre, zoom=12)

    def _own_point(self) -> GeoPoint | None:
        fix = self._positioning.state().last_valid
        return fix.point if fix is not None else None

    def _connect_map(self) -> None:
        surface, keys = self.surface, self.canvas.keys
        surface.view_seen.connect(self._on_view_seen)
        surface.pressed.connect(self._on_pressed)
        surface.place_pressed.connect(self._show_around)
        self.search.place_chosen.connect(self._on_place_found)
        self.search.resource_chosen.connect(self._on_resource_found)
        keys[canvas.LAYERS].clicked.connect(self._on_layers_key)
        keys[canvas.AROUND].clicked.connect(self._on_around_key)
        keys[canvas.PANEL].clicked.connect(self.toggle_panel)
        self.canvas.bind("L", self._on_layers_key)
        self.canvas.bind("A", self._on_around_key)
        self.canvas.bind(Qt.Key.Key_Space, self._on_space)
        self.canvas.bind(Qt.Key.Key_Escape, self._on_object_closed)

    def _connect_panel(self) -> None:
        side = self.panel
        side.tabs.chosen.connect(self._on_tab)
        side.around.radius_chosen.connect(self._ask_around)
        side.around.chosen.connect(self._on_resource_found)
        side.layers.layer_changed.connect(self.surface.set_layer)
        side.incident.map_wanted.connect(self.show_point)
        side.news.entry_chosen.connect(self.entry_wanted)
        side.object.closed.connect(self._on_object_closed)
        side.object.around_wanted.connect(self._show_around)
        side.object.centre_wanted.connect(self.surface.look)
        side.object.details_wanted.connect(self.resource_wanted)

    def _connect_services(self, bridge: UiBridge) -> None:
        self._refreshing.fired.connect(self._refresh)
        bridge.positioning_changed.connect(self._on_positioning)
        bridge.resources_changed.connect(self._refreshing.request)
        bridge.timeline_changed.connect(self._refreshing.request)
        bridge.delivery_changed.connect(self._refreshing.request)
        bridge.incidents_changed.connect(self._refreshing.request)
        bridge.second_ticked.connect(self._on_second)

    def _refresh(self) -> None:
        """Bring everything that can be seen up to date."""
        if not self.isVisible():
            return
        if self.surface.view is not None:
            self._look(self.surface.view)
        self._refresh_panel()

    def _look(self, view: MapView) -> None:
        self._asked = view
        self._maps.look(view, self._on_picture, apart=self._chosen)

    def _choose(self, code: str) -> None:
        """Mark a resource on the map; empty for none."""
        self._chosen = code
        self.surface.select(code)
        if self.surface.view is not None:
            self._look(self.surface.view)

    def _refresh_panel(self) -> None:
        tab = self.panel.current_tab
        if tab == panel.AROUND:
            self._ask_around()
        elif tab == panel.INCIDENT:
            incidents = self._incidents
            self.panel.incident.show_incident(incidents.current, incidents.elapsed_s)
        elif tab == panel.NEWS:
            current = self._incidents.current
            wanted = EntryFilter(incident=None if current is None else current.id)
            page = PageOf(limit=_NEWS_SHOWN)
            self._timeline.page(wanted, page, self.panel.news.show_entries)
        elif tab == "":
            self._resources.one(self.panel.object.code, self._on_object)

    def _ask_around(self) -> None:
        centre = self._centre or self._own_point()
        if centre is None:
            self.panel.around.show_no_centre()
            return
        self._resources.around(centre, self.panel.around.radius_m, self._on_around)

    def _on_around(self, around: Around) -> None:
        is_own = self._centre is None
        word = self._vehicle_name() if is_own else formatting.coordinate(self._centre)
        self.panel.around.show_around(around, word)

    def _on_picture(self, picture: MapPicture) -> None:
        if picture.view == self._asked:
            self.surface.show_picture(picture_marks(picture, self._clock.now()))

    def _on_view_seen(self, view: MapView) -> None:
        if not self._was_seen:
            self._was_seen = True
            self.usable.emit()
        self.canvas.scale.show_view(view)
        self.canvas.bar.show_view(view, self.surface.layers)
        if self._asked is None or not is_covered(view, self._asked):
            self._look(view)

    def _on_positioning(self, state: PositioningState) -> None:
        mark = own_mark(state, self._vehicle_name())
        if mark is None or not self.isVisible():
            return
        if self._is_unlocated:
            self._is_unlocated = False
            self._refreshing.request()
            if self.surface.follows:
                self.surface.look(mark.point, NEAR_ZOOM)
                self.surface.set_follow(follows=True)
        self.surface.show_own(mark)

    def _on_second(self) -> None:
        if not self.isVisible():
            return
        self._on_positioning(self._positioning.state())
        self._seconds += 1
        if self._seconds % _TRACK_EVERY_S == 0:
            self._refreshing.request()
        elif self.panel.current_tab == panel.INCIDENT:
            self._refresh_panel()

    def _on_pressed(self, code: str) -> None:
        self._choose(code)
        if code:
            self._resources.one(code, self._on_object)
        elif self.panel.current_tab == "":
            self._on_object_closed()

    def _on_object(self, state: ResourceState | None) -> None:
        if state is None:
            self._on_object_closed()
            return
        self.panel.object.show_state(state, self._own_point())
        self.panel.show_object(is_shown=True)
        self._host.set_panel_open(is_open=True)

    def _on_object_closed(self) -> None:
        if self._chosen:
            self._choose("")
        self.panel.show_object(is_shown=False)
        self._refresh_panel()

    def _on_tab(self, _key: str) -> None:
        if self._chosen:
            self._choose("")
        self._refresh_panel()

    def _on_place_found(self, place: Place) -> None:
        self.surface.look(place.point, NEAR_ZOOM)

    def _on_resource_found(self, code: str) -> None:
        def found(state: ResourceState | None) -> None:
            if state is not None and state.point is not None:
                self.surface.look(state.point)
            self._on_pressed(code)

        self._resources.one(code, found)

    def _show_around(self, point: GeoPoint | None) -> None:
        """Show what lies around a place; None for around the vehicle."""
        self._centre = point
        self.panel.show_tab(panel.AROUND)
        self._host.set_panel_open(is_open=True)
        self._ask_around()

    def _on_around_key(self) -> None:
        view = self.surface.view
        is_back = self._centre is not None or self.surface.follows or view is None
        self._show_around(None if is_back or view is None else view.centre)

    def _on_layers_key(self) -> None:
        self.panel.show_tab(panel.LAYERS)
        self._host.set_panel_open(is_open=True)

    def _on_space(self) -> None:
        own = self._own_point()
        if own is not None:
            self.surface.look(own)
