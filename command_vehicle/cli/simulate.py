# SPDX-License-Identifier: Apache-2.0
"""`simulate …`: devices that are not there, for demonstrations, exercises and tests."""

import argparse
import signal
from collections.abc import Iterator
from pathlib import Path

from command_vehicle.adapters.clock import SystemClock
from command_vehicle.adapters.gnss.pseudo_terminal import PseudoTerminal
from command_vehicle.adapters.gnss.simulator import (
    GnssSimulator,
    LineFaults,
    Portion,
    live_portions,
    load_route,
    replayed_portions,
)
from command_vehicle.adapters.paths import shipped_dir
from command_vehicle.cli.arguments import add_data_dir
from command_vehicle.cli.output import emit
from command_vehicle.domain.errors import ErrorCode, InputError
from command_vehicle.services.simulation.receiver import Scenario, SimulatedReceiver

MAX_RATE_HZ = 50.0


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `simulate` and what it can simulate."""
    simulate = commands.add_parser("simulate", help="play a device on a pseudo-terminal")
    devices = simulate.add_subparsers(dest="device", required=True)
    gnss = devices.add_parser("gnss", help="play a BeiDou/GNSS receiver")
    add_data_dir(gnss)
    gnss.add_argument("file", nargs="?", type=Path, help="recording to replay")
    gnss.add_argument("--link", type=Path, required=True, help="path that points at the port")
    gnss.add_argument(
        "--scenario",
        choices=[scenario.value for scenario in Scenario],
        default=Scenario.ROUTE.value,
        help="what the vehicle does (default: %(default)s)",
    )
    gnss.add_argument("--route", type=Path, help="GeoJSON line to drive along")
    gnss.add_argument("--speed", type=float, default=40.0, help="km/h (default: %(default)s)")
    gnss.add_argument(
        "--rate",
        type=_rate,
        default=1.0,
        help="epochs a second, or times faster than recorded (default: %(default)s)",
    )
    gnss.add_argument("--drop", type=_share, default=0.0, help="share of lines lost, 0 to 1")
    gnss.add_argument("--noise", type=_share, default=0.0, help="share of bytes damaged, 0 to 1")
    gnss.set_defaults(run=simulate_gnss)


def _share(text: str) -> float:
    value = float(text)
    if not 0.0 <= value <= 1.0:
        raise argparse.ArgumentTypeError(f"{text} is not between 0 and 1")
    return value


def _rate(text: str) -> float:
    value = float(text)
    if not 0.0 < value <= MAX_RATE_HZ:
        raise argparse.ArgumentTypeError(f"{text} is not between 0 and {MAX_RATE_HZ:g}")
    return value


def simulate_gnss(arguments: argparse.Namespace) -> int:
    """Play until the recording ends, or until interrupted; both are success."""
    clock = SystemClock()
    portions = _portions(arguments, clock)
    terminal = PseudoTerminal(arguments.link)
    try:
        faults = LineFaults(drop=arguments.drop, noise=arguments.noise)
        simulator = GnssSimulator(terminal, clock, faults)
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda _number, _frame: simulator.stop())
        emit({"port": terminal.port, "link": str(terminal.link)})
        simulator.play(portions)
    finally:
        terminal.close()
    return 0


def _portions(arguments: argparse.Namespace, clock: SystemClock) -> Iterator[Portion]:
    recording: Path | None = arguments.file
    if recording is not None:
        try:
            return replayed_portions(recording.read_bytes(), arguments.rate)
        except OSError as error:
            raise InputError(ErrorCode.FILE_UNREADABLE, path=str(recording)) from error
    path = arguments.route or shipped_dir("resources") / "sample_county" / "route.geojson"
    receiver = SimulatedReceiver(
        load_route(path), Scenario(arguments.scenario), speed_kmh=arguments.speed
    )
    return live_portions(receiver, clock, arguments.rate)
