# SPDX-License-Identifier: Apache-2.0
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from command_vehicle.domain.geodesy import GeoPoint, distance_m
from command_vehicle.domain.positioning import AccuracyBasis, Constellation, Fix, FixMode
from command_vehicle.protocols.nmea.decoder import NmeaDecoder
from command_vehicle.services.simulation.receiver import Route, Scenario, SimulatedReceiver

START = datetime(2026, 5, 4, 2, 0, tzinfo=UTC)
CORNER = [
    GeoPoint(latitude_deg=40.20, longitude_deg=101.90),
    GeoPoint(latitude_deg=40.21, longitude_deg=101.90),
    GeoPoint(latitude_deg=40.21, longitude_deg=101.91),
]
ROUND = [*CORNER, CORNER[0]]


def heard(receiver: SimulatedReceiver, seconds: range) -> list[Fix]:
    decoder = NmeaDecoder("test", learns_last=False)
    fixes: list[Fix] = []
    for second in seconds:
        data = receiver.epoch(float(second), START + timedelta(seconds=second))
        fixes += decoder.feed(data, float(second))
    assert decoder.quality.checksum_errors == 0
    assert decoder.quality.garbage_bytes == 0
    return fixes + decoder.flush()


def test_every_epoch_is_a_three_dimensional_fix() -> None:
    fixes = heard(SimulatedReceiver(Route(ROUND)), range(100))
    assert Counter(fix.mode for fix in fixes) == {FixMode.FIX_3D: 100}


def test_the_fix_is_where_the_vehicle_is() -> None:
    receiver = SimulatedReceiver(Route(ROUND))
    fixes = heard(receiver, range(100))
    errors = [
        distance_m(fix.point, receiver.true_point(float(second)))
        for second, fix in enumerate(fixes)
        if fix.point is not None
    ]
    assert max(errors) < 1.0


def test_speed_and_course_are_those_of_the_drive() -> None:
    fix = heard(SimulatedReceiver(Route(ROUND)), range(12, 13))[0]
    assert fix.speed_mps == pytest.approx(40 / 3.6, rel=0.16)
    assert fix.course_true_deg == pytest.approx(0.0, abs=0.1)


def test_time_and_date_are_those_asked_for() -> None:
    assert [fix.time for fix in heard(SimulatedReceiver(Route(ROUND)), range(2))] == [
        START,
        START + timedelta(seconds=1),
    ]


def test_beidou_leads_the_sky() -> None:
    fix = heard(SimulatedReceiver(Route(ROUND)), range(1))[0]
    seen = Counter(satellite.constellation for satellite in fix.satellites)
    assert seen.most_common(1)[0][0] is Constellation.BEIDOU
    assert set(seen) == {
        Constellation.BEIDOU,
        Constellation.GPS,
        Constellation.GALILEO,
        Constellation.GLONASS,
    }
    assert 12 <= seen[Constellation.BEIDOU] <= 22


def test_satellites_used_are_in_view() -> None:
    fix = heard(SimulatedReceiver(Route(ROUND)), range(1))[0]
    used = [satellite for satellite in fix.satellites if satellite.used]
    assert len(used) >= 12


def test_accuracy_is_reported() -> None:
    assert heard(SimulatedReceiver(Route(ROUND)), range(1))[0].accuracy_basis is AccuracyBasis.GST


@pytest.mark.slow
def test_no_step_is_a_jump() -> None:
    fixes = heard(SimulatedReceiver(Route(ROUND)), range(600))
    assert all(fix.jump_m is None for fix in fixes)


def test_a_tunnel_takes_the_fix_away_for_half_a_minute() -> None:
    fixes = heard(SimulatedReceiver(Route(ROUND), Scenario.TUNNEL), range(150))
    assert [second for second, fix in enumerate(fixes) if not fix.is_valid] == list(range(60, 90))


def test_nothing_is_in_view_in_a_tunnel() -> None:
    fixes = heard(SimulatedReceiver(Route(ROUND), Scenario.TUNNEL), range(60, 62))
    assert fixes[0].satellites == ()


def test_a_standing_vehicle_stays_and_has_no_course() -> None:
    receiver = SimulatedReceiver(Route(ROUND), Scenario.STILL)
    fix = heard(receiver, range(500, 501))[0]
    assert distance_m(receiver.true_point(500.0), ROUND[0]) < 0.01
    assert (fix.speed_mps, fix.course_true_deg) == (0.0, None)


def test_a_closed_route_is_driven_round() -> None:
    route = Route(ROUND)
    assert distance_m(route.point_at(route.length_m + 10.0), route.point_at(10.0)) < 0.01


def test_an_open_route_is_driven_to_and_fro() -> None:
    route = Route(CORNER)
    assert distance_m(route.point_at(route.length_m - 10.0), route.point_at(10.0)) < 0.01


def test_a_route_of_one_point_is_stood_on() -> None:
    assert Route(CORNER[:1]).point_at(1000.0) == CORNER[0]


def test_a_route_without_points_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one point"):
        Route([])
