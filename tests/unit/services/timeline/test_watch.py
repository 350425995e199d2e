# SPDX-License-Identifier: Apache-2.0
"""Lines that write themselves: after a while, not at every flicker, and with the right times."""

from datetime import timedelta, timezone

import pytest
from typing_extensions import override

from command_vehicle.domain.operations import ClockStamp, TimeSource
from command_vehicle.domain.positioning import Freshness, PositioningState
from command_vehicle.domain.sync import BearerHealth, BearerKind, BearerState, SyncState
from command_vehicle.domain.timeline import Entry, EntryFilter, EntryKind
from command_vehicle.services.events import EventBus, PositioningChanged, SyncChanged
from command_vehicle.services.journal import Journal
from command_vehicle.services.ports import PageOf, RecordWords
from command_vehicle.services.timeline.service import TimelineService
from command_vehicle.services.timeline.watch import Watch
from tests.support.clock import START, FakeClock, FakeTicker
from tests.support.fake_store import FakeKeptState, FakeRunner, FakeStore


class PlainWords(RecordWords):
    """Words that a test can read."""

    @override
    def fix_lost(self) -> str:
        return "lost"

    @override
    def fix_regained(self, lost_for_s: float) -> str:
        return f"regained after {lost_for_s:.0f} s"

    @override
    def link_down(self, bearer: BearerKind) -> str:
        return f"{bearer.value} down"

    @override
    def link_up(self, bearer: BearerKind) -> str:
        return f"{bearer.value} up"

    @override
    def clock_off(self, offset_s: float) -> str:
        return f"clock off by {offset_s:+.1f} s"

    @override
    def clock_right(self) -> str:
        return "clock right"


class Vehicle:
    """A watch over a timeline in memory; time passes in seconds."""

    def __init__(self) -> None:
        self.clock = FakeClock()
        self.ticker = FakeTicker()
        self.bus = EventBus()
        self.store = FakeStore(self.clock)
        runner = FakeRunner(self.store)
        journal = Journal(
            runner,
            self.bus,
            actor=lambda: "周敏",
            clock=lambda: ClockStamp(source=TimeSource.PC),
        )
        timeline = TimelineService(
            runner,
            journal,
            self.bus,
            self.clock,
            FakeKeptState(),
            position=lambda: None,
            zone=lambda: timezone(timedelta(hours=8)),
        )
        self.watch = Watch(timeline, self.bus, self.clock, self.ticker, PlainWords())

    def fix(self, freshness: Freshness, seconds: int) -> None:
        """The fix has this freshness for so long."""
        for _ in range(seconds):
            self.bus.publish(PositioningChanged(state=PositioningState(freshness=freshness)))
            self.pass_time(1)

    def off(self, offset_s: float | None, seconds: int, *, uncertainty_s: float = 0.2) -> None:
        """The PC clock is this much off for so long."""
        for _ in range(seconds):
            state = PositioningState(
                freshness=Freshness.LIVE,
                clock_offset_s=offset_s,
                clock_uncertainty_s=uncertainty_s,
            )
            self.bus.publish(PositioningChanged(state=state))
            self.pass_time(1)

    def link(self, health: BearerHealth, seconds: int) -> None:
        """The cellular link has this health for so long; it is announced once."""
        bearer = BearerState(kind=BearerKind.CELLULAR, health=health)
        self.bus.publish(SyncChanged(state=SyncState(bearers=(bearer,))))
        self.pass_time(seconds)

    def pass_time(self, seconds: int) -> None:
        """The clock and the ticker run on."""
        for _ in range(seconds):
            self.clock.advance(1)
            self.ticker.tick()

    @property
    def entries(self) -> list[Entry]:
        """Oldest first."""
        return list(reversed(self.store.entries(EntryFilter(), PageOf())))

    @property
    def texts(self) -> list[str]:
        """What has been written."""
        return [entry.recorded.text for entry in self.entries]


@pytest.fixture
def vehicle() -> Vehicle:
    return Vehicle()


def test_a_lost_fix_is_written_with_the_time_of_the_last_one(vehicle: Vehicle) -> None:
    vehicle.fix(Freshness.LIVE, 60)
    vehicle.fix(Freshness.STALE, 7)
    vehicle.fix(Freshness.LOST, 25)
    (entry,) = vehicle.entries
    assert (entry.recorded.kind, entry.recorded.text) == (EntryKind.POSITION, "lost")
    assert entry.recorded.automatic_source == "positioning"
    assert entry.recorded.happened_at == START + timedelta(seconds=59)


