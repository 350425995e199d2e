# SPDX-License-Identifier: Apache-2.0
"""The foot of the timeline: how many records, how far they have come, here against there."""

from typing import Final

from PySide6.QtWidgets import QHBoxLayout

from command_vehicle.domain.delivery import Delivery
from command_vehicle.domain.identity import Lane
from command_vehicle.domain.sync import SyncState
from command_vehicle.ui.components.status_label import StatusLabel
from command_vehicle.ui.components.surface import Edge, Surface
from command_vehicle.ui.components.text import MUTED, Text
from command_vehicle.ui.formatting import count
from command_vehicle.ui.glyphs import delivery_sign
from command_vehicle.ui.style import Style
from command_vehicle.ui.type_scale import SEMIBOLD

FOOT_PX: Final = 36
_TIMELINE_LANES: Final = frozenset({Lane.FLASH, Lane.OPS})
"""Lanes that carry what people record; tracks and catalogues are not counted here."""


class TimelineFoot(Surface):
    """Left: the entries that the filter leaves. Right: all that this vehicle has written."""

    def __init__(self, style: Style) -> None:
        super().__init__(style, "surface", Edge.TOP)
        self.setFixedHeight(FOOT_PX)
        self.total = Text("", style, "s", weight=SEMIBOLD)
        self.received = StatusLabel(style)
        self.sent = StatusLabel(style)
        self.queued = StatusLabel(style)
        self.notice = Text("", style, "s", "alert")
        self.sides = Text("", style, "xs", MUTED)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 1, 12, 0)
        row.setSpacing(16)
        row.addWidget(self.total)
        row.addWidget(self.notice)
        row.addStretch(1)
        for widget in (self.received, self.sent, self.queued, self.sides):
            row.addWidget(widget)

    def show_total(self, entries: int) -> None:
        """How many entries the filter leaves."""
        self.total.setText(self.tr("%1 条").replace("%1", count(entries)))

    def show_reading(self, entries: int) -> None:
        """A page is being read, and it takes a moment."""
        self.total.setText(self.tr("正在读取 %1").replace("%1", count(entries)))

    def show_notice(self, sentence: str) -> None:
        """Something went wrong; an empty sentence takes it away."""
        self.notice.setText(sentence)

    def show_sync(self, state: SyncState) -> None:
        """How far our own records have come; without a platform they are saved here only."""
        lanes = [lane for lane in state.lanes if lane.lane in _TIMELINE_LANES]
        local = sum(lane.local for lane in lanes)
        if state.platform is None:
            self.received.hide()
            self.sent.hide()
            self.queued.show_sign(delivery_sign(Delivery.SAVED), count(local))
            self.sides.setText(self.tr("本机 %1　未入网").replace("%1", count(local)))
            return
        received = sum(lane.received for lane in lanes)
        left = sum(lane.sent - lane.received for lane in lanes if lane.sent > lane.received)
        waiting = max(0, local - received - left)
        for label, delivery, number in (
            (self.received, Delivery.RECEIVED, received),
            (self.sent, Delivery.SENT, left),
            (self.queued, Delivery.QUEUED, waiting),
        ):
            label.setVisible(number > 0)
            label.show_sign(delivery_sign(delivery), count(number))
        sides = self.tr("本机 %1　平台 %2")
        self.sides.setText(sides.replace("%1", count(local)).replace("%2", count(received)))
