# SPDX-License-Identifier: Apache-2.0
"""`resources import` and `resources list`."""

import argparse
from pathlib import Path

from command_vehicle.adapters.files.resources import ResourceFile
from command_vehicle.cli.arguments import add_data_dir
from command_vehicle.cli.log import iso
from command_vehicle.cli.output import emit
from command_vehicle.cli.session import Session, open_session
from command_vehicle.domain.datum import Frame
from command_vehicle.domain.errors import ErrorCode, ExpectedError, InputError
from command_vehicle.domain.resources import (
    ResourceFilter,
    ResourceKind,
    ResourcesImported,
    ResourceState,
)
from command_vehicle.services.ports import PageOf
from command_vehicle.services.resources.intake import Intake
from command_vehicle.services.resources.row_reader import (
    ImportReport,
    ReturnedRow,
    RowOutcome,
    RowReader,
)

KIND_NAMES = {kind.name.lower().replace("_", "-"): kind for kind in ResourceKind}
DEFAULT_LIMIT = 100


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `resources` and its actions."""
    resources = commands.add_parser("resources", help="the catalogue: take a register over, list")
    actions = resources.add_subparsers(required=True, metavar="ACTION")
    taking = actions.add_parser(
        "import", help="take over a CSV or GeoJSON file; prints each row that goes back, and why"
    )
    taking.add_argument("file", type=Path, metavar="FILE")
    taking.add_argument(
        "--frame",
        choices=[frame.value for frame in Frame],
        default=Frame.WGS84.value,
        help="frame of the coordinates in the file (default: %(default)s)",
    )
    taking.add_argument("--source", metavar="NAME", help="default: the name of the file")
    taking.add_argument("--actor", metavar="NAME", help="default: the person on duty")
    add_data_dir(taking)
    taking.set_defaults(run=_import)
    listing = actions.add_parser("list", help="print resources, by name")
    listing.add_argument(
        "--kind",
        choices=sorted(KIND_NAMES),
        metavar="KIND",
        help=f"only this kind: {', '.join(KIND_NAMES)}",
    )
    listing.add_argument("--text", default="", help="only those with these words")
    listing.add_argument(
        "--limit", type=int, default=DEFAULT_LIMIT, metavar="N", help="default: %(default)s"
    )
    add_data_dir(listing)
    listing.set_defaults(run=_list)


def _import(arguments: argparse.Namespace) -> int:
    with open_session(arguments.data_dir, arguments.actor) as session:
        intake = _intake(session, arguments)
        try:
            while not intake.is_finished:
                report = intake.take_slice(session.store)
                for row in report.returned:
                    emit(_returned(row))
                report.returned.clear()
        except ExpectedError:
            if intake.report.read:
                emit(_summary(intake.report))
            raise
        emit(_summary(intake.report))
    return 0 if intake.report.accepted or not intake.report.returned_count else 1


def _intake(session: Session, arguments: argparse.Namespace) -> Intake:
    file = ResourceFile(arguments.file)
    source = arguments.source or file.name
    reader = RowReader(
        frame=Frame(arguments.frame), source=source, today=session.clock.now().date()
    )
    stamp = session.journal.draft(ResourcesImported(source=source, rows=()))
    return Intake(file.rows(), reader, stamp)


def _returned(row: ReturnedRow) -> dict[str, object]:
    return {
        "line": row.line,
        "faults": [
            {
                "field": None if fault.field is None else fault.field.value,
                "reason": fault.reason.value,
                "value": fault.value,
            }
            for fault in row.faults
        ],
    }


def _summary(report: ImportReport) -> dict[str, object]:
    counts = {outcome.value: report.outcomes[outcome] for outcome in RowOutcome}
    return {
        "source": report.source,
        "read": report.read,
        "accepted": report.accepted,
        **counts,
        "returned": report.returned_count,
    }


def _list(arguments: argparse.Namespace) -> int:
    if arguments.limit < 1:
        raise InputError(ErrorCode.VALUE_INVALID, field="limit", value=arguments.limit)
    kind = KIND_NAMES.get(arguments.kind or "")
    wanted = ResourceFilter(
        text=arguments.text, kinds=frozenset() if kind is None else frozenset({kind})
    )
    with open_session(arguments.data_dir) as session:
        for state in session.store.resources(wanted, PageOf(limit=arguments.limit)):
            emit(_record(state))
    return 0


def _record(state: ResourceState) -> dict[str, object]:
    resource, point = state.resource, state.point
    return {
        "code": resource.code,
        "kind": resource.kind.name.lower().replace("_", "-"),
        "name": resource.name,
        "lat": None if point is None else point.latitude_deg,
        "lon": None if point is None else point.longitude_deg,
        "address": resource.address,
        "keeper": resource.keeper,
        "contact": resource.contact.name,
        "phone": resource.contact.phone,
        "radio": resource.contact.radio,
        "people": resource.people,
        "vehicles": resource.vehicles,
        "capability": resource.capability,
        "verified_on": None if resource.verified_on is None else resource.verified_on.isoformat(),
        "source": resource.source,
        "status": state.status.name.lower().replace("_", "-"),
        "status_at": iso(state.status_at),
        "status_by": state.status_by or None,
    }
