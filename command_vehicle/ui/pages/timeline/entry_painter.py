# SPDX-License-Identifier: Apache-2.0
"""Paints the rows of the timeline.

An entry is five columns on 54 px: time, kind, text, who and where, state. A corrected wording is
struck through at 2 px and stays readable; the wording in force stands below it.
"""

from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Final

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from command_vehicle.domain.timeline import Entry, EntryKind
from command_vehicle.ui.formatting import time_of_day
from command_vehicle.ui.glyphs import GLYPH_PX, delivery_sign, paint_glyph
from command_vehicle.ui.pages.timeline.model import ROW_ROLE
from command_vehicle.ui.pages.timeline.rows import DayBar
from command_vehicle.ui.pages.timeline.words import (
    amendment_words,
    day_words,
    kind_word,
    late_word,
    late_words,
    place,
    reason_of_state,
    state_words,
    sub_kind_word,
    who,
)
from command_vehicle.ui.style import Style

ENTRY_PX: Final = 54
BAR_PX: Final = 26
PAD_PX: Final = 12
TIME_PX: Final = 74
CHIP_PX: Final = 52
WHO_PX: Final = 168
STATE_PX: Final = 118
_CHIP_HEIGHT_PX: Final = 26
_MARK_PX: Final = 4
_LINE_PX: Final = 22
_SMALL_LINE_PX: Final = 18
_STRIKE_PX: Final = 2.0
_NOTE_PX: Final = 240.0
_MAX_LINES: Final = 2
_ARROW: Final = "→"
_MIDDLE: Final = Qt.AlignmentFlag.AlignVCenter

