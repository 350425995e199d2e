# SPDX-License-Identifier: Apache-2.0
"""How one value of an operation is written: tables of fields, and the forms of their values.

A form is a pair of functions. Writing trusts our own values; reading trusts nothing and raises
`WireFormatError` for anything that cannot be meant. There are no floating-point numbers: every
quantity is an integer count of a fixed unit.
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import UTC, date, datetime, timedelta
from enum import IntEnum
from typing import Any, ClassVar, Final, Protocol, TypeVar

from command_vehicle.domain.geodesy import GeoPoint
from command_vehicle.protocols.wire_format import WireFormatError

DEGREES_PER_UNIT: Final = 10_000_000
"""Angles are counted in 1e-7 degrees, about 1 cm on the ground."""

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_EPOCH_DAY: Final = date(1970, 1, 1).toordinal()
_MILLISECOND: Final = timedelta(milliseconds=1)
_POINT_PARTS: Final = 2
_LIMIT: Final = 1 << 63

Kind = TypeVar("Kind", bound=IntEnum)


class _DataClass(Protocol):
    __dataclass_fields__: ClassVar[dict[str, Any]]


class UnknownValueError(WireFormatError):
    """A number that a newer program may understand stands where we know fewer."""


@dataclass(frozen=True, slots=True)
class Form:
    """Both directions of one value.

    Attributes:
        write: Value to CBOR item.
        read: CBOR item to value; raises `WireFormatError`.
    """

    write: Callable[[Any], object]
    read: Callable[[object], Any]


def read_integer(item: object) -> int:
    """The item, if it is an integer of 64 bits with its sign.

    Raises:
        WireFormatError: It is not.
    """
    if isinstance(item, bool) or not isinstance(item, int) or not -_LIMIT <= item < _LIMIT:
        raise WireFormatError("an integer of 64 bits is expected")
    return item


def read_list(item: object) -> list[object]:
    """The item, if it is an array.

    Raises:
        WireFormatError: It is not.
    """
    if not isinstance(item, list):
        raise WireFormatError("an array is expected")
    return item


def _read_text(item: object) -> str:
    if not isinstance(item, str):
        raise WireFormatError("a text is expected")
    return item


def _read_octets(item: object) -> bytes:
    if not isinstance(item, bytes):
        raise WireFormatError("a byte string is expected")
    return item


def _read_natural(item: object) -> int:
    value = read_integer(item)
    if value < 0:
        raise WireFormatError("a number from 0 is expected")
    return value


def write_time(value: datetime) -> int:
    """Unix milliseconds, rounded to the nearest."""
    return round((value - _EPOCH) / _MILLISECOND)


def read_time(item: object) -> datetime:
    """Aware UTC.

    Raises:
        WireFormatError: Not a number of milliseconds between the years 1 and 9999.
    """
    try:
        return _EPOCH + timedelta(milliseconds=read_integer(item))
    except OverflowError as error:
        raise WireFormatError("the time lies beyond the calendar") from error


def _read_day(item: object) -> date:
    try:
        return date.fromordinal(read_integer(item) + _EPOCH_DAY)
    except (ValueError, OverflowError) as error:
        raise WireFormatError("the day lies beyond the calendar") from error


def _write_point(value: GeoPoint) -> list[int]:
    return [
        round(value.latitude_deg * DEGREES_PER_UNIT),
        round(value.longitude_deg * DEGREES_PER_UNIT),
    ]


def read_point(latitude: int, longitude: int) -> GeoPoint:
    """A point counted in 1e-7 degrees.

    Raises:
        WireFormatError: It is not on the Earth.
    """
    try:
        return GeoPoint(
            latitude_deg=latitude / DEGREES_PER_UNIT, longitude_deg=longitude / DEGREES_PER_UNIT
        )
    except ValueError as error:
        raise WireFormatError(str(error)) from error


def _read_point(item: object) -> GeoPoint:
    parts = read_list(item)
    if len(parts) != _POINT_PARTS:
        raise WireFormatError("a point has two coordinates")
    return read_point(read_integer(parts[0]), read_integer(parts[1]))


TEXT: Final = Form(str, _read_text)
OCTETS: Final = Form(bytes, _read_octets)
NATURAL: Final = Form(int, _read_natural)
TIME: Final = Form(write_time, read_time)
DAY: Final = Form(lambda value: value.toordinal() - _EPOCH_DAY, _read_day)
POINT: Final = Form(_write_point, _read_point)


def scaled(units_per_one: int) -> Form:
    """A quantity counted in fractions: `scaled(1000)` of seconds counts milliseconds."""

    def read(item: object) -> float:
        return read_integer(item) / units_per_one

    return Form(lambda value: round(value * units_per_one), read)


def enumeration(kind: type[Kind], otherwise: Kind | None = None) -> Form:
    """A member by its number; unknown numbers are read as `otherwise` where there is one."""

    def read(item: object) -> Kind:
        number = read_integer(item)
        try:
            return kind(number)
        except ValueError as error:
            if otherwise is not None:
                return otherwise
            raise UnknownValueError(f"{kind.__name__} {number} is not known") from error

    return Form(int, read)


def several(form: Form) -> Form:
    """A tuple of values of one form, as an array."""
    return Form(
        lambda values: [form.write(value) for value in values],
        lambda item: tuple(form.read(part) for part in read_list(item)),
    )


@dataclass(frozen=True, slots=True)
class Field:
    """One field: key on the wire, name in the domain, form of its value."""

    key: int
    name: str
    form: Form


class Table:
    """The layout of one class: a map from small numbers to values.

    A value equal to its default in the class is not written, so the defaults are part of the
    layout and never change. Keys that are not in the table are left alone when read.
    """

    def __init__(self, shape: type[_DataClass], *layout: Field) -> None:
        defaults = {each.name: each.default for each in fields(shape)}
        self.shape: Final = shape
        self._rows = tuple((field, defaults[field.name]) for field in layout)

    def write(self, value: object) -> dict[int, object]:
        """The value as a map."""
        content: dict[int, object] = {}
        for field, default in self._rows:
            part = getattr(value, field.name)
            if default is MISSING or part != default:
                content[field.key] = field.form.write(part)
        return content

    def read(self, item: object) -> object:
        """The value behind a map.

        Raises:
            WireFormatError: It is not a map, a field without default is missing, or one is wrong.
        """
        if not isinstance(item, Mapping):
            raise WireFormatError("a map is expected")
        values: dict[str, object] = {}
        for field, default in self._rows:
            if field.key in item:
                values[field.name] = field.form.read(item[field.key])
            elif default is MISSING:
                raise WireFormatError(f"{field.name} is missing")
        return self.shape(**values)

    def as_form(self) -> Form:
        """The same layout as a value inside another one."""
        return Form(self.write, self.read)
