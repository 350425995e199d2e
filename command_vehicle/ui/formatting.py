# SPDX-License-Identifier: Apache-2.0
"""Numbers, times and places as people read them. What is not known is `?`, never 0 or blank.

A unit stands behind a thin space, thousands are parted by one. Times are local to the zone given
(None is the zone of this machine).
"""

from datetime import datetime, timedelta, tzinfo
from enum import Enum
from typing import Final

from PySide6.QtCore import QCoreApplication

from command_vehicle.domain.geodesy import GeoPoint

THIN_SPACE: Final = "\u2009"
UNKNOWN: Final = "?"
DOT: Final = "・"
"""Stands between two facts on one line."""

_MINUTE_S: Final = 60
_HOUR_S: Final = 3600
_DAY_S: Final = 86400
_SECONDS_SHOWN_BELOW_S: Final = 600
_KMH_PER_MPS: Final = 3.6
_BYTE_STEP: Final = 1000
_KM_M: Final = 1000
_TENTHS_SHOWN_BELOW: Final = 99.95


class CoordinateForm(Enum):
    """How a place is written."""

    DMS = "dms"
    DEGREES = "degrees"


def unknown_word() -> str:
    """The word for what nobody knows."""
    return QCoreApplication.translate("Formatting", "未知")


def with_unit(number: str, unit: str) -> str:
    """A number and its unit with a thin space between."""
    return f"{number}{THIN_SPACE}{unit}"


def count(number: int | None) -> str:
    """A whole number, thousands parted: `10 412`."""
    return UNKNOWN if number is None else f"{number:,}".replace(",", THIN_SPACE)


def age(age_s: float | None) -> str:
    """An age: `0.4 s`, `38 s`, `4 min 12 s`, `41 min`, `3 h 05`, `2 d 04 h`."""
    if age_s is None:
        return UNKNOWN
    if age_s < 1.0:
        return with_unit(f"{int(max(0.0, age_s) * 10) / 10:.1f}", "s")
    seconds = int(age_s)
    if seconds < _MINUTE_S:
        return with_unit(str(seconds), "s")
    return _minutes(seconds) if seconds < _HOUR_S else _hours(seconds)


def ago(age_s: float | None) -> str:
    """An age in a sentence: `38 s 前`."""
    return QCoreApplication.translate("Formatting", "%1 前").replace("%1", age(age_s))


def duration(span: timedelta | float | None) -> str:
    """A length of time: `mm:ss` below one hour, `hh:mm:ss` above."""
    if span is None:
        return UNKNOWN
    total = int(span.total_seconds() if isinstance(span, timedelta) else span)
    hours, rest = divmod(abs(total), _HOUR_S)
    minutes, seconds = divmod(rest, _MINUTE_S)
    text = f"{minutes:02d}:{seconds:02d}"
    sign = "-" if total < 0 else ""
    return f"{sign}{hours:02d}:{text}" if hours else f"{sign}{text}"


def time_of_day(at: datetime | None, zone: tzinfo | None = None, *, seconds: bool = False) -> str:
    """Local time: `05:48`, with seconds where they count."""
    if at is None:
        return UNKNOWN
    return at.astimezone(zone).strftime("%H:%M:%S" if seconds else "%H:%M")


def day(at: datetime | None, zone: tzinfo | None = None) -> str:
    """Local day: `2026-11-21`."""
    return UNKNOWN if at is None else at.astimezone(zone).strftime("%Y-%m-%d")


def day_and_time(at: datetime | None, zone: tzinfo | None = None) -> str:
    """Local day and time: `2026-11-21 05:48`."""
    return UNKNOWN if at is None else at.astimezone(zone).strftime("%Y-%m-%d %H:%M")


def coordinate(point: GeoPoint | None, form: CoordinateForm = CoordinateForm.DEGREES) -> str:
    """A place: `40.20320, 101.89850` or `40°12′11.5″N 101°53′54.6″E`, WGS-84."""
    if point is None:
        return UNKNOWN
    if form is CoordinateForm.DEGREES:
        return f"{point.latitude_deg:.5f}, {point.longitude_deg:.5f}"
    latitude = _dms(point.latitude_deg, "NS", degree_digits=2)
    return f"{latitude}{THIN_SPACE} {_dms(point.longitude_deg, 'EW', degree_digits=1)}"


def distance(distance_m: float | None) -> str:
    """A distance: `95 m`, `6.4 km`, `124 km`."""
    if distance_m is None:
        return UNKNOWN
    metres = round(distance_m)
    if metres < _KM_M:
        return with_unit(str(metres), "m")
    kilometres = distance_m / _KM_M
    return with_unit(
        f"{kilometres:.1f}" if kilometres < _TENTHS_SHOWN_BELOW else count(round(kilometres)), "km"
    )


def accuracy(accuracy_m: float | None) -> str:
    """A horizontal accuracy: `±2.1 m`."""
    if accuracy_m is None:
        return with_unit(f"±{UNKNOWN}", "m")
    return with_unit(
        f"±{accuracy_m:.1f}" if accuracy_m < _TENTHS_SHOWN_BELOW else f"±{accuracy_m:.0f}", "m"
    )


def altitude(altitude_m: float | None) -> str:
    """A height: `118.4 m`."""
    return UNKNOWN if altitude_m is None else with_unit(f"{altitude_m:.1f}", "m")


def speed(speed_mps: float | None) -> str:
    """A vehicle's speed: `43.2 km/h`."""
    return UNKNOWN if speed_mps is None else with_unit(f"{speed_mps * _KMH_PER_MPS:.1f}", "km/h")


def course(course_true_deg: float | None) -> str:
    """A course from true north: `118°`."""
    return UNKNOWN if course_true_deg is None else f"{round(course_true_deg) % 360:03d}°"


def offset(offset_s: float | None) -> str:
    """A signed clock offset: `+0.12 s`."""
    return UNKNOWN if offset_s is None else with_unit(f"{offset_s:+.2f}", "s")


def size(size_bytes: int | None) -> str:
    """An amount of data: `812 B`, `1.2 MB`."""
    if size_bytes is None:
        return UNKNOWN
    amount = float(size_bytes)
    for unit in ("B", "kB", "MB", "GB"):
        if amount < _BYTE_STEP or unit == "GB":
            return with_unit(f"{amount:.0f}" if unit == "B" else f"{amount:.1f}", unit)
        amount /= _BYTE_STEP
    raise AssertionError("the loop ends at its last unit")


def _minutes(seconds: int) -> str:
    minutes = with_unit(str(seconds // _MINUTE_S), "min")
    if seconds >= _SECONDS_SHOWN_BELOW_S:
        return minutes
    return f"{minutes} {with_unit(f'{seconds % _MINUTE_S:02d}', 's')}"


def _hours(seconds: int) -> str:
    days, rest = divmod(seconds, _DAY_S)
    hours, rest = divmod(rest, _HOUR_S)
    if days:
        return f"{with_unit(str(days), 'd')} {with_unit(f'{hours:02d}', 'h')}"
    return f"{with_unit(str(hours), 'h')} {rest // _MINUTE_S:02d}"


def _dms(angle_deg: float, letters: str, degree_digits: int) -> str:
    """Degrees, minutes and seconds to a tenth, carried properly at 59.95″."""
    tenths = round(abs(angle_deg) * 36000)
    degrees, rest = divmod(tenths, 36000)
    minutes, tenths = divmod(rest, 600)
    letter = letters[0] if angle_deg >= 0 else letters[1]
    return f"{degrees:0{degree_digits}d}°{minutes:02d}′{tenths / 10:04.1f}″{letter}"
