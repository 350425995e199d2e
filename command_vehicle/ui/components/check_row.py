# SPDX-License-Identifier: Apache-2.0
"""A tick box of 24 px in a row of 44 px, with words and a detail at the right end."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget
from typing_extensions import override

from command_vehicle.ui.components.painting import (
    TARGET_PX,
    draw_inner_ring,
    draw_words,
    fill_box,
    text_width_px,
)
from command_vehicle.ui.style import Style

_BOX_PX: Final = 24
_LEFT_PX: Final = 4
_TEXT_LEFT_PX: Final = _LEFT_PX + _BOX_PX + 12


class CheckRow(QAbstractButton):
    """Ticked by press or Space."""

    def __init__(
        self, text: str, style: Style, detail: str = "", *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._style = style
        self._detail = detail
        self.setText(text)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        style.changed.connect(self.update)

    def set_detail(self, detail: str) -> None:
        """Show another detail."""
        self._detail = detail
        self.update()

    @override
    def sizeHint(self) -> QSize:
        font = self._style.font("m")
        width = _TEXT_LEFT_PX + text_width_px(font, self.text()) + 8
        if self._detail:
            width += text_width_px(self._style.font("xs"), self._detail) + 12
        return QSize(width, TARGET_PX)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(_TEXT_LEFT_PX + TARGET_PX, TARGET_PX)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        style = self._style
        ink = style.color("text" if self.isEnabled() else "muted")
        self._paint_box(painter)
        right = 0
        if self._detail:
            right = text_width_px(style.font("xs"), self._detail) + 12
            draw_words(
                painter,
                self.rect(),
                self._detail,
                font=style.font("xs"),
                ink=style.color(style.secondary("xs")),
                align=Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
            )
        words = self.rect().adjusted(_TEXT_LEFT_PX, 0, -right, 0)
        draw_words(painter, words, self.text(), font=style.font("m"), ink=ink, is_elided=True)
        if self.hasFocus():
            draw_inner_ring(painter, self.rect(), style)

    def _paint_box(self, painter: QPainter) -> None:
        style = self._style
        box = QRectF(_LEFT_PX, (self.height() - _BOX_PX) / 2, _BOX_PX, _BOX_PX)
        filled = self.isChecked() and self.isEnabled()
        fill_box(
            painter,
            box,
            ground=style.color("accent" if filled else "raised"),
            line=style.color("accent" if filled else "border"),
            line_px=2,
            is_dashed=not self.isEnabled(),
            radius_px=2,
        )
        if self.isChecked():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(style.color("onAccent" if filled else "muted"), 3))
            corner = box.topLeft()
            points = [QPointF(6, 12), QPointF(10.5, 16.5), QPointF(18, 7.5)]
            painter.drawPolyline(QPolygonF([corner + point for point in points]))
