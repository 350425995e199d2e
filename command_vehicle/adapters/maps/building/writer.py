# SPDX-License-Identifier: Apache-2.0
"""Writing a pack: tiles, place index and manifest.

The same input gives the same bytes with the same SQLite and zlib: rows are written in a fixed
order, gzip headers carry no time, and nothing of the machine is recorded. Tiles with the same
content (open sea) are stored once.
"""

import gzip
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pysqlite3 import dbapi2 as sqlite
from sqlite_utils import Database

from command_vehicle.domain.datum import Frame
from command_vehicle.domain.geodesy import GeoBox
from command_vehicle.domain.maps import Place
from command_vehicle.domain.web_mercator import TileAddress

_PAGE_BYTES: Final = 4096
_BATCH_ROWS: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class PackDescription:
    """What the manifest of a new pack is to say. Attributes as in `MapPack`."""

    name_zh: str
    name_en: str
    area: GeoBox
    min_zoom: int
    max_zoom: int
    layers: tuple[str, ...]
    source: str
    licence: str
    dated: str
    fictional: bool = False
    order: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexedPlace:
    """A name for the search: the smaller the number, the earlier it is offered."""

    place: Place
    importance: int


def write_pack(
    out: Path,
    description: PackDescription,
    tiles: Iterable[tuple[TileAddress, bytes]],
    places: Iterable[IndexedPlace],
) -> int:
    """Write `out` and its manifest, replacing older ones; the answer is the number of tiles."""
    unfinished = out.with_suffix(".unfinished")
    unfinished.unlink(missing_ok=True)
    connection = sqlite.connect(str(unfinished))
    connection.execute(f"pragma page_size = {_PAGE_BYTES}")
    connection.execute("pragma journal_mode = off")
    database = Database(connection, execute_plugins=False)
    with database.atomic():
        _create_tables(database)
        count = _write_tiles(database, tiles)
        _write_places(database, places)
        _write_metadata(database, description)
    connection.execute("vacuum")
    connection.close()
    unfinished.replace(out)
    manifest = json.dumps(_manifest(description), ensure_ascii=False, indent=2)
    out.with_suffix(".json").write_text(manifest + "\n", encoding="utf-8")
    return count


def _create_tables(database: Database) -> None:
    database.table("images").create({"tile_id": int, "tile_data": bytes}, pk="tile_id")
    database.table("map").create(
        {"zoom_level": int, "tile_column": int, "tile_row": int, "tile_id": int},
        pk=("zoom_level", "tile_column", "tile_row"),
    )
    database.table("metadata").create({"name": str, "value": str}, pk="name")
    database.table("place_index").create(
        {
            "name_zh": str,
            "name_en": str,
            "category": str,
            "importance": int,
            "longitude_deg": float,
            "latitude_deg": float,
        }
    )
    database.create_view(
        "tiles",
        "select map.zoom_level, map.tile_column, map.tile_row, images.tile_data"
        " from map join images on images.tile_id = map.tile_id",
    )


def _write_tiles(database: Database, tiles: Iterable[tuple[TileAddress, bytes]]) -> int:
    images: dict[bytes, int] = {}
    cells: list[tuple[TileAddress, int]] = []
    for address, content in tiles:
        packed = gzip.compress(content, 9, mtime=0)
        cells.append((address, images.setdefault(packed, len(images))))
    cells.sort(key=lambda cell: cell[0])
    database.table("images").insert_all(
        ({"tile_id": number, "tile_data": packed} for packed, number in images.items()),
        batch_size=_BATCH_ROWS,
    )
    database.table("map").insert_all(
        (
            {
                "zoom_level": address.zoom,
                "tile_column": address.column,
                "tile_row": (1 << address.zoom) - 1 - address.row,
                "tile_id": number,
            }
            for address, number in cells
        ),
        batch_size=_BATCH_ROWS,
    )
    return len(cells)


def _write_places(database: Database, places: Iterable[IndexedPlace]) -> None:
    rows = sorted(
        (
            entry.importance,
            entry.place.name_zh,
            entry.place.name_en,
            entry.place.category,
            round(entry.place.point.longitude_deg, 6),
            round(entry.place.point.latitude_deg, 6),
        )
        for entry in places
    )
    columns = ("importance", "name_zh", "name_en", "category", "longitude_deg", "latitude_deg")
    database.table("place_index").insert_all(
        (dict(zip(columns, row, strict=True)) for row in rows), batch_size=_BATCH_ROWS
    )


def _bounds(area: GeoBox) -> list[float]:
    return [area.west_deg, area.south_deg, area.east_deg, area.north_deg]


def _write_metadata(database: Database, description: PackDescription) -> None:
    layers = [
        {"id": name, "fields": {}, "minzoom": description.min_zoom, "maxzoom": description.max_zoom}
        for name in description.layers
    ]
    centre = f"{(description.area.west_deg + description.area.east_deg) / 2:.5f},"
    centre += f"{(description.area.south_deg + description.area.north_deg) / 2:.5f},"
    metadata = {
        "name": description.name_en,
        "format": "pbf",
        "type": "baselayer",
        "version": "1",
        "description": description.name_zh,
        "attribution": description.source,
        "bounds": ",".join(str(value) for value in _bounds(description.area)),
        "center": centre + str(description.min_zoom),
        "minzoom": str(description.min_zoom),
        "maxzoom": str(description.max_zoom),
        "json": json.dumps({"vector_layers": layers}),
    }
    database.table("metadata").insert_all(
        {"name": name, "value": value} for name, value in metadata.items()
    )


def _manifest(description: PackDescription) -> Mapping[str, object]:
    return {
        "name": {"zh": description.name_zh, "en": description.name_en},
        "area": _bounds(description.area),
        "zooms": [description.min_zoom, description.max_zoom],
        "frame": Frame.WGS84.value,
        "source": description.source,
        "licence": description.licence,
        "date": description.dated,
        "fictional": description.fictional,
        "order": description.order,
    }
