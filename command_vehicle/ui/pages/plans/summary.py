# SPDX-License-Identifier: Apache-2.0
"""The band above the tasks: level, plan, basis, and the three figures that count."""

from datetime import tzinfo
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from command_vehicle.domain.plans import Activation, Plan
from command_vehicle.services.plans.board import Tally
from command_vehicle.ui.components.level_shield import LevelShield
from command_vehicle.ui.components.surface import Edge, Surface
from command_vehicle.ui.components.text import MUTED, ElidedText, Text
from command_vehicle.ui.pages.plans.words import edition_words, started_words
from command_vehicle.ui.style import Style
from command_vehicle.ui.type_scale import BOLD, SEMIBOLD

_BAND_PX: Final = 64
_RIGHT: Final = Qt.AlignmentFlag.AlignRight


class Figure(QWidget):
    """A number over its name; hidden while there is nothing to say."""

    def __init__(self, name: str, style: Style, role: str = "text") -> None:
        super().__init__()
        self._role = role
        self.number = Text("", style, "xl", role, weight=BOLD)
        self._name = Text(name, style, "xs", MUTED)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for line in (self.number, self._name):
            line.setAlignment(_RIGHT)
            column.addWidget(line)

    def show_number(self, text: str, *, is_shown: bool = True) -> None:
        """Show a number."""
        self.number.setText(text)
        self.setVisible(is_shown)


class SummaryBand(Surface):
    """What is being carried through and how far it is."""

    def __init__(self, style: Style, zone: tzinfo | None, *, parent: QWidget | None = None) -> None:
        super().__init__(style, "surface", Edge.BOTTOM, line="border", parent=parent)
        self._zone = zone
        self.setFixedHeight(_BAND_PX)
        self.shield = LevelShield(style)
        self.title = ElidedText("", style, "l", weight=SEMIBOLD)
        self.basis = ElidedText("", style, "xs", MUTED)
        self.done = Figure(self.tr("任务完成"), style)
        self.overdue = Figure(self.tr("超时"), style, "alert")
        self.soon = Figure(self.tr("将到"), style, "soon")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.title)
        words.addWidget(self.basis)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 7)
        row.setSpacing(16)
        row.addWidget(self.shield)
        row.addLayout(words, 1)
        for figure in (self.done, self.overdue, self.soon):
            row.addWidget(figure)

    def show_activation(self, activation: Activation, plan: Plan | None, overall: Tally) -> None:
        """Show one activation as it stands."""
        started = activation.started
        self.shield.show_level(activation.level)
        self.title.set_text(f"{started.plan_title}　{edition_words(started.edition)}")
        basis = started_words(
            activation.started_at, activation.started_by, started.basis, self._zone
        )
        if plan is None:
            basis = self.tr("文库里没有这一版，任务无法列出。")
        elif plan.digest != started.plan_digest:
            changed = self.tr("文本与启动时不同")
            basis = f"{basis}　{changed}"
        self.basis.set_text(basis)
        self.done.show_number(f"{overall.closed} / {overall.due}")
        self.overdue.show_number(str(overall.overdue), is_shown=overall.overdue > 0)
        self.soon.show_number(str(overall.soon), is_shown=overall.soon > 0)
