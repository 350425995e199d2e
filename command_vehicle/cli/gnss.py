# SPDX-License-Identifier: Apache-2.0
"""`gnss …`: decode, watch and record receivers without a window."""

import argparse
import itertools
import os
import queue
import signal
import sys
import threading
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from command_vehicle.adapters.clock import SystemClock
from command_vehicle.adapters.gnss import ports as serial_ports
from command_vehicle.adapters.gnss.kinds import make_reader
from command_vehicle.adapters.gnss.raw_recorder import RawRecorder, disk_trouble
from command_vehicle.adapters.gnss.reader import ReaderReport, Tap, TapFailed
from command_vehicle.cli.arguments import add_data_dir
from command_vehicle.cli.output import emit, say
from command_vehicle.domain.errors import DeviceError, ErrorCode, InputError
from command_vehicle.domain.positioning import Fix, LinkState, ReceiverLink, Satellite
from command_vehicle.domain.receivers import PortUse, ReceiverPort
from command_vehicle.protocols.nmea.decoder import NmeaDecoder
from command_vehicle.protocols.raw_log import RawChunk, RawLogReader, is_raw_log

CHUNK_BYTES = 65_536
STANDARD_INPUT = "-"
POLL_S = 0.2

_NEVER_OPENS = {
    LinkState.BUSY: ErrorCode.PORT_BUSY,
    LinkState.DENIED: ErrorCode.PORT_DENIED,
    LinkState.GONE: ErrorCode.PORT_GONE,
}


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `gnss` and its actions."""
    gnss = commands.add_parser("gnss", help="decode, watch and record GNSS receivers")
    actions = gnss.add_subparsers(dest="action", required=True)
    decode = actions.add_parser("decode", help="print the fix of every epoch of a recording")
    decode.add_argument("file", help="recording, or - for standard input")
    decode.set_defaults(run=decode_recording)
    ports = actions.add_parser("ports", help="list the serial ports; opens none of them")
    ports.set_defaults(run=list_ports)
    monitor = actions.add_parser("monitor", help="print the fix of every epoch as it comes")
    _add_port(monitor)
    monitor.set_defaults(run=monitor_port)
    record = actions.add_parser("record", help="write what a receiver sends to a file")
    _add_port(record)
    record.add_argument("file", type=Path, help="recording to write")
    record.add_argument(
        "--stamps",
        action="store_true",
        help="write a raw log with the time of every piece instead of bare bytes",
    )
    record.set_defaults(run=record_port)
    for action in (decode, ports, monitor, record):
        add_data_dir(action)


def _add_port(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("port", help="device path, or socket://, rfc2217://, gpsd://, file://")
    parser.add_argument("--baud", type=int, help="line speed (default: found by listening)")


def fix_record(fix: Fix) -> dict[str, object]:
    """A fix as every command prints it; what is absent is null."""
    point = fix.point
    return {
        "t": None if fix.time is None else _iso(fix.time),
        "tod": fix.tod_s,
        "lat": None if point is None else point.latitude_deg,
        "lon": None if point is None else point.longitude_deg,
        "alt": fix.altitude_msl_m,
        "speed": fix.speed_mps,
        "track": fix.course_true_deg,
        "mode": fix.mode.value,
        "valid": fix.is_valid,
        "quality": None if fix.quality is None else fix.quality.value,
        "hdop": fix.hdop,
        "sats_used": fix.satellites_used,
        "sats": [_satellite_record(satellite) for satellite in fix.satellites],
    }


def _iso(at: datetime) -> str:
    precision = "microseconds" if at.microsecond % 1000 else "milliseconds"
    return at.isoformat(timespec=precision).replace("+00:00", "Z")


def _satellite_record(satellite: Satellite) -> dict[str, object]:
    return {
        "gnss": satellite.constellation.value,
        "svid": satellite.svid,
        "elevation": satellite.elevation_deg,
        "azimuth": satellite.azimuth_deg,
        "cn0": satellite.cn0_dbhz,
        "used": satellite.used,
    }


def decode_recording(arguments: argparse.Namespace) -> int:
    """Print one object per epoch of a recording of any length."""
    decoder = NmeaDecoder(arguments.file, learns_last=False)
    for chunk in _unwrapped(_chunks(arguments.file)):
        for fix in decoder.feed(chunk, 0.0):
            emit(fix_record(fix))
    for fix in decoder.flush():
        emit(fix_record(fix))
    quality = decoder.quality
    say(
        f"{quality.sentence_count} sentences, {quality.checksum_errors} bad checksums, "
        f"{quality.garbage_bytes} other bytes"
    )
    return 0


def _chunks(name: str) -> Iterator[bytes]:
    if name == STANDARD_INPUT:
        yield from _read_all(sys.stdin.buffer)
        return
    try:
        with Path(name).open("rb") as recording:
            yield from _read_all(recording)
    except FileNotFoundError as error:
        raise InputError(ErrorCode.FILE_MISSING, path=name) from error
    except OSError as error:
        raise InputError(ErrorCode.FILE_UNREADABLE, path=name) from error


def _read_all(stream: BinaryIO) -> Iterator[bytes]:
    """Chunks as they come, so that a pipe is decoded while it is filled."""
    while chunk := os.read(stream.fileno(), CHUNK_BYTES):
        yield chunk


def _unwrapped(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """The receiver's bytes alone, of a raw log; any other recording as it is."""
    beginning = next(chunks, b"")
    reader = RawLogReader() if is_raw_log(beginning) else None
    for chunk in itertools.chain([beginning], chunks):
        if reader is None:
            yield chunk
        else:
            yield from (event.data for event in reader.feed(chunk) if isinstance(event, RawChunk))


