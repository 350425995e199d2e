# SPDX-License-Identifier: Apache-2.0
"""The one edge to SQLite: opening, settings that are read back, transactions, errors.

SQLite comes from `pysqlite3`, never from the standard library: versions before 3.51.3 can lose
committed writes or damage the file when two connections write and checkpoint at once (the
"WAL-reset" bug), and that is what Linux distributions ship. Two copies of SQLite must not open one
file in one process either, so everything that touches a database goes through here.

A connection belongs to the thread that opened it.
"""

import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, Protocol

import pysqlite3
import sqlite_utils
from sqlite_utils.migrations import Migrations

from command_vehicle.domain.errors import ErrorCode, StoreError

FIRST_SAFE_SQLITE: Final = (3, 51, 3)
BUSY_TIMEOUT_MS: Final = 10_000
"""How long a writer waits for another process, before it says that the store is locked."""


Value = int | float | str | bytes | None
Row = tuple[Any, ...]


class Migration(Protocol):
    """One numbered step of the schema."""

    __name__: str

    def __call__(self, db: sqlite_utils.Database, /) -> None:
        """Change the schema."""
        ...


_PRIMARY_CODE: Final = 0xFF
_LEAST_FREE_BYTES: Final = 256 * 1024
"""With less than this the shared memory beside the file may not find its place."""
_NO_TEXT: Final = "Could not decode to UTF-8"
_CODES: Final = {
    pysqlite3.SQLITE_FULL: ErrorCode.DISK_FULL,
    pysqlite3.SQLITE_BUSY: ErrorCode.STORE_LOCKED,
    pysqlite3.SQLITE_LOCKED: ErrorCode.STORE_LOCKED,
    pysqlite3.SQLITE_CORRUPT: ErrorCode.STORE_DAMAGED,
    pysqlite3.SQLITE_NOTADB: ErrorCode.STORE_DAMAGED,
    pysqlite3.SQLITE_IOERR: ErrorCode.DISK_ERROR,
    pysqlite3.SQLITE_PROTOCOL: ErrorCode.STORE_LOCKED,
    pysqlite3.SQLITE_CANTOPEN: ErrorCode.STORE_UNREACHABLE,
    pysqlite3.SQLITE_READONLY: ErrorCode.STORE_UNREACHABLE,
    pysqlite3.SQLITE_PERM: ErrorCode.STORE_UNREACHABLE,
    pysqlite3.SQLITE_NOLFS: ErrorCode.DISK_ERROR,
}
_PERHAPS_FULL: Final = (ErrorCode.DISK_ERROR, ErrorCode.STORE_UNREACHABLE)
_SETTINGS: Final = (
    ("synchronous", "FULL", 2),
    ("foreign_keys", "ON", 1),
    ("recursive_triggers", "ON", 1),
)
"""Name, word to set it with, number it must then have."""
_WAL_ATTEMPTS: Final = 5


def sql(*parts: str) -> str:
    """One statement from pieces that the program wrote; values go in as parameters."""
    return " ".join(parts)


def classified(error: pysqlite3.Error, path: Path | None = None) -> StoreError | None:
    """What a SQLite error means for us; None when it is a fault of our own."""
    number = getattr(error, "sqlite_errorcode", None)
    code = _CODES.get(number & _PRIMARY_CODE) if number is not None else _code_without_number(error)
    if code is None:
        return None
    if code in _PERHAPS_FULL and path is not None and _is_full(path):
        code = ErrorCode.DISK_FULL
    return StoreError(code, detail=getattr(error, "sqlite_errorname", str(error)))


def _code_without_number(error: pysqlite3.Error) -> ErrorCode | None:
    """Bytes that stand in the file as text and are none are found by the binding, not by SQLite."""
    return ErrorCode.STORE_DAMAGED if _NO_TEXT in str(error) else None


def _is_full(path: Path) -> bool:
    """Whether SQLite may have failed for want of space: it cannot always tell by itself."""
    try:
        return shutil.disk_usage(path.parent).free < _LEAST_FREE_BYTES
    except OSError:
        return False


@contextmanager
def _translated(path: Path | None = None) -> Iterator[None]:
    """Turn SQLite errors that come from the disk or its other users into `StoreError`."""
    try:
        yield
    except pysqlite3.Error as error:
        store_error = classified(error, path)
        if store_error is None:
            raise
        raise store_error from error


