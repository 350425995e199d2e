# SPDX-License-Identifier: Apache-2.0
"""A simulated BeiDou-first receiver: time in, bytes out.

It speaks NMEA 4.11 with talker GN, GSA and GSV per system, and drives along a line at a car's
speed. Everything is a function of time, so the same second always sounds the same.
"""

import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from itertools import pairwise

from command_vehicle.domain.geodesy import GeoPoint, bearing_true_deg, destination, distance_m
from command_vehicle.domain.positioning import Constellation, Satellite
from command_vehicle.protocols.nmea.fields import MPS_PER_KMH, MPS_PER_KNOT
from command_vehicle.protocols.nmea.writing import (
    number_field,
    position_fields,
    sentence,
    time_field,
)
from command_vehicle.services.simulation.sky import sky

TUNNEL_EVERY_S = 150.0
TUNNEL_FROM_S = 60.0
TUNNEL_FOR_S = 30.0
CORNER_M = 8.0
WANDER_SHARE = 0.15
WANDER_PERIOD_S = 47.0
MEAN_ALTITUDE_M = 1_215.0
ALTITUDE_SWING_M = 18.0
GEOID_SEPARATION_M = -52.0
GSV_PER_SENTENCE = 4
GSA_PER_SENTENCE = 12

_SYSTEMS: tuple[tuple[Constellation, str, str, str, int], ...] = (
    (Constellation.BEIDOU, "GB", "4", "1", 0),
    (Constellation.GPS, "GP", "1", "1", 0),
    (Constellation.GALILEO, "GA", "3", "7", 0),
    (Constellation.GLONASS, "GL", "2", "1", 64),
)
"""Constellation, talker, system id, signal id, offset of its numbers on the wire."""


class Scenario(Enum):
    """What the simulated vehicle does."""

    ROUTE = "route"
    """Drives along its line, for ever."""
    STILL = "still"
    """Stands at the beginning of the line."""
    TUNNEL = "tunnel"
    """Drives, and has no sky for half a minute now and then."""


class Route:
    """A line to drive along. A closed one is driven round, an open one to and fro."""

    def __init__(self, points: Sequence[GeoPoint]) -> None:
        if not points:
            raise ValueError("a route needs at least one point")
        is_closed = points[0] == points[-1]
        way = list(points) if is_closed else [*points, *reversed(points[:-1])]
        self._points = way
        self._at_m = [0.0]
        for start, end in pairwise(way):
            self._at_m.append(self._at_m[-1] + distance_m(start, end))

    @property
    def length_m(self) -> float:
        """Once round."""
        return self._at_m[-1]

    def point_at(self, driven_m: float) -> GeoPoint:
        """The place after so many metres."""
        if self.length_m <= 0:
            return self._points[0]
        along_m = driven_m % self.length_m
        leg = min(bisect_right(self._at_m, along_m), len(self._points) - 1)
        start, end = self._points[leg - 1], self._points[leg]
        return destination(start, bearing_true_deg(start, end), along_m - self._at_m[leg - 1])

    def course_true_deg(self, driven_m: float) -> float:
        """The way the car points there; corners are rounded a little."""
        behind, ahead = self.point_at(driven_m - CORNER_M), self.point_at(driven_m + CORNER_M)
        return bearing_true_deg(behind, ahead)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Instant:
    """What the receiver measures at one moment."""

    at: datetime
    point: GeoPoint | None
    altitude_m: float
    speed_mps: float
    course_deg: float
    satellites: tuple[Satellite, ...]

    @property
    def used(self) -> int:
        return sum(satellite.used for satellite in self.satellites)


class SimulatedReceiver:
    """Makes the sentences of one epoch after the other.

    Args:
        route: Where to drive.
        scenario: How.
        speed_kmh: Mean speed.
        wander_m: How far a fix may be off.
    """

    def __init__(
        self,
        route: Route,
        scenario: Scenario = Scenario.ROUTE,
        *,
        speed_kmh: float = 40.0,
        wander_m: float = 0.8,
    ) -> None:
        self._route = route
        self._scenario = scenario
        self._speed_mps = 0.0 if scenario is Scenario.STILL else speed_kmh * MPS_PER_KMH
        self._wander_m = wander_m

    def true_point(self, elapsed_s: float) -> GeoPoint:
        """Where the vehicle really is, without the receiver's wandering."""
        return self._route.point_at(self._driven_m(elapsed_s))

    def has_sky(self, elapsed_s: float) -> bool:
        """Whether there is a fix."""
        into_s = elapsed_s % TUNNEL_EVERY_S
        is_inside = TUNNEL_FROM_S <= into_s < TUNNEL_FROM_S + TUNNEL_FOR_S
        return not (self._scenario is Scenario.TUNNEL and is_inside)

    def epoch(self, elapsed_s: float, at: datetime) -> bytes:
        """Sentences of the instant `at`, `elapsed_s` after the start of the drive."""
        instant = self._measure(elapsed_s, at)
        return b"".join(
            (
                _gga(instant),
                _rmc(instant),
                _vtg(instant),
                *(_gsa(instant, *system) for system in _SYSTEMS),
                *(line for system in _SYSTEMS for line in _gsv(instant, *system)),
                _gst(instant, self._wander_m),
                _zda(instant),
            )
        )

    def _driven_m(self, elapsed_s: float) -> float:
        swing = math.tau / WANDER_PERIOD_S
        swing_m = self._speed_mps * WANDER_SHARE / swing * math.sin(swing * elapsed_s)
        return self._speed_mps * elapsed_s + swing_m

    def _measure(self, elapsed_s: float, at: datetime) -> _Instant:
        driven_m = self._driven_m(elapsed_s)
        swing = math.tau / WANDER_PERIOD_S
        speed_mps = self._speed_mps * (1 + WANDER_SHARE * math.cos(swing * elapsed_s))
        true_point = self._route.point_at(driven_m)
        off_m = self._wander_m * abs(math.sin(elapsed_s / 11.0)) * 0.7
        point = destination(true_point, elapsed_s * 3.0 % 360.0, off_m)
        has_sky = self.has_sky(elapsed_s)
        return _Instant(
            at=at,
            point=point if has_sky else None,
            altitude_m=MEAN_ALTITUDE_M + ALTITUDE_SWING_M * math.sin(driven_m / 900.0),
            speed_mps=speed_mps,
            course_deg=self._route.course_true_deg(driven_m) if self._speed_mps else 0.0,
            satellites=sky(true_point, at.timestamp()) if has_sky else (),
        )


