# SPDX-License-Identifier: Apache-2.0
"""The demo's drive past the fences of the demo's county."""

import json

from command_vehicle.adapters.paths import shipped_dir
from command_vehicle.domain.geodesy import GeoPoint
from command_vehicle.domain.geofences import Circle, FenceOrigin, FencePurpose, Geofence
from command_vehicle.services.positioning.fence_sides import Crossing, FenceSides
from command_vehicle.services.positioning.geofences import INCIDENT_RADIUS_M, STAGING_RADIUS_M
from command_vehicle.services.simulation.receiver import Route, SimulatedReceiver
from tests.support.clock import FakeClock
from tests.support.positioning import a_fix

NORTH_GATE = GeoPoint(latitude_deg=40.2350, longitude_deg=101.9660)
CHLORINE_STORE = GeoPoint(latitude_deg=40.2308, longitude_deg=101.9622)


def a_fence(name: str, purpose: FencePurpose, center: GeoPoint, radius_m: float) -> Geofence:
    return Geofence(
        key=name,
        name=name,
        purpose=purpose,
        shape=Circle(center=center, radius_m=radius_m),
        origin=FenceOrigin.RESOURCE,
    )


def test_a_round_of_the_demo_comes_to_the_staging_area_once() -> None:
    path = shipped_dir("resources") / "sample_county" / "route.geojson"
    line = json.loads(path.read_text(encoding="utf-8"))["features"][0]["geometry"]["coordinates"]
    route = Route([GeoPoint(latitude_deg=y, longitude_deg=x) for x, y in line])
    receiver = SimulatedReceiver(route)
    sides = FenceSides()
    staging = a_fence("gate", FencePurpose.STAGING_AREA, NORTH_GATE, STAGING_RADIUS_M)
    area = a_fence("area", FencePurpose.INCIDENT_AREA, CHLORINE_STORE, INCIDENT_RADIUS_M)
    sides.set_fences([staging, area], {})
    clock = FakeClock()
    told: list[Crossing] = []
    for second in range(round(route.length_m / 11.1)):
        clock.advance(1.0)
        told += sides.look(a_fix(clock, point=receiver.true_point(second)))
    passages = [(crossing.fence.name, crossing.passage.value) for crossing in told]
    assert passages == [
        ("area", "arrived"),
        ("gate", "arrived"),
        ("gate", "left"),
        ("area", "left"),
    ]
