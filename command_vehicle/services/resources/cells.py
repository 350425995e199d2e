# SPDX-License-Identifier: Apache-2.0
"""Single cells of a register: counts, dates, telephone numbers, and what can be wrong with them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import Final

from command_vehicle.services.resources.columns import ImportField

MAX_CELL_CHARACTERS: Final = 2_000
_ZONES_APART: Final = timedelta(days=1)
"""The day of the clerk's zone may have begun already."""
FORMULA_MARKS: Final = ("=", "+", "-", "@")
"""A spreadsheet computes a cell that begins with one of these, unless `'` stands before it."""


class FaultReason(Enum):
    """Why a row goes back; the words are made where they are shown."""

    MISSING = "missing"
    UNKNOWN_KIND = "unknown_kind"
    COORDINATE_UNREADABLE = "coordinate_unreadable"
    COORDINATE_OUT_OF_RANGE = "coordinate_out_of_range"
    COORDINATES_SWAPPED = "coordinates_swapped"
    COORDINATES_ZERO = "coordinates_zero"
    COUNT_UNREADABLE = "count_unreadable"
    DATE_UNREADABLE = "date_unreadable"
    DATE_IN_FUTURE = "date_in_future"
    PHONE_DAMAGED = "phone_damaged"
    TWICE = "twice"
    """The value is the line where the same code stands first."""
    TOO_MANY_CELLS = "too_many_cells"
    GEOMETRY_UNUSABLE = "geometry_unusable"


@dataclass(frozen=True, slots=True, kw_only=True)
class CellFault:
    """One thing that is wrong with a row.

    Attributes:
        field: Where; None for the row as a whole.
        reason: What is wrong.
        value: What stands there.
    """

    field: ImportField | None
    reason: FaultReason
    value: str = ""


_FULL_WIDTH: Final = {code: chr(code - 0xFEE0) for code in range(0xFF10, 0xFF1A)} | {
    ord("．"): ".",
    ord("－"): "-",
    ord("＋"): "+",
    ord("\u3000"): " ",
}
_INVISIBLE: Final = dict.fromkeys((*range(32), 0x7F, *range(0xD800, 0xE000)), " ") | {
    0xFEFF: "",
    0x200B: "",
}
"""Control characters, halves of surrogate pairs, and marks of no width."""
_UNKNOWN_WORDS: Final = frozenset({"", "未知", "不详", "不明", "-", "—", "——", "/", "?", "？"})
_UNKNOWN_LATIN: Final = frozenset({"unknown", "n/a", "na", "null", "none"})
_COUNT: Final = re.compile(r"([0-9]{1,9}|[0-9]{1,3}(?:[, ][0-9]{3}){1,2})(?:\.0)?\s*[人名辆台部]?")
_DATE: Final = re.compile(
    r"([12][0-9]{3})\s*[-/.年]\s*([0-9]{1,2})\s*[-/.月]\s*([0-9]{1,2})\s*日?(?:[T\s][0-9:.Z+]*)?"
)
_DATE_COMPACT: Final = re.compile(r"([12][0-9]{3})([0-9]{2})([0-9]{2})")
_PHONE_SPOILED: Final = re.compile(r"[0-9](?:\.[0-9]+)?[eE]\+?[0-9]+|#+|[0-9]+\.[0-9]+")


def plain(text: str) -> str:
    """The cell without control characters, outer spaces and full-width digits, cut to size.

    The apostrophe with which spreadsheets mark text goes as well.
    """
    cell = text[:MAX_CELL_CHARACTERS].translate(_FULL_WIDTH).translate(_INVISIBLE).strip()
    return cell.removeprefix("'")


def is_unknown(text: str) -> bool:
    """Whether the cell says in words, or by its emptiness, that nobody knows."""
    return text in _UNKNOWN_WORDS or text.casefold() in _UNKNOWN_LATIN


def read_count(
    cells: Mapping[ImportField, str], field: ImportField, faults: list[CellFault]
) -> int | None:
    """A number of people or vehicles; None for unknown, which is not zero."""
    text = cells.get(field, "")
    if is_unknown(text):
        return None
    match = _COUNT.fullmatch(text)
    if match is None:
        faults.append(CellFault(field=field, reason=FaultReason.COUNT_UNREADABLE, value=text))
        return None
    return int(match[1].replace(",", "").replace(" ", ""))


def read_date(
    cells: Mapping[ImportField, str], today: date, faults: list[CellFault]
) -> date | None:
    """The day of the last check; None for never. `today` is that of UTC."""
    text = cells.get(ImportField.VERIFIED_ON, "")
    if is_unknown(text):
        return None
    match = _DATE.fullmatch(text) or _DATE_COMPACT.fullmatch(text)
    day = _existing_day(*(int(part) for part in match.groups())) if match is not None else None
    if day is not None and day <= today + _ZONES_APART:
        return day
    reason = FaultReason.DATE_UNREADABLE if day is None else FaultReason.DATE_IN_FUTURE
    faults.append(CellFault(field=ImportField.VERIFIED_ON, reason=reason, value=text))
    return None


def read_phone(cells: Mapping[ImportField, str], faults: list[CellFault]) -> str:
    """The number as text: a leading zero counts. What a spreadsheet has rounded goes back."""
    text = cells.get(ImportField.CONTACT_PHONE, "").removesuffix(".0")
    if is_unknown(text):
        return ""
    if _PHONE_SPOILED.fullmatch(text) is None:
        return text
    faults.append(
        CellFault(field=ImportField.CONTACT_PHONE, reason=FaultReason.PHONE_DAMAGED, value=text)
    )
    return ""


def _existing_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
