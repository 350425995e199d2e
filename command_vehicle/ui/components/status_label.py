# SPDX-License-Identifier: Apache-2.0
"""A state: glyph, word, and its time or reason."""

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from command_vehicle.ui.components.painting import draw_words, text_width_px
from command_vehicle.ui.glyphs import GLYPH_PX, Sign, paint_glyph
from command_vehicle.ui.style import Style
from command_vehicle.ui.type_scale import SCALE, SEMIBOLD

_GAP_PX = 6


class StatusLabel(QWidget):
    """Shape first, word second, colour third."""

    def __init__(
        self,
        style: Style,
        sign: Sign | None = None,
        detail: str = "",
        *,
        step: str = "s",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._style = style
        self._step = step
        self._sign: Sign | None = None
        self._detail = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        style.changed.connect(self.update)
        self.show_sign(sign, detail)

    @property
    def shown_text(self) -> str:
        """Word and detail as a person reads them."""
        return sign_text(self._sign, self._detail) if self._sign is not None else ""

    @property
    def sign(self) -> Sign | None:
        """What is shown."""
        return self._sign

    def show_sign(self, sign: Sign | None, detail: str = "") -> None:
        """Show a state with its time or reason; None shows nothing."""
        self._sign, self._detail = sign, detail
        self.setAccessibleName(self.shown_text)
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        height = max(GLYPH_PX + 2, SCALE[self._step].line_px)
        if self._sign is None:
            return QSize(0, height)
        return QSize(sign_width_px(self._style, self._sign, self._detail, self._step), height)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._sign is not None:
            paint_sign(
                QPainter(self),
                self.rect(),
                self._sign,
                self._style,
                detail=self._detail,
                step=self._step,
            )


def sign_text(sign: Sign, detail: str) -> str:
    """Word and detail on one line."""
    return f"{sign.word} {detail}".rstrip()


def sign_width_px(style: Style, sign: Sign, detail: str = "", step: str = "s") -> int:
    """Width that `paint_sign` takes."""
    words = text_width_px(style.font(step, SEMIBOLD), sign_text(sign, detail))
    return GLYPH_PX + _GAP_PX + words + 2


def paint_sign(
    painter: QPainter,
    rect: QRect,
    sign: Sign,
    style: Style,
    *,
    detail: str = "",
    step: str = "s",
    role: str | None = None,
) -> None:
    """Glyph, word and detail from the left edge of `rect`, in the middle of its height."""
    ink = role or sign.role
    top = rect.top() + (rect.height() - GLYPH_PX) / 2
    paint_glyph(painter, QRectF(rect.left(), top, GLYPH_PX, GLYPH_PX), sign.glyph, style, ink)
    draw_words(
        painter,
        rect.adjusted(GLYPH_PX + _GAP_PX, 0, 0, 0),
        sign_text(sign, detail),
        font=style.font(step, SEMIBOLD),
        ink=style.color(ink),
    )
