# SPDX-License-Identifier: Apache-2.0
"""The one object that program and page know of each other.

Towards the page go JSON texts, one signal per kind of news; from the page come numbers and codes,
checked here, since a page is not to be believed more than a wire.
"""

import json
import math
from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QObject, Signal, Slot

from command_vehicle.domain.geodesy import GeoBox, GeoPoint
from command_vehicle.domain.maps import MapView

_MAX_ZOOM: Final = 24.0
_MAX_CODE_CHARACTERS: Final = 200


class MapLink(QObject):
    """Registered on the web channel as `program`.

    Signals:
        setup, colours, picture, own, layer, look (str): JSON for the page.
        selected (str): Code of the resource to mark; empty for none.
        follow (bool): Keep the own vehicle in the middle.
        pan (int, int): Move the view by pixels.
        zoom (int): Steps in, or out when negative.
        page_loaded: The page is up and waits for `setup`.
        page_ready: The page has been set up.
        view_seen (MapView): The view has come to rest.
        cursor_seen (GeoPoint or None): Where the pointer is.
        pressed (str): Code of the resource that was pressed; empty for the ground.
        place_pressed (GeoPoint): A cluster that cannot be opened any further.
        drag_begun: A person moves the map.
    """

    setup = Signal(str)
    colours = Signal(str)
    picture = Signal(str)
    own = Signal(str)
    layer = Signal(str)
    look = Signal(str)
    selected = Signal(str)
    follow = Signal(bool)
    pan = Signal(int, int)
    zoom = Signal(int)
    page_loaded = Signal()
    page_ready = Signal()
    view_seen = Signal(object)
    cursor_seen = Signal(object)
    pressed = Signal(str)
    place_pressed = Signal(object)
    drag_begun = Signal()

    @Slot()
    def loaded(self) -> None:
        """The page has loaded and waits for `setup`."""
        self.page_loaded.emit()

    @Slot()
    def ready(self) -> None:
        """The page has been set up; everything else may follow."""
        self.page_ready.emit()

    @Slot(float, float, float, float, float)
    def view_changed(
        self, south: float, west: float, north: float, east: float, zoom: float
    ) -> None:
        """The view has come to rest."""
        edges = (south, west, north, east, zoom)
        if not all(math.isfinite(value) for value in edges) or not 0 <= zoom <= _MAX_ZOOM:
            return
        box = GeoBox(
            south_deg=max(-90.0, south),
            west_deg=max(-180.0, west),
            north_deg=min(90.0, north),
            east_deg=min(180.0, east),
        )
        if box.south_deg < box.north_deg and box.west_deg < box.east_deg:
            self.view_seen.emit(MapView(box=box, zoom=zoom))

    @Slot(float, float)
    def cursor_moved(self, latitude: float, longitude: float) -> None:
        """The pointer is over a place."""
        self.cursor_seen.emit(_point(latitude, longitude))

    @Slot()
    def cursor_left(self) -> None:
        """The pointer has gone."""
        self.cursor_seen.emit(None)

    @Slot(str)
    def clicked(self, code: str) -> None:
        """A resource was pressed, or the ground."""
        self.pressed.emit(code[:_MAX_CODE_CHARACTERS])

    @Slot(float, float)
    def clicked_place(self, latitude: float, longitude: float) -> None:
        """A cluster was pressed whose members lie in one place."""
        point = _point(latitude, longitude)
        if point is not None:
            self.place_pressed.emit(point)

    @Slot()
    def panned(self) -> None:
        """A person moves the map by hand."""
        self.drag_begun.emit()


def _point(latitude: float, longitude: float) -> GeoPoint | None:
    try:
        return GeoPoint(latitude_deg=latitude, longitude_deg=(longitude + 540.0) % 360.0 - 180.0)
    except ValueError:
        return None


def as_text(message: Mapping[str, object]) -> str:
    """A message for the page."""
    return json.dumps(message, ensure_ascii=False, separators=(",", ":"))