def list_ports(_arguments: argparse.Namespace) -> int:
    """Print one object per port, likely receivers first."""
    for port in serial_ports.ports():
        usb = port.usb
        emit(
            {
                "port": port.device,
                "description": port.description,
                "usb": None if usb is None else usb.chip,
                "serial_number": None if usb is None else usb.serial_number,
                "holder": port.holder,
                "denied": port.use is PortUse.DENIED,
                "group": port.group,
                "likely": port.is_likely,
            }
        )
    return 0


def monitor_port(arguments: argparse.Namespace) -> int:
    """Print epochs until interrupted."""
    for report in _reports(arguments, None):
        if isinstance(report, Fix):
            emit(fix_record(report))
    return 0


class _ByteFile:
    """Bare bytes in a file."""

    def __init__(self, path: Path, file: BinaryIO) -> None:
        self._path = path
        self._file = file
        self.size_bytes = 0

    def write(self, data: bytes, _mono_s: float) -> None:
        """Keep bytes.

        Raises:
            StoreError: The disk is full, or refuses.
        """
        try:
            self._file.write(data)
        except OSError as error:
            raise disk_trouble(error, self._path) from error
        self.size_bytes += len(data)


def record_port(arguments: argparse.Namespace) -> int:
    """Write every byte of a receiver to a new file until interrupted, then say what came.

    Raises:
        InputError: The file exists already or cannot be written.
        StoreError: The disk is full, or refuses.
    """
    path: Path = arguments.file
    try:
        with path.open("xb", buffering=0) as file:
            if arguments.stamps:
                path.unlink()
                recorder = RawRecorder(path, _receiver(arguments), SystemClock())
                try:
                    sentences = _record(arguments, recorder)
                finally:
                    recorder.close()
                size_bytes = recorder.size_bytes
            else:
                bare = _ByteFile(path, file)
                sentences = _record(arguments, bare)
                size_bytes = bare.size_bytes
    except FileExistsError as error:
        raise InputError(ErrorCode.FILE_EXISTS, path=str(path)) from error
    except OSError as error:
        raise InputError(ErrorCode.FILE_UNWRITABLE, path=str(path)) from error
    emit({"file": str(path), "bytes": size_bytes, "sentences": sentences})
    return 0


def _record(arguments: argparse.Namespace, tap: Tap) -> int:
    """Record until interrupted; the answer is the number of sentences."""
    sentences = 0
    for report in _reports(arguments, tap):
        if isinstance(report, ReceiverLink):
            sentences = report.sentence_count
        elif isinstance(report, TapFailed):
            raise report.error
    return sentences


def _receiver(arguments: argparse.Namespace) -> ReceiverPort:
    return ReceiverPort(name=arguments.port, port=arguments.port, baud_bps=arguments.baud)


def _reports(arguments: argparse.Namespace, tap: Tap | None) -> Iterator[ReaderReport]:
    """Everything a reader says until the program is interrupted, or a recording is at its end.

    Raises:
        DeviceError: The port cannot be opened in the first place.
    """
    reports: queue.SimpleQueue[ReaderReport] = queue.SimpleQueue()
    reader = make_reader(_receiver(arguments), SystemClock(), reports.put)
    reader.record_to(tap)
    interrupted = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda _number, _frame: interrupted.set())
    reader.start()
    has_opened = False
    try:
        while not interrupted.is_set():
            try:
                report = reports.get(timeout=POLL_S)
            except queue.Empty:
                continue
            if isinstance(report, ReceiverLink):
                if not has_opened:
                    has_opened = report.link is LinkState.LISTENING
                    _insist(report)
                if report.link is LinkState.ENDED:
                    return
            yield report
    finally:
        reader.stop()
        reader.join()


def _insist(link: ReceiverLink) -> None:
    code = _NEVER_OPENS.get(link.link)
    if code is not None:
        details = {"holder": link.holder or "", "group": link.group or ""}
        raise DeviceError(code, port=link.port, **details)
