# SPDX-License-Identifier: Apache-2.0
"""Free space: said once in good time, and again when it has halved."""

from command_vehicle.domain.errors import ErrorCode
from command_vehicle.services.disk import DiskWatch
from command_vehicle.services.events import EventBus, Trouble
from tests.support.clock import FakeTicker

LIMIT_MIB = 2048


class Disk:
    """A disk whose free space a test sets."""

    def __init__(self) -> None:
        self.free_mib: int | None = 100_000
        self.limit_mib = LIMIT_MIB
        self.told: list[object] = []
        self.ticker = FakeTicker()
        bus = EventBus()
        bus.subscribe(Trouble, self._note)
        self.watch = DiskWatch(bus, self.ticker, lambda: self.free_mib, lambda: self.limit_mib)

    def becomes(self, free_mib: int | None) -> None:
        self.free_mib = free_mib
        self.ticker.tick()

    def _note(self, trouble: Trouble) -> None:
        assert trouble.error.code is ErrorCode.DISK_LOW
        self.told.append(trouble.error.params["free_mib"])


def test_enough_is_not_spoken_of() -> None:
    disk = Disk()
    disk.becomes(LIMIT_MIB)
    assert disk.told == []


def test_too_little_is_said_once() -> None:
    disk = Disk()
    disk.becomes(2000)
    disk.becomes(1990)
    assert disk.told == [2000]


def test_it_is_said_again_when_it_has_halved() -> None:
    disk = Disk()
    for free_mib in (2000, 1001, 1000, 501, 500, 0, 0):
        disk.becomes(free_mib)
    assert disk.told == [2000, 1000, 500, 0]


def test_it_is_said_anew_after_there_was_room_again() -> None:
    disk = Disk()
    for free_mib in (2000, 5000, 2000):
        disk.becomes(free_mib)
    assert disk.told == [2000, 2000]


def test_another_limit_holds_at_the_next_look() -> None:
    disk = Disk()
    disk.becomes(3000)
    disk.limit_mib = 4000
    disk.becomes(3000)
    assert disk.told == [3000]


def test_a_disk_that_does_not_say_is_not_suspected() -> None:
    disk = Disk()
    disk.becomes(None)
    assert disk.told == []
