# SPDX-License-Identifier: Apache-2.0
"""From a row of somebody's register to a resource, or back to the clerk with every reason.

Nothing here opens a file and nothing raises on what a file holds: `RowReader.read` answers a
`Resource` or a `ReturnedRow`.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Final

from command_vehicle.domain.datum import Frame
from command_vehicle.domain.resources import Contact, Resource, ResourceKind
from command_vehicle.services.resources.cells import (
    CellFault,
    FaultReason,
    plain,
    read_count,
    read_date,
    read_phone,
)
from command_vehicle.services.resources.columns import (
    KINDS,
    ImportField,
    folded,
    recognised_columns,
)
from command_vehicle.services.resources.points import read_point

MAX_RETURNED_ROWS_KEPT: Final = 5_000
"""Beyond this a file is simply the wrong file; returned rows are still counted."""


class RowOutcome(Enum):
    """What became of a row that could be read."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True, kw_only=True)
class RawRow:
    """A row as the file gives it.

    Attributes:
        line: Line of a text file or number of a feature, from 1.
        cells: Text by heading.
        fault: What the file reader already found wrong with it.
    """

    line: int
    cells: Mapping[str, str]
    fault: CellFault | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnedRow:
    """A row that was not taken, with all that is wrong with it."""

    line: int
    faults: tuple[CellFault, ...]
    cells: Mapping[str, str]


@dataclass(slots=True)
class ImportReport:
    """What became of a file so far; `returned` holds the first `MAX_RETURNED_ROWS_KEPT`."""

    source: str
    outcomes: Counter[RowOutcome] = field(default_factory=Counter)
    returned_count: int = 0
    returned: list[ReturnedRow] = field(default_factory=list)

    @property
    def accepted(self) -> int:
        """Rows that are now in the catalogue as the file has them."""
        return self.outcomes.total()

    @property
    def read(self) -> int:
        """Rows seen."""
        return self.accepted + self.returned_count

    def give_back(self, row: ReturnedRow) -> None:
        """One more row was not taken."""
        self.returned_count += 1
        if len(self.returned) < MAX_RETURNED_ROWS_KEPT:
            self.returned.append(row)


class RowReader:
    """Reads the rows of one file, which share a frame; columns may differ from row to row."""

    def __init__(self, *, frame: Frame, source: str, today: date) -> None:
        self._frame = frame
        self._source = source
        self._today = today
        self._line_of_code: dict[str, int] = {}
        self._headings: tuple[str, ...] = ()
        self._columns: dict[ImportField, str] = {}

    def read(self, row: RawRow) -> Resource | ReturnedRow:
        """The resource that the row describes, or the row with what is wrong with it."""
        cells = self._fields(row.cells)
        faults = [row.fault] if row.fault is not None else []
        resource = self._resource(cells, faults)
        if resource is not None and not faults:
            first_line = self._line_of_code.setdefault(resource.code, row.line)
            if first_line == row.line:
                return resource
            faults.append(
                CellFault(field=ImportField.CODE, reason=FaultReason.TWICE, value=str(first_line))
            )
        return ReturnedRow(line=row.line, faults=tuple(faults), cells=row.cells)

    def _fields(self, cells: Mapping[str, str]) -> dict[ImportField, str]:
        headings = tuple(cells)
        if headings != self._headings:
            self._headings, self._columns = headings, recognised_columns(headings)
        return {field: plain(cells[heading]) for field, heading in self._columns.items()}

    def _resource(
        self, cells: Mapping[ImportField, str], faults: list[CellFault]
    ) -> Resource | None:
        kind = _kind(cells, faults)
        name = cells.get(ImportField.NAME, "")
        if not name:
            faults.append(CellFault(field=ImportField.NAME, reason=FaultReason.MISSING))
        point = read_point(cells, self._frame, faults)
        verified_on = read_date(cells, self._today, faults)
        phone = read_phone(cells, faults)
        people = read_count(cells, ImportField.PEOPLE, faults)
        vehicles = read_count(cells, ImportField.VEHICLES, faults)
        if kind is None or not name:
            return None
        return Resource(
            code=cells.get(ImportField.CODE) or derived_code(kind, name),
            kind=kind,
            name=name,
            point=point,
            address=cells.get(ImportField.ADDRESS, ""),
            keeper=cells.get(ImportField.KEEPER, ""),
            contact=Contact(
                name=cells.get(ImportField.CONTACT_NAME, ""),
                phone=phone,
                radio=cells.get(ImportField.CONTACT_RADIO, ""),
            ),
            people=people,
            vehicles=vehicles,
            capability=cells.get(ImportField.CAPABILITY, ""),
            verified_on=verified_on,
            source=self._source,
        )


def missing_columns(headings: Iterable[str]) -> tuple[ImportField, ...]:
    """What an import cannot do without and did not find among the headings."""
    columns = recognised_columns(headings)
    return tuple(column for column in (ImportField.KIND, ImportField.NAME) if column not in columns)


def derived_code(kind: ResourceKind, name: str) -> str:
    """A code for a register that has none: the same kind and name give the same code."""
    return f"{kind.name}-{hashlib.sha256(folded(name).encode()).hexdigest()[:12]}"


def _kind(cells: Mapping[ImportField, str], faults: list[CellFault]) -> ResourceKind | None:
    word = cells.get(ImportField.KIND, "")
    kind = KINDS.get(folded(word))
    if kind is None:
        reason = FaultReason.UNKNOWN_KIND if word else FaultReason.MISSING
        faults.append(CellFault(field=ImportField.KIND, reason=reason, value=word))
    return kind
