# SPDX-License-Identifier: Apache-2.0
"""Resources: the catalogue line of the highest rank, with the newest report on its state.

The catalogue line is won as a whole; of the reports, the newest gives the state, and the newest
that names a place gives the place. Reports on a code that is not in the catalogue wait for it.
"""

import json
from collections.abc import Iterable
from datetime import date
from typing import Final

from command_vehicle.domain.geodesy import GeoBox, GeoPoint
from command_vehicle.domain.maps import ResourceCell
from command_vehicle.domain.operations import Operation
from command_vehicle.domain.resources import (
    Contact,
    Resource,
    ResourceFilter,
    ResourceKind,
    ResourcesImported,
    ResourceState,
    ResourceStatus,
    ResourceStatusChanged,
)
from command_vehicle.protocols.operations.forms import DEGREES_PER_UNIT
from command_vehicle.services.ports import PageOf
from command_vehicle.storage.database import Database, Row, Value, sql
from command_vehicle.storage.places import Places, from_ms, rank
from command_vehicle.storage.projections.projection import ProjectedTable
from command_vehicle.storage.projections.text_search import TextIndex

_LINE_COLUMNS: Final = (
    "code",
    "kind",
    "name",
    "latitude_deg",
    "longitude_deg",
    "address",
    "keeper",
    "contact_name",
    "contact_phone",
    "contact_radio",
    "people",
    "vehicles",
    "capability",
    "verified_on",
    "source",
)
_LINE: Final = ", ".join(_LINE_COLUMNS)
_STATE: Final = (
    "catalogued_by, status, status_note, status_ms, status_by, status_place, "
    "now_latitude_deg, now_longitude_deg"
)
_RESOURCE: Final = ProjectedTable(
    name="resource",
    create=(
        """CREATE TABLE resource (
            id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, kind INTEGER NOT NULL,
            name TEXT NOT NULL, latitude_deg REAL, longitude_deg REAL, address TEXT NOT NULL,
            keeper TEXT NOT NULL, contact_name TEXT NOT NULL, contact_phone TEXT NOT NULL,
            contact_radio TEXT NOT NULL, people INTEGER, vehicles INTEGER,
            capability TEXT NOT NULL, verified_on TEXT, source TEXT NOT NULL,
            rank BLOB NOT NULL, catalogued_by INTEGER NOT NULL, words TEXT NOT NULL,
            status INTEGER NOT NULL DEFAULT 0, status_note TEXT NOT NULL DEFAULT '',
            status_ms INTEGER, status_by TEXT NOT NULL DEFAULT '', status_place INTEGER,
            now_latitude_deg REAL, now_longitude_deg REAL
        ) STRICT""",
        "CREATE INDEX resource_by_name ON resource (name, code)",
    ),
    digest=sql(
        "SELECT",
        _LINE,
        """, rank, status, status_note, status_ms, status_by, place_name(status_place),
        now_latitude_deg, now_longitude_deg FROM resource ORDER BY code""",
    ),
)
_REPORT: Final = ProjectedTable(
    name="resource_report",
    create=(
        """CREATE TABLE resource_report (
            id INTEGER PRIMARY KEY, rank BLOB NOT NULL, code TEXT NOT NULL,
            status INTEGER NOT NULL, note TEXT NOT NULL, latitude_deg REAL, longitude_deg REAL,
            actor TEXT NOT NULL, recorded_ms INTEGER NOT NULL
        ) STRICT""",
        "CREATE INDEX resource_report_by_code ON resource_report (code, rank)",
    ),
    digest="""SELECT rank, code, status, note, latitude_deg, longitude_deg, actor, recorded_ms
        FROM resource_report ORDER BY rank""",
)
_BOX: Final = ProjectedTable(
    name="resource_box",
    create=("CREATE VIRTUAL TABLE resource_box USING rtree_i32(id, south, north, west, east)",),
)
_SET_COLUMNS: Final = (*_LINE_COLUMNS, "rank", "catalogued_by", "words")
_PUT_LINE: Final = sql(
    "INSERT INTO resource (",
    ", ".join(_SET_COLUMNS),
    ") VALUES (",
    ", ".join("?" for _ in _SET_COLUMNS),
    ") ON CONFLICT (code) DO UPDATE SET",
    ", ".join(f"{name} = excluded.{name}" for name in _SET_COLUMNS),
)
_HELD: Final = """
    SELECT code, id, rank FROM resource WHERE code IN (SELECT value FROM json_each(?))
"""
_ADD_REPORT: Final = "INSERT OR IGNORE INTO resource_report VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
_TAKE_REPORTS: Final = """
    UPDATE resource SET (status, status_note, status_ms, status_by, status_place) = (
        SELECT status, note, recorded_ms, actor, id FROM resource_report
        WHERE code = resource.code ORDER BY rank DESC LIMIT 1)
    WHERE code IN (SELECT value FROM json_each(?1))
    AND EXISTS (SELECT 1 FROM resource_report WHERE code = resource.code)
"""
_TAKE_PLACE: Final = """
    UPDATE resource SET (now_latitude_deg, now_longitude_deg) = (
        SELECT latitude_deg, longitude_deg FROM (
            SELECT latitude_deg, longitude_deg, rank FROM resource_report
            WHERE code = resource.code AND latitude_deg IS NOT NULL
            UNION ALL SELECT resource.latitude_deg, resource.longitude_deg, x''
        ) ORDER BY rank DESC LIMIT 1)
    WHERE code IN (SELECT value FROM json_each(?))
"""
_LEAVE_MAP: Final = """
    DELETE FROM resource_box WHERE id IN (
        SELECT id FROM resource WHERE code IN (SELECT value FROM json_each(?)))
"""
_ENTER_MAP: Final = """
    INSERT INTO resource_box
    SELECT id, latitude, latitude, longitude, longitude FROM (
        SELECT id, CAST(ROUND(now_latitude_deg * ?1) AS INTEGER) AS latitude,
               CAST(ROUND(now_longitude_deg * ?1) AS INTEGER) AS longitude
        FROM resource WHERE now_latitude_deg IS NOT NULL
        AND code IN (SELECT value FROM json_each(?2)))
"""
_IN_BOX: Final = """
    id IN (SELECT id FROM resource_box
           WHERE south >= ? AND north <= ? AND west >= ? AND east <= ?)
"""

