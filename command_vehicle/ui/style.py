# SPDX-License-Identifier: Apache-2.0
"""The look in force: colours by role, type by token, and the style sheet made from both.

Colours are data (`resources/design/tokens.json`), the same for widgets, map page and charts. A
widget asks for a role and repaints when `changed` fires; it never names a colour.
"""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QPalette

from command_vehicle.ui.qss import style_sheet
from command_vehicle.ui.type_scale import (
    FAMILIES,
    MONOSPACE_FAMILIES,
    REGULAR,
    SCALE,
    SEMIBOLD,
    SMALLEST_MUTED_IN_SUNLIGHT_PX,
)

Tokens = Mapping[str, Mapping[str, str]]
"""Colours as `#RRGGBB`, by theme and role."""

DAY: Final = "day"
SUNLIGHT: Final = "sunlight"
NIGHT: Final = "night"
THEMES: Final = (DAY, SUNLIGHT, NIGHT)
"""In the order that the theme key steps through them."""


class Style(QObject):
    """Colours, type and line widths of the theme in force.

    Signals:
        changed: Another theme is in force; repaint.
    """

    changed = Signal()

    def __init__(self, tokens: Tokens, theme: str = DAY, parent: QObject | None = None) -> None:
        """Begin with one of `THEMES`."""
        super().__init__(parent)
        missing = [name for name in (*THEMES, theme) if name not in tokens]
        if missing:
            raise ValueError(f"no colours for theme {missing[0]!r}")
        self._tokens = tokens
        self._theme = theme

    @property
    def theme(self) -> str:
        """`day`, `sunlight` or `night`."""
        return self._theme

    @property
    def is_sunlight(self) -> bool:
        """Whether lines and letters are to be heavier."""
        return self._theme == SUNLIGHT

    @property
    def border_px(self) -> int:
        """Width of a control's outline."""
        return 2 if self.is_sunlight else 1

    def set_theme(self, name: str) -> None:
        """Put another theme in force."""
        if name not in THEMES:
            raise ValueError(f"unknown theme {name!r}")
        if name != self._theme:
            self._theme = name
            self.changed.emit()

    def next_theme(self) -> None:
        """Step to the next of `THEMES`."""
        self.set_theme(THEMES[(THEMES.index(self._theme) + 1) % len(THEMES)])

    def hex(self, role: str) -> str:
        """Colour of a role as `#RRGGBB`."""
        return self._tokens[self._theme][role]

    def color(self, role: str) -> QColor:
        """Colour of a role."""
        return QColor(self.hex(role))

    def secondary(self, step: str) -> str:
        """Role of secondary text at this size: in sunlight small print is never `muted`."""
        is_small = SCALE[step].size_px < SMALLEST_MUTED_IN_SUNLIGHT_PX
        return "text" if self.is_sunlight and is_small else "muted"

    def font(self, step: str, weight: int = REGULAR) -> QFont:
        """Type of this step of the scale; in sunlight body text is semibold."""
        heavier = SEMIBOLD if self.is_sunlight and weight == REGULAR else weight
        return _font(FAMILIES, SCALE[step].size_px, heavier)

    def sized_font(self, size_px: int, weight: int = REGULAR) -> QFont:
        """Type of a size that a rule of its own asks for."""
        return _font(FAMILIES, size_px, weight)

    def monospace(self, step: str = "xs") -> QFont:
        """Type for raw sentences and hashes."""
        return _font(MONOSPACE_FAMILIES, SCALE[step].size_px, REGULAR)

    def palette(self) -> QPalette:
        """The colours that Qt's own widgets take."""
        palette = QPalette()
        for group, role in _PALETTE_ROLES.items():
            palette.setColor(group, self.color(role))
        for group in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText):
            palette.setColor(QPalette.ColorGroup.Disabled, group, self.color("muted"))
        return palette

    def stylesheet(self) -> str:
        """Rules for the Qt widgets that are not painted by our own components."""
        return style_sheet(self._tokens[self._theme], self.border_px)


_PALETTE_ROLES: Final = {
    QPalette.ColorRole.Window: "bg",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "raised",
    QPalette.ColorRole.AlternateBase: "surface",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.PlaceholderText: "muted",
    QPalette.ColorRole.Button: "raised",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.Highlight: "accentSoft",
    QPalette.ColorRole.HighlightedText: "text",
    QPalette.ColorRole.ToolTipBase: "raised",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.LinkVisited: "accent",
}


def _font(families: tuple[str, ...], size_px: int, weight: int) -> QFont:
    """Type in one of two weights: no Chinese family has a step between medium and bold."""
    font = QFont()
    font.setFamilies(list(families))
    font.setPixelSize(size_px)
    font.setWeight(QFont.Weight.Bold if weight >= SEMIBOLD else QFont.Weight(weight))
    font.setFeature(QFont.Tag("tnum"), 1)
    return font
