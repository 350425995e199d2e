# SPDX-License-Identifier: Apache-2.0
"""Words on a surface, by step of the type scale and colour role."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget
from typing_extensions import override

from command_vehicle.ui.components.painting import draw_words
from command_vehicle.ui.style import Style
from command_vehicle.ui.type_scale import REGULAR, SCALE

MUTED = "muted"


class Text(QLabel):
    """A label that keeps to the style; `muted` follows the sunlight rule by itself."""

    def __init__(
        self,
        text: str,
        style: Style,
        step: str = "m",
        role: str = "text",
        *,
        weight: int = REGULAR,
        is_wrapped: bool = False,
        is_struck: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._is_struck = is_struck
        self._style = style
        self._step = step
        self._role = role
        self._weight = weight
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(is_wrapped)
        style.changed.connect(self._restyle)
        self._restyle()

    @property
    def role(self) -> str:
        """Colour role in force."""
        return self._role

    def set_role(self, role: str) -> None:
        """Change the colour role."""
        if role != self._role:
            self._role = role
            self._restyle()

    def set_weight(self, weight: int) -> None:
        """Change the weight."""
        self._weight = weight
        self._restyle()

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Qt puts back what a widget had when its style sheet first took hold of it."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._restyle()

    def _restyle(self) -> None:
        role = self._style.secondary(self._step) if self._role == MUTED else self._role
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, self._style.color(role))
        self.setPalette(palette)
        font = self._style.font(self._step, self._weight)
        font.setStrikeOut(self._is_struck)
        self.setFont(font)


class ElidedText(QWidget):
    """One line of words that ends in `…` where the room does; never for a number."""

    def __init__(
        self,
        text: str,
        style: Style,
        step: str = "m",
        role: str = "text",
        *,
        weight: int = REGULAR,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._style = style
        self._text = text
        self._step = step
        self._role = role
        self._weight = weight
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)
        style.changed.connect(self.update)

    def text(self) -> str:
        """The whole text."""
        return self._text

    def set_text(self, text: str) -> None:
        """Show another text."""
        self._text = text
        self.setAccessibleName(text)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._style.font(self._step, self._weight))
        return QSize(metrics.horizontalAdvance(self._text), SCALE[self._step].line_px)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, SCALE[self._step].line_px)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        role = self._style.secondary(self._step) if self._role == MUTED else self._role
        draw_words(
            QPainter(self),
            self.rect(),
            self._text,
            font=self._style.font(self._step, self._weight),
            ink=self._style.color(role),
            is_elided=True,
        )
