# SPDX-License-Identifier: Apache-2.0
"""Track: where each segment of the log lies in time and on the map.

The points themselves stay in the log, in their compact columns; a query finds the segments it needs
and reads those. For drawing, each segment is kept thinned at two tolerances, so that a day at ten
fixes a second is drawn from some thousand points.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Final

from command_vehicle.domain.geodesy import GeoBox, GeoPoint
from command_vehicle.domain.identity import ReplicaId
from command_vehicle.domain.operations import Operation
from command_vehicle.domain.track import TrackPoint, TrackSegment
from command_vehicle.protocols.operations.codec import decode
from command_vehicle.protocols.operations.forms import DEGREES_PER_UNIT
from command_vehicle.storage.database import Database, Value, sql
from command_vehicle.storage.places import OP_OF_PLACE, Places, rank, to_ms
from command_vehicle.storage.projections.projection import ProjectedTable
from command_vehicle.storage.track_lines import bounded, packed, unpacked
from command_vehicle.storage.track_tail import TrackTail

FINE_M: Final = 0.5
"""Finer than a receiver knows and than a pixel at zoom 18."""
COARSE_M: Final = 8.0
MAX_FINE: Final = 32
"""Points of a segment: a parked vehicle's wandering is not worth more."""
MAX_COARSE: Final = 8

_SEGMENT: Final = ProjectedTable(
    name="track_segment",
    create=(
        """CREATE TABLE track_segment (
            id INTEGER PRIMARY KEY, rank BLOB NOT NULL, uuid BLOB NOT NULL, source TEXT NOT NULL,
            first_ms INTEGER NOT NULL, last_ms INTEGER NOT NULL, points INTEGER NOT NULL
        ) STRICT""",
        "CREATE INDEX track_segment_by_end ON track_segment (uuid, last_ms)",
    ),
    digest="SELECT rank, source, first_ms, last_ms, points FROM track_segment ORDER BY rank",
)
_BOX: Final = ProjectedTable(
    name="track_box",
    create=("CREATE VIRTUAL TABLE track_box USING rtree_i32(id, south, north, west, east)",),
)
_LINE: Final = ProjectedTable(
    name="track_line",
    create=(
        """CREATE TABLE track_line (
            id INTEGER PRIMARY KEY, fine BLOB NOT NULL, coarse BLOB NOT NULL
        ) STRICT""",
    ),
)
_ADD_SEGMENT: Final = "INSERT OR IGNORE INTO track_segment VALUES (?, ?, ?, ?, ?, ?, ?)"
_ADD_BOX: Final = "INSERT INTO track_box VALUES (?, ?, ?, ?, ?)"
_ADD_LINE: Final = "INSERT INTO track_line VALUES (?, ?, ?)"
_SEGMENTS: Final = sql(
    "SELECT track_segment.id, op.bytes FROM track_segment JOIN op ON",
    OP_OF_PLACE.format(place="track_segment.id"),
    "WHERE track_segment.uuid = ? AND last_ms >= ?",
)
_UNTIL: Final = "AND first_ms <= ?"
_FINE: Final = """
    SELECT fine FROM track_segment JOIN track_line USING (id)
    WHERE track_segment.uuid = ? AND last_ms >= ?
"""
_COARSE: Final = """
    SELECT coarse FROM track_segment JOIN track_line USING (id)
    WHERE track_segment.uuid = ? AND last_ms >= ?
"""
_IN_BOX: Final = """
    AND track_segment.id IN (
        SELECT id FROM track_box WHERE north >= ? AND south <= ? AND east >= ? AND west <= ?)
"""
_IN_ORDER: Final = "ORDER BY first_ms, rank"


