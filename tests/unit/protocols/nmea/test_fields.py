# SPDX-License-Identifier: Apache-2.0
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from command_vehicle.domain.geodesy import GeoPoint
from command_vehicle.protocols.nmea import fields


@pytest.mark.parametrize(
    ("text", "value"),
    [("12.5", 12.5), ("-0.3", -0.3), (".5", 0.5), ("7.", 7.0), ("+3", 3.0), ("0012", 12.0)],
)
def test_a_number_is_read(text: str, value: float) -> None:
    assert fields.number(text, -100.0, 100.0) == value


@pytest.mark.parametrize(
    "text", ["", " 1", "1e2", "nan", "inf", "1_0", "1.2.3", "--1", "A00", "1\u0661", ".", "101"]
)
def test_what_is_no_number_within_limits_is_none(text: str) -> None:
    assert fields.number(text, -100.0, 100.0) is None


@pytest.mark.parametrize("text", ["", "-1", "1.0", "x", "99", "1234567"])
def test_what_is_no_whole_number_within_limits_is_none(text: str) -> None:
    assert fields.integer(text, 0, 12) is None


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("000000", 0.0),
        ("023628.00", 9388.0),
        ("235959.999", 86399.999),
        ("235960.50", 86400.5),
    ],
)
def test_a_time_of_day_is_read(text: str, seconds: float) -> None:
    assert fields.time_of_day_s(text) == seconds


@pytest.mark.parametrize("text", ["", "240000", "126000", "120060", "235961", "12345", "-20000"])
def test_what_is_no_time_of_day_is_none(text: str) -> None:
    assert fields.time_of_day_s(text) is None


def test_a_position_is_read() -> None:
    assert fields.point("3356.4650", "S", "15124.5567", "E") == GeoPoint(
        latitude_deg=-(33 + 56.4650 / 60), longitude_deg=151 + 24.5567 / 60
    )


def test_degrees_may_come_without_leading_zeros() -> None:
    assert fields.point("4807.04", "N", "1131.00", "E") == GeoPoint(
        latitude_deg=48 + 7.04 / 60, longitude_deg=11 + 31.0 / 60
    )


@pytest.mark.parametrize(
    "parts",
    [
        ("", "N", "10154.0", "E"),
        ("4807", "N", "10154.0", "E"),
        ("4807.", "N", "10154.0", "E"),
        ("4807.0", "", "10154.0", "E"),
        ("4807.0", "N", "10154.0", "W-5"),
        ("4807.0", "N", "10154.0", "Q"),
        ("4875.0", "N", "10154.0", "E"),
        ("9500.0", "N", "10154.0", "E"),
        ("9000.1", "N", "10154.0", "E"),
        ("4807.0", "N", "18000.1", "E"),
        ("4807.0", "N", "10154.0\x00", "E"),
        ("4807.0", "n", "10154.0", "E"),
    ],
)
def test_a_position_with_one_bad_field_is_none(parts: tuple[str, str, str, str]) -> None:
    assert fields.point(*parts) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("040526", date(2026, 5, 4)),
        ("130998", date(1998, 9, 13)),
        ("010180", date(1980, 1, 1)),
        ("010179", date(2079, 1, 1)),
        ("320526", None),
        ("2208-1", None),
        ("", None),
    ],
)
def test_a_short_date_is_read_or_none(text: str, day: date | None) -> None:
    assert fields.short_date(text) == day


def test_a_long_date_is_read() -> None:
    assert fields.long_date("04", "05", "2026") == date(2026, 5, 4)


@pytest.mark.parametrize("parts", [("31", "02", "2026"), ("", "05", "2026"), ("04", "05", "26")])
def test_a_long_date_that_does_not_exist_is_none(parts: tuple[str, str, str]) -> None:
    assert fields.long_date(*parts) is None


def test_the_shorter_way_round_midnight_counts() -> None:
    assert fields.seconds_between(86_399.0, 1.0) == 2.0


@given(st.text(max_size=20))
def test_any_text_gives_a_value_or_none(text: str) -> None:
    fields.number(text, -1e9, 1e9)
    fields.integer(text, 0, 10**9)
    fields.time_of_day_s(text)
    fields.short_date(text)
    fields.long_date(text, text, text)
    assert fields.point(text, text, text, text) is None
