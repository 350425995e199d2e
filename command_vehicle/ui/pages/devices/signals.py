# SPDX-License-Identifier: Apache-2.0
"""Signal strength of every satellite in view, one row per constellation, BeiDou first."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from command_vehicle.domain.positioning import Constellation, Satellite
from command_vehicle.ui.components.painting import draw_hatching, text_width_px
from command_vehicle.ui.components.status_label import paint_sign, sign_text, sign_width_px
from command_vehicle.ui.glyphs import Sign
from command_vehicle.ui.pages.devices.sky import rank_of
from command_vehicle.ui.pages.devices.words import constellation_word
from command_vehicle.ui.style import Style

FLOOR_DBHZ: Final = 20.0
"""Bars begin here: nothing below it is of use."""
_TOP_DBHZ: Final = 52.0
_HEAD_PX: Final = 26
_LEFT_PX: Final = 108
_SLOT_PX: Final = 17
_WIDE_SLOT_PX: Final = 30
_ROW_PX: Final = 94
_MIN_ROW_PX: Final = 58
_TEXT_PX: Final = 16
_GLYPH_PX: Final = 15
_NARROW_SLOT_PX: Final = 24
_DISC: Final = [math.radians(15 * step) for step in range(24)]


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalRow:
    """One constellation, strongest first."""

    constellation: Constellation
    satellites: tuple[Satellite, ...]

    @property
    def used_count(self) -> int:
        """Taken for the fix."""
        return sum(satellite.used for satellite in self.satellites)


def signal_rows(satellites: Sequence[Satellite]) -> tuple[SignalRow, ...]:
    """One row per constellation in view."""
    grouped: dict[Constellation, list[Satellite]] = {}
    for satellite in satellites:
        grouped.setdefault(satellite.constellation, []).append(satellite)
    return tuple(
        SignalRow(
            constellation=constellation,
            satellites=tuple(sorted(grouped[constellation], key=_strongest_first)),
        )
        for constellation in sorted(grouped, key=rank_of)
    )


def _strongest_first(satellite: Satellite) -> tuple[float, int]:
    return (-(satellite.cn0_dbhz or 0.0), satellite.svid)


class SignalBars(QWidget):
    """Bars with numbers; filled means used for the fix, hollow means only seen."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._rows: tuple[SignalRow, ...] = ()
        self._ink = "text"
        self._warning: tuple[Sign, str] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumWidth(_LEFT_PX + 8 * _SLOT_PX)
        self._left_px = _LEFT_PX
        style.changed.connect(self._measure)
        self._measure()

    @property
    def warning(self) -> str:
        """What is said about data that is no longer fresh."""
        return "" if self._warning is None else sign_text(*self._warning)

    def show_satellites(
        self, satellites: Sequence[Satellite], ink: str, warning: tuple[Sign, str] | None = None
    ) -> None:
        """Draw these, in the colour role `ink`; `warning` is the state and age of old data."""
        rows = signal_rows(satellites)
        if (rows, ink, warning) != (self._rows, self._ink, self._warning):
            self._rows, self._ink, self._warning = rows, ink, warning
            self.setAccessibleDescription("; ".join(self._said(row) for row in rows))
            self.update()

    def _measure(self) -> None:
        """Make room for the words on the left in the language in force."""
        counts = self.tr("用 %1　见 %2").replace("%1", "00").replace("%2", "00")
        self._left_px = max(_LEFT_PX, text_width_px(self._style.font("xs"), counts) + 20)
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self._style.color("surface"))
        self._paint_head(painter)
        if not self._rows:
            self._paint_nothing(painter)
            return
        room = self.height() - _HEAD_PX
        row_px = max(_MIN_ROW_PX, min(_ROW_PX, room // len(self._rows)))
        for number, row in enumerate(self._rows):
            top = _HEAD_PX + number * row_px
            if top + row_px > self.height() + 1:
                break
            self._paint_row(painter, row, QRectF(0, top, self.width(), row_px))
        if self._ink == "lost":
            below = self.rect().adjusted(0, _HEAD_PX, 0, 0)
            draw_hatching(painter, below, self._style.color("line"))

    def _paint_head(self, painter: QPainter) -> None:
        head = QRectF(0, 0, self.width(), _HEAD_PX)
        self._rule(painter, head.bottom())
        painter.setFont(self._style.font("xs"))
        painter.setPen(self._style.color(self._style.secondary("xs")))
        inner = head.adjusted(12, 0, -12, 0)
        left = self.tr("信号强度 dB-Hz　自 20 起")
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | middle, left)
        if self._warning is not None:
            sign, age = self._warning
            width = sign_width_px(self._style, sign, age)
            place = inner.toRect().adjusted(max(0, int(inner.width()) - width), 0, 0, 0)
            paint_sign(painter, place, sign, self._style, detail=age)
            return
        right = self.tr("实心 参与定位　空心 未参与")
        metrics = painter.fontMetrics()
        if metrics.horizontalAdvance(left + right) + 24 <= inner.width():
            painter.drawText(inner, Qt.AlignmentFlag.AlignRight | middle, right)

    def _paint_nothing(self, painter: QPainter) -> None:
        painter.setFont(self._style.font("m"))
        painter.setPen(self._style.color("muted"))
        room = QRectF(12, _HEAD_PX, self.width() - 24, self.height() - _HEAD_PX)
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, self.tr("未收到卫星数据"))

    def _paint_row(self, painter: QPainter, row: SignalRow, place: QRectF) -> None:
        ink = self._style.color(self._ink)
        middle = place.top() + place.height() / 2
        painter.setPen(QPen(ink, 2))
        painter.setBrush(ink)
        painter.drawPolygon(_shape(row.constellation, QPointF(20, middle - 11)))
        painter.setFont(self._style.font("m", 600))
        name = QRectF(36, middle - 22, self._left_px - 40, 22)
        painter.drawText(name, Qt.AlignmentFlag.AlignVCenter, constellation_word(row.constellation))
        painter.setFont(self._style.font("xs"))
        painter.setPen(self._style.color(self._style.secondary("xs")))
        painter.drawText(
            QRectF(12, middle + 2, self._left_px - 16, 18),
            Qt.AlignmentFlag.AlignVCenter,
            self.tr("用 %1　见 %2")
            .replace("%1", str(row.used_count))
            .replace("%2", str(len(row.satellites))),
        )
        self._paint_bars(painter, row, place)
        self._rule(painter, place.bottom())

    def _paint_bars(self, painter: QPainter, row: SignalRow, place: QRectF) -> None:
        room = place.width() - self._left_px - 8
        shown = row.satellites[: max(1, int(room // _SLOT_PX))]
        left_out = len(row.satellites) - len(shown)
        if left_out:
            shown, left_out = shown[:-2], left_out + 2
        slot = min(_WIDE_SLOT_PX, room / max(1, len(shown) + (2 if left_out else 0)))
        foot = place.bottom() - _TEXT_PX - 5
        reach = foot - place.top() - _TEXT_PX - 5
        for number, satellite in enumerate(shown):
            left = self._left_px + number * slot
            self._paint_bar(painter, satellite, QRectF(left, foot - reach, slot, reach))
        if left_out:
            painter.setPen(self._style.color("muted"))
            rest = QRectF(self._left_px + len(shown) * slot, foot, 2 * slot, _TEXT_PX + 4)
            text = self.tr("另 %1").replace("%1", str(left_out))
            painter.drawText(rest, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_bar(self, painter: QPainter, satellite: Satellite, room: QRectF) -> None:
        ink = self._style.color(self._ink)
        painter.setFont(self._style.font("xs"))
        centre = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter
        label = QRectF(room.left() - 4, room.bottom() + 2, room.width() + 8, _TEXT_PX)
        painter.setPen(ink)
        painter.drawText(label, centre, f"{satellite.svid:02d}")
        share = ((satellite.cn0_dbhz or FLOOR_DBHZ) - FLOOR_DBHZ) / (_TOP_DBHZ - FLOOR_DBHZ)
        height = room.height() * max(0.0, min(1.0, share))
        gap = 2 if room.width() < _NARROW_SLOT_PX else 5
        bar = QRectF(room.left() + gap / 2, room.bottom() - height, room.width() - gap, height)
        if satellite.cn0_dbhz is not None:
            painter.setPen(QPen(ink, 2))
            painter.setBrush(ink if satellite.used else Qt.BrushStyle.NoBrush)
            painter.drawRect(bar.adjusted(1, min(1.0, height / 2), -1, -min(1.0, height / 2)))
        number = QRectF(label.left(), bar.top() - _TEXT_PX - 1, label.width(), _TEXT_PX)
        painter.setPen(self._style.color(self._style.secondary("xs")))
        painter.drawText(number, centre, self._strength(satellite, number.width()))

    def _strength(self, satellite: Satellite, room_px: float) -> str:
        if satellite.cn0_dbhz is not None:
            return f"{satellite.cn0_dbhz:.0f}"
        none = self.tr("无")
        return none if text_width_px(self._style.font("xs"), none) <= room_px else "–"

    def _rule(self, painter: QPainter, y: float) -> None:
        painter.setPen(QPen(self._style.color("line"), 1))
        painter.drawLine(QPointF(0, y - 0.5), QPointF(self.width(), y - 0.5))

    def _said(self, row: SignalRow) -> str:
        counts = (
            self.tr("用 %1　见 %2")
            .replace("%1", str(row.used_count))
            .replace("%2", str(len(row.satellites)))
        )
        return f"{constellation_word(row.constellation)} {counts}"


def _shape(constellation: Constellation, centre: QPointF) -> QPolygonF:
    """The same outline that the sky plot uses."""
    half = _GLYPH_PX / 2
    corners: dict[Constellation, list[tuple[float, float]]] = {
        Constellation.BEIDOU: [(0, -1.15), (1.15, 0), (0, 1.15), (-1.15, 0)],
        Constellation.GALILEO: [(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)],
        Constellation.GLONASS: [(0, -1), (1, 0.9), (-1, 0.9)],
        Constellation.SBAS: [(0, 1), (1, -0.9), (-1, -0.9)],
    }
    disc = [(math.sin(turn), -math.cos(turn)) for turn in _DISC]
    return QPolygonF(
        [centre + QPointF(x * half, y * half) for x, y in corners.get(constellation, disc)]
    )
