# SPDX-License-Identifier: Apache-2.0
"""What a checked NMEA sentence says, in SI units; what it does not say is None."""

from dataclasses import dataclass
from datetime import date

from command_vehicle.domain.geodesy import GeoPoint
from command_vehicle.domain.positioning import (
    AccuracyBasis,
    FixMode,
    FixQuality,
    Satellite,
)
from command_vehicle.protocols.nmea.satellites import SatelliteKey


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionSentence:
    """GGA, RMC, GNS or GLL.

    Attributes:
        address: Talker and type, for example `GNGGA`.
        tod_s: UTC seconds of the day.
        has_fix: What the receiver says about itself; None when it says nothing readable.
        point: WGS-84; None when absent or unreadable.
        day: UTC date, RMC only.
        quality: GGA only, or read from the mode letters of GNS.
        satellites_used: GGA and GNS.
        hdop: GGA and GNS.
        altitude_msl_m: GGA and GNS.
        geoid_separation_m: GGA and GNS.
        speed_mps: RMC.
        course_true_deg: RMC, 0 <= course < 360.
        form: How it is written: digits of the coordinates, `!` for an unreadable field. A receiver
            keeps its form, damage does not.
    """

    address: str
    tod_s: float | None
    has_fix: bool | None
    point: GeoPoint | None
    day: date | None = None
    quality: FixQuality | None = None
    satellites_used: int | None = None
    hdop: float | None = None
    altitude_msl_m: float | None = None
    geoid_separation_m: float | None = None
    speed_mps: float | None = None
    course_true_deg: float | None = None
    form: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActiveSatellites:
    """GSA: what one system, or all of them, contribute to the fix."""

    address: str
    system_id: str | None
    mode: FixMode | None
    used: tuple[SatelliteKey, ...]
    hdop: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SatellitesInView:
    """GSV: one of `total` sentences of a series; a series is one talker and one signal."""

    address: str
    signal_id: str | None
    system_id: str | None
    total: int | None
    number: int | None
    satellites: tuple[Satellite, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorEstimate:
    """GST or GBS: horizontal error, one sigma, metres."""

    address: str
    basis: AccuracyBasis
    tod_s: float | None
    horizontal_m: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Velocity:
    """VTG: over ground."""

    address: str
    speed_mps: float | None
    course_true_deg: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DateAndTime:
    """ZDA."""

    address: str
    tod_s: float | None
    day: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """HDT or THS: where the bow points, degrees from true north."""

    address: str
    heading_true_deg: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiverText:
    """TXT: words of the receiver's own, uncut."""

    address: str
    text: str


Sentence = (
    PositionSentence
    | ActiveSatellites
    | SatellitesInView
    | ErrorEstimate
    | Velocity
    | DateAndTime
    | Heading
    | ReceiverText
)
