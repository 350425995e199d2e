# SPDX-License-Identifier: Apache-2.0
"""Receivers that a running gpsd reads for us: `gpsd://host:port/device`, port and device optional.

gpsd opens the port, finds the speed and speaks to the receiver; we only watch.
"""

import logging
import socket
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from typing import Final
from urllib.parse import urlsplit

from typing_extensions import override

from command_vehicle.adapters.gnss.reader import (
    READ_TIMEOUT_S,
    SILENT_AFTER_S,
    ReaderReport,
    ReceiverReader,
)
from command_vehicle.domain.errors import DeviceError, ErrorCode
from command_vehicle.domain.positioning import Fix, LinkState
from command_vehicle.domain.receivers import ReceiverPort
from command_vehicle.protocols.gpsd import (
    GpsdDecoder,
    GpsdDevices,
    GpsdError,
    GpsdEvent,
    GpsdNonsense,
    GpsdSentence,
    GpsdVersion,
    watch_command,
)
from command_vehicle.protocols.nmea.decoder import RECENT_LINES, LinkQuality
from command_vehicle.services.ports import Clock

GPSD_PORT: Final = 2947
CONNECT_TIMEOUT_S: Final = 3.0
CHUNK_BYTES: Final = 16_384

_log = logging.getLogger(__name__)


class GpsdReader(ReceiverReader):
    """A client of gpsd."""

    def __init__(
        self, receiver: ReceiverPort, clock: Clock, publish: Callable[[ReaderReport], None]
    ) -> None:
        super().__init__(receiver, clock, publish)
        self._address, self._device = _address(receiver.port)
        self._lines: deque[str] = deque(maxlen=RECENT_LINES)
        self._sentence_count = 0
        self._garbage_bytes = 0
        self._release = ""
        self._has_heard = False

    @override
    def _quality(self) -> LinkQuality:
        return LinkQuality(sentence_count=self._sentence_count, garbage_bytes=self._garbage_bytes)

    @override
    def _take_lines(self) -> tuple[str, ...]:
        lines = tuple(self._lines)
        self._lines.clear()
        return lines

    @override
    def _open_and_read(self) -> None:
        if self._link.link is LinkState.OFF:
            self._change(link=LinkState.OPENING)
        try:
            with socket.create_connection(self._address, CONNECT_TIMEOUT_S) as connection:
                connection.sendall(watch_command(self._device))
                connection.settimeout(READ_TIMEOUT_S)
                self._begin()
                self._change(link=LinkState.LISTENING)
                _log.info("receiver %s: gpsd answers", self.receiver.name)
                self._read_until_stopped(connection)
        except OSError as error:
            raise DeviceError(ErrorCode.PORT_GONE, port=self.receiver.port) from error

    def _read_until_stopped(self, connection: socket.socket) -> None:
        decoder = GpsdDecoder(self.receiver.name)
        while not self._stopping.is_set():
            try:
                data = connection.recv(CHUNK_BYTES)
            except TimeoutError:
                self._watch(self._clock.monotonic_s())
                continue
            if not data:
                raise DeviceError(ErrorCode.PORT_GONE, port=self.receiver.port)
            now_mono_s = self._clock.monotonic_s()
            self._record(data, now_mono_s)
            for event in decoder.feed(data, now_mono_s):
                self._take(event, now_mono_s)
            self._watch(now_mono_s)

    def _take(self, event: GpsdEvent, now_mono_s: float) -> None:
        if isinstance(event, Fix | GpsdSentence):
            self._has_heard = True
            self._sentence_mono_s = now_mono_s
        if isinstance(event, Fix):
            self._publish(event)
        elif isinstance(event, GpsdSentence):
            self._sentence_count += 1
            self._lines.append(event.text)
        elif isinstance(event, GpsdVersion):
            self._release = f"gpsd {event.release}"
            self._describe(self._release)
        elif isinstance(event, GpsdDevices):
            self._take_devices(event)
        elif isinstance(event, GpsdError):
            _log.info("receiver %s: gpsd says %s", self.receiver.name, event.message)
            self._describe(f"{self._release}: {event.message}")
        elif isinstance(event, GpsdNonsense):
            self._garbage_bytes += event.dropped_bytes

    def _take_devices(self, event: GpsdDevices) -> None:
        wanted = [device for device in event.devices if self._device in {None, device.path}]
        if wanted:
            first = wanted[0]
            self._link = replace(self._link, baud_bps=first.baud_bps)
            self._describe(" ".join((self._release, first.path, first.driver or "")).strip())

    def _describe(self, peer: str) -> None:
        self._link = replace(self._link, peer=peer)
        self._change()

    @override
    def _verdict(self, now_mono_s: float) -> LinkState:
        """What gpsd itself says does not count: only what its receiver says."""
        if now_mono_s - self._sentence_mono_s > SILENT_AFTER_S:
            return LinkState.SILENT
        return LinkState.RECEIVING if self._has_heard else self._link.link


def _address(url: str) -> tuple[tuple[str, int], str | None]:
    """Host, port and device of a `gpsd://` URL; one that cannot be read leads nowhere."""
    try:
        parts = urlsplit(url)
        port = parts.port or GPSD_PORT
    except ValueError:
        return ("", 0), None
    device = parts.path if parts.path not in {"", "/"} else None
    return (parts.hostname or "localhost", port), device
