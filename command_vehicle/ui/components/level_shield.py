# SPDX-License-Identifier: Apache-2.0
"""The level shield: colour, shape and words together; filled only once a person has confirmed."""

from typing import Final

from PySide6.QtCore import QCoreApplication, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from command_vehicle.domain.incidents import ResponseLevel
from command_vehicle.ui.components.painting import CHIP_PX, draw_words, text_width_px
from command_vehicle.ui.style import Style
from command_vehicle.ui.type_scale import SEMIBOLD

ROLE_OF_LEVEL: Final = {
    ResponseLevel.LEVEL_1: "lvRed",
    ResponseLevel.LEVEL_2: "lvOrange",
    ResponseLevel.LEVEL_3: "lvYellow",
    ResponseLevel.LEVEL_4: "lvBlue",
}
_INK_OF_LEVEL: Final = {
    ResponseLevel.LEVEL_1: "onLvRed",
    ResponseLevel.LEVEL_2: "onLvOrange",
    ResponseLevel.LEVEL_3: "onLvYellow",
    ResponseLevel.LEVEL_4: "onLvBlue",
}
_TOP_PX: Final = 4
_FOOT_PX: Final = 10
_PADDING_PX: Final = 12


def level_word(level: ResponseLevel) -> str:
    """The level in words: `Ⅲ级响应`."""
    return {
        ResponseLevel.LEVEL_1: QCoreApplication.translate("LevelShield", "Ⅰ级响应"),
        ResponseLevel.LEVEL_2: QCoreApplication.translate("LevelShield", "Ⅱ级响应"),
        ResponseLevel.LEVEL_3: QCoreApplication.translate("LevelShield", "Ⅲ级响应"),
        ResponseLevel.LEVEL_4: QCoreApplication.translate("LevelShield", "Ⅳ级响应"),
    }[level]


def shield_width_px(style: Style, level: ResponseLevel) -> int:
    """Width of the shield around the words of a level."""
    return text_width_px(style.font("s", SEMIBOLD), level_word(level)) + 2 * _PADDING_PX


def paint_shield(
    painter: QPainter, rect: QRect, level: ResponseLevel, style: Style, *, is_suggested: bool
) -> None:
    """Filled and outlined when confirmed; outlined and dashed when only suggested."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(style.color("lvEdge"), 1.5 if is_suggested else 1)
    if is_suggested:
        pen.setDashPattern([3.0, 2.0])
        painter.setBrush(Qt.BrushStyle.NoBrush)
    else:
        painter.setBrush(style.color(ROLE_OF_LEVEL[level]))
    painter.setPen(pen)
    painter.drawPath(_shield(QRectF(rect).adjusted(0.75, 0.75, -0.75, -0.75)))
    painter.restore()
    draw_words(
        painter,
        rect,
        level_word(level),
        font=style.font("s", SEMIBOLD),
        ink=style.color("text" if is_suggested else _INK_OF_LEVEL[level]),
        align=Qt.AlignmentFlag.AlignCenter,
    )


class LevelShield(QWidget):
    """Shows one response level; hidden while there is none."""

    def __init__(
        self,
        style: Style,
        level: ResponseLevel | None = None,
        *,
        is_suggested: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._style = style
        self._level: ResponseLevel | None = None
        self._is_suggested = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        style.changed.connect(self.update)
        self.show_level(level, is_suggested=is_suggested)

    def show_level(self, level: ResponseLevel | None, *, is_suggested: bool = False) -> None:
        """Show a level, confirmed or only suggested."""
        self._level, self._is_suggested = level, is_suggested
        self.setHidden(level is None)
        self.setAccessibleName(level_word(level) if level is not None else "")
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        if self._level is None:
            return QSize(0, 0)
        return QSize(shield_width_px(self._style, self._level), CHIP_PX)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._level is not None:
            paint_shield(
                QPainter(self),
                self.rect(),
                self._level,
                self._style,
                is_suggested=self._is_suggested,
            )


def _shield(box: QRectF) -> QPainterPath:
    path = QPainterPath()
    path.moveTo(box.left(), box.top() + _TOP_PX)
    path.quadTo(box.left(), box.top(), box.left() + _TOP_PX, box.top())
    path.lineTo(box.right() - _TOP_PX, box.top())
    path.quadTo(box.right(), box.top(), box.right(), box.top() + _TOP_PX)
    path.lineTo(box.right(), box.bottom() - _FOOT_PX)
    path.quadTo(box.right(), box.bottom(), box.right() - _FOOT_PX, box.bottom())
    path.lineTo(box.left() + _FOOT_PX, box.bottom())
    path.quadTo(box.left(), box.bottom(), box.left(), box.bottom() - _FOOT_PX)
    path.closeSubpath()
    return path
