# SPDX-License-Identifier: Apache-2.0
"""The column of 48 px keys over the map."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from command_vehicle.ui.components.focus_ring import ask_for_ring
from command_vehicle.ui.components.painting import ICON_KEY_PX, fill_box
from command_vehicle.ui.icons import ICON_PX, IconSet
from command_vehicle.ui.style import Style

GROUP_GAP_PX: Final = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyWish:
    """One key.

    Attributes:
        name: How the program calls it.
        icon: Name in the icon set.
        word: What it does, for the tool tip and for screen readers, with its key.
        is_checkable: It stays down.
    """

    name: str
    icon: str
    word: str
    is_checkable: bool = False


class MapKey(QAbstractButton):
    """An icon in a box; on is an accent fill."""

    def __init__(self, wish: KeyWish, style: Style, icons: IconSet, parent: QWidget) -> None:
        super().__init__(parent)
        self._style = style
        self._symbol = icons[wish.icon]
        self.setCheckable(wish.is_checkable)
        self.setToolTip(wish.word)
        self.setAccessibleName(wish.word)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        ask_for_ring(self)
        style.changed.connect(self.update)

    @override
    def sizeHint(self) -> QSize:
        return QSize(ICON_KEY_PX, ICON_KEY_PX)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        style = self._style
        ground, ink = ("sunken" if self.underMouse() else "raised"), "text"
        if self.isChecked():
            ground, ink = "accent", "onAccent"
        elif self.isDown():
            ground = "accentSoft"
        fill_box(
            painter,
            self.rect(),
            ground=style.color(ground),
            line=style.color("border"),
            line_px=style.border_px,
            radius_px=0,
        )
        corner = (ICON_KEY_PX - ICON_PX) // 2
        painter.drawPixmap(corner, corner, self._symbol.pixmap(style.color(ink)))


class KeyColumn(QWidget):
    """Groups of joined keys below each other."""

    def __init__(
        self,
        groups: Sequence[Sequence[KeyWish]],
        style: Style,
        icons: IconSet,
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.keys: dict[str, MapKey] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for number, group in enumerate(groups):
            if number:
                column.addSpacing(GROUP_GAP_PX)
            for wish in group:
                self.keys[wish.name] = MapKey(wish, style, icons, self)
                column.addWidget(self.keys[wish.name])
