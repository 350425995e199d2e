# SPDX-License-Identifier: Apache-2.0
"""Lets a burst of news through at a bounded rate: the first at once, the last for certain."""

from PySide6.QtCore import QObject, QTimer, Signal


class Throttle(QObject):
    """Fires at most once per interval, and once more when something came in between.

    Signals:
        fired: Time to look again.
    """

    fired = Signal()

    def __init__(self, interval_ms: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._is_wanted = False
        self._timer = QTimer(self, singleShot=True, interval=interval_ms)
        self._timer.timeout.connect(self._on_timeout)

    def request(self) -> None:
        """Something changed."""
        if self._timer.isActive():
            self._is_wanted = True
        else:
            self._fire()

    def cancel(self) -> None:
        """Forget what is still to come."""
        self._is_wanted = False
        self._timer.stop()

    def _on_timeout(self) -> None:
        if self._is_wanted:
            self._fire()

    def _fire(self) -> None:
        self._is_wanted = False
        self._timer.start()
        self.fired.emit()
