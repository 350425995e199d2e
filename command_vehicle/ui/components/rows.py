# SPDX-License-Identifier: Apache-2.0
"""Pieces that item delegates paint their rows with: 44 px dense, 54 px with two lines."""

from typing import Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter

from command_vehicle.ui.components.painting import draw_inner_ring, draw_words
from command_vehicle.ui.style import Style
from command_vehicle.ui.type_scale import REGULAR, SEMIBOLD

DENSE_ROW_PX: Final = 44
TWO_LINE_ROW_PX: Final = 54
HEADING_ROW_PX: Final = 30
BAR_PX: Final = 4

LEFT: Final = Qt.AlignmentFlag.AlignLeft
RIGHT: Final = Qt.AlignmentFlag.AlignRight


def paint_row_ground(
    painter: QPainter,
    rect: QRect,
    style: Style,
    *,
    is_selected: bool,
    has_focus: bool = False,
    ground: str = "raised",
    bar: str | None = None,
) -> None:
    """Ground, line beneath, the bar on the left (`bar`, or accent when selected), and the ring."""
    painter.fillRect(rect, style.color("accentSoft" if is_selected else ground))
    painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, style.color("line"))
    if bar is not None or is_selected:
        left = QRect(rect.left(), rect.top(), BAR_PX, rect.height())
        painter.fillRect(left, style.color(bar or "accent"))
    if is_selected and has_focus:
        draw_inner_ring(painter, rect, style)


def paint_two_lines(
    painter: QPainter,
    rect: QRect,
    style: Style,
    first: str,
    second: str,
    *,
    step: str = "m",
    weight: int = SEMIBOLD,
    second_role: str | None = None,
    align: Qt.AlignmentFlag = LEFT,
    is_elided: bool = True,
) -> None:
    """Two lines in the middle of `rect`; one line when `second` is empty."""
    ink = style.color("text")
    font = style.font(step, weight)
    if not second:
        whole = align | Qt.AlignmentFlag.AlignVCenter
        draw_words(painter, rect, first, font=font, ink=ink, align=whole, is_elided=is_elided)
        return
    middle = rect.top() + rect.height() // 2
    upper = QRect(rect.left(), middle - 24, rect.width(), 25)
    lower = QRect(rect.left(), middle + 2, rect.width(), 20)
    centre = align | Qt.AlignmentFlag.AlignVCenter
    draw_words(painter, upper, first, font=font, ink=ink, align=centre, is_elided=is_elided)
    draw_words(
        painter,
        lower,
        second,
        font=style.font("xs"),
        ink=style.color(second_role or style.secondary("xs")),
        align=centre,
        is_elided=is_elided,
    )


def paint_heading_row(
    painter: QPainter, rect: QRect, style: Style, text: str, *, detail: str = "", right: str = ""
) -> None:
    """A sunken band between rows: name, detail beside it, and something at the right end."""
    painter.fillRect(rect, style.color("sunken"))
    painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, style.color("line"))
    inner = rect.adjusted(12, 0, -12, -1)
    font = style.font("s", SEMIBOLD)
    draw_words(painter, inner, text, font=font, ink=style.color("text"))
    faint = style.color(style.secondary("xs"))
    if detail:
        width = painter.fontMetrics().horizontalAdvance(text) + 12
        rest = inner.adjusted(width, 0, 0, 0)
        draw_words(painter, rest, detail, font=style.font("xs", REGULAR), ink=faint)
    if right:
        align = RIGHT | Qt.AlignmentFlag.AlignVCenter
        draw_words(painter, inner, right, font=style.font("xs"), ink=faint, align=align)
