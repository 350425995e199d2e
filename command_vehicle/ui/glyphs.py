# SPDX-License-Identifier: Apache-2.0
"""Status glyphs: one shape, one word, one colour role for each state, in that order of rank.

The shapes are painted on a grid of 16. No two states share a shape or a word, so that every
screen can be read in grey or under red light.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Final

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QPainter,
    QPainterPath,
    QPainterPathStroker,
    QPen,
    QPolygonF,
)

from command_vehicle.domain.delivery import Delivery
from command_vehicle.domain.plans import TaskState
from command_vehicle.domain.positioning import Freshness
from command_vehicle.domain.sync import BearerHealth
from command_vehicle.ui.style import Style

GLYPH_PX: Final = 16
_STROKE: Final = 2.0


class Glyph(Enum):
    """The shapes."""

    LIVE = "filled disc"
    STALE = "half-filled disc"
    LOST = "crossed box"
    OFF = "ring"
    SAVED = "hollow square"
    QUEUED = "square with three dashes"
    SENT = "arrow up-right"
    RECEIVED = "double tick"
    UNKNOWN = "dashed square with a question mark"
    REFUSED = "octagon with a bar"
    NOT_STARTED = "dashed square"
    IN_PROGRESS = "half-filled square"
    DONE = "filled ticked square"
    DUE = "triangle with an exclamation mark"
    NOT_APPLICABLE = "slashed square"


ROLE_OF_GLYPH: Final = {
    Glyph.LIVE: "ok",
    Glyph.STALE: "doubt",
    Glyph.LOST: "lost",
    Glyph.OFF: "muted",
    Glyph.SAVED: "text",
    Glyph.QUEUED: "text",
    Glyph.SENT: "text",
    Glyph.RECEIVED: "ok",
    Glyph.UNKNOWN: "doubt",
    Glyph.REFUSED: "alert",
    Glyph.NOT_STARTED: "muted",
    Glyph.IN_PROGRESS: "text",
    Glyph.DONE: "ok",
    Glyph.DUE: "alert",
    Glyph.NOT_APPLICABLE: "muted",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """How a state is shown.

    Attributes:
        glyph: Shape.
        role: Colour role of shape and word.
        word: In the language in force.
    """

    glyph: Glyph
    role: str
    word: str


def delivery_sign(delivery: Delivery) -> Sign:
    """How far a record has come."""
    glyph, word = {
        Delivery.SAVED: (Glyph.SAVED, QCoreApplication.translate("Glyphs", "已存")),
        Delivery.QUEUED: (Glyph.QUEUED, QCoreApplication.translate("Glyphs", "待发")),
        Delivery.SENT: (Glyph.SENT, QCoreApplication.translate("Glyphs", "已发")),
        Delivery.RECEIVED: (Glyph.RECEIVED, QCoreApplication.translate("Glyphs", "收讫")),
        Delivery.REFUSED: (Glyph.REFUSED, QCoreApplication.translate("Glyphs", "被拒")),
    }[delivery]
    return _sign(glyph, word)


def freshness_sign(freshness: Freshness) -> Sign:
    """Whether a value may be believed."""
    glyph, word = {
        Freshness.LIVE: (Glyph.LIVE, QCoreApplication.translate("Glyphs", "有效")),
        Freshness.STALE: (Glyph.STALE, QCoreApplication.translate("Glyphs", "过时")),
        Freshness.LOST: (Glyph.LOST, QCoreApplication.translate("Glyphs", "失效")),
        Freshness.NEVER: (Glyph.OFF, QCoreApplication.translate("Glyphs", "未定位")),
    }[freshness]
    return _sign(glyph, word)


def bearer_sign(health: BearerHealth) -> Sign:
    """Whether a bearer carries anything."""
    glyph, word = {
        BearerHealth.UP: (Glyph.LIVE, QCoreApplication.translate("Glyphs", "通")),
        BearerHealth.DOUBTFUL: (Glyph.STALE, QCoreApplication.translate("Glyphs", "存疑")),
        BearerHealth.DOWN: (Glyph.LOST, QCoreApplication.translate("Glyphs", "中断")),
        BearerHealth.OFF: (Glyph.OFF, QCoreApplication.translate("Glyphs", "未开通")),
    }[health]
    return _sign(glyph, word)


def task_sign(state: TaskState) -> Sign:
    """How far a task has come."""
    glyph, word = {
        TaskState.NOT_STARTED: (
            Glyph.NOT_STARTED,
            QCoreApplication.translate("Glyphs", "未开始"),
        ),
        TaskState.IN_PROGRESS: (Glyph.IN_PROGRESS, QCoreApplication.translate("Glyphs", "进行")),
        TaskState.DONE: (Glyph.DONE, QCoreApplication.translate("Glyphs", "完成")),
        TaskState.NOT_APPLICABLE: (
            Glyph.NOT_APPLICABLE,
            QCoreApplication.translate("Glyphs", "不适用"),
        ),
    }[state]
    return _sign(glyph, word)


def due_soon_sign() -> Sign:
    """A clock in the last fifth of its time limit."""
    word = QCoreApplication.translate("Glyphs", "将到")
    return Sign(glyph=Glyph.DUE, role="soon", word=word)


def overdue_sign() -> Sign:
    """A clock beyond its time limit."""
    return _sign(Glyph.DUE, QCoreApplication.translate("Glyphs", "超时"))


def unknown_sign() -> Sign:
    """An outcome or a figure that nobody knows."""
    return _sign(Glyph.UNKNOWN, QCoreApplication.translate("Glyphs", "未明"))


def paint_glyph(
    painter: QPainter, rect: QRectF, glyph: Glyph, style: Style, role: str | None = None
) -> None:
    """Draw a glyph into a square, in its own colour or in that of `role`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.topLeft())
    painter.scale(rect.width() / GLYPH_PX, rect.height() / GLYPH_PX)
    _PAINTERS[glyph](painter, style.color(role or ROLE_OF_GLYPH[glyph]))
    painter.restore()


