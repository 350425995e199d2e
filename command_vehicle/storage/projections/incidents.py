# SPDX-License-Identifier: Apache-2.0
"""Incidents: opened once, their level the newest confirmed one, closed for good."""

from typing import Final

from command_vehicle.domain.geodesy import GeoPoint
from command_vehicle.domain.incidents import (
    Incident,
    IncidentClosed,
    IncidentOpened,
    IncidentType,
    LevelConfirmed,
    OperatingMode,
    ResponseLevel,
)
from command_vehicle.domain.operations import Operation
from command_vehicle.storage.database import Database, Row
from command_vehicle.storage.places import Places, from_ms, rank, to_ms
from command_vehicle.storage.projections.projection import ProjectedTable

_INCIDENT: Final = ProjectedTable(
    name="incident",
    create=(
        """CREATE TABLE incident (
            id INTEGER PRIMARY KEY, rank BLOB NOT NULL, title TEXT NOT NULL, type INTEGER NOT NULL,
            happened_ms INTEGER NOT NULL, latitude_deg REAL, longitude_deg REAL,
            place TEXT NOT NULL, casualties_known INTEGER, mode INTEGER NOT NULL,
            recorded_ms INTEGER NOT NULL, actor TEXT NOT NULL
        ) STRICT""",
    ),
    digest="""SELECT rank, title, type, happened_ms, latitude_deg, longitude_deg, place,
        casualties_known, mode, recorded_ms, actor FROM incident ORDER BY rank""",
)
_LEVEL: Final = ProjectedTable(
    name="incident_level",
    create=(
        """CREATE TABLE incident_level (
            id INTEGER PRIMARY KEY, rank BLOB NOT NULL, record INTEGER NOT NULL,
            level INTEGER NOT NULL, basis TEXT NOT NULL, actor TEXT NOT NULL
        ) STRICT""",
        "CREATE INDEX incident_level_by_record ON incident_level (record, rank)",
    ),
    digest="SELECT rank, place_name(record), level, basis, actor FROM incident_level ORDER BY rank",
)
_CLOSURE: Final = ProjectedTable(
    name="incident_closure",
    create=(
        """CREATE TABLE incident_closure (
            id INTEGER PRIMARY KEY, rank BLOB NOT NULL, record INTEGER NOT NULL,
            summary TEXT NOT NULL, actor TEXT NOT NULL, recorded_ms INTEGER NOT NULL
        ) STRICT""",
        "CREATE INDEX incident_closure_by_record ON incident_closure (record, rank)",
    ),
    digest="""SELECT rank, place_name(record), summary, actor, recorded_ms
        FROM incident_closure ORDER BY rank""",
)
_ADD_INCIDENT: Final = """
    INSERT OR IGNORE INTO incident VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_ADD_LEVEL: Final = "INSERT OR IGNORE INTO incident_level VALUES (?, ?, ?, ?, ?, ?)"
_ADD_CLOSURE: Final = "INSERT OR IGNORE INTO incident_closure VALUES (?, ?, ?, ?, ?, ?)"
_INCIDENTS: Final = """
    SELECT incident.id, title, type, happened_ms, latitude_deg, longitude_deg, place,
           casualties_known, mode, incident.recorded_ms, incident.actor,
           newest.level, newest.actor, first.recorded_ms
    FROM incident
    LEFT JOIN incident_level AS newest ON newest.id = (
        SELECT id FROM incident_level WHERE record = incident.id ORDER BY rank DESC LIMIT 1)
    LEFT JOIN incident_closure AS first ON first.id = (
        SELECT id FROM incident_closure WHERE record = incident.id ORDER BY rank LIMIT 1)
    ORDER BY first.id IS NOT NULL, happened_ms DESC, incident.rank DESC
"""


class IncidentProjection:
    """Tables `incident`, `incident_level` and `incident_closure`."""

    def __init__(self, database: Database, places: Places) -> None:
        self._database = database
        self._places = places

    def tables(self) -> tuple[ProjectedTable, ...]:
        """All tables."""
        return (_INCIDENT, _LEVEL, _CLOSURE)

    def apply(self, operation: Operation) -> None:
        """Take an operation into account."""
        body = operation.body
        if isinstance(body, IncidentOpened):
            self._open(operation, body)
        elif operation.record is not None:
            record = self._places.place(operation.record)
            if isinstance(body, LevelConfirmed):
                self._database.run(
                    _ADD_LEVEL,
                    (*self._key(operation), record, int(body.level), body.basis, operation.actor),
                )
            elif isinstance(body, IncidentClosed):
                time_ms = operation.time.physical_ms
                self._database.run(
                    _ADD_CLOSURE,
                    (*self._key(operation), record, body.summary, operation.actor, time_ms),
                )

    def incidents(self) -> tuple[Incident, ...]:
        """Open ones first, newest first."""
        return tuple(self._to_incident(row) for row in self._database.rows(_INCIDENTS))

    def _key(self, operation: Operation) -> tuple[int, bytes]:
        return self._places.place(operation.id), rank(operation)

    def _open(self, operation: Operation, body: IncidentOpened) -> None:
        self._database.run(
            _ADD_INCIDENT,
            (
                *self._key(operation),
                body.title,
                int(body.type),
                to_ms(body.happened_at),
                None if body.point is None else body.point.latitude_deg,
                None if body.point is None else body.point.longitude_deg,
                body.place,
                body.casualties_known,
                int(body.mode),
                operation.time.physical_ms,
                operation.actor,
            ),
        )

    def _to_incident(self, row: Row) -> Incident:
        place, *opened, recorded_ms, actor, level, level_by, closed_ms = row
        return Incident(
            id=self._places.operation_id(place),
            opened=_to_opened(tuple(opened)),
            recorded_at=from_ms(recorded_ms),
            actor=actor,
            level=None if level is None else ResponseLevel(level),
            level_by=level_by or "",
            closed_at=None if closed_ms is None else from_ms(closed_ms),
        )


def _to_opened(row: Row) -> IncidentOpened:
    title, kind, happened_ms, latitude, longitude, place, casualties, mode = row
    return IncidentOpened(
        title=title,
        type=IncidentType(kind),
        happened_at=from_ms(happened_ms),
        point=None
        if latitude is None
        else GeoPoint(latitude_deg=latitude, longitude_deg=longitude),
        place=place,
        casualties_known=casualties,
        mode=OperatingMode(mode),
    )