_CELLS: Final = """
    SELECT kind, COUNT(*), AVG(now_latitude_deg), AVG(now_longitude_deg),
           MIN(now_latitude_deg), MIN(now_longitude_deg),
           MAX(now_latitude_deg), MAX(now_longitude_deg), MIN(code)
    FROM resource WHERE now_latitude_deg IS NOT NULL AND
"""
_PER_CELL: Final = """
    GROUP BY kind, CAST(now_latitude_deg / ? AS INTEGER), CAST(now_longitude_deg / ? AS INTEGER)
    ORDER BY MIN(code)
"""


class ResourceProjection:
    """Tables `resource`, `resource_report` and their indexes."""

    def __init__(self, database: Database, places: Places) -> None:
        self._database = database
        self._places = places
        self._index = TextIndex(database, "resource")

    def tables(self) -> tuple[ProjectedTable, ...]:
        """All tables."""
        return (_RESOURCE, _REPORT, self._index.table, _BOX)

    def apply(self, operation: Operation) -> None:
        """Take an operation into account."""
        body = operation.body
        if isinstance(body, ResourcesImported):
            self._import(operation, body)
        elif isinstance(body, ResourceStatusChanged):
            self._report(operation, body)

    def resources(self, wanted: ResourceFilter, page: PageOf) -> tuple[ResourceState, ...]:
        """By name."""
        conditions, parameters = self._conditions(wanted)
        rows = self._database.rows(
            sql(
                "SELECT",
                _LINE,
                ",",
                _STATE,
                "FROM resource WHERE",
                conditions,
                "ORDER BY name, code LIMIT ? OFFSET ?",
            ),
            (*parameters, page.limit, page.offset),
        )
        return tuple(self._to_state(row) for row in rows)

    def resource(self, code: str) -> ResourceState | None:
        """One resource."""
        row = self._database.one(
            sql("SELECT", _LINE, ",", _STATE, "FROM resource WHERE code = ?"), (code,)
        )
        return None if row is None else self._to_state(row)

    def resource_count(self, wanted: ResourceFilter) -> int:
        """How many there are."""
        conditions, parameters = self._conditions(wanted)
        ((count,),) = self._database.rows(
            sql("SELECT COUNT(*) FROM resource WHERE", conditions), parameters
        )
        return int(count)

    def resource_codes(self) -> frozenset[str]:
        """All codes."""
        return frozenset(code for (code,) in self._database.rows("SELECT code FROM resource"))

    def resource_cells(self, wanted: ResourceFilter, cell_deg: float) -> tuple[ResourceCell, ...]:
        """Those that have a place, counted per kind on a grid."""
        conditions, parameters = self._conditions(wanted)
        rows = self._database.rows(
            sql(_CELLS, conditions, _PER_CELL), (*parameters, cell_deg, cell_deg)
        )
        return tuple(_to_cell(row) for row in rows)

    def _conditions(self, wanted: ResourceFilter) -> tuple[str, list[Value]]:
        conditions, parameters = self._index.condition(wanted.text)
        if wanted.kinds:
            conditions.append("kind IN (SELECT value FROM json_each(?))")
            parameters.append(json.dumps(sorted(wanted.kinds)))
        if wanted.statuses:
            conditions.append("status IN (SELECT value FROM json_each(?))")
            parameters.append(json.dumps(sorted(wanted.statuses)))
        if wanted.box is not None:
            conditions.append(_IN_BOX)
            parameters += _edges(wanted.box)
        return " AND ".join(conditions) or "TRUE", parameters

    def _import(self, operation: Operation, body: ResourcesImported) -> None:
        this = rank(operation)
        lines = {line.code: line for line in body.rows}
        held = {code: (key, older) for code, key, older in self._rows_of(lines)}
        won = [
            line for line in lines.values() if line.code not in held or held[line.code][1] < this
        ]
        self._index.remove([held[line.code][0] for line in won if line.code in held])
        place = self._places.place(operation.id)
        self._database.run_many(
            _PUT_LINE, [(*_columns(line), this, place, _words(line)) for line in won]
        )
        codes = [line.code for line in won]
        self._index.add([key for _, key, _ in self._rows_of(codes)])
        self._show(codes)

    def _report(self, operation: Operation, body: ResourceStatusChanged) -> None:
        point = body.point
        added = self._database.run(
            _ADD_REPORT,
            (
                self._places.place(operation.id),
                rank(operation),
                body.code,
                int(body.status),
                body.note,
                None if point is None else point.latitude_deg,
                None if point is None else point.longitude_deg,
                operation.actor,
                operation.time.physical_ms,
            ),
        )
        if added:
            self._show([body.code])

    def _rows_of(self, codes: Iterable[str]) -> list[Row]:
        return self._database.rows(_HELD, (_as_list(codes),))

    def _show(self, codes: Iterable[str]) -> None:
        """Bring the state and the place on the map of these codes up to date."""
        listed = _as_list(codes)
        for statement in (_TAKE_REPORTS, _TAKE_PLACE, _LEAVE_MAP):
            self._database.run(statement, (listed,))
        self._database.run(_ENTER_MAP, (DEGREES_PER_UNIT, listed))

    def _to_state(self, row: Row) -> ResourceState:
        line, state = row[: len(_LINE_COLUMNS)], row[len(_LINE_COLUMNS) :]
        place, status, note, status_ms, status_by, status_place, latitude, longitude = state
        return ResourceState(
            resource=_to_line(line),
            catalogued_by=self._places.operation_id(place),
            status=ResourceStatus(status),
            status_note=note,
            status_at=None if status_ms is None else from_ms(status_ms),
            status_by=status_by,
            status_operation=self._places.operation_id_or_none(status_place),
            point=_to_point(latitude, longitude),
        )


