# SPDX-License-Identifier: Apache-2.0
"""Draws every page of the real program on an empty data directory, to be looked at.

`python -m tests.support.look_empty FOLDER [zh|en] [THEME]`
"""

import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer

from command_vehicle.app.desktop import prepare_desktop
from command_vehicle.app.pictures import save_picture
from command_vehicle.app.program import Program, Wishes
from command_vehicle.ui.page import PAGE_KEYS

SIZES = ((1280, 720), (1600, 900))
SETTLE_MS = 600


def wait(milliseconds: int) -> None:
    """Let the program run."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def draw(program: Program, folder: Path) -> None:
    """Save each page in each size."""
    window = program.window.window
    for width, height in SIZES:
        window.resize(width, height)
        for page in PAGE_KEYS:
            window.open_page(page)
            if window.current_page == page:
                wait(SETTLE_MS)
                save_picture(window, folder / f"empty-{page}-{width}.png")


def main(arguments: list[str]) -> None:
    """Start on nothing, look at everything, end."""
    folder, *rest = arguments
    language = rest[0] if rest else "zh"
    theme = rest[1] if len(rest) > 1 else "day"
    application = prepare_desktop(offscreen=True)
    with tempfile.TemporaryDirectory() as data_dir:
        wishes = Wishes(data_dir=Path(data_dir), language=language, theme=theme)
        program = Program(application, wishes)
        program.start()
        try:
            draw(program, Path(folder))
        finally:
            program.stop()


if __name__ == "__main__":
    main(sys.argv[1:])
