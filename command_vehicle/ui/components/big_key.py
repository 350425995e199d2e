# SPDX-License-Identifier: Apache-2.0
"""A key with a word over the name of the key on the keyboard that does the same."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget
from typing_extensions import override

from command_vehicle.ui.components.focus_ring import ask_for_ring
from command_vehicle.ui.components.painting import draw_words, fill_box
from command_vehicle.ui.style import Style
from command_vehicle.ui.type_scale import SEMIBOLD

BIG_KEY = QSize(52, 48)
SHEET_KEY = QSize(96, 56)


class BigKey(QAbstractButton):
    """52×48 in the quick log, 96×56 on a key sheet; chosen is an accent fill."""

    def __init__(
        self,
        word: str,
        key: str,
        style: Style,
        *,
        size: QSize = BIG_KEY,
        step: str = "m",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._style = style
        self._key = key
        self._size = size
        self._step = step
        self.setText(word)
        self.setAccessibleName(f"{word} {key}")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        ask_for_ring(self)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        style.changed.connect(self.update)

    @property
    def type_step(self) -> str:
        """Type of the word."""
        return self._step

    def set_word(self, word: str) -> None:
        """Show another word, for the next sub-kind."""
        self.setText(word)
        self.setAccessibleName(f"{word} {self._key}")
        self.update()

    def set_key_size(self, size: QSize, step: str) -> None:
        """Take the size of another window class."""
        self._size, self._step = size, step
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return self._size

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ground, line, ink = self._roles()
        style = self._style
        fill_box(
            painter,
            self.rect(),
            ground=style.color(ground),
            line=style.color(line),
            line_px=2 if self.isDown() else style.border_px,
        )
        middle = self.height() // 2
        centre = Qt.AlignmentFlag.AlignHCenter
        word = QRect(1, 0, self.width() - 2, middle + 3)
        name = QRect(1, middle + 1, self.width() - 2, self.height() - middle - 3)
        draw_words(
            painter,
            word,
            self.text(),
            font=style.font(self._step, SEMIBOLD),
            ink=style.color(ink),
            align=centre | Qt.AlignmentFlag.AlignBottom,
        )
        faint = ink if self.isChecked() else style.secondary("xs")
        draw_words(
            painter,
            name,
            self._key,
            font=style.font("xs"),
            ink=style.color(faint),
            align=centre | Qt.AlignmentFlag.AlignTop,
        )

    def _roles(self) -> tuple[str, str, str]:
        """Ground, line and ink."""
        if self.isChecked():
            return "accent", "accent", "onAccent"
        if self.isDown():
            return "accentSoft", "accent", "text"
        return ("sunken" if self.underMouse() else "raised"), "border", "text"
