# SPDX-License-Identifier: Apache-2.0
"""`sync enroll`, `sync now` and `sync status`: the way to the platform, without a window."""

import argparse
import random
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from command_vehicle import __version__
from command_vehicle.adapters.files.keys import Ed25519Verifier, load_or_create_signer
from command_vehicle.adapters.http.inline_transport import InlineHttpTransport
from command_vehicle.cli.arguments import add_data_dir
from command_vehicle.cli.messages import sentence
from command_vehicle.cli.output import emit, say
from command_vehicle.cli.session import Session, open_session, outcome
from command_vehicle.domain.errors import ErrorCode, SyncError
from command_vehicle.domain.renewal import Renewal
from command_vehicle.domain.sync import BearerState, LaneProgress, Platform
from command_vehicle.services.events import EventBus, Trouble
from command_vehicle.services.sync.enrolment import EnrolmentService
from command_vehicle.services.sync.service import SyncParts, SyncService
from command_vehicle.services.sync.stock import by_lane, read_stock
from command_vehicle.storage.inline_runner import InlineStoreRunner

AGENT = f"command-vehicle {__version__}"


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `sync` and its actions."""
    sync = commands.add_parser("sync", help="bring the record to the platform")
    actions = sync.add_subparsers(required=True, metavar="ACTION")
    enroll = actions.add_parser("enroll", help="prove this vehicle to a platform, once")
    enroll.add_argument("url", metavar="URL", help="address of the platform")
    enroll.add_argument("code", metavar="CODE", help="as 'central enroll' printed it")
    enroll.add_argument("--name", help="default: the vehicle's name in the settings")
    add_data_dir(enroll)
    enroll.set_defaults(run=_enroll)
    now = actions.add_parser("now", help="exchange with the platform until both are in step")
    now.add_argument("--once", action="store_true", help="give up when the platform is away")
    add_data_dir(now)
    now.set_defaults(run=_now)
    status = actions.add_parser("status", help="print how far the platform has us; asks nobody")
    add_data_dir(status)
    status.set_defaults(run=_status)


def _enroll(arguments: argparse.Namespace) -> int:
    with open_session(arguments.data_dir) as session, _transport(session) as transport:
        service = EnrolmentService(
            InlineStoreRunner(session.store),
            transport,
            load_or_create_signer(session.data_dir.signing_key),
            Ed25519Verifier(),
            session.clock,
        )
        name = arguments.name or session.settings.settings.unit.vehicle_name
        platform = outcome(partial(service.enrol, arguments.url, arguments.code, name))
        emit({"replica": str(session.store.replica()), **_platform(platform)})
    return 0


def _now(arguments: argparse.Namespace) -> int:
    with open_session(arguments.data_dir) as session, _transport(session) as transport:
        if session.store.platform() is None:
            raise SyncError(ErrorCode.NOT_ENROLLED)
        bus = EventBus()
        bus.subscribe(Trouble, lambda trouble: say(sentence(trouble.error)))
        service = _service(session, transport, bus)
        started_s = time.monotonic()
        service.try_now()
        while not arguments.once and (wait_s := _link(service).retry_in_s) is not None:
            threading.Event().wait(wait_s)
            service.try_now()
        return _report(service, time.monotonic() - started_s)


def _status(arguments: argparse.Namespace) -> int:
    with open_session(arguments.data_dir) as session:
        stock = read_stock(session.store)
        emit(
            {
                "replica": str(stock.replica),
                "platform": None if stock.platform is None else _platform(stock.platform),
                "local": sum(lane.local for lane in stock.lanes),
                "received": sum(lane.received for lane in stock.lanes),
                "lanes": [_lane(lane) for lane in by_lane(stock.lanes)],
                "renewal": _renewal(stock.renewal),
            }
        )
    return 0


def _service(session: Session, transport: InlineHttpTransport, bus: EventBus) -> SyncService:
    parts = SyncParts(
        runner=InlineStoreRunner(session.store),
        transport=transport,
        signer=load_or_create_signer(session.data_dir.signing_key),
        verifier=Ed25519Verifier(),
        clock=session.clock,
        bus=bus,
        chance=random.SystemRandom().random,
    )
    return SyncService(parts, agent=AGENT)


def _report(service: SyncService, took_s: float) -> int:
    """Print what was done; the answer is the exit code."""
    state, totals, link = service.state, service.totals, _link(service)
    waiting = state.local_total - state.received_total
    is_done = waiting == 0 and link.error is None
    if link.error == ErrorCode.PLATFORM_OFFLINE.value:
        say(sentence(SyncError(ErrorCode.PLATFORM_OFFLINE)))
    emit(
        {
            "done": is_done,
            "local": state.local_total,
            "received": state.received_total,
            "waiting": waiting,
            "taken": totals.taken,
            "refused": list(state.refused),
            "error": link.error,
            "rounds": totals.rounds,
            "sent_bytes": totals.sent_bytes,
            "answer_bytes": totals.answer_bytes,
            "seconds": round(took_s, 3),
        }
    )
    return 0 if is_done else 1


def _link(service: SyncService) -> BearerState:
    return next(each for each in service.state.bearers if each.kind is service.bearer)


def _platform(platform: Platform) -> dict[str, object]:
    return {
        "url": platform.url,
        "name": platform.name,
        "uuid": platform.uuid,
        "number": platform.alias,
    }


def _renewal(renewal: Renewal | None) -> dict[str, object] | None:
    """The newest change of incarnation; null when there was none."""
    if renewal is None:
        return None
    return {
        "incarnation": renewal.incarnation,
        "at": renewal.at.isoformat(timespec="milliseconds"),
        "reason": renewal.reason.value,
        "missing": renewal.missing,
    }


def _lane(lane: LaneProgress) -> dict[str, object]:
    return {
        "lane": lane.lane.name.lower(),
        "local": lane.local,
        "sent": lane.sent,
        "received": lane.received,
        "waiting_bytes": lane.queued_bytes,
    }


@contextmanager
def _transport(session: Session) -> Iterator[InlineHttpTransport]:
    transport = InlineHttpTransport(session.settings.settings.platform.timeout_s)
    try:
        yield transport
    finally:
        transport.close()
