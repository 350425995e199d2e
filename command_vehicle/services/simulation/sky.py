# SPDX-License-Identifier: Apache-2.0
"""A plausible sky for simulated receivers: circular orbits of the real constellations' shape.

BeiDou has geostationary, inclined geosynchronous and medium orbits, the others medium ones only.
Planes and phases are evenly spread, so the sky moves as a real one does without being the one of
any day. Good for exercises and tests, not for planning.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from command_vehicle.domain.geodesy import GeoPoint
from command_vehicle.domain.positioning import Constellation, Satellite

EARTH_RADIUS_KM = 6371.0
SIDEREAL_DAY_S = 86_164.1
GRAVITY_KM3_S2 = 398_600.4418
IN_VIEW_ABOVE_DEG = 5.0
USED_ABOVE_DEG = 12.0
WEAKEST_DBHZ = 26.0
STRONGEST_DBHZ = 48.0

GEOSYNCHRONOUS_KM = 42_164.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Orbit:
    """A circular orbit.

    Attributes:
        constellation: System.
        svid: Number within it.
        radius_km: From the Earth's centre.
        inclination_deg: Against the equator.
        node_deg: Longitude of the ascending node at time 0.
        phase_deg: Distance from the node along the orbit at time 0.
    """

    constellation: Constellation
    svid: int
    radius_km: float
    inclination_deg: float
    node_deg: float
    phase_deg: float


_GEOSTATIONARY_DEG = {1: 140.0, 2: 84.0, 3: 110.5, 4: 160.0, 5: 58.75}
_INCLINED = {
    6: (118.0, 0),
    7: (118.0, 120),
    8: (118.0, 240),
    9: (95.0, 60),
    10: (95.0, 180),
    13: (95.0, 300),
    16: (112.0, 30),
    38: (110.5, 90),
    39: (104.0, 210),
    40: (108.0, 330),
}
"""Longitude of the middle of the figure of eight, and place on it."""
_MEDIUM_BEIDOU = (11, 12, 14, *range(19, 31), *range(32, 38), *range(41, 47))


def _walker(
    constellation: Constellation,
    svids: tuple[int, ...],
    planes: int,
    radius_km: float,
    inclination_deg: float,
) -> Iterator[Orbit]:
    """Satellites spread evenly over planes and within each plane."""
    for index, svid in enumerate(svids):
        plane, place = index % planes, index // planes
        per_plane = math.ceil(len(svids) / planes)
        yield Orbit(
            constellation=constellation,
            svid=svid,
            radius_km=radius_km,
            inclination_deg=inclination_deg,
            node_deg=360.0 * plane / planes,
            phase_deg=360.0 * (place + plane / planes) / per_plane,
        )


def _beidou() -> Iterator[Orbit]:
    for svid, longitude_deg in _GEOSTATIONARY_DEG.items():
        yield Orbit(
            constellation=Constellation.BEIDOU,
            svid=svid,
            radius_km=GEOSYNCHRONOUS_KM,
            inclination_deg=0.0,
            node_deg=longitude_deg,
            phase_deg=0.0,
        )
    for svid, (longitude_deg, phase_deg) in _INCLINED.items():
        yield Orbit(
            constellation=Constellation.BEIDOU,
            svid=svid,
            radius_km=GEOSYNCHRONOUS_KM,
            inclination_deg=55.0,
            node_deg=longitude_deg - phase_deg,
            phase_deg=float(phase_deg),
        )
    yield from _walker(Constellation.BEIDOU, _MEDIUM_BEIDOU, 3, 27_906.0, 55.0)


ORBITS: tuple[Orbit, ...] = (
    *_beidou(),
    *_walker(Constellation.GPS, tuple(range(1, 31)), 6, 26_560.0, 55.0),
    *_walker(Constellation.GALILEO, tuple(range(1, 25)), 3, 29_600.0, 56.0),
    *_walker(Constellation.GLONASS, tuple(range(1, 25)), 3, 25_510.0, 64.8),
)


def sky(observer: GeoPoint, unix_s: float) -> tuple[Satellite, ...]:
    """Satellites above the horizon, the constellations in the order of `ORBITS`."""
    seen = (_look(orbit, observer, unix_s) for orbit in ORBITS)
    return tuple(satellite for satellite in seen if satellite is not None)


def _look(orbit: Orbit, observer: GeoPoint, unix_s: float) -> Satellite | None:
    east, north, up = _direction(orbit, observer, unix_s)
    elevation_deg = math.degrees(math.atan2(up, math.hypot(east, north)))
    if elevation_deg < IN_VIEW_ABOVE_DEG:
        return None
    share = math.sin(math.radians(elevation_deg))
    flutter_db = math.sin(unix_s / 7.0 + orbit.svid) + math.sin(unix_s / 2.3 + 3 * orbit.svid)
    return Satellite(
        constellation=orbit.constellation,
        svid=orbit.svid,
        elevation_deg=round(elevation_deg),
        azimuth_deg=round(math.degrees(math.atan2(east, north))) % 360,
        cn0_dbhz=round(WEAKEST_DBHZ + (STRONGEST_DBHZ - WEAKEST_DBHZ) * share + flutter_db),
        used=elevation_deg >= USED_ABOVE_DEG,
    )


def _direction(orbit: Orbit, observer: GeoPoint, unix_s: float) -> tuple[float, float, float]:
    """From the observer to the satellite, east, north, up, kilometres, on a round Earth."""
    motion_rad_s = math.sqrt(GRAVITY_KM3_S2 / orbit.radius_km**3)
    along = math.radians(orbit.phase_deg) + motion_rad_s * unix_s
    node = math.radians(orbit.node_deg) - math.tau * unix_s / SIDEREAL_DAY_S
    tilt = math.radians(orbit.inclination_deg)
    in_plane, out_of_plane = math.cos(along), math.sin(along)
    longitude = math.radians(observer.longitude_deg)
    latitude = math.radians(observer.latitude_deg)
    turn = node - longitude
    toward = in_plane * math.cos(turn) - out_of_plane * math.sin(turn) * math.cos(tilt)
    east = in_plane * math.sin(turn) + out_of_plane * math.cos(turn) * math.cos(tilt)
    polar = out_of_plane * math.sin(tilt)
    up = toward * math.cos(latitude) + polar * math.sin(latitude)
    north = polar * math.cos(latitude) - toward * math.sin(latitude)
    scale = orbit.radius_km
    return east * scale, north * scale, up * scale - EARTH_RADIUS_KM
