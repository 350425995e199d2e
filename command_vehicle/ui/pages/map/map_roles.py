# SPDX-License-Identifier: Apache-2.0
"""Colour roles that the page of the map draws with."""

from typing import Final

MAP_ROLES: Final = (
    "mapLand",
    "mapGreen",
    "mapWater",
    "mapWaterEdge",
    "mapBuilt",
    "mapIndustry",
    "mapIndustryEdge",
    "mapRoad",
    "mapRoadCase",
    "mapRail",
    "mapLabel",
    "mapHalo",
    "mapGrid",
    "mapContour",
    "mapEvent",
    "mapHazard",
    "mapTarget",
    "mapResource",
    "mapSymbol",
    "mapOwn",
    "onMapSymbol",
    "onMapHazard",
    "accent",
    "text",
    "muted",
    "ok",
    "doubt",
    "lost",
    "lostFill",
    "alert",
)
