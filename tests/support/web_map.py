# SPDX-License-Identifier: Apache-2.0
"""The Map page with its Chromium process, for tests; import it before a QApplication exists."""

import contextlib
import os
import signal
from collections.abc import Callable

from PySide6.QtGui import QColor, QImage
from PySide6.QtWebEngineCore import QWebEngineUrlScheme
from pytestqt.exceptions import TimeoutError as WaitedTooLong
from pytestqt.qtbot import QtBot

from command_vehicle.adapters.maps.scheme import SCHEME, LocalMapPage, register_scheme
from command_vehicle.domain.maps import MapView
from command_vehicle.ui.pages.map.page import MapPage
from command_vehicle.ui.pages.map.surface import MapSurface
from tests.support.look import make_icons, make_style
from tests.support.map_world import MapWorld

START_LIMIT_MS = 30_000
LIMIT_MS = 30_000
ASK_LIMIT_MS = 8_000
ASK_TRIES = 3
NO_GPU = (
    "^QRhiGles2: Failed to create",
    "^Failed to create RHI for backend",
    "^This plugin does not support createPlatformVulkanInstance",
    "^QVulkanInstance: Failed to initialize Vulkan",
    "^GBM is not supported with the current configuration",
    "^GPUInfo not initialized on GpuInfoUpdate",
)
"""What Qt WebEngine says on a machine without a graphics card, where it draws in software:
https://doc.qt.io/qt-6/qtwebengine-debugging.html."""

if QWebEngineUrlScheme.schemeByName(SCHEME.encode()).name().isEmpty():
    register_scheme()


class WebMapRig:
    """One page over one world; close it at the end of the test."""

    def __init__(self, qtbot: QtBot, world: MapWorld, theme: str = "day") -> None:
        self._qtbot = qtbot
        self.world = world
        self.style = make_style(theme)
        self.source = LocalMapPage(world.library)
        self.page: MapPage = world.page(self.source, self.style, make_icons())
        self.page.resize(1208, 600)
        with qtbot.waitSignal(self.page.usable, timeout=START_LIMIT_MS):
            self.page.show()

    @property
    def surface(self) -> MapSurface:
        """The map itself."""
        return self.page.surface

    @property
    def view(self) -> MapView:
        """What is seen."""
        assert self.surface.view is not None
        return self.surface.view

    def picture(self) -> QImage:
        """What a person sees of the map."""
        return self.surface.grab().toImage()

    def wait_until_seen(self, role: str, least: int) -> None:
        """Wait until so many pixels have the colour of a role."""
        color = self.style.color(role)
        self._qtbot.waitUntil(lambda: count(self.picture(), color) >= least, timeout=LIMIT_MS)

    def ask(self, script: str) -> object:
        """Run a script in the page and give what it answers; it may run twice."""
        answers: list[object] = []
        for _ in range(ASK_TRIES):
            self.surface.web.web_page.runJavaScript(script, 0, answers.append)
            with contextlib.suppress(WaitedTooLong):
                self._qtbot.waitUntil(lambda: bool(answers), timeout=ASK_LIMIT_MS)
                return answers[0]
        raise AssertionError(f"no answer to {script}")

    def kill_page(self) -> None:
        """Kill the process that draws the page, as the kernel would for want of memory."""
        os.kill(self.surface.web.render_process_id, signal.SIGKILL)

    def wait(self, condition: Callable[[], bool], limit_ms: int = LIMIT_MS) -> None:
        """Wait for the GUI to say so."""
        self._qtbot.waitUntil(condition, timeout=limit_ms)

    def close(self) -> None:
        """Page first, profile second, store last."""
        self.page.shut_down()
        self.page.close()
        self.source.close()
        self.world.close()


def count(picture: QImage, color: QColor) -> int:
    """Pixels of exactly this colour, on every second row and column."""
    wanted = color.rgb()
    return sum(
        picture.pixel(x, y) == wanted
        for y in range(0, picture.height(), 2)
        for x in range(0, picture.width(), 2)
    )
