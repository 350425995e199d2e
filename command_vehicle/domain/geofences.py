# SPDX-License-Identifier: Apache-2.0
"""Geofences 电子围栏: places whose crossing by the vehicle is written down by itself."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, IntEnum

from command_vehicle.domain.geodesy import MEAN_EARTH_RADIUS_M, GeoPoint, distance_m
from command_vehicle.domain.identity import OperationId

MIN_CORNERS = 3
MAX_CORNERS = 1_000
MIN_RADIUS_M = 10.0
MAX_RADIUS_M = 100_000.0


class FencePurpose(IntEnum):
    """What a fence stands for. Numbers are on disk and on the wire: never reuse one."""

    CORDON = 1
    STAGING_AREA = 2
    INCIDENT_AREA = 3
    COMMAND_POST = 4
    OTHER = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class GeofenceDrawn:
    """A person made a fence: a circle, or else an area.

    Attributes:
        name: As people call the place.
        purpose: What it stands for.
        center: WGS-84; None for an area.
        radius_m: Of the circle; resolution in the log 0.1 m; None for an area.
        ring: Corners of the area without the closing one; empty for a circle.
    """

    name: str
    purpose: FencePurpose = FencePurpose.CORDON
    center: GeoPoint | None = None
    radius_m: float | None = None
    ring: tuple[GeoPoint, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GeofenceRemoved:
    """The fence named in `record` is no longer watched; what it wrote stays."""

    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Circle:
    """Everything within `radius_m` of `center`."""

    center: GeoPoint
    radius_m: float

    def outside_m(self, point: GeoPoint) -> float:
        """Metres from the edge; negative within."""
        return distance_m(self.center, point) - self.radius_m


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A simple polygon; `ring` does not repeat its first corner."""

    ring: tuple[GeoPoint, ...]

    def outside_m(self, point: GeoPoint) -> float:
        """Metres from the nearest edge, on a plane around the point; negative within."""
        corners = [_on_plane(corner, point) for corner in self.ring]
        edges = list(zip(corners, [*corners[1:], corners[0]], strict=True))
        nearest_m = min(_to_origin_m(a, b) for a, b in edges)
        is_inside = sum(_crosses_east(a, b) for a, b in edges) % 2 == 1
        return -nearest_m if is_inside else nearest_m


Shape = Circle | Area


class FenceOrigin(Enum):
    """Where a fence comes from."""

    INCIDENT = "incident"
    RESOURCE = "resource"
    DRAWN = "drawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Geofence:
    """A fence that is watched.

    Attributes:
        key: The same as long as the fence lives: `incident:ID`, `resource:CODE` or `fence:ID`.
        name: As people call the place.
        purpose: What it stands for.
        shape: Where it is.
        origin: Where it comes from.
        id: Operation that drew it; None when nobody did.
        incident: Incident it belongs to.
    """

    key: str
    name: str
    purpose: FencePurpose
    shape: Shape
    origin: FenceOrigin
    id: OperationId | None = None
    incident: OperationId | None = None


def shape_of(drawn: GeofenceDrawn) -> Shape | None:
    """The shape of a drawn fence; None when what is drawn encloses nothing."""
    if drawn.center is not None and drawn.radius_m is not None and drawn.radius_m > 0:
        return Circle(center=drawn.center, radius_m=drawn.radius_m)
    return Area(ring=drawn.ring) if len(drawn.ring) >= MIN_CORNERS else None


def is_usable(drawn: GeofenceDrawn) -> bool:
    """Whether the fence has a name and encloses something of a sensible size."""
    if not drawn.name.strip():
        return False
    shape = shape_of(drawn)
    if isinstance(shape, Circle):
        return MIN_RADIUS_M <= shape.radius_m <= MAX_RADIUS_M and not drawn.ring
    return shape is not None and len(drawn.ring) <= MAX_CORNERS and drawn.center is None


def _on_plane(corner: GeoPoint, origin: GeoPoint) -> tuple[float, float]:
    """Metres east and north of `origin`; good to 0.1 % within 50 km below 70 degrees."""
    per_radian = MEAN_EARTH_RADIUS_M * math.cos(math.radians(origin.latitude_deg))
    east_deg = (corner.longitude_deg - origin.longitude_deg + 540.0) % 360.0 - 180.0
    north = math.radians(corner.latitude_deg - origin.latitude_deg) * MEAN_EARTH_RADIUS_M
    return math.radians(east_deg) * per_radian, north


def _to_origin_m(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Distance of the origin from the edge between two corners."""
    east, north = b[0] - a[0], b[1] - a[1]
    length = east * east + north * north
    share = 0.0 if length == 0 else max(0.0, min(1.0, -(a[0] * east + a[1] * north) / length))
    return math.hypot(a[0] + share * east, a[1] + share * north)


def _crosses_east(a: tuple[float, float], b: tuple[float, float]) -> bool:
    """Whether the edge crosses the half-line that runs east from the origin."""
    if (a[1] > 0) == (b[1] > 0):
        return False
    return a[0] - a[1] * (b[0] - a[0]) / (b[1] - a[1]) > 0


def corners(text: str) -> Iterator[GeoPoint]:
    """Points written `LAT,LON LAT,LON …`.

    Raises:
        ValueError: The text is something else.
    """
    for pair in text.replace(";", " ").split():
        latitude, longitude = pair.split(",")
        yield GeoPoint(latitude_deg=float(latitude), longitude_deg=float(longitude))
