# SPDX-License-Identifier: Apache-2.0
"""Order of the timeline's rows, and pages that are merged into it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from command_vehicle.domain.timeline import Entry
from command_vehicle.ui.pages.timeline.rows import DayBar, Row, TimelineRows
from tests.support.entries import an_entry

BEIJING = timezone(timedelta(hours=8))
MIDNIGHT = datetime(2026, 5, 3, 16, 0, tzinfo=UTC)
"""Midnight between 3 and 4 May in Beijing."""


def _merged(rows: TimelineRows, *entries: Entry) -> None:
    merge = rows.merge(entries)
    for index, entry in merge.replaced:
        rows.replace(index, entry)
    for insertion in merge.insertions:
        rows.insert(insertion)


def _all(rows: TimelineRows) -> list[Row]:
    return [rows[index] for index in range(len(rows))]


def _at(seq: int, happened_at: datetime) -> Entry:
    return an_entry(seq=seq, happened_at=happened_at)


def test_a_bar_stands_above_each_day() -> None:
    rows = TimelineRows(BEIJING)
    late, early = _at(2, MIDNIGHT + timedelta(hours=1)), _at(1, MIDNIGHT - timedelta(hours=1))
    _merged(rows, late, early)
    assert _all(rows) == [
        DayBar(day=date(2026, 5, 4)),
        late,
        DayBar(day=date(2026, 5, 3)),
        early,
    ]


def test_an_entry_of_midnight_belongs_to_the_new_day() -> None:
    rows = TimelineRows(BEIJING)
    at_midnight = _at(1, MIDNIGHT)
    _merged(rows, at_midnight)
    assert _all(rows) == [DayBar(day=date(2026, 5, 4)), at_midnight]


def test_a_late_entry_goes_where_it_happened() -> None:
    rows = TimelineRows(BEIJING)
    first = _at(1, MIDNIGHT + timedelta(hours=1))
    last = _at(2, MIDNIGHT + timedelta(hours=3))
    late = _at(3, MIDNIGHT + timedelta(hours=2))
    _merged(rows, last, first)
    merge = rows.merge([late])
    assert [(insertion.at, insertion.rows) for insertion in merge.insertions] == [(2, (late,))]


def test_an_amended_entry_is_replaced_in_place() -> None:
    rows = TimelineRows(BEIJING)
    entry = _at(1, MIDNIGHT)
    changed = replace(entry, actor="何志强")
    _merged(rows, entry)
    merge = rows.merge([changed])
    assert (merge.replaced, merge.insertions) == (((1, changed),), ())


def test_a_page_that_changes_nothing_says_so() -> None:
    rows = TimelineRows(BEIJING)
    entry = _at(1, MIDNIGHT)
    _merged(rows, entry)
    merge = rows.merge([entry])
    assert not merge.replaced
    assert not merge.insertions


def test_entries_above_a_row_are_counted_without_the_bars() -> None:
    rows = TimelineRows(BEIJING)
    late, early = _at(2, MIDNIGHT + timedelta(hours=1)), _at(1, MIDNIGHT - timedelta(hours=1))
    _merged(rows, late, early)
    assert [rows.entries_above(index) for index in range(5)] == [0, 0, 1, 1, 2]


@given(st.lists(st.integers(min_value=0, max_value=300), max_size=40), st.integers(0, 40))
def test_any_two_pages_in_any_order_give_the_same_rows(hours: list[int], cut: int) -> None:
    entries = [
        _at(number, MIDNIGHT + timedelta(hours=hour)) for number, hour in enumerate(hours, 1)
    ]
    at_once, in_parts = TimelineRows(BEIJING), TimelineRows(BEIJING)
    _merged(at_once, *entries)
    _merged(in_parts, *entries[cut:])
    _merged(in_parts, *entries[:cut])
    assert _all(at_once) == _all(in_parts)
    assert at_once.entry_count == len(entries)
