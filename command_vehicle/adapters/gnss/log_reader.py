# SPDX-License-Identifier: Apache-2.0
"""A recorded log in place of a receiver: `file:///path`, or `?rate=10` times faster, `?rate=max`.

What it gives is marked as simulated: it ranks below every real receiver, and it says nothing about
the PC clock.
"""

import logging
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final
from urllib.parse import parse_qs, urlsplit
from urllib.request import url2pathname

from typing_extensions import override

from command_vehicle.adapters.gnss import ports as serial_ports
from command_vehicle.adapters.gnss.reader import READ_TIMEOUT_S, ReaderReport, ReceiverReader
from command_vehicle.domain.errors import DeviceError, ErrorCode
from command_vehicle.domain.positioning import Fix, FixQuality, LinkState
from command_vehicle.domain.receivers import ReceiverPort
from command_vehicle.protocols.nmea.decoder import LinkQuality, NmeaDecoder
from command_vehicle.services.ports import Clock
from command_vehicle.services.simulation.replay import portions

AS_FAST_AS_POSSIBLE: Final = "max"
_FASTEST_PAUSE_S: Final = 0.002
"""Between portions even then, so that the window can keep up."""

_log = logging.getLogger(__name__)


class LogReader(ReceiverReader):
    """Plays a file once, then stays at its end until it is stopped."""

    def __init__(
        self, receiver: ReceiverPort, clock: Clock, publish: Callable[[ReaderReport], None]
    ) -> None:
        super().__init__(receiver, clock, publish)
        self._decoder = NmeaDecoder(receiver.name)

    @override
    def _quality(self) -> LinkQuality:
        return self._decoder.quality

    @override
    def _take_lines(self) -> tuple[str, ...]:
        return self._decoder.take_lines()

    @override
    def _open_and_read(self) -> None:
        path, rate = _file_and_rate(self.receiver.port)
        if path is None:
            raise DeviceError(ErrorCode.PORT_GONE, port=self.receiver.port)
        try:
            recording = path.read_bytes()
        except OSError as error:
            raise serial_ports.classify(error, str(path)) from error
        self._begin()
        self._change(link=LinkState.LISTENING)
        _log.info("receiver %s: %s is played", self.receiver.name, path)
        self._play(portions(recording), rate)
        self._publish_all(_marked(self._decoder.flush()))
        self._change(link=LinkState.ENDED)
        self._stopping.wait()

    def _play(self, source: Iterator[tuple[float, bytes]], rate: float | None) -> None:
        due_mono_s = self._clock.monotonic_s()
        for pause_s, data in source:
            due_mono_s += _FASTEST_PAUSE_S if rate is None else pause_s / rate
            while not self._stopping.is_set():
                now_mono_s = self._clock.monotonic_s()
                if now_mono_s >= due_mono_s:
                    break
                self._publish_all(_marked(self._decoder.poll(now_mono_s)))
                self._watch(now_mono_s)
                self._stopping.wait(min(READ_TIMEOUT_S, due_mono_s - now_mono_s))
            if self._stopping.is_set():
                return
            self._byte_mono_s = self._sentence_mono_s = self._clock.monotonic_s()
            self._publish_all(_marked(self._decoder.feed(data, self._byte_mono_s)))
            self._watch(self._byte_mono_s)


def _marked(fixes: list[Fix]) -> list[Fix]:
    """Positions of another day, marked as such."""
    return [replace(fix, quality=FixQuality.SIMULATOR) if fix.is_valid else fix for fix in fixes]


def _file_and_rate(url: str) -> tuple[Path | None, float | None]:
    """The file, and how many times faster than recorded; None is as fast as possible."""
    parts = urlsplit(url)
    path = Path(url2pathname(parts.path)) if parts.path else None
    text = parse_qs(parts.query).get("rate", ["1"])[0]
    if text == AS_FAST_AS_POSSIBLE:
        return path, None
    try:
        rate = float(text)
    except ValueError:
        return None, 1.0
    return (path, rate) if 0.0 < rate < float("inf") else (None, 1.0)
