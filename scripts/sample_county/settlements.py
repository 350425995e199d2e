# SPDX-License-Identifier: Apache-2.0
"""The county seat, four towns and the villages."""

from itertools import pairwise
from typing import NamedTuple

from scripts.sample_county.county import County
from scripts.sample_county.ground import (
    METRES_PER_LAT,
    METRES_PER_LON,
    RNG,
    Grid,
    Lonlat,
    blob,
    chance,
    contains,
    distance_to_line,
    rounded,
)
from scripts.sample_county.places import ENGLISH, TOWNS, VILLAGES

TOWN_EDGE = ((-330, -430), (300, -450), (360, -60), (330, 440), (-280, 460), (-370, 90))
SHORTEST_HOUSE_M = 9.0
LANE_M = 11.0
ROADSIDE_M = 7.0
NEAR_DEG = 0.06


class Lot(NamedTuple):
    """A piece of a block, in metres of its grid."""

    left: float
    near: float
    right: float
    far: float


NORTHS = [
    ("西环路", 101.8860),
    ("文化路", 101.8920),
    ("", 101.8985),
    ("解放路", 101.9030),
    ("医院路", 101.9065),
    ("消防路", 101.9110),
    ("东环路", 101.9160),
]
EASTS = [
    ("南环路", 40.1890),
    ("储备路", 40.1930),
    ("团结路", 40.1965),
    ("青岚大道", 40.2000),
    ("政府街", 40.2032),
    ("健康路", 40.2070),
    ("北环路", 40.2110),
]
OUTLINE = [
    (101.8842, 40.1876),
    (101.9178, 40.1876),
    (101.9178, 40.2124),
    (101.8842, 40.2124),
]


def lay_seat(county: County) -> None:
    """The county seat on its grid of named streets."""
    county.extract.area(OUTLINE, {"landuse": "residential"})
    county.built.append(OUTLINE)
    for name, lon in NORTHS:
        if name:
            county.road(
                [(lon, lat) for _, lat in EASTS],
                "secondary" if "环" in name else "residential",
                name,
            )
    for name, lat in EASTS:
        kind = "secondary" if name in {"青岚大道", "南环路", "北环路"} else "residential"
        points = [(lon, lat) for _, lon in NORTHS]
        if name == "青岚大道":
            points = [*points, (101.9200, 40.2000)]
        county.road(points, kind, name)
    county.road([(101.9160, 40.1965), (101.9150, 40.1958)], "service")
    for (_, west), (_, east) in pairwise(NORTHS):
        for (_, south), (_, north) in pairwise(EASTS):
            _fill_block(county, west, south, east, north)
    park = [(101.9036, 40.2076), (101.9060, 40.2076), (101.9060, 40.2088), (101.9036, 40.2088)]
    county.extract.area(park, {"leisure": "park", "name": "人民公园"})
    county.extract.area(
        Grid((101.9030, 40.2095)).box(-45, -35, 45, 35), {"building": "sports_hall"}
    )


def _fill_block(county: County, west: float, south: float, east: float, north: float) -> None:
    """A town block: shops along the streets, slabs or courts inside."""
    width, depth = (east - west) * METRES_PER_LON, (north - south) * METRES_PER_LAT
    grid = Grid((west, south))
    lane = RNG.uniform(0.42, 0.58) * width
    county.road([grid.at(lane, 0), grid.at(lane, depth)], "service")
    style = RNG.choice(["slabs", "slabs", "courts", "public"])
    for left, right in ((16, lane - 8), (lane + 8, width - 16)):
        _fill_lot(county, grid, Lot(left, 16, right, depth - 16), style)


def _fill_lot(county: County, grid: Grid, lot: Lot, style: str) -> None:
    depth, gap, length = {
        "slabs": (13, 24, 52),
        "courts": (11, 13, 22),
        "public": (20, 38, 64),
    }[style]
    ahead = lot.near
    while ahead + depth < lot.far:
        start = lot.left + RNG.uniform(0, 4)
        while start + length * 0.6 < lot.right:
            reach = min(length * RNG.uniform(0.75, 1.15), lot.right - start)
            if chance(0.86) and reach > SHORTEST_HOUSE_M:
                county.extract.area(
                    grid.box(start, ahead, start + reach, ahead + depth * RNG.uniform(0.8, 1.1)),
                    {"building": "yes"},
                )
            start += reach + RNG.uniform(8, 14)
        ahead += depth + gap


