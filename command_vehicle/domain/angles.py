# SPDX-License-Identifier: Apache-2.0
"""Latitudes and longitudes as people write them: decimal degrees, or degrees, minutes, seconds."""

import re
from dataclasses import dataclass
from enum import Enum
from typing import Final


class Axis(Enum):
    """Which coordinate a hemisphere letter or word belongs to."""

    LATITUDE = "latitude"
    LONGITUDE = "longitude"


@dataclass(frozen=True, slots=True, kw_only=True)
class Angle:
    """A coordinate that has been read.

    Attributes:
        degrees: Signed; north and east are positive.
        axis: What the text itself said it is; None when it did not say.
    """

    degrees: float
    axis: Axis | None = None


_HEMISPHERES: Final = {
    "N": (Axis.LATITUDE, 1),
    "S": (Axis.LATITUDE, -1),
    "E": (Axis.LONGITUDE, 1),
    "W": (Axis.LONGITUDE, -1),
    "北纬": (Axis.LATITUDE, 1),
    "南纬": (Axis.LATITUDE, -1),
    "东经": (Axis.LONGITUDE, 1),
    "西经": (Axis.LONGITUDE, -1),
}
_HEMISPHERE: Final = "|".join(_HEMISPHERES)
_NUMBER: Final = r"[0-9]{1,3}(?:\.[0-9]{1,17})?"
_ANGLE: Final = re.compile(
    rf"(?P<before>{_HEMISPHERE})?[:：]?\s*(?P<sign>[+-])?\s*(?P<degrees>{_NUMBER})\s*"
    r"(?:[°º度d\s]\s*"
    rf"(?:(?P<minutes>{_NUMBER})\s*(?:['′’分m\s]\s*"
    rf"(?:(?P<seconds>{_NUMBER})\s*(?:[\"″”秒s]|'')?)?)?)?)?\s*(?P<after>{_HEMISPHERE})?",
    re.IGNORECASE,
)
_SIXTY: Final = 60.0


def read_angle(text: str) -> Angle | None:
    """Read `40.2308`, `40°13′50.9″N`, `北纬40度13分50.9秒` or `40 13.848`; None if it is none."""
    match = _ANGLE.fullmatch(text.strip().replace("＂", '"').replace("＇", "'"))
    if match is None:
        return None
    degrees = _degrees(match["degrees"], match["minutes"], match["seconds"])
    named = [_HEMISPHERES[name.upper()] for name in (match["before"], match["after"]) if name]
    if degrees is None or len(named) > 1 or (named and match["sign"]):
        return None
    axis, sign = named[0] if named else (None, -1 if match["sign"] == "-" else 1)
    return Angle(degrees=sign * degrees, axis=axis)


def _degrees(degrees: str, minutes: str | None, seconds: str | None) -> float | None:
    """The sum; None where a larger part has a fraction or a smaller one reaches sixty."""
    parts = [part for part in (degrees, minutes, seconds) if part is not None]
    if any("." in part for part in parts[:-1]):
        return None
    values = [float(part) for part in parts]
    if any(value >= _SIXTY for value in values[1:]):
        return None
    return sum(value / _SIXTY**place for place, value in enumerate(values))
