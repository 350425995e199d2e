# SPDX-License-Identifier: Apache-2.0
"""Small labels that are never a target: chips, count badges, key hints."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from command_vehicle.ui.components.painting import (
    CHIP_PX,
    KEY_HINT_PX,
    chip_width_px,
    draw_chip,
    draw_key_hint,
    draw_words,
    fill_box,
    key_hint_width_px,
    text_width_px,
)
from command_vehicle.ui.style import Style
from command_vehicle.ui.type_scale import SEMIBOLD

BADGE_PX = 20
_MOST_SHOWN = 99


class Chip(QWidget):
    """A kind or a discipline in an outline, 26 px high."""

    def __init__(
        self, text: str, style: Style, ink: str = "text", *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._style = style
        self._text = text
        self._ink = ink
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        style.changed.connect(self.update)

    def text(self) -> str:
        """Words shown."""
        return self._text

    def set_text(self, text: str, ink: str = "text") -> None:
        """Show other words, in another role."""
        self._text, self._ink = text, ink
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(chip_width_px(self._style, self._text), CHIP_PX)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        draw_chip(QPainter(self), self.rect(), self._text, self._style, self._ink)


class KeyHint(QWidget):
    """The name of a key in a 1 px box."""

    def __init__(self, key: str, style: Style, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._key = key
        self.setAccessibleName(key)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        style.changed.connect(self.update)

    @override
    def sizeHint(self) -> QSize:
        return QSize(key_hint_width_px(self._style, self._key), KEY_HINT_PX)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        ink = self._style.color(self._style.secondary("xs"))
        draw_key_hint(QPainter(self), self.rect(), self._key, ink, self._style.font("xs"))


class CountBadge(QWidget):
    """How many are unread, or how many alarms; hidden at zero."""

    def __init__(self, style: Style, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._count = 0
        self._is_alarm = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.hide()
        style.changed.connect(self.update)

    def show_count(self, count: int, *, is_alarm: bool = False) -> None:
        """Show a number; a square in alert for alarms and what is overdue."""
        self._count, self._is_alarm = count, is_alarm
        self.setAccessibleName(str(count))
        self.setVisible(count > 0)
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(badge_width_px(self._style, self._count), BADGE_PX)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        paint_badge(QPainter(self), self.rect(), self._count, self._style, is_alarm=self._is_alarm)


def badge_width_px(style: Style, count: int) -> int:
    """Width of a badge: round for one figure."""
    return max(BADGE_PX, text_width_px(style.font("xs", SEMIBOLD), _shown(count)) + 10)


def paint_badge(
    painter: QPainter, rect: QRect, count: int, style: Style, *, is_alarm: bool
) -> None:
    """Disc for what is unread, square in alert for alarms and what is overdue."""
    fill_box(
        painter,
        rect,
        ground=style.color("alertFill" if is_alarm else "text"),
        radius_px=2 if is_alarm else rect.height() / 2,
    )
    draw_words(
        painter,
        rect,
        _shown(count),
        font=style.font("xs", SEMIBOLD),
        ink=style.color("onAlert" if is_alarm else "surface"),
        align=Qt.AlignmentFlag.AlignCenter,
    )


def _shown(count: int) -> str:
    return str(count) if count <= _MOST_SHOWN else f"{_MOST_SHOWN}+"
