# SPDX-License-Identifier: Apache-2.0
"""Timeline: entries, and what was later said about them."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from command_vehicle.domain.delivery import DeliveryState
from command_vehicle.domain.geodesy import GeoPoint
from command_vehicle.domain.identity import OperationId
from command_vehicle.domain.incidents import IncidentOpened
from command_vehicle.domain.operations import Operation
from command_vehicle.domain.timeline import (
    Amendment,
    Entry,
    EntryCorrected,
    EntryFilter,
    EntryKind,
    EntryRecorded,
    EntryRetracted,
    PositionStamp,
    incident_line,
)
from command_vehicle.services.ports import PageOf
from command_vehicle.storage.database import Database, Row, Value, sql
from command_vehicle.storage.delivery_log import DeliveryLog
from command_vehicle.storage.places import Places, from_ms, rank, to_ms
from command_vehicle.storage.projections.projection import ProjectedTable
from command_vehicle.storage.projections.text_search import TextIndex

_COLUMNS: Final = (
    "id, kind, text, happened_ms, recorded_ms, actor, incident, automatic_source, "
    "latitude_deg, longitude_deg, fixed_ms, age_s, accuracy_m, position_source, "
    "resources, tags, late_reason"
)
_ENTRY: Final = ProjectedTable(
    name="entry",
    create=(
        """CREATE TABLE entry (
            id INTEGER PRIMARY KEY, rank BLOB NOT NULL, kind INTEGER NOT NULL, text TEXT NOT NULL,
            happened_ms INTEGER NOT NULL, recorded_ms INTEGER NOT NULL, actor TEXT NOT NULL,
            incident INTEGER, automatic_source TEXT, latitude_deg REAL, longitude_deg REAL,
            fixed_ms INTEGER, age_s REAL, accuracy_m REAL, position_source TEXT,
            resources TEXT NOT NULL, tags TEXT NOT NULL, late_reason TEXT, words TEXT NOT NULL
        ) STRICT""",
        "CREATE INDEX entry_by_time ON entry (happened_ms, rank)",
        "CREATE INDEX entry_by_incident ON entry (incident, happened_ms, rank)",
        "CREATE INDEX entry_by_kind ON entry (incident, kind)",
    ),
    digest="""SELECT rank, kind, text, happened_ms, recorded_ms, actor, place_name(incident),
        automatic_source, latitude_deg, longitude_deg, fixed_ms, age_s, accuracy_m,
        position_source, resources, tags, late_reason FROM entry ORDER BY rank""",
)
_AMENDMENT: Final = ProjectedTable(
    name="amendment",
    create=(
        """CREATE TABLE amendment (
            id INTEGER PRIMARY KEY, rank BLOB NOT NULL, record INTEGER NOT NULL, text TEXT,
            reason TEXT NOT NULL, actor TEXT NOT NULL, recorded_ms INTEGER NOT NULL
        ) STRICT""",
        "CREATE INDEX amendment_by_record ON amendment (record, rank)",
    ),
    digest="""SELECT rank, place_name(record), text, reason, actor, recorded_ms
        FROM amendment ORDER BY rank""",
)
_ADD_ENTRY: Final = """
    INSERT OR IGNORE INTO entry
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_ADD_AMENDMENT: Final = "INSERT OR IGNORE INTO amendment VALUES (?, ?, ?, ?, ?, ?, ?)"
_ADD_WORDS: Final = "UPDATE entry SET words = words || char(10) || ? WHERE id = ?"
_AMENDMENTS: Final = """
    SELECT record, id, text, reason, actor, recorded_ms FROM amendment
    WHERE record IN (SELECT value FROM json_each(?)) ORDER BY rank
"""


