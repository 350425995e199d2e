# SPDX-License-Identifier: Apache-2.0
"""Sends a simulated or recorded receiver through a pseudo-terminal, in real time.

A receiver that misbehaves on demand: sentences can be lost and bytes damaged on the way.
"""

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from pathlib import Path
from random import SystemRandom

from command_vehicle.adapters.gnss.pseudo_terminal import PseudoTerminal
from command_vehicle.domain.errors import ErrorCode, InputError
from command_vehicle.domain.geodesy import GeoPoint
from command_vehicle.services.ports import Clock
from command_vehicle.services.simulation.receiver import Route, SimulatedReceiver
from command_vehicle.services.simulation.replay import portions

_BITS_PER_BYTE = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class LineFaults:
    """What happens to sentences on their way.

    Attributes:
        drop: Share of lines that are lost, 0 to 1.
        noise: Share of bytes in which a bit flips, 0 to 1.
    """

    drop: float = 0.0
    noise: float = 0.0

    def apply(self, data: bytes, chance: SystemRandom) -> bytes:
        """The bytes that come through."""
        if not self.drop and not self.noise:
            return data
        lines = data.splitlines(keepends=True)
        kept = b"".join(line for line in lines if chance.random() >= self.drop)
        return bytes(self._flip(byte, chance) for byte in kept)

    def _flip(self, byte: int, chance: SystemRandom) -> int:
        if chance.random() >= self.noise:
            return byte
        return byte ^ (1 << chance.randrange(_BITS_PER_BYTE))


Portion = tuple[float, bytes]
"""Seconds to wait after the portion before, and the bytes to send then."""


def live_portions(receiver: SimulatedReceiver, clock: Clock, rate_hz: float) -> Iterator[Portion]:
    """Epochs of a simulated receiver, stamped with the PC's time, on whole multiples of 1/rate."""
    period_s = 1.0 / rate_hz
    for number in count():
        at = clock.now()
        whole = round(at.timestamp() / period_s) * period_s
        stamped = at + timedelta(seconds=whole - at.timestamp())
        yield (period_s if number else 0.0), receiver.epoch(number * period_s, stamped)


def replayed_portions(recording: bytes, speed: float) -> Iterator[Portion]:
    """A recording, so many times faster than it was made."""
    for pause_s, data in portions(recording):
        yield pause_s / speed, data


def load_route(path: Path) -> Route:
    """The first line of a GeoJSON file, WGS-84.

    Raises:
        InputError: There is no such file, or no line in it.
    """
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        geometry = document["features"][0]["geometry"]
        points = [
            GeoPoint(latitude_deg=float(place[1]), longitude_deg=float(place[0]))
            for place in geometry["coordinates"]
        ]
        return Route(points)
    except FileNotFoundError as error:
        raise InputError(ErrorCode.FILE_MISSING, path=str(path)) from error
    except (OSError, ValueError, KeyError, IndexError, TypeError) as error:
        raise InputError(ErrorCode.FILE_UNREADABLE, path=str(path), reason=str(error)) from error


class GnssSimulator:
    """Plays portions through a terminal until they end or somebody stops it."""

    def __init__(self, terminal: PseudoTerminal, clock: Clock, faults: LineFaults) -> None:
        self._terminal = terminal
        self._clock = clock
        self._faults = faults
        self._chance = SystemRandom()
        self._stopping = threading.Event()

    def stop(self) -> None:
        """End `play` soon; safe to call from a signal handler or another thread."""
        self._stopping.set()

    def play(self, source: Iterator[Portion]) -> None:
        """Send each portion when it is due; a late one does not delay those behind it."""
        due_mono_s = self._clock.monotonic_s()
        for pause_s, data in source:
            due_mono_s += pause_s
            if self._stopping.wait(max(0.0, due_mono_s - self._clock.monotonic_s())):
                return
            self._terminal.send(self._faults.apply(data, self._chance))
