# SPDX-License-Identifier: Apache-2.0
"""Periodic calls on the GUI thread."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


class QtTicker(QObject):
    """Implements `services.ports.Ticker` with the event loop of the GUI thread."""

    def every(self, period_s: float, callback: Callable[[], None]) -> Callable[[], None]:
        """Call `callback` each `period_s`; the answer stops it, and may be called twice."""
        timer = QTimer(self)
        timer.setInterval(round(period_s * 1000))
        timer.timeout.connect(callback)
        timer.start()
        return timer.stop
