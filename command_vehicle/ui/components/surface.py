# SPDX-License-Identifier: Apache-2.0
"""Flat ground in one of the three surfaces, with one-pixel lines along chosen edges."""

from enum import Flag, auto

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from command_vehicle.ui.style import Style


class Edge(Flag):
    """Sides that carry a line."""

    NONE = 0
    LEFT = auto()
    TOP = auto()
    RIGHT = auto()
    BOTTOM = auto()


class Surface(QWidget):
    """A container that paints its ground."""

    def __init__(
        self,
        style: Style,
        ground: str = "surface",
        edges: Edge = Edge.NONE,
        *,
        line: str = "line",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._style = style
        self._ground = ground
        self._edges = edges
        self._line = line
        style.changed.connect(self.update)

    @property
    def ground(self) -> str:
        """Colour role of the ground."""
        return self._ground

    def set_ground(self, role: str) -> None:
        """Paint another ground."""
        self._ground = role
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._style.color(self._ground))
        paint_edges(painter, self.rect(), self._edges, self._style, self._line)


def paint_edges(
    painter: QPainter, rect: QRect, edges: Edge, style: Style, role: str = "line"
) -> None:
    """Draw one-pixel lines just inside the chosen sides of `rect`."""
    line = style.color(role)
    width, height = rect.width(), rect.height()
    if Edge.LEFT in edges:
        painter.fillRect(rect.left(), rect.top(), 1, height, line)
    if Edge.RIGHT in edges:
        painter.fillRect(rect.right(), rect.top(), 1, height, line)
    if Edge.TOP in edges:
        painter.fillRect(rect.left(), rect.top(), width, 1, line)
    if Edge.BOTTOM in edges:
        painter.fillRect(rect.left(), rect.bottom(), width, 1, line)
