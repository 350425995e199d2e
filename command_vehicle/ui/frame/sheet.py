# SPDX-License-Identifier: Apache-2.0
"""A sheet over the page, opened by a key and put away by the same key or Esc; never a dialog."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid
from typing_extensions import override

from command_vehicle.ui.components.painting import fill_box
from command_vehicle.ui.style import Style


class Sheet(QWidget):
    """Ground, outline and the way out; the focus goes back to where it was."""

    def __init__(self, style: Style, *, parent: QWidget) -> None:
        super().__init__(parent)
        self._style = style
        self._over = parent
        self._return_to: QWidget | None = None
        style.changed.connect(self.update)
        self.hide()

    def open_at(self, corner: QPoint, first: QWidget) -> None:
        """Show the sheet with its upper left corner there, inside the window; focus `first`."""
        for other in self._over.findChildren(Sheet):
            if other is not self and other.isVisible():
                other.put_away()
        self._return_to = self._over.focusWidget()
        self.adjustSize()
        room = self._over.size() - self.size()
        self.move(max(0, min(corner.x(), room.width())), max(0, min(corner.y(), room.height())))
        self.show()
        self.raise_()
        first.setFocus(Qt.FocusReason.PopupFocusReason)

    def put_away(self) -> None:
        """Hide, and give the focus back."""
        self.hide()
        if self._return_to is not None and isValid(self._return_to):
            self._return_to.setFocus(Qt.FocusReason.PopupFocusReason)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        fill_box(
            QPainter(self),
            self.rect(),
            ground=self._style.color("surface"),
            line=self._style.color("border"),
            line_px=2,
            radius_px=0,
        )
