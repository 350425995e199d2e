# SPDX-License-Identifier: Apache-2.0
"""Where satellites and their names go on a sky plot: north up, zenith in the middle.

Plot coordinates: the horizon is the unit circle, x to the east, y to the north.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from command_vehicle.domain.positioning import Constellation, Satellite

ZENITH_DEG: Final = 90.0
RING_ELEVATIONS_DEG: Final = (30.0, 60.0)
CONSTELLATION_ORDER: Final = (
    Constellation.BEIDOU,
    Constellation.GPS,
    Constellation.GALILEO,
    Constellation.GLONASS,
    Constellation.QZSS,
    Constellation.NAVIC,
    Constellation.SBAS,
    Constellation.IMES,
)
"""BeiDou first, then by what matters in China."""

_LETTERS: Final = {
    Constellation.BEIDOU: "C",
    Constellation.GPS: "G",
    Constellation.GALILEO: "E",
    Constellation.GLONASS: "R",
    Constellation.QZSS: "J",
    Constellation.NAVIC: "I",
    Constellation.SBAS: "S",
    Constellation.IMES: "M",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle in plot coordinates."""

    left: float
    bottom: float
    width: float
    height: float

    def meets(self, other: "Box") -> bool:
        """Whether the two share any area."""
        return (
            self.left < other.left + other.width
            and other.left < self.left + self.width
            and self.bottom < other.bottom + other.height
            and other.bottom < self.bottom + self.height
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """How large things are at the present size of the plot, in plot coordinates."""

    symbol: float
    label_width: float
    label_height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A satellite on the plot.

    Attributes:
        satellite: Which.
        x: East.
        y: North.
    """

    satellite: Satellite
    x: float
    y: float


def name_of(satellite: Satellite) -> str:
    """RINEX name, for example C20."""
    return f"{_LETTERS[satellite.constellation]}{satellite.svid:02d}"


def radius_of(elevation_deg: float) -> float:
    """Distance from the middle."""
    return (ZENITH_DEG - elevation_deg) / ZENITH_DEG


def rank_of(constellation: Constellation) -> int:
    """Place in the order that constellations are listed in."""
    return CONSTELLATION_ORDER.index(constellation)


def spots(satellites: Iterable[Satellite]) -> tuple[Spot, ...]:
    """Satellites with a known direction above the horizon, in order of constellation."""
    placed = [
        Spot(
            satellite=satellite,
            x=radius_of(satellite.elevation_deg) * math.sin(math.radians(satellite.azimuth_deg)),
            y=radius_of(satellite.elevation_deg) * math.cos(math.radians(satellite.azimuth_deg)),
        )
        for satellite in satellites
        if satellite.elevation_deg is not None
        and satellite.azimuth_deg is not None
        and 0.0 <= satellite.elevation_deg <= ZENITH_DEG
    ]
    return tuple(
        sorted(
            placed,
            key=lambda spot: (rank_of(spot.satellite.constellation), spot.satellite.svid),
        )
    )


def label_places(placed: Sequence[Spot], sizes: Sizes) -> tuple[tuple[float, float], ...]:
    """Middle of each name: beside its symbol where it hides nothing, if there is such a place."""
    taken = [
        Box(
            left=spot.x - sizes.symbol / 2,
            bottom=spot.y - sizes.symbol / 2,
            width=sizes.symbol,
            height=sizes.symbol,
        )
        for spot in placed
    ]
    places: list[tuple[float, float]] = []
    for spot in placed:
        choices = _around(spot, sizes)
        box = next((one for one in choices if not any(one.meets(b) for b in taken)), choices[0])
        taken.append(box)
        places.append((box.left + box.width / 2, box.bottom + box.height / 2))
    return tuple(places)


def _around(spot: Spot, sizes: Sizes) -> tuple[Box, ...]:
    gap = sizes.symbol * 0.6
    across = gap + sizes.label_width / 2
    above = gap + sizes.label_height / 2
    offsets = (
        (across, 0.0),
        (-across, 0.0),
        (0.0, above),
        (0.0, -above),
        (across, above / 2),
        (across, -above / 2),
        (-across, above / 2),
        (-across, -above / 2),
    )
    return tuple(
        Box(
            left=spot.x + dx - sizes.label_width / 2,
            bottom=spot.y + dy - sizes.label_height / 2,
            width=sizes.label_width,
            height=sizes.label_height,
        )
        for dx, dy in offsets
    )
