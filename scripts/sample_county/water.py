# SPDX-License-Identifier: Apache-2.0
"""River, reservoir, ponds and canals."""

from scripts.sample_county.county import County
from scripts.sample_county.ground import SOUTH, blob, offset, rounded, smooth

RESERVOIR = [
    (101.9775, 40.2725),
    (101.9840, 40.2738),
    (101.9885, 40.2768),
    (101.9905, 40.2830),
    (101.9880, 40.2895),
    (101.9830, 40.2915),
    (101.9795, 40.2860),
    (101.9760, 40.2850),
    (101.9720, 40.2885),
    (101.9700, 40.2845),
    (101.9735, 40.2790),
    (101.9745, 40.2745),
]
BROOKS = (
    (
        "柳溪",
        [
            (101.9080, 40.2500),
            (101.9180, 40.2380),
            (101.9330, 40.2200),
            (101.9420, 40.2085),
            (101.9560, 40.2040),
            (101.9720, 40.2035),
            (101.9775, 40.2030),
        ],
    ),
    (
        "云岭河",
        [
            (101.8260, 40.2820),
            (101.8420, 40.2560),
            (101.8560, 40.2420),
            (101.8600, 40.2160),
            (101.8480, 40.1900),
            (101.8360, 40.1700),
            (101.8250, 40.1500),
            (101.8300, 40.1250),
            (101.8400, SOUTH),
        ],
    ),
)
CANALS = (
    [(101.9890, 40.2480), (101.9740, 40.2360), (101.9735, 40.2250), (101.9650, 40.2110)],
    [(101.9660, 40.1945), (101.9420, 40.1900), (101.9270, 40.1800), (101.9190, 40.1650)],
    [(101.9970, 40.2250), (102.0100, 40.2120), (102.0180, 40.1990), (102.0000, 40.1850)],
)
PONDS = (
    ((101.9160, 40.1905), 70),
    ((101.8750, 40.2060), 60),
    ((102.0040, 40.2060), 90),
    ((101.9380, 40.1690), 80),
)


def lay_water(county: County) -> None:
    """Reservoir, river, brooks, canals and ponds."""
    reservoir = rounded(RESERVOIR)
    county.extract.multipolygon(
        reservoir,
        [rounded(blob((101.9842, 40.2833), 90, 8))],
        {
            "natural": "water",
            "water": "reservoir",
            "name": "青岚水库",
            "name:en": "Qinglan Reservoir",
        },
    )
    county.water.append(reservoir)
    county.extract.line(
        [(101.9768, 40.2722), (101.9848, 40.2735)], {"waterway": "dam", "name": "青岚水库大坝"}
    )
    banks = offset(county.river, 38, 7) + offset(county.river, -38, 7)[::-1]
    county.extract.area(banks, {"natural": "water", "water": "river"})
    county.water.append(banks)
    county.extract.line(
        county.river, {"waterway": "river", "name": "青河", "name:en": "Qing River"}
    )
    for name, bends in BROOKS:
        county.extract.line(smooth(bends), {"waterway": "stream", "name": name})
    for canal in CANALS:
        county.extract.line(smooth(canal, 4), {"waterway": "ditch"})
    pond = rounded(blob((101.8400, 40.2680), 260, 10, 0.18))
    county.extract.area(
        pond,
        {
            "natural": "water",
            "water": "basin",
            "name": "云岭尾矿库",
            "name:en": "Yunling tailings pond",
        },
    )
    county.water.append(pond)
    for at, radius in PONDS:
        ring = rounded(blob(at, radius, 8))
        county.extract.area(ring, {"natural": "water", "water": "pond"})
        county.water.append(ring)