def _sign(glyph: Glyph, word: str) -> Sign:
    return Sign(glyph=glyph, role=ROLE_OF_GLYPH[glyph], word=word)


def _pen(ink: QColor, width: float = _STROKE) -> QPen:
    return QPen(
        ink, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.SquareCap, Qt.PenJoinStyle.MiterJoin
    )


def _disc(painter: QPainter, ink: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawEllipse(QRectF(2, 2, 12, 12))


def _half_disc(painter: QPainter, ink: QColor) -> None:
    painter.setPen(_pen(ink))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QRectF(3, 3, 10, 10))
    painter.setBrush(ink)
    painter.drawChord(QRectF(3, 3, 10, 10), -90 * 16, 180 * 16)


def _crossed_box(painter: QPainter, ink: QColor) -> None:
    _hollow_square(painter, ink)
    painter.drawLine(QPointF(5.5, 5.5), QPointF(10.5, 10.5))
    painter.drawLine(QPointF(10.5, 5.5), QPointF(5.5, 10.5))


def _ring(painter: QPainter, ink: QColor) -> None:
    painter.setPen(_pen(ink))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QRectF(3, 3, 10, 10))


def _hollow_square(painter: QPainter, ink: QColor) -> None:
    painter.setPen(_pen(ink))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(QRectF(2, 2, 12, 12))


def _queued_square(painter: QPainter, ink: QColor) -> None:
    _hollow_square(painter, ink)
    for x in (4.0, 7.2, 10.4):
        painter.fillRect(QRectF(x, 7, 1.8, 2), ink)


def _arrow(painter: QPainter, ink: QColor) -> None:
    painter.setPen(_pen(ink))
    painter.drawLine(QPointF(3.5, 12.5), QPointF(12, 4))
    painter.drawPolyline(QPolygonF([QPointF(6, 3.5), QPointF(12.5, 3.5), QPointF(12.5, 10)]))


def _double_tick(painter: QPainter, ink: QColor) -> None:
    painter.setPen(_pen(ink))
    painter.drawPolyline(QPolygonF([QPointF(2, 9), QPointF(4.5, 11.5), QPointF(10, 4.5)]))
    painter.drawLine(QPointF(8.3, 11.2), QPointF(14, 4.5))


def _dashed_square(painter: QPainter, ink: QColor) -> None:
    pen = _pen(ink)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setDashPattern([1.0, 1.0])
    pen.setDashOffset(0.5)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(QRectF(2, 2, 12, 12))


def _questioned_square(painter: QPainter, ink: QColor) -> None:
    _dashed_square(painter, ink)
    font = QFont(painter.font())
    font.setPixelSize(10)
    font.setWeight(QFont.Weight.Bold)
    painter.setFont(font)
    painter.setPen(ink)
    painter.drawText(QRectF(0, 0, 16, 16), Qt.AlignmentFlag.AlignCenter, "?")


def _barred_octagon(painter: QPainter, ink: QColor) -> None:
    painter.setPen(_pen(ink))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    corners = ((5, 2), (11, 2), (14, 5), (14, 11), (11, 14), (5, 14), (2, 11), (2, 5))
    painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))
    painter.drawLine(QPointF(6, 8), QPointF(10, 8))


def _half_square(painter: QPainter, ink: QColor) -> None:
    _hollow_square(painter, ink)
    painter.fillRect(QRectF(2, 8, 12, 6), ink)


def _ticked_square(painter: QPainter, ink: QColor) -> None:
    painter.fillPath(_without(QRectF(1, 1, 14, 14), ((4, 8), (7, 11), (12, 5))), ink)


def _triangle(painter: QPainter, ink: QColor) -> None:
    body = QPainterPath(QPointF(8, 1.5))
    body.lineTo(15.5, 14.5)
    body.lineTo(0.5, 14.5)
    body.closeSubpath()
    mark = QPainterPath()
    mark.addRect(QRectF(7.1, 6, 1.8, 4))
    mark.addRect(QRectF(7.1, 11.2, 1.8, 1.8))
    painter.fillPath(body.subtracted(mark), ink)


def _slashed_square(painter: QPainter, ink: QColor) -> None:
    _hollow_square(painter, ink)
    painter.drawLine(QPointF(4.5, 11.5), QPointF(11.5, 4.5))


def _without(box: QRectF, stroke: tuple[tuple[float, float], ...]) -> QPainterPath:
    """A filled box with a 2 px line cut out of it."""
    line = QPainterPath(QPointF(*stroke[0]))
    for x, y in stroke[1:]:
        line.lineTo(x, y)
    stroker = QPainterPathStroker(_pen(QColor()))
    path = QPainterPath()
    path.addRect(box)
    return path.subtracted(stroker.createStroke(line))


_PAINTERS: Final[dict[Glyph, Callable[[QPainter, QColor], None]]] = {
    Glyph.LIVE: _disc,
    Glyph.STALE: _half_disc,
    Glyph.LOST: _crossed_box,
    Glyph.OFF: _ring,
    Glyph.SAVED: _hollow_square,
    Glyph.QUEUED: _queued_square,
    Glyph.SENT: _arrow,
    Glyph.RECEIVED: _double_tick,
    Glyph.UNKNOWN: _questioned_square,
    Glyph.REFUSED: _barred_octagon,
    Glyph.NOT_STARTED: _dashed_square,
    Glyph.IN_PROGRESS: _half_square,
    Glyph.DONE: _ticked_square,
    Glyph.DUE: _triangle,
    Glyph.NOT_APPLICABLE: _slashed_square,
}
