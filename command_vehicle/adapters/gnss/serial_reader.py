# SPDX-License-Identifier: Apache-2.0
"""Receivers on serial ports, here or behind a network: bytes of NMEA and whatever lies between.

A port is recognised again by its USB identity when it comes back under another name. A line speed
that nobody gave is found by listening at one after the other.
"""

import logging
from collections.abc import Callable
from dataclasses import replace
from typing import Final

import serial
from typing_extensions import override

from command_vehicle.adapters.gnss import ports as serial_ports
from command_vehicle.adapters.gnss.reader import (
    READ_TIMEOUT_S,
    SILENT_AFTER_S,
    ReaderReport,
    ReceiverReader,
)
from command_vehicle.domain.errors import DeviceError, ErrorCode
from command_vehicle.domain.positioning import Fix, LinkState, SpeedBasis
from command_vehicle.domain.receivers import ReceiverPort
from command_vehicle.protocols.nmea.decoder import LinkQuality, NmeaDecoder
from command_vehicle.services.ports import Clock

NETWORK_CHUNK_BYTES = 4096
UNREADABLE_AFTER_S = 10.0
"""Bytes without a sentence for so long: a speed that was found by listening is looked for anew."""
LISTEN_S = 2.2
"""Longer than one epoch of a receiver that speaks once a second."""
SENTENCES_TO_LOCK: Final = 2
BAUD_RATES_BPS: Final = (115200, 9600, 19200, 38400, 4800, 57600, 230400, 460800, 921600)
"""The likeliest first."""

_log = logging.getLogger(__name__)


class NmeaReader(ReceiverReader):
    """Anything that pyserial opens and that has no line speed of its own: `socket://`."""

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
        device = self._find()
        port = self._open(device)
        try:
            self._read_until_stopped(port)
        except serial_ports.PORT_ERRORS as error:
            raise DeviceError(ErrorCode.PORT_GONE, port=device) from error
        finally:
            port.close()
            self._publish_all(self._decoder.flush())

    def _find(self) -> str:
        """What to open now."""
        return self.receiver.port

    def _open(self, device: str) -> serial.Serial:
        if self._link.link is LinkState.OFF:
            self._change(link=LinkState.OPENING)
        try:
            port = serial.serial_for_url(device, do_not_open=True)
            self._set_up(port)
            port.open()
        except serial_ports.PORT_ERRORS as error:
            raise serial_ports.classify(error, device) from error
        self._begin()
        self._change(link=LinkState.LISTENING)
        _log.info("receiver %s: %s is open", self.receiver.name, device)
        return port

    def _set_up(self, port: serial.Serial) -> None:
        port.timeout = READ_TIMEOUT_S

    def _read_until_stopped(self, port: serial.Serial) -> None:
        while not self._stopping.is_set():
            data = self._read(port)
            now_mono_s = self._clock.monotonic_s()
            self._publish_all(self._decode(self._decoder, data, now_mono_s))
            self._watch(now_mono_s)

    def _read(self, port: serial.Serial) -> bytes:
        """What is there; waits `READ_TIMEOUT_S` at most."""
        chunk: bytes = port.read(NETWORK_CHUNK_BYTES)
        return chunk

    def _decode(self, decoder: NmeaDecoder, data: bytes, now_mono_s: float) -> list[Fix]:
        """Feed the decoder, and note when something was heard last."""
        if not data:
            return decoder.poll(now_mono_s)
        self._record(data, now_mono_s)
        self._byte_mono_s = now_mono_s
        before = decoder.quality.sentence_count
        fixes = decoder.feed(data, now_mono_s)
        if decoder.quality.sentence_count > before:
            self._sentence_mono_s = now_mono_s
        return fixes


