# SPDX-License-Identifier: Apache-2.0
"""The kinds that are asked for most as tabs with counts; the others behind one more key."""

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from command_vehicle.domain.timeline import EntryKind
from command_vehicle.ui.components.pick_list import Choice, PickList
from command_vehicle.ui.components.tabs import SegmentTabs, Tab
from command_vehicle.ui.formatting import count
from command_vehicle.ui.pages.timeline.words import kind_word
from command_vehicle.ui.style import Style

ALL: Final = "all"
MORE: Final = "more"
GROUPS: Final[Mapping[str, frozenset[EntryKind]]] = {
    ALL: frozenset(),
    "order": frozenset({EntryKind.ORDER}),
    "hazard": frozenset({EntryKind.HAZARD}),
    "casualty": frozenset({EntryKind.CASUALTY}),
    "report_out": frozenset({EntryKind.REPORT_OUT}),
    "decision": frozenset({EntryKind.DECISION_ADMINISTRATIVE, EntryKind.DECISION_TECHNICAL}),
    "report_in": frozenset({EntryKind.REPORT_IN}),
    "observation": frozenset({EntryKind.OBSERVATION}),
    "movement": frozenset({EntryKind.ARRIVAL, EntryKind.DEPARTURE}),
    "weather": frozenset({EntryKind.WEATHER}),
    "resource": frozenset({EntryKind.RESOURCE}),
    "media": frozenset({EntryKind.VOICE_NOTE, EntryKind.PICTURE}),
    "plan": frozenset({EntryKind.PLAN}),
    "incident": frozenset({EntryKind.INCIDENT}),
    "system": frozenset({EntryKind.POSITION, EntryKind.LINK}),
    "other": frozenset({EntryKind.OTHER}),
}
_TABS: Final = (ALL, "order", "hazard", "casualty", "report_out")


class KindTabs(QWidget):
    """One group of kinds is chosen at a time.

    Signals:
        chosen (str): Key in `GROUPS`.
    """

    chosen = Signal(str)

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts: Mapping[int, int] = {}
        self._chosen = ALL
        self._shown: Sequence[str] = _TABS
        tabs = [Tab(key=key, text=self.group_word(key)) for key in _TABS]
        tabs.append(Tab(key=MORE, text=self._more_word(), opens_list=True))
        self.tabs = SegmentTabs(tabs, style)
        self.others = PickList(style, self.tabs.button(MORE))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.tabs)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.tabs.chosen.connect(self._on_chosen)
        self.others.picked.connect(self.choose)

    @property
    def kinds(self) -> frozenset[EntryKind]:
        """Kinds of the chosen group; empty for all."""
        return GROUPS[self._chosen]

    @property
    def group(self) -> str:
        """Key of the chosen group."""
        return self._chosen

    def choose(self, group: str) -> None:
        """Choose a group and announce it."""
        self._chosen = group
        self._restore()
        self.chosen.emit(group)

    def show_counts(self, counts: Mapping[int, int]) -> None:
        """Put the number of entries behind the words."""
        self._counts = counts
        for key in _TABS:
            self.tabs.set_text(key, self._label(key))
        self.tabs.set_text(MORE, self._more_word())

    def fit(self, width_px: int) -> None:
        """Show as many tabs as there is room for; the others move behind 更多."""
        widths = {key: self.tabs.button(key).sizeHint().width() for key in (*_TABS, MORE)}
        keep = list(_TABS)
        while len(keep) > 1 and sum(widths[key] for key in (*keep, MORE)) > width_px:
            keep.pop()
        self._shown = keep
        for key in _TABS:
            self.tabs.button(key).setVisible(key in keep)
        self._restore()

    def group_word(self, group: str) -> str:
        """What people call a group."""
        words = {
            ALL: self.tr("全部"),
            "system": self.tr("定位与链路"),
        }
        return words.get(group) or kind_word(next(iter(GROUPS[group])))

    def _label(self, group: str) -> str:
        kinds = GROUPS[group]
        total = sum(number for kind, number in self._counts.items() if not kinds or kind in kinds)
        return f"{self.group_word(group)} {count(total)}"

    def _more_word(self) -> str:
        return self.tr("更多") if self._chosen in self._shown else self._label(self._chosen)

    def _on_chosen(self, key: str) -> None:
        if key != MORE:
            self.choose(key)
            return
        self._restore()
        choices = [
            Choice(key=group, text=self._label(group))
            for group in GROUPS
            if group not in self._shown
        ]
        self.others.open(choices, self._chosen)

    def _restore(self) -> None:
        """Mark the tab that stands for the chosen group."""
        self.tabs.choose(self._chosen if self._chosen in self._shown else MORE)
        self.tabs.set_text(MORE, self._more_word())
