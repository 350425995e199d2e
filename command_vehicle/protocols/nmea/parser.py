# SPDX-License-Identifier: Apache-2.0
"""Reads one NMEA sentence into typed values or None, never "raw text if it failed".

pynmea2 knows where each field of a sentence stands; its values are not used, because they are lazy,
untyped on failure and generous (an empty latitude is 0.0, a fix of mode N is valid, a signal id is
a satellite). Every field goes through `fields` instead, and satellites through
`satellites`. The framer has verified the checksum before a sentence gets here.

Layouts: NMEA 0183 v2.0 to v4.11, §8.3.
"""

import math
import re
from collections.abc import Callable
from datetime import date
from typing import Final, TypeVar

import pynmea2

from command_vehicle.domain.geodesy import GeoPoint
from command_vehicle.domain.positioning import (
    AccuracyBasis,
    Constellation,
    FixMode,
    FixQuality,
    Satellite,
)
from command_vehicle.protocols.nmea import fields
from command_vehicle.protocols.nmea.satellites import identify, named_constellation
from command_vehicle.protocols.nmea.sentences import (
    ActiveSatellites,
    DateAndTime,
    ErrorEstimate,
    Heading,
    PositionSentence,
    ReceiverText,
    SatellitesInView,
    Sentence,
    Velocity,
)

MAX_SPEED_MPS = 600.0
MAX_ALTITUDE_M = 50_000.0
MIN_ALTITUDE_M = -1_500.0
MAX_SEPARATION_M = 200.0
MAX_ERROR_M = 100_000.0
MAX_DOP = 100.0
METRES_PER_FOOT = 0.3048

_FRAME: Final = re.compile(r"\$([A-Z]{2})([A-Z]{3}),(.*)\*[0-9A-Fa-f]{2}", re.DOTALL)
_NOT_SATELLITE_NAVIGATION: Final = frozenset({"LC", "DE", "OM", "TR"})
"""Loran, Decca, Omega, Transit: their positions are not ours."""
_QUECTEL: Final = "PQ"
_MODES_WITH_FIX: Final = "ADFPREMS"
_QUALITY_OF_MODE: Final = {
    "R": FixQuality.RTK_FIXED,
    "F": FixQuality.RTK_FLOAT,
    "P": FixQuality.PPS,
    "D": FixQuality.DIFFERENTIAL,
    "A": FixQuality.AUTONOMOUS,
    "E": FixQuality.ESTIMATED,
    "M": FixQuality.MANUAL,
    "S": FixQuality.SIMULATOR,
}
"""Mode letters of GNS and RMC, the best one first."""

Read = TypeVar("Read")


class _Row:
    """Fields of one sentence, and whether any of them was filled but unreadable."""

    def __init__(self, address: str, data: list[str], index: dict[str, int]) -> None:
        self.address = address
        self.data = data
        self.is_damaged = False
        self._index = index

    def text(self, name: str) -> str:
        """As sent; empty when the sentence is too short."""
        return self.at(self._index[name])

    def at(self, place: int) -> str:
        """The field at `place`, for those that no table names."""
        return self.data[place] if place < len(self.data) else ""

    def number(self, name: str, low: float, high: float) -> float | None:
        """A decimal number within limits."""
        return self._judge(self.text(name), fields.number(self.text(name), low, high))

    def integer(self, name: str, low: int, high: int) -> int | None:
        """A whole number within limits."""
        return self._judge(self.text(name), fields.integer(self.text(name), low, high))

    def tod_s(self) -> float | None:
        """Field `timestamp`."""
        text = self.text("timestamp")
        return self._judge(text, fields.time_of_day_s(text))

    def day(self, name: str) -> date | None:
        """A date as `ddmmyy`."""
        return self._judge(self.text(name), fields.short_date(self.text(name)))

    def letter(self, name: str, allowed: str) -> str | None:
        """One of the allowed letters."""
        text = self.text(name)
        return self._judge(text, text if len(text) == 1 and text in allowed else None)

    def course_true_deg(self, name: str) -> float | None:
        """An angle from true north; 360 is 0."""
        value = self.number(name, 0.0, 360.0)
        return None if value is None else value % 360.0

    def speed_mps(self, name: str, unit_mps: float) -> float | None:
        """A speed that was sent in a unit of so many metres per second."""
        value = self.number(name, 0.0, MAX_SPEED_MPS / unit_mps)
        return None if value is None else value * unit_mps

    def point(self) -> GeoPoint | None:
        """The four position fields."""
        parts = [self.text(name) for name in ("lat", "lat_dir", "lon", "lon_dir")]
        return self._judge("".join(parts), fields.point(*parts))

    def form(self) -> str:
        """See `PositionSentence.form`."""
        mark = "!" if self.is_damaged else ""
        return f"{len(self.text('lat'))}/{len(self.text('lon'))}/{len(self.data)}{mark}"

    def expect_fields(self, fewest: int, most: int) -> None:
        """A sentence that lost or gained commas is damaged, whatever its checksum says."""
        self.is_damaged |= not fewest <= len(self.data) <= most

    def _judge(self, text: str, value: Read | None) -> Read | None:
        self.is_damaged |= value is None and text.strip() != ""
        return value


