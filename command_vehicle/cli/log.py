# SPDX-License-Identifier: Apache-2.0
"""`log add` and `log list`: the timeline for scripts."""

import argparse
import functools
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from command_vehicle.cli.arguments import add_data_dir
from command_vehicle.cli.output import emit
from command_vehicle.cli.session import Session, moment, open_session, operation_id, outcome
from command_vehicle.domain.errors import ErrorCode, InputError
from command_vehicle.domain.identity import OperationId
from command_vehicle.domain.timeline import Amendment, Entry, EntryFilter, EntryKind, PositionStamp
from command_vehicle.services.journal import Current
from command_vehicle.services.ports import PageOf
from command_vehicle.services.timeline.quick_line import QuickLine, parse_quick_line

ENTRIES_PER_READ = 500

KIND_NAMES = {kind.name.lower().replace("_", "-"): kind for kind in EntryKind}


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `log` and its actions."""
    log = commands.add_parser("log", help="the timeline: add a line, list lines")
    actions = log.add_subparsers(required=True, metavar="ACTION")
    _register_add(actions)
    _register_list(actions)


def _register_add(actions: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = actions.add_parser(
        "add",
        help="record a line; prints its id and time once it is durable",
        description="TEXT is a quick log line: @resource, #tag, and at its start -5 (five minutes "
        "ago) or 14:02. With --at the text is taken as it stands. Put -- before a TEXT that "
        "begins with a dash.",
    )
    parser.add_argument("text", metavar="TEXT")
    parser.add_argument(
        "--kind",
        choices=sorted(KIND_NAMES),
        default="observation",
        metavar="KIND",
        help=f"one of {', '.join(KIND_NAMES)} (default: %(default)s)",
    )
    parser.add_argument("--at", metavar="TIME", help="when it happened: ISO 8601, 14:02 or -5")
    parser.add_argument("--incident", metavar="ID", help="default: the incident chosen last")
    parser.add_argument("--actor", metavar="NAME", help="default: the person on duty")
    add_data_dir(parser)
    parser.set_defaults(run=_add)


def _register_list(actions: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = actions.add_parser("list", help="print lines, newest first")
    parser.add_argument("--incident", metavar="ID", help="only of this incident")
    parser.add_argument("--since", metavar="TIME", help="only recorded at or after this time")
    parser.add_argument("--text", default="", help="only with these words")
    parser.add_argument("--limit", type=int, metavar="N", help="at most so many")
    add_data_dir(parser)
    parser.set_defaults(run=_list)


def _add(arguments: argparse.Namespace) -> int:
    with open_session(arguments.data_dir, arguments.actor) as session:
        session.incidents.refresh()
        said = _said(session, arguments.text, arguments.at)
        incident = _incident(session, arguments.incident)
        operation = outcome(
            functools.partial(
                session.timeline.record_said, KIND_NAMES[arguments.kind], said, incident=incident
            )
        )
        emit({"id": str(operation.id), "recorded_at": iso(operation.time.wall_time)})
    return 0


def _said(session: Session, text: str, at: str | None) -> QuickLine:
    now = session.clock.now()
    if at is None:
        return parse_quick_line(text, now, session.zone)
    whole = parse_quick_line(f". {text}", now, session.zone)
    return replace(whole, text=text.strip(), happened_at=moment(at, now, session.zone))


def _incident(session: Session, named: str | None) -> OperationId | Current:
    if named is None:
        return Current.INCIDENT
    wanted = operation_id(named)
    if wanted not in {incident.id for incident in session.incidents.incidents}:
        raise InputError(ErrorCode.RECORD_UNKNOWN, id=named)
    return wanted


def _list(arguments: argparse.Namespace) -> int:
    with open_session(arguments.data_dir) as session:
        wanted = EntryFilter(
            incident=None if arguments.incident is None else operation_id(arguments.incident),
            since=None
            if arguments.since is None
            else moment(arguments.since, session.clock.now(), session.zone),
            text=arguments.text,
        )
        for entry in _entries(session, wanted, arguments.limit):
            emit(entry_record(entry))
    return 0


def _entries(session: Session, wanted: EntryFilter, limit: int | None) -> Iterator[Entry]:
    """Page by page, so that a long timeline does not have to fit into memory."""
    offset = 0
    while limit is None or offset < limit:
        rest = ENTRIES_PER_READ if limit is None else min(ENTRIES_PER_READ, limit - offset)
        page = session.store.entries(wanted, PageOf(offset=offset, limit=rest))
        yield from page
        if len(page) < rest:
            return
        offset += rest


def iso(time: datetime | None) -> str | None:
    """UTC with milliseconds, the form of every time that commands print."""
    return None if time is None else time.isoformat(timespec="milliseconds")


def entry_record(entry: Entry) -> dict[str, object]:
    """An entry as JSON has it; absent values are null."""
    recorded = entry.recorded
    return {
        "id": str(entry.id),
        "kind": recorded.kind.name.lower().replace("_", "-"),
        "text": recorded.text,
        "text_in_force": entry.text_in_force,
        "happened_at": iso(recorded.happened_at),
        "recorded_at": iso(entry.recorded_at),
        "actor": entry.actor,
        "incident": None if entry.incident is None else str(entry.incident),
        "automatic_source": recorded.automatic_source,
        "resources": list(recorded.resources),
        "tags": list(recorded.tags),
        "position": _position_record(recorded.position),
        "amendments": [_amendment_record(amendment) for amendment in entry.amendments],
        "delivery": entry.delivery.delivery.value,
    }


def _position_record(stamp: PositionStamp | None) -> dict[str, object] | None:
    if stamp is None:
        return None
    return {
        "lat": stamp.point.latitude_deg,
        "lon": stamp.point.longitude_deg,
        "fixed_at": iso(stamp.fixed_at),
        "age_s": stamp.age_s,
        "accuracy_m": stamp.accuracy_m,
        "source": stamp.source,
    }


def _amendment_record(amendment: Amendment) -> dict[str, object]:
    return {
        "id": str(amendment.id),
        "text": amendment.text,
        "reason": amendment.reason,
        "actor": amendment.actor,
        "recorded_at": iso(amendment.recorded_at),
    }