class TimelineProjection:
    """Tables `entry` and `amendment`, and what the timeline asks of them."""

    def __init__(self, database: Database, places: Places, delivery: DeliveryLog) -> None:
        self._database = database
        self._places = places
        self._delivery = delivery
        self._index = TextIndex(database, "entry")

    def tables(self) -> tuple[ProjectedTable, ...]:
        """All tables."""
        return (_ENTRY, _AMENDMENT, self._index.table)

    def apply(self, operation: Operation) -> None:
        """Take an operation into account."""
        body = operation.body
        if isinstance(body, EntryRecorded):
            self._add_entry(operation, body)
        elif isinstance(body, IncidentOpened):
            self._add_entry(replace(operation, incident=operation.id), incident_line(body))
        elif isinstance(body, EntryCorrected):
            self._add_amendment(operation, body.text, body.reason)
        elif isinstance(body, EntryRetracted):
            self._add_amendment(operation, None, body.reason)

    def entries(self, wanted: EntryFilter, page: PageOf) -> tuple[Entry, ...]:
        """Newest happened-at first."""
        conditions, parameters = self._conditions(wanted)
        rows = self._database.rows(
            sql(
                "SELECT",
                _COLUMNS,
                "FROM entry WHERE",
                conditions,
                "ORDER BY happened_ms DESC, rank DESC LIMIT ? OFFSET ?",
            ),
            (*parameters, page.limit, page.offset),
        )
        return self._to_entries(rows)

    def entry(self, entry_id: OperationId) -> Entry | None:
        """One entry with its amendments."""
        rows = self._database.rows(
            sql("SELECT", _COLUMNS, "FROM entry WHERE id = ?"), (self._places.find(entry_id),)
        )
        return self._to_entries(rows)[0] if rows else None

    def entry_count(self, wanted: EntryFilter) -> int:
        """How many entries there are."""
        conditions, parameters = self._conditions(wanted)
        ((count,),) = self._database.rows(
            sql("SELECT COUNT(*) FROM entry WHERE", conditions), parameters
        )
        return int(count)

    def count_by_kind(self, incident: OperationId | None) -> Mapping[int, int]:
        """Entries per kind, of one incident or of all."""
        conditions, parameters = self._conditions(EntryFilter(incident=incident))
        rows = self._database.rows(
            sql("SELECT kind, COUNT(*) FROM entry WHERE", conditions, "GROUP BY kind"), parameters
        )
        return dict(rows)

    def _conditions(self, wanted: EntryFilter) -> tuple[str, list[Value]]:
        conditions, parameters = self._index.condition(wanted.text)
        if wanted.incident is not None:
            conditions.append("incident = ?")
            parameters.append(self._places.find(wanted.incident))
        if wanted.kinds:
            conditions.append("kind IN (SELECT value FROM json_each(?))")
            parameters.append(json.dumps(sorted(wanted.kinds)))
        if wanted.since is not None:
            conditions.append("recorded_ms >= ?")
            parameters.append(to_ms(wanted.since))
        if not wanted.include_automatic:
            conditions.append("automatic_source IS NULL")
        return " AND ".join(conditions) or "TRUE", parameters

    def _add_entry(self, operation: Operation, body: EntryRecorded) -> None:
        place = self._places.place(operation.id)
        words = [body.text, operation.actor, *body.tags, *body.resources]
        added = self._database.run(
            _ADD_ENTRY,
            (
                place,
                rank(operation),
                int(body.kind),
                body.text,
                to_ms(body.happened_at),
                operation.recorded_ms,
                operation.actor,
                self._places.place_or_none(operation.incident),
                body.automatic_source,
                *_position_columns(body.position),
                json.dumps(body.resources, ensure_ascii=False),
                json.dumps(body.tags, ensure_ascii=False),
                body.late_reason,
                "\n".join([*words, *self._later_words(place)]),
            ),
        )
        if added:
            self._index.add([place])

    def _later_words(self, record: int) -> list[str]:
        rows = self._database.rows(
            "SELECT text FROM amendment WHERE record = ? AND text IS NOT NULL", (record,)
        )
        return [text for (text,) in rows]

    def _add_amendment(self, operation: Operation, text: str | None, reason: str) -> None:
        if operation.record is None:
            return
        record = self._places.place(operation.record)
        added = self._database.run(
            _ADD_AMENDMENT,
            (
                self._places.place(operation.id),
                rank(operation),
                record,
                text,
                reason,
                operation.actor,
                operation.recorded_ms,
            ),
        )
        if added and text is not None:
            self._index.remove([record])
            self._database.run(_ADD_WORDS, (text, record))
            self._index.add([record])

    def _to_entries(self, rows: Sequence[Row]) -> tuple[Entry, ...]:
        ids = [self._places.operation_id(row[0]) for row in rows]
        amendments = self._amendments([row[0] for row in rows])
        states = self._delivery.states(ids)
        return tuple(
            self._to_entry(row, entry_id, amendments.get(row[0], ()), state)
            for row, entry_id, state in zip(rows, ids, states, strict=True)
        )

    def _amendments(self, records: Sequence[int]) -> dict[int, list[Amendment]]:
        found: dict[int, list[Amendment]] = defaultdict(list)
        for record, place, text, reason, actor, recorded_ms in self._database.rows(
            _AMENDMENTS, (json.dumps(records),)
        ):
            found[record].append(
                Amendment(
                    id=self._places.operation_id(place),
                    text=text,
                    reason=reason,
                    actor=actor,
                    recorded_at=from_ms(recorded_ms),
                )
            )
        return found

    def _to_entry(
        self,
        row: Row,
        entry_id: OperationId,
        amendments: Sequence[Amendment],
        delivery: DeliveryState,
    ) -> Entry:
        _, kind, text, happened_ms, recorded_ms, actor, incident, automatic, *rest = row
        *position, resources, tags, late_reason = rest
        return Entry(
            id=entry_id,
            recorded=EntryRecorded(
                kind=EntryKind(kind),
                text=text,
                happened_at=from_ms(happened_ms),
                position=_position(tuple(position)),
                automatic_source=automatic,
                resources=tuple(json.loads(resources)),
                tags=tuple(json.loads(tags)),
                late_reason=late_reason,
            ),
            recorded_at=from_ms(recorded_ms),
            actor=actor,
            incident=self._places.operation_id_or_none(incident),
            amendments=tuple(amendments),
            delivery=delivery,
        )


def _position_columns(stamp: PositionStamp | None) -> tuple[Value, ...]:
    if stamp is None:
        return (None,) * 6
    return (
        stamp.point.latitude_deg,
        stamp.point.longitude_deg,
        None if stamp.fixed_at is None else to_ms(stamp.fixed_at),
        stamp.age_s,
        stamp.accuracy_m,
        stamp.source,
    )


def _position(columns: Row) -> PositionStamp | None:
    latitude, longitude, fixed_ms, age_s, accuracy_m, source = columns
    if latitude is None:
        return None
    return PositionStamp(
        point=GeoPoint(latitude_deg=latitude, longitude_deg=longitude),
        fixed_at=None if fixed_ms is None else from_ms(fixed_ms),
        age_s=age_s,
        accuracy_m=accuracy_m,
        source=source,
    )
