# SPDX-License-Identifier: Apache-2.0
"""Our own icon family: 24 grid, 2 px stroke, drawn in whatever colour a role has."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from command_vehicle.ui.style import Style

ICON_PX: Final = 24
_INK: Final = "currentColor"


@dataclass(frozen=True, slots=True, kw_only=True)
class Icon:
    """One icon of a set, without a colour yet."""

    icons: "IconSet"
    name: str

    def pixmap(self, color: QColor, size_px: int = ICON_PX) -> QPixmap:
        """The icon in one colour."""
        return self.icons.pixmap(self.name, color, size_px)


class IconSet:
    """Draws the SVG files of one directory, by name, without loading one twice."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._sources: dict[str, str] = {}
        self._pixmaps: dict[tuple[str, int, int, float], QPixmap] = {}

    def __getitem__(self, name: str) -> "Icon":
        """The icon, to hand to a component that paints it in its own colours."""
        return Icon(icons=self, name=name)

    def pixmap(self, name: str, color: QColor, size_px: int = ICON_PX) -> QPixmap:
        """The icon in one colour, sharp on the screen's own pixels.

        Raises:
            OSError: There is no such icon.
        """
        ratio = _pixel_ratio()
        key = (name, color.rgba(), size_px, ratio)
        if key not in self._pixmaps:
            self._pixmaps[key] = self._draw(name, color, size_px, ratio)
        return self._pixmaps[key]

    def icon(self, name: str, style: Style, role: str = "text", size_px: int = ICON_PX) -> QIcon:
        """The icon for Qt's own widgets; ask again when the theme changes."""
        return QIcon(self.pixmap(name, style.color(role), size_px))

    def _draw(self, name: str, color: QColor, size_px: int, ratio: float) -> QPixmap:
        renderer = self._renderer(name, color)
        pixmap = QPixmap(round(size_px * ratio), round(size_px * ratio))
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        renderer.render(painter)
        painter.end()
        pixmap.setDevicePixelRatio(ratio)
        return pixmap

    def _renderer(self, name: str, color: QColor) -> QSvgRenderer:
        if name not in self._sources:
            path = self._directory / f"{name}.svg"
            self._sources[name] = path.read_text(encoding="utf-8")
        drawing = self._sources[name].replace(_INK, color.name())
        return QSvgRenderer(QByteArray(drawing.encode()))


def _pixel_ratio() -> float:
    application = QGuiApplication.instance()
    return application.devicePixelRatio() if isinstance(application, QGuiApplication) else 1.0
