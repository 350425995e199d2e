# SPDX-License-Identifier: Apache-2.0
"""Looks which serial ports there are, away from the GUI thread, and opens none of them."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from command_vehicle.adapters.gnss import ports as serial_ports
from command_vehicle.domain.receivers import FoundPort

LOOK_EVERY_MS = 3000

Look = Callable[[], tuple[FoundPort, ...]]


class PortWatch(QObject):
    """Looks once when asked, and again and again while somebody watches.

    Signals:
        found: Tuple of `FoundPort`, the likely receivers first.
    """

    found = Signal(object)

    _looked = Signal(object)

    def __init__(self, parent: QObject | None = None, look: Look = serial_ports.ports) -> None:
        super().__init__(parent)
        self._look = look
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="command-vehicle ports")
        self._pending: Future[None] | None = None
        self._timer = QTimer(self, interval=LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._looked.connect(self.found)

    def watch(self, *, wanted: bool) -> None:
        """Look regularly from now on, or no longer."""
        if wanted:
            self._timer.start()
            self.look()
        else:
            self._timer.stop()

    @Slot()
    def look(self) -> None:
        """Look now, unless a look is under way."""
        if self._pending is None or self._pending.done():
            self._pending = self._pool.submit(self._work)

    def close(self) -> None:
        """Look no more."""
        self._timer.stop()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _work(self) -> None:
        self._looked.emit(self._look())
