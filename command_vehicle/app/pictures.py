# SPDX-License-Identifier: Apache-2.0
"""Pictures of the window, for whoever runs the program without a screen."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer, Slot

from command_vehicle.domain.errors import ErrorCode, StoreError
from command_vehicle.ui.main_window import MainWindow

_PERIOD_MS: Final = 5_000


def save_picture(window: MainWindow, file: Path) -> None:
    """Write what a person would see now.

    Raises:
        StoreError: The file cannot be written.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    if not window.grab().save(str(file)):
        raise StoreError(ErrorCode.DISK_ERROR, path=str(file), reason="picture not written")


class PictureWriter(QObject):
    """Writes a picture every few seconds, each page in turn."""

    def __init__(self, window: MainWindow, folder: Path, pages: tuple[str, ...]) -> None:
        super().__init__()
        self._window = window
        self._folder = folder
        self._pages = pages
        self._next = 0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._on_time)

    def start(self) -> None:
        """Begin."""
        self._timer.start(_PERIOD_MS)

    def stop(self) -> None:
        """End."""
        self._timer.stop()

    @Slot()
    def _on_time(self) -> None:
        page = self._pages[self._next % len(self._pages)]
        if self._window.current_page == page:
            save_picture(self._window, self._folder / f"{page}.png")
            self._next += 1
            page = self._pages[self._next % len(self._pages)]
        self._window.open_page(page)
