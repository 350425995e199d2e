# SPDX-License-Identifier: Apache-2.0
"""Cutting and thinning of lines and rings."""

import math
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from command_vehicle.domain.plane import (
    bounds,
    centroid,
    clip_line,
    clip_ring,
    signed_area,
    simplify,
    simplify_ring,
)

BOX = (0.0, 0.0, 10.0, 10.0)
SQUARE = [(2.0, 2.0), (8.0, 2.0), (8.0, 8.0), (2.0, 8.0)]
NUMBERS = st.floats(-30, 30, allow_nan=False)
LINES = st.lists(st.tuples(NUMBERS, NUMBERS), min_size=2, max_size=20)


def test_a_ring_inside_the_box_is_not_touched() -> None:
    assert clip_ring(SQUARE, BOX) is SQUARE


def test_a_ring_outside_the_box_vanishes() -> None:
    assert clip_ring([(20, 20), (30, 20), (30, 30)], BOX) == []


def test_a_ring_across_the_edge_keeps_the_area_inside() -> None:
    wide = [(-10.0, 2.0), (20.0, 2.0), (20.0, 6.0), (-10.0, 6.0)]
    assert abs(signed_area(clip_ring(wide, BOX))) / 2 == pytest.approx(40.0)


def test_a_line_that_leaves_and_returns_becomes_two() -> None:
    parts = clip_line([(5, 5), (5, 15), (7, 15), (7, 5)], BOX)
    assert parts == [[(5, 5), (5, 10)], [(7, 10), (7, 5)]]


@settings(deadline=None)
@given(LINES)
def test_what_is_left_of_a_line_lies_in_the_box(line: list[tuple[float, float]]) -> None:
    for part in clip_line(line, BOX):
        left, top, right, bottom = bounds(part)
        assert min(left, top) >= -1e-9
        assert max(right, bottom) <= 10 + 1e-9


def test_points_on_a_straight_line_are_dropped() -> None:
    assert simplify([(0, 0), (1, 0.01), (2, 0), (3, 0.02), (4, 0)], 0.1) == [(0, 0), (4, 0)]


def test_a_corner_is_kept() -> None:
    line = [(0.0, 0.0), (5.0, 0.0), (5.0, 5.0)]
    assert simplify(line, 1.0) == line


@settings(deadline=None)
@given(LINES, st.floats(0.01, 5))
def test_simplifying_moves_no_point_farther_than_the_tolerance(
    line: list[tuple[float, float]], tolerance: float
) -> None:
    kept = simplify(line, tolerance)
    assert all(_distance(point, kept) <= tolerance + 1e-9 for point in line)


def test_a_ring_stays_a_ring() -> None:
    assert (
        simplify_ring([(2.0, 2.0), (5.0, 2.01), (8.0, 2.0), (8.0, 8.0), (2.0, 8.0)], 0.1) == SQUARE
    )


def test_clockwise_on_the_screen_is_positive() -> None:
    assert signed_area(SQUARE) == 72.0
    assert signed_area(SQUARE[::-1]) == -72.0


def test_the_centre_of_a_square_is_its_middle() -> None:
    assert centroid(SQUARE) == pytest.approx((5.0, 5.0))


def _distance(point: tuple[float, float], line: list[tuple[float, float]]) -> float:
    best = math.dist(point, line[0])
    for (ax, ay), (bx, by) in pairwise(line):
        dx, dy = bx - ax, by - ay
        length = dx * dx + dy * dy
        share = 0.0
        if length:
            share = max(0.0, min(1.0, ((point[0] - ax) * dx + (point[1] - ay) * dy) / length))
        best = min(best, math.dist(point, (ax + share * dx, ay + share * dy)))
    return best
