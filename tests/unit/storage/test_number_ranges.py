# SPDX-License-Identifier: Apache-2.0
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from command_vehicle.storage.number_ranges import Range, common, joined, without

RANGES = st.lists(st.tuples(st.integers(1, 30), st.integers(0, 30)), max_size=6)


def numbers(ranges: list[Range]) -> set[int]:
    return {number for first, last in ranges for number in range(first, last + 1)}


@given(RANGES)
def test_joining_keeps_the_numbers_and_leaves_gaps_between_the_ranges(ranges: list[Range]) -> None:
    result = joined(ranges)
    assert numbers(result) == numbers(ranges)
    assert all(a[1] + 1 < b[0] for a, b in pairwise(result))


@given(RANGES, RANGES)
def test_without_is_the_difference(ranges: list[Range], taken: list[Range]) -> None:
    assert numbers(without(joined(ranges), joined(taken))) == numbers(ranges) - numbers(taken)


@given(RANGES, RANGES)
def test_common_is_the_intersection(ranges: list[Range], others: list[Range]) -> None:
    assert numbers(common(joined(ranges), joined(others))) == numbers(ranges) & numbers(others)
