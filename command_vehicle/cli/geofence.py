# SPDX-License-Identifier: Apache-2.0
"""`geofence add`, `geofence list` and `geofence remove`."""

import argparse
import functools

from command_vehicle.cli.arguments import add_data_dir
from command_vehicle.cli.log import iso
from command_vehicle.cli.output import emit
from command_vehicle.cli.session import Session, open_session, outcome
from command_vehicle.domain.errors import ErrorCode, InputError
from command_vehicle.domain.geodesy import GeoPoint
from command_vehicle.domain.geofences import (
    Circle,
    FencePurpose,
    Geofence,
    GeofenceDrawn,
    Shape,
    corners,
)
from command_vehicle.services.positioning.geofences import GeofenceService, KnownFences

PURPOSE_NAMES = {purpose.name.lower().replace("_", "-"): purpose for purpose in FencePurpose}


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `geofence` and its actions."""
    parser = commands.add_parser(
        "geofence", help="places whose crossing by the vehicle writes a line: add, list, remove"
    )
    actions = parser.add_subparsers(required=True, metavar="ACTION")
    _register_add(actions)
    listing = actions.add_parser("list", help="print all fences that are watched")
    add_data_dir(listing)
    listing.set_defaults(run=_list)
    removal = actions.add_parser("remove", help="stop watching a fence that was drawn")
    removal.add_argument("key", metavar="KEY", help="as `geofence list` prints it")
    removal.add_argument("--reason", default="", metavar="TEXT")
    removal.add_argument("--actor", metavar="NAME", help="default: the person on duty")
    add_data_dir(removal)
    removal.set_defaults(run=_remove)


def _register_add(actions: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = actions.add_parser(
        "add",
        help="draw a fence: a circle, or an area by its corners",
        description="Points are LAT,LON in degrees, WGS-84. The fence belongs to the incident "
        "chosen last, and is watched until that is closed. Write --at=LAT,LON when LAT is "
        "negative.",
    )
    parser.add_argument("--name", required=True, metavar="TEXT")
    parser.add_argument("--purpose", choices=sorted(PURPOSE_NAMES), default="cordon")
    shape = parser.add_mutually_exclusive_group(required=True)
    shape.add_argument("--at", metavar="LAT,LON", help="middle of a circle")
    shape.add_argument("--ring", metavar="'LAT,LON LAT,LON …'", help="corners of an area")
    parser.add_argument("--radius", type=float, metavar="M", help="of the circle, metres")
    parser.add_argument("--actor", metavar="NAME", help="default: the person on duty")
    add_data_dir(parser)
    parser.set_defaults(run=_add)


def _add(arguments: argparse.Namespace) -> int:
    drawn = GeofenceDrawn(
        name=arguments.name.strip(),
        purpose=PURPOSE_NAMES[arguments.purpose],
        center=None if arguments.at is None else _points("at", arguments.at)[0],
        radius_m=arguments.radius,
        ring=() if arguments.ring is None else _points("ring", arguments.ring),
    )
    with open_session(arguments.data_dir, arguments.actor) as session:
        operation = outcome(functools.partial(_service(session).draw, drawn))
        emit({"key": f"fence:{operation.id}", "recorded_at": iso(operation.time.wall_time)})
    return 0


def _points(field: str, text: str) -> tuple[GeoPoint, ...]:
    try:
        points = tuple(corners(text))
    except ValueError as error:
        raise InputError(ErrorCode.VALUE_INVALID, field=field, value=text) from error
    if not points:
        raise InputError(ErrorCode.VALUE_INVALID, field=field, value=text)
    return points


def _list(arguments: argparse.Namespace) -> int:
    with open_session(arguments.data_dir) as session:
        known = _known(session)
        for fence in known.fences:
            emit(_record(fence, known))
    return 0


def _remove(arguments: argparse.Namespace) -> int:
    with open_session(arguments.data_dir, arguments.actor) as session:
        service = _service(session)
        fence = next((each for each in _known(session).fences if each.key == arguments.key), None)
        if fence is None:
            raise InputError(ErrorCode.RECORD_UNKNOWN, id=arguments.key)
        operation = outcome(functools.partial(service.remove, fence, arguments.reason))
        emit({"key": fence.key, "removed_at": iso(operation.time.wall_time)})
    return 0


def _service(session: Session) -> GeofenceService:
    session.incidents.refresh()
    return GeofenceService(session.runner, session.journal, session.incidents)


def _known(session: Session) -> KnownFences:
    return outcome(_service(session).known)


def _record(fence: Geofence, known: KnownFences) -> dict[str, object]:
    return {
        "key": fence.key,
        "name": fence.name,
        "purpose": fence.purpose.name.lower().replace("_", "-"),
        "origin": fence.origin.value,
        "incident": None if fence.incident is None else str(fence.incident),
        "inside": known.crossings.get(fence.key),
        **_shape(fence.shape),
    }


def _shape(shape: Shape) -> dict[str, object]:
    if isinstance(shape, Circle):
        center = shape.center
        return {
            "lat": center.latitude_deg,
            "lon": center.longitude_deg,
            "radius_m": shape.radius_m,
            "ring": None,
        }
    ring = [[corner.latitude_deg, corner.longitude_deg] for corner in shape.ring]
    return {"lat": None, "lon": None, "radius_m": None, "ring": ring}
