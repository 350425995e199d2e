# SPDX-License-Identifier: Apache-2.0
"""The root of all commands.

The module behind a command is imported when the command is named, and no other: `log add` must be
durable before a window could have been built.
"""

import argparse
import contextlib
import importlib
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from command_vehicle import __version__
from command_vehicle.cli.messages import sentence
from command_vehicle.cli.output import say
from command_vehicle.domain.errors import ExpectedError

COMMANDS: Final = (
    "run",
    "simulate",
    "gnss",
    "log",
    "incident",
    "resources",
    "plans",
    "maps",
    "central",
    "sync",
    "track",
    "geofence",
    "evidence",
    "state",
    "screenshot",
    "diagnose",
)
"""Each is a module beside this one with a function `register`."""

DEFAULT_COMMAND: Final = "run"
EXIT_EXPECTED_ERROR: Final = 1
EXIT_INTERRUPTED: Final = 130


def build_parser(names: Iterable[str] = COMMANDS) -> argparse.ArgumentParser:
    """A parser that knows these commands."""
    parser = argparse.ArgumentParser(
        prog="command-vehicle",
        description="Offline-first command post on the laptop of an emergency command vehicle. "
        "Without a command it opens the window.",
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name in names:
        importlib.import_module(f"command_vehicle.cli.{name}").register(commands)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the answer is the exit code of the process."""
    arguments = list(sys.argv[1:] if argv is None else argv) or [DEFAULT_COMMAND]
    named = [arguments[0]] if arguments[0] in COMMANDS else COMMANDS
    parsed = build_parser(named).parse_args(arguments)
    try:
        code: int = parsed.run(parsed)
    except ExpectedError as error:
        say(sentence(error))
        return EXIT_EXPECTED_ERROR
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        _forget_stdout()
        return EXIT_EXPECTED_ERROR
    return code


def _forget_stdout() -> None:
    """Whoever read our output has gone; keep the interpreter from complaining about it at exit."""
    with contextlib.suppress(OSError), Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())
