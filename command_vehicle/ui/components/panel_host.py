# SPDX-License-Identifier: Apache-2.0
"""A page with a side panel: beside the page where there is room, over it on small windows."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from command_vehicle.ui.components.surface import Edge, Surface
from command_vehicle.ui.size_classes import SizeClass, size_class
from command_vehicle.ui.style import Style


class SidePanel(Surface):
    """The ground of a panel; put the content into `column`."""

    def __init__(self, style: Style, *, parent: QWidget | None = None) -> None:
        super().__init__(style, "surface", Edge.LEFT, line="border", parent=parent)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(1, 0, 0, 0)
        self.column.setSpacing(0)


class PanelHost(QWidget):
    """Arranges a page and its panel by the width of the window.

    Signals:
        panel_toggled (bool): The panel was opened or closed.
    """

    panel_toggled = Signal(bool)

    def __init__(self, content: QWidget, panel: QWidget, *, parent: QWidget | None = None) -> None:
        """Docked panels start open, overlaying ones closed."""
        super().__init__(parent)
        self._content = content
        self._panel = panel
        self._class: SizeClass | None = None
        self._is_open = True
        content.setParent(self)
        panel.setParent(self)

    @property
    def is_panel_open(self) -> bool:
        """Whether the panel can be seen."""
        return self._is_open

    def set_panel_open(self, *, is_open: bool) -> None:
        """Open or close the panel."""
        if is_open != self._is_open:
            self._is_open = is_open
            self._arrange()
            self.panel_toggled.emit(is_open)

    def toggle_panel(self) -> None:
        """Open a closed panel, close an open one."""
        self.set_panel_open(is_open=not self._is_open)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._take_size_class()
        self._arrange()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._take_size_class()
        self._arrange()

    def _take_size_class(self) -> None:
        new = size_class(self.window().width())
        if self._class is None or new.has_docked_panel != self._class.has_docked_panel:
            self._is_open = new.has_docked_panel
        self._class = new

    def _arrange(self) -> None:
        if self._class is None:
            return
        width = min(self._class.panel_px, self.width())
        is_beside = self._is_open and self._class.has_docked_panel
        content_width = self.width() - (width if is_beside else 0)
        self._content.setGeometry(0, 0, content_width, self.height())
        self._panel.setGeometry(self.width() - width, 0, width, self.height())
        self._panel.setVisible(self._is_open)
        self._panel.raise_()
