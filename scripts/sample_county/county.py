# SPDX-License-Identifier: Apache-2.0
"""The county while it is laid out."""

from scripts.sample_county.extract import Extract
from scripts.sample_county.ground import (
    EAST,
    NORTH,
    SOUTH,
    WEST,
    Lonlat,
    contains,
    distance_to_line,
    smooth,
)
from scripts.sample_county.places import RIVER_BENDS


class County:
    """Remembers what is where, so that nothing is built twice."""

    def __init__(self) -> None:
        self.extract = Extract()
        self.built: list[list[Lonlat]] = []
        self.water: list[list[Lonlat]] = []
        self.roads: list[list[Lonlat]] = []
        self.river = smooth(RIVER_BENDS, 8)

    def road(
        self, points: list[Lonlat], kind: str, name: str = "", ref: str = "", **more: str
    ) -> None:
        """A road with its class, name and number; `more` are further tags."""
        tags = {"highway": kind}
        if name:
            tags["name"] = name
        if ref:
            tags["ref"] = ref
        self.extract.line(points, {**tags, **more})
        self.roads.append(points)

    def is_free(self, ring: list[Lonlat], clearance_m: float) -> bool:
        """Whether a shape keeps off water, settlements and roads."""
        middle = (sum(p[0] for p in ring) / len(ring), sum(p[1] for p in ring) / len(ring))
        samples = [*ring, middle]
        if any(not (WEST < x < EAST and SOUTH < y < NORTH) for x, y in samples):
            return False
        if any(contains(area, p) for area in (*self.built, *self.water) for p in samples):
            return False
        return all(distance_to_line(p, road) > clearance_m for road in self.roads for p in samples)
