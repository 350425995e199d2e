# SPDX-License-Identifier: Apache-2.0
"""Everything between the wires and the screens: settings, desk, reader threads, positioning."""

from pathlib import Path

from command_vehicle.adapters.gnss.receivers import Receivers
from command_vehicle.adapters.qt_ticker import QtTicker
from command_vehicle.domain.positioning import Fix, LinkState, PositioningState, ReceiverState
from command_vehicle.domain.receivers import Recording
from command_vehicle.services.events import EventBus, FixArrived
from command_vehicle.services.ports import Clock
from command_vehicle.services.positioning.receivers import ReceiverDesk
from command_vehicle.services.positioning.service import PositioningService
from command_vehicle.services.settings.service import SettingsService
from tests.support.fake_store import FakeKeptState
from tests.support.settings_world import MemoryFiles

PLACES = ("positioning", "receiver_2", "receiver_3", "receiver_4")


class ReceiverRig:
    """As the program wires it, without a window."""

    def __init__(self, clock: Clock, raw_logs: Path | None = None) -> None:
        self.bus = EventBus()
        self.receivers = Receivers(clock, None, raw_logs)
        self.positioning = PositioningService(self.bus, clock, QtTicker(self.receivers))
        self.settings = SettingsService(MemoryFiles(), self.bus)
        self.kept = FakeKeptState()
        self.desk = ReceiverDesk(
            self.settings, self.receivers, self.positioning, self.kept, self.bus
        )
        self.fixes: list[Fix] = []
        self.recordings: list[Recording] = []
        self.sources: list[str | None] = []
        self.bus.subscribe(FixArrived, self._on_fix)
        self.receivers.fix_received.connect(self.positioning.fix_received)
        self.receivers.link_changed.connect(self.desk.link_changed)
        self.receivers.recording_changed.connect(self.recordings.append)

    def start(self, *ports: str, baud_bps: int = 115200) -> None:
        """Give it these ports, the preferred one first; each is named by its last part."""
        for place, port in zip(PLACES, ports, strict=False):
            self.settings.change_together({f"{place}.port": port, f"{place}.baud_bps": baud_bps})
        self.positioning.start()
        self.desk.start()

    def stop(self) -> None:
        """End it."""
        self.desk.stop()
        self.positioning.stop()

    @property
    def state(self) -> PositioningState:
        """What every screen shows now."""
        return self.positioning.state()

    def receiver(self, number: int = 0) -> ReceiverState:
        """One receiver as the Devices page shows it."""
        return self.state.receivers[number]

    def link(self, number: int = 0) -> LinkState:
        """State of its port."""
        return self.receiver(number).link

    def _on_fix(self, event: FixArrived) -> None:
        self.fixes.append(event.fix)
        if not self.sources or self.sources[-1] != event.fix.source:
            self.sources.append(event.fix.source)
