# SPDX-License-Identifier: Apache-2.0
"""`run`: the window; with `--demo` on the built-in demo."""

import argparse
import signal
import tempfile
import time
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication

from command_vehicle.app.demo import Demo, prepare_demo
from command_vehicle.app.desktop import (
    has_display,
    prepare_desktop,
    quit_on,
    wanted_scale_percent,
)
from command_vehicle.app.pictures import PictureWriter
from command_vehicle.app.program import Program, Wishes
from command_vehicle.cli.arguments import add_data_dir, size
from command_vehicle.cli.output import emit, say

PICTURED_PAGES: Final = ("map", "timeline", "devices", "sync", "resources", "plans", "settings")
CHECK_LIMIT_S: Final = 60
EXIT_NOT_READY: Final = 1


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `run`."""
    parser = commands.add_parser("run", help="open the window")
    add_data_dir(parser)
    parser.add_argument(
        "--demo", action="store_true", help="with a simulated receiver and an embedded platform"
    )
    parser.add_argument("--lang", choices=["zh", "en"], help="language, for this time")
    parser.add_argument("--theme", choices=["day", "sunlight", "night"], help="for this time")
    parser.add_argument("--size", type=size, default=(1600, 900), metavar="WxH")
    parser.add_argument(
        "--pictures", type=Path, metavar="DIR", help="write a picture of each page now and then"
    )
    parser.add_argument(
        "--startup-check",
        action="store_true",
        help="start, print how long it took until map and record could be used, and end",
    )
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    started_s = time.perf_counter()
    offscreen = arguments.startup_check or not has_display()
    root = arguments.data_dir / "demo" if arguments.demo else arguments.data_dir
    if arguments.demo:
        prepare_demo(root)
    scale_percent = wanted_scale_percent(root)
    application = prepare_desktop(offscreen=offscreen, scale_percent=scale_percent)
    wishes = Wishes(data_dir=root, language=arguments.lang, theme=arguments.theme)
    program = Program(application, wishes)
    run = _Run(arguments, application, program, started_s)
    waker = quit_on((signal.SIGINT, signal.SIGTERM), application)
    run.start(root, offscreen=offscreen)
    try:
        application.exec()
    finally:
        waker.stop()
        run.stop()
    return run.exit_code


class _Run(QObject):
    """One run of the window, with what the command line asks for around it."""

    def __init__(
        self,
        arguments: argparse.Namespace,
        application: QApplication,
        program: Program,
        started_s: float,
    ) -> None:
        super().__init__()
        self._arguments = arguments
        self._application = application
        self._program = program
        self._started_s = started_s
        self._demo: Demo | None = None
        self._pictures: PictureWriter | None = None
        self.exit_code = EXIT_NOT_READY if arguments.startup_check else 0

    def start(self, root: Path, *, offscreen: bool) -> None:
        """Open the window and set everything going."""
        window = self._program.window.window
        window.resize(*self._arguments.size)
        window.closed.connect(self._application.quit)
        self._program.ready.connect(self._on_ready)
        if self._arguments.demo:
            self._demo = Demo(self._program.vehicle, root, say)
        self._program.start()
        if self._demo is not None:
            self._demo.start()
        folder = self._arguments.pictures
        if self._arguments.startup_check:
            QTimer.singleShot(CHECK_LIMIT_S * 1000, self._application.quit)
        elif offscreen or folder is not None:
            folder = folder or Path(tempfile.mkdtemp(prefix="command-vehicle-"))
            say(f"no screen: a picture of each page goes to {folder} every few seconds")
            say("Ctrl-C ends the program")
            self._pictures = PictureWriter(window, folder, PICTURED_PAGES)
            self._pictures.start()

    def stop(self) -> None:
        """Take it down in reverse order."""
        if self._pictures is not None:
            self._pictures.stop()
        if self._demo is not None:
            self._demo.stop()
        self._program.stop()

    @Slot()
    def _on_ready(self) -> None:
        ready_s = round(time.perf_counter() - self._started_s, 2)
        say(f"map and record can be used after {ready_s} s")
        if self._arguments.startup_check:
            emit({"ready_s": ready_s})
            self.exit_code = 0
            self._application.quit()
