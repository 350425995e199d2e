# SPDX-License-Identifier: Apache-2.0
from datetime import date

import pytest

from command_vehicle.protocols.nmea.dates import DayKeeper

MONDAY = date(2026, 5, 4)
TUESDAY = date(2026, 5, 5)


def keeper(tod_s: float) -> DayKeeper:
    days = DayKeeper()
    days.learn(MONDAY, tod_s, is_doubtful=False)
    return days


@pytest.mark.parametrize(
    ("learned_s", "asked_s", "day"),
    [
        (100.0, 200.0, MONDAY),
        (86_399.0, 0.5, TUESDAY),
        (0.5, 86_399.0, date(2026, 5, 3)),
        (50_000.0, 40_000.0, MONDAY),
    ],
)
def test_the_day_rolls_over_at_midnight(learned_s: float, asked_s: float, day: date) -> None:
    assert keeper(learned_s).day_of(asked_s) == day


def test_the_day_keeps_rolling_without_a_new_date() -> None:
    days = keeper(86_399.0)
    days.advance(10.0)
    days.advance(80_000.0)
    assert days.day_of(80_001.0) == TUESDAY


def test_no_date_is_invented() -> None:
    days = DayKeeper()
    days.advance(10.0)
    assert days.day_of(11.0) is None


def test_an_unexpected_date_on_a_damaged_line_has_to_come_twice() -> None:
    days = keeper(100.0)
    days.learn(date(2027, 5, 4), 101.0, is_doubtful=True)
    first = days.day_of(101.0)
    days.learn(date(2027, 5, 4), 102.0, is_doubtful=True)
    assert (first, days.day_of(102.0)) == (MONDAY, date(2027, 5, 4))


def test_the_first_date_is_taken_even_on_a_damaged_line() -> None:
    days = DayKeeper()
    days.learn(MONDAY, 1.0, is_doubtful=True)
    assert days.day_of(1.0) == MONDAY
