# SPDX-License-Identifier: Apache-2.0
"""Whose satellite is number 214? Every maker's numbering, as one table.

BeiDou satellite C14 is written in five ways, and the same number means other satellites elsewhere:

1. 14 with talker GB or BD, or with NMEA 4.11 system id 4 (u-blox, Unicore, CASIC, Skytraq new);
2. 214: number + 200 (SiRF, Skytraq old, Quectel, Telit in GSA);
3. 414: number + 400 (u-blox "extended" numbering for NMEA before 4.10, Jackson Labs);
4. 174: number + 160 (some Chinese receivers); only where a talker or system id says BeiDou,
   because 193 to 202 are QZSS otherwise;
5. 14 with talker PQ (Quectel), which is BeiDou or QZSS by a system id behind the satellites.

See NMEA 0183 v4.11 GSA and GSV, and gpsd's "NMEA.adoc".
"""

from dataclasses import dataclass

from command_vehicle.domain.positioning import Constellation

SatelliteKey = tuple[Constellation, int]
"""Constellation and number within it: the only safe identity."""


@dataclass(frozen=True, slots=True)
class NumberRange:
    """Numbers `first` to `last` are satellites `number - offset` of a constellation."""

    first: int
    last: int
    constellation: Constellation
    offset: int


_ANYWHERE = (
    NumberRange(1, 32, Constellation.GPS, 0),
    NumberRange(33, 64, Constellation.SBAS, -87),
    NumberRange(65, 99, Constellation.GLONASS, 64),
    NumberRange(120, 158, Constellation.SBAS, 0),
    NumberRange(173, 182, Constellation.IMES, 172),
    NumberRange(193, 200, Constellation.QZSS, 192),
    NumberRange(201, 264, Constellation.BEIDOU, 200),
    NumberRange(301, 336, Constellation.GALILEO, 300),
    NumberRange(401, 463, Constellation.BEIDOU, 400),
    NumberRange(901, 918, Constellation.NAVIC, 900),
)
"""What a number means when neither talker nor system id says more."""

_WITHIN = {
    Constellation.GPS: (),
    Constellation.GLONASS: (NumberRange(1, 32, Constellation.GLONASS, 0),),
    Constellation.GALILEO: (
        NumberRange(1, 50, Constellation.GALILEO, 0),
        NumberRange(101, 150, Constellation.GALILEO, 100),
    ),
    Constellation.BEIDOU: (
        NumberRange(1, 64, Constellation.BEIDOU, 0),
        NumberRange(101, 136, Constellation.GALILEO, 100),
        NumberRange(161, 200, Constellation.BEIDOU, 160),
    ),
    Constellation.QZSS: (
        NumberRange(1, 10, Constellation.QZSS, 0),
        NumberRange(193, 202, Constellation.QZSS, 192),
    ),
    Constellation.NAVIC: (NumberRange(1, 18, Constellation.NAVIC, 0),),
}
"""What a number means first when talker or system id names the constellation."""

_OF_TALKER = {
    "GP": Constellation.GPS,
    "GL": Constellation.GLONASS,
    "GA": Constellation.GALILEO,
    "GB": Constellation.BEIDOU,
    "BD": Constellation.BEIDOU,
    "PQ": Constellation.BEIDOU,
    "GQ": Constellation.QZSS,
    "QZ": Constellation.QZSS,
    "GI": Constellation.NAVIC,
}

_OF_SYSTEM_ID = {
    "1": Constellation.GPS,
    "2": Constellation.GLONASS,
    "3": Constellation.GALILEO,
    "4": Constellation.BEIDOU,
    "5": Constellation.QZSS,
    "6": Constellation.NAVIC,
}


def named_constellation(talker: str, system_id: str | None) -> Constellation | None:
    """The constellation a sentence is about; None for mixed ones (talker GN, no system id)."""
    if system_id in _OF_SYSTEM_ID:
        return _OF_SYSTEM_ID[system_id]
    return _OF_TALKER.get(talker)


def identify(number: int, named: Constellation | None) -> SatelliteKey | None:
    """Which satellite `number` is, in a sentence about the constellation `named`."""
    ranges = _ANYWHERE if named is None else (*_WITHIN[named], *_ANYWHERE)
    for entry in ranges:
        if entry.first <= number <= entry.last:
            return entry.constellation, number - entry.offset
    return None
