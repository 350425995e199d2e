# SPDX-License-Identifier: Apache-2.0
"""Sets of operation numbers as ascending, disjoint, inclusive ranges."""

from collections.abc import Iterable, Sequence

Range = tuple[int, int]


def joined(ranges: Iterable[Range]) -> list[Range]:
    """The same numbers in as few ranges as possible; empty ranges are dropped."""
    result: list[Range] = []
    for first, last in sorted(each for each in ranges if each[0] <= each[1]):
        if result and first <= result[-1][1] + 1:
            result[-1] = (result[-1][0], max(last, result[-1][1]))
        else:
            result.append((first, last))
    return result


def without(ranges: Sequence[Range], taken: Sequence[Range]) -> list[Range]:
    """The numbers of `ranges` that are not in `taken`; both must be joined."""
    result: list[Range] = []
    for start, last in ranges:
        first = start
        for taken_first, taken_last in taken:
            if taken_last < first or taken_first > last:
                continue
            if taken_first > first:
                result.append((first, taken_first - 1))
            first = taken_last + 1
        if first <= last:
            result.append((first, last))
    return result


def common(ranges: Sequence[Range], others: Sequence[Range]) -> list[Range]:
    """The numbers that are in both; both must be joined."""
    return without(ranges, without(ranges, others))
