# SPDX-License-Identifier: Apache-2.0
"""Frames that Chinese map services use, and the way back to WGS-84.

GCJ-02 displaces a point by a smooth function of its coordinates, 100 to 700 m. The law does not
publish the function; the formula used here is the one known in public since 2010 from the
`EvilTransform` source, on the Krasovsky 1940 ellipsoid, and agrees with what the map services
show. BD-09 adds one more displacement. Both are inverted by iteration, not approximated.

Points outside the rectangle that the displacement covers are the same in GCJ-02 as in WGS-84.
"""

import math
from collections.abc import Callable
from enum import Enum
from typing import Final

from command_vehicle.domain.geodesy import GeoPoint

_SEMI_MAJOR_AXIS_M: Final = 6_378_245.0
_ECCENTRICITY_SQUARED: Final = 0.006_693_421_622_965_943_23
_SOUTH_DEG, _NORTH_DEG = 0.8293, 55.8271
_WEST_DEG, _EAST_DEG = 72.004, 137.8347
_BD_WAVE: Final = math.pi * 3000.0 / 180.0
_BD_LATITUDE_DEG, _BD_LONGITUDE_DEG = 0.006, 0.0065
_CLOSE_ENOUGH_DEG: Final = 1e-10
_MAX_ROUNDS: Final = 30
"""Each round divides the error by more than a hundred; four are usual."""


class Frame(Enum):
    """The frame that coordinates were given in."""

    WGS84 = "wgs84"
    CGCS2000 = "cgcs2000"
    GCJ02 = "gcj02"
    BD09 = "bd09"


def to_wgs84(point: GeoPoint, frame: Frame) -> GeoPoint:
    """The point in WGS-84; CGCS2000 agrees with it to centimetres and is taken as it is."""
    if frame is Frame.GCJ02:
        return gcj02_to_wgs84(point)
    if frame is Frame.BD09:
        return gcj02_to_wgs84(bd09_to_gcj02(point))
    return point


def wgs84_to_gcj02(point: GeoPoint) -> GeoPoint:
    """The point as Gaode or Tencent show it."""
    if not _is_displaced(point):
        return point
    north_m, east_m = _displacement_m(point.latitude_deg - 35.0, point.longitude_deg - 105.0)
    latitude = math.radians(point.latitude_deg)
    flattening = 1.0 - _ECCENTRICITY_SQUARED * math.sin(latitude) ** 2
    meridian_m = _SEMI_MAJOR_AXIS_M * (1.0 - _ECCENTRICITY_SQUARED) / flattening**1.5
    parallel_m = _SEMI_MAJOR_AXIS_M * math.cos(latitude) / math.sqrt(flattening)
    return GeoPoint(
        latitude_deg=point.latitude_deg + math.degrees(north_m / meridian_m),
        longitude_deg=point.longitude_deg + math.degrees(east_m / parallel_m),
    )


def gcj02_to_wgs84(point: GeoPoint) -> GeoPoint:
    """The WGS-84 point behind a GCJ-02 one, to better than 1e-7 degrees."""
    return _inverted(wgs84_to_gcj02, point) if _is_displaced(point) else point


def gcj02_to_bd09(point: GeoPoint) -> GeoPoint:
    """The point as Baidu shows it."""
    east, north = point.longitude_deg, point.latitude_deg
    radius = math.hypot(east, north) + 0.000_02 * math.sin(north * _BD_WAVE)
    angle = math.atan2(north, east) + 0.000_003 * math.cos(east * _BD_WAVE)
    return _on_earth(
        radius * math.sin(angle) + _BD_LATITUDE_DEG, radius * math.cos(angle) + _BD_LONGITUDE_DEG
    )


def bd09_to_gcj02(point: GeoPoint) -> GeoPoint:
    """The GCJ-02 point behind a BD-09 one."""
    return _inverted(gcj02_to_bd09, point)


def _is_displaced(point: GeoPoint) -> bool:
    return (
        _SOUTH_DEG <= point.latitude_deg <= _NORTH_DEG
        and _WEST_DEG <= point.longitude_deg <= _EAST_DEG
    )


def _displacement_m(north: float, east: float) -> tuple[float, float]:
    """Metres to north and east at an offset in degrees from 35° N 105° E."""
    ripple = (20.0 * _wave(6.0 * east) + 20.0 * _wave(2.0 * east)) * 2.0 / 3.0
    root = math.sqrt(abs(east))
    to_north = -100.0 + 2.0 * east + 3.0 * north + 0.2 * north**2 + 0.1 * east * north + 0.2 * root
    to_north += ripple + (20.0 * _wave(north) + 40.0 * _wave(north / 3.0)) * 2.0 / 3.0
    to_north += (160.0 * _wave(north / 12.0) + 320.0 * _wave(north / 30.0)) * 2.0 / 3.0
    to_east = 300.0 + east + 2.0 * north + 0.1 * east**2 + 0.1 * east * north + 0.1 * root
    to_east += ripple + (20.0 * _wave(east) + 40.0 * _wave(east / 3.0)) * 2.0 / 3.0
    to_east += (150.0 * _wave(east / 12.0) + 300.0 * _wave(east / 30.0)) * 2.0 / 3.0
    return to_north, to_east


def _wave(half_turns: float) -> float:
    return math.sin(half_turns * math.pi)


def _inverted(forward: Callable[[GeoPoint], GeoPoint], target: GeoPoint) -> GeoPoint:
    """The point that `forward` takes to `target`, by fixed-point iteration."""
    guess = target
    for _ in range(_MAX_ROUNDS):
        reached = forward(guess)
        north = target.latitude_deg - reached.latitude_deg
        east = target.longitude_deg - reached.longitude_deg
        if max(abs(north), abs(east)) < _CLOSE_ENOUGH_DEG:
            break
        guess = _on_earth(guess.latitude_deg + north, guess.longitude_deg + east)
    return guess


def _on_earth(latitude_deg: float, longitude_deg: float) -> GeoPoint:
    return GeoPoint(
        latitude_deg=max(-90.0, min(90.0, latitude_deg)),
        longitude_deg=max(-180.0, min(180.0, longitude_deg)),
    )
