# SPDX-License-Identifier: Apache-2.0
"""`central serve`, `central enroll`, `central list`: the platform at the other end of the wire."""

import argparse
import logging
import secrets
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial

from command_vehicle.adapters.clock import SystemClock
from command_vehicle.adapters.files.keys import Ed25519Verifier, load_or_create_signer
from command_vehicle.central.exchange import code_digest
from command_vehicle.central.files import CentralDir
from command_vehicle.central.server import CentralServer
from command_vehicle.central.service import CentralParts
from command_vehicle.central.sqlite_storage import SqliteCentralStorage
from command_vehicle.cli.arguments import add_data_dir
from command_vehicle.cli.output import emit
from command_vehicle.protocols.sync.enrolment import SECRET_BYTES, EnrolmentCode

DEFAULT_NAME = "中心平台"
DEFAULT_PORT = 8470
DEFAULT_CODE_HOURS = 72
MAX_CODE_HOURS = 8784


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `central` and its actions."""
    central = commands.add_parser("central", help="the central platform that vehicles sync with")
    actions = central.add_subparsers(required=True, metavar="ACTION")
    _register_serve(actions)
    enroll = actions.add_parser("enroll", help="make a code that lets one vehicle in")
    enroll.add_argument(
        "--hours",
        type=_hours,
        default=DEFAULT_CODE_HOURS,
        metavar="H",
        help="how long the code is good (default: %(default)s)",
    )
    add_data_dir(enroll)
    enroll.set_defaults(run=_enroll)
    listing = actions.add_parser("list", help="print every operation received, with its hash")
    add_data_dir(listing)
    listing.set_defaults(run=_list)


def _register_serve(actions: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    serve = actions.add_parser(
        "serve",
        help="run the platform; prints its address once it takes requests",
        description="Run the platform until it is interrupted. Beyond the own computer it belongs "
        "behind a gateway that speaks TLS.",
    )
    serve.add_argument("--port", type=int, default=DEFAULT_PORT, help="default: %(default)s")
    serve.add_argument("--host", default="127.0.0.1", help="default: %(default)s")
    serve.add_argument(
        "--name", default=DEFAULT_NAME, help="what vehicles call it (default: %(default)s)"
    )
    add_data_dir(serve)
    serve.set_defaults(run=_serve)


def _serve(arguments: argparse.Namespace) -> int:
    _log_to_stderr()
    files = _prepared(arguments)
    clock = SystemClock()
    parts = CentralParts(
        open_storage=partial(SqliteCentralStorage, files.database, clock),
        signer=load_or_create_signer(files.signing_key),
        verifier=Ed25519Verifier(),
        clock=clock,
        name=arguments.name,
    )
    server = CentralServer(parts, arguments.host, arguments.port)
    server.run(lambda url: emit({"url": url}))
    return 0


def _enroll(arguments: argparse.Namespace) -> int:
    files = _prepared(arguments)
    signer = load_or_create_signer(files.signing_key)
    code = EnrolmentCode.make(secrets.token_bytes(SECRET_BYTES), signer.public_key)
    expires_at = SystemClock().now() + timedelta(hours=arguments.hours)
    with _storage(files) as storage:
        storage.add_code(code_digest(code.secret), expires_at)
    emit({"code": code.text(), "expires_at": expires_at.isoformat(timespec="seconds")})
    return 0


def _list(arguments: argparse.Namespace) -> int:
    with _storage(_prepared(arguments)) as storage:
        names = {vehicle.uuid: vehicle for vehicle in storage.vehicles()}
        for operation in storage.received():
            vehicle = names.get(operation.id.replica.uuid)
            emit(
                {
                    "id": str(operation.id),
                    "hash": operation.chain_hash.hex(),
                    "vehicle": None if vehicle is None else vehicle.name,
                    "number": None if vehicle is None else vehicle.number,
                    "bytes": len(operation.content),
                }
            )
    return 0


def _hours(text: str) -> int:
    """Whole hours, at least one and at most a year."""
    if not text.isdecimal() or not 1 <= int(text) <= MAX_CODE_HOURS:
        raise argparse.ArgumentTypeError(f"not a number of hours from 1 to {MAX_CODE_HOURS}")
    return int(text)


def _prepared(arguments: argparse.Namespace) -> CentralDir:
    files = CentralDir(arguments.data_dir)
    files.prepare()
    return files


@contextmanager
def _storage(files: CentralDir) -> Iterator[SqliteCentralStorage]:
    storage = SqliteCentralStorage(files.database, SystemClock())
    try:
        yield storage
    finally:
        storage.close()


def _log_to_stderr() -> None:
    """What an operator of the platform would write in the log book, in UTC."""
    handler = logging.StreamHandler(sys.stderr)
    formatter = logging.Formatter(
        "%(asctime)s.%(msecs)03dZ %(levelname)s %(name)s: %(message)s", "%Y-%m-%dT%H:%M:%S"
    )
    formatter.converter = time.gmtime
    handler.setFormatter(formatter)
    logging.basicConfig(level=logging.INFO, handlers=[handler])
