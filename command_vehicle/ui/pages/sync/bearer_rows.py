# SPDX-License-Identifier: Apache-2.0
"""One row per way out of the vehicle: state, last answer, next try, what waits."""

from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from command_vehicle.domain.sync import BearerHealth, BearerKind, BearerState
from command_vehicle.ui.components.painting import draw_hatching, draw_words
from command_vehicle.ui.components.rows import RIGHT
from command_vehicle.ui.components.status_label import paint_sign, sign_width_px
from command_vehicle.ui.frame.strip_words import bearer_name
from command_vehicle.ui.glyphs import bearer_sign
from command_vehicle.ui.pages.sync.words import bearer_words, queued_words
from command_vehicle.ui.style import Style
from command_vehicle.ui.type_scale import SEMIBOLD

ROW_PX: Final = 88
OFF_ROW_PX: Final = 44
"""A bearer that is not in use takes one line, so that what matters stays in view."""
_PAD_PX: Final = 12
_NAME_PX: Final = 132


class BearerRow(QWidget):
    """88 px, or one line while off; what is dead is hatched and has lost its colour."""

    def __init__(self, kind: BearerKind, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._state = BearerState(kind=kind)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        style.changed.connect(self.update)

    @property
    def words(self) -> tuple[str, str, str, str]:
        """State, last answer with next try, what is wrong, and what waits."""
        return (
            bearer_sign(self._state.health).word,
            *bearer_words(self._state),
            queued_words(self._state),
        )

    def show_state(self, state: BearerState) -> None:
        """Show the present state."""
        self._state = state
        name = bearer_name(state.kind, is_short=False)
        self.setAccessibleName("，".join(part for part in (name, *self.words) if part))
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        is_off = self._state.health is BearerHealth.OFF
        return QSize(480, OFF_ROW_PX if is_off else ROW_PX)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        style = self._style
        painter.fillRect(self.rect(), style.color("raised"))
        if self._state.health is BearerHealth.DOWN:
            draw_hatching(painter, self.rect(), style.color("line"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, style.color("line"))
        last, wrong = bearer_words(self._state)
        lines = sum(bool(words) for words in (last, wrong))
        top = (self.height() - 24 - 22 * lines) // 2
        self._paint_name(painter, top)
        font = style.font("s")
        line = QRect(_PAD_PX, top + 24, self.width() - 2 * _PAD_PX, 22)
        draw_words(painter, line, last, font=font, ink=style.color(style.secondary("s")))
        below = line.translated(0, 22)
        draw_words(painter, below, wrong, font=font, ink=style.color("doubt"), is_elided=True)

    def _paint_name(self, painter: QPainter, top: int) -> None:
        """Name, state, and what waits at the right end."""
        style = self._style
        is_down = self._state.health is BearerHealth.DOWN
        name = QRect(_PAD_PX, top, _NAME_PX, 24)
        draw_words(
            painter,
            name,
            bearer_name(self._state.kind, is_short=False),
            font=style.font("l", SEMIBOLD),
            ink=style.color("lost" if is_down else "text"),
        )
        sign = bearer_sign(self._state.health)
        width = sign_width_px(style, sign)
        state = QRect(name.right() + 8, top, width, 24)
        paint_sign(painter, state, sign, style)
        draw_words(
            painter,
            QRect(state.right(), top, self.width() - _PAD_PX - state.right(), 24),
            queued_words(self._state),
            font=style.font("s", SEMIBOLD),
            ink=style.color("text"),
            align=RIGHT | Qt.AlignmentFlag.AlignVCenter,
        )


class BearerRows(QWidget):
    """All four, in the order of the status strip."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = {kind: BearerRow(kind, style) for kind in BearerKind}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for row in self.rows.values():
            column.addWidget(row)

    def show_states(self, states: tuple[BearerState, ...]) -> None:
        """Show the present states."""
        for state in states:
            self.rows[state.kind].show_state(state)
