# SPDX-License-Identifier: Apache-2.0
"""Positioning 定位: satellites, fixes, and how old a fix may be before it must not be trusted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, IntEnum

from command_vehicle.domain.geodesy import GeoPoint

STALE_AFTER_S = 3.0
"""A fix older than this is stale (过时) everywhere at once."""
LOST_AFTER_S = 10.0
"""A fix older than this is lost (失效)."""


class Constellation(IntEnum):
    """Satellite systems; the numbers are gpsd's gnssid, which are u-blox's."""

    GPS = 0
    SBAS = 1
    GALILEO = 2
    BEIDOU = 3
    IMES = 4
    QZSS = 5
    GLONASS = 6
    NAVIC = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Satellite:
    """A satellite in view.

    Attributes:
        constellation: System it belongs to.
        svid: Number within the system (BeiDou C01 is 1, whatever dialect the receiver speaks).
        elevation_deg: Above the horizon.
        azimuth_deg: From true north.
        cn0_dbhz: Carrier to noise density, dB-Hz, of the strongest signal; None not tracked.
        used: Taken for the fix.
    """

    constellation: Constellation
    svid: int
    elevation_deg: float | None = None
    azimuth_deg: float | None = None
    cn0_dbhz: float | None = None
    used: bool = False


class FixMode(IntEnum):
    """No fix, two or three dimensions, as NMEA GSA counts them."""

    NONE = 1
    FIX_2D = 2
    FIX_3D = 3


class FixQuality(IntEnum):
    """Quality indicator of NMEA GGA."""

    INVALID = 0
    AUTONOMOUS = 1
    DIFFERENTIAL = 2
    PPS = 3
    RTK_FIXED = 4
    RTK_FLOAT = 5
    ESTIMATED = 6
    MANUAL = 7
    SIMULATOR = 8


class AccuracyBasis(Enum):
    """Where the accuracy figure comes from."""

    GST = "GST"
    GBS = "GBS"
    HDOP = "HDOP"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """All that a receiver said about one instant; also made when it said "no fix".

    Attributes:
        source: Name of the receiver.
        arrived_mono_s: Monotonic clock when the last byte of the epoch arrived.
        started_mono_s: Monotonic clock when its first sentence arrived; None unknown.
        time: UTC of the epoch; None without a date.
        tod_s: UTC seconds of the day; None when the receiver gave no time.
        point: WGS-84; None without a valid fix.
        mode: Dimensions.
        quality: GGA quality; None when no GGA was heard.
        altitude_msl_m: Above mean sea level.
        geoid_separation_m: Geoid above the ellipsoid.
        speed_mps: Over ground.
        course_true_deg: Over ground, 0 <= course < 360.
        heading_true_deg: Where the bow points, from a receiver with two antennas.
        hdop: Horizontal dilution of precision.
        accuracy_m: Horizontal, one sigma; None when nothing allows an estimate.
        accuracy_basis: What `accuracy_m` rests on.
        satellites_used: As GGA or GNS counts them.
        satellites: In view, by any constellation, newest word on each.
        date_suspect: The date lies before this program was made: a week roll-over error.
        jump_m: Distance from where the last fix and its speed allow, when implausible.
    """

    source: str
    arrived_mono_s: float
    started_mono_s: float | None = None
    time: datetime | None = None
    tod_s: float | None = None
    point: GeoPoint | None = None
    mode: FixMode = FixMode.NONE
    quality: FixQuality | None = None
    altitude_msl_m: float | None = None
    geoid_separation_m: float | None = None
    speed_mps: float | None = None
    course_true_deg: float | None = None
    heading_true_deg: float | None = None
    hdop: float | None = None
    accuracy_m: float | None = None
    accuracy_basis: AccuracyBasis | None = None
    satellites_used: int | None = None
    satellites: tuple[Satellite, ...] = ()
    date_suspect: bool = False
    jump_m: float | None = None

    @property
    def is_valid(self) -> bool:
        """Whether this epoch says where we are."""
        return self.point is not None


class Freshness(Enum):
    """Whether a value may be believed now."""

    LIVE = "live"
    STALE = "stale"
    LOST = "lost"
    NEVER = "never"


def freshness(age_s: float | None) -> Freshness:
    """How a fix of this age must be shown; None means there has never been one."""
    if age_s is None:
        return Freshness.NEVER
    if age_s <= STALE_AFTER_S:
        return Freshness.LIVE
    return Freshness.STALE if age_s <= LOST_AFTER_S else Freshness.LOST


class LinkState(Enum):
    """State of a receiver's port."""

    OFF = "off"
    OPENING = "opening"
    LISTENING = "listening"
    RECEIVING = "receiving"
    SILENT = "silent"
    BUSY = "busy"
    DENIED = "denied"
    GONE = "gone"
    WRONG_SPEED = "wrong_speed"
    """Something speaks, but not at this line speed."""
    ENDED = "ended"
    """A recording has been played to its end."""


