# SPDX-License-Identifier: Apache-2.0
"""动态: the newest lines of the timeline."""

from collections.abc import Sequence
from datetime import tzinfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from command_vehicle.domain.timeline import Entry
from command_vehicle.ui import formatting
from command_vehicle.ui.components.empty_state import EmptyState
from command_vehicle.ui.glyphs import delivery_sign
from command_vehicle.ui.icons import IconSet
from command_vehicle.ui.pages.map.side_rows import SideList, SideRow
from command_vehicle.ui.pages.timeline.words import TIMED_STATES, kind_word, who
from command_vehicle.ui.style import Style


class NewsTab(QWidget):
    """The newest entries, with how far each has come.

    Signals:
        entry_chosen (OperationId): Open this entry on the Timeline page.
    """

    entry_chosen = Signal(object)

    def __init__(
        self,
        style: Style,
        icons: IconSet,
        *,
        zone: tzinfo | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._zone = zone
        self._entries: dict[str, Entry] = {}
        self.list = SideList(style, icons)
        self._empty = EmptyState(self.tr("还没有记录。"), self.tr("按 F2 记第一条。"), style)
        self._body = QStackedWidget(self)
        self._body.addWidget(self.list)
        self._body.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._body)
        self.list.chosen.connect(self._on_chosen)

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show these, newest first."""
        self._entries = {str(entry.id): entry for entry in entries}
        self.list.show_rows([self._row(entry) for entry in entries])
        self._body.setCurrentWidget(self.list if entries else self._empty)

    def _row(self, entry: Entry) -> SideRow:
        state = entry.delivery
        is_timed = state.delivery in TIMED_STATES
        text = entry.text_in_force
        if text is None:
            text = self.tr("已撤回：%1").replace("%1", entry.recorded.text)
        return SideRow(
            key=str(entry.id),
            first=kind_word(entry.recorded.kind),
            second=who(entry),
            right=formatting.time_of_day(state.at, self._zone) if is_timed else "",
            lead=formatting.time_of_day(entry.recorded.happened_at, self._zone),
            text=text,
            sign=delivery_sign(state.delivery),
        )

    def _on_chosen(self, key: str) -> None:
        self.entry_chosen.emit(self._entries[key].id)
