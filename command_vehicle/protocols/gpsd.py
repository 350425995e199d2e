# SPDX-License-Identifier: Apache-2.0
"""The client side of gpsd's JSON protocol, version 3: lines in, fixes out.

gpsd has decoded the receiver already; what is left is to take its words one at a time, as carefully
as any other wire. A report that gives no value for a thing leaves the thing out (a TPV in mode 1
has no `lat`); such a value is None here. Velocity and position in the ECEF frame, magnetic
variation and gpsd's own error estimates (`epx`, `eph`: "certainty unknown") are not used: accuracy
rests on GST where gpsd passes it on, else on the dilution, as for a receiver on a serial line.

gpsd reports an epoch whenever it has learned something new about it, so several fixes may carry the
same time; each holds all that is known by then. Its time is UTC with the date; the moment at which
the receiver began to speak is not passed on, so a fix from gpsd says nothing about the PC clock.

See gpsd_json(5). There is no clock in here: the caller stamps arrival.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final

from command_vehicle.domain.geodesy import MAX_LATITUDE_DEG, MAX_LONGITUDE_DEG, GeoPoint
from command_vehicle.domain.positioning import (
    AccuracyBasis,
    Constellation,
    Fix,
    FixMode,
    FixQuality,
    Satellite,
)
from command_vehicle.protocols.nmea.epoch import hdop_accuracy_m
from command_vehicle.protocols.nmea.epochs import EARLIEST_DATE
from command_vehicle.protocols.nmea.plausibility import jump_m
from command_vehicle.protocols.nmea.satellites import SatelliteKey, identify

MAX_LINE_BYTES: Final = 65_536
"""A SKY of every constellation takes about 8 kB."""
SKY_LASTS_S: Final = 15.0
GST_LASTS_S: Final = 2.0

_QUALITY_OF_STATUS: Final = {
    2: FixQuality.DIFFERENTIAL,
    3: FixQuality.RTK_FIXED,
    4: FixQuality.RTK_FLOAT,
    5: FixQuality.ESTIMATED,
    6: FixQuality.ESTIMATED,
    7: FixQuality.MANUAL,
    8: FixQuality.SIMULATOR,
    9: FixQuality.PPS,
}
"""TPV `status`; gpsd leaves it out for an ordinary fix."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GpsdVersion:
    """What gpsd says when somebody connects."""

    release: str
    protocol: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GpsdDevice:
    """A receiver that gpsd reads.

    Attributes:
        path: Its port.
        driver: The language it speaks; None while gpsd has not found out.
        baud_bps: Line speed; None unknown.
    """

    path: str
    driver: str | None
    baud_bps: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GpsdDevices:
    """All receivers that gpsd reads now; empty when it has none."""

    devices: tuple[GpsdDevice, ...]


@dataclass(frozen=True, slots=True)
class GpsdError:
    """gpsd refuses something."""

    message: str


@dataclass(frozen=True, slots=True)
class GpsdSentence:
    """A sentence of the receiver as gpsd passes it on, for whoever wants to look at it."""

    text: str


@dataclass(frozen=True, slots=True)
class GpsdNonsense:
    """Bytes that are no report."""

    dropped_bytes: int


GpsdEvent = Fix | GpsdVersion | GpsdDevices | GpsdError | GpsdSentence | GpsdNonsense

Report = Mapping[str, object]


def watch_command(device: str | None = None) -> bytes:
    """Ask for reports and for raw sentences, of one device or of all."""
    wanted: dict[str, object] = {"enable": True, "json": True, "nmea": True}
    if device is not None:
        wanted["device"] = device
    return f"?WATCH={json.dumps(wanted, separators=(',', ':'))};\n".encode()


