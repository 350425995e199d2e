# SPDX-License-Identifier: Apache-2.0
"""Reads single NMEA fields: a value in SI units, or None. Never raises, never guesses.

Python's own `float` and `int` accept far too much for a wire (`nan`, `1_0`, ` 7`), so every field
has to match its written form first.
"""

import re
from datetime import date

from command_vehicle.domain.geodesy import MAX_LATITUDE_DEG, MAX_LONGITUDE_DEG, GeoPoint

MPS_PER_KNOT = 1852.0 / 3600.0
MPS_PER_KMH = 1.0 / 3.6
SECONDS_PER_DAY = 86_400.0

_NUMBER = re.compile(r"[+-]?(?:\d{1,9}(?:\.\d*)?|\.\d+)", re.ASCII)
_INTEGER = re.compile(r"\d{1,6}", re.ASCII)
_TIME = re.compile(r"(\d\d)(\d\d)(\d\d(?:\.\d*)?)", re.ASCII)
_ANGLE = re.compile(r"(\d{0,3}?)(\d\d\.\d+)", re.ASCII)
_DATE = re.compile(r"(\d\d)(\d\d)(\d\d)", re.ASCII)
_SIXTY = 60
_LAST_HOUR = 23
_FIRST_TWO_DIGIT_YEAR_OF_1900 = 80


def number(text: str, low: float, high: float) -> float | None:
    """A decimal number between `low` and `high`, both included."""
    if _NUMBER.fullmatch(text) is None:
        return None
    value = float(text)
    return value if low <= value <= high else None


def integer(text: str, low: int, high: int) -> int | None:
    """A whole number without sign between `low` and `high`, both included."""
    if _INTEGER.fullmatch(text) is None:
        return None
    value = int(text)
    return value if low <= value <= high else None


def time_of_day_s(text: str) -> float | None:
    """`hhmmss.ss` as UTC seconds of the day; 86400 and above only within a leap second."""
    match = _TIME.fullmatch(text)
    if match is None:
        return None
    hours, minutes, seconds = int(match[1]), int(match[2]), float(match[3])
    is_last_minute = hours == _LAST_HOUR and minutes == _SIXTY - 1
    if hours > _LAST_HOUR or minutes >= _SIXTY or seconds >= _SIXTY + is_last_minute:
        return None
    return round(hours * 3600.0 + minutes * 60.0 + seconds, 6)


def seconds_between(earlier_tod_s: float, later_tod_s: float) -> float:
    """The shorter way round the clock from one time of day to another, -43200 to 43200 seconds."""
    half_day_s = SECONDS_PER_DAY / 2
    return (later_tod_s - earlier_tod_s + half_day_s) % SECONDS_PER_DAY - half_day_s


def _angle_deg(text: str, letter: str, letters: str, limit_deg: float) -> float | None:
    """`dddmm.mmm` and its hemisphere letter as signed degrees.

    Degrees are all digits but the last two before the point: some receivers send no leading
    zeros.
    """
    match = _ANGLE.fullmatch(text)
    if match is None or len(letter) != 1 or letter not in letters:
        return None
    minutes = float(match[2])
    value_deg = int(match[1] or "0") + minutes / _SIXTY
    if minutes >= _SIXTY or value_deg > limit_deg:
        return None
    return value_deg if letter == letters[0] else -value_deg


def point(latitude: str, north_south: str, longitude: str, east_west: str) -> GeoPoint | None:
    """The four fields of a position; None when any of them is missing or unreadable."""
    latitude_deg = _angle_deg(latitude, north_south, "NS", MAX_LATITUDE_DEG)
    longitude_deg = _angle_deg(longitude, east_west, "EW", MAX_LONGITUDE_DEG)
    if latitude_deg is None or longitude_deg is None:
        return None
    return GeoPoint(latitude_deg=latitude_deg, longitude_deg=longitude_deg)


def short_date(text: str) -> date | None:
    """`ddmmyy`: years 80 to 99 belong to the twentieth century."""
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    year = int(match[3])
    century = 1900 if year >= _FIRST_TWO_DIGIT_YEAR_OF_1900 else 2000
    return _calendar_date(century + year, int(match[2]), int(match[1]))


def long_date(day: str, month: str, year: str) -> date | None:
    """The three date fields of ZDA."""
    numbers = (integer(year, 1980, 2199), integer(month, 1, 12), integer(day, 1, 31))
    if None in numbers:
        return None
    return _calendar_date(*(value or 0 for value in numbers))


def _calendar_date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
