# SPDX-License-Identifier: Apache-2.0
"""A list of facts: what it is on the left, its value on the right."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from command_vehicle.ui.components.text import MUTED, Text
from command_vehicle.ui.style import Style
from command_vehicle.ui.type_scale import REGULAR

_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One line.

    Attributes:
        name: What it is.
        value: With its unit; wraps when it is long.
        role: Colour role of the value.
        weight: Of the value.
    """

    name: str
    value: str
    role: str = "text"
    weight: int = REGULAR


class FactList(QWidget):
    """Facts below each other; lines are made once and shown or hidden as needed."""

    def __init__(self, style: Style, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._lines: list[tuple[Text, Text]] = []
        self._facts: tuple[Fact, ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    @property
    def facts(self) -> tuple[Fact, ...]:
        """What is shown."""
        return self._facts

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Show these instead."""
        if tuple(facts) == self._facts:
            return
        self._facts = tuple(facts)
        while len(self._lines) < len(facts):
            self._add_line()
        for number, (name, value) in enumerate(self._lines):
            is_shown = number < len(facts)
            name.setVisible(is_shown)
            value.setVisible(is_shown)
            if is_shown:
                self._fill(name, value, facts[number])

    def _fill(self, name: Text, value: Text, fact: Fact) -> None:
        name.setText(fact.name)
        value.setText(fact.value)
        value.set_role(fact.role)
        value.set_weight(fact.weight)

    def _add_line(self) -> None:
        row = len(self._lines)
        name = Text("", self._style, "m", MUTED, parent=self)
        value = Text("", self._style, "m", is_wrapped=True, parent=self)
        value.setAlignment(_RIGHT)
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._grid.addWidget(name, row, 0, _LEFT)
        self._grid.addWidget(value, row, 1)
        self._lines.append((name, value))