class Database:
    """One open database. All methods raise `StoreError` for what the disk does to us."""

    def __init__(self, path: Path | None) -> None:
        """Open the file, or a database in memory; create it when it is not there."""
        refuse_unsafe_sqlite(pysqlite3.sqlite_version_info)
        self._path = path
        self._after_rollback: list[Callable[[], None]] = []
        with _translated(self._path):
            self._connection = pysqlite3.connect(
                ":memory:" if path is None else str(path),
                timeout=BUSY_TIMEOUT_MS / 1000,
                isolation_level=None,
            )
        try:
            self._wrapped = sqlite_utils.Database(
                self._connection, execute_plugins=False, strict=True
            )
            self._configure()
        except BaseException:
            self._connection.close()
            raise

    def close(self) -> None:
        """Close the file. The last one to leave folds the write-ahead log into it."""
        with _translated(self._path):
            self._connection.close()

    def rows(self, sql: str, parameters: Sequence[Value] = ()) -> list[Row]:
        """All rows of a query."""
        with _translated(self._path):
            found: list[Row] = self._connection.execute(sql, parameters).fetchall()
        return found

    def each(self, sql: str, parameters: Sequence[Value] = ()) -> Iterator[Row]:
        """The rows of a query one by one, for answers that may be large."""
        with _translated(self._path):
            yield from self._connection.execute(sql, parameters)

    def one(self, sql: str, parameters: Sequence[Value] = ()) -> Row | None:
        """The first row of a query; None when there is none."""
        with _translated(self._path):
            row: Row | None = self._connection.execute(sql, parameters).fetchone()
        return row

    def run(self, sql: str, parameters: Sequence[Value] = ()) -> int:
        """Run one statement; the answer is how many rows it changed."""
        with _translated(self._path):
            changed: int = self._connection.execute(sql, parameters).rowcount
        return changed

    def run_many(self, sql: str, rows: Iterable[Sequence[Value]]) -> None:
        """Run one statement for each row."""
        with _translated(self._path):
            self._connection.executemany(sql, rows)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One durable transaction; the right to write is taken at its start.

        Inside another one it simply belongs to that.
        """
        if self._connection.in_transaction:
            yield
            return
        self.run("BEGIN IMMEDIATE")
        try:
            yield
            self.run("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            for forget in self._after_rollback:
                forget()
            raise

    @property
    def is_writing(self) -> bool:
        """Whether a transaction is open: what was written in it may still be taken back."""
        return bool(self._connection.in_transaction)

    def after_rollback(self, forget: Callable[[], None]) -> None:
        """Have `forget` called when a transaction fails, to drop what was learnt inside it."""
        self._after_rollback.append(forget)

    def migrate(self, name: str, steps: Sequence[Migration]) -> None:
        """Apply the steps that are missing; one process does it, others wait.

        Raises:
            StoreError: The file was written by a newer program.
        """
        migrations = Migrations(name)
        for step in steps:
            migrations()(step)
        with self.writing(), _translated(self._path):
            applied = {each.name for each in migrations.applied(self._wrapped)}
            newer = applied - {step.__name__ for step in steps}
            if newer:
                raise StoreError(ErrorCode.STORE_TOO_NEW, migration=max(newer))
            migrations.apply(self._wrapped)

    def add_function(self, name: str, function: Callable[[Any], Value]) -> None:
        """Make a pure function of one value available in queries."""
        with _translated(self._path):
            self._connection.create_function(name, 1, function, deterministic=True)

    def _configure(self) -> None:
        self.run(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
        self._use_write_ahead_log()
        for name, word, _ in _SETTINGS:
            self.run(f"PRAGMA {name} = {word}")
        for name, _, number in (*_SETTINGS, ("busy_timeout", "", BUSY_TIMEOUT_MS)):
            self._require(name, number)

    def _use_write_ahead_log(self) -> None:
        """Switch to WAL. SQLite does not wait by itself for others that switch at the same time."""
        for _ in range(_WAL_ATTEMPTS - 1):
            try:
                self.run("PRAGMA journal_mode = WAL")
                break
            except StoreError as error:
                if error.code is not ErrorCode.STORE_LOCKED:
                    raise
                with self.writing():
                    pass
        self._require("journal_mode", "memory" if self._path is None else "wal")

    def _require(self, pragma: str, value: str | int) -> None:
        row = self.one(f"PRAGMA {pragma}")
        if row is None or row[0] != value:
            actual = "nothing" if row is None else str(row[0])
            raise StoreError(ErrorCode.STORE_UNSAFE, setting=pragma, value=actual)


def refuse_unsafe_sqlite(version: tuple[int, ...]) -> None:
    """Raise when this SQLite may lose what it has committed.

    Raises:
        StoreError: It may.
    """
    if version < FIRST_SAFE_SQLITE:
        raise StoreError(
            ErrorCode.STORE_UNSAFE, setting="sqlite", value=".".join(map(str, version))
        )