def _gga(row: _Row) -> Sentence:
    row.expect_fields(10, 16)
    quality = row.integer("gps_qual", 0, 8)
    altitude = row.number("altitude", MIN_ALTITUDE_M, MAX_ALTITUDE_M)
    metres = METRES_PER_FOOT if row.letter("altitude_units", "MFf") in {"F", "f"} else 1.0
    row.letter("geo_sep_units", "MFf")
    return PositionSentence(
        address=row.address,
        tod_s=row.tod_s(),
        has_fix=None if quality is None else quality > 0,
        point=row.point(),
        quality=None if quality is None else FixQuality(quality),
        satellites_used=row.integer("num_sats", 0, 199),
        hdop=row.number("horizontal_dil", 0.0, MAX_DOP),
        altitude_msl_m=None if altitude is None else altitude * metres,
        geoid_separation_m=row.number("geo_sep", -MAX_SEPARATION_M, MAX_SEPARATION_M),
        form=row.form(),
    )


def _status_and_mode(status: str | None, mode: str | None) -> bool | None:
    """RMC and GLL: valid is status A and a mode other than N, which came with v2.3.

    The navigational status of v4.10 behind it says "not approved for safety of life", which holds
    for every receiver in a car; it says nothing about the fix.
    """
    if status is None:
        return None
    return status == "A" and mode != "N"


def _rmc(row: _Row) -> Sentence:
    row.expect_fields(9, 14)
    mode = row.letter("mode_indicator", "N" + _MODES_WITH_FIX)
    return PositionSentence(
        address=row.address,
        tod_s=row.tod_s(),
        has_fix=_status_and_mode(row.letter("status", "AV"), mode),
        point=row.point(),
        day=row.day("datestamp"),
        speed_mps=row.speed_mps("spd_over_grnd", fields.MPS_PER_KNOT),
        course_true_deg=row.course_true_deg("true_course"),
        form=row.form(),
    )


def _gll(row: _Row) -> Sentence:
    row.expect_fields(5, 8)
    mode = row.letter("faa_mode", "N" + _MODES_WITH_FIX)
    return PositionSentence(
        address=row.address,
        tod_s=row.tod_s(),
        has_fix=_status_and_mode(row.letter("status", "AV"), mode),
        point=row.point(),
        form=row.form(),
    )


def _gns(row: _Row) -> Sentence:
    row.expect_fields(8, 14)
    modes = set(row.text("mode_indicator"))
    row.is_damaged |= not modes <= set("N" + _MODES_WITH_FIX)
    best = next((letter for letter in _QUALITY_OF_MODE if letter in modes), None)
    return PositionSentence(
        address=row.address,
        tod_s=row.tod_s(),
        has_fix=best is not None if modes else None,
        point=row.point(),
        quality=None if best is None else _QUALITY_OF_MODE[best],
        satellites_used=row.integer("num_sats", 0, 199),
        hdop=row.number("hdop", 0.0, MAX_DOP),
        altitude_msl_m=row.number("altitude", MIN_ALTITUDE_M, MAX_ALTITUDE_M),
        geoid_separation_m=row.number("geo_sep", -MAX_SEPARATION_M, MAX_SEPARATION_M),
        form=row.form(),
    )


def _gsa(row: _Row) -> Sentence:
    """GSA. The dilutions stand behind 12 satellites, or behind 24 (CH-4701)."""
    dops_at = _WIDE_GSA_DOPS_AT if len(row.data) >= _WIDE_GSA_DOPS_AT else _GSA_DOPS_AT
    system_id = _ID.get(row.at(dops_at + 3))
    named = named_constellation(row.address[:2], system_id)
    numbers = (fields.integer(text, 1, 999) for text in row.data[2:dops_at])
    satellites = (identify(number, named) for number in numbers if number is not None)
    mode = fields.integer(row.at(1), 1, 3)
    return ActiveSatellites(
        address=row.address,
        system_id=system_id,
        mode=None if mode is None else FixMode(mode),
        used=tuple(satellite for satellite in satellites if satellite is not None),
        hdop=fields.number(row.at(dops_at + 1), 0.0, MAX_DOP),
    )


def _gsv(row: _Row) -> Sentence:
    """GSV: four fields a satellite; one left over is the signal id, two are signal and system id.

    Three left over are a last satellite whose empty C/N0 was sent without its comma (SiRF).
    """
    rest = row.data[3:]
    left_over = len(rest) % 4
    ids = [_ID.get(text) for text in rest[-left_over:]] if left_over in {1, 2} else []
    signal_id, system_id = [*ids, None, None][:2]
    named = named_constellation(row.address[:2], system_id)
    groups = range(0, len(rest) - len(ids), 4)
    satellites = (_satellite([*rest[at : at + 4], ""], named) for at in groups)
    return SatellitesInView(
        address=row.address,
        signal_id=signal_id,
        system_id=system_id,
        total=row.integer("num_messages", 1, 99),
        number=row.integer("msg_num", 1, 99),
        satellites=tuple(satellite for satellite in satellites if satellite is not None),
    )


