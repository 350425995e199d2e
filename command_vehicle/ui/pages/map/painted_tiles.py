# SPDX-License-Identifier: Apache-2.0
"""Tiles for the stand-in of the map: the same packs, drawn plainly, one per turn of the loop."""

from collections import OrderedDict
from collections.abc import Callable, Iterable
from typing import Final

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPixmap

from command_vehicle.domain.maps import MapPack, PackKind
from command_vehicle.domain.web_mercator import TILE_SIDE_PX, TileAddress
from command_vehicle.protocols.mvt import BadTileError, Feature, GeometryType, Layer, decode
from command_vehicle.ui.style import Style

TileReader = Callable[[str, TileAddress], tuple[TileAddress, bytes] | None]
_MAX_KEPT: Final = 160
_FILLS: Final = {
    "landcover": "mapGreen",
    "water": "mapWater",
}
_BUILT: Final = {"industrial": "mapIndustry", "quarry": "mapIndustry"}
_ROAD_PX: Final = {"motorway": 5.0, "trunk": 5.0, "primary": 4.5, "secondary": 4.0, "tertiary": 3.5}
_THIN_ROAD_PX: Final = 2.0
_LANES: Final = frozenset({"track", "path", "service"})
_FINE_ZOOM: Final = 16
"""From here on lanes are drawn."""
_COARSE_ZOOM: Final = 13
"""Below it roads are drawn at half their width."""


class PaintedTiles(QObject):
    """Keeps painted tiles, and paints those that are asked for and missing.

    Signals:
        painted: One more tile can be drawn.
    """

    painted = Signal()

    def __init__(self, read: TileReader, style: Style, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._read = read
        self._style = style
        self._kept: OrderedDict[tuple[str, TileAddress], QPixmap] = OrderedDict()
        self._wanted: list[tuple[MapPack, TileAddress]] = []
        self._turn = QTimer(self, interval=0)
        self._turn.timeout.connect(self._paint_one)
        style.changed.connect(self._forget)

    def tile(self, pack: MapPack, address: TileAddress) -> QPixmap | None:
        """The painted tile; None while it is not ready."""
        key = (pack.key, address)
        pixmap = self._kept.get(key)
        if pixmap is not None:
            self._kept.move_to_end(key)
        return pixmap

    def want(self, tiles: Iterable[tuple[MapPack, TileAddress]]) -> None:
        """Paint these next, instead of what was wanted before."""
        self._wanted = [
            (pack, address) for pack, address in tiles if (pack.key, address) not in self._kept
        ]
        if self._wanted:
            self._turn.start()
        else:
            self._turn.stop()

    def stop(self) -> None:
        """Paint nothing any more."""
        self._wanted = []
        self._turn.stop()

    def _forget(self) -> None:
        self._kept.clear()
        self.painted.emit()

    def _paint_one(self) -> None:
        if not self._wanted:
            self._turn.stop()
            return
        pack, address = self._wanted.pop(0)
        self._kept[pack.key, address] = self._paint(pack, address)
        while len(self._kept) > _MAX_KEPT:
            self._kept.popitem(last=False)
        self.painted.emit()

    def _paint(self, pack: MapPack, address: TileAddress) -> QPixmap:
        pixmap = QPixmap(TILE_SIDE_PX, TILE_SIDE_PX)
        pixmap.fill(Qt.GlobalColor.transparent)
        found = self._read(pack.key, address)
        if found is None:
            return pixmap
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = _Frame(found[0], address)
        if pack.kind is PackKind.RASTER:
            picture = QPixmap()
            picture.loadFromData(found[1])
            side = TILE_SIDE_PX * frame.times
            painter.drawPixmap(QRectF(-frame.left, -frame.top, side, side).toRect(), picture)
        else:
            self._paint_layers(painter, frame, found[1], address.zoom)
        painter.end()
        return pixmap

    def _paint_layers(self, painter: QPainter, frame: "_Frame", tile: bytes, zoom: int) -> None:
        try:
            layers = {layer.name: layer for layer in decode(tile)}
        except BadTileError:
            return
        for name in ("landcover", "landuse", "waterway", "water", "transportation"):
            layer = layers.get(name)
            for feature in layer.features if layer is not None else ():
                if layer is not None:
                    self._paint_feature(painter, frame.path(layer, feature), layer, feature, zoom)

    def _paint_feature(
        self, painter: QPainter, path: QPainterPath, layer: Layer, feature: Feature, zoom: int
    ) -> None:
        category = str(feature.tags.get("class", ""))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(Qt.PenStyle.NoPen)
        if layer.name in _FILLS or layer.name == "landuse":
            role = _FILLS.get(layer.name, _BUILT.get(category, "mapBuilt"))
            painter.setBrush(self._style.color(role))
            if layer.name == "water":
                painter.setPen(QPen(self._style.color("mapWaterEdge"), 1))
        elif layer.name == "waterway":
            painter.setPen(QPen(self._style.color("mapWaterEdge"), 1))
        else:
            self._paint_road(painter, path, category, zoom)
        painter.drawPath(path)

    def _paint_road(self, painter: QPainter, path: QPainterPath, category: str, zoom: int) -> None:
        if category in _LANES and zoom < _FINE_ZOOM:
            return
        width = _ROAD_PX.get(category, _THIN_ROAD_PX) * (0.5 if zoom < _COARSE_ZOOM else 1.0)
        is_rail = category == "rail"
        painter.setPen(
            QPen(self._style.color("mapRail" if is_rail else "mapRoadCase"), width + 1.5)
        )
        painter.drawPath(path)
        painter.setPen(QPen(self._style.color("mapRail" if is_rail else "mapRoad"), width))


class _Frame:
    """How a tile that was found lies on the one that is wanted."""

    def __init__(self, found: TileAddress, wanted: TileAddress) -> None:
        self.times = 1 << (wanted.zoom - found.zoom)
        self.left = (wanted.column - found.column * self.times) * TILE_SIDE_PX
        self.top = (wanted.row - found.row * self.times) * TILE_SIDE_PX

    def path(self, layer: Layer, feature: Feature) -> QPainterPath:
        """The feature in pixels of the tile."""
        scale = TILE_SIDE_PX * self.times / layer.extent
        path = QPainterPath()
        if feature.type is GeometryType.POINT:
            return path
        for part in feature.parts:
            points = [QPointF(x * scale - self.left, y * scale - self.top) for x, y in part]
            path.moveTo(points[0])
            for point in points[1:]:
                path.lineTo(point)
            if feature.type is GeometryType.AREA:
                path.closeSubpath()
        return path
