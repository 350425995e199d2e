# SPDX-License-Identifier: Apache-2.0
"""Track points as columns of differences, so that a steady drive is mostly small numbers.

Six arrays of one length: times, latitudes, longitudes, altitudes, speeds, courses. A seventh one is
there only when it is needed: the numbers, from 0, of the points whose place was implausible.

- Times: Unix milliseconds of the first fix, then the first step, then how much each step differs
  from the one before: zeros at a steady rate.
- The others: the first value, then differences; units 1e-7 degrees, 0.1 m, 0.1 m/s, 1 degree.
- A missing altitude, speed or course is null, and the next difference counts from the last value
  that was there. A column without any value is an empty array.
"""

from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Final

from command_vehicle.domain.track import TrackPoint
from command_vehicle.protocols.operations.forms import (
    DEGREES_PER_UNIT,
    Form,
    read_integer,
    read_list,
    read_point,
    read_time,
    write_time,
)
from command_vehicle.protocols.wire_format import WireFormatError

_COLUMNS: Final = 6
_TENTHS: Final = 10
_FULL_CIRCLE_DEG: Final = 360


def _differences(values: Sequence[int]) -> list[int]:
    return [after - before for before, after in zip((0, *values), values, strict=False)]


def _sparse_differences(values: Sequence[int | None]) -> list[int | None]:
    if all(value is None for value in values):
        return []
    last = 0
    column: list[int | None] = []
    for value in values:
        column.append(None if value is None else value - last)
        last = last if value is None else value
    return column


def _write_times(times: Sequence[int]) -> list[int]:
    steps = _differences(times)
    return steps[:1] + _differences(steps[1:])


def _tenths(value: float | None) -> int | None:
    return None if value is None else round(value * _TENTHS)


def _course(value: float | None) -> int | None:
    return None if value is None else round(value) % _FULL_CIRCLE_DEG


def _write_points(points: Sequence[TrackPoint]) -> list[object]:
    latitudes = [round(each.point.latitude_deg * DEGREES_PER_UNIT) for each in points]
    longitudes = [round(each.point.longitude_deg * DEGREES_PER_UNIT) for each in points]
    jumps = [number for number, each in enumerate(points) if each.is_jump]
    columns: list[object] = [
        _write_times([write_time(each.at) for each in points]),
        _differences(latitudes),
        _differences(longitudes),
        _sparse_differences([_tenths(each.altitude_msl_m) for each in points]),
        _sparse_differences([_tenths(each.speed_mps) for each in points]),
        _sparse_differences([_course(each.course_true_deg) for each in points]),
    ]
    return [*columns, jumps] if jumps else columns


def _sums(column: Iterable[object]) -> list[int]:
    return list(accumulate(map(read_integer, column)))


def _read_times(column: Sequence[object]) -> list[int]:
    return _sums([*column[:1], *_sums(column[1:])])


def _read_sparse(column: Sequence[object], length: int) -> list[int | None]:
    if not column:
        return [None] * length
    last = 0
    values: list[int | None] = []
    for item in column:
        if item is not None:
            last += read_integer(item)
        values.append(None if item is None else last)
    return values


def _read_points(item: object) -> tuple[TrackPoint, ...]:
    columns = [read_list(column) for column in read_list(item)]
    if len(columns) < _COLUMNS:
        raise WireFormatError("a track has six columns")
    times, latitudes, longitudes = _read_times(columns[0]), _sums(columns[1]), _sums(columns[2])
    sparse = [_read_sparse(column, len(times)) for column in columns[3:_COLUMNS]]
    if {len(latitudes), len(longitudes), *map(len, sparse)} - {len(times)}:
        raise WireFormatError("the columns of a track differ in length")
    jumps = frozenset(
        read_integer(number) for column in columns[_COLUMNS:][:1] for number in column
    )
    return tuple(
        TrackPoint(
            at=read_time(at),
            point=read_point(latitude, longitude),
            altitude_msl_m=None if altitude is None else altitude / _TENTHS,
            speed_mps=None if speed is None else speed / _TENTHS,
            course_true_deg=None if course is None else float(course),
            is_jump=number in jumps,
        )
        for number, (at, latitude, longitude, altitude, speed, course) in enumerate(
            zip(times, latitudes, longitudes, *sparse, strict=True)
        )
    )


TRACK_POINTS: Final = Form(_write_points, _read_points)
