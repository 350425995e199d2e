# SPDX-License-Identifier: Apache-2.0
"""What makes a drill unmistakable: a striped frame that covers nothing, and a watermark."""

from typing import Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from command_vehicle.domain.incidents import OperatingMode
from command_vehicle.ui.components.painting import draw_stripes, draw_words
from command_vehicle.ui.frame.strip_words import mode_word
from command_vehicle.ui.style import Style
from command_vehicle.ui.type_scale import BOLD

FRAME_PX: Final = 8
_STEP_X_PX, _STEP_Y_PX = 320, 200
_LETTERS_PX: Final = 64
_TILT_DEG: Final = -12.0
_OPACITY: Final = 0.10


def paint_drill_frame(painter: QPainter, rect: QRect, style: Style) -> None:
    """Stripes along the edge of the window, in the margin that the content leaves free."""
    first, second = style.color("drill"), style.color("drillStripe")
    width, height = rect.width(), rect.height()
    for edge in (
        QRect(0, 0, width, FRAME_PX),
        QRect(0, height - FRAME_PX, width, FRAME_PX),
        QRect(0, FRAME_PX, FRAME_PX, height - 2 * FRAME_PX),
        QRect(width - FRAME_PX, FRAME_PX, FRAME_PX, height - 2 * FRAME_PX),
    ):
        draw_stripes(painter, edge, first, second)


class DrillWatermark(QWidget):
    """演练 over all page content, the map as well; lets every press through."""

    def __init__(self, style: Style, *, parent: QWidget) -> None:
        super().__init__(parent)
        self._style = style
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        style.changed.connect(self.update)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setOpacity(_OPACITY)
        word = mode_word(OperatingMode.DRILL)
        font = self._style.sized_font(_LETTERS_PX, BOLD)
        for top in range(0, self.height() + _STEP_Y_PX, _STEP_Y_PX):
            for left in range(0, self.width() + _STEP_X_PX, _STEP_X_PX):
                painter.save()
                painter.translate(left, top)
                painter.rotate(_TILT_DEG)
                draw_words(
                    painter,
                    QRect(0, 0, _STEP_X_PX, 90),
                    word,
                    font=font,
                    ink=self._style.color("muted"),
                )
                painter.restore()
