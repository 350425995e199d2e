# SPDX-License-Identifier: Apache-2.0
"""The chemical park and single sites."""

from scripts.sample_county.county import County
from scripts.sample_county.ground import METRES_PER_LAT, METRES_PER_LON, RNG, Grid, Lonlat, blob
from scripts.sample_county.places import PARK, PARK_PARCELS

WIDE_M = 150.0
"""A plot this wide holds two halls side by side."""

PARK_ROADS = [
    (
        "tertiary",
        "园区西路",
        [(101.9530, 40.2190), (101.9535, 40.2240), (101.9540, 40.2300), (101.9542, 40.2345)],
    ),
    (
        "tertiary",
        "园区大道",
        [
            (101.9540, 40.2300),
            (101.9579, 40.2300),
            (101.9602, 40.2300),
            (101.9606, 40.2300),
            (101.9639, 40.2300),
            (101.9662, 40.2300),
            (101.9680, 40.2300),
        ],
    ),
    (
        "tertiary",
        "园北路",
        [(101.9542, 40.2345), (101.9602, 40.2348), (101.9660, 40.2350), (101.9700, 40.2352)],
    ),
    ("tertiary", "园区东路", [(101.9662, 40.2300), (101.9660, 40.2350)]),
    ("unclassified", "园区东路", [(101.9662, 40.2300), (101.9660, 40.2252), (101.9664, 40.2208)]),
    ("unclassified", "经一路", [(101.9579, 40.2252), (101.9579, 40.2275), (101.9579, 40.2300)]),
    ("unclassified", "经二路", [(101.9606, 40.2252), (101.9606, 40.2275), (101.9606, 40.2300)]),
    ("unclassified", "经三路", [(101.9639, 40.2252), (101.9639, 40.2275), (101.9639, 40.2300)]),
    ("unclassified", "经二路", [(101.9606, 40.2300), (101.9606, 40.23482)]),
    (
        "unclassified",
        "纬一路",
        [(101.9579, 40.2275), (101.9606, 40.2275), (101.9639, 40.2275), (101.9661, 40.2275)],
    ),
    (
        "unclassified",
        "纬二路",
        [
            (101.9579, 40.2300),
            (101.9579, 40.23244),
            (101.9606, 40.23254),
            (101.9639, 40.23256),
            (101.9661, 40.23258),
        ],
    ),
]


def lay_park(county: County) -> None:
    """Plots, roads and plants of the chemical park."""
    county.extract.area(
        PARK,
        {"landuse": "industrial", "name": "青岚化工园区", "name:en": "Qinglan Chemical Park"},
    )
    county.built.append(PARK)
    for kind, name, points in PARK_ROADS:
        county.road(points, kind, name)
    for name, west, south, east, north, content in PARK_PARCELS:
        ring = [(west, south), (east, south), (east, north), (west, north)]
        county.extract.area(ring, {"landuse": "industrial", "name": name})
        _fill_plant(county, ring, content)
    county.extract.node((101.9622, 40.2308), {"man_made": "works", "name": "液氯瓶库"})


def _fill_plant(county: County, ring: list[Lonlat], content: str) -> None:
    (west, south), _, (east, north), _ = ring
    grid = Grid(ring[0])
    width, depth = (east - west) * METRES_PER_LON, (north - south) * METRES_PER_LAT
    strip = (depth - 24) / len(content)
    for row, what in enumerate(content):
        near = 12 + row * strip
        if what == "t":
            _lay_tanks(county, grid, width, near, strip)
        else:
            count = 2 if width > WIDE_M else 1
            for part in range(count):
                left = 14 + part * (width - 20) / count
                right = left + (width - 20) / count - RNG.uniform(14, 26)
                tall = strip - 12 if what == "w" else min(18.0, strip - 12)
                county.extract.area(
                    grid.box(left, near, right, near + tall * RNG.uniform(0.7, 1)),
                    {"building": "industrial"},
                )


def _lay_tanks(county: County, grid: Grid, width: float, near: float, strip: float) -> None:
    radius = min(14.0, strip / 2 - 5, 14.0)
    x = 20 + radius
    while x + radius < width - 14:
        centre = grid.at(x, near + strip / 2 - 2)
        county.extract.area(blob(centre, radius, 12, 0.0), {"man_made": "storage_tank"})
        x += radius * 2 + 9


def lay_sites(county: County) -> None:
    """The oil depot, works and the school of Liuxi."""
    for name, centre, heading, content in (
        ("白沙油库", (101.9100, 40.1450), -14.0, "tttt"),
        ("青岚建材厂", (101.8960, 40.1830), 10.0, "ww"),
        ("云岭选矿厂", (101.8465, 40.2655), -42.0, "ww"),
        ("柳溪农机站", (101.9335, 40.2095), 58.0, "w"),
    ):
        grid = Grid(centre, heading)
        county.extract.area(grid.box(-130, -100, 130, 100), {"landuse": "industrial", "name": name})
        county.built.append(grid.box(-140, -110, 140, 110))
        local = Grid(grid.at(-130, -100), heading)
        strip = 176 / len(content)
        for row, what in enumerate(content):
            if what == "t":
                _lay_tanks(county, local, 260, 12 + row * strip, strip)
            else:
                county.extract.area(
                    local.box(16, 12 + row * strip, 240, row * strip + strip - 4),
                    {"building": "industrial"},
                )
    school = Grid((101.9452, 40.2142), 58.0)
    county.extract.area(school.box(-110, -75, 110, 75), {"amenity": "school", "name": "柳溪中学"})
    county.built.append(school.box(-120, -85, 120, 85))
    for left in (-90, -40):
        county.extract.area(school.box(left, -60, left + 18, 55), {"building": "school"})
    county.extract.area(school.box(15, -55, 95, 50), {"leisure": "pitch"})
    works = Grid((101.9755, 40.2199))
    county.extract.area(works.box(-45, -35, 45, 35), {"landuse": "industrial"})
    _lay_tanks(county, works, 40, -20, 40)
    quarry = blob((101.8230, 40.2700), 240, 9, 0.2)
    county.extract.area(quarry, {"landuse": "quarry", "name": "云岭采石场"})
    county.built.append(quarry)
