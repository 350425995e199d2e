# SPDX-License-Identifier: Apache-2.0
"""What the bell counts: technical troubles nobody has taken note of; each once, newest first."""

from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from command_vehicle.domain.errors import ErrorCode
from command_vehicle.services.events import Trouble
from command_vehicle.ui.components.button import Button
from command_vehicle.ui.components.text import MUTED, Text
from command_vehicle.ui.error_words import error_sentence
from command_vehicle.ui.formatting import time_of_day
from command_vehicle.ui.frame.sheet import Sheet
from command_vehicle.ui.style import Style
from command_vehicle.ui.type_scale import SEMIBOLD

_WIDTH_PX: Final = 460
_MOST_SHOWN: Final = 6
_Place = tuple[str, ErrorCode]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Noted:
    words: str
    at: datetime
    times: int = 1


class TroubleList(Sheet):
    """A sheet under the bell.

    Signals:
        count_changed (int): This many kinds of trouble wait to be taken note of.
    """

    count_changed = Signal(int)

    def __init__(self, style: Style, zone: tzinfo, *, parent: QWidget) -> None:
        super().__init__(style, parent=parent)
        self._zone = zone
        self._noted: dict[_Place, _Noted] = {}
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        self.acknowledge_button = Button(self.tr("知道了"), style)
        self.acknowledge_button.clicked.connect(self.acknowledge)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(12)
        column.addLayout(self._lines)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.acknowledge_button)
        column.addLayout(foot)
        self.setFixedWidth(_WIDTH_PX)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def sentences(self) -> tuple[str, ...]:
        """What a person reads, newest first."""
        return tuple(noted.words for noted in self._newest_first())

    def note(self, trouble: Trouble, at: datetime) -> None:
        """Remember a trouble; the same one again only counts and moves up."""
        place = (trouble.subject, trouble.error.code)
        before = self._noted.get(place)
        self._noted[place] = _Noted(
            words=error_sentence(trouble.error),
            at=at,
            times=1 if before is None else before.times + 1,
        )
        self.count_changed.emit(len(self._noted))
        if self.isVisible():
            self._fill()

    def acknowledge(self) -> None:
        """A person has taken note of all of them."""
        self._noted.clear()
        self.put_away()
        self.count_changed.emit(0)

    def toggle(self, right_px: int, top_px: int) -> None:
        """Open with the upper right corner there, or close."""
        if self.isVisible():
            self.put_away()
            return
        self._fill()
        first = self.acknowledge_button if self._noted else self
        self.open_at(QPoint(right_px - self.width(), top_px), first)

    def _newest_first(self) -> list[_Noted]:
        return sorted(self._noted.values(), key=lambda noted: noted.at, reverse=True)

    def _fill(self) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        newest = self._newest_first()
        self.acknowledge_button.setVisible(bool(newest))
        if not newest:
            self._lines.addWidget(Text(self.tr("没有告警。"), self._style))
        for noted in newest[:_MOST_SHOWN]:
            self._lines.addWidget(Text(noted.words, self._style, weight=SEMIBOLD, is_wrapped=True))
            when = time_of_day(noted.at, self._zone, seconds=True)
            words = self.tr("最近 {time}，共 {count} 次")
            detail = words.replace("{time}", when).replace("{count}", str(noted.times))
            self._lines.addWidget(Text(detail, self._style, "xs", MUTED))
