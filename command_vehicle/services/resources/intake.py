# SPDX-License-Identifier: Apache-2.0
"""Taking over a register in slices: read some rows, append what is new, say how far it is."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice
from typing import Final

from command_vehicle.domain.errors import ExpectedError
from command_vehicle.domain.identity import OperationId
from command_vehicle.domain.operations import Draft
from command_vehicle.domain.resources import (
    MAX_ROWS_PER_IMPORT_OPERATION,
    Resource,
    ResourcesImported,
)
from command_vehicle.services.ports import Store, StoreRunner
from command_vehicle.services.resources.row_reader import (
    ImportReport,
    RawRow,
    ReturnedRow,
    RowOutcome,
    RowReader,
)

ROWS_PER_SLICE: Final = MAX_ROWS_PER_IMPORT_OPERATION
"""Work that others on the store have to wait for, some tens of milliseconds."""


class Intake:
    """Rows on their way into the catalogue. `take_slice` runs where the store runs.

    Attributes:
        report: What has become of the rows so far.
        is_finished: No rows are left, or somebody said stop.
    """

    def __init__(self, rows: Iterator[RawRow], reader: RowReader, stamp: Draft) -> None:
        """`stamp` is the draft that each import operation is made from."""
        self._rows = rows
        self._reader = reader
        self._stamp = stamp
        self._known: frozenset[str] | None = None
        self._source = stamp.body.source if isinstance(stamp.body, ResourcesImported) else ""
        self.report = ImportReport(source=self._source)
        self._appended: tuple[OperationId, ...] = ()
        self.is_finished = False

    @property
    def appended(self) -> tuple[OperationId, ...]:
        """Operations that the last slice was written as."""
        return self._appended

    def stop(self) -> None:
        """Take no further slice; what has been taken stays."""
        self.is_finished = True

    def take_slice(self, store: Store) -> ImportReport:
        """Read the next rows, append those that say something new, and count.

        Raises:
            InputError: The file cannot be read on.
            StoreError: Nothing of this slice was written.
        """
        if self._known is None:
            self._known = store.resource_codes()
        drawn = list(islice(self._rows, ROWS_PER_SLICE))
        fresh: list[Resource] = []
        for row in drawn:
            answer = self._reader.read(row)
            if isinstance(answer, ReturnedRow):
                self.report.give_back(answer)
            else:
                outcome = self._outcome(store, answer)
                self.report.outcomes[outcome] += 1
                if outcome is not RowOutcome.UNCHANGED:
                    fresh.append(answer)
        self._append(store, fresh)
        self.is_finished = self.is_finished or len(drawn) < ROWS_PER_SLICE
        return self.report

    def _outcome(self, store: Store, resource: Resource) -> RowOutcome:
        if resource.code not in (self._known or ()):
            return RowOutcome.ADDED
        held = store.resource(resource.code)
        is_same = held is not None and held.resource == resource
        return RowOutcome.UNCHANGED if is_same else RowOutcome.UPDATED

    def _append(self, store: Store, fresh: list[Resource]) -> None:
        body = ResourcesImported(source=self._source, rows=tuple(fresh))
        operations = store.append([replace(self._stamp, body=body)]) if fresh else ()
        self._appended = tuple(operation.id for operation in operations)


class IntakeRun:
    """Hands the slices of an intake to a runner, one after the other.

    Works with a runner that answers later and with one that answers at once, without growing the
    stack for the latter.
    """

    def __init__(
        self,
        runner: StoreRunner,
        intake: Intake,
        *,
        progress: Callable[[ImportReport], None],
        then: Callable[[ImportReport], None],
        failed: Callable[[ExpectedError], None],
    ) -> None:
        self._runner = runner
        self._intake = intake
        self._progress = progress
        self._then = then
        self._failed = failed
        self._is_submitting = False
        self._is_slice_wanted = True

    def go(self) -> None:
        """Submit slices as long as they are answered at once."""
        self._is_submitting = True
        while self._is_slice_wanted:
            self._is_slice_wanted = False
            self._runner.submit(self._intake.take_slice, self._took, self._failed)
        self._is_submitting = False

    def _took(self, report: ImportReport) -> None:
        self._progress(report)
        if self._intake.is_finished:
            self._then(report)
            return
        self._is_slice_wanted = True
        if not self._is_submitting:
            self.go()
