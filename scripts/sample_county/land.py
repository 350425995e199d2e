# SPDX-License-Identifier: Apache-2.0
"""Fields, woods and the names on the map."""

from scripts.sample_county.county import County
from scripts.sample_county.ground import (
    EAST,
    NORTH,
    RNG,
    SOUTH,
    WEST,
    Grid,
    Lonlat,
    blob,
    chance,
    distance_to_line,
    metres,
    offset,
    rounded,
)
from scripts.sample_county.places import POINTS, SEAT, TOWNS, VILLAGES

WATERED_M, FARMED_M = 1_900.0, 1_500.0
CLOSE_TO_RIVER_M, CLOSE_TO_PLACE_M = 1_300.0, 900.0
BLOCK_M = 330.0


def lay_fields(county: County) -> None:
    """Fields in strips: each block of land has one direction, its plots lie side by side."""
    places = [SEAT, *TOWNS.values(), *[(lon, lat) for _, lon, lat, _ in VILLAGES]]
    for column in range(30):
        for row in range(33):
            block = (WEST + 0.0088 * (column + 0.5), SOUTH + 0.0064 * (row + 0.5))
            river = distance_to_line(block, county.river)
            place = min(metres(block, at) for at in places)
            if river < WATERED_M or place < FARMED_M:
                is_sparse = river > CLOSE_TO_RIVER_M and place > CLOSE_TO_PLACE_M
                _lay_block(county, block, RNG.uniform(-14, 14), sparse=is_sparse)


def _lay_block(county: County, centre: Lonlat, heading: float, *, sparse: bool) -> None:
    grid = Grid(centre, heading)
    for strip in range(3):
        near, right = -330 + strip * 222, -360.0
        while right < BLOCK_M:
            width = RNG.uniform(110, 230)
            ring = grid.box(right, near, right + width - 14, near + 204)
            if chance(0.35 if sparse else 0.78) and county.is_free(ring, 20):
                kind = "orchard" if chance(0.1) else "farmland"
                county.extract.area(ring, {"landuse": kind})
            right += width
        if not sparse and chance(0.5):
            track = [grid.at(-350, near + 213), grid.at(0, near + 213), grid.at(320, near + 213)]
            if county.is_free(track, 12):
                county.extract.line(track, {"highway": "track"})


def lay_woods(county: County) -> None:
    """Woods on the hills and along the river, scrub in between."""
    for lon, lat, radius in (
        (101.9160, 40.2560, 1100),
        (101.9380, 40.2760, 1300),
        (101.9520, 40.2900, 900),
        (101.8950, 40.2780, 1000),
        (101.8180, 40.2450, 900),
        (101.8090, 40.2820, 1000),
        (102.0280, 40.2680, 1000),
        (102.0380, 40.2900, 900),
        (101.8150, 40.1250, 800),
        (101.8750, 40.1480, 500),
        (101.9600, 40.1350, 600),
        (102.0300, 40.1450, 700),
    ):
        ring = rounded(
            blob((lon, lat), radius, 14, 0.3, stretch=0.72, heading_deg=RNG.uniform(0, 180))
        )
        county.extract.area(ring, {"natural": "wood"})
    for _ in range(46):
        centre = (RNG.uniform(WEST, EAST), RNG.uniform(SOUTH, NORTH))
        ring = rounded(blob(centre, RNG.uniform(90, 220), 9, 0.3))
        if county.is_free(ring, 40):
            county.extract.area(ring, {"natural": "scrub"})
    for start, end in ((4, 22), (26, 40), (44, 60)):
        strip = county.river[start:end]
        ring = offset(strip, 60, 8) + offset(strip, 120, 14)[::-1]
        county.extract.area(ring, {"natural": "wood"})


def lay_names(county: County) -> None:
    """Names of the seat, of the county and of single places."""
    county.extract.node(
        SEAT, {"place": "town", "name": "青岚镇", "name:en": "Qinglan", "capital": "county"}
    )
    county.extract.node(
        (101.9300, 40.2320),
        {"place": "county", "name": "青岚县（虚构）", "name:en": "Qinglan County (fictional)"},
    )
    areas = {"柳溪中学", "白沙油库", "园区消防站"}
    for name, lat, lon, tags in POINTS:
        if name not in areas:
            county.extract.node((lon, lat), {**tags, "name": name})
