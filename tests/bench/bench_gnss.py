# SPDX-License-Identifier: Apache-2.0
"""How much faster the decoder is than any line, and how late a fix is on the screen."""

import importlib
import importlib.util
import io
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

import pynmea2
from PySide6.QtWidgets import QApplication

from command_vehicle.domain.geodesy import GeoPoint
from command_vehicle.protocols.nmea.decoder import NmeaDecoder
from command_vehicle.services.simulation.receiver import Route, SimulatedReceiver
from tests.support.gnss_soak import RATE_HZ, percentile, soak

Row = tuple[str, str, str]

EPOCHS = 1000
ROUNDS = 3
CHUNK_BYTES = 256
FASTEST_LINE_BPS = 921_600
BITS_PER_BYTE = 10
SOAK_S = 15.0
START = datetime(2026, 5, 4, 2, 0, tzinfo=UTC)


def _recording() -> bytes:
    corners = ((40.20, 101.90), (40.23, 101.90), (40.23, 101.96), (40.20, 101.90))
    route = Route([GeoPoint(latitude_deg=lat, longitude_deg=lon) for lat, lon in corners])
    receiver = SimulatedReceiver(route)
    return b"".join(
        receiver.epoch(number / 10, START + timedelta(seconds=number / 10))
        for number in range(EPOCHS)
    )


def _median_s(work: Callable[[], object]) -> float:
    took = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        work()
        took.append(time.perf_counter() - started)
    return median(took)


def _decode(recording: bytes) -> int:
    decoder = NmeaDecoder("bench")
    fixes = 0
    for start in range(0, len(recording), CHUNK_BYTES):
        fixes += len(decoder.feed(recording[start : start + CHUNK_BYTES], 0.0))
    return fixes


def _parse_bare(lines: list[str]) -> None:
    for line in lines:
        pynmea2.parse(line, check=True)


def _rival_rows(recording: bytes) -> list[Row]:
    """A reader of streams, where it is installed."""
    if importlib.util.find_spec("pynmeagps") is None:
        return []
    reader_type = importlib.import_module("pynmeagps").NMEAReader
    found = sum(1 for _ in reader_type(io.BytesIO(recording), quitonerror=0))
    took_s = _median_s(lambda: list(reader_type(io.BytesIO(recording), quitonerror=0)))
    return [("pynmeagps, stream", f"{found / took_s:,.0f} sentences/s", "makes no fix")]


def rows() -> list[Row]:
    """Decode ten receivers' worth of full constellations."""
    recording = _recording()
    lines = recording.decode("ascii").splitlines()
    fixes = _decode(recording)
    ours_s = _median_s(lambda: _decode(recording))
    bare_s = _median_s(lambda: _parse_bare(lines))
    line_s = len(recording) * BITS_PER_BYTE / FASTEST_LINE_BPS
    return [
        (
            "decode to fixes",
            f"{len(lines) / ours_s:,.0f} sentences/s",
            f"{line_s / ours_s:.0f} times a {FASTEST_LINE_BPS} bit/s line",
        ),
        (
            "bare pynmea2.parse(check=True)",
            f"{len(lines) / bare_s:,.0f} sentences/s",
            "finds no sentence in a stream, checks no field, makes no fix",
        ),
        *_rival_rows(recording),
        ("one epoch, 4 constellations", f"{ours_s / fixes * 1e3:.2f} ms", f"{fixes} epochs"),
        *_live_rows(),
    ]


def _live_rows() -> list[Row]:
    """From the wire to the state, with the Devices page open."""
    if sys.platform == "win32":
        return []
    application = QApplication.instance() or QApplication([])
    with tempfile.TemporaryDirectory() as folder:
        result = soak(Path(folder), SOAK_S, with_page=True)
    application.processEvents()
    lost = result.sentences_sent - result.sentences_decoded
    return [
        (
            f"last byte to state, {RATE_HZ} Hz, p50 / p95 / max",
            _milliseconds(result.latencies_s),
            f"{result.sentences_sent} sentences over a pseudo-terminal, {lost} lost",
        ),
        (
            "GUI thread late, p50 / p99 / max",
            _milliseconds(result.gui_late_s),
            "Devices page open",
        ),
    ]


def _milliseconds(values_s: list[float]) -> str:
    figures = (percentile(values_s, 0.5), percentile(values_s, 0.95), max(values_s))
    return " / ".join(f"{value * 1e3:.1f}" for value in figures) + " ms"
