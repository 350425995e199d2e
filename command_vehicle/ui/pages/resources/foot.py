# SPDX-License-Identifier: Apache-2.0
"""The foot of the catalogue: how many lines, and what they add up to near here."""

from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QWidget

from command_vehicle.services.resources.around import Around
from command_vehicle.ui import formatting
from command_vehicle.ui.components.surface import Edge, Surface
from command_vehicle.ui.components.text import MUTED, Text
from command_vehicle.ui.style import Style
from command_vehicle.ui.type_scale import SEMIBOLD

_FOOT_PX: Final = 36


class CatalogueFoot(Surface):
    """One line; sums say how many did not give a number."""

    def __init__(self, style: Style, *, parent: QWidget | None = None) -> None:
        super().__init__(style, "surface", Edge.TOP, parent=parent)
        self.setFixedHeight(_FOOT_PX)
        self.total = Text("", style, "s", weight=SEMIBOLD)
        self.sums = Text("", style, "s")
        self.notice = Text("", style, "s", MUTED)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 1, 12, 0)
        row.setSpacing(16)
        row.addWidget(self.total)
        row.addWidget(self.sums)
        row.addStretch(1)
        row.addWidget(self.notice)

    def show_total(self, total: int, around: Around | None) -> None:
        """How many lines the filter leaves, and the sums where distance is a filter."""
        self.total.setText(self.tr("%1 条").replace("%1", formatting.count(total)))
        self.sums.setText("" if around is None else self._sums(around))
        self.show_notice("")

    def show_notice(self, words: str) -> None:
        """Something about the reading itself."""
        self.notice.setText(words)

    def _sums(self, around: Around) -> str:
        people = sum(total.people_known for total in around.totals)
        silent = sum(total.people_unknown for total in around.totals)
        words = self.tr("已知 %1 人，%2 处人数未知")
        return words.replace("%1", formatting.count(people)).replace("%2", formatting.count(silent))