def test_a_regained_fix_says_for_how_long_there_was_none(vehicle: Vehicle) -> None:
    vehicle.fix(Freshness.LIVE, 60)
    vehicle.fix(Freshness.LOST, 300)
    vehicle.fix(Freshness.LIVE, 10)
    assert vehicle.texts == ["lost", "regained after 301 s"]
    assert vehicle.entries[1].recorded.happened_at == START + timedelta(seconds=360)


def test_a_bridge_is_not_written(vehicle: Vehicle) -> None:
    vehicle.fix(Freshness.LIVE, 60)
    vehicle.fix(Freshness.LOST, 15)
    vehicle.fix(Freshness.LIVE, 60)
    assert vehicle.texts == []


def test_one_epoch_is_not_a_regained_fix(vehicle: Vehicle) -> None:
    vehicle.fix(Freshness.LIVE, 60)
    vehicle.fix(Freshness.LOST, 300)
    vehicle.fix(Freshness.LIVE, 1)
    vehicle.fix(Freshness.LOST, 60)
    assert vehicle.texts == ["lost"]


def test_a_street_of_tunnels_does_not_fill_the_record(vehicle: Vehicle) -> None:
    for _ in range(15):
        vehicle.fix(Freshness.LIVE, 10)
        vehicle.fix(Freshness.LOST, 30)
    assert len(vehicle.texts) <= 600 // 120 + 1


def test_never_having_had_a_fix_is_no_loss(vehicle: Vehicle) -> None:
    vehicle.fix(Freshness.NEVER, 100)
    vehicle.fix(Freshness.LIVE, 100)
    assert vehicle.texts == []


def test_a_link_that_goes_and_comes_back_is_written(vehicle: Vehicle) -> None:
    vehicle.link(BearerHealth.UP, 60)
    vehicle.link(BearerHealth.DOWN, 90)
    vehicle.link(BearerHealth.UP, 60)
    assert vehicle.texts == ["cellular down", "cellular up"]
    down, up = vehicle.entries
    assert (down.recorded.kind, down.recorded.automatic_source) == (EntryKind.LINK, "sync")
    assert down.recorded.happened_at == START + timedelta(seconds=60)
    assert up.recorded.happened_at == START + timedelta(seconds=150)


def test_a_doubtful_link_is_neither_up_nor_down(vehicle: Vehicle) -> None:
    vehicle.link(BearerHealth.UP, 60)
    vehicle.link(BearerHealth.DOUBTFUL, 600)
    assert vehicle.texts == []


def test_a_short_interruption_of_a_link_is_not_written(vehicle: Vehicle) -> None:
    vehicle.link(BearerHealth.UP, 60)
    vehicle.link(BearerHealth.DOWN, 9)
    vehicle.link(BearerHealth.UP, 60)
    assert vehicle.texts == []


def test_switching_a_link_off_and_on_is_no_failure(vehicle: Vehicle) -> None:
    vehicle.link(BearerHealth.UP, 60)
    vehicle.link(BearerHealth.OFF, 60)
    vehicle.link(BearerHealth.DOWN, 60)
    assert vehicle.texts == []


def test_a_stopped_watch_writes_nothing(vehicle: Vehicle) -> None:
    vehicle.link(BearerHealth.UP, 60)
    vehicle.watch.stop()
    vehicle.link(BearerHealth.DOWN, 60)
    assert vehicle.texts == []


def test_a_wrong_clock_is_written_once(vehicle: Vehicle) -> None:
    vehicle.off(3.4, 600)
    assert vehicle.texts == ["clock off by +3.4 s"]
    assert vehicle.entries[0].recorded.automatic_source == "positioning"


def test_a_clock_that_hovers_about_the_limit_is_written_once(vehicle: Vehicle) -> None:
    vehicle.off(2.5, 30)
    for _ in range(20):
        vehicle.off(1.9, 30)
        vehicle.off(2.3, 30)
    assert vehicle.texts == ["clock off by +2.5 s"]


def test_a_clock_set_right_is_written_too(vehicle: Vehicle) -> None:
    vehicle.off(-40.0, 200)
    vehicle.off(0.1, 30)
    assert vehicle.texts == ["clock off by -40.0 s", "clock right"]


def test_a_bad_measurement_accuses_no_clock(vehicle: Vehicle) -> None:
    vehicle.off(2.4, 60, uncertainty_s=0.6)
    vehicle.off(5.0, 8)
    vehicle.off(None, 60)
    assert vehicle.texts == []
