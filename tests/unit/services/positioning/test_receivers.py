# SPDX-License-Identifier: Apache-2.0
"""The desk reads what the settings name, at once, and nothing else."""

import pytest

from command_vehicle.domain.errors import InputError
from command_vehicle.domain.positioning import LinkState, ReceiverLink
from command_vehicle.domain.receivers import FoundPort, ReceiverPort, UsbIdentity
from command_vehicle.services.events import EventBus
from command_vehicle.services.positioning.receivers import TRIAL, ReceiverDesk
from command_vehicle.services.positioning.service import PositioningService
from command_vehicle.services.settings.service import SettingsService
from tests.support.clock import FakeClock, FakeTicker
from tests.support.fake_readers import FakeReaders
from tests.support.fake_store import FakeKeptState
from tests.support.settings_world import MemoryFiles

ROOF = {"port": "/dev/ttyUSB0", "baud_bps": 115200, "receiver_name": "roof"}
SPARE = {"port": "gpsd://localhost", "receiver_name": "spare"}
USB = UsbIdentity(vid=0x1A86, pid=0x7523, serial_number="A50285BI", location="1-2")
FOUND = FoundPort(device="/dev/ttyUSB2", usb=USB)


class World:
    """A desk that has started."""

    def __init__(
        self, user: dict[str, object] | None = None, site: dict[str, object] | None = None
    ) -> None:
        bus = EventBus()
        self.files = MemoryFiles(site=site, user=user)
        self.settings = SettingsService(self.files, bus)
        self.readers = FakeReaders()
        self.kept = FakeKeptState()
        self.positioning = PositioningService(bus, FakeClock(), FakeTicker())
        self.desk = ReceiverDesk(self.settings, self.readers, self.positioning, self.kept, bus)
        self.desk.start()

    @property
    def names(self) -> list[str]:
        """Receivers that are read, in order."""
        return [port.name for port in self.readers.ports]


def two() -> World:
    return World({"positioning": ROOF, "receiver_2": SPARE})


def test_without_a_port_nothing_is_read() -> None:
    assert World().readers.starts == 0


def test_the_places_of_the_settings_are_the_order_of_the_receivers() -> None:
    world = two()
    assert world.readers.ports == (
        ReceiverPort(name="roof", port="/dev/ttyUSB0", baud_bps=115200),
        ReceiverPort(name="spare", port="gpsd://localhost"),
    )
    assert [state.name for state in world.positioning.state().receivers] == ["roof", "spare"]


def test_a_changed_setting_takes_effect_at_once() -> None:
    world = two()
    world.settings.change("positioning.baud_bps", 0)
    assert (world.readers.ports[0].baud_bps, world.readers.starts) == (None, 2)


def test_a_setting_about_something_else_disturbs_nobody() -> None:
    world = two()
    world.settings.change("unit.duty_person", "周敏")
    assert world.readers.starts == 1


def test_names_that_are_alike_are_told_apart_and_a_port_is_read_once() -> None:
    world = World(
        {
            "positioning": ROOF,
            "receiver_2": {**ROOF, "port": "/dev/ttyUSB1"},
            "receiver_3": ROOF,
            "receiver_4": {"port": "/dev/ttyUSB4"},
        }
    )
    assert world.names == ["roof", "roof 2", "ttyUSB4"]


def test_a_device_that_is_accepted_takes_the_first_free_place() -> None:
    world = World({"positioning": ROOF})
    assert world.desk.accept(FOUND, 9600) == "ttyUSB2"
    assert world.readers.ports[1] == ReceiverPort(
        name="ttyUSB2", port="/dev/ttyUSB2", baud_bps=9600, usb=USB
    )
    assert world.settings.settings.receiver_2.baud_bps == 9600


def test_a_fifth_device_is_refused() -> None:
    places = ("positioning", "receiver_2", "receiver_3", "receiver_4")
    world = World({place: {"port": f"/dev/{place}"} for place in places})
    with pytest.raises(InputError):
        world.desk.accept(FOUND, None)


def test_a_place_that_the_agency_presets_is_left_alone() -> None:
    world = World(site={"positioning": ROOF})
    world.desk.accept(FOUND, None)
    assert world.names == ["roof", "ttyUSB2"]
    assert [world.desk.may_change(name) for name in world.names] == [False, True]
    assert not world.desk.may_put_first("ttyUSB2")


def test_a_receiver_can_be_preferred() -> None:
    world = two()
    assert [world.desk.may_put_first(name) for name in ("roof", "spare", "x")] == [
        False,
        True,
        False,
    ]
    world.desk.put_first("spare")
    assert world.names == ["spare", "roof"]


def test_changing_the_order_keeps_what_is_known() -> None:
    world = two()
    link = ReceiverLink(source="roof", port="/dev/ttyUSB0", link=LinkState.RECEIVING)
    world.desk.link_changed(link)
    world.desk.put_first("spare")
    assert [state.link for state in world.positioning.state().receivers] == [
        LinkState.OFF,
        LinkState.RECEIVING,
    ]


def test_a_receiver_can_be_given_back() -> None:
    world = two()
    world.desk.remove("roof")
    world.desk.remove("nobody")
    assert world.names == ["spare"]


def test_its_speed_can_be_looked_for() -> None:
    world = two()
    world.desk.find_speed("roof")
    assert world.readers.ports[0].baud_bps is None


def test_the_device_behind_a_port_is_remembered() -> None:
    world = two()
    link = ReceiverLink(source="roof", port="/dev/ttyUSB0", usb=USB.text())
    world.desk.link_changed(link)
    again = ReceiverDesk(world.settings, world.readers, world.positioning, world.kept, EventBus())
    again.start()
    assert world.readers.ports[0].usb == USB


def test_learning_which_device_it_is_does_not_disturb_its_reader() -> None:
    world = two()
    world.desk.link_changed(ReceiverLink(source="roof", port="/dev/ttyUSB0", usb=USB.text()))
    world.settings.change("unit.duty_person", "周敏")
    assert world.readers.starts == 1


def test_other_ports_are_those_that_are_not_in_use() -> None:
    world = two()
    found = [FoundPort(device=f"/dev/ttyUSB{number}") for number in (0, 2, 7)]
    moved = ReceiverLink(source="roof", port="/dev/ttyUSB0", device="/dev/ttyUSB7")
    world.desk.link_changed(moved)
    assert [port.device for port in world.desk.others(found)] == ["/dev/ttyUSB2"]


def test_a_port_is_listened_to_only_while_somebody_wants_it() -> None:
    world = two()
    world.desk.listen(FOUND)
    assert world.readers.trial == ReceiverPort(name=TRIAL, port="/dev/ttyUSB2", usb=USB)
    world.desk.accept(FOUND, None)
    assert world.readers.trial is None


def test_recording_is_passed_on() -> None:
    world = two()
    world.desk.start_recording("roof")
    assert world.readers.recording == "roof"
    world.desk.stop_recording()
    assert world.readers.recording is None


def test_after_the_end_settings_start_nothing() -> None:
    world = two()
    world.desk.stop()
    world.settings.change("receiver_3.port", "/dev/ttyUSB3")
    assert world.readers.ports == ()
