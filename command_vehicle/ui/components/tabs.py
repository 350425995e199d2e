# SPDX-License-Identifier: Apache-2.0
"""Tabs: joined boxes for views of a page, a bar under the chosen one for parts of a panel."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget
from typing_extensions import override

from command_vehicle.ui.components.painting import (
    ICON_KEY_PX,
    TARGET_PX,
    draw_chevron,
    draw_inner_ring,
    draw_words,
    fill_box,
    text_width_px,
)
from command_vehicle.ui.glyphs import Glyph, paint_glyph
from command_vehicle.ui.style import Style
from command_vehicle.ui.type_scale import REGULAR, SEMIBOLD

_PADDING_PX: Final = 14
_CHOICE_PADDING_PX: Final = 9
_BAR_PX: Final = 4
_CHEVRON_PX: Final = 10
_CHEVRON_GAP_PX: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    """One tab.

    Attributes:
        key: How the program calls it.
        text: How people call it, with its count.
        opens_list: It opens a list of more; a chevron says so.
    """

    key: str
    text: str
    opens_list: bool = False


class _TabKey(QAbstractButton):
    """One box of a row of tabs."""

    def __init__(self, tab: Tab, style: Style, parent: QWidget) -> None:
        super().__init__(parent)
        self.key = tab.key
        self._opens_list = tab.opens_list
        self._is_first = True
        self._style = style
        self.setText(tab.text)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        style.changed.connect(self._restyle)

    def join_left(self) -> None:
        """Share the line on the left with the neighbour there."""
        self._is_first = False

    def set_label(self, text: str) -> None:
        """Change the text."""
        if text != self.text():
            self.setText(text)
            self._restyle()

    def _box(self) -> QRect:
        """The outline; the neighbour on the left has drawn the line between the two."""
        shared = 0 if self._is_first else self._style.border_px
        return self.rect().adjusted(-shared, 0, 0, 0)

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class _Segment(_TabKey):
    """Chosen = accent fill."""

    @override
    def sizeHint(self) -> QSize:
        width = text_width_px(self._style.font("m", SEMIBOLD), self.text())
        if self._opens_list:
            width += _CHEVRON_GAP_PX + _CHEVRON_PX
        return QSize(max(TARGET_PX, width + 2 * _PADDING_PX), TARGET_PX)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        style = self._style
        ground = "sunken" if self.underMouse() else "raised"
        if self.isChecked():
            ground = "accent"
        fill_box(
            painter,
            self._box(),
            ground=style.color(ground),
            line=style.color("border"),
            line_px=style.border_px,
            radius_px=0,
        )
        ink = style.color("onAccent" if self.isChecked() else "text")
        chevron_px = _CHEVRON_GAP_PX + _CHEVRON_PX if self._opens_list else 0
        draw_words(
            painter,
            self.rect().adjusted(0, 0, -chevron_px, 0),
            self.text(),
            font=style.font("m", SEMIBOLD if self.isChecked() else REGULAR),
            ink=ink,
            align=Qt.AlignmentFlag.AlignCenter,
        )
        if self._opens_list:
            draw_chevron(painter, QPoint(self.width() - _PADDING_PX, self.height() // 2), ink)
        if self.hasFocus():
            self._paint_ring(painter)

    def _paint_ring(self, painter: QPainter) -> None:
        if not self.isChecked():
            draw_inner_ring(painter, self.rect(), self._style)
            return
        inner = self.rect().adjusted(3, 3, -3, -3)
        line = self._style.color("onAccent")
        fill_box(painter, inner, ground=None, line=line, line_px=3, radius_px=0)


class _ChoiceSegment(_Segment):
    """Chosen = soft ground and accent outline: a filter, of which a page may have several."""

    @override
    def sizeHint(self) -> QSize:
        width = text_width_px(self._style.font("m", SEMIBOLD), self.text())
        return QSize(max(TARGET_PX, width + 2 * _CHOICE_PADDING_PX), TARGET_PX)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        style, is_chosen = self._style, self.isChecked()
        plain = "sunken" if self.underMouse() else "raised"
        fill_box(
            painter,
            self.rect() if is_chosen else self._box(),
            ground=style.color("accentSoft" if is_chosen else plain),
            line=style.color("accent" if is_chosen else "border"),
            line_px=2 if is_chosen else style.border_px,
            is_dashed=not self.isEnabled(),
            radius_px=0,
        )
        draw_words(
            painter,
            self.rect(),
            self.text(),
            font=style.font("m", SEMIBOLD if is_chosen else REGULAR),
            ink=style.color("text" if self.isEnabled() else "muted"),
            align=Qt.AlignmentFlag.AlignCenter,
        )
        if self.hasFocus():
            draw_inner_ring(painter, self.rect(), style)


class _PanelSegment(_TabKey):
    """A 4 px bar under the chosen one; a glyph when something there wants a look."""

    def __init__(self, tab: Tab, style: Style, parent: QWidget) -> None:
        super().__init__(tab, style, parent)
        self._glyph: Glyph | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        width = text_width_px(self._style.font("m", SEMIBOLD), self.text())
        return QSize(max(TARGET_PX, width + _PADDING_PX), ICON_KEY_PX)

    def set_glyph(self, glyph: Glyph | None) -> None:
        """Show a glyph before the text."""
        self._glyph = glyph
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        style = self._style
        painter.fillRect(self.rect(), style.color("raised" if self.isChecked() else "surface"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, style.color("border"))
        painter.fillRect(self.width() - 1, 0, 1, self.height(), style.color("line"))
        if self.isChecked():
            bar = QRect(0, self.height() - _BAR_PX, self.width(), _BAR_PX)
            painter.fillRect(bar, style.color("accent"))
        if self._glyph is not None:
            paint_glyph(painter, QRect(6, 16, 16, 16).toRectF(), self._glyph, style)
        draw_words(
            painter,
            self.rect(),
            self.text(),
            font=style.font("m", SEMIBOLD if self.isChecked() else REGULAR),
            ink=style.color("text" if self.isChecked() else "muted"),
            align=Qt.AlignmentFlag.AlignCenter,
        )
        if self.hasFocus():
            draw_inner_ring(painter, self.rect(), style)


class _TabRow(QWidget):
    """What both kinds of tabs share.

    Signals:
        chosen (str): Key of the tab that a person chose.
    """

    chosen = Signal(str)
    _key_class: type[_TabKey] = _TabKey

    def __init__(self, tabs: Sequence[Tab], style: Style, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._keys: dict[str, _TabKey] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for tab in tabs:
            key = self._key_class(tab, style, self)
            if self._keys:
                key.join_left()
            self._keys[tab.key] = key
            self._group.addButton(key)
            row.addWidget(key)
        if tabs:
            self._keys[tabs[0].key].setChecked(True)
        self._group.buttonClicked.connect(self._on_clicked)

    @property
    def current(self) -> str:
        """Key of the chosen tab."""
        return next((key for key, box in self._keys.items() if box.isChecked()), "")

    def choose(self, key: str) -> None:
        """Choose a tab without announcing it."""
        self._keys[key].setChecked(True)

    def set_text(self, key: str, text: str) -> None:
        """Change the words on a tab, for a new count."""
        self._keys[key].set_label(text)

    def button(self, key: str) -> QAbstractButton:
        """The box itself, to click or to focus."""
        return self._keys[key]

    def _on_clicked(self, button: QAbstractButton) -> None:
        if isinstance(button, _TabKey):
            self.chosen.emit(button.key)


class SegmentTabs(_TabRow):
    """Joined boxes 44 px high; the chosen one is filled."""

    _key_class = _Segment

    def __init__(self, tabs: Sequence[Tab], style: Style, *, parent: QWidget | None = None) -> None:
        super().__init__(tabs, style, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)


class ChoiceTabs(SegmentTabs):
    """The same for filters: the chosen one is outlined, not filled."""

    _key_class = _ChoiceSegment


class PanelTabs(_TabRow):
    """Equal boxes 48 px high across a panel."""

    _key_class = _PanelSegment

    def set_glyph(self, key: str, glyph: Glyph | None) -> None:
        """Show a glyph before the words of a tab."""
        box = self._keys[key]
        if isinstance(box, _PanelSegment):
            box.set_glyph(glyph)
