# SPDX-License-Identifier: Apache-2.0
"""Small packs, sound and damaged, written for one test."""

import base64
import gzip
import json
from collections.abc import Mapping
from pathlib import Path

from pysqlite3 import dbapi2 as sqlite

from command_vehicle.domain.web_mercator import TileAddress
from command_vehicle.protocols.mvt import Feature, GeometryType, Layer, encode

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4z8DwHwAFAAH/iZk9HQAAAABJRU5ErkJg"
    "gg=="
)
"""One red pixel."""
WHOLE = 4096


def water_tile() -> bytes:
    """A tile that is water from edge to edge."""
    ring = ((0, 0), (WHOLE, 0), (WHOLE, WHOLE), (0, WHOLE))
    water = Feature(type=GeometryType.AREA, parts=(ring,), tags={"class": "lake"})
    return encode([Layer(name="water", features=(water,))])


def write_pack(
    file: Path,
    tiles: Mapping[TileAddress, bytes],
    metadata: Mapping[str, str] | None = None,
    manifest: Mapping[str, object] | None = None,
) -> Path:
    """An MBTiles file as another program would write it, plain tables, rows from the south."""
    connection = sqlite.connect(str(file))
    connection.execute("create table metadata (name text, value text)")
    connection.execute(
        "create table tiles (zoom_level integer, tile_column integer, tile_row integer,"
        " tile_data blob)"
    )
    connection.executemany("insert into metadata values (?, ?)", list((metadata or {}).items()))
    for address, content in tiles.items():
        row = (1 << address.zoom) - 1 - address.row
        connection.execute(
            "insert into tiles values (?, ?, ?, ?)", (address.zoom, address.column, row, content)
        )
    connection.commit()
    connection.close()
    if manifest is not None:
        file.with_suffix(".json").write_text(json.dumps(manifest), encoding="utf-8")
    return file


def packed(tile: bytes) -> bytes:
    """Gzipped, as vector tiles are stored."""
    return gzip.compress(tile, mtime=0)
