# SPDX-License-Identifier: Apache-2.0
"""`incident new` and `incident list`."""

import argparse
import functools

from command_vehicle.cli.arguments import add_data_dir
from command_vehicle.cli.log import iso
from command_vehicle.cli.output import emit
from command_vehicle.cli.session import moment, open_session, outcome
from command_vehicle.domain.errors import ErrorCode, InputError
from command_vehicle.domain.geodesy import GeoPoint
from command_vehicle.domain.incidents import Incident, IncidentOpened, IncidentType

TYPE_NAMES = {kind.name.lower().replace("_", "-"): kind for kind in IncidentType}
UNKNOWN = "unknown"


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `incident` and its actions."""
    incident = commands.add_parser("incident", help="incidents: take one in, list them")
    actions = incident.add_subparsers(required=True, metavar="ACTION")
    new = actions.add_parser(
        "new", help="take an incident in; it becomes the one that new records belong to"
    )
    new.add_argument("--title", required=True, help="what, in one line")
    new.add_argument(
        "--type",
        choices=sorted(TYPE_NAMES),
        default="accident",
        metavar="TYPE",
        help=f"one of {', '.join(TYPE_NAMES)} (default: %(default)s)",
    )
    new.add_argument("--place", default="", help="where, in words")
    new.add_argument("--at", metavar="TIME", help="when: ISO 8601, 14:02 or -5 (default: now)")
    new.add_argument("--lat", type=float, metavar="DEG", help="latitude, WGS-84")
    new.add_argument("--lon", type=float, metavar="DEG", help="longitude, WGS-84")
    new.add_argument(
        "--casualties",
        type=_casualties,
        metavar="N",
        help="number of casualties known, or 'unknown' (default)",
    )
    new.add_argument("--actor", metavar="NAME", help="default: the person on duty")
    add_data_dir(new)
    new.set_defaults(run=_new)
    listing = actions.add_parser("list", help="print incidents, open ones first")
    add_data_dir(listing)
    listing.set_defaults(run=_list)


def _casualties(text: str) -> int | None:
    return None if text == UNKNOWN else int(text)


def _new(arguments: argparse.Namespace) -> int:
    with open_session(arguments.data_dir, arguments.actor) as session:
        now = session.clock.now()
        intake = IncidentOpened(
            title=arguments.title.strip(),
            type=TYPE_NAMES[arguments.type],
            happened_at=now if arguments.at is None else moment(arguments.at, now, session.zone),
            point=_point(arguments.lat, arguments.lon),
            place=arguments.place.strip(),
            casualties_known=_not_negative(arguments.casualties),
        )
        operation = outcome(functools.partial(session.incidents.open, intake))
        emit({"id": str(operation.id), "recorded_at": iso(operation.time.wall_time)})
    return 0


def _not_negative(casualties: int | None) -> int | None:
    if casualties is not None and casualties < 0:
        raise InputError(ErrorCode.VALUE_INVALID, field="casualties", value=casualties)
    return casualties


def _point(latitude_deg: float | None, longitude_deg: float | None) -> GeoPoint | None:
    if latitude_deg is None and longitude_deg is None:
        return None
    if latitude_deg is None or longitude_deg is None:
        raise InputError(
            ErrorCode.VALUE_INVALID, field="point", reason="both --lat and --lon are needed"
        )
    try:
        return GeoPoint(latitude_deg=latitude_deg, longitude_deg=longitude_deg)
    except ValueError as error:
        raise InputError(ErrorCode.VALUE_INVALID, field="point", reason=str(error)) from error


def _list(arguments: argparse.Namespace) -> int:
    with open_session(arguments.data_dir) as session:
        session.incidents.refresh()
        for incident in session.incidents.incidents:
            emit(_record(incident))
    return 0


def _record(incident: Incident) -> dict[str, object]:
    opened = incident.opened
    return {
        "id": str(incident.id),
        "title": opened.title,
        "type": opened.type.name.lower().replace("_", "-"),
        "happened_at": iso(opened.happened_at),
        "recorded_at": iso(incident.recorded_at),
        "place": opened.place,
        "lat": None if opened.point is None else opened.point.latitude_deg,
        "lon": None if opened.point is None else opened.point.longitude_deg,
        "casualties_known": opened.casualties_known,
        "mode": opened.mode.name.lower(),
        "actor": incident.actor,
        "level": None if incident.level is None else incident.level.value,
        "level_by": incident.level_by or None,
        "closed_at": iso(incident.closed_at),
    }
