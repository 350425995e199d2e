# SPDX-License-Identifier: Apache-2.0
from datetime import UTC, datetime, timedelta, timezone

import pytest

from command_vehicle.domain.geodesy import GeoPoint
from command_vehicle.ui import formatting
from command_vehicle.ui.formatting import CoordinateForm

BEIJING = timezone(timedelta(hours=8))
AT = datetime(2026, 11, 20, 21, 48, 16, tzinfo=UTC)
PLACE = GeoPoint(latitude_deg=40.2032, longitude_deg=101.8985)


def plain(text: str) -> str:
    """With ordinary spaces, to be read in a test."""
    return text.replace(formatting.THIN_SPACE, " ")


@pytest.mark.parametrize(
    ("age_s", "words"),
    [
        (0.0, "0.0 s"),
        (0.48, "0.4 s"),
        (0.999, "0.9 s"),
        (1.0, "1 s"),
        (38.9, "38 s"),
        (60.0, "1 min 00 s"),
        (252.0, "4 min 12 s"),
        (2460.0, "41 min"),
        (11100.0, "3 h 05"),
        (187200.0, "2 d 04 h"),
        (-0.2, "0.0 s"),
        (None, "?"),
    ],
)
def test_ages_get_coarser_as_they_grow(age_s: float | None, words: str) -> None:
    assert plain(formatting.age(age_s)) == words


@pytest.mark.parametrize(
    ("span_s", "words"),
    [(0.0, "00:00"), (104.0, "01:44"), (3599.9, "59:59"), (12787.0, "03:33:07"), (-40.0, "-00:40")],
)
def test_durations_show_hours_from_one_hour_on(span_s: float, words: str) -> None:
    assert formatting.duration(span_s) == words


@pytest.mark.parametrize(
    "formatted",
    [
        formatting.age(None),
        formatting.count(None),
        formatting.duration(None),
        formatting.distance(None),
        formatting.speed(None),
        formatting.course(None),
        formatting.altitude(None),
        formatting.coordinate(None),
        formatting.offset(None),
        formatting.size(None),
        formatting.time_of_day(None),
        formatting.day(None),
    ],
)
def test_the_unknown_is_a_question_mark(formatted: str) -> None:
    assert formatted == "?"


def test_an_unknown_accuracy_keeps_its_unit() -> None:
    assert plain(formatting.accuracy(None)) == "±? m"


def test_thousands_are_parted_by_a_thin_space() -> None:
    assert formatting.count(1_234_567) == "1\u2009234\u2009567"


def test_zero_is_zero_and_not_unknown() -> None:
    assert formatting.count(0) == "0"


@pytest.mark.parametrize(
    ("distance_m", "words"),
    [(94.6, "95 m"), (999.4, "999 m"), (999.6, "1.0 km"), (6432.0, "6.4 km"), (99_960, "100 km")],
)
def test_distances_change_their_unit(distance_m: float, words: str) -> None:
    assert plain(formatting.distance(distance_m)) == words


def test_a_place_is_written_in_degrees() -> None:
    assert formatting.coordinate(PLACE) == "40.20320, 101.89850"


def test_a_place_is_written_in_degrees_minutes_and_seconds() -> None:
    written = formatting.coordinate(PLACE, CoordinateForm.DMS)
    assert plain(written) == "40°12′11.5″N  101°53′54.6″E"


def test_seconds_carry_into_minutes_and_degrees() -> None:
    almost = GeoPoint(latitude_deg=-39.9999999, longitude_deg=-101.99999)
    assert plain(formatting.coordinate(almost, CoordinateForm.DMS)).startswith("40°00′00.0″S")


def test_times_are_local_to_the_zone() -> None:
    assert formatting.time_of_day(AT, BEIJING) == "05:48"
    assert formatting.time_of_day(AT, BEIJING, seconds=True) == "05:48:16"
    assert formatting.day_and_time(AT, BEIJING) == "2026-11-21 05:48"


def test_speeds_are_given_in_kilometres_per_hour() -> None:
    assert plain(formatting.speed(12.0)) == "43.2 km/h"


def test_a_course_rounds_to_north_not_to_360() -> None:
    assert formatting.course(359.7) == "000°"


def test_a_clock_offset_carries_its_sign() -> None:
    assert plain(formatting.offset(0.12)) == "+0.12 s"


@pytest.mark.parametrize(
    ("size_bytes", "words"), [(812, "812 B"), (1_234, "1.2 kB"), (5_600_000_000, "5.6 GB")]
)
def test_sizes_change_their_unit(size_bytes: int, words: str) -> None:
    assert plain(formatting.size(size_bytes)) == words
