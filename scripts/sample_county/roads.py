# SPDX-License-Identifier: Apache-2.0
"""Roads between places, the motorway and the railway."""

from scripts.sample_county.county import County
from scripts.sample_county.ground import EAST, WEST, moved, offset, smooth
from scripts.sample_county.places import S217_NORTH, S217_SOUTH, X032, X032_EAST, X035, X036

STATION = (101.893, 101.918)
"""Between these longitudes the railway has sidings."""

COUNTRY_ROADS = (
    (
        "滨河路",
        [
            (101.9715, 40.2215),
            (101.9705, 40.2110),
            (101.9700, 40.2010),
            (101.9600, 40.1965),
            (101.9510, 40.1935),
            (101.9290, 40.1860),
            (101.9120, 40.1850),
            (101.9000, 40.1850),
        ],
    ),
    (
        "",
        [
            (101.9770, 40.2700),
            (101.9745, 40.2640),
            (101.9805, 40.2430),
            (101.9790, 40.2330),
            (101.9820, 40.2188),
        ],
    ),
    (
        "",
        [
            (101.9400, 40.2130),
            (101.9320, 40.2290),
            (101.9560, 40.2480),
            (101.9680, 40.2520),
        ],
    ),
    (
        "",
        [
            (101.8985, 40.2120),
            (101.9105, 40.2230),
            (101.9240, 40.2140),
            (101.9300, 40.2060),
        ],
    ),
    (
        "",
        [
            (101.8860, 40.2070),
            (101.8790, 40.2110),
            (101.8690, 40.2010),
            (101.8740, 40.1880),
        ],
    ),
    ("", [(101.8790, 40.2110), (101.8640, 40.2290), (101.8690, 40.2390)]),
    (
        "",
        [
            (101.8300, 40.1600),
            (101.8110, 40.1900),
            (101.8290, 40.2120),
            (101.8500, 40.2600),
        ],
    ),
    (
        "",
        [
            (101.8560, 40.1750),
            (101.8600, 40.1700),
            (101.8470, 40.1560),
            (101.8300, 40.1600),
        ],
    ),
    (
        "",
        [
            (101.9200, 40.1400),
            (101.9330, 40.1480),
            (101.9440, 40.1650),
            (101.9510, 40.1935),
        ],
    ),
    ("", [(101.9200, 40.1400), (101.8900, 40.1310), (101.8470, 40.1560)]),
    (
        "",
        [
            (102.0060, 40.2185),
            (102.0150, 40.2010),
            (101.9990, 40.1790),
            (101.9790, 40.1660),
            (101.9440, 40.1650),
        ],
    ),
    ("", [(102.0060, 40.2185), (102.0130, 40.2440)]),
    ("", [(101.8500, 40.2600), (101.8620, 40.2660)]),
    ("", [(101.8500, 40.2600), (101.8390, 40.2530)]),
    ("尾矿库路", [(101.8500, 40.2600), (101.8455, 40.2650), (101.8425, 40.2670)]),
    ("油库路", [(101.9188, 40.1440), (101.9140, 40.1452), (101.9112, 40.1452)]),
    ("", [(101.9130, 40.1600), (101.9060, 40.1580)]),
    ("", [(101.8870, 40.1800), (101.8985, 40.1880)]),
)


def lay_main_roads(county: County) -> None:
    """Every road outside towns, in the order of their weight."""
    county.road(X032, "tertiary", "青柳公路", "X032")
    county.road(X032_EAST[:2], "tertiary", "青柳公路", "X032")
    county.road(X032_EAST[1:4], "tertiary", "青河大桥", "X032", bridge="yes")
    county.road(smooth(X032_EAST[3:]), "tertiary", "青柳公路", "X032")
    county.road(smooth(S217_SOUTH), "primary", "青白公路", "S217")
    county.road(
        [
            (101.8985, 40.1880),
            (101.8985, 40.1965),
            (101.8985, 40.2000),
            (101.8985, 40.2032),
            (101.8985, 40.2070),
            (101.8985, 40.2120),
        ],
        "primary",
        "建设路",
        "S217",
    )
    county.road(smooth(S217_NORTH), "primary", "青云公路", "S217")
    county.road(smooth(X035), "tertiary", "青南公路", "X035")
    county.road(smooth(X036), "tertiary", "园库公路", "X036")
    _lay_motorway(county)
    _lay_railway(county)
    for name, points in COUNTRY_ROADS:
        county.road(smooth(points, 5), "unclassified", name)


def _lay_motorway(county: County) -> None:
    axis = smooth(
        [
            (WEST, 40.1835),
            (101.8300, 40.1812),
            (101.8700, 40.1790),
            (101.9000, 40.1798),
            (101.9400, 40.1812),
            (101.9800, 40.1805),
            (EAST, 40.1830),
        ]
    )
    for side in (1, -1):
        points = offset(axis, 11 * side)
        county.road(
            points if side > 0 else points[::-1], "motorway", "青岚高速", "G9101", oneway="yes"
        )
    cross = (101.9034, 40.1797)
    for east, north in ((1, 1), (1, -1), (-1, 1), (-1, -1)):
        ramp = [
            moved(cross, 420 * east, 14 * north),
            moved(cross, 230 * east, 60 * north),
            moved(cross, 90 * east, 170 * north),
            moved(cross, 10 * east - 20 * north, 300 * north),
        ]
        county.road(smooth(ramp, 5), "motorway_link")


def _lay_railway(county: County) -> None:
    axis = smooth(
        [
            (WEST, 40.1690),
            (101.8350, 40.1722),
            (101.8800, 40.1728),
            (101.9300, 40.1722),
            (101.9700, 40.1705),
            (102.0100, 40.1740),
            (EAST, 40.1760),
        ]
    )
    county.extract.line(axis, {"railway": "rail", "name": "青岚铁路"})
    near = [p for p in axis if STATION[0] < p[0] < STATION[1]]
    for track in (1, 2):
        county.extract.line(offset(near, -9.0 * track), {"railway": "rail", "service": "yard"})
