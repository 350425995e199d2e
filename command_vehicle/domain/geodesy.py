# SPDX-License-Identifier: Apache-2.0
"""Points on the Earth.

Frame: WGS-84, which CGCS2000 matches to within centimetres for navigation purposes. Other
frames (GCJ-02, BD-09) are converted where they enter and never get this far.
"""

import math
from dataclasses import dataclass

MAX_LATITUDE_DEG = 90.0
MAX_LONGITUDE_DEG = 180.0
MEAN_EARTH_RADIUS_M = 6_371_008.8
"""IUGG mean radius R1 of the WGS-84 ellipsoid, metres."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GeoPoint:
    """A position in degrees, WGS-84.

    Attributes:
        latitude_deg: North positive, -90 to 90.
        longitude_deg: East positive, -180 to 180.
    """

    latitude_deg: float
    longitude_deg: float

    def __post_init__(self) -> None:
        """Refuse what is not on the Earth."""
        if not abs(self.latitude_deg) <= MAX_LATITUDE_DEG:
            raise ValueError(f"latitude {self.latitude_deg} is outside -90..90")
        if not abs(self.longitude_deg) <= MAX_LONGITUDE_DEG:
            raise ValueError(f"longitude {self.longitude_deg} is outside -180..180")


@dataclass(frozen=True, slots=True, kw_only=True)
class GeoBox:
    """A box in degrees, WGS-84, that does not cross the 180th meridian."""

    south_deg: float
    west_deg: float
    north_deg: float
    east_deg: float


def distance_m(a: GeoPoint, b: GeoPoint) -> float:
    """Great-circle distance in metres (haversine on the mean sphere, error below 0.6 %)."""
    lat_a, lat_b = math.radians(a.latitude_deg), math.radians(b.latitude_deg)
    half_lat = (lat_b - lat_a) / 2
    half_lon = math.radians(b.longitude_deg - a.longitude_deg) / 2
    chord = math.sin(half_lat) ** 2 + math.cos(lat_a) * math.cos(lat_b) * math.sin(half_lon) ** 2
    return 2 * MEAN_EARTH_RADIUS_M * math.asin(min(1.0, math.sqrt(chord)))


def bearing_true_deg(start: GeoPoint, end: GeoPoint) -> float:
    """Initial great-circle bearing from true north, 0 <= bearing < 360 degrees."""
    lat_a, lat_b = math.radians(start.latitude_deg), math.radians(end.latitude_deg)
    delta = math.radians(end.longitude_deg - start.longitude_deg)
    east = math.sin(delta) * math.cos(lat_b)
    north = math.cos(lat_a) * math.sin(lat_b) - math.sin(lat_a) * math.cos(lat_b) * math.cos(delta)
    return math.degrees(math.atan2(east, north)) % 360.0


def destination(start: GeoPoint, course_true_deg: float, range_m: float) -> GeoPoint:
    """The point reached from `start` along a great circle on the mean sphere."""
    angle = range_m / MEAN_EARTH_RADIUS_M
    course = math.radians(course_true_deg)
    lat = math.radians(start.latitude_deg)
    sin_lat = math.sin(lat) * math.cos(angle) + math.cos(lat) * math.sin(angle) * math.cos(course)
    east = math.sin(course) * math.sin(angle) * math.cos(lat)
    north = math.cos(angle) - math.sin(lat) * sin_lat
    delta = math.atan2(east, north)
    longitude = math.degrees(math.radians(start.longitude_deg) + delta)
    return GeoPoint(
        latitude_deg=math.degrees(math.asin(max(-1.0, min(1.0, sin_lat)))),
        longitude_deg=(longitude + 540.0) % 360.0 - 180.0,
    )