class GpsdDecoder:
    """One per connection.

    Args:
        source: Name of the receiver, put into every fix.
    """

    def __init__(self, source: str) -> None:
        self._source = source
        self._buffer = bytearray()
        self._is_overlong = False
        self._satellites: tuple[Satellite, ...] = ()
        self._hdop: float | None = None
        self._used_count: int | None = None
        self._sky_mono_s = -math.inf
        self._gst_m: float | None = None
        self._gst_mono_s = -math.inf
        self._last: Fix | None = None

    @property
    def buffered_bytes(self) -> int:
        """Bytes that wait for the rest of their line; never more than `MAX_LINE_BYTES`."""
        return len(self._buffer)

    def feed(self, data: bytes, arrival_mono_s: float) -> list[GpsdEvent]:
        """Everything that these bytes complete, in order."""
        events: list[GpsdEvent] = []
        for piece in data.splitlines(keepends=True):
            self._buffer += piece
            if piece.endswith((b"\n", b"\r")):
                line = bytes(self._buffer).strip()
                self._buffer.clear()
                if line and not self._is_overlong:
                    events += self._take_line(line, arrival_mono_s)
                self._is_overlong = False
            elif len(self._buffer) > MAX_LINE_BYTES:
                events.append(GpsdNonsense(len(self._buffer)))
                self._buffer.clear()
                self._is_overlong = True
        return events

    def _take_line(self, line: bytes, arrival_mono_s: float) -> list[GpsdEvent]:
        if line[:1] in {b"$", b"!"}:
            return [GpsdSentence(line.decode("ascii", errors="replace"))]
        report = _report(line)
        kind = None if report is None else report.get("class")
        if report is None or not isinstance(kind, str):
            return [GpsdNonsense(len(line))]
        if kind == "TPV":
            return [self._fix(report, arrival_mono_s)]
        if kind == "SKY":
            self._see(report, arrival_mono_s)
        elif kind == "GST":
            north_m, east_m = _number(report, "lat", 0, 1e5), _number(report, "lon", 0, 1e5)
            self._gst_m = None if north_m is None or east_m is None else math.hypot(north_m, east_m)
            self._gst_mono_s = arrival_mono_s
        event = _about_gpsd(kind, report)
        return [] if event is None else [event]

    def _see(self, report: Report, arrival_mono_s: float) -> None:
        self._hdop = _number(report, "hdop", 0, 100)
        used = _number(report, "uSat", 0, 199)
        rows = report.get("satellites")
        if isinstance(rows, list):
            self._satellites = _satellites(rows)
            counted = sum(satellite.used for satellite in self._satellites)
            self._used_count = counted if used is None else round(used)
            self._sky_mono_s = arrival_mono_s

    def _fix(self, report: Report, arrival_mono_s: float) -> Fix:
        mode = _number(report, "mode", 0, 3)
        point = _point(report) if mode is not None and mode >= FixMode.FIX_2D else None
        at = _time(report.get("time"))
        has_sky = arrival_mono_s - self._sky_mono_s <= SKY_LASTS_S
        quality = _quality(report) if point is not None else FixQuality.INVALID
        fix = Fix(
            source=self._source,
            arrived_mono_s=arrival_mono_s,
            time=at,
            tod_s=None if at is None else round(at.timestamp() % 86_400, 6),
            point=point,
            mode=FixMode.NONE if point is None or mode is None else FixMode(round(mode)),
            quality=quality,
            satellites_used=self._used_count if has_sky else None,
            satellites=self._satellites if has_sky else (),
            hdop=self._hdop if has_sky else None,
            date_suspect=at is not None and at.date() < EARLIEST_DATE,
        )
        if point is None:
            return fix
        fix = self._with_motion(fix, report, arrival_mono_s)
        excess_m = None if self._last is None else jump_m(self._last, fix)
        self._last = fix
        return replace(fix, jump_m=excess_m)

    def _with_motion(self, fix: Fix, report: Report, arrival_mono_s: float) -> Fix:
        accuracy_m, basis = self._gst_m, AccuracyBasis.GST
        if accuracy_m is None or arrival_mono_s - self._gst_mono_s > GST_LASTS_S:
            accuracy_m, basis = hdop_accuracy_m(fix.quality, fix.hdop), AccuracyBasis.HDOP
        altitude_msl_m = _number(report, "altMSL", -1500, 50_000)
        course_deg = _number(report, "track", 0, 360)
        return replace(
            fix,
            altitude_msl_m=_number(report, "alt", -1500, 50_000)
            if altitude_msl_m is None
            else altitude_msl_m,
            geoid_separation_m=_number(report, "geoidSep", -200, 200),
            speed_mps=_number(report, "speed", 0, 600),
            course_true_deg=None if course_deg is None else course_deg % 360.0,
            accuracy_m=accuracy_m,
            accuracy_basis=None if accuracy_m is None else basis,
        )