class SpeedBasis(Enum):
    """Where the speed of a line comes from."""

    GIVEN = "given"
    SOUGHT = "sought"
    """It is one of those that are being tried."""
    FOUND = "found"
    """It was found by listening."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiverLink:
    """What the reader of a port says about it, at every change and at most once a second.

    Attributes:
        source: Name of the receiver.
        port: Device name or URL as it was given.
        baud_bps: Line speed in use or being tried; None unknown.
        link: State of the port.
        holder: Program that holds the port, when busy.
        group: System group whose members may open the port, when denied.
        sentence_count: Good sentences since start.
        checksum_errors: Bad ones.
        garbage_bytes: Bytes that belonged to no sentence.
        speed: Where the line speed comes from.
        device: Where the port is now, when that is not `port`.
        usb: USB identity of the device, as `UsbIdentity.text` writes it; None unknown.
        peer: What stands behind the port, as it says itself.
    """

    source: str
    port: str
    baud_bps: int | None = None
    link: LinkState = LinkState.OFF
    holder: str | None = None
    group: str | None = None
    sentence_count: int = 0
    checksum_errors: int = 0
    garbage_bytes: int = 0
    speed: SpeedBasis = SpeedBasis.GIVEN
    device: str | None = None
    usb: str | None = None
    peer: str | None = None


class SourceReason(Enum):
    """Why the present receiver was chosen."""

    FIRST_FIX = "first_fix"
    """Nothing was chosen before."""
    FIX_LOST = "fix_lost"
    """The one before says that it has no fix."""
    SILENT = "silent"
    """The one before says nothing any more."""
    LINK_DOWN = "link_down"
    """The port of the one before is closed, gone or held by somebody else."""
    BETTER = "better"
    """It has been better than the one before for a while."""
    RETURNED = "returned"
    """It ranks first and has been as good as the one before for a while."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiverState:
    """One receiver as the Devices page shows it.

    Attributes:
        name: Person's word for it.
        port: Device name or URL.
        baud_bps: Line speed in use; None unknown.
        link: State of the port.
        holder: Program that holds the port, when busy.
        group: System group whose members may open the port, when denied.
        rate_hz: Epochs a second, as they really come; None unknown.
        sentence_count: Good sentences since start.
        checksum_errors: Bad ones.
        garbage_bytes: Bytes that belonged to no sentence.
        fix: Newest epoch, valid or not.
        fix_age_s: Age of the newest *valid* epoch.
        speed: Where the line speed comes from.
        device: Where the port is now, when that is not `port`.
        usb: USB identity of the device; None unknown.
        peer: What stands behind the port, as it says itself.
    """

    name: str
    port: str
    baud_bps: int | None = None
    link: LinkState = LinkState.OFF
    holder: str | None = None
    group: str | None = None
    rate_hz: float | None = None
    sentence_count: int = 0
    checksum_errors: int = 0
    garbage_bytes: int = 0
    fix: Fix | None = None
    fix_age_s: float | None = None
    speed: SpeedBasis = SpeedBasis.GIVEN
    device: str | None = None
    usb: str | None = None
    peer: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionEstimate:
    """Dead reckoning 推算: where the vehicle may be. Never a fix, never stored.

    Attributes:
        point: WGS-84.
        radius_m: The vehicle is probably within this of `point`; grows with time.
        reckoned_for_s: Age of the fix it was reckoned from, seconds.
        driven_m: From that fix to `point`.
        course_true_deg: The way it was carried on.
    """

    point: GeoPoint
    radius_m: float
    reckoned_for_s: float
    driven_m: float
    course_true_deg: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PositioningState:
    """Where we are, as every screen must show it at this instant.

    Attributes:
        freshness: Verdict on `last_valid`.
        age_s: Age of `last_valid`, seconds.
        last_valid: Newest epoch with a position, from the chosen receiver.
        newest: Newest epoch of the chosen receiver, valid or not.
        source: Name of the chosen receiver.
        reason: Value of the `SourceReason` why it was chosen; empty while none is.
        clock_offset_s: PC clock minus GNSS time; None unknown.
        clock_uncertainty_s: Half-width of its error.
        used_by_constellation: Satellites used now.
        receivers: All of them.
        estimate: Dead reckoning while the fix is stale or lost; None when nothing allows it.
    """

    freshness: Freshness = Freshness.NEVER
    age_s: float | None = None
    last_valid: Fix | None = None
    newest: Fix | None = None
    source: str | None = None
    reason: str = ""
    clock_offset_s: float | None = None
    clock_uncertainty_s: float | None = None
    used_by_constellation: Mapping[Constellation, int] | None = None
    receivers: tuple[ReceiverState, ...] = ()
    estimate: PositionEstimate | None = None
