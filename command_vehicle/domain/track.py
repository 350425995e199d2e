# SPDX-License-Identifier: Apache-2.0
"""Track 轨迹: the vehicle's own way, kept whole in compact segments."""

from dataclasses import dataclass
from datetime import datetime

from command_vehicle.domain.geodesy import GeoPoint


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackPoint:
    """One fix of the track.

    Attributes:
        at: UTC of the epoch; resolution in the log 1 ms.
        point: WGS-84; resolution in the log 1e-7 degrees.
        altitude_msl_m: Above mean sea level; resolution in the log 0.1 m.
        speed_mps: Over ground; resolution in the log 0.1 m/s.
        course_true_deg: Over ground, 0 <= course < 360; resolution in the log 1 degree.
        is_jump: The place was implausible when it came; kept, but not to be measured by.
    """

    at: datetime
    point: GeoPoint
    altitude_msl_m: float | None = None
    speed_mps: float | None = None
    course_true_deg: float | None = None
    is_jump: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackSegment:
    """Fixes of about one minute, oldest first, from one receiver."""

    source: str
    points: tuple[TrackPoint, ...]
