# SPDX-License-Identifier: Apache-2.0
"""Writes NMEA 0183 sentences: the mirror of `framing` and `parser`."""

from datetime import datetime

from command_vehicle.domain.geodesy import GeoPoint
from command_vehicle.protocols.nmea.framing import checksum

MINUTE_DECIMALS = 5
"""A hundred-thousandth of a minute is 2 cm."""


def sentence(address: str, *fields: str) -> bytes:
    """A whole line with start character, checksum and line end."""
    body = ",".join((address, *fields)).encode("ascii")
    return b"$%s*%02X\r\n" % (body, checksum(body))


def position_fields(point: GeoPoint | None) -> tuple[str, str, str, str]:
    """Latitude, N or S, longitude, E or W; all empty without a point."""
    if point is None:
        return "", "", "", ""
    return (
        _angle(point.latitude_deg, degree_digits=2),
        "N" if point.latitude_deg >= 0 else "S",
        _angle(point.longitude_deg, degree_digits=3),
        "E" if point.longitude_deg >= 0 else "W",
    )


def _angle(value_deg: float, *, degree_digits: int) -> str:
    """`dddmm.mmmmm`, rounded as a whole so that minutes never read 60."""
    scale = 10**MINUTE_DECIMALS
    units = round(abs(value_deg) * 60 * scale)
    degrees, rest = divmod(units, 60 * scale)
    return f"{degrees:0{degree_digits}d}{rest / scale:0{3 + MINUTE_DECIMALS}.{MINUTE_DECIMALS}f}"


def time_field(at: datetime) -> str:
    """`hhmmss.ss` of an aware UTC time."""
    return f"{at:%H%M%S}.{at.microsecond // 10_000:02d}"


def number_field(value: float | None, decimals: int) -> str:
    """A decimal number; empty for None."""
    return "" if value is None else f"{value:.{decimals}f}"