def _as_list(codes: Iterable[str]) -> str:
    return json.dumps(list(codes), ensure_ascii=False)


def _edges(box: GeoBox) -> list[Value]:
    edges = (box.south_deg, box.north_deg, box.west_deg, box.east_deg)
    return [round(edge * DEGREES_PER_UNIT) for edge in edges]


def _columns(line: Resource) -> tuple[Value, ...]:
    return (
        line.code,
        int(line.kind),
        line.name,
        None if line.point is None else line.point.latitude_deg,
        None if line.point is None else line.point.longitude_deg,
        line.address,
        line.keeper,
        line.contact.name,
        line.contact.phone,
        line.contact.radio,
        line.people,
        line.vehicles,
        line.capability,
        None if line.verified_on is None else line.verified_on.isoformat(),
        line.source,
    )


def _words(line: Resource) -> str:
    contact = line.contact
    whom = (contact.name, contact.phone, contact.radio)
    return "\n".join((line.name, line.code, line.address, line.keeper, *whom, line.capability))


def _to_point(latitude: float | None, longitude: float | None) -> GeoPoint | None:
    if latitude is None or longitude is None:
        return None
    return GeoPoint(latitude_deg=latitude, longitude_deg=longitude)


def _to_cell(row: Row) -> ResourceCell:
    kind, count, latitude, longitude, south, west, north, east, code = row
    return ResourceCell(
        kind=ResourceKind(kind),
        count=count,
        point=GeoPoint(latitude_deg=latitude, longitude_deg=longitude),
        box=GeoBox(south_deg=south, west_deg=west, north_deg=north, east_deg=east),
        code=code,
    )


def _to_line(row: Row) -> Resource:
    code, kind, name, latitude, longitude, address, keeper, *rest = row
    contact_name, phone, radio, people, vehicles, capability, verified_on, source = rest
    return Resource(
        code=code,
        kind=ResourceKind(kind),
        name=name,
        point=_to_point(latitude, longitude),
        address=address,
        keeper=keeper,
        contact=Contact(name=contact_name, phone=phone, radio=radio),
        people=people,
        vehicles=vehicles,
        capability=capability,
        verified_on=None if verified_on is None else date.fromisoformat(verified_on),
        source=source,
    )