def _report(line: bytes) -> Report | None:
    """The JSON object in a line; a number that is none becomes None."""
    try:
        parsed = json.loads(line, parse_constant=lambda _name: None)
    except (ValueError, RecursionError):
        return None
    return parsed if isinstance(parsed, dict) else None


def _number(report: Report, name: str, low: float, high: float) -> float | None:
    value = report.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if low <= value <= high else None


def _text(report: Report, name: str) -> str | None:
    value = report.get(name)
    return value if isinstance(value, str) else None


def _time(value: object) -> datetime | None:
    if not isinstance(value, str):
        return None
    try:
        at = datetime.fromisoformat(value)
    except ValueError:
        return None
    return None if at.tzinfo is None else at.astimezone(UTC)


def _point(report: Report) -> GeoPoint | None:
    latitude_deg = _number(report, "lat", -MAX_LATITUDE_DEG, MAX_LATITUDE_DEG)
    longitude_deg = _number(report, "lon", -MAX_LONGITUDE_DEG, MAX_LONGITUDE_DEG)
    if latitude_deg is None or longitude_deg is None:
        return None
    return GeoPoint(latitude_deg=latitude_deg, longitude_deg=longitude_deg)


def _quality(report: Report) -> FixQuality:
    status = _number(report, "status", 0, 9)
    return _QUALITY_OF_STATUS.get(int(status or 0), FixQuality.AUTONOMOUS)


def _satellites(rows: list[object]) -> tuple[Satellite, ...]:
    """By constellation and number; of several signals of one satellite the strongest."""
    best: dict[SatelliteKey, Satellite] = {}
    for row in rows:
        satellite = _satellite(row) if isinstance(row, dict) else None
        if satellite is None:
            continue
        key = (satellite.constellation, satellite.svid)
        known = best.get(key)
        if known is None or (satellite.cn0_dbhz or 0.0) > (known.cn0_dbhz or 0.0):
            used = satellite.used or (known is not None and known.used)
            best[key] = replace(satellite, used=used)
        elif satellite.used:
            best[key] = replace(known, used=True)
    return tuple(best[key] for key in sorted(best))


def _satellite(row: Report) -> Satellite | None:
    """One of SKY; before gpsd 3.19 they come with a PRN alone."""
    system, svid = _number(row, "gnssid", 0, max(Constellation)), _number(row, "svid", 1, 999)
    if system is not None and svid is not None:
        key: SatelliteKey | None = (Constellation(round(system)), round(svid))
    else:
        prn = _number(row, "PRN", 1, 999)
        key = None if prn is None else identify(round(prn), None)
    if key is None:
        return None
    strength_dbhz = _number(row, "ss", 0, 99)
    return Satellite(
        constellation=key[0],
        svid=key[1],
        elevation_deg=_number(row, "el", -90, 90),
        azimuth_deg=_number(row, "az", 0, 360),
        cn0_dbhz=strength_dbhz or None,
        used=row.get("used") is True,
    )


def _about_gpsd(kind: str, report: Report) -> GpsdEvent | None:
    """What is said about gpsd itself; None for a report about anything else."""
    if kind == "VERSION":
        parts = [_number(report, name, 0, 999) for name in ("proto_major", "proto_minor")]
        protocol = ".".join("?" if part is None else f"{part:.0f}" for part in parts)
        return GpsdVersion(release=_text(report, "release") or "?", protocol=protocol)
    if kind == "ERROR":
        return GpsdError(_text(report, "message") or "")
    if kind == "DEVICES":
        rows = report.get("devices")
        found = [_device(row) for row in rows] if isinstance(rows, list) else []
        return GpsdDevices(devices=tuple(device for device in found if device is not None))
    if kind == "DEVICE":
        device = _device(report)
        return None if device is None else GpsdDevices(devices=(device,))
    return None


def _device(row: object) -> GpsdDevice | None:
    if not isinstance(row, dict):
        return None
    path = _text(row, "path")
    speed = _number(row, "bps", 1, 10_000_000)
    if path is None or not (row.get("activated") or row.get("driver")):
        return None
    return GpsdDevice(
        path=path,
        driver=_text(row, "driver"),
        baud_bps=None if speed is None else round(speed),
    )
