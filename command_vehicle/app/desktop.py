# SPDX-License-Identifier: Apache-2.0
"""What must be settled before Qt starts: platform, sandbox, our own scheme, signals."""

import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from command_vehicle.adapters.files.settings import TomlSettingsFiles
from command_vehicle.adapters.maps.scheme import register_scheme
from command_vehicle.adapters.paths import DataDir
from command_vehicle.services.events import EventBus
from command_vehicle.services.settings.service import SettingsService

WHOLE_PERCENT: Final = 100

_SIGNAL_LOOK_MS: Final = 200


def has_display() -> bool:
    """Whether there is a screen to open a window on."""
    if sys.platform != "linux" or "QT_QPA_PLATFORM" in os.environ:
        return os.environ.get("QT_QPA_PLATFORM") != "offscreen"
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def wanted_scale_percent(root: Path) -> int:
    """The size of everything drawn, as the settings below a data directory want it."""
    settings = SettingsService(TomlSettingsFiles(DataDir(root)), EventBus())
    return settings.settings.screen.scale_percent


def prepare_desktop(*, offscreen: bool, scale_percent: int = 100) -> QApplication:
    """The application object, on a screen or off it.

    Qt takes the scale from the environment, once; whoever has set it there has chosen.
    Chromium refuses its sandbox to root; a command vehicle runs as an ordinary user and keeps it.
    """
    if offscreen:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    if scale_percent != WHOLE_PERCENT:
        os.environ.setdefault("QT_SCALE_FACTOR", str(scale_percent / WHOLE_PERCENT))
    if sys.platform == "linux" and os.geteuid() == 0:
        os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")
    register_scheme()
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        application = QApplication(sys.argv[:1])
    application.setApplicationName("command-vehicle")
    return application


def quit_on(signals: Sequence[signal.Signals], application: QApplication) -> QTimer:
    """End the event loop on these signals; the answer must be kept.

    Python looks at signals between two of its own instructions only, so that a timer has to give
    it some while Qt waits.
    """
    for each in signals:
        signal.signal(each, lambda _number, _frame: application.quit())
    waker = QTimer()
    waker.timeout.connect(lambda: None)
    waker.start(_SIGNAL_LOOK_MS)
    return waker
