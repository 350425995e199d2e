# SPDX-License-Identifier: Apache-2.0
"""The map: from nothing to usable, frames while panning, and what a view costs."""

import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from command_vehicle.adapters.maps.packs import PackLibrary
from command_vehicle.adapters.paths import shipped_dir
from command_vehicle.domain.geodesy import GeoPoint
from command_vehicle.domain.web_mercator import TileAddress, tile_of

ROOT = Path(__file__).resolve().parents[2]
SIZES = (100, 10_000, 110_000)
LIMIT_S = 300
Row = tuple[str, str, str]


def rows() -> list[Row]:
    """All figures."""
    measured = _tiles()
    for number in SIZES:
        figures = _child(number)
        frames = sorted(figures["frames_ms"])
        label = f"{number:,}".replace(",", " ")
        if number == SIZES[0]:
            usable = f"{figures['usable_s']:.2f} s"
            measured.append(("map page: made to usable", usable, "imports not counted"))
        measured += [
            (
                f"pan, {label} stored in view",
                f"{statistics.mean(frames):.1f} / {_p95(frames):.1f} / {frames[-1]:.0f} ms",
                "mean / p95 / max frame, software rendering",
            ),
            (
                f"view asked of the store, {label}",
                f"{figures['view_ms']:.0f} ms",
                f"stands for {figures['view_total']} resources",
            ),
        ]
        assert figures["blocked"] == 0
    return measured


def _p95(values: list[float]) -> float:
    return values[int(len(values) * 0.95)]


def _child(number: int) -> dict[str, Any]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    if os.getuid() == 0:
        environment["QTWEBENGINE_DISABLE_SANDBOX"] = "1"
    result = subprocess.run(
        [sys.executable, "-m", "tests.bench.map_child", str(number)],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env=environment,
        timeout=LIMIT_S,
    )
    figures: dict[str, Any] = json.loads(result.stdout.splitlines()[-1])
    return figures


def _tiles() -> list[Row]:
    """One tile from the pack, unpacked."""
    library = PackLibrary([shipped_dir("offline_maps")])
    middle = tile_of(GeoPoint(latitude_deg=40.2150, longitude_deg=101.9400), 14)
    wanted = [
        TileAddress(zoom=14, column=middle.column + right, row=middle.row + down)
        for right in range(-4, 5)
        for down in range(-4, 5)
    ]
    began = time.perf_counter()
    sizes = [len(found[1]) for tile in wanted if (found := library.tile("qinglan_county", tile))]
    took_us = (time.perf_counter() - began) / len(wanted) * 1e6
    library.close()
    mean_kb = statistics.mean(sizes) / 1000
    return [("tile read and unpacked", f"{took_us:.0f} µs", f"{mean_kb:.1f} kB on average")]
