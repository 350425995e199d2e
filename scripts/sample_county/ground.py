# SPDX-License-Identifier: Apache-2.0
"""Shapes on the ground, in degrees and metres."""

import math
import random
from itertools import pairwise

Lonlat = tuple[float, float]

WEST, SOUTH, EAST, NORTH = 101.79, 40.10, 102.05, 40.31
METRES_PER_LAT = 111_320.0
METRES_PER_LON = METRES_PER_LAT * math.cos(math.radians(40.2))
RNG = random.Random(20_261_124)  # noqa: S311 (a fixed layout, not a secret)


def chance(share: float) -> bool:
    """True in this share of cases."""
    return RNG.random() < share


def moved(at: Lonlat, east_m: float, north_m: float) -> Lonlat:
    """The place so many metres to the east and north."""
    return at[0] + east_m / METRES_PER_LON, at[1] + north_m / METRES_PER_LAT


def metres(a: Lonlat, b: Lonlat) -> float:
    """Distance of two places of the county, metres."""
    return math.hypot((b[0] - a[0]) * METRES_PER_LON, (b[1] - a[1]) * METRES_PER_LAT)


class Grid:
    """A local frame turned by `heading_deg` clockwise from north: `at(right, ahead)` in metres."""

    def __init__(self, origin: Lonlat, heading_deg: float = 0.0) -> None:
        self.origin = origin
        self._sin = math.sin(math.radians(heading_deg))
        self._cos = math.cos(math.radians(heading_deg))

    def at(self, right_m: float, ahead_m: float) -> Lonlat:
        """The place so many metres to the right and ahead of the origin."""
        east = right_m * self._cos + ahead_m * self._sin
        north = ahead_m * self._cos - right_m * self._sin
        return moved(self.origin, east, north)

    def box(self, left: float, near: float, right: float, far: float) -> list[Lonlat]:
        """A rectangle in the frame."""
        return [self.at(left, near), self.at(right, near), self.at(right, far), self.at(left, far)]


def smooth(points: list[Lonlat], steps: int = 6) -> list[Lonlat]:
    """Catmull-Rom through the points."""
    padded = [points[0], *points, points[-1]]
    curve: list[Lonlat] = []
    for p0, p1, p2, p3 in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        for step in range(steps):
            t = step / steps
            curve.append(
                (_spline(p0[0], p1[0], p2[0], p3[0], t), _spline(p0[1], p1[1], p2[1], p3[1], t))
            )
    return [*curve, points[-1]]


def _spline(a: float, b: float, c: float, d: float, t: float) -> float:
    return 0.5 * (
        2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3
    )


def offset(line: list[Lonlat], distance_m: float, wobble_m: float = 0.0) -> list[Lonlat]:
    """The line moved to its right."""
    moved_line: list[Lonlat] = []
    for at, point in enumerate(line):
        before, after = line[max(0, at - 1)], line[min(len(line) - 1, at + 1)]
        east = (after[0] - before[0]) * METRES_PER_LON
        north = (after[1] - before[1]) * METRES_PER_LAT
        length = math.hypot(east, north) or 1.0
        shift = distance_m + RNG.uniform(-wobble_m, wobble_m)
        moved_line.append(moved(point, north / length * shift, -east / length * shift))
    return moved_line


def blob(
    centre: Lonlat,
    radius_m: float,
    corners: int = 14,
    rough: float = 0.25,
    *,
    stretch: float = 1.0,
    heading_deg: float = 0.0,
) -> list[Lonlat]:
    """An irregular closed shape."""
    grid = Grid(centre, heading_deg)
    ring = []
    for corner in range(corners):
        angle = 2 * math.pi * corner / corners
        reach = radius_m * RNG.uniform(1 - rough, 1 + rough)
        ring.append(grid.at(math.cos(angle) * reach, math.sin(angle) * reach * stretch))
    return ring


def rounded(ring: list[Lonlat], steps: int = 4) -> list[Lonlat]:
    """The ring without its corners."""
    return smooth([*ring, ring[0], ring[1]], steps)[steps:-1][: len(ring) * steps]


def contains(ring: list[Lonlat], point: Lonlat) -> bool:
    """Whether a point lies in a ring."""
    inside = False
    ax, ay = ring[-1]
    for bx, by in ring:
        if (ay > point[1]) != (by > point[1]) and point[0] < (bx - ax) * (point[1] - ay) / (
            by - ay
        ) + ax:
            inside = not inside
        ax, ay = bx, by
    return inside


def distance_to_line(point: Lonlat, line: list[Lonlat]) -> float:
    """Metres from a point to the nearest place of a line."""
    px, py = point[0] * METRES_PER_LON, point[1] * METRES_PER_LAT
    best = math.inf
    for a, b in pairwise(line):
        ax, ay = a[0] * METRES_PER_LON, a[1] * METRES_PER_LAT
        dx, dy = b[0] * METRES_PER_LON - ax, b[1] * METRES_PER_LAT - ay
        length = dx * dx + dy * dy
        share = max(0.0, min(1.0, ((px - ax) * dx + (py - ay) * dy) / length)) if length else 0.0
        best = min(best, math.hypot(px - ax - share * dx, py - ay - share * dy))
    return best
