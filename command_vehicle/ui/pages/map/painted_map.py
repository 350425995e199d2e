# SPDX-License-Identifier: Apache-2.0
"""The stand-in of the map: what must never go away, painted without Chromium.

Ground, own vehicle, track and resources at the same place and zoom; panned and zoomed by mouse.
It shows itself within one turn of the event loop and needs no process of its own.
"""

import math
from collections.abc import Iterable, Sequence
from typing import Final

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import (
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from command_vehicle.domain.geodesy import GeoBox, GeoPoint
from command_vehicle.domain.maps import MapPack, MapView
from command_vehicle.domain.web_mercator import TILE_SIDE_PX, TileAddress, to_geo, to_world
from command_vehicle.ui.icons import IconSet
from command_vehicle.ui.pages.map.marks import LayerState, OwnMark, PictureMarks
from command_vehicle.ui.pages.map.painted_marks import MarkPainter
from command_vehicle.ui.pages.map.painted_tiles import PaintedTiles, TileReader
from command_vehicle.ui.style import Style

DRAG_PX: Final = 10
_HIT_PX: Final = 34


class PaintedMap(QWidget):
    """A plain map. Signals as in `MapLink`."""

    view_seen = Signal(object)
    cursor_seen = Signal(object)
    pressed = Signal(str)
    drag_begun = Signal()

    def __init__(
        self, read: TileReader, style: Style, icons: IconSet, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._style = style
        self._layers: Sequence[LayerState] = ()
        self._marks = PictureMarks()
        self._own: OwnMark | None = None
        self._selected = ""
        self._centre = to_world(0.0, 0.0)
        self._zoom = 4
        self._grabbed: QPointF | None = None
        self._is_dragging = False
        self._tiles = PaintedTiles(read, style, self)
        self._painter = MarkPainter(style, icons)
        self._tiles.painted.connect(self.update)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        style.changed.connect(self.update)

    @property
    def view(self) -> MapView:
        """What is seen now."""
        width, height = self.width() / 2, self.height() / 2
        north_west, south_east = self._place(-width, -height), self._place(width, height)
        return MapView(
            box=GeoBox(
                south_deg=south_east.latitude_deg,
                west_deg=north_west.longitude_deg,
                north_deg=north_west.latitude_deg,
                east_deg=south_east.longitude_deg,
            ),
            zoom=self._zoom,
        )

    def show_layers(self, layers: Iterable[LayerState]) -> None:
        """Draw these packs, the lowest first."""
        self._layers = tuple(layers)
        self._want_tiles()

    def show_picture(self, marks: PictureMarks) -> None:
        """Draw these resources and this track."""
        self._marks = marks
        self.update()

    def show_own(self, mark: OwnMark) -> None:
        """Draw the own vehicle."""
        self._own = mark
        self.update()

    def select(self, code: str) -> None:
        """Mark a resource; empty for none."""
        self._selected = code
        self.update()

    def look(self, point: GeoPoint, zoom: float | None = None) -> None:
        """Put a place in the middle."""
        self._centre = to_world(point.longitude_deg, point.latitude_deg)
        if zoom is not None:
            self._zoom = round(zoom)
        self._moved()

    def pan(self, right_px: int, down_px: int) -> None:
        """Move the view."""
        scale = self._scale
        self._centre = (self._centre[0] + right_px / scale, self._centre[1] + down_px / scale)
        self._moved()

    def zoom_by(self, steps: int, lowest: int, highest: int) -> None:
        """Zoom in, or out when negative."""
        self._zoom = max(lowest, min(highest, self._zoom + steps))
        self._moved()

    def stop(self) -> None:
        """Paint no more tiles."""
        self._tiles.stop()

    @property
    def _scale(self) -> float:
        return TILE_SIDE_PX * math.pow(2.0, self._zoom)

    def _place(self, right_px: float, down_px: float) -> GeoPoint:
        x = self._centre[0] + right_px / self._scale
        y = self._centre[1] + down_px / self._scale
        return to_geo(min(1.0, max(0.0, x)), min(1.0, max(0.0, y)))

    def _pixel(self, point: GeoPoint) -> QPointF:
        x, y = to_world(point.longitude_deg, point.latitude_deg)
        scale = self._scale
        return QPointF(
            self.width() / 2 + (x - self._centre[0]) * scale,
            self.height() / 2 + (y - self._centre[1]) * scale,
        )

    def _moved(self) -> None:
        self._want_tiles()
        self.update()
        if self.isVisible():
            self.view_seen.emit(self.view)

    def _visible_tiles(self) -> list[tuple[TileAddress, QPointF]]:
        scale = 1 << self._zoom
        left = self._centre[0] * scale - self.width() / 2 / TILE_SIDE_PX
        top = self._centre[1] * scale - self.height() / 2 / TILE_SIDE_PX
        columns = range(math.floor(left), math.ceil(left + self.width() / TILE_SIDE_PX))
        rows = range(math.floor(top), math.ceil(top + self.height() / TILE_SIDE_PX))
        return [
            (address, QPointF((column - left) * TILE_SIDE_PX, (row - top) * TILE_SIDE_PX))
            for column in columns
            for row in rows
            if (address := TileAddress(zoom=self._zoom, column=column, row=row)).is_on_earth
        ]

    def _want_tiles(self) -> None:
        wanted = self._visible_tiles()
        self._tiles.want(
            (layer.pack, address)
            for layer in self._layers
            if layer.is_visible
            for address, _ in wanted
        )

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._style.color("mapLand"))
        for layer in self._layers:
            if layer.is_visible:
                painter.setOpacity(layer.opacity)
                self._paint_pack(painter, layer.pack)
        painter.setOpacity(1.0)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_track(painter)
        for cluster in self._marks.clusters:
            self._painter.cluster(painter, self._pixel(cluster.point), cluster)
        placed = [(self._pixel(symbol.point), symbol) for symbol in self._marks.symbols]
        for at, symbol in placed:
            self._painter.symbol(painter, at, symbol, is_selected=symbol.code == self._selected)
        self._painter.names(painter, placed)
        if self._own is not None:
            ring = (self._own.radius_m or 0.0) / self._metres_per_pixel()
            self._painter.own(painter, self._pixel(self._own.point), self._own, ring)

    def _metres_per_pixel(self) -> float:
        box = self.view.box
        metres = (box.north_deg - box.south_deg) * 111_195.0
        return max(1e-6, metres / max(1, self.height()))

    def _paint_pack(self, painter: QPainter, pack: MapPack) -> None:
        for address, corner in self._visible_tiles():
            pixmap = self._tiles.tile(pack, address)
            if pixmap is not None:
                painter.drawPixmap(corner, pixmap)

    def _paint_track(self, painter: QPainter) -> None:
        for color, width in (("mapHalo", 6), ("accent", 3)):
            pen = QPen(self._style.color(color), width)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            for run in self._marks.track:
                painter.drawPolyline(QPolygonF([self._pixel(point) for point in run]))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._moved()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._grabbed = event.position()
        self._is_dragging = False

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        middle = QPointF(self.width() / 2, self.height() / 2)
        self.cursor_seen.emit(self._place((at - middle).x(), (at - middle).y()))
        if self._grabbed is None:
            return
        way = self._grabbed - at
        if not self._is_dragging and way.manhattanLength() >= DRAG_PX:
            self._is_dragging = True
            self.drag_begun.emit()
        if self._is_dragging:
            self._grabbed = at
            self.pan(round(way.x()), round(way.y()))

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._grabbed is not None and not self._is_dragging:
            self.pressed.emit(self._code_at(event.position()))
        self._grabbed = None

    def _code_at(self, at: QPointF) -> str:
        """The nearest symbol within reach of the finger."""
        reached = [
            ((self._pixel(mark.point) - at).manhattanLength(), mark.code)
            for mark in self._marks.symbols
        ]
        distance, code = min(reached, default=(math.inf, ""))
        return code if distance <= _HIT_PX else ""

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.angleDelta().y():
            self.zoom_by(1 if event.angleDelta().y() > 0 else -1, 4, 18)
