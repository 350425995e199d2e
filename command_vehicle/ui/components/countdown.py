# SPDX-License-Identifier: Apache-2.0
"""A clock that runs down: text ink, then ochre-red in its last fifth, then counting up in alert."""

from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from command_vehicle.ui import formatting
from command_vehicle.ui.components.painting import draw_words, text_width_px
from command_vehicle.ui.components.status_label import paint_sign, sign_width_px
from command_vehicle.ui.glyphs import Sign, due_soon_sign, overdue_sign
from command_vehicle.ui.style import Style
from command_vehicle.ui.type_scale import BOLD, SCALE

SOON_SHARE: Final = 0.2
"""The last fifth of a time limit is `soon`."""


def countdown_sign(remaining_s: float, limit_s: float | None) -> Sign | None:
    """What a clock says besides its figure; None while there is time."""
    if remaining_s < 0:
        return overdue_sign()
    if limit_s is not None and remaining_s <= limit_s * SOON_SHARE:
        return due_soon_sign()
    return None


def countdown_text(remaining_s: float | None) -> str:
    """`52:44`, or `+00:40` once it is over."""
    if remaining_s is None:
        return formatting.UNKNOWN
    return formatting.duration(remaining_s) if remaining_s >= 0 else overdue_text(-remaining_s)


def overdue_text(over_s: float) -> str:
    """`+00:40`."""
    return f"+{formatting.duration(over_s)}"


class Countdown(QWidget):
    """Shows the time left, right-aligned in a box that does not change its width."""

    def __init__(self, style: Style, *, step: str = "2xl", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._step = step
        self._remaining_s: float | None = None
        self._sign: Sign | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        style.changed.connect(self.update)

    @property
    def shown_text(self) -> str:
        """Figure and word as a person reads them."""
        word = self._sign.word if self._sign is not None else ""
        return f"{countdown_text(self._remaining_s)} {word}".rstrip()

    def show_remaining(self, remaining_s: float | None, limit_s: float | None = None) -> None:
        """Show this many seconds of a limit; below zero it is overdue, None is unknown."""
        self._remaining_s = remaining_s
        self._sign = None if remaining_s is None else countdown_sign(remaining_s, limit_s)
        self.setAccessibleName(self.shown_text)
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        width = self._figure_width_px()
        widest = max(
            sign_width_px(self._style, due_soon_sign()), sign_width_px(self._style, overdue_sign())
        )
        return QSize(width + 8 + widest, SCALE[self._step].line_px)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        width = self._figure_width_px()
        draw_words(
            painter,
            QRect(0, 0, width, self.height()),
            countdown_text(self._remaining_s),
            font=self._style.font(self._step, BOLD),
            ink=self._style.color(self._sign.role if self._sign is not None else "text"),
            align=Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
        )
        if self._sign is not None:
            rest = self.rect().adjusted(width + 8, 0, 0, 0)
            paint_sign(painter, rest, self._sign, self._style)

    def _figure_width_px(self) -> int:
        font = self._style.font(self._step, BOLD)
        return max(
            text_width_px(font, "00:00"), text_width_px(font, countdown_text(self._remaining_s))
        )