def lay_towns(county: County) -> None:
    """Four small towns, each along its main street."""
    headings = {"柳溪镇": 58.0, "云岭镇": -42.0, "白沙镇": -14.0, "南坪镇": 55.0}
    for name, centre in TOWNS.items():
        _lay_town(county, name, centre, headings[name])


def _lay_town(county: County, name: str, centre: Lonlat, heading: float) -> None:
    grid = Grid(centre, heading)
    stem = name[:-1]
    county.extract.area([grid.at(*corner) for corner in TOWN_EDGE], {"landuse": "residential"})
    county.built.append(grid.box(-370, -460, 370, 460))
    for word, right in (("西", -230.0), ("东", 220.0)):
        county.road(
            [grid.at(right, -430), grid.at(right, 0), grid.at(right, 440)],
            "residential",
            f"{stem}{word}街",
        )
    county.road(
        [grid.at(0, -440), grid.at(0, -200), grid.at(0, 0), grid.at(0, 210), grid.at(0, 450)],
        "tertiary",
        f"{stem}大街",
    )
    for word, ahead in (("南", -200.0), ("中", 0.0), ("北", 210.0)):
        county.road(
            [
                grid.at(-340, ahead),
                grid.at(-230, ahead),
                grid.at(0, ahead),
                grid.at(220, ahead),
                grid.at(335, ahead),
            ],
            "residential",
            f"{stem}{word}路",
        )
    for left, right in ((-220, -12), (12, 210), (230, 325), (-330, -240)):
        for near, far in ((-425, -210), (-190, -12), (12, 200), (220, 430)):
            style = RNG.choice(["courts", "courts", "slabs"])
            _fill_lot(county, grid, Lot(left, near + 6, right, far), style)
    county.extract.node(centre, {"place": "town", "name": name, "name:en": ENGLISH[name]})


def lay_villages(county: County) -> None:
    """Villages with lanes and houses."""
    for name, lon, lat, radius in VILLAGES:
        centre = (lon, lat)
        ring = blob(
            centre, radius, 9, 0.2, stretch=RNG.uniform(0.7, 1.0), heading_deg=RNG.uniform(0, 180)
        )
        county.extract.area(rounded(ring, 3), {"landuse": "residential"})
        county.built.append(ring)
        tags = {"place": "village", "name": name}
        if name in ENGLISH:
            tags["name:en"] = ENGLISH[name]
        county.extract.node(centre, tags)
        _fill_village(county, centre, radius, ring)


def _fill_village(county: County, centre: Lonlat, radius: float, ring: list[Lonlat]) -> None:
    heading = RNG.uniform(-25, 25)
    grid = Grid(centre, heading)
    lanes = [-0.45, 0.0, 0.45]
    for lane in lanes:
        points = [grid.at(lane * radius, step * radius) for step in (-0.7, -0.3, 0.0, 0.3, 0.7)]
        inside = [p for p in points if contains(ring, p)]
        if len(inside) > 1:
            county.road(inside, "residential" if lane == 0.0 else "service")
    cross = [grid.at(step * radius, 0) for step in (-0.7, -0.45, 0.0, 0.45, 0.7)]
    county.road([p for p in cross if contains(ring, p)], "residential")
    for column in range(int(-radius / 24), int(radius / 24) + 1):
        for row in range(int(-radius / 22), int(radius / 22) + 1):
            right, ahead = column * 24 + RNG.uniform(-3, 3), row * 22 + RNG.uniform(-3, 3)
            house = grid.box(right, ahead, right + RNG.uniform(10, 15), ahead + RNG.uniform(8, 12))
            on_lane = any(abs(right + 6 - lane * radius) < LANE_M for lane in lanes)
            if (
                chance(0.5)
                and not on_lane
                and abs(ahead + 5) > LANE_M
                and all(contains(ring, corner) for corner in house)
                and not _on_a_road(county, house)
            ):
                county.extract.area(house, {"building": "house"})


def _on_a_road(county: County, house: list[Lonlat]) -> bool:
    return any(
        distance_to_line(corner, road) < ROADSIDE_M
        for road in county.roads
        if abs(road[0][1] - house[0][1]) < NEAR_DEG
        for corner in house
    )
