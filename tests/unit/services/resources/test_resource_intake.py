# SPDX-License-Identifier: Apache-2.0
import inspect
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar, cast
from uuid import UUID

import pytest

from command_vehicle.domain.datum import Frame
from command_vehicle.domain.errors import ErrorCode, ExpectedError, InputError
from command_vehicle.domain.identity import HybridTime, Lane, OperationId, ReplicaId
from command_vehicle.domain.operations import Draft, Operation
from command_vehicle.domain.resources import Resource, ResourcesImported, ResourceState
from command_vehicle.services.ports import Store
from command_vehicle.services.resources.intake import ROWS_PER_SLICE, Intake, IntakeRun
from command_vehicle.services.resources.row_reader import (
    ImportReport,
    RawRow,
    RowOutcome,
    RowReader,
)

Answer = TypeVar("Answer")
STAMP = Draft(lane=Lane.META, body=ResourcesImported(source="f", rows=()), actor="周敏")


class _Shelf:
    """The three things that an intake asks of a store."""

    def __init__(self) -> None:
        self.operations: list[Operation] = []
        self.lines: dict[str, Resource] = {}

    def resource_codes(self) -> frozenset[str]:
        return frozenset(self.lines)

    def resource(self, code: str) -> ResourceState | None:
        line = self.lines.get(code)
        return None if line is None else ResourceState(resource=line, catalogued_by=_id(1))

    def append(self, drafts: Sequence[Draft]) -> tuple[Operation, ...]:
        made: list[Operation] = []
        for draft in drafts:
            assert isinstance(draft.body, ResourcesImported)
            self.lines |= {row.code: row for row in draft.body.rows}
            made.append(
                Operation(
                    id=_id(len(self.operations) + len(made) + 1),
                    time=HybridTime(physical_ms=0),
                    body=draft.body,
                    actor=draft.actor,
                )
            )
        self.operations += made
        return tuple(made)


class _Runner:
    """Answers at once."""

    def __init__(self, shelf: _Shelf) -> None:
        self._shelf = shelf

    def submit(
        self,
        job: Callable[[Store], Answer],
        then: Callable[[Answer], None],
        failed: Callable[[ExpectedError], None],
    ) -> None:
        try:
            answer = job(cast("Store", self._shelf))
        except ExpectedError as error:
            failed(error)
        else:
            then(answer)


def _id(seq: int) -> OperationId:
    return OperationId(replica=ReplicaId(uuid=UUID(int=7)), lane=Lane.META, seq=seq)


def _rows(number: int, name: str = "队") -> Iterator[RawRow]:
    for place in range(number):
        yield RawRow(
            line=place + 2, cells={"编号": str(place), "类别": "队伍", "名称": f"{name}{place}"}
        )


def _intake(rows: Iterator[RawRow]) -> Intake:
    reader = RowReader(frame=Frame.WGS84, source="f", today=date(2026, 5, 4))
    return Intake(rows, reader, STAMP)


def _run(
    shelf: _Shelf, rows: Iterator[RawRow]
) -> tuple[list[ImportReport], list[ExpectedError], int]:
    done: list[ImportReport] = []
    errors: list[ExpectedError] = []
    slices: list[int] = []
    IntakeRun(
        _Runner(shelf),
        _intake(rows),
        progress=lambda report: slices.append(report.read),
        then=done.append,
        failed=errors.append,
    ).go()
    return done, errors, len(slices)


@pytest.mark.parametrize("number", [0, 1, ROWS_PER_SLICE, ROWS_PER_SLICE + 1, 5 * ROWS_PER_SLICE])
def test_every_row_is_taken_once(number: int) -> None:
    shelf = _Shelf()
    done, errors, _ = _run(shelf, _rows(number))
    assert (done[0].accepted, len(shelf.lines), errors) == (number, number, [])


def test_no_operation_carries_more_than_200_rows() -> None:
    shelf = _Shelf()
    _run(shelf, _rows(1001))
    sizes = [len(cast("ResourcesImported", item.body).rows) for item in shelf.operations]
    assert sizes == [200, 200, 200, 200, 200, 1]


def test_a_runner_that_answers_at_once_does_not_grow_the_stack() -> None:
    depths: set[int] = set()
    intake = _intake(_rows(3 * ROWS_PER_SLICE))
    IntakeRun(
        _Runner(_Shelf()),
        intake,
        progress=lambda _: depths.add(len(inspect.stack())),
        then=lambda _: None,
        failed=_fail,
    ).go()
    assert len(depths) == 1


def test_a_second_import_of_the_same_file_writes_nothing() -> None:
    shelf = _Shelf()
    _run(shelf, _rows(300))
    written = len(shelf.operations)
    done, _, _ = _run(shelf, _rows(300))
    assert len(shelf.operations) == written
    assert done[0].outcomes == {RowOutcome.UNCHANGED: 300}


def test_a_changed_line_is_an_update() -> None:
    shelf = _Shelf()
    _run(shelf, _rows(3))
    shelf.lines["1"] = replace(shelf.lines["1"], name="旧名")
    done, _, _ = _run(shelf, _rows(3))
    assert done[0].outcomes[RowOutcome.UPDATED] == 1
    assert shelf.lines["1"].name == "队1"


def test_what_was_read_before_an_error_stays() -> None:
    def rows() -> Iterator[RawRow]:
        yield from _rows(ROWS_PER_SLICE)
        raise InputError(ErrorCode.FILE_DAMAGED, path="f", line=402)

    shelf = _Shelf()
    done, errors, _ = _run(shelf, rows())
    assert (done, len(shelf.lines)) == ([], ROWS_PER_SLICE)
    assert errors[0].code is ErrorCode.FILE_DAMAGED


def test_stopping_takes_no_further_slice() -> None:
    shelf = _Shelf()
    intake = _intake(_rows(10 * ROWS_PER_SLICE))
    done: list[ImportReport] = []
    IntakeRun(
        _Runner(shelf), intake, progress=lambda _: intake.stop(), then=done.append, failed=_fail
    ).go()
    assert done[0].accepted == ROWS_PER_SLICE


def _fail(error: ExpectedError) -> None:
    raise AssertionError(str(error))
