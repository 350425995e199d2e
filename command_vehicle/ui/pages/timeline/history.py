# SPDX-License-Identifier: Apache-2.0
"""Two lists in the panel of an entry: how far it has come, and what was said about it later."""

from datetime import tzinfo
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from command_vehicle.domain.delivery import Delivery
from command_vehicle.domain.sync import BearerKind
from command_vehicle.domain.timeline import Entry
from command_vehicle.ui.components.status_label import StatusLabel
from command_vehicle.ui.components.surface import Edge, Surface
from command_vehicle.ui.components.text import MUTED, Text
from command_vehicle.ui.formatting import time_of_day
from command_vehicle.ui.frame.strip_words import bearer_name
from command_vehicle.ui.glyphs import delivery_sign
from command_vehicle.ui.pages.timeline.words import reason_of_state
from command_vehicle.ui.style import Style
from command_vehicle.ui.type_scale import SEMIBOLD

_PAD_PX: Final = 14
_TOP: Final = Qt.AlignmentFlag.AlignTop


def _to_milliseconds(entry: Entry, zone: tzinfo | None) -> str:
    recorded_at = entry.recorded_at
    time = time_of_day(recorded_at, zone, seconds=True)
    return f"{time}.{recorded_at.microsecond // 1000:03d}"


class DeliveryLines(Surface):
    """Saved here with milliseconds, then the furthest the entry is known to have come."""

    def __init__(self, style: Style, zone: tzinfo | None) -> None:
        super().__init__(style, "surface", Edge.TOP)
        self._zone = zone
        self.saved = StatusLabel(style, step="m")
        self.saved_where = Text(self.tr("本机"), style)
        self.saved_at = Text("", style, "xs", MUTED)
        self.state = StatusLabel(style, step="m")
        self.addressee = Text("", style, is_wrapped=True)
        self.state_at = Text("", style, "xs", MUTED)
        self.reason = Text("", style, "s", "alert", is_wrapped=True)
        grid = QGridLayout(self)
        grid.setContentsMargins(_PAD_PX, 12, _PAD_PX, 12)
        grid.setVerticalSpacing(8)
        grid.setHorizontalSpacing(8)
        grid.setColumnStretch(1, 1)
        grid.addWidget(Text(self.tr("传送"), style, "s", MUTED, weight=SEMIBOLD), 0, 0, 1, 3)
        lines = (
            (self.saved, self.saved_where, self.saved_at),
            (self.state, self.addressee, self.state_at),
        )
        for row, (label, where, at) in enumerate(lines, start=1):
            grid.addWidget(label, row, 0, _TOP)
            grid.addWidget(where, row, 1, _TOP)
            grid.addWidget(at, row, 2, _TOP | Qt.AlignmentFlag.AlignRight)
        grid.addWidget(self.reason, 3, 0, 1, 3)

    def show_entry(self, entry: Entry) -> None:
        """Show how far this one has come."""
        state = entry.delivery
        self.saved.show_sign(delivery_sign(Delivery.SAVED))
        self.saved_at.setText(_to_milliseconds(entry, self._zone))
        is_further = state.delivery is not Delivery.SAVED
        for widget in (self.state, self.addressee, self.state_at):
            widget.setVisible(is_further)
        self.state.show_sign(delivery_sign(state.delivery))
        self.addressee.setText(addressee_word(state.via))
        at = "" if state.at is None else time_of_day(state.at, self._zone, seconds=True)
        self.state_at.setText(at)
        reason = reason_of_state(entry)
        self.reason.setVisible(bool(reason))
        self.reason.setText(reason or "")


def addressee_word(via: str | None) -> str:
    """Bearer or addressee of a record in words; a name that is not ours stays as it is."""
    if via is None:
        return ""
    bearers = {kind.value: kind for kind in BearerKind}
    return bearer_name(bearers[via], is_short=False) if via in bearers else via


class HistoryLines(Surface):
    """Earlier wordings, struck through, with who changed them, when and why."""

    def __init__(self, style: Style, zone: tzinfo | None) -> None:
        super().__init__(style, "surface", Edge.TOP)
        self._look = style
        self._zone = zone
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(_PAD_PX, 12, _PAD_PX, 12)
        self._column.setSpacing(4)
        self._column.addWidget(Text(self.tr("历史"), style, "s", MUTED, weight=SEMIBOLD))
        self._lines: list[QWidget] = []

    def show_entry(self, entry: Entry) -> None:
        """Show what was said about this one."""
        self.setVisible(bool(entry.amendments))
        for line in self._lines:
            self._column.removeWidget(line)
            line.deleteLater()
        self._lines = []
        former = entry.recorded.text
        for amendment in entry.amendments:
            self._add(Text(former, self._look, "m", MUTED, is_wrapped=True, is_struck=True))
            word = self.tr("撤回") if amendment.text is None else self.tr("更正")
            at = time_of_day(amendment.recorded_at, self._zone, seconds=True)
            self._add(Text(f"{at}　{amendment.actor}　{word}", self._look, "s", weight=SEMIBOLD))
            reason = self.tr("原因：%1").replace("%1", amendment.reason)
            self._add(Text(reason, self._look, "s", MUTED, is_wrapped=True))
            former = amendment.text or former

    def _add(self, line: QWidget) -> None:
        self._lines.append(line)
        self._column.addWidget(line)
