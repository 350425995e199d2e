# SPDX-License-Identifier: Apache-2.0
"""Strokes and words as every component draws them: flat, crisp, at most 4 px round."""

from typing import Final

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen

from command_vehicle.ui.style import Style
from command_vehicle.ui.type_scale import SEMIBOLD

RADIUS_PX: Final = 4
TARGET_PX: Final = 44
ICON_KEY_PX: Final = 48
CHIP_PX: Final = 26
KEY_HINT_PX: Final = 20
_DASH: Final = [3.0, 2.0]


def text_width_px(font: QFont, text: str) -> int:
    """Width of one line of text, rounded up."""
    return QFontMetrics(font).horizontalAdvance(text)


def fill_box(
    painter: QPainter,
    rect: QRect | QRectF,
    *,
    ground: QColor | None,
    line: QColor | None = None,
    line_px: float = 1,
    is_dashed: bool = False,
    radius_px: float = RADIUS_PX,
) -> None:
    """A box whose outline lies wholly inside `rect`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=radius_px > 0)
    inset = line_px / 2 if line is not None else 0.0
    box = QRectF(rect).adjusted(inset, inset, -inset, -inset)
    painter.setBrush(ground if ground is not None else Qt.BrushStyle.NoBrush)
    painter.setPen(_box_pen(line, line_px, is_dashed=is_dashed))
    painter.drawRoundedRect(box, radius_px, radius_px)
    painter.restore()


def draw_words(
    painter: QPainter,
    rect: QRect | QRectF,
    text: str,
    *,
    font: QFont,
    ink: QColor,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
    is_elided: bool = False,
) -> None:
    """One line of text; `is_elided` ends words that are too long with `…` (never a number)."""
    painter.setFont(font)
    painter.setPen(ink)
    shown = text
    if is_elided:
        metrics = QFontMetrics(font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(rect.width()))
    painter.drawText(QRectF(rect), align | Qt.TextFlag.TextSingleLine, shown)


def draw_key_hint(painter: QPainter, rect: QRect, key: str, ink: QColor, font: QFont) -> None:
    """The name of a key in a 1 px box."""
    fill_box(painter, rect, ground=None, line=ink, radius_px=3)
    draw_words(painter, rect, key, font=font, ink=ink, align=Qt.AlignmentFlag.AlignCenter)


def key_hint_width_px(style: Style, key: str) -> int:
    """Width of the box around the name of a key."""
    return max(KEY_HINT_PX, text_width_px(style.font("xs"), key) + 10)


def draw_chip(painter: QPainter, rect: QRect, text: str, style: Style, ink: str = "text") -> None:
    """A label in an outline, 26 px high; never a target."""
    line = style.color("border" if ink == "text" else ink)
    fill_box(painter, rect, ground=style.color("raised"), line=line, line_px=style.border_px)
    draw_words(
        painter,
        rect,
        text,
        font=style.font("s", SEMIBOLD),
        ink=style.color(ink),
        align=Qt.AlignmentFlag.AlignCenter,
    )


def chip_width_px(style: Style, text: str) -> int:
    """Width of a chip around this text."""
    return text_width_px(style.font("s", SEMIBOLD), text) + 20


def draw_inner_ring(painter: QPainter, rect: QRect, style: Style) -> None:
    """The keyboard ring of a control that has no room around it."""
    painter.save()
    pen = QPen(style.color("focus"), 3)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(QRectF(rect).adjusted(1.5, 1.5, -1.5, -1.5))
    painter.restore()


def draw_chevron(painter: QPainter, right: QPoint, ink: QColor) -> None:
    """Says that a list opens below; `right` is the middle of its right edge, 10 px wide."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(ink, 2)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.setPen(pen)
    left, top = right.x() - 9.0, right.y() - 2.0
    painter.drawPolyline([QPointF(left, top), QPointF(left + 4, top + 4), QPointF(left + 8, top)])
    painter.restore()


def draw_stripes(painter: QPainter, rect: QRect, first: QColor, second: QColor) -> None:
    """Stripes of 10 px at 45°, the ground of a drill."""
    painter.save()
    painter.setClipRect(rect)
    painter.fillRect(rect, first)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(second, 10))
    reach = rect.height() + 20
    for x in range(rect.left() - reach, rect.right() + reach, 28):
        painter.drawLine(QPointF(x, rect.bottom() + 10), QPointF(x + reach, rect.top() - 10))
    painter.restore()


def draw_hatching(painter: QPainter, rect: QRect, ink: QColor) -> None:
    """Thin lines at 45° over what has been lost."""
    painter.save()
    painter.setClipRect(rect)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(ink, 1))
    reach = rect.height()
    for x in range(rect.left() - reach, rect.right() + reach, 10):
        painter.drawLine(QPointF(x, rect.bottom()), QPointF(x + reach, rect.top()))
    painter.restore()


def _box_pen(line: QColor | None, line_px: float, *, is_dashed: bool) -> QPen:
    if line is None:
        return QPen(Qt.PenStyle.NoPen)
    pen = QPen(line, line_px)
    if is_dashed:
        pen.setDashPattern(_DASH)
    return pen