class SerialReader(NmeaReader):
    """A port with a line speed: a device of this computer, or `rfc2217://`."""

    def __init__(
        self, receiver: ReceiverPort, clock: Clock, publish: Callable[[ReaderReport], None]
    ) -> None:
        super().__init__(receiver, clock, publish)
        self._is_local = not serial_ports.is_url(receiver.port)
        self._identity = receiver.usb
        self._baud_bps = receiver.baud_bps
        self._was_hunted_in_vain = False

    @override
    def _find(self) -> str:
        device = serial_ports.find_again(self.receiver.port, self._identity)
        if device is None:
            raise DeviceError(ErrorCode.PORT_GONE, port=self.receiver.port)
        holder = serial_ports.holder_of(device)
        if holder is not None:
            raise DeviceError(ErrorCode.PORT_BUSY, port=device, holder=holder)
        return device

    @override
    def _open(self, device: str) -> serial.Serial:
        port = super()._open(device)
        self._identity = serial_ports.identity_of(device) or self._identity
        self._link = replace(
            self._link,
            device=None if device == self.receiver.port else device,
            usb=None if self._identity is None else self._identity.text(),
        )
        self._change()
        return port

    @override
    def _set_up(self, port: serial.Serial) -> None:
        super()._set_up(port)
        port.baudrate = self._baud_bps or BAUD_RATES_BPS[0]
        if self._is_local:
            port.exclusive = True

    @override
    def _read_until_stopped(self, port: serial.Serial) -> None:
        while not self._stopping.is_set():
            if self._baud_bps is None:
                self._find_baud(port)
            data = self._read(port)
            now_mono_s = self._clock.monotonic_s()
            self._publish_all(self._decode(self._decoder, data, now_mono_s))
            self._doubt_speed(now_mono_s)
            self._watch(now_mono_s)

    @override
    def _read(self, port: serial.Serial) -> bytes:
        """What is there; waits for the first byte."""
        if not self._is_local:
            return super()._read(port)
        first: bytes = port.read(1)
        waiting: int = port.in_waiting if first else 0
        return first + port.read(waiting) if waiting else first

    def _doubt_speed(self, now_mono_s: float) -> None:
        """Listen anew when a speed that was found by listening gives no sentence any more."""
        is_guess = self.receiver.baud_bps is None
        hears = now_mono_s - self._byte_mono_s <= SILENT_AFTER_S
        if is_guess and hears and now_mono_s - self._sentence_mono_s > UNREADABLE_AFTER_S:
            self._baud_bps = None

    @override
    def _unreadable(self) -> LinkState:
        """A speed that somebody gave is wrong; so are all of them, when all have been tried."""
        is_given = self.receiver.baud_bps is not None
        return (
            LinkState.WRONG_SPEED if is_given or self._was_hunted_in_vain else LinkState.LISTENING
        )

    def _find_baud(self, port: serial.Serial) -> None:
        """Listen at one speed after the other; the decoder that understands is kept."""
        began_mono_s = self._clock.monotonic_s()
        for baud_bps in BAUD_RATES_BPS:
            port.baudrate = baud_bps
            port.reset_input_buffer()
            decoder = NmeaDecoder(self.receiver.name)
            self._link = replace(self._link, baud_bps=baud_bps, speed=SpeedBasis.SOUGHT)
            self._change()
            until_mono_s = self._clock.monotonic_s() + LISTEN_S
            while self._clock.monotonic_s() < until_mono_s and not self._stopping.is_set():
                fixes = self._decode(decoder, self._read(port), self._clock.monotonic_s())
                if decoder.quality.sentence_count >= SENTENCES_TO_LOCK:
                    self._lock(decoder, baud_bps)
                    self._publish_all(fixes)
                    return
                self._watch(self._clock.monotonic_s())
        self._was_hunted_in_vain = self._byte_mono_s > began_mono_s

    def _lock(self, decoder: NmeaDecoder, baud_bps: int) -> None:
        self._baud_bps, self._decoder = baud_bps, decoder
        self._was_hunted_in_vain = False
        self._link = replace(self._link, speed=SpeedBasis.FOUND)
        _log.info("receiver %s speaks at %d bit/s", self.receiver.name, baud_bps)