class TrackProjection:
    """Tables `track_segment`, `track_box` and `track_line`."""

    def __init__(self, database: Database, places: Places, replica: ReplicaId) -> None:
        self._database = database
        self._places = places
        self._replica = replica
        self._tail = TrackTail(database)

    def tables(self) -> tuple[ProjectedTable, ...]:
        """All tables."""
        return (_SEGMENT, _BOX, _LINE)

    def apply(self, operation: Operation) -> None:
        """Take an operation into account."""
        body = operation.body
        if not isinstance(body, TrackSegment) or not body.points:
            return
        place = self._places.place(operation.id)
        times = [to_ms(each.at) for each in body.points]
        row = (
            place,
            rank(operation),
            operation.id.replica.uuid.bytes,
            body.source,
            min(times),
            max(times),
            len(times),
        )
        if self._database.run(_ADD_SEGMENT, row):
            self._database.run(_ADD_BOX, (place, *_edges(body)))
            fine = bounded(body.points, FINE_M, MAX_FINE)
            coarse = bounded(fine, COARSE_M, MAX_COARSE)
            self._database.run(_ADD_LINE, (place, packed(fine), packed(coarse)))

    def track(self, since: datetime, box: GeoBox | None) -> tuple[TrackPoint, ...]:
        """Points of our own track, oldest first; of all incarnations of this database."""
        segments = self._read(
            sql(_SEGMENTS, "" if box is None else _IN_BOX, _IN_ORDER),
            [self._replica.uuid.bytes, to_ms(since), *_box_edges(box)],
        )
        left = self.left_tail()
        return tuple(
            each
            for segment in (*segments, *(() if left is None else (left,)))
            for each in segment.points
            if each.at >= since and (box is None or _is_inside(each.point, box))
        )

    def segments(self, since: datetime, until: datetime) -> Iterator[TrackSegment]:
        """Our own track between two moments as it was collected, one segment after the other."""
        parameters: list[Value] = [self._replica.uuid.bytes, to_ms(since), to_ms(until)]
        found = self._read(sql(_SEGMENTS, _UNTIL, _IN_ORDER), parameters)
        left = self.left_tail()
        for segment in (*found, *(() if left is None else (left,))):
            points = tuple(each for each in segment.points if since <= each.at <= until)
            if points:
                yield replace(segment, points=points)

    def line(self, since: datetime, box: GeoBox, tolerance_m: float) -> tuple[TrackPoint, ...]:
        """The track for drawing, thinned; whole segments that touch the box."""
        level = _COARSE if tolerance_m >= COARSE_M else _FINE
        parameters = [self._replica.uuid.bytes, to_ms(since), *_box_edges(box)]
        contents = self._database.each(sql(level, _IN_BOX, _IN_ORDER), parameters)
        points = [each for (content,) in contents for each in unpacked(content) if each.at >= since]
        left = self.left_tail()
        if left is not None:
            points += [each for each in bounded(left.points, FINE_M, MAX_FINE) if each.at >= since]
        return tuple(points)

    def keep_tail(self, tail: TrackSegment) -> None:
        """Keep the segment that is being collected."""
        self._tail.keep(tail)

    def left_tail(self) -> TrackSegment | None:
        """What is kept of the segment being collected, without what is in the log by now."""
        tail = self._tail.kept()
        if tail is None:
            return None
        times = [to_ms(each.at) for each in tail.points]
        parameters: list[Value] = [self._replica.uuid.bytes, min(times), max(times)]
        logged = {
            to_ms(each.at)
            for segment in self._read(sql(_SEGMENTS, _UNTIL, _IN_ORDER), parameters)
            for each in segment.points
        }
        points = tuple(each for each in tail.points if to_ms(each.at) not in logged)
        return replace(tail, points=points) if points else None

    def _read(self, query: str, parameters: list[Value]) -> Iterator[TrackSegment]:
        for place, content in self._database.each(query, parameters):
            body = decode(content, self._places.operation_id(place)).body
            if isinstance(body, TrackSegment):
                yield body


def _units(degrees: float) -> int:
    return round(degrees * DEGREES_PER_UNIT)


def _box_edges(box: GeoBox | None) -> list[Value]:
    if box is None:
        return []
    return [
        _units(box.south_deg),
        _units(box.north_deg),
        _units(box.west_deg),
        _units(box.east_deg),
    ]


def _edges(segment: TrackSegment) -> tuple[int, int, int, int]:
    latitudes = [_units(each.point.latitude_deg) for each in segment.points]
    longitudes = [_units(each.point.longitude_deg) for each in segment.points]
    return min(latitudes), max(latitudes), min(longitudes), max(longitudes)


def _is_inside(point: GeoPoint, box: GeoBox) -> bool:
    return (
        box.south_deg <= point.latitude_deg <= box.north_deg
        and box.west_deg <= point.longitude_deg <= box.east_deg
    )
