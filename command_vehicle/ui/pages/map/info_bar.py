# SPDX-License-Identifier: Apache-2.0
"""What stands along the lower edge of the map: scale on the left, where and what on the right."""

import math
from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from command_vehicle.domain.geodesy import GeoPoint
from command_vehicle.domain.maps import MapPack, MapView
from command_vehicle.domain.web_mercator import metres_per_pixel
from command_vehicle.ui import formatting
from command_vehicle.ui.components.painting import draw_words, fill_box, text_width_px
from command_vehicle.ui.pages.map.layers_tab import pack_name
from command_vehicle.ui.pages.map.marks import LayerState
from command_vehicle.ui.style import Style
from command_vehicle.ui.type_scale import SEMIBOLD

BAR_PX: Final = 32
SCALE_BOX_PX: Final = (152, 40)
_PAD_PX: Final = 12
_GAP_PX: Final = 20
_M_PER_LOGICAL_PX: Final = 0.0254 / 96
_STEPS: Final = (1, 2, 5)
_MAX_RULE_PX: Final = 92
_KM_M: Final = 1_000


def pack_in_view(layers: Iterable[LayerState], view: MapView) -> MapPack | None:
    """The topmost pack that is shown and has something to say about the middle of the view."""
    centre = view.centre
    found = [
        layer.pack
        for layer in layers
        if layer.is_visible and layer.pack.min_zoom <= view.zoom and _holds(layer.pack, centre)
    ]
    return found[-1] if found else None


def _holds(pack: MapPack, point: GeoPoint) -> bool:
    area = pack.area
    return (
        area.south_deg <= point.latitude_deg <= area.north_deg
        and area.west_deg <= point.longitude_deg <= area.east_deg
    )


class InfoBar(QWidget):
    """Cursor in two notations, scale, and the pack that is seen; notices in front of it."""

    def __init__(self, style: Style, *, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._language = language
        self._cursor: GeoPoint | None = None
        self._view: MapView | None = None
        self._pack: MapPack | None = None
        self._is_standing_in = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        style.changed.connect(self.updateGeometry)

    def show_cursor(self, point: GeoPoint | None) -> None:
        """The pointer is over this place."""
        self._cursor = point
        self._changed()

    def show_view(self, view: MapView, layers: Iterable[LayerState]) -> None:
        """The map shows this now."""
        self._view = view
        self._pack = pack_in_view(layers, view)
        self._changed()

    def show_stand_in(self, *, is_standing_in: bool) -> None:
        """Say that the page of the map is starting anew."""
        self._is_standing_in = is_standing_in
        self._changed()

    @property
    def parts(self) -> list[tuple[str, str, int]]:
        """Text, colour role and weight of each part, from left to right."""
        faint = self._style.secondary("xs")
        parts: list[tuple[str, str, int]] = []
        if self._is_standing_in:
            parts.append((self.tr("地图程序正在重启，先用简图。"), "doubt", SEMIBOLD))
        elif (notice := self._enlarged_words()) != "":
            parts.append((notice, "doubt", SEMIBOLD))
        parts.append((self.tr("光标"), faint, 400))
        if self._cursor is None:
            parts.append((formatting.UNKNOWN, "text", SEMIBOLD))
        else:
            dms = formatting.coordinate(self._cursor, formatting.CoordinateForm.DMS)
            parts.append((dms, "text", SEMIBOLD))
            parts.append((formatting.coordinate(self._cursor), faint, 400))
        if self._view is not None:
            parts.append((f"1 : {formatting.count(self._denominator())}", faint, 400))
        parts.append((self._pack_words(), faint, 400))
        return parts

    def _pack_words(self) -> str:
        if self._pack is None:
            return self.tr("此处没有底图")
        name = f"{pack_name(self._pack, self._language)} {self._pack.dated}".rstrip()
        return self.tr("底图 %1").replace("%1", name)

    def _enlarged_words(self) -> str:
        if self._pack is None or self._view is None or self._view.zoom <= self._pack.max_zoom:
            return ""
        words = self.tr("此处底图缺 %1 级，用 %2 级放大显示。")
        return words.replace("%1", str(round(self._view.zoom))).replace(
            "%2", str(self._pack.max_zoom)
        )

    def _denominator(self) -> int:
        """The scale, rounded to two figures: a screen is not a ruler."""
        if self._view is None:
            return 0
        metres = metres_per_pixel(self._view.centre.latitude_deg, self._view.zoom)
        exact = metres / _M_PER_LOGICAL_PX
        digits = max(0, math.floor(math.log10(exact)) - 1)
        return round(round(exact, -digits))

    def _changed(self) -> None:
        self.setAccessibleName("　".join(text for text, _, _ in self.parts))
        self.adjustSize()
        parent = self.parentWidget()
        if parent is not None:
            self.move(parent.width() - self.width(), parent.height() - self.height())
        self.update()

    @override
    def sizeHint(self) -> QSize:
        widths = [
            text_width_px(self._style.font("xs", weight), text) for text, _, weight in self.parts
        ]
        return QSize(sum(widths) + _GAP_PX * (len(widths) - 1) + 2 * _PAD_PX, BAR_PX)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        _paint_box(painter, self.rect(), self._style)
        left = _PAD_PX
        for text, role, weight in self.parts:
            font = self._style.font("xs", weight)
            width = text_width_px(font, text)
            rect = QRect(left, 0, width + 2, self.height())
            draw_words(painter, rect, text, font=font, ink=self._style.color(role))
            left += width + _GAP_PX


class ScaleBar(QWidget):
    """A rule of a round length on the ground."""

    def __init__(self, style: Style, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._length_m = 0.0
        self._length_px = 0
        self.setFixedSize(*SCALE_BOX_PX)
        style.changed.connect(self.update)

    def show_view(self, view: MapView) -> None:
        """The map shows this now."""
        per_px = metres_per_pixel(view.centre.latitude_deg, view.zoom)
        longest = per_px * _MAX_RULE_PX
        magnitude = math.pow(10.0, math.floor(math.log10(longest)))
        self._length_m = max(step * magnitude for step in _STEPS if step * magnitude <= longest)
        self._length_px = round(self._length_m / per_px)
        self.setAccessibleName(self._words())
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        style = self._style
        _paint_box(painter, self.rect(), style)
        ink = style.color("text")
        base = self.height() // 2 + 5
        painter.fillRect(_PAD_PX, base, self._length_px, 2, ink)
        for share in (0.0, 0.5, 1.0):
            x = _PAD_PX + round(share * (self._length_px - 2))
            height = 5 if share == 0.5 else 9  # noqa: PLR2004
            painter.fillRect(x, base - height + 2, 2, height, ink)
        words = QRect(_PAD_PX + self._length_px + 8, 0, self.width(), self.height())
        font = style.font("xs", SEMIBOLD)
        draw_words(painter, words, self._words(), font=font, ink=ink)

    def _words(self) -> str:
        if self._length_m < _KM_M:
            return formatting.with_unit(f"{self._length_m:.0f}", "m")
        return formatting.with_unit(f"{self._length_m / _KM_M:.0f}", "km")


def _paint_box(painter: QPainter, rect: QRect, style: Style) -> None:
    fill_box(
        painter,
        rect,
        ground=style.color("surface"),
        line=style.color("line"),
        line_px=style.border_px,
        radius_px=0,
    )
