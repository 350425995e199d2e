# SPDX-License-Identifier: Apache-2.0
"""One cell of the status strip: two lines, a glyph before the first, and a state."""

from dataclasses import dataclass
from enum import Enum
from typing import Final

from PySide6.QtCore import QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget
from typing_extensions import override

from command_vehicle.ui.components.painting import draw_inner_ring, draw_words, text_width_px
from command_vehicle.ui.glyphs import GLYPH_PX, Glyph, paint_glyph
from command_vehicle.ui.style import Style
from command_vehicle.ui.type_scale import SEMIBOLD

HOLD_MS: Final = 500
ANSWER_MS: Final = 2000
_GLYPH_GAP_PX: Final = 6


class CellState(Enum):
    """How a cell is drawn."""

    PLAIN = "plain"
    LIVE = "live"
    STALE = "stale"
    LOST = "lost"
    OFF = "off"


@dataclass(frozen=True, slots=True, kw_only=True)
class CellContent:
    """What a cell says.

    Attributes:
        first: First line; its variants from whole to short, the first that fits is shown.
        second: Second line, likewise. The age is in every variant.
        state: How it is drawn.
        glyph: Before the first line.
    """

    first: tuple[str, ...]
    second: tuple[str, ...]
    state: CellState = CellState.PLAIN
    glyph: Glyph | None = None


_FIRST_INK: Final = {
    CellState.PLAIN: "text",
    CellState.LIVE: "text",
    CellState.STALE: "doubt",
    CellState.LOST: "onLost",
    CellState.OFF: "text",
}
_SECOND_INK: Final = {CellState.STALE: "doubt", CellState.LOST: "onLost"}


class StripCell(QAbstractButton):
    """A button as high as the strip.

    Signals:
        held: It was pressed for half a second.
    """

    held = Signal()

    def __init__(self, style: Style, *, is_elided: bool = False, parent: QWidget) -> None:
        """`is_elided` lets words end in `…`; cells with figures never do."""
        super().__init__(parent)
        self._style = style
        self._is_elided = is_elided
        self._content = CellContent(first=("",), second=("",))
        self._answer = ""
        self._padding_px = 12
        self._first_step = "l"
        self._hold = QTimer(self, singleShot=True, interval=HOLD_MS)
        self._hold.timeout.connect(self._on_held)
        self._answer_end = QTimer(self, singleShot=True, interval=ANSWER_MS)
        self._answer_end.timeout.connect(self._end_answer)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        style.changed.connect(self.update)

    @property
    def content(self) -> CellContent:
        """What it says."""
        return self._content

    @property
    def is_elided(self) -> bool:
        """Whether its words may end in `…`."""
        return self._is_elided

    @property
    def first_step(self) -> str:
        """Type of the first line."""
        return self._first_step

    @property
    def rooms_px(self) -> tuple[int, int]:
        """Room for the words of either line."""
        glyph_px = GLYPH_PX + _GLYPH_GAP_PX if self._content.glyph is not None else 0
        room = self.width() - 2 * self._padding_px
        return room - glyph_px, room

    @property
    def shown_lines(self) -> tuple[str, str]:
        """The two lines as they fit now."""
        first_room, second_room = self.rooms_px
        first_font = self._style.font(self._first_step, SEMIBOLD)
        first = _fitting(self._content.first, first_room, first_font)
        second = self._answer or _fitting(self._content.second, second_room, self._style.font("xs"))
        return first, second

    def show_content(self, content: CellContent) -> None:
        """Say something else."""
        if content == self._content:
            return
        self._content = content
        self.setAccessibleName(f"{content.first[0]} {content.second[0]}")
        self.update()

    def set_measure(self, padding_px: int, first_step: str = "l") -> None:
        """Take the padding and the type of a size class."""
        self._padding_px, self._first_step = padding_px, first_step
        self.update()

    def answer(self, words: str) -> None:
        """Say for two seconds what pressing it has done."""
        self._answer = words
        self._answer_end.start()
        self.update()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self._hold.start()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._hold.stop()
        super().mouseReleaseEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        style, state = self._style, self._content.state
        self._paint_ground(painter)
        first, second = self.shown_lines
        middle = self.height() // 2
        left = self._padding_px
        room = self.width() - 2 * self._padding_px
        ink = _FIRST_INK[state]
        if self._content.glyph is not None:
            box = QRectF(left, middle - 17, GLYPH_PX, GLYPH_PX)
            role = "onLost" if state is CellState.LOST else None
            paint_glyph(painter, box, self._content.glyph, style, role)
            left += GLYPH_PX + _GLYPH_GAP_PX
        upper = QRect(left, middle - 21, self.width() - left - self._padding_px, 24)
        font = style.font(self._first_step, SEMIBOLD)
        draw_words(
            painter, upper, first, font=font, ink=style.color(ink), is_elided=self._is_elided
        )
        draw_words(
            painter,
            QRect(self._padding_px, middle + 2, room, 19),
            second,
            font=style.font("xs"),
            ink=style.color(_SECOND_INK.get(state, style.secondary("xs"))),
            is_elided=self._is_elided,
        )
        if self.hasFocus():
            draw_inner_ring(painter, self.rect(), style)

    def _paint_ground(self, painter: QPainter) -> None:
        style = self._style
        if self._content.state is CellState.LOST:
            painter.fillRect(self.rect(), style.color("lostFill"))
        elif self.isDown():
            painter.fillRect(self.rect(), style.color("accentSoft"))
        elif self.underMouse() and self.isEnabled():
            painter.fillRect(self.rect(), style.color("sunken"))
        painter.fillRect(self.width() - 1, 0, 1, self.height(), style.color("line"))

    def _on_held(self) -> None:
        if self.isDown():
            self.setDown(False)
            self.held.emit()

    def _end_answer(self) -> None:
        self._answer = ""
        self.update()


def _fitting(variants: tuple[str, ...], room_px: int, font: QFont) -> str:
    return next((each for each in variants if text_width_px(font, each) <= room_px), variants[-1])
