# SPDX-License-Identifier: Apache-2.0
"""All projections of a database together: kept up to date, compared, made anew."""

import hashlib
from collections.abc import Callable, Iterable
from typing import Final

import cbor2

from command_vehicle.domain.operations import Operation
from command_vehicle.storage.database import Database, sql
from command_vehicle.storage.projections.projection import ProjectedTable, Projection

PROJECTIONS_VERSION: Final = 2
"""Raised with every change of a table or a reducer; a file with another version is made anew."""


class Projections:
    """The projections of one database.

    Args:
        database: Where their tables are.
        projections: One per subject.
        everything: All operations of the log, for making the tables anew.
    """

    def __init__(
        self,
        database: Database,
        projections: tuple[Projection, ...],
        everything: Callable[[], Iterable[Operation]],
    ) -> None:
        self._database = database
        self._projections = projections
        self._everything = everything

    def prepare(self) -> None:
        """Make sure that the tables are there, and of this version."""
        with self._database.writing():
            ((version,),) = self._database.rows("SELECT version FROM projected")
            if version != PROJECTIONS_VERSION:
                self.rebuild()

    def apply(self, operation: Operation) -> None:
        """Take a new operation into account, inside its transaction."""
        for projection in self._projections:
            projection.apply(operation)

    def rebuild(self) -> None:
        """Drop all tables and make them from the log again, in one transaction."""
        with self._database.writing():
            for table in self._tables():
                self._database.run(sql("DROP TABLE IF EXISTS", table.name))
                for statement in table.create:
                    self._database.run(statement)
            for operation in self._everything():
                self.apply(operation)
            self._database.run("UPDATE projected SET version = ?", (PROJECTIONS_VERSION,))

    def digest(self) -> str:
        """SHA-256, hex, over everything that must be equal on every replica."""
        total = hashlib.sha256()
        for table in self._tables():
            if table.digest:
                total.update(table.name.encode())
                for row in self._database.each(table.digest):
                    total.update(cbor2.dumps(row))
        return total.hexdigest()

    def _tables(self) -> list[ProjectedTable]:
        return [table for projection in self._projections for table in projection.tables()]
