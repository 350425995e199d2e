# SPDX-License-Identifier: Apache-2.0
"""Plans being carried through: activations, their level, their tasks."""

import json
from collections import defaultdict
from typing import Final

from command_vehicle.domain.incidents import ResponseLevel
from command_vehicle.domain.operations import Operation
from command_vehicle.domain.plans import (
    Activation,
    PlanActivated,
    PlanLevelChanged,
    TaskProgress,
    TaskState,
    TaskStateChanged,
)
from command_vehicle.storage.database import Database, Row
from command_vehicle.storage.places import Places, from_ms, rank
from command_vehicle.storage.projections.projection import ProjectedTable

_ACTIVATION: Final = ProjectedTable(
    name="activation",
    create=(
        """CREATE TABLE activation (
            id INTEGER PRIMARY KEY, rank BLOB NOT NULL, plan_key TEXT NOT NULL,
            edition TEXT NOT NULL, plan_digest TEXT NOT NULL, plan_title TEXT NOT NULL,
            level INTEGER NOT NULL, basis TEXT NOT NULL, incident INTEGER,
            actor TEXT NOT NULL, recorded_ms INTEGER NOT NULL
        ) STRICT""",
    ),
    digest="""SELECT rank, plan_key, edition, plan_digest, plan_title, level, basis,
        place_name(incident), actor, recorded_ms FROM activation ORDER BY rank""",
)
_LEVEL: Final = ProjectedTable(
    name="activation_level",
    create=(
        """CREATE TABLE activation_level (
            id INTEGER PRIMARY KEY, rank BLOB NOT NULL, record INTEGER NOT NULL,
            level INTEGER NOT NULL, basis TEXT NOT NULL, actor TEXT NOT NULL,
            recorded_ms INTEGER NOT NULL
        ) STRICT""",
        "CREATE INDEX activation_level_by_record ON activation_level (record, rank)",
    ),
    digest="""SELECT rank, place_name(record), level, basis, actor, recorded_ms
        FROM activation_level ORDER BY rank""",
)
_TASK: Final = ProjectedTable(
    name="task_change",
    create=(
        """CREATE TABLE task_change (
            id INTEGER PRIMARY KEY, rank BLOB NOT NULL, record INTEGER NOT NULL,
            task_key TEXT NOT NULL, state INTEGER NOT NULL, owner TEXT NOT NULL,
            note TEXT NOT NULL, done_steps TEXT NOT NULL, actor TEXT NOT NULL,
            recorded_ms INTEGER NOT NULL
        ) STRICT""",
        "CREATE INDEX task_change_by_task ON task_change (record, task_key, rank)",
    ),
    digest="""SELECT rank, place_name(record), task_key, state, owner, note, done_steps, actor,
        recorded_ms FROM task_change ORDER BY rank""",
)
_ADD_ACTIVATION: Final = """
    INSERT OR IGNORE INTO activation VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_ADD_LEVEL: Final = "INSERT OR IGNORE INTO activation_level VALUES (?, ?, ?, ?, ?, ?, ?)"
_ADD_TASK: Final = "INSERT OR IGNORE INTO task_change VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_ACTIVATIONS: Final = """
    SELECT activation.id, plan_key, edition, plan_digest, plan_title, activation.level,
           activation.basis, activation.recorded_ms, activation.actor, incident, newest.level,
           newest.recorded_ms
    FROM activation
    LEFT JOIN activation_level AS newest ON newest.id = (
        SELECT id FROM activation_level WHERE record = activation.id ORDER BY rank DESC LIMIT 1)
    ORDER BY activation.rank DESC
"""
_PROGRESS: Final = """
    SELECT record, id, task_key, state, owner, note, done_steps, actor, recorded_ms
    FROM task_change AS this
    WHERE NOT EXISTS (
        SELECT 1 FROM task_change AS later WHERE later.record = this.record
        AND later.task_key = this.task_key AND later.rank > this.rank)
    ORDER BY record, task_key
"""


class PlanProjection:
    """Tables `activation`, `activation_level` and `task_change`."""

    def __init__(self, database: Database, places: Places) -> None:
        self._database = database
        self._places = places

    def tables(self) -> tuple[ProjectedTable, ...]:
        """All tables."""
        return (_ACTIVATION, _LEVEL, _TASK)

    def apply(self, operation: Operation) -> None:
        """Take an operation into account."""
        body = operation.body
        if isinstance(body, PlanActivated):
            self._activate(operation, body)
        elif operation.record is not None:
            record = self._places.place(operation.record)
            if isinstance(body, PlanLevelChanged):
                self._change_level(operation, record, body)
            elif isinstance(body, TaskStateChanged):
                self._change_task(operation, record, body)

    def activations(self) -> tuple[Activation, ...]:
        """Newest first."""
        progress: dict[int, list[TaskProgress]] = defaultdict(list)
        for record, *row in self._database.rows(_PROGRESS):
            progress[record].append(self._to_progress(tuple(row)))
        return tuple(
            self._to_activation(row, tuple(progress[row[0]]))
            for row in self._database.rows(_ACTIVATIONS)
        )

    def _key(self, operation: Operation) -> tuple[int, bytes]:
        return self._places.place(operation.id), rank(operation)

    def _activate(self, operation: Operation, body: PlanActivated) -> None:
        self._database.run(
            _ADD_ACTIVATION,
            (
                *self._key(operation),
                body.plan_key,
                body.edition,
                body.plan_digest,
                body.plan_title,
                int(body.level),
                body.basis,
                self._places.place_or_none(operation.incident),
                operation.actor,
                operation.time.physical_ms,
            ),
        )

    def _change_level(self, operation: Operation, record: int, body: PlanLevelChanged) -> None:
        self._database.run(
            _ADD_LEVEL,
            (
                *self._key(operation),
                record,
                int(body.level),
                body.basis,
                operation.actor,
                operation.time.physical_ms,
            ),
        )

    def _change_task(self, operation: Operation, record: int, body: TaskStateChanged) -> None:
        self._database.run(
            _ADD_TASK,
            (
                *self._key(operation),
                record,
                body.task_key,
                int(body.state),
                body.owner,
                body.note,
                json.dumps(body.done_steps),
                operation.actor,
                operation.time.physical_ms,
            ),
        )

    def _to_progress(self, row: Row) -> TaskProgress:
        place, task_key, state, owner, note, done_steps, actor, recorded_ms = row
        return TaskProgress(
            change=TaskStateChanged(
                task_key=task_key,
                state=TaskState(state),
                owner=owner,
                note=note,
                done_steps=tuple(json.loads(done_steps)),
            ),
            at=from_ms(recorded_ms),
            by=actor,
            operation=self._places.operation_id(place),
        )

    def _to_activation(self, row: Row, progress: tuple[TaskProgress, ...]) -> Activation:
        place, key, edition, digest, title, level, basis, recorded_ms, actor, incident, *now = row
        now_level, now_ms = now
        return Activation(
            id=self._places.operation_id(place),
            started=PlanActivated(
                plan_key=key,
                edition=edition,
                plan_digest=digest,
                plan_title=title,
                level=ResponseLevel(level),
                basis=basis,
            ),
            started_at=from_ms(recorded_ms),
            started_by=actor,
            incident=self._places.operation_id_or_none(incident),
            level=ResponseLevel(level if now_level is None else now_level),
            level_at=None if now_ms is None else from_ms(now_ms),
            progress=progress,
        )
