# SPDX-License-Identifier: Apache-2.0
from dataclasses import replace
from datetime import timedelta

import pytest

from command_vehicle.domain.geodesy import distance_m
from command_vehicle.domain.operations import ClockStamp, TimeSource
from command_vehicle.domain.positioning import (
    Constellation,
    Freshness,
    LinkState,
    ReceiverLink,
    Satellite,
    SourceReason,
)
from command_vehicle.domain.timeline import PositionStamp
from command_vehicle.services.events import EventBus, FixArrived, PositioningChanged
from command_vehicle.services.positioning.receiver_choice import STEADY_S
from command_vehicle.services.positioning.service import PositioningService
from tests.support.clock import START, FakeClock, FakeTicker
from tests.support.positioning import TOWN, Heard, a_fix, midnight


class World:
    """A running service with two receivers."""

    def __init__(self) -> None:
        self.clock = FakeClock()
        self.ticker = FakeTicker()
        self.bus = EventBus()
        self.service = PositioningService(self.bus, self.clock, self.ticker)
        self.service.set_receivers([link("roof"), link("spare")])
        self.service.start()

    def seconds(self, count: int, *names: str) -> None:
        """So many seconds in which these receivers have a fix."""
        for _ in range(count):
            for name in names:
                self.service.fix_received(a_fix(self.clock, name))
            self.clock.advance(1.0)
            self.ticker.tick()


def link(name: str, state: LinkState = LinkState.RECEIVING) -> ReceiverLink:
    return ReceiverLink(source=name, port=f"/dev/{name}", link=state)


@pytest.fixture
def world() -> World:
    return World()


def test_before_any_fix_there_is_no_position(world: World) -> None:
    state = world.service.state()
    assert (state.freshness, state.age_s, state.source) == (Freshness.NEVER, None, None)


@pytest.mark.parametrize(
    ("age_s", "verdict"),
    [
        (0.0, Freshness.LIVE),
        (3.0, Freshness.LIVE),
        (3.1, Freshness.STALE),
        (10.0, Freshness.STALE),
        (10.1, Freshness.LOST),
    ],
)
def test_a_fix_ages(world: World, age_s: float, verdict: Freshness) -> None:
    world.service.fix_received(a_fix(world.clock))
    world.clock.advance(age_s)
    assert world.service.state().freshness is verdict


def test_crossing_a_limit_is_announced_without_a_new_fix(world: World) -> None:
    world.service.fix_received(a_fix(world.clock))
    heard = Heard(world.bus, PositioningChanged)
    world.clock.advance(3.1)
    world.ticker.tick()
    assert [
        event.state.freshness for event in heard.events if isinstance(event, PositioningChanged)
    ] == [Freshness.STALE]


def test_nothing_is_announced_while_nothing_changes(world: World) -> None:
    world.service.fix_received(a_fix(world.clock))
    heard = Heard(world.bus, PositioningChanged)
    world.clock.advance(0.4)
    world.ticker.tick()
    assert heard.events == []


def test_a_receiver_that_repeats_one_instant_grows_old(world: World) -> None:
    fix = a_fix(world.clock)
    for _ in range(12):
        world.service.fix_received(replace(fix, arrived_mono_s=world.clock.monotonic_s()))
        world.clock.advance(1.0)
    assert world.service.state().freshness is Freshness.LOST


def test_a_receiver_without_time_is_still_heard(world: World) -> None:
    blank = replace(a_fix(world.clock, valid=False), time=None, tod_s=None)
    world.service.fix_received(blank)
    world.clock.advance(1.0)
    world.service.fix_received(replace(blank, arrived_mono_s=world.clock.monotonic_s()))
    assert world.service.state().receivers[0].rate_hz == pytest.approx(1.0)


def test_every_epoch_of_the_chosen_receiver_is_announced(world: World) -> None:
    heard = Heard(world.bus, FixArrived)
    world.service.fix_received(a_fix(world.clock, "roof"))
    world.service.fix_received(a_fix(world.clock, "spare"))
    world.service.fix_received(a_fix(world.clock, "roof", valid=False))
    assert [
        (event.fix.source, event.fix.is_valid)
        for event in heard.events
        if isinstance(event, FixArrived)
    ] == [("roof", True), ("roof", False)]


def test_no_fix_leaves_the_last_position_with_its_age(world: World) -> None:
    world.service.fix_received(a_fix(world.clock))
    world.clock.advance(1.0)
    world.service.fix_received(a_fix(world.clock, valid=False))
    state = world.service.state()
    assert state.last_valid is not None
    assert state.newest is not None
    assert (state.age_s, state.newest.is_valid) == (1.0, False)


def test_failover_when_the_first_loses_its_fix(world: World) -> None:
    world.seconds(3, "roof", "spare")
    for _ in range(4):
        world.service.fix_received(a_fix(world.clock, "roof", valid=False))
        world.service.fix_received(a_fix(world.clock, "spare"))
        world.clock.advance(1.0)
    state = world.service.state()
    assert (state.source, state.reason) == ("spare", SourceReason.FIX_LOST.value)


def test_failover_when_the_first_falls_silent(world: World) -> None:
    world.seconds(3, "roof", "spare")
    world.seconds(3, "spare")
    state = world.service.state()
    assert (state.source, state.reason) == ("spare", SourceReason.SILENT.value)


def test_failover_when_the_port_goes_away(world: World) -> None:
    world.seconds(3, "roof", "spare")
    world.service.link_changed(link("roof", LinkState.GONE))
    world.seconds(3, "spare")
    state = world.service.state()
    assert (state.source, state.reason) == ("spare", SourceReason.LINK_DOWN.value)


