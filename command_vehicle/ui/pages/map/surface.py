# SPDX-License-Identifier: Apache-2.0
"""The map itself: the web page, and the painted stand-in while there is none.

Whatever was shown last is kept here, so that a page that comes up, for the first time or after its
process died, continues at the same place with the same content.
"""

from collections.abc import Callable, Sequence
from typing import Final, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedLayout, QWidget

from command_vehicle.domain.geodesy import GeoPoint
from command_vehicle.domain.maps import MapView
from command_vehicle.ui.icons import IconSet
from command_vehicle.ui.pages.map.marks import LayerState, OwnMark, PictureMarks
from command_vehicle.ui.pages.map.painted_map import PaintedMap
from command_vehicle.ui.pages.map.painted_tiles import TileReader
from command_vehicle.ui.pages.map.source import MapPageSource
from command_vehicle.ui.pages.map.web_view import MAX_ZOOM, MIN_ZOOM, Opening, WebMap
from command_vehicle.ui.style import Style
from command_vehicle.ui.throttle import Throttle

Shown = TypeVar("Shown")

OWN_INTERVAL_MS: Final = 100
"""The own vehicle moves at most ten times a second; the newest place wins."""


class MapSurface(QWidget):
    """One map, whoever draws it.

    Signals:
        view_seen (MapView): The view has come to rest.
        cursor_seen (GeoPoint or None): Where the pointer is.
        pressed (str): Code of a resource; empty for the ground.
        place_pressed (GeoPoint): A cluster that cannot be opened any further.
        follow_changed (bool): The map begins or ceases to follow the vehicle.
        stand_in_changed: The stand-in draws, or the page does again.
    """

    view_seen = Signal(object)
    cursor_seen = Signal(object)
    pressed = Signal(str)
    place_pressed = Signal(object)
    follow_changed = Signal(bool)
    stand_in_changed = Signal()

    def __init__(
        self,
        source: MapPageSource,
        read_tile: TileReader,
        style: Style,
        icons: IconSet,
        *,
        opening: Opening,
        layers: Sequence[LayerState],
        language: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._opening = opening
        self._layers = {layer.pack.key: layer for layer in layers}
        self._picture = PictureMarks()
        self._own: OwnMark | None = None
        self._selected = ""
        self._follows = False
        self._is_page_up = False
        self._view: MapView | None = None
        self.web = WebMap(source, style, language=language)
        self.stand_in = PaintedMap(read_tile, style, icons)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.web)
        self._stack.addWidget(self.stand_in)
        self._own_rate = Throttle(OWN_INTERVAL_MS, self)
        self._own_rate.fired.connect(self._send_own)
        self._connect()
        self.setFocusProxy(self.web)
        self.stand_in.show_layers(layers)

    def load(self) -> None:
        """Start the page."""
        self.web.load()

    def shut_down(self) -> None:
        """End the page before its profile goes."""
        self._own_rate.cancel()
        self.stand_in.stop()
        self.web.shut_down()

    @property
    def is_standing_in(self) -> bool:
        """Whether the stand-in draws now."""
        return self._stack.currentWidget() is self.stand_in

    @property
    def follows(self) -> bool:
        """Whether the own vehicle is kept in the middle."""
        return self._follows

    @property
    def view(self) -> MapView | None:
        """The newest view; None before the first."""
        return self._view

    @property
    def layers(self) -> tuple[LayerState, ...]:
        """Packs as they are drawn, the lowest first."""
        return tuple(self._layers.values())

    def show_picture(self, marks: PictureMarks) -> None:
        """Draw these resources and this track."""
        self._picture = marks
        self._on_active(self.web.show_picture, self.stand_in.show_picture, marks)

    def show_own(self, mark: OwnMark) -> None:
        """Draw the own vehicle, at a bounded rate."""
        self._own = mark
        self._own_rate.request()

    def select(self, code: str) -> None:
        """Mark a resource; empty for none."""
        self._selected = code
        self._on_active(self.web.select, self.stand_in.select, code)

    def set_layer(self, layer: LayerState) -> None:
        """Show, hide or fade a pack."""
        self._layers[layer.pack.key] = layer
        self.stand_in.show_layers(self.layers)
        if self._is_page_up:
            self.web.set_layer(layer)

    def look(self, point: GeoPoint, zoom: float | None = None) -> None:
        """Put a place in the middle; ends following."""
        self.set_follow(follows=False)
        self._opening = Opening(point=point, zoom=zoom or self._opening.zoom)
        if self._is_page_up:
            self.web.look(point, zoom)
        self.stand_in.look(point, zoom)

    def set_follow(self, *, follows: bool) -> None:
        """Keep the own vehicle in the middle, or let the map be."""
        if follows != self._follows:
            self._follows = follows
            self.web.set_follow(follows=follows)
            self.follow_changed.emit(follows)
        if follows and self.is_standing_in and self._own is not None:
            self.stand_in.look(self._own.point)

    def pan(self, right_px: int, down_px: int) -> None:
        """Move the view; ends following."""
        self.set_follow(follows=False)
        self._on_active(
            lambda by: self.web.pan(*by), lambda by: self.stand_in.pan(*by), (right_px, down_px)
        )

    def zoom_by(self, steps: int) -> None:
        """Zoom in, or out when negative."""
        self._on_active(
            self.web.zoom_by, lambda by: self.stand_in.zoom_by(by, MIN_ZOOM, MAX_ZOOM), steps
        )

    def _connect(self) -> None:
        self.web.loaded.connect(self._on_loaded)
        self.web.became_ready.connect(self._on_page_ready)
        self.web.died.connect(self._on_died)
        self.web.link.view_seen.connect(self._on_view_seen)
        self.web.link.cursor_seen.connect(self.cursor_seen)
        self.web.link.pressed.connect(self.pressed)
        self.web.link.place_pressed.connect(self.place_pressed)
        self.web.link.drag_begun.connect(self._on_drag_begun)
        self.stand_in.view_seen.connect(self._on_view_seen)
        self.stand_in.cursor_seen.connect(self.cursor_seen)
        self.stand_in.pressed.connect(self.pressed)
        self.stand_in.drag_begun.connect(self._on_drag_begun)

    def _on_active(
        self, on_web: Callable[[Shown], None], on_stand_in: Callable[[Shown], None], value: Shown
    ) -> None:
        if self.is_standing_in:
            on_stand_in(value)
        elif self._is_page_up:
            on_web(value)

    def _send_own(self) -> None:
        if self._own is None:
            return
        self._on_active(self.web.show_own, self.stand_in.show_own, self._own)
        if self._follows and self.is_standing_in:
            self.stand_in.look(self._own.point)

    def _on_loaded(self) -> None:
        self.web.set_up(self._opening, self.layers)

    def _on_page_ready(self) -> None:
        self._is_page_up = True
        self.web.show_picture(self._picture)
        if self._own is not None:
            self.web.show_own(self._own)
        self.web.select(self._selected)
        self.web.set_follow(follows=self._follows)
        if self.is_standing_in:
            self._stack.setCurrentWidget(self.web)
            self.stand_in.stop()
            self.stand_in_changed.emit()

    def _on_died(self) -> None:
        self._is_page_up = False
        if self.is_standing_in:
            return
        self._stack.setCurrentWidget(self.stand_in)
        self.stand_in.show_picture(self._picture)
        if self._own is not None:
            self.stand_in.show_own(self._own)
        self.stand_in.select(self._selected)
        self.stand_in.look(self._opening.point, self._opening.zoom)
        self.stand_in_changed.emit()

    def _on_view_seen(self, view: MapView) -> None:
        self._view = view
        self._opening = Opening(point=view.centre, zoom=view.zoom)
        self.view_seen.emit(view)

    def _on_drag_begun(self) -> None:
        self.set_follow(follows=False)
