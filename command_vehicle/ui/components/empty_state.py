# SPDX-License-Identifier: Apache-2.0
"""What stands where nothing is yet: what will be here, and how to begin."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from command_vehicle.ui.components.painting import fill_box
from command_vehicle.ui.components.text import MUTED, Text
from command_vehicle.ui.style import Style
from command_vehicle.ui.type_scale import SEMIBOLD


class EmptyState(QWidget):
    """Two sentences in a dashed outline, no drawing."""

    def __init__(
        self, sentence: str, hint: str, style: Style, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._style = style
        self._sentence = Text(sentence, style, weight=SEMIBOLD, is_wrapped=True)
        self._hint = Text(hint, style, "s", MUTED, is_wrapped=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(4)
        column.addStretch(1)
        for line in (self._sentence, self._hint):
            line.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(line)
        column.addStretch(1)
        style.changed.connect(self.update)

    @property
    def sentence(self) -> str:
        """What a person reads first."""
        return self._sentence.text()

    def set_words(self, sentence: str, hint: str) -> None:
        """Say something else."""
        self._sentence.setText(sentence)
        self._hint.setText(hint)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        fill_box(
            QPainter(self),
            self.rect().adjusted(8, 8, -8, -8),
            ground=self._style.color("sunken"),
            line=self._style.color("border"),
            is_dashed=True,
            radius_px=0,
        )
