# SPDX-License-Identifier: Apache-2.0
"""A segment of the track thinned for drawing, as bytes.

Thinning is Douglas-Peucker on a plane in metres around the first point of the segment. Each point
left over takes sixteen bytes: Unix milliseconds, latitude and longitude in 1e-7 degrees.
"""

import math
import struct
from collections.abc import Iterator, Sequence
from typing import Final

from command_vehicle.domain.geodesy import MEAN_EARTH_RADIUS_M, GeoPoint
from command_vehicle.domain.plane import simplify
from command_vehicle.domain.track import TrackPoint
from command_vehicle.protocols.operations.forms import DEGREES_PER_UNIT
from command_vehicle.storage.places import from_ms, to_ms

_POINT: Final = struct.Struct("<qii")


def thinned(points: Sequence[TrackPoint], tolerance_m: float) -> list[TrackPoint]:
    """The points that a line needs which is at most `tolerance_m` off; jumps are left out."""
    kept = [each for each in points if not each.is_jump]
    if not kept:
        return []
    origin = kept[0].point
    north_m = math.radians(1.0) * MEAN_EARTH_RADIUS_M
    east_m = north_m * math.cos(math.radians(origin.latitude_deg))
    line = [
        (
            (each.point.longitude_deg - origin.longitude_deg) * east_m,
            (each.point.latitude_deg - origin.latitude_deg) * north_m,
        )
        for each in kept
    ]
    wanted = iter(simplify(line, tolerance_m))
    following = next(wanted, None)
    chosen: list[TrackPoint] = []
    for each, place in zip(kept, line, strict=True):
        if place == following:
            chosen.append(each)
            following = next(wanted, None)
    return chosen


def bounded(points: Sequence[TrackPoint], tolerance_m: float, most: int) -> list[TrackPoint]:
    """The same, but never more than `most` points: the tolerance doubles until they suffice."""
    chosen = thinned(points, tolerance_m)
    while len(chosen) > most:
        tolerance_m *= 2
        chosen = thinned(chosen, tolerance_m)
    return chosen


def packed(points: Sequence[TrackPoint]) -> bytes:
    """The points as bytes."""
    return b"".join(
        _POINT.pack(
            to_ms(each.at),
            round(each.point.latitude_deg * DEGREES_PER_UNIT),
            round(each.point.longitude_deg * DEGREES_PER_UNIT),
        )
        for each in points
    )


def unpacked(content: bytes) -> Iterator[TrackPoint]:
    """The points behind the bytes."""
    for at_ms, latitude, longitude in _POINT.iter_unpack(content):
        yield TrackPoint(
            at=from_ms(at_ms),
            point=GeoPoint(
                latitude_deg=latitude / DEGREES_PER_UNIT,
                longitude_deg=longitude / DEGREES_PER_UNIT,
            ),
        )
