# SPDX-License-Identifier: Apache-2.0
"""How far each lane of our own log has come: received, left, still here."""

from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from command_vehicle.domain.identity import Lane
from command_vehicle.domain.sync import LaneProgress
from command_vehicle.ui.components.painting import (
    draw_hatching,
    draw_words,
    fill_box,
    text_width_px,
)
from command_vehicle.ui.formatting import count, size
from command_vehicle.ui.pages.sync.words import lane_word
from command_vehicle.ui.style import Style
from command_vehicle.ui.type_scale import SEMIBOLD

ROW_PX: Final = 44
_PAD_PX: Final = 12
_NAME_PX: Final = 64
_BAR_PX: Final = 14
_FIGURES_PX: Final = 176
_BYTES_PX: Final = 76
_MIDDLE: Final = Qt.AlignmentFlag.AlignVCenter
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class LaneBars(QWidget):
    """Solid: received. Hatched: left, not confirmed. Empty: still here only."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._lanes = tuple(LaneProgress(lane=lane, local=0, sent=0, received=0) for lane in Lane)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        style.changed.connect(self.update)

    @property
    def words(self) -> list[str]:
        """Each lane as a person reads it."""
        return [
            f"{lane_word(lane.lane)} {self._figures(lane)} {self._waiting(lane)}".rstrip()
            for lane in self._lanes
        ]

    def show_lanes(self, lanes: tuple[LaneProgress, ...]) -> None:
        """Show these; a lane that is not named is empty."""
        known = {lane.lane: lane for lane in lanes}
        self._lanes = tuple(
            known.get(lane, LaneProgress(lane=lane, local=0, sent=0, received=0)) for lane in Lane
        )
        self.setAccessibleName("；".join(self.words))
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(480, ROW_PX * len(Lane))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._style.color("raised"))
        for number, lane in enumerate(self._lanes):
            self._paint_lane(painter, lane, QRect(0, number * ROW_PX, self.width(), ROW_PX))

    def _paint_lane(self, painter: QPainter, lane: LaneProgress, rect: QRect) -> None:
        style = self._style
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, style.color("line"))
        inner = rect.adjusted(_PAD_PX, 0, -_PAD_PX, 0)
        font = style.font("m", SEMIBOLD)
        widest = max(text_width_px(font, lane_word(each)) for each in Lane)
        name_px = max(_NAME_PX, widest + _PAD_PX)
        name = QRect(inner.left(), inner.top(), name_px, inner.height())
        ink, quiet = style.color("text"), style.color(style.secondary("s"))
        draw_words(painter, name, lane_word(lane.lane), font=font, ink=ink)
        figures = QRect(inner.right() - _FIGURES_PX, inner.top(), _FIGURES_PX, inner.height())
        amount = QRect(figures.left() - _BYTES_PX, inner.top(), _BYTES_PX, inner.height())
        draw_words(
            painter, figures, self._figures(lane), font=style.font("s"), ink=ink, align=_RIGHT
        )
        draw_words(
            painter, amount, self._waiting(lane), font=style.font("s"), ink=quiet, align=_RIGHT
        )
        bar = QRect(
            name.right(),
            rect.center().y() - _BAR_PX // 2,
            max(0, amount.left() - _PAD_PX - name.right()),
            _BAR_PX,
        )
        self._paint_bar(painter, lane, bar)

    def _paint_bar(self, painter: QPainter, lane: LaneProgress, bar: QRect) -> None:
        style = self._style
        line = style.color("border")
        fill_box(painter, bar, ground=style.color("sunken"), line=line, radius_px=0)
        if lane.local <= 0:
            return
        inner = bar.adjusted(1, 1, -1, -1)
        received = round(inner.width() * min(1.0, lane.received / lane.local))
        left = round(inner.width() * min(1.0, max(lane.sent, lane.received) / lane.local))
        on_the_way = QRect(inner.left() + received, inner.top(), left - received, inner.height())
        if on_the_way.width() > 0:
            draw_hatching(painter, on_the_way, style.color("text"))
        painter.fillRect(inner.left(), inner.top(), received, inner.height(), style.color("text"))

    def _figures(self, lane: LaneProgress) -> str:
        behind = lane.local - lane.received
        words = self.tr("%1 / %2　差 %3") if behind > 0 else self.tr("%1 / %2")
        return (
            words.replace("%1", count(lane.received))
            .replace("%2", count(lane.local))
            .replace("%3", count(behind))
        )

    def _waiting(self, lane: LaneProgress) -> str:
        return size(lane.queued_bytes) if lane.queued_bytes else ""
