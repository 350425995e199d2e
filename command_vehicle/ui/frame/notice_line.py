# SPDX-License-Identifier: Apache-2.0
"""A line that says what went wrong, where it went wrong, until it is dealt with."""

from enum import Enum
from typing import Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from command_vehicle.ui.components.painting import draw_words
from command_vehicle.ui.glyphs import GLYPH_PX, Glyph, paint_glyph
from command_vehicle.ui.style import Style
from command_vehicle.ui.type_scale import SEMIBOLD

NOTICE_PX: Final = 32


class NoticeRank(Enum):
    """Ground, ink and glyph."""

    DOUBT = "doubt"
    ALERT = "alert"


_GLYPHS: Final = {NoticeRank.DOUBT: Glyph.STALE, NoticeRank.ALERT: Glyph.REFUSED}


class NoticeLine(QWidget):
    """Hidden while there is nothing to say."""

    def __init__(self, style: Style, rank: NoticeRank, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._rank = rank
        self._words = ""
        self.setFixedHeight(NOTICE_PX)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.hide()
        style.changed.connect(self.update)

    def text(self) -> str:
        """What it says."""
        return self._words

    def say(self, words: str) -> None:
        """Show a sentence; an empty one hides the line."""
        self._words = words
        self.setAccessibleName(words)
        self.setVisible(bool(words))
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        style, role = self._style, self._rank.value
        painter.fillRect(self.rect(), style.color(f"{role}Soft"))
        painter.fillRect(0, 0, self.width(), 1, style.color(role))
        box = QRectF(12, (NOTICE_PX - GLYPH_PX) / 2, GLYPH_PX, GLYPH_PX)
        paint_glyph(painter, box, _GLYPHS[self._rank], style, role)
        draw_words(
            painter,
            self.rect().adjusted(12 + GLYPH_PX + 8, 0, -12, 0),
            self._words,
            font=style.font("m", SEMIBOLD),
            ink=style.color(role),
            is_elided=True,
        )
