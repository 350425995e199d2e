# SPDX-License-Identifier: Apache-2.0
"""One epoch: everything that carries the same UTC time of day, made into one `Fix`.

Position from the valid ones among GGA, GNS, RMC and GLL, in this order; altitude, quality and
satellites used from GGA or GNS; speed and course from RMC, else VTG; 2D or 3D from GSA; accuracy
from GST, else GBS, else the dilution. When one sentence says "valid" and another "no fix" of the
same instant, there is no fix: a position that the receiver itself warns of is not shown as one.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from command_vehicle.domain.geodesy import GeoPoint
from command_vehicle.domain.positioning import AccuracyBasis, Fix, FixMode, FixQuality, Satellite
from command_vehicle.protocols.nmea.fields import SECONDS_PER_DAY, seconds_between
from command_vehicle.protocols.nmea.sentences import (
    ActiveSatellites,
    ErrorEstimate,
    PositionSentence,
    Velocity,
)

SAME_TIME_S = 0.0099
"""Sentences less than 10 ms apart differ by rounding only."""
MAX_USEFUL_DOP = 50.0
"""Receivers without an answer send 99.99."""

_ORDER = ("GGA", "GNS", "RMC", "GLL")
_USER_RANGE_ERROR_M = {
    FixQuality.DIFFERENTIAL: 1.5,
    FixQuality.PPS: 1.5,
    FixQuality.RTK_FIXED: 0.02,
    FixQuality.RTK_FLOAT: 0.3,
    FixQuality.ESTIMATED: 10.0,
}
_AUTONOMOUS_RANGE_ERROR_M = 4.0
"""One sigma of one pseudo-range in one frequency; times HDOP it is a horizontal accuracy."""


@dataclass(slots=True)
class Epoch:
    """Sentences of one instant, newest word of each talker and type.

    Attributes:
        tod_s: UTC seconds of the day; None while the receiver knows no time.
        started_mono_s: When its first sentence arrived.
        arrived_mono_s: When its last sentence so far arrived.
        positions: By address.
        unfamiliar: Addresses among them that do not look like this receiver's.
    """

    tod_s: float | None
    started_mono_s: float
    arrived_mono_s: float
    positions: dict[str, PositionSentence] = field(default_factory=dict)
    unfamiliar: set[str] = field(default_factory=set)
    velocity: Velocity | None = None
    errors: dict[AccuracyBasis, ErrorEstimate] = field(default_factory=dict)
    mode: FixMode | None = None
    gsa_hdop: float | None = None
    heading_true_deg: float | None = None

    def is_at(self, tod_s: float | None) -> bool:
        """Whether a sentence with this time belongs to this epoch; never without a time."""
        if self.tod_s is None or tod_s is None:
            return False
        if (self.tod_s >= SECONDS_PER_DAY) != (tod_s >= SECONDS_PER_DAY):
            return False  # A leap second and the midnight behind it are two instants.
        return abs(seconds_between(self.tod_s, tod_s)) <= SAME_TIME_S

    def add_active(self, sentence: ActiveSatellites) -> None:
        """The best of several GSA counts."""
        if sentence.mode is not None:
            self.mode = max(self.mode or FixMode.NONE, sentence.mode)
        if sentence.hdop is not None:
            self.gsa_hdop = sentence.hdop

    def witnesses(self) -> list[PositionSentence]:
        """Sentences that give a position, the best first; empty without a fix.

        A position without a time is none: nobody could tell how old it is. Unfamiliar ones count
        only while there are no others.
        """
        giving = [
            sentence
            for sentence in self.positions.values()
            if sentence.has_fix and sentence.point and self.tod_s is not None
        ]
        familiar = [sentence for sentence in giving if sentence.address not in self.unfamiliar]
        giving = familiar or giving
        if any(_is_denied_by(sentence, giving) for sentence in self.positions.values()):
            return []
        return sorted(giving, key=_rank)


def _rank(sentence: PositionSentence) -> tuple[int, bool]:
    return _ORDER.index(sentence.address[2:]), not sentence.address.startswith("GN")


def _is_denied_by(sentence: PositionSentence, giving: list[PositionSentence]) -> bool:
    """Whether `sentence` says "no fix"; one constellation's silence does not overrule another."""
    if sentence.has_fix is not False:
        return False
    return all(other.address[2:] != sentence.address[2:] for other in giving)


