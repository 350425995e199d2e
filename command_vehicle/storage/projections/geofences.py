# SPDX-License-Identifier: Apache-2.0
"""Geofences: those that people drew, and what our own newest line about each fence says.

Lines about a fence are timeline entries with its key as their subject. Because they are the memory
of which side the vehicle was on, a restart can write neither a line twice nor forget one.
"""

import json
from collections.abc import Mapping
from typing import Final

from command_vehicle.domain.geodesy import GeoPoint
from command_vehicle.domain.geofences import (
    FenceOrigin,
    FencePurpose,
    Geofence,
    GeofenceDrawn,
    GeofenceRemoved,
    shape_of,
)
from command_vehicle.domain.identity import ReplicaId
from command_vehicle.domain.operations import Operation
from command_vehicle.domain.timeline import EntryKind, EntryRecorded
from command_vehicle.storage.database import Database, Row
from command_vehicle.storage.places import Places, rank
from command_vehicle.storage.projections.projection import ProjectedTable

_FENCE: Final = ProjectedTable(
    name="geofence",
    create=(
        """CREATE TABLE geofence (
            id INTEGER PRIMARY KEY, rank BLOB NOT NULL, name TEXT NOT NULL,
            purpose INTEGER NOT NULL, latitude_deg REAL, longitude_deg REAL, radius_m REAL,
            ring TEXT NOT NULL, incident INTEGER
        ) STRICT""",
    ),
    digest="""SELECT rank, name, purpose, latitude_deg, longitude_deg, radius_m, ring,
        place_name(incident) FROM geofence ORDER BY rank""",
)
_REMOVAL: Final = ProjectedTable(
    name="geofence_removal",
    create=(
        """CREATE TABLE geofence_removal (
            id INTEGER PRIMARY KEY, rank BLOB NOT NULL, record INTEGER NOT NULL,
            reason TEXT NOT NULL, actor TEXT NOT NULL
        ) STRICT""",
        "CREATE INDEX geofence_removal_by_record ON geofence_removal (record)",
    ),
    digest="SELECT rank, place_name(record), reason, actor FROM geofence_removal ORDER BY rank",
)
_CROSSING: Final = ProjectedTable(
    name="geofence_crossing",
    create=(
        """CREATE TABLE geofence_crossing (
            subject TEXT PRIMARY KEY, rank BLOB NOT NULL, is_inside INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID""",
    ),
)
_ADD_FENCE: Final = "INSERT OR IGNORE INTO geofence VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
_ADD_REMOVAL: Final = "INSERT OR IGNORE INTO geofence_removal VALUES (?, ?, ?, ?, ?)"
_PUT_CROSSING: Final = """
    INSERT INTO geofence_crossing VALUES (?, ?, ?) ON CONFLICT (subject) DO UPDATE
    SET rank = excluded.rank, is_inside = excluded.is_inside WHERE excluded.rank > rank
"""
_FENCES: Final = """
    SELECT id, name, purpose, latitude_deg, longitude_deg, radius_m, ring, incident FROM geofence
    WHERE id NOT IN (SELECT record FROM geofence_removal) ORDER BY rank
"""
_SIDES: Final = {EntryKind.ARRIVAL: True, EntryKind.DEPARTURE: False}


class GeofenceProjection:
    """Tables `geofence`, `geofence_removal` and `geofence_crossing`."""

    def __init__(self, database: Database, places: Places, replica: ReplicaId) -> None:
        self._database = database
        self._places = places
        self._replica = replica

    def tables(self) -> tuple[ProjectedTable, ...]:
        """All tables."""
        return (_FENCE, _REMOVAL, _CROSSING)

    def apply(self, operation: Operation) -> None:
        """Take an operation into account."""
        body = operation.body
        if isinstance(body, GeofenceDrawn):
            self._add(operation, body)
        elif isinstance(body, GeofenceRemoved) and operation.record is not None:
            place = self._places.place(operation.id)
            record = self._places.place(operation.record)
            row = (place, rank(operation), record, body.reason, operation.actor)
            self._database.run(_ADD_REMOVAL, row)
        elif isinstance(body, EntryRecorded) and body.subject is not None:
            is_inside = _SIDES.get(body.kind)
            if is_inside is not None and operation.id.replica.uuid == self._replica.uuid:
                self._database.run(_PUT_CROSSING, (body.subject, rank(operation), int(is_inside)))

    def geofences(self) -> tuple[Geofence, ...]:
        """Fences that were drawn and not removed, oldest first."""
        found = (self._to_fence(row) for row in self._database.rows(_FENCES))
        return tuple(fence for fence in found if fence is not None)

    def crossings(self) -> Mapping[str, bool]:
        """By key of a fence: whether our newest line about it says that we are inside."""
        rows = self._database.rows("SELECT subject, is_inside FROM geofence_crossing")
        return {subject: bool(is_inside) for subject, is_inside in rows}

    def _add(self, operation: Operation, body: GeofenceDrawn) -> None:
        center = body.center
        ring = [(corner.latitude_deg, corner.longitude_deg) for corner in body.ring]
        self._database.run(
            _ADD_FENCE,
            (
                self._places.place(operation.id),
                rank(operation),
                body.name,
                int(body.purpose),
                None if center is None else center.latitude_deg,
                None if center is None else center.longitude_deg,
                body.radius_m,
                json.dumps(ring),
                self._places.place_or_none(operation.incident),
            ),
        )

    def _to_fence(self, row: Row) -> Geofence | None:
        place, name, purpose, latitude, longitude, radius_m, ring, incident = row
        drawn = GeofenceDrawn(
            name=name,
            purpose=FencePurpose(purpose),
            center=None
            if latitude is None
            else GeoPoint(latitude_deg=latitude, longitude_deg=longitude),
            radius_m=radius_m,
            ring=tuple(GeoPoint(latitude_deg=y, longitude_deg=x) for y, x in json.loads(ring)),
        )
        shape = shape_of(drawn)
        if shape is None:
            return None
        fence_id = self._places.operation_id(place)
        return Geofence(
            key=f"fence:{fence_id}",
            name=name,
            purpose=drawn.purpose,
            shape=shape,
            origin=FenceOrigin.DRAWN,
            id=fence_id,
            incident=self._places.operation_id_or_none(incident),
        )
