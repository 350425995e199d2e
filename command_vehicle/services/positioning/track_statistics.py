# SPDX-License-Identifier: Apache-2.0
"""What a track amounts to: way driven, time moving, stops, and what nobody recorded.

Points come in one by one, so that a track of any length takes no memory. Between two points:

- more than `GAP_S` apart, nobody knows: neither way nor time is counted, only the gap itself;
- faster than `MOVING_MPS` by the receiver's own speed, or by the distance when it gives none, the
  vehicle was moving, and the distance counts; else it stood, and its wandering does not count.

A stop is `STOP_S` or more without moving; shorter halts belong to the drive. A point that was
flagged as a jump, or that nobody could have driven to, is left out.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from command_vehicle.domain.geodesy import GeoPoint, distance_m
from command_vehicle.domain.track import TrackPoint

MOVING_MPS = 1.0 / 3.6
"""1 km/h, the threshold that gpxpy uses for moving time; five times a receiver's noise at rest."""
STOP_S = 300.0
"""Traccar's default for the shortest parking."""
GAP_S = 10.0
"""As long as a fix may be trusted at all, see `domain.positioning.LOST_AFTER_S`."""
MAX_SPEED_MPS = 70.0
"""250 km/h: no command vehicle drives that."""
NOISE_M = 50.0
"""What a fix may be off in a street without being impossible."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """A time without moving.

    Attributes:
        begun_at: UTC.
        ended_at: UTC.
        point: Mean place, WGS-84.
    """

    begun_at: datetime
    ended_at: datetime
    point: GeoPoint

    @property
    def duration_s(self) -> float:
        """How long it took."""
        return (self.ended_at - self.begun_at).total_seconds()


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackStatistics:
    """The sum of a track.

    Attributes:
        points: Fixes taken into account.
        left_out: Fixes that were flagged or implausible.
        first_at: UTC; None without points.
        last_at: UTC; None without points.
        distance_m: Driven while moving.
        moving_s: Time moving.
        standing_s: Time at rest, stops and shorter halts.
        unknown_s: Time in gaps.
        max_speed_mps: Highest speed of the receiver; None when it gave none.
        stops: `STOP_S` or longer, oldest first.
    """

    points: int = 0
    left_out: int = 0
    first_at: datetime | None = None
    last_at: datetime | None = None
    distance_m: float = 0.0
    moving_s: float = 0.0
    standing_s: float = 0.0
    unknown_s: float = 0.0
    max_speed_mps: float | None = None
    stops: tuple[Stop, ...] = ()

    @property
    def mean_moving_mps(self) -> float | None:
        """Mean speed while moving; None when it never moved."""
        return self.distance_m / self.moving_s if self.moving_s > 0 else None


class TrackSum:
    """Takes points in the order of their time; `result` at any moment."""

    def __init__(self) -> None:
        self._points = 0
        self._left_out = 0
        self._first: TrackPoint | None = None
        self._last: TrackPoint | None = None
        self._distance_m = 0.0
        self._moving_s = 0.0
        self._standing_s = 0.0
        self._unknown_s = 0.0
        self._max_speed_mps: float | None = None
        self._halt: list[TrackPoint] = []
        self._halt_points = 0
        self._halt_sum_deg = (0.0, 0.0)
        self._stops: list[Stop] = []

    def add(self, point: TrackPoint) -> None:
        """One more point; one that is older than the last does not count."""
        last = self._last
        if point.is_jump or (last is not None and _is_impossible(last, point)):
            self._left_out += 1
            return
        self._points += 1
        self._last = point
        if self._first is None:
            self._first = point
        if point.speed_mps is not None:
            self._max_speed_mps = max(self._max_speed_mps or 0.0, point.speed_mps)
        if last is not None:
            self._step(last, point)

    def result(self) -> TrackStatistics:
        """The sum so far; a halt that has not ended counts as a stop if it is long enough."""
        running = self._finished_halt()
        return TrackStatistics(
            points=self._points,
            left_out=self._left_out,
            first_at=None if self._first is None else self._first.at,
            last_at=None if self._last is None else self._last.at,
            distance_m=self._distance_m,
            moving_s=self._moving_s,
            standing_s=self._standing_s,
            unknown_s=self._unknown_s,
            max_speed_mps=self._max_speed_mps,
            stops=(*self._stops, *(() if running is None else (running,))),
        )

    def _step(self, last: TrackPoint, point: TrackPoint) -> None:
        step_s = (point.at - last.at).total_seconds()
        way_m = distance_m(last.point, point.point)
        if step_s > GAP_S:
            self._unknown_s += step_s
            self._end_halt()
        elif _speed_mps(point, way_m, step_s) >= MOVING_MPS:
            self._distance_m += way_m
            self._moving_s += step_s
            self._end_halt()
        else:
            self._standing_s += step_s
            self._stand(last, point)

    def _stand(self, last: TrackPoint, point: TrackPoint) -> None:
        """A halt needs its first and newest point, and the sum of the places between."""
        if not self._halt:
            self._halt = [last, last]
            self._halt_points, self._halt_sum_deg = 0, (0.0, 0.0)
        self._halt[1] = point
        north_deg, east_deg = self._halt_sum_deg
        place = point.point
        self._halt_sum_deg = (north_deg + place.latitude_deg, east_deg + place.longitude_deg)
        self._halt_points += 1

    def _end_halt(self) -> None:
        stop = self._finished_halt()
        if stop is not None:
            self._stops.append(stop)
        self._halt = []

    def _finished_halt(self) -> Stop | None:
        if not self._halt:
            return None
        north_deg, east_deg = self._halt_sum_deg
        stop = Stop(
            begun_at=self._halt[0].at,
            ended_at=self._halt[1].at,
            point=GeoPoint(
                latitude_deg=north_deg / self._halt_points,
                longitude_deg=east_deg / self._halt_points,
            ),
        )
        return stop if stop.duration_s >= STOP_S else None


def track_statistics(points: Iterable[TrackPoint]) -> TrackStatistics:
    """The sum of points in the order of their time."""
    total = TrackSum()
    for point in points:
        total.add(point)
    return total.result()


def _is_impossible(last: TrackPoint, point: TrackPoint) -> bool:
    step_s = (point.at - last.at).total_seconds()
    if step_s <= 0:
        return True
    return distance_m(last.point, point.point) > MAX_SPEED_MPS * step_s + NOISE_M


def _speed_mps(point: TrackPoint, way_m: float, step_s: float) -> float:
    return way_m / step_s if point.speed_mps is None else point.speed_mps