def _gga(now: _Instant) -> bytes:
    if now.point is None:
        fields = ("", "", "", "", "0", "00", "99.99", "", "", "", "", "", "")
        return sentence("GNGGA", time_field(now.at), *fields)
    return sentence(
        "GNGGA",
        time_field(now.at),
        *position_fields(now.point),
        "1",
        f"{min(now.used, 99):02d}",
        number_field(_hdop(now), 2),
        number_field(now.altitude_m, 1),
        "M",
        number_field(GEOID_SEPARATION_M, 1),
        "M",
        "",
        "",
    )


def _rmc(now: _Instant) -> bytes:
    is_valid = now.point is not None
    return sentence(
        "GNRMC",
        time_field(now.at),
        "A" if is_valid else "V",
        *position_fields(now.point),
        number_field(now.speed_mps / MPS_PER_KNOT if is_valid else None, 3),
        number_field(now.course_deg if is_valid and now.speed_mps else None, 2),
        f"{now.at:%d%m%y}",
        "",
        "",
        "A" if is_valid else "N",
        "V",
    )


def _vtg(now: _Instant) -> bytes:
    if now.point is None:
        return sentence("GNVTG", "", "T", "", "M", "", "N", "", "K", "N")
    return sentence(
        "GNVTG",
        number_field(now.course_deg if now.speed_mps else None, 2),
        "T",
        "",
        "M",
        number_field(now.speed_mps / MPS_PER_KNOT, 3),
        "N",
        number_field(now.speed_mps / MPS_PER_KMH, 3),
        "K",
        "A",
    )


def _of(now: _Instant, constellation: Constellation) -> list[Satellite]:
    return [satellite for satellite in now.satellites if satellite.constellation is constellation]


def _gsa(
    now: _Instant,
    constellation: Constellation,
    _talker: str,
    system: str,
    _signal: str,
    offset: int,
) -> bytes:
    used = [satellite for satellite in _of(now, constellation) if satellite.used]
    numbers = [f"{satellite.svid + offset:02d}" for satellite in used[:GSA_PER_SENTENCE]]
    numbers += [""] * (GSA_PER_SENTENCE - len(numbers))
    hdop = _hdop(now)
    dops = [number_field(hdop * factor, 2) for factor in (1.8, 1.0, 1.5)]
    return sentence("GNGSA", "A", "3" if now.point else "1", *numbers, *dops, system)


def _gsv(
    now: _Instant, constellation: Constellation, talker: str, _system: str, signal: str, offset: int
) -> list[bytes]:
    seen = _of(now, constellation)
    total = max(1, math.ceil(len(seen) / GSV_PER_SENTENCE))
    lines = []
    for number in range(total):
        fields: list[str] = []
        for satellite in seen[number * GSV_PER_SENTENCE : (number + 1) * GSV_PER_SENTENCE]:
            fields += (
                f"{satellite.svid + offset:02d}",
                number_field(satellite.elevation_deg, 0).zfill(2),
                number_field(satellite.azimuth_deg, 0).zfill(3),
                number_field(satellite.cn0_dbhz, 0),
            )
        head = (str(total), str(number + 1), f"{len(seen):02d}")
        lines.append(sentence(f"{talker}GSV", *head, *fields, signal))
    return lines


def _gst(now: _Instant, wander_m: float) -> bytes:
    if now.point is None:
        return sentence("GNGST", time_field(now.at), "", "", "", "", "", "", "")
    sigma = number_field(max(0.3, wander_m), 2)
    return sentence("GNGST", time_field(now.at), "1.2", sigma, sigma, "0.0", sigma, sigma, "1.50")


def _zda(now: _Instant) -> bytes:
    return sentence(
        "GNZDA", time_field(now.at), f"{now.at:%d}", f"{now.at:%m}", f"{now.at:%Y}", "00", "00"
    )


def _hdop(now: _Instant) -> float:
    """Falls with the number of satellites, as dilutions do."""
    return 99.99 if not now.used else max(0.5, 3.2 / math.sqrt(now.used))