ALERT_KINDS: Final = frozenset({EntryKind.HAZARD, EntryKind.CASUALTY})


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the columns of one row are."""

    time: QRectF
    chip: QRectF
    text: QRectF
    who: QRectF
    state: QRectF

    @classmethod
    def of(cls, row: QRectF, time_px: float, chip_px: float) -> "_Columns":
        left, top, height = row.left() + PAD_PX, row.top(), row.height()
        state = QRectF(row.right() - PAD_PX - STATE_PX, top, STATE_PX, height)
        people = QRectF(state.left() - WHO_PX, top, WHO_PX - PAD_PX, height)
        chip = QRectF(
            left + time_px, row.center().y() - _CHIP_HEIGHT_PX / 2, chip_px, _CHIP_HEIGHT_PX
        )
        text_left = chip.right() + PAD_PX
        text = QRectF(text_left, top, max(0.0, people.left() - PAD_PX - text_left), height)
        return cls(QRectF(left, top, time_px, height), chip, text, people, state)


class EntryPainter(QStyledItemDelegate):
    """Paints entries and day bars; knows since when entries are new to the reader."""

    def __init__(self, style: Style, zone: tzinfo | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._zone = zone
        self.new_since: datetime | None = None
        self._time_px: float = TIME_PX
        self._chip_px: float = CHIP_PX
        style.changed.connect(self._measure)
        self._measure()

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        is_bar = isinstance(index.data(ROW_ROLE), DayBar)
        return QSize(0, BAR_PX if is_bar else ENTRY_PX)

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        row = index.data(ROW_ROLE)
        rect = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, DayBar):
            self.paint_bar(painter, rect, day_words(row))
        elif isinstance(row, Entry):
            self._paint_entry(painter, rect, row, option.state)
        painter.restore()

    def _measure(self) -> None:
        """Columns are as wide as their longest words in the language in force."""
        late = QFontMetricsF(self._style.font("xs")).horizontalAdvance(f"{late_word()} 00:00")
        self._time_px = max(TIME_PX, late + PAD_PX)
        metrics = QFontMetricsF(self._style.font("s", 600))
        widest = max(metrics.horizontalAdvance(kind_word(kind)) for kind in EntryKind)
        self._chip_px = max(CHIP_PX, widest + PAD_PX)

    def paint_bar(self, painter: QPainter, rect: QRectF, words: str) -> None:
        """The bar above a day."""
        painter.fillRect(rect, self._style.color("sunken"))
        painter.setPen(QPen(self._style.color("line"), 1))
        edge = rect.bottom() - 0.5
        painter.drawLine(QPointF(rect.left(), edge), QPointF(rect.right(), edge))
        painter.setFont(self._style.font("xs", 600))
        painter.setPen(self._style.color("text"))
        painter.drawText(rect.adjusted(PAD_PX, 0, -PAD_PX, 0), _MIDDLE, words)

    def _paint_entry(
        self, painter: QPainter, rect: QRectF, entry: Entry, state: QStyle.StateFlag
    ) -> None:
        is_selected = bool(state & QStyle.StateFlag.State_Selected)
        is_automatic = entry.recorded.automatic_source is not None
        ground = "accentSoft" if is_selected else "surface" if is_automatic else "raised"
        painter.fillRect(rect, self._style.color(ground))
        painter.setPen(QPen(self._style.color("line"), 1))
        edge = rect.bottom() - 0.5
        painter.drawLine(QPointF(rect.left(), edge), QPointF(rect.right(), edge))
        self._paint_mark(painter, rect, entry, is_selected=is_selected)
        columns = _Columns.of(rect, self._time_px, self._chip_px)
        self._paint_time(painter, columns.time, entry)
        self._paint_chip(painter, columns.chip, entry)
        if entry.amendments:
            self._paint_amended(painter, columns.text, entry)
        else:
            self._paint_text(painter, columns.text, entry, is_selected=is_selected)
        self._paint_who(painter, columns.who, entry)
        self._paint_state(painter, columns.state, entry)
        if is_selected and state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._style.color("focus"), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -2))

    def _paint_mark(
        self, painter: QPainter, rect: QRectF, entry: Entry, *, is_selected: bool
    ) -> None:
        if is_selected:
            accent = self._style.color("accent")
            painter.fillRect(QRectF(rect.left(), rect.top(), _MARK_PX, rect.height()), accent)
        if entry.recorded.kind in ALERT_KINDS:
            left = rect.left() + (_MARK_PX if is_selected else 0)
            alert = self._style.color("alertFill")
            painter.fillRect(QRectF(left, rect.top(), _MARK_PX, rect.height()), alert)

    def _paint_time(self, painter: QPainter, rect: QRectF, entry: Entry) -> None:
        is_new = self.new_since is not None and entry.recorded_at > self.new_since
        first = time_of_day(entry.recorded.happened_at, self._zone)
        font = self._style.font("l", 700 if is_new else 400)
        self._paint_pair(painter, rect, first, font, late_words(entry, self._zone))

    def _paint_chip(self, painter: QPainter, rect: QRectF, entry: Entry) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._style.color("border"), self._style.border_px))
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setPen(self._style.color("text"))
        painter.setFont(self._style.font("s", 600))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, kind_word(entry.recorded.kind))

    def _paint_text(
        self, painter: QPainter, rect: QRectF, entry: Entry, *, is_selected: bool
    ) -> None:
        font = self._style.font("l")
        painter.setFont(font)
        lines = wrapped(entry.recorded.text, font, rect.width())
        top = rect.center().y() - _LINE_PX * len(lines) / 2
        mentions = tuple(f"@{name}" for name in entry.recorded.resources)
        for number, line in enumerate(lines):
            place_of_line = QRectF(rect.left(), top + number * _LINE_PX, rect.width(), _LINE_PX)
            ground = self._style.color("raised" if is_selected else "accentSoft")
            for left, width in _spans(line, mentions, QFontMetricsF(font)):
                span = QRectF(
                    place_of_line.left() + left - 2, place_of_line.top() + 1, width + 4, 20
                )
                painter.fillRect(span, ground)
            painter.setPen(self._style.color("text"))
            painter.drawText(place_of_line, _MIDDLE, line)

    def _paint_amended(self, painter: QPainter, rect: QRectF, entry: Entry) -> None:
        """Old wording, new wording and the reason, on one line where that fits, else on two."""
        font, note_font = self._style.font("l"), self._style.font("s")
        former = " ".join(entry.recorded.text.split())
        in_force = entry.text_in_force
        now = "" if in_force is None else f"{_ARROW} {' '.join(in_force.split())}"
        note = amendment_words(entry, self._zone) or ""
        metrics = QFontMetricsF(font)
        former_px = metrics.horizontalAdvance(former)
        now_px = metrics.horizontalAdvance(now)
        note_px = QFontMetricsF(note_font).horizontalAdvance(note)
        gaps_px = PAD_PX * (2 if now else 1)
        if former_px + now_px + note_px + gaps_px <= rect.width():
            line = QRectF(rect.left(), rect.center().y() - _LINE_PX / 2, rect.width(), _LINE_PX)
            self._paint_struck(painter, line, former, font)
            self._paint_now(painter, line.adjusted(former_px + PAD_PX, 0, 0, 0), now, note, now_px)
            return
        top = QRectF(rect.left(), rect.center().y() - _LINE_PX, rect.width(), _LINE_PX)
        self._paint_struck(painter, top, former, font)
        bottom = top.translated(0, _LINE_PX)
        room = bottom.width() - min(note_px, _NOTE_PX) - PAD_PX
        fitting = metrics.elidedText(now, Qt.TextElideMode.ElideRight, room)
        self._paint_now(painter, bottom, fitting, note, metrics.horizontalAdvance(fitting))

    def _paint_now(
        self, painter: QPainter, rect: QRectF, now: str, note: str, now_px: float
    ) -> None:
        """The wording in force, and what was done when and why."""
        painter.setFont(self._style.font("l"))
        painter.setPen(self._style.color("text"))
        painter.drawText(rect, _MIDDLE, now)
        left = now_px + PAD_PX if now else 0.0
        self._paint_note(painter, rect.adjusted(left, 0, 0, 0), note)

    def _paint_struck(self, painter: QPainter, rect: QRectF, text: str, font: QFont) -> None:
        metrics = QFontMetricsF(font)
        one_line = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        ink = self._style.color("muted")
        painter.setFont(font)
        painter.setPen(ink)
        painter.drawText(rect, _MIDDLE, one_line)
        painter.setPen(QPen(self._style.color("text"), _STRIKE_PX))
        middle = rect.center().y() + 1
        end = rect.left() + metrics.horizontalAdvance(one_line)
        painter.drawLine(QPointF(rect.left() - 2, middle), QPointF(end + 2, middle))

    def _paint_note(self, painter: QPainter, rect: QRectF, words: str) -> None:
        font = self._style.font("s")
        painter.setFont(font)
        painter.setPen(self._style.color(self._style.secondary("s")))
        fitting = QFontMetricsF(font).elidedText(words, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, _MIDDLE, fitting)

    def _paint_who(self, painter: QPainter, rect: QRectF, entry: Entry) -> None:
        where = place(entry.recorded.position, self._zone)
        sub_kind = sub_kind_word(entry.recorded.kind)
        is_automatic = entry.recorded.automatic_source is not None
        first = who(entry) if sub_kind is None or is_automatic else f"{who(entry)} {sub_kind}"
        role = "doubt" if where.is_doubtful else None
        room = QFontMetricsF(self._style.font("xs")).horizontalAdvance(where.whole) <= rect.width()
        second = where.whole if room else where.words
        self._paint_pair(painter, rect, first, self._style.font("s"), second, role=role)

    def _paint_state(self, painter: QPainter, rect: QRectF, entry: Entry) -> None:
        sign = delivery_sign(entry.delivery.delivery)
        second = reason_of_state(entry)
        middle = rect.center().y() - (_SMALL_LINE_PX / 2 if second else 0)
        box = QRectF(rect.left(), middle - GLYPH_PX / 2, GLYPH_PX, GLYPH_PX)
        paint_glyph(painter, box, sign.glyph, self._style)
        painter.setPen(self._style.color(sign.role))
        painter.setFont(self._style.font("s", 600))
        words = QRectF(box.right() + 6, middle - 11, rect.right() - box.right() - 6, 22)
        painter.drawText(words, _MIDDLE, state_words(entry, self._zone))
        if second:
            below = QRectF(rect.left(), middle + 11, rect.width(), _SMALL_LINE_PX)
            self._paint_small(painter, below, second, None)

    def _paint_pair(
        self,
        painter: QPainter,
        rect: QRectF,
        first: str,
        font: QFont,
        second: str | None,
        *,
        role: str | None = None,
    ) -> None:
        """One line in the middle, or two lines around it."""
        middle = rect.center().y()
        top = middle - (_LINE_PX + _SMALL_LINE_PX if second else _LINE_PX) / 2
        upper = QRectF(rect.left(), top, rect.width(), _LINE_PX)
        painter.setFont(font)
        painter.setPen(self._style.color("text"))
        fitting = QFontMetricsF(font).elidedText(first, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(upper, _MIDDLE, fitting)
        if second:
            lower = QRectF(rect.left(), upper.bottom(), rect.width(), _SMALL_LINE_PX)
            self._paint_small(painter, lower, second, role)

    def _paint_small(self, painter: QPainter, rect: QRectF, words: str, role: str | None) -> None:
        font = self._style.font("xs")
        painter.setFont(font)
        painter.setPen(self._style.color(role or self._style.secondary("xs")))
        fitting = QFontMetricsF(font).elidedText(words, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, _MIDDLE, fitting)


def wrapped(text: str, font: QFont, width: float, max_lines: int = _MAX_LINES) -> list[str]:
    """The text on at most `max_lines` lines; the last one ends in … when there is more."""
    one_paragraph = " ".join(text.split())
    layout = QTextLayout(one_paragraph, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    lines: list[str] = []
    layout.beginLayout()
    while len(lines) < max_lines:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(max(1.0, width))
        start = line.textStart()
        if len(lines) == max_lines - 1:
            rest = one_paragraph[start:]
            lines.append(QFontMetricsF(font).elidedText(rest, Qt.TextElideMode.ElideRight, width))
        else:
            lines.append(one_paragraph[start : start + line.textLength()].rstrip())
    layout.endLayout()
    return lines


def _spans(line: str, names: tuple[str, ...], metrics: QFontMetricsF) -> list[tuple[float, float]]:
    """Left edge and width of each name in the line."""
    return [
        (metrics.horizontalAdvance(line[:start]), metrics.horizontalAdvance(name))
        for name in names
        if (start := line.find(name)) >= 0
    ]
