# SPDX-License-Identifier: Apache-2.0
"""Headings of pages (52 px) and of groups within them (30 px)."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from command_vehicle.ui.components.surface import Edge, Surface
from command_vehicle.ui.components.text import MUTED, Text
from command_vehicle.ui.style import Style
from command_vehicle.ui.type_scale import BOLD, SEMIBOLD

PAGE_HEADING_PX: Final = 52
SECTION_HEADING_PX: Final = 30


class PageHeading(Surface):
    """Title on the left, then what belongs to it; tools on the right."""

    def __init__(self, title: str, style: Style, *, parent: QWidget | None = None) -> None:
        super().__init__(style, "surface", Edge.BOTTOM, parent=parent)
        self.setFixedHeight(PAGE_HEADING_PX)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 0, 12, 1)
        self._row.setSpacing(8)
        self._title = Text(title, style, "xl", weight=BOLD)
        self._row.addWidget(self._title)
        self._row.addSpacing(8)
        self._row.addStretch(1)
        self._left_end = self._row.count() - 1

    def set_title(self, title: str) -> None:
        """Show another title."""
        self._title.setText(title)

    def add_left(self, widget: QWidget) -> None:
        """Put a widget behind the title."""
        self._row.insertWidget(self._left_end, widget, 0, Qt.AlignmentFlag.AlignVCenter)
        self._left_end += 1

    def add_right(self, widget: QWidget) -> None:
        """Put a widget at the right end."""
        self._row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)


class SectionHeading(Surface):
    """A sunken band that names a group, with a detail at its right end."""

    def __init__(
        self, text: str, style: Style, detail: str = "", *, parent: QWidget | None = None
    ) -> None:
        super().__init__(style, "sunken", Edge.BOTTOM, parent=parent)
        self.setFixedHeight(SECTION_HEADING_PX)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 1)
        self._text = Text(text, style, "s", weight=SEMIBOLD)
        self._detail = Text(detail, style, "xs", MUTED)
        row.addWidget(self._text)
        row.addStretch(1)
        row.addWidget(self._detail)

    def set_text(self, text: str, detail: str = "") -> None:
        """Show another name and detail."""
        self._text.setText(text)
        self._detail.setText(detail)
