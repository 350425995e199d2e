# SPDX-License-Identifier: Apache-2.0
"""The button."""

from dataclasses import dataclass
from enum import Enum
from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget
from typing_extensions import override

from command_vehicle.ui.components.focus_ring import ask_for_ring
from command_vehicle.ui.components.painting import (
    KEY_HINT_PX,
    TARGET_PX,
    draw_key_hint,
    draw_words,
    fill_box,
    key_hint_width_px,
    text_width_px,
)
from command_vehicle.ui.glyphs import Glyph, paint_glyph
from command_vehicle.ui.icons import Icon
from command_vehicle.ui.style import Style
from command_vehicle.ui.type_scale import SEMIBOLD

FEEDBACK_MS: Final = 2000
_PADDING_PX: Final = 16
_GAP_PX: Final = 8
_ICON_PX: Final = 20


class ButtonKind(Enum):
    """NORMAL, or PRIMARY: one per screen."""

    NORMAL = "normal"
    PRIMARY = "primary"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    """Colour roles of a button in its present state."""

    ground: str
    line: str
    ink: str
    line_px: int
    is_dashed: bool = False


class Button(QAbstractButton):
    """A labelled key 44 px high that answers where it was pressed.

    `report` shows an answer in place of the label for two seconds, `set_busy` a figure while
    something runs, `set_blocked` the reason why it cannot be pressed.
    """

    def __init__(
        self,
        text: str,
        style: Style,
        *,
        kind: ButtonKind = ButtonKind.NORMAL,
        icon: Icon | None = None,
        key: str = "",
        is_checkable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Show `text`, behind `icon`, before the hint that `key` does the same."""
        super().__init__(parent)
        self._style = style
        self._kind = kind
        self._icon = icon
        self._key = key
        self._override = ""
        self._override_icon: Glyph | None = None
        self._timer = QTimer(self, singleShot=True, interval=FEEDBACK_MS)
        self._timer.timeout.connect(self._end_report)
        self.setText(text)
        self.setCheckable(is_checkable)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        ask_for_ring(self)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        style.changed.connect(self._restyle)

    @property
    def shown_text(self) -> str:
        """What a person reads on the button now."""
        return self._override or self.text()

    def set_label(self, text: str) -> None:
        """Change the label."""
        self.setText(text)
        self._restyle()

    def set_blocked(self, reason: str | None) -> None:
        """Refuse presses and say why; None allows them again."""
        self._override = reason or ""
        self.setEnabled(reason is None)
        self.setAccessibleDescription(reason or "")
        self._restyle()

    def set_busy(self, figure: str | None) -> None:
        """Show how far the work is, at the same width; None ends it."""
        self._freeze_width(is_frozen=figure is not None)
        self._override = figure or ""
        self.update()

    def report(self, answer: str, glyph: Glyph | None = None) -> None:
        """Show an answer in place of the label for two seconds."""
        self._override = answer
        self._override_icon = glyph
        self.setAccessibleDescription(answer)
        self._timer.start()
        self._restyle()

    @override
    def sizeHint(self) -> QSize:
        return QSize(2 * _PADDING_PX + self._content_width_px(), TARGET_PX)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        look = self._look()
        fill_box(
            painter,
            self.rect(),
            ground=self._style.color(look.ground),
            line=self._style.color(look.line),
            line_px=look.line_px,
            is_dashed=look.is_dashed,
        )
        self._paint_content(painter, look.ink)

    def _look(self) -> _Look:
        line_px = self._style.border_px
        if not self.isEnabled():
            return _Look(
                ground="sunken", line="border", ink="muted", line_px=line_px, is_dashed=True
            )
        if self._kind is ButtonKind.PRIMARY:
            return _Look(ground="accent", line="accent", ink="onAccent", line_px=line_px)
        if self.isDown() or self.isChecked():
            return _Look(ground="accentSoft", line="accent", ink="text", line_px=2)
        ground = "sunken" if self.underMouse() else "raised"
        return _Look(ground=ground, line="border", ink="text", line_px=line_px)

    def _paint_content(self, painter: QPainter, ink: str) -> None:
        left = max(_PADDING_PX // 2, (self.width() - self._content_width_px()) // 2)
        left = self._paint_picture(painter, left, ink)
        font = self._style.font("m", SEMIBOLD)
        width = text_width_px(font, self.shown_text)
        color = self._style.color(ink)
        draw_words(
            painter,
            QRect(left, 0, width + 2, self.height()),
            self.shown_text,
            font=font,
            ink=color,
        )
        if self._has_key_hint():
            hint = QRect(
                left + width + _GAP_PX,
                (self.height() - KEY_HINT_PX) // 2,
                key_hint_width_px(self._style, self._key),
                KEY_HINT_PX,
            )
            draw_key_hint(painter, hint, self._key, color, self._style.font("xs"))

    def _paint_picture(self, painter: QPainter, left: int, ink: str) -> int:
        """Paint icon or glyph; the answer is where the text begins."""
        if self._override and self._override_icon is not None:
            box = QRectF(left, (self.height() - 16) / 2, 16, 16)
            paint_glyph(painter, box, self._override_icon, self._style, ink)
            return left + 16 + _GAP_PX
        if self._icon is None:
            return left
        pixmap = self._icon.pixmap(self._style.color(ink), _ICON_PX)
        painter.drawPixmap(left, (self.height() - _ICON_PX) // 2, pixmap)
        return left + _ICON_PX + _GAP_PX

    def _content_width_px(self) -> int:
        width = text_width_px(self._style.font("m", SEMIBOLD), self.shown_text)
        if self._override and self._override_icon is not None:
            width += 16 + _GAP_PX
        elif self._icon is not None:
            width += _ICON_PX + _GAP_PX
        if self._has_key_hint():
            width += _GAP_PX + key_hint_width_px(self._style, self._key)
        return width

    def _has_key_hint(self) -> bool:
        return bool(self._key) and not self._override

    def _freeze_width(self, *, is_frozen: bool) -> None:
        if is_frozen and self.minimumWidth() == 0:
            self.setMinimumWidth(self.width())
        elif not is_frozen:
            self.setMinimumWidth(0)

    def _end_report(self) -> None:
        self._override = ""
        self._override_icon = None
        self.setAccessibleDescription("")
        self._restyle()

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()
