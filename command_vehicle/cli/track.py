# SPDX-License-Identifier: Apache-2.0
"""`track export` and `track stats`: the vehicle's own way for other programs."""

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import BinaryIO, Final

from command_vehicle.adapters.files.durable import write_durably
from command_vehicle.cli.arguments import add_data_dir
from command_vehicle.cli.log import iso
from command_vehicle.cli.output import emit
from command_vehicle.cli.session import Session, moment, open_session, operation_id
from command_vehicle.domain.errors import ErrorCode, InputError
from command_vehicle.domain.incidents import Incident
from command_vehicle.domain.track import TrackPoint
from command_vehicle.protocols.track_files.geojson import write_geojson
from command_vehicle.protocols.track_files.gpx import write_gpx
from command_vehicle.protocols.track_files.kml import write_kml
from command_vehicle.services.positioning.track_statistics import (
    Stop,
    TrackStatistics,
    TrackSum,
    track_statistics,
)

WRITERS: Final[dict[str, Callable[[str, Iterable[TrackPoint]], Iterator[str]]]] = {
    "gpx": write_gpx,
    "geojson": write_geojson,
    "kml": write_kml,
}
_BEGINNING: Final = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Span:
    """From when to when, both included, UTC."""

    since: datetime
    until: datetime


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `track` and its actions."""
    track = commands.add_parser("track", help="the vehicle's own way: export it, sum it up")
    actions = track.add_subparsers(required=True, metavar="ACTION")
    export = actions.add_parser("export", help="write the track as GPX, GeoJSON or KML")
    export.add_argument("--format", choices=sorted(WRITERS), required=True)
    export.add_argument("--out", type=Path, metavar="FILE", help="default: standard output")
    _add_span(export)
    export.set_defaults(run=_export)
    stats = actions.add_parser(
        "stats", help="way driven, time moving, stops; one line a day or an incident"
    )
    stats.add_argument("--by", choices=("day", "incident"), default="day")
    _add_span(stats)
    stats.set_defaults(run=_stats)


def _add_span(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--since", metavar="TIME", help="ISO 8601, 14:02 or -5 (minutes ago)")
    parser.add_argument("--until", metavar="TIME", help="the same; default: now")
    parser.add_argument("--incident", metavar="ID", help="only while this incident lasted")
    add_data_dir(parser)


def _export(arguments: argparse.Namespace) -> int:
    with open_session(arguments.data_dir) as session:
        span = _span(session, arguments)
        name = session.settings.settings.unit.vehicle_name or "command-vehicle"
        points = _Counted(_points(session, span))
        pieces = WRITERS[arguments.format](name, points)
        if arguments.out is None:
            _write(sys.stdout.buffer, pieces)
            sys.stdout.buffer.flush()
            return 0
        if arguments.out.exists():
            raise InputError(ErrorCode.FILE_EXISTS, path=str(arguments.out))
        with _writing(arguments.out):
            write_durably(arguments.out, "".join(pieces).encode())
        emit({"path": str(arguments.out), "format": arguments.format, "points": points.count})
    return 0


def _write(file: BinaryIO, pieces: Iterable[str]) -> None:
    file.writelines(piece.encode() for piece in pieces)


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise InputError(ErrorCode.FILE_UNWRITABLE, path=str(path), reason=str(error)) from error


class _Counted:
    """Points that are counted while they pass."""

    def __init__(self, points: Iterable[TrackPoint]) -> None:
        self._points = points
        self.count = 0

    def __iter__(self) -> Iterator[TrackPoint]:
        for point in self._points:
            self.count += 1
            yield point


def _stats(arguments: argparse.Namespace) -> int:
    with open_session(arguments.data_dir) as session:
        span = _span(session, arguments)
        if arguments.by == "incident":
            _emit_incidents(session, span)
        else:
            _emit_days(session, span)
    return 0


def _emit_days(session: Session, span: _Span) -> None:
    """The track is in order of time, so that one day is summed up at a time."""
    day: date | None = None
    total = TrackSum()
    for point in _points(session, span):
        local = point.at.astimezone(session.zone).date()
        if day is not None and local != day:
            emit({"day": day.isoformat(), **_record(total.result())})
            total = TrackSum()
        day = local
        total.add(point)
    if day is not None:
        emit({"day": day.isoformat(), **_record(total.result())})


def _emit_incidents(session: Session, span: _Span) -> None:
    for incident in session.incidents.incidents:
        lasted = _while_it_lasted(incident, span)
        emit(
            {
                "incident": str(incident.id),
                "title": incident.opened.title,
                **_record(track_statistics(_points(session, lasted))),
            }
        )


def _span(session: Session, arguments: argparse.Namespace) -> _Span:
    now = session.clock.now()
    since, until = arguments.since, arguments.until
    span = _Span(
        since=_BEGINNING if since is None else moment(since, now, session.zone),
        until=now if until is None else moment(until, now, session.zone),
    )
    session.incidents.refresh()
    if arguments.incident is None:
        return span
    wanted = operation_id(arguments.incident)
    for incident in session.incidents.incidents:
        if incident.id == wanted:
            return _while_it_lasted(incident, span)
    raise InputError(ErrorCode.RECORD_UNKNOWN, id=arguments.incident)


def _while_it_lasted(incident: Incident, span: _Span) -> _Span:
    return _Span(
        since=max(span.since, incident.opened.happened_at),
        until=min(span.until, incident.closed_at or span.until),
    )


def _points(session: Session, span: _Span) -> Iterator[TrackPoint]:
    for segment in session.store.track_segments(span.since, span.until):
        yield from segment.points


def _record(sums: TrackStatistics) -> dict[str, object]:
    mean_mps = sums.mean_moving_mps
    return {
        "points": sums.points,
        "left_out": sums.left_out,
        "first_at": iso(sums.first_at),
        "last_at": iso(sums.last_at),
        "distance_m": round(sums.distance_m, 1),
        "moving_s": round(sums.moving_s, 1),
        "standing_s": round(sums.standing_s, 1),
        "unknown_s": round(sums.unknown_s, 1),
        "mean_moving_mps": None if mean_mps is None else round(mean_mps, 2),
        "max_speed_mps": sums.max_speed_mps,
        "stops": [_stop(stop) for stop in sums.stops],
    }


def _stop(stop: Stop) -> dict[str, object]:
    return {
        "from": iso(stop.begun_at),
        "to": iso(stop.ended_at),
        "duration_s": round(stop.duration_s, 1),
        "lat": round(stop.point.latitude_deg, 7),
        "lon": round(stop.point.longitude_deg, 7),
    }
