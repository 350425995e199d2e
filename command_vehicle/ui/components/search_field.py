# SPDX-License-Identifier: Apache-2.0
"""A field that searches while a person types."""

from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from command_vehicle.ui.icons import Icon
from command_vehicle.ui.style import Style

_PAUSE_MS: Final = 150
_ICON_PX: Final = 20
_LEFT_PX: Final = 12
_GAP_PX: Final = 10


class SearchField(QLineEdit):
    """44 px high, magnifier in front.

    Signals:
        searched (str): The text rests for 150 ms, or Enter was pressed.
    """

    searched = Signal(str)

    def __init__(
        self, placeholder: str, style: Style, icon: Icon, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._style = style
        self._icon = icon
        self._last = ""
        self.setTextMargins(_ICON_PX + _GAP_PX, 0, 0, 0)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.setClearButtonEnabled(True)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._search)
        self.textChanged.connect(self._pause.start)
        self.returnPressed.connect(self._search)
        style.changed.connect(self._restyle)
        self._restyle()

    def _search(self) -> None:
        self._pause.stop()
        if self.text() != self._last:
            self._last = self.text()
            self.searched.emit(self._last)

    def _restyle(self) -> None:
        self.setFont(self._style.font("m"))
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        pixmap = self._icon.pixmap(self._style.color("muted"), _ICON_PX)
        QPainter(self).drawPixmap(_LEFT_PX, (self.height() - _ICON_PX) // 2, pixmap)
