# SPDX-License-Identifier: Apache-2.0
"""Registers on disk: CSV as spreadsheets and agencies write it, and GeoJSON, row by row.

Files are opened, read and closed by whoever draws the rows, on whatever thread that is; nothing
larger than a row is kept in memory.
"""

import codecs
import csv
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from command_vehicle.domain.errors import ErrorCode, InputError
from command_vehicle.protocols.geojson.features import Feature, FeatureStream
from command_vehicle.protocols.geojson.geometry import centre
from command_vehicle.services.resources.cells import (
    FORMULA_MARKS,
    MAX_CELL_CHARACTERS,
    CellFault,
    FaultReason,
)
from command_vehicle.services.resources.columns import ImportField
from command_vehicle.services.resources.row_reader import RawRow, ReturnedRow, missing_columns

MAX_FILE_BYTES: Final = 500_000_000
_CHUNK_BYTES: Final = 1 << 18
_MARKS: Final = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"))
_ENCODINGS: Final = ("utf-8", "gb18030")
_DELIMITERS: Final = ",;\t，；"
_WORKBOOK_MARKS: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""ZIP (xlsx, ods) and OLE (xls)."""

Labels = tuple[str, str]
"""Headings for the number of a line and for the reason, in the reader's language."""


class ResourceFile:
    """A register in one file; `rows` reads it from the start.

    Attributes:
        name: Name of the file, the `source` of its resources.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self.name = path.name

    def rows(self) -> Iterator[RawRow]:
        """Every row, with the number of its line or feature.

        Raises:
            InputError: The file cannot be read, or stops being readable half way.
        """
        try:
            encoding = self._encoding()
            if self._path.suffix.casefold() in {".geojson", ".json"}:
                yield from self._features(encoding)
            else:
                yield from self._lines(encoding)
        except FileNotFoundError as error:
            raise InputError(ErrorCode.FILE_MISSING, path=str(self._path)) from error
        except OSError as error:
            raise self._unreadable(str(error.strerror)) from error

    def _unreadable(self, reason: str) -> InputError:
        return InputError(ErrorCode.FILE_UNREADABLE, path=str(self._path), reason=reason)

    def _damaged(self, line: int) -> InputError:
        return InputError(ErrorCode.FILE_DAMAGED, path=str(self._path), line=line)

    def _encoding(self) -> str:
        """The encoding that the whole file agrees with."""
        if self._path.stat().st_size > MAX_FILE_BYTES:
            raise InputError(
                ErrorCode.FILE_TOO_LARGE, path=str(self._path), limit_bytes=MAX_FILE_BYTES
            )
        with self._path.open("rb") as file:
            start = file.read(4)
        if start.startswith(_WORKBOOK_MARKS):
            raise InputError(ErrorCode.FILE_IS_WORKBOOK, path=str(self._path))
        for mark, encoding in _MARKS:
            if start.startswith(mark):
                return encoding
        for encoding in _ENCODINGS:
            if self._decodes(encoding):
                return encoding
        raise InputError(ErrorCode.FILE_NOT_TEXT, path=str(self._path))

    def _decodes(self, encoding: str) -> bool:
        decoder = codecs.getincrementaldecoder(encoding)()
        with self._path.open("rb") as file:
            try:
                while chunk := file.read(_CHUNK_BYTES):
                    if "\0" in decoder.decode(chunk):
                        return False
                decoder.decode(b"", final=True)
            except UnicodeDecodeError:
                return False
        return True

    def _lines(self, encoding: str) -> Iterator[RawRow]:
        delimiter = self._delimiter(encoding)
        with self._path.open(encoding=encoding, newline="") as file:
            reader = csv.reader(file, delimiter=delimiter)
            try:
                headings = _unique(next(reader, []))
                self._check_columns(headings)
                before = reader.line_num
                for cells in reader:
                    if any(cell.strip() for cell in cells):
                        yield _row(before + 1, headings, cells)
                    before = reader.line_num
            except csv.Error as error:
                raise self._damaged(reader.line_num) from error
            except UnicodeDecodeError as error:
                raise self._damaged(reader.line_num + 1) from error

    def _delimiter(self, encoding: str) -> str:
        with self._path.open(encoding=encoding) as file:
            heading = file.readline(_CHUNK_BYTES)
        return max(_DELIMITERS, key=heading.count)

    def _check_columns(self, headings: tuple[str, ...]) -> None:
        missing = missing_columns(headings)
        if missing:
            raise InputError(
                ErrorCode.COLUMNS_MISSING,
                path=str(self._path),
                columns=" ".join(column.value for column in missing),
            )

    def _features(self, encoding: str) -> Iterator[RawRow]:
        stream = FeatureStream()
        last = 0
        with self._path.open(encoding=encoding) as file:
            while stream.damage is None and (text := file.read(_CHUNK_BYTES)):
                for feature in stream.feed(text):
                    last = feature.number
                    yield _feature_row(feature)
        stream.finish()
        if stream.damage is not None:
            raise InputError(
                ErrorCode.GEOJSON_DAMAGED,
                path=str(self._path),
                feature=last + 1,
                reason=stream.damage.value,
            )


class ResourceFiles:
    """The `RegisterFiles` of this machine."""

    def open(self, path: Path) -> ResourceFile:
        """A register whose rows can be drawn; nothing is read yet."""
        return ResourceFile(path)

    def write_returned(
        self, path: Path, rows: Sequence[ReturnedRow], reasons: Sequence[str], labels: Labels
    ) -> None:
        """Save rows as they came, with line and reason in front.

        Written with a byte-order mark, without which spreadsheets take Chinese for Latin.

        Raises:
            InputError: The file cannot be written.
        """
        headings = list(dict.fromkeys(heading for row in rows for heading in row.cells))
        try:
            with path.open("w", encoding="utf-8-sig", newline="") as file:
                writer = csv.writer(file)
                writer.writerow([*labels, *headings])
                for row, reason in zip(rows, reasons, strict=True):
                    cells = [_inert(row.cells.get(heading, "")) for heading in headings]
                    writer.writerow([row.line, reason, *cells])
        except OSError as error:
            raise InputError(
                ErrorCode.FILE_UNWRITABLE, path=str(path), reason=str(error.strerror)
            ) from error


def _inert(cell: str) -> str:
    """The cell so that a spreadsheet shows it and does not compute it."""
    return f"'{cell}" if cell.startswith(FORMULA_MARKS) else cell


def _unique(headings: Sequence[str]) -> tuple[str, ...]:
    """Headings that differ; the second of two equal ones is numbered."""
    seen: Counter[str] = Counter()
    names = []
    for heading in headings:
        name = heading.strip()
        seen[name] += 1
        names.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return tuple(names)


def _row(line: int, headings: tuple[str, ...], cells: list[str]) -> RawRow:
    beyond = [cell for cell in cells[len(headings) :] if cell.strip()]
    fault = None
    if beyond:
        value = ", ".join(beyond)[:MAX_CELL_CHARACTERS]
        fault = CellFault(field=None, reason=FaultReason.TOO_MANY_CELLS, value=value)
    return RawRow(line=line, cells=dict(zip(headings, cells, strict=False)), fault=fault)


def _feature_row(feature: Feature) -> RawRow:
    cells = {str(key): _cell(value) for key, value in feature.properties.items()}
    place = centre(feature.geometry) if feature.geometry is not None else None
    fault = None
    if place is not None:
        where = {
            ImportField.LONGITUDE.value: repr(place[0]),
            ImportField.LATITUDE.value: repr(place[1]),
        }
        cells = where | {key: cell for key, cell in cells.items() if key not in where}
    elif feature.geometry is not None:
        fault = CellFault(field=ImportField.COORDINATES, reason=FaultReason.GEOMETRY_UNUSABLE)
    return RawRow(line=feature.number, cells=cells, fault=fault)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False)[:MAX_CELL_CHARACTERS]
