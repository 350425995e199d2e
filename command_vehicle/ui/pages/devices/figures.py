# SPDX-License-Identifier: Apache-2.0
"""Four figures of a fix, each with where it comes from, and each losing its colour with age."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget
from typing_extensions import override

from command_vehicle.domain.positioning import Fix, Freshness
from command_vehicle.ui.components.painting import draw_words
from command_vehicle.ui.formatting import (
    UNKNOWN,
    accuracy,
    ago,
    altitude,
    course,
    speed,
    unknown_word,
)
from command_vehicle.ui.glyphs import GLYPH_PX, freshness_sign, paint_glyph
from command_vehicle.ui.pages.devices.words import INK_OF_FRESHNESS, basis_words, mode_words
from command_vehicle.ui.style import Style
from command_vehicle.ui.type_scale import BOLD

FIGURE_PX: Final = 76
_PAD_PX: Final = 14
_STANDING_BELOW_MPS: Final = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureWords:
    """What a figure says.

    Attributes:
        title: What it is.
        value: Large.
        source: Its age, or where it comes from.
        verdict: Whether it may be believed.
    """

    title: str
    value: str
    source: str
    verdict: Freshness


class Figure(QWidget):
    """Title, large value, source; the first of a row turns inverse when the fix is lost."""

    def __init__(self, style: Style, *, carries_verdict: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._style = style
        self._carries_verdict = carries_verdict
        self.words = FigureWords(title="", value="", source="", verdict=Freshness.NEVER)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        style.changed.connect(self.update)

    @property
    def ink(self) -> str:
        """Colour role of the value."""
        if self._is_inverse:
            return "onLost"
        return INK_OF_FRESHNESS[self.words.verdict]

    def show_words(self, words: FigureWords) -> None:
        """Say something else."""
        if words != self.words:
            self.words = words
            self.setAccessibleName(f"{words.title} {words.value}")
            self.setAccessibleDescription(words.source)
            self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(180, FIGURE_PX)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        style = self._style
        ground = "lostFill" if self._is_inverse else "surface"
        painter.fillRect(self.rect(), style.color(ground))
        painter.fillRect(self.width() - 1, 0, 1, self.height(), style.color("line"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, style.color("border"))
        quiet = "onLost" if self._is_inverse else style.secondary("xs")
        second = self.ink if self.words.verdict is Freshness.STALE else quiet
        inner = self.rect().adjusted(_PAD_PX, 0, -8, 0)
        small = style.font("xs")
        title = QRect(inner.left(), 8, inner.width(), 18)
        draw_words(painter, title, self.words.title, font=small, ink=style.color(quiet))
        value = QRect(inner.left(), 26, inner.width(), 26)
        if self._carries_verdict and self.words.verdict is not Freshness.LIVE:
            sign = freshness_sign(self.words.verdict)
            box = QRectF(value.left(), value.top() + 5, GLYPH_PX, GLYPH_PX)
            paint_glyph(painter, box, sign.glyph, style, self.ink)
            value = value.adjusted(GLYPH_PX + 8, 0, 0, 0)
        bold = style.font("xl", BOLD)
        draw_words(painter, value, self.words.value, font=bold, ink=style.color(self.ink))
        source = QRect(inner.left(), 53, inner.width(), 18)
        draw_words(
            painter,
            source,
            self.words.source,
            font=small,
            ink=style.color(second),
            is_elided=True,
        )

    @property
    def _is_inverse(self) -> bool:
        return self._carries_verdict and self.words.verdict is Freshness.LOST


class FixFigures(QWidget):
    """Fix, accuracy, motion and height of one receiver."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fix, self.accuracy, self.motion, self.height_msl = (
            Figure(style, carries_verdict=number == 0, parent=self) for number in range(4)
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for figure in (self.fix, self.accuracy, self.motion, self.height_msl):
            row.addWidget(figure)
        self.setFixedHeight(FIGURE_PX)

    def show_fix(self, fix: Fix | None, age_s: float | None, verdict: Freshness) -> None:
        """Show the newest valid fix, or that there has been none."""
        if fix is None or verdict is Freshness.NEVER:
            self._show_nothing()
            return
        source = self.tr("来自%1").replace("%1", fix.source)
        self.fix.show_words(
            FigureWords(
                title=self.tr("定位"),
                value=self._fix_value(fix, verdict),
                source=f"{ago(age_s)}　{source}",
                verdict=verdict,
            )
        )
        self.accuracy.show_words(
            FigureWords(
                title=self.tr("精度"),
                value=accuracy(fix.accuracy_m),
                source=basis_words(fix.accuracy_basis),
                verdict=verdict,
            )
        )
        self.motion.show_words(self._motion(fix, verdict))
        self.height_msl.show_words(self._height(fix, verdict))

    def _fix_value(self, fix: Fix, verdict: Freshness) -> str:
        if verdict is Freshness.LIVE:
            return mode_words(fix)
        return f"{freshness_sign(verdict).word}　{mode_words(fix)}"

    def _motion(self, fix: Fix, verdict: Freshness) -> FigureWords:
        is_standing = fix.speed_mps is not None and fix.speed_mps < _STANDING_BELOW_MPS
        return FigureWords(
            title=self.tr("速度　航向"),
            value=f"{speed(fix.speed_mps)}　{course(fix.course_true_deg)}",
            source=self.tr("停车") if is_standing else self.tr("对地，自真北"),
            verdict=verdict,
        )

    def _height(self, fix: Fix, verdict: Freshness) -> FigureWords:
        separation = fix.geoid_separation_m
        geoid = UNKNOWN if separation is None else f"{separation:+.1f}".replace("-", "−")
        return FigureWords(
            title=self.tr("高程"),
            value=altitude(fix.altitude_msl_m),
            source=self.tr("海拔　大地水准面 %1").replace("%1", geoid),
            verdict=verdict,
        )

    def _show_nothing(self) -> None:
        titles = (self.tr("定位"), self.tr("精度"), self.tr("速度　航向"), self.tr("高程"))
        values = (freshness_sign(Freshness.NEVER).word, UNKNOWN, UNKNOWN, UNKNOWN)
        figures = (self.fix, self.accuracy, self.motion, self.height_msl)
        for figure, title, value in zip(figures, titles, values, strict=True):
            figure.show_words(
                FigureWords(
                    title=title,
                    value=value,
                    source=unknown_word(),
                    verdict=Freshness.NEVER,
                )
            )
