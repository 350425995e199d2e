# SPDX-License-Identifier: Apache-2.0
"""Cutting and thinning lines and rings, in whatever plane they are given.

Clipping is Sutherland-Hodgman for rings and Liang-Barsky for lines; simplification is
Douglas-Peucker. A clipped ring may run along the edge of the box: the box is chosen with a margin,
so that such edges are never seen.
"""

from itertools import pairwise
from typing import Final

Point = tuple[float, float]
Box = tuple[float, float, float, float]
"""`(left, top, right, bottom)`."""

_MIN_RING_POINTS: Final = 3
_MIN_LINE_POINTS: Final = 2


def bounds(points: list[Point]) -> Box:
    """The smallest box that holds all points."""
    xs = [x for x, _ in points]
    ys = [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _is_inside(inner: Box, outer: Box) -> bool:
    return (
        inner[0] >= outer[0]
        and inner[1] >= outer[1]
        and inner[2] <= outer[2]
        and inner[3] <= outer[3]
    )


def _is_apart(a: Box, b: Box) -> bool:
    return a[0] > b[2] or a[2] < b[0] or a[1] > b[3] or a[3] < b[1]


def clip_ring(ring: list[Point], box: Box) -> list[Point]:
    """The part of an area inside the box, as one ring without its closing point."""
    extent = bounds(ring)
    if _is_apart(extent, box):
        return []
    if _is_inside(extent, box):
        return ring
    for axis, limit, keeps_greater in (
        (0, box[0], True),
        (0, box[2], False),
        (1, box[1], True),
        (1, box[3], False),
    ):
        ring = _cut(ring, axis, limit, keeps_greater=keeps_greater)
        if len(ring) < _MIN_RING_POINTS:
            return []
    return ring


def _cut(ring: list[Point], axis: int, limit: float, *, keeps_greater: bool) -> list[Point]:
    kept: list[Point] = []
    previous = ring[-1]
    was_inside = (previous[axis] >= limit) == keeps_greater or previous[axis] == limit
    for point in ring:
        is_inside = (point[axis] >= limit) == keeps_greater or point[axis] == limit
        if is_inside != was_inside:
            kept.append(_crossing(previous, point, axis, limit))
        if is_inside:
            kept.append(point)
        previous, was_inside = point, is_inside
    return kept


def _crossing(a: Point, b: Point, axis: int, limit: float) -> Point:
    share = (limit - a[axis]) / (b[axis] - a[axis])
    other = a[1 - axis] + share * (b[1 - axis] - a[1 - axis])
    return (limit, other) if axis == 0 else (other, limit)


def clip_line(line: list[Point], box: Box) -> list[list[Point]]:
    """The parts of a line inside the box."""
    extent = bounds(line)
    if _is_apart(extent, box):
        return []
    if _is_inside(extent, box):
        return [line]
    parts: list[list[Point]] = []
    for start, end in pairwise(line):
        piece = _clip_segment(start, end, box)
        if piece is None:
            continue
        if parts and parts[-1][-1] == piece[0]:
            parts[-1].append(piece[1])
        else:
            parts.append(list(piece))
    return parts


def _clip_segment(start: Point, end: Point, box: Box) -> tuple[Point, Point] | None:
    dx, dy = end[0] - start[0], end[1] - start[1]
    enters, leaves = 0.0, 1.0
    for step, room in (
        (-dx, start[0] - box[0]),
        (dx, box[2] - start[0]),
        (-dy, start[1] - box[1]),
        (dy, box[3] - start[1]),
    ):
        if step == 0:
            if room < 0:
                return None
            continue
        share = room / step
        if step < 0:
            enters = max(enters, share)
        else:
            leaves = min(leaves, share)
    if enters > leaves:
        return None
    first = start if enters == 0 else (start[0] + enters * dx, start[1] + enters * dy)
    last = end if leaves == 1 else (start[0] + leaves * dx, start[1] + leaves * dy)
    return first, last


def simplify(line: list[Point], tolerance: float) -> list[Point]:
    """The line without points that lie closer than `tolerance` to what remains."""
    if len(line) <= _MIN_LINE_POINTS:
        return line
    keep = bytearray(len(line))
    keep[0] = keep[-1] = 1
    pending = [(0, len(line) - 1)]
    limit = tolerance * tolerance
    while pending:
        first, last = pending.pop()
        farthest, distance = _farthest(line, first, last)
        if distance > limit:
            keep[farthest] = 1
            pending += [(first, farthest), (farthest, last)]
    return [point for point, is_kept in zip(line, keep, strict=True) if is_kept]


def simplify_ring(ring: list[Point], tolerance: float) -> list[Point]:
    """The same for a ring without its closing point."""
    return simplify([*ring, ring[0]], tolerance)[:-1]


def _farthest(line: list[Point], first: int, last: int) -> tuple[int, float]:
    """Index of the point farthest from the chord, and its squared distance."""
    ax, ay = line[first]
    dx, dy = line[last][0] - ax, line[last][1] - ay
    length = dx * dx + dy * dy
    index, worst = first, 0.0
    for at in range(first + 1, last):
        px, py = line[at][0] - ax, line[at][1] - ay
        if length:
            share = max(0.0, min(1.0, (px * dx + py * dy) / length))
            px, py = px - share * dx, py - share * dy
        distance = px * px + py * py
        if distance > worst:
            index, worst = at, distance
    return index, worst


def signed_area(ring: list[Point]) -> float:
    """Twice the signed area; positive is clockwise on a plane whose y points down."""
    total = 0.0
    ax, ay = ring[-1]
    for bx, by in ring:
        total += ax * by - bx * ay
        ax, ay = bx, by
    return total


def centroid(ring: list[Point]) -> Point:
    """Centre of gravity of an area; the mean of its points when it has none."""
    area = signed_area(ring)
    if area == 0:
        return sum(x for x, _ in ring) / len(ring), sum(y for _, y in ring) / len(ring)
    sum_x = sum_y = 0.0
    ax, ay = ring[-1]
    for bx, by in ring:
        cross = ax * by - bx * ay
        sum_x += (ax + bx) * cross
        sum_y += (ay + by) * cross
        ax, ay = bx, by
    return sum_x / (3 * area), sum_y / (3 * area)
