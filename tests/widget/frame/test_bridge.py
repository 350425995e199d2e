# SPDX-License-Identifier: Apache-2.0
import pytest
from PySide6.QtTest import QSignalSpy

from command_vehicle.domain.errors import ErrorCode, ExpectedError
from command_vehicle.domain.positioning import Fix, PositioningState
from command_vehicle.domain.sync import SyncState
from command_vehicle.services.events import (
    DeliveryChanged,
    EventBus,
    FixArrived,
    IncidentsChanged,
    PlansChanged,
    PositioningChanged,
    ResourcesChanged,
    SyncChanged,
    TimelineChanged,
    Trouble,
)
from command_vehicle.ui.bridge import UiBridge
from tests.support.clock import FakeTicker

FIX = Fix(source="车顶接收机", arrived_mono_s=1.0)
TROUBLE = Trouble(subject="timeline", error=ExpectedError(ErrorCode.DISK_FULL))
RELAYED = [
    (PositioningChanged(state=PositioningState()), "positioning_changed", [PositioningState()]),
    (FixArrived(fix=FIX), "fix_arrived", [FIX]),
    (TimelineChanged(), "timeline_changed", []),
    (IncidentsChanged(), "incidents_changed", []),
    (ResourcesChanged(), "resources_changed", []),
    (PlansChanged(), "plans_changed", []),
    (DeliveryChanged(), "delivery_changed", []),
    (SyncChanged(state=SyncState()), "sync_changed", [SyncState()]),
    (TROUBLE, "trouble", [TROUBLE]),
]


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(
    ("event", "signal", "arguments"), RELAYED, ids=lambda value: str(value)[:24]
)
def test_each_event_becomes_its_signal(event: object, signal: str, arguments: list[object]) -> None:
    bus = EventBus()
    bridge = UiBridge(bus, FakeTicker())
    heard = QSignalSpy(getattr(bridge, signal))
    bus.publish(event)
    assert [heard.at(index) for index in range(heard.count())] == [arguments]


@pytest.mark.usefixtures("qapp")
def test_the_second_ticks() -> None:
    ticker = FakeTicker()
    bridge = UiBridge(EventBus(), ticker)
    heard = QSignalSpy(bridge.second_ticked)
    ticker.tick()
    assert (ticker.periods_s, heard.count()) == ([1.0], 1)


@pytest.mark.usefixtures("qapp")
def test_a_stopped_bridge_is_silent() -> None:
    bus, ticker = EventBus(), FakeTicker()
    bridge = UiBridge(bus, ticker)
    heard = QSignalSpy(bridge.timeline_changed)
    bridge.stop()
    bus.publish(TimelineChanged())
    ticker.tick()
    assert heard.count() == 0