def _satellite(group: list[str], named: Constellation | None) -> Satellite | None:
    number = fields.integer(group[0], 1, 999)
    key = None if number is None else identify(number, named)
    if key is None:
        return None
    return Satellite(
        constellation=key[0],
        svid=key[1],
        elevation_deg=fields.number(group[1], -90.0, 90.0),
        azimuth_deg=fields.number(group[2], 0.0, 360.0),
        cn0_dbhz=fields.number(group[3], 0.0, 99.0),
    )


def _horizontal_m(north_m: float | None, east_m: float | None) -> float | None:
    return None if north_m is None or east_m is None else math.hypot(north_m, east_m)


def _gst(row: _Row) -> Sentence:
    north_m = row.number("std_dev_latitude", 0.0, MAX_ERROR_M)
    east_m = row.number("std_dev_longitude", 0.0, MAX_ERROR_M)
    return ErrorEstimate(
        address=row.address,
        basis=AccuracyBasis.GST,
        tod_s=row.tod_s(),
        horizontal_m=_horizontal_m(north_m, east_m),
    )


def _gbs(row: _Row) -> Sentence:
    north_m = row.number("lat_err", 0.0, MAX_ERROR_M)
    east_m = row.number("lon_err", 0.0, MAX_ERROR_M)
    return ErrorEstimate(
        address=row.address,
        basis=AccuracyBasis.GBS,
        tod_s=row.tod_s(),
        horizontal_m=_horizontal_m(north_m, east_m),
    )


def _vtg(row: _Row) -> Sentence:
    if len(row.data) <= len(_OLD_VTG) and row.at(1) != "T":
        row = _Row(row.address, row.data, _OLD_VTG)
    elif row.text("faa_mode") == "N":
        return Velocity(address=row.address, speed_mps=None, course_true_deg=None)
    speed_mps = row.speed_mps("spd_over_grnd_kts", fields.MPS_PER_KNOT)
    if speed_mps is None:
        speed_mps = row.speed_mps("spd_over_grnd_kmph", fields.MPS_PER_KMH)
    return Velocity(
        address=row.address,
        speed_mps=speed_mps,
        course_true_deg=row.course_true_deg("true_track"),
    )


def _zda(row: _Row) -> Sentence:
    """ZDA. A BeiDou RDSS terminal puts a mode digit in front, which is no time of day."""
    day = fields.long_date(row.text("day"), row.text("month"), row.text("year"))
    return DateAndTime(address=row.address, tod_s=row.tod_s(), day=day)


def _heading(row: _Row) -> Sentence:
    is_invalid = row.at(1) == "V"
    heading_deg = None if is_invalid else row.course_true_deg("heading")
    return Heading(address=row.address, heading_true_deg=heading_deg)


def _txt(row: _Row) -> Sentence:
    return ReceiverText(address=row.address, text=",".join(row.data[3:]))


_ID: Final = {digit: digit.upper() for digit in "0123456789ABCDEFabcdef"}
"""System and signal ids are one hexadecimal digit."""
_GSA_DOPS_AT: Final = 14
_WIDE_GSA_DOPS_AT: Final = 26
_OLD_VTG: Final = {
    "true_track": 0,
    "mag_track": 1,
    "spd_over_grnd_kts": 2,
    "spd_over_grnd_kmph": 3,
}
"""VTG before NMEA 0183 v2.0: four values without unit letters."""
_THS: Final = {"heading": 0, "mode": 1}
"""A sentence that pynmea2 does not know."""

_READERS: Final[dict[str, Callable[[_Row], Sentence]]] = {
    "GGA": _gga,
    "RMC": _rmc,
    "GNS": _gns,
    "GLL": _gll,
    "GSA": _gsa,
    "GSV": _gsv,
    "GST": _gst,
    "GBS": _gbs,
    "VTG": _vtg,
    "ZDA": _zda,
    "HDT": _heading,
    "THS": _heading,
    "TXT": _txt,
}


def parse(text: str) -> Sentence | None:
    """Read a sentence that the framer found good; None when it is not one of ours.

    The address must match as a whole: `$GNGGAH` (a second antenna) is no GGA, and a talker that
    starts with P is a maker's own sentence, except Quectel's `PQ`.
    """
    match = _FRAME.fullmatch(text)
    if match is None:
        return None
    talker, kind, data = match[1], match[2], match[3]
    reader = _READERS.get(kind)
    is_proprietary = talker[0] == "P" and talker != _QUECTEL
    if reader is None or is_proprietary or talker in _NOT_SATELLITE_NAVIGATION:
        return None
    row = _lay_out(talker + kind, kind, data)
    return None if row is None else reader(row)


def _lay_out(address: str, kind: str, data: str) -> _Row | None:
    if kind == "THS":
        return _Row(address, data.split(","), _THS)
    try:
        message = pynmea2.parse(f"GN{kind},{data}")
    except pynmea2.ParseError:
        return None
    return _Row(address, message.data, message.name_to_idx)