def test_the_first_returns_only_after_it_has_been_good_for_a_while(world: World) -> None:
    world.seconds(3, "roof", "spare")
    world.seconds(4, "spare")
    world.seconds(int(STEADY_S) - 1, "roof", "spare")
    before = world.service.state().source
    world.seconds(3, "roof", "spare")
    state = world.service.state()
    assert (before, state.source, state.reason) == ("spare", "roof", SourceReason.RETURNED.value)


def test_the_last_position_of_a_silent_receiver_stays_when_there_is_no_other(world: World) -> None:
    world.seconds(1, "roof")
    world.seconds(60)
    state = world.service.state()
    assert (state.source, state.freshness, state.age_s) == ("roof", Freshness.LOST, 61.0)


def test_satellites_used_are_counted_by_constellation(world: World) -> None:
    satellites = tuple(
        Satellite(constellation=constellation, svid=svid, used=used)
        for constellation, svid, used in [
            (Constellation.BEIDOU, 1, True),
            (Constellation.BEIDOU, 2, True),
            (Constellation.BEIDOU, 3, False),
            (Constellation.GPS, 1, True),
        ]
    )
    world.service.fix_received(replace(a_fix(world.clock), satellites=satellites))
    assert world.service.state().used_by_constellation == {
        Constellation.BEIDOU: 2,
        Constellation.GPS: 1,
    }


def test_the_rate_of_a_receiver_is_measured(world: World) -> None:
    world.seconds(10, "roof")
    rates = {receiver.name: receiver.rate_hz for receiver in world.service.state().receivers}
    assert rates == {"roof": pytest.approx(1.0), "spare": None}


def test_every_receiver_is_listed_in_the_order_given(world: World) -> None:
    world.service.link_changed(replace(link("attic", LinkState.DENIED), group="dialout"))
    world.service.fix_received(a_fix(world.clock, "unknown"))
    listed = [(receiver.name, receiver.group) for receiver in world.service.state().receivers]
    assert listed == [("roof", None), ("spare", None), ("attic", "dialout"), ("unknown", None)]


def test_a_receiver_that_stays_keeps_its_fix(world: World) -> None:
    world.seconds(1, "roof", "spare")
    world.service.set_receivers([link("spare"), link("roof")])
    names = [receiver.name for receiver in world.service.state().receivers if receiver.fix]
    assert names == ["spare", "roof"]


def test_a_receiver_that_was_taken_away_is_not_shown(world: World) -> None:
    world.seconds(1, "roof", "spare")
    world.service.set_receivers([link("spare")])
    world.ticker.tick()
    assert world.service.state().source == "spare"


def test_a_record_is_stamped_with_the_age_of_its_position(world: World) -> None:
    world.service.fix_received(a_fix(world.clock))
    world.clock.advance(360.0)
    assert world.service.position_stamp() == PositionStamp(
        point=TOWN, fixed_at=START, age_s=360.0, accuracy_m=3.0, source="roof"
    )


def test_a_record_before_the_first_fix_has_no_place(world: World) -> None:
    assert world.service.position_stamp() is None


def test_a_wrong_date_of_the_receiver_does_not_get_into_a_record(world: World) -> None:
    world.service.fix_received(a_fix(world.clock, time=midnight(), date_suspect=True))
    world.clock.advance(5.0)
    stamp = world.service.position_stamp()
    assert stamp is not None
    assert stamp.fixed_at == START


def test_the_pc_clock_is_compared_with_gnss_time(world: World) -> None:
    for _ in range(5):
        world.service.fix_received(a_fix(world.clock, gnss_ahead_s=-3.4))
        world.clock.advance(1.0)
    stamp = world.service.clock_stamp()
    assert stamp == ClockStamp(source=TimeSource.GNSS, offset_ms=3250, uncertainty_ms=150)


def test_records_use_gnss_time_only_while_the_pc_clock_is_wrong(world: World) -> None:
    world.seconds(5, "roof")
    assert world.service.now() == world.clock.now()
    world.clock.set_wall_time(world.clock.now() + timedelta(hours=1))
    off = world.clock.now() - world.service.now()
    assert off.total_seconds() == pytest.approx(3600.0, abs=0.3)
    assert world.service.monotonic_s() == world.clock.monotonic_s()


def test_a_lost_fix_is_reckoned_on_and_no_record_is_stamped_with_it(world: World) -> None:
    world.seconds(5, "roof")
    assert world.service.state().estimate is None
    world.clock.advance(20.0)
    state, stamp = world.service.state(), world.service.position_stamp()
    assert state.freshness is Freshness.LOST
    assert state.estimate is not None
    assert distance_m(TOWN, state.estimate.point) == pytest.approx(11.0 * 21.0, abs=1.0)
    assert stamp is not None
    assert (stamp.point, round(stamp.age_s)) == (TOWN, 21)


def test_before_any_comparison_the_pc_clock_stands_alone(world: World) -> None:
    assert world.service.clock_stamp() == ClockStamp(source=TimeSource.PC)


def test_setting_the_pc_clock_shows_at_once(world: World) -> None:
    world.seconds(5, "roof")
    before = world.service.state().clock_offset_s
    world.clock.set_wall_time(world.clock.now() + timedelta(hours=1))
    after = world.service.state().clock_offset_s
    assert before is not None
    assert after is not None
    assert after - before == pytest.approx(3600.0)


def test_a_stopped_service_watches_no_ages(world: World) -> None:
    world.service.fix_received(a_fix(world.clock))
    world.service.start()
    world.service.stop()
    world.service.stop()
    heard = Heard(world.bus, PositioningChanged)
    world.clock.advance(60.0)
    world.ticker.tick()
    assert heard.events == []
