# SPDX-License-Identifier: Apache-2.0
"""`screenshot`: the real program on the demo, offscreen, as a person would see it."""

import argparse
import tempfile
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication

from command_vehicle.app.demo import Demo, prepare_demo
from command_vehicle.app.desktop import prepare_desktop
from command_vehicle.app.pictures import save_picture
from command_vehicle.app.program import Program, Wishes
from command_vehicle.cli.arguments import add_data_dir, size
from command_vehicle.cli.output import emit, say
from command_vehicle.domain.positioning import Freshness
from command_vehicle.ui.page import PAGE_KEYS

LOOK_MS: Final = 200
SETTLE_MS: Final = 1_500
LIMIT_MS: Final = 90_000


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `screenshot`."""
    parser = commands.add_parser("screenshot", help="save a picture of a page on the demo")
    add_data_dir(parser)
    parser.add_argument("--page", choices=PAGE_KEYS, default="map")
    parser.add_argument("--theme", choices=["day", "sunlight", "night"], default="day")
    parser.add_argument("--lang", choices=["zh", "en"], default="zh")
    parser.add_argument("--size", type=size, default=(1600, 900), metavar="WxH")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE")
    parser.set_defaults(run=_screenshot)


def _screenshot(arguments: argparse.Namespace) -> int:
    application = prepare_desktop(offscreen=True)
    with tempfile.TemporaryDirectory(prefix="command-vehicle-") as folder:
        root = Path(folder)
        prepare_demo(root)
        wishes = Wishes(data_dir=root, language=arguments.lang, theme=arguments.theme)
        program = Program(application, wishes)
        demo = Demo(program.vehicle, root, say)
        sitting = _Sitting(arguments, application, program, demo)
        sitting.start()
        try:
            application.exec()
        finally:
            demo.stop()
            program.stop()
    return sitting.exit_code


class _Sitting(QObject):
    """Waits until the page has everything a person would wait for, then takes the picture."""

    def __init__(
        self,
        arguments: argparse.Namespace,
        application: QApplication,
        program: Program,
        demo: Demo,
    ) -> None:
        super().__init__()
        self._arguments = arguments
        self._application = application
        self._program = program
        self._demo = demo
        self._is_ready = False
        self.exit_code = 1
        self._look = QTimer(self)
        self._look.timeout.connect(self._on_look)

    def start(self) -> None:
        """Begin to wait; give up after a while with a picture of what there is."""
        self._program.ready.connect(self._on_ready)
        self._program.window.window.resize(*self._arguments.size)
        self._program.start()
        self._demo.start()
        self._program.window.window.open_page(self._arguments.page)
        self._look.start(LOOK_MS)
        QTimer.singleShot(LIMIT_MS, self._give_up)

    @Slot()
    def _on_ready(self) -> None:
        self._is_ready = True

    @Slot()
    def _on_look(self) -> None:
        vehicle = self._program.vehicle
        sync = vehicle.sync.state
        if (
            self._is_ready
            and self._demo.is_told
            and vehicle.positioning.state().freshness is Freshness.LIVE
            and sync.local_total > 0
            and sync.received_total == sync.local_total
        ):
            self._look.stop()
            QTimer.singleShot(SETTLE_MS, self._take)

    @Slot()
    def _take(self) -> None:
        save_picture(self._program.window.window, self._arguments.out)
        emit({"path": str(self._arguments.out)})
        self.exit_code = 0
        self._application.quit()

    @Slot()
    def _give_up(self) -> None:
        if self.exit_code:
            say("the demo has not come to rest; the picture shows it as it is")
            save_picture(self._program.window.window, self._arguments.out)
            self._application.quit()
