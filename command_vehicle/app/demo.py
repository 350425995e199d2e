# SPDX-License-Identifier: Apache-2.0
"""The built-in demo: a simulated receiver, an embedded platform that comes and goes, a story.

Everything runs over the real paths: the receiver is another process on a pseudo-terminal, the
platform another process on the loopback address.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from PySide6.QtCore import QObject, QTimer, Slot

from command_vehicle.adapters.own_process import OwnProcess
from command_vehicle.adapters.paths import shipped_dir
from command_vehicle.app.demo_story import Story, StoryTeller
from command_vehicle.app.vehicle import Vehicle
from command_vehicle.domain.errors import ExpectedError
from command_vehicle.domain.positioning import Freshness
from command_vehicle.domain.sync import Platform
from command_vehicle.services.events import PositioningChanged

VEHICLE_NAME: Final = "青岚指挥01"
RECEIVER_NAME: Final = "车顶接收机（模拟）"
PLATFORM_NAME: Final = "市应急指挥中心（演示）"
RATE_HZ: Final = 5
FIRST_CUT_S: Final = 60
CUT_LASTS_S: Final = 45
UP_LASTS_S: Final = 150
NEWS_EVERY_S: Final = 20

Announce = Callable[[str], None]


def site_file(data_dir: Path) -> str:
    """What the agency of the demo has preset for its vehicle."""
    return f"""version = 1

[unit]
vehicle_name = "{VEHICLE_NAME}"
county = "青岚县"
duty_person = "周敏"

[positioning]
receiver_name = "{RECEIVER_NAME}"
port = "{receiver_link(data_dir)}"
baud_bps = 115200
"""


def receiver_link(data_dir: Path) -> Path:
    """The name under which the simulated receiver's port is found."""
    return data_dir / "demo-gnss"


class DemoReceiver:
    """The simulated receiver, a process of its own."""

    def __init__(self, data_dir: Path, parent: QObject) -> None:
        link = receiver_link(data_dir)
        arguments = ["simulate", "gnss", "--link", str(link), "--rate", str(RATE_HZ)]
        self._process = OwnProcess(arguments, lambda _line: None, parent)
        self.start = self._process.start
        self.stop = self._process.stop


class DemoPlatform(QObject):
    """The embedded platform: serves, is cut off, comes back."""

    def __init__(self, vehicle: Vehicle, data_dir: Path, say: Announce, parent: QObject) -> None:
        super().__init__(parent)
        self._vehicle = vehicle
        self._data = str(data_dir / "central")
        self._say = say
        self._port = 0
        self._serving: OwnProcess | None = None
        self._enrolling = OwnProcess(
            ["central", "enroll", "--data-dir", self._data], self._on_code, self
        )
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.timeout.connect(self._on_turn)

    def start(self) -> None:
        """Serve on the port that the vehicle knows, or on any free one."""
        platform = self._vehicle.sync.state.platform
        if platform is not None:
            self._port = urlsplit(platform.url).port or 0
        self._serve()
        self._turn.start(FIRST_CUT_S * 1000)

    def stop(self) -> None:
        """End for good."""
        self._turn.stop()
        self._enrolling.stop()
        if self._serving is not None:
            self._serving.stop()

    def _serve(self) -> None:
        arguments = ["central", "serve", "--port", str(self._port), "--name", PLATFORM_NAME]
        self._serving = OwnProcess([*arguments, "--data-dir", self._data], self._on_serving, self)
        self._serving.start()

    def _on_serving(self, line: dict[str, object]) -> None:
        url = str(line["url"])
        self._port = urlsplit(url).port or 0
        self._say(f"the platform serves at {url}")
        if self._vehicle.sync.state.platform is None:
            self._enrolling.start()

    def _on_code(self, line: dict[str, object]) -> None:
        url = f"http://127.0.0.1:{self._port}"
        self._vehicle.enrolment.enrol(
            url, str(line["code"]), VEHICLE_NAME, self._on_enrolled, self._on_enrolment_failed
        )

    def _on_enrolled(self, platform: Platform) -> None:
        self._say(f"enrolled with {platform.name}")
        self._vehicle.sync.try_now()

    def _on_enrolment_failed(self, error: ExpectedError) -> None:
        self._say(f"enrolment failed: {error}")

    @Slot()
    def _on_turn(self) -> None:
        if self._serving is not None and self._serving.is_running:
            self._serving.stop()
            self._say(f"the platform is cut off for {CUT_LASTS_S} s; records queue")
            self._turn.start(CUT_LASTS_S * 1000)
        else:
            self._serve()
            self._turn.start(UP_LASTS_S * 1000)


class Demo(QObject):
    """All of it."""

    def __init__(self, vehicle: Vehicle, data_dir: Path, say: Announce) -> None:
        super().__init__()
        self._say = say
        self._receiver = DemoReceiver(data_dir, self)
        self._platform = DemoPlatform(vehicle, data_dir, say, self)
        self._teller = StoryTeller(vehicle, Story.load(shipped_dir("resources") / "sample_county"))
        self._forget = vehicle.bus.subscribe(PositioningChanged, self._on_positioning_changed)
        self._news = QTimer(self)
        self._news.timeout.connect(self._on_news)
        self.is_told = False

    def start(self) -> None:
        """Begin; the story waits for the first position, so that its lines carry one."""
        self._receiver.start()
        self._platform.start()

    def stop(self) -> None:
        """End the processes and the news."""
        self._news.stop()
        self._platform.stop()
        self._receiver.stop()

    def _on_positioning_changed(self, event: PositioningChanged) -> None:
        if event.state.freshness is Freshness.LIVE:
            self._forget()
            self._teller.begin(self._on_told)

    def _on_told(self) -> None:
        self.is_told = True
        self._say(f"the incident of the demo is recorded; news follow every {NEWS_EVERY_S} s")
        self._news.start(NEWS_EVERY_S * 1000)

    @Slot()
    def _on_news(self) -> None:
        self._teller.tell_news()


def prepare_demo(root: Path) -> None:
    """Lay down what the demo's agency has preset."""
    root.mkdir(parents=True, exist_ok=True)
    (root / "site.toml").write_text(site_file(root), encoding="utf-8")
