# SPDX-License-Identifier: Apache-2.0
"""Ten epochs a second of every constellation over a pseudo-terminal: what is lost, how late it is.

Between the wire and the screens everything is real: the reader's thread, the GUI thread with its
event loop, positioning, and the Devices page when one is asked for.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt, QTimer

from command_vehicle.adapters.clock import SystemClock
from command_vehicle.adapters.qt_ticker import QtTicker
from command_vehicle.domain.geodesy import GeoPoint
from command_vehicle.domain.positioning import LinkState
from command_vehicle.services.events import PositioningChanged
from command_vehicle.services.simulation.receiver import Route, SimulatedReceiver
from command_vehicle.ui.bridge import UiBridge
from command_vehicle.ui.pages.devices.page import DevicesPage
from tests.support.look import make_icons, make_style
from tests.support.receiver import a_receiver
from tests.support.receiver_rig import ReceiverRig

RATE_HZ = 10
PROBE_MS = 5
SETTLE_MS = 1_500
OPENING_MS = 10_000
START = datetime(2026, 5, 4, 2, 0, tzinfo=UTC)


@dataclass(frozen=True)
class SoakResult:
    """What came of it.

    Attributes:
        epochs_sent: How many were put on the wire.
        epochs_shown: How many became the state that all screens show.
        sentences_sent: Lines on the wire.
        sentences_decoded: As the receiver's counter says.
        damaged: Wrong checksums and bytes without a sentence.
        latencies_s: From the last byte of an epoch to the state, each.
        gui_late_s: How late the GUI thread was for a timer, each time.
    """

    epochs_sent: int
    epochs_shown: int
    sentences_sent: int
    sentences_decoded: int
    damaged: int
    latencies_s: list[float]
    gui_late_s: list[float]


def percentile(values: list[float], share: float) -> float:
    """The value that this share of all does not exceed."""
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, int(share * len(ranked)))]


class _Watcher:
    """Stamps what is sent and what is shown."""

    def __init__(self, clock: SystemClock) -> None:
        self._clock = clock
        self._receiver = SimulatedReceiver(
            Route(
                [
                    GeoPoint(latitude_deg=latitude, longitude_deg=longitude)
                    for latitude, longitude in ((40.20, 101.90), (40.30, 101.90), (40.30, 102.0))
                ]
            )
        )
        self._sent_mono_s: dict[float, float] = {}
        self._seen: set[float] = set()
        self.sentences = 0
        self.latencies_s: list[float] = []
        self.late_s: list[float] = []
        self._probed_mono_s: float | None = None

    @property
    def epochs(self) -> int:
        """So many have been sent."""
        return len(self._sent_mono_s)

    def epoch(self, number: int) -> bytes:
        """The next epoch; it is sent the moment it is asked for."""
        at = START + timedelta(seconds=number / RATE_HZ)
        data = self._receiver.epoch(number / RATE_HZ, at)
        self.sentences += data.count(b"\n")
        self._sent_mono_s[round(at.timestamp() % 86_400, 2)] = self._clock.monotonic_s()
        return data

    def shown(self, event: PositioningChanged) -> None:
        """The state that screens are given."""
        fix = event.state.last_valid
        sent_mono_s = self._sent_mono_s.get(-1.0 if fix is None else round(fix.tod_s or 0.0, 2))
        if sent_mono_s is not None and sent_mono_s not in self._seen:
            self._seen.add(sent_mono_s)
            self.latencies_s.append(self._clock.monotonic_s() - sent_mono_s)

    def probe(self) -> None:
        """A timer of the GUI thread fires."""
        now_mono_s = self._clock.monotonic_s()
        if self._probed_mono_s is not None:
            self.late_s.append(max(0.0, now_mono_s - self._probed_mono_s - PROBE_MS / 1000))
        self._probed_mono_s = now_mono_s


def soak(folder: Path, seconds: float, *, with_page: bool) -> SoakResult:
    """Run it; a `QApplication` must be there."""
    clock = SystemClock()
    rig = ReceiverRig(clock)
    watcher = _Watcher(clock)
    page = _page(rig, clock) if with_page else None
    probe = QTimer(rig.receivers, interval=PROBE_MS, timerType=Qt.TimerType.PreciseTimer)
    probe.timeout.connect(watcher.probe)
    with a_receiver(folder / "soak") as receiver:
        rig.start(receiver.port)
        _wait_for_port(rig)
        rig.bus.subscribe(PositioningChanged, watcher.shown)
        probe.start()
        receiver.speak(1.0 / RATE_HZ, watcher.epoch)
        _spin(round(seconds * 1000))
        receiver.freeze()
        probe.stop()
        _spin(SETTLE_MS)
        state = rig.receiver()
        rig.stop()
    if page is not None:
        page.close()
    return SoakResult(
        epochs_sent=watcher.epochs,
        epochs_shown=len(watcher.latencies_s),
        sentences_sent=watcher.sentences,
        sentences_decoded=state.sentence_count,
        damaged=state.checksum_errors + state.garbage_bytes,
        latencies_s=watcher.latencies_s,
        gui_late_s=watcher.late_s,
    )


def _page(rig: ReceiverRig, clock: SystemClock) -> DevicesPage:
    page = DevicesPage(
        positioning=rig.positioning,
        desk=rig.desk,
        clock=clock,
        style=make_style(),
        icons=make_icons(),
        bridge=UiBridge(rig.bus, QtTicker(rig.receivers)),
    )
    rig.receivers.lines_received.connect(lambda lines: page.show_lines(lines.source, lines.lines))
    page.lines_wanted.connect(
        lambda name: None if name is None else rig.receivers.watch_lines(name, wanted=True)
    )
    page.resize(1524, 780)
    page.show()
    return page


def _wait_for_port(rig: ReceiverRig) -> None:
    waited_ms = 0
    while rig.link() is not LinkState.LISTENING and waited_ms < OPENING_MS:
        _spin(20)
        waited_ms += 20


def _spin(duration_ms: int) -> None:
    """Let the GUI thread do its work for a while."""
    loop = QEventLoop()
    QTimer.singleShot(duration_ms, loop.quit)
    loop.exec()
