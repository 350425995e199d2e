# SPDX-License-Identifier: Apache-2.0
"""`state digest`: one line that is equal on replicas that hold the same operations."""

import argparse

from command_vehicle.cli.arguments import add_data_dir
from command_vehicle.cli.output import emit
from command_vehicle.cli.session import open_session


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `state` and its actions."""
    state = commands.add_parser("state", help="compare what two replicas show")
    actions = state.add_subparsers(required=True, metavar="ACTION")
    digest = actions.add_parser("digest", help="print the digest over everything shown")
    add_data_dir(digest)
    digest.set_defaults(run=_digest)


def _digest(arguments: argparse.Namespace) -> int:
    with open_session(arguments.data_dir) as session:
        emit({"digest": session.store.state_digest()})
    return 0
