# SPDX-License-Identifier: Apache-2.0
"""The keyboard ring: 3 px, 2 px off, around whatever has the focus and asks for it."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid
from typing_extensions import override

from command_vehicle.ui.style import Style

_OUTER_RING: Final = "outerRing"
"""Dynamic property of widgets that want the ring around them; the others paint their own."""
_REACH_PX: Final = 5
_MOVING_EVENTS: Final = frozenset(
    {
        QEvent.Type.Move,
        QEvent.Type.Resize,
        QEvent.Type.Show,
        QEvent.Type.Hide,
        QEvent.Type.ParentChange,
    }
)


def ask_for_ring(widget: QWidget) -> None:
    """Have the ring drawn around this widget while it has the focus."""
    wanted = True
    widget.setProperty(_OUTER_RING, wanted)


class FocusRing(QWidget):
    """Lies over one window, lets every press through, and follows the focus."""

    def __init__(self, window: QWidget, style: Style) -> None:
        super().__init__(window)
        self._window = window
        self._style = style
        self._watched: list[QWidget] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        style.changed.connect(self.update)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus_changed)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVING_EVENTS:
            self._place()
        return False

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._style.color("focus"), 3))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5), 6, 6)

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        for widget in self._watched:
            if isValid(widget):
                widget.removeEventFilter(self)
        self._watched.clear()
        if new is not None and new.property(_OUTER_RING) and self._window.isAncestorOf(new):
            self._watch(new)
        self._place()

    def _watch(self, widget: QWidget) -> None:
        current: QWidget | None = widget
        while current is not None and current is not self._window:
            current.installEventFilter(self)
            self._watched.append(current)
            current = current.parentWidget()

    def _place(self) -> None:
        if not self._watched or not isValid(self._watched[0]):
            self.hide()
            return
        widget = self._watched[0]
        seen = widget.visibleRegion().boundingRect()
        if not widget.isVisible() or seen.isEmpty():
            self.hide()
            return
        corner = widget.mapTo(self._window, QPoint(0, 0))
        around = QRect(corner + seen.topLeft(), seen.size())
        self.setGeometry(around.adjusted(-_REACH_PX, -_REACH_PX, _REACH_PX, _REACH_PX))
        self.show()
        self.raise_()
