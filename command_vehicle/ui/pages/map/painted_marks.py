# SPDX-License-Identifier: Apache-2.0
"""Own vehicle, symbols and clusters as the stand-in of the map paints them."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from command_vehicle.domain.positioning import Freshness
from command_vehicle.ui.components.painting import draw_words, text_width_px
from command_vehicle.ui.icons import IconSet
from command_vehicle.ui.pages.map.marks import ClusterMark, OwnMark, SymbolMark
from command_vehicle.ui.style import Style
from command_vehicle.ui.type_scale import BOLD

_SIDE: Final = 40
_BAND: Final = 15
_PICTURE_PX: Final = 20
_MIN_RING_PX: Final = 24.0
_FAMILY_ROLES: Final = {
    "resource": ("mapResource", "onMapSymbol"),
    "hazard": ("mapHazard", "onMapHazard"),
    "target": ("mapTarget", "onMapSymbol"),
}
_ARROW: Final = [QPointF(0, -17), QPointF(12, 15), QPointF(0, 8), QPointF(-12, 15)]
_CROSS: Final = (QRectF(-4, -14, 8, 28), QRectF(-14, -4, 28, 8))


class MarkPainter:
    """Paints marks at given pixels."""

    def __init__(self, style: Style, icons: IconSet) -> None:
        self._style = style
        self._icons = icons

    def symbol(
        self, painter: QPainter, at: QPointF, mark: SymbolMark, *, is_selected: bool
    ) -> None:
        """A square with picture and band."""
        style = self._style
        role, on_role = _FAMILY_ROLES[mark.family]
        ink = style.color("lostFill" if mark.condition == "lost" else role)
        box = QRectF(at.x() - _SIDE / 2, at.y() - _SIDE / 2, _SIDE, _SIDE)
        painter.fillRect(box.adjusted(-2, -2, 2, 2), style.color("mapSymbol"))
        pen = QPen(ink, 2)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        if mark.condition == "stale":
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box.adjusted(1, 1, -1, -1))
        picture = self._icons.pixmap(mark.icon, ink, _PICTURE_PX)
        painter.drawPixmap(QPointF(at.x() - _PICTURE_PX / 2, box.top() + 3), picture)
        band = QRectF(box.left() + 1, box.bottom() - _BAND - 1, _SIDE - 2, _BAND)
        if mark.condition != "stale":
            painter.fillRect(band, ink)
        word_ink = ink if mark.condition == "stale" else style.color(on_role)
        font = style.sized_font(12, BOLD)
        centre = Qt.AlignmentFlag.AlignCenter
        draw_words(painter, band, mark.word, font=font, ink=word_ink, align=centre)
        if is_selected:
            painter.setPen(QPen(style.color("mapOwn"), 3))
            painter.drawRect(box.adjusted(-6, -6, 6, 6))

    def names(self, painter: QPainter, placed: Sequence[tuple[QPointF, SymbolMark]]) -> None:
        """The names beside symbols, where they cover neither a symbol nor another name."""
        half = _SIDE / 2
        taken = [QRectF(at.x() - half, at.y() - half, _SIDE, _SIDE) for at, _ in placed]
        font = self._style.font("m", BOLD)
        ink = self._style.color("mapLabel")
        for at, mark in placed:
            width = text_width_px(font, mark.name)
            name = QRectF(at.x() + half + 8, at.y() - 11, width + 2, 22)
            if any(name.intersects(other) for other in taken):
                continue
            taken.append(name)
            draw_words(painter, name, mark.name, font=font, ink=ink)

    def cluster(self, painter: QPainter, at: QPointF, mark: ClusterMark) -> None:
        """A double frame with a word and a count."""
        style = self._style
        font = style.font("m", BOLD)
        width = text_width_px(font, mark.label) + 20
        box = QRectF(at.x() - width / 2, at.y() - 14, width, 28)
        painter.setPen(QPen(style.color(_FAMILY_ROLES[mark.family][0]), 2))
        painter.setBrush(style.color("mapSymbol"))
        painter.drawRect(box.translated(3, -3))
        painter.drawRect(box)
        centre = Qt.AlignmentFlag.AlignCenter
        draw_words(painter, box, mark.label, font=font, ink=style.color("text"), align=centre)

    def own(self, painter: QPainter, at: QPointF, mark: OwnMark, ring_px: float) -> None:
        """Arrow, outline or cross, with ring, name and note."""
        style = self._style
        is_lost = mark.freshness is Freshness.LOST
        ink = style.color("lost" if is_lost else "mapOwn")
        ring = max(_MIN_RING_PX, ring_px)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(ink, 2, Qt.PenStyle.DashLine))
        painter.drawEllipse(at, ring, ring)
        painter.save()
        painter.translate(at)
        painter.setPen(QPen(ink, 2))
        is_live = mark.freshness is Freshness.LIVE
        painter.setBrush(style.color("mapOwn" if is_live else "mapHalo"))
        if is_lost:
            for bar in _CROSS:
                painter.drawRect(bar)
        elif mark.course_true_deg is None:
            painter.drawEllipse(QPointF(0, 0), 9, 9)
        else:
            painter.rotate(mark.course_true_deg)
            painter.drawPolygon(QPolygonF(_ARROW))
        painter.restore()
        self._own_words(painter, at, mark)

    def _own_words(self, painter: QPainter, at: QPointF, mark: OwnMark) -> None:
        style = self._style
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for text, top, step, role in (
            (mark.name, -20, "m", "mapLabel"),
            (mark.note, 0, "xs", mark.note_role),
        ):
            line = QRectF(at.x() - 434, at.y() + top, 400, 20)
            font = style.font(step, BOLD)
            draw_words(painter, line, text, font=font, ink=style.color(role), align=right)