def compose(
    epoch: Epoch,
    witnesses: list[PositionSentence],
    *,
    source: str,
    day: date | None,
    satellites: tuple[Satellite, ...],
) -> Fix:
    """The fix of an epoch; its point is None when it has no witnesses."""
    told = witnesses or sorted(epoch.positions.values(), key=_rank)
    best = next((sentence for sentence in told if sentence.quality is not None), None)
    quality = None if best is None else best.quality
    used = [sentence.satellites_used for sentence in told if sentence.satellites_used is not None]
    hdop = _first([sentence.hdop for sentence in told], epoch.gsa_hdop)
    point = witnesses[0].point if witnesses else None
    altitude = _first([sentence.altitude_msl_m for sentence in witnesses])
    accuracy_m, basis = _accuracy(epoch, quality, hdop) if point is not None else (None, None)
    return Fix(
        source=source,
        arrived_mono_s=epoch.arrived_mono_s,
        started_mono_s=epoch.started_mono_s,
        time=_instant(day, epoch.tod_s),
        tod_s=epoch.tod_s,
        point=point,
        mode=_mode(epoch.mode, point, altitude),
        quality=quality,
        altitude_msl_m=altitude,
        geoid_separation_m=_first([sentence.geoid_separation_m for sentence in witnesses]),
        speed_mps=_speed_mps(epoch, witnesses),
        course_true_deg=_course_true_deg(epoch, witnesses),
        heading_true_deg=epoch.heading_true_deg,
        hdop=hdop,
        accuracy_m=accuracy_m,
        accuracy_basis=basis,
        satellites_used=max(used, default=None),
        satellites=satellites,
    )


def _first(values: list[float | None], otherwise: float | None = None) -> float | None:
    return next((value for value in values if value is not None), otherwise)


def _instant(day: date | None, tod_s: float | None) -> datetime | None:
    if day is None or tod_s is None:
        return None
    return datetime.combine(day, time(), tzinfo=UTC) + timedelta(seconds=tod_s)


def _mode(heard: FixMode | None, point: GeoPoint | None, altitude: float | None) -> FixMode:
    """As GSA says; without a word of GSA, a height makes three dimensions."""
    if point is None:
        return FixMode.NONE
    if heard is not None and heard is not FixMode.NONE:
        return heard
    return FixMode.FIX_2D if altitude is None else FixMode.FIX_3D


def _speed_mps(epoch: Epoch, witnesses: list[PositionSentence]) -> float | None:
    if not witnesses:
        return None
    otherwise = None if epoch.velocity is None else epoch.velocity.speed_mps
    return _first([sentence.speed_mps for sentence in witnesses], otherwise)


def _course_true_deg(epoch: Epoch, witnesses: list[PositionSentence]) -> float | None:
    if not witnesses:
        return None
    otherwise = None if epoch.velocity is None else epoch.velocity.course_true_deg
    return _first([sentence.course_true_deg for sentence in witnesses], otherwise)


def _accuracy(
    epoch: Epoch, quality: FixQuality | None, hdop: float | None
) -> tuple[float | None, AccuracyBasis | None]:
    for basis in (AccuracyBasis.GST, AccuracyBasis.GBS):
        estimate = epoch.errors.get(basis)
        if estimate is not None and estimate.horizontal_m is not None:
            return estimate.horizontal_m, basis
    accuracy_m = hdop_accuracy_m(quality, hdop)
    return accuracy_m, None if accuracy_m is None else AccuracyBasis.HDOP


def hdop_accuracy_m(quality: FixQuality | None, hdop: float | None) -> float | None:
    """Horizontal accuracy, one sigma, that a dilution allows; None when it says nothing."""
    if hdop is None or not 0.0 < hdop < MAX_USEFUL_DOP:
        return None
    range_error_m = _AUTONOMOUS_RANGE_ERROR_M
    if quality is not None:
        range_error_m = _USER_RANGE_ERROR_M.get(quality, range_error_m)
    return hdop * range_error_m
