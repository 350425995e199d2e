# SPDX-License-Identifier: Apache-2.0
"""Reading MBTiles 1.3: a SQLite file with a `tiles` table and a `metadata` table.

Rows are counted from the south in the file (TMS) and from the north everywhere else. Vector tiles
are stored gzipped and handed out plain.
"""

import json
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final, Self

from pysqlite3 import dbapi2 as sqlite
from sqlite_utils import Database

from command_vehicle.domain.errors import ErrorCode, InputError
from command_vehicle.domain.geodesy import GeoBox, GeoPoint
from command_vehicle.domain.maps import PackFault, PackKind, Place
from command_vehicle.domain.web_mercator import TileAddress
from command_vehicle.protocols.mvt import BadTileError, decode

RASTER_SIGNATURES: Final = {
    b"\x89PNG": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"RIFF": "image/webp",
}
VECTOR_MEDIA_TYPE: Final = "application/vnd.mapbox-vector-tile"
_GZIP_SIGNATURE: Final = b"\x1f\x8b"
_GZIP_WINDOW: Final = zlib.MAX_WBITS | 16
_MAX_TILE_BYTES: Final = 8 << 20
_WHOLE_EARTH: Final = GeoBox(south_deg=-85.0511, west_deg=-180, north_deg=85.0511, east_deg=180)


def pack_error(file: Path, fault: PackFault, detail: str = "") -> InputError:
    """The error that refuses a pack."""
    return InputError(ErrorCode.MAP_PACK_BROKEN, file=str(file), reason=fault.value, detail=detail)


def media_type(tile: bytes) -> str:
    """What a tile is, by its first bytes."""
    for signature, name in RASTER_SIGNATURES.items():
        if tile.startswith(signature):
            return name
    return VECTOR_MEDIA_TYPE


def unpacked(tile: bytes) -> bytes:
    """The tile without its gzip layer.

    Raises:
        zlib.error: The compressed bytes are damaged, or grow beyond any sensible tile.
    """
    if not tile.startswith(_GZIP_SIGNATURE):
        return tile
    inflater = zlib.decompressobj(_GZIP_WINDOW)
    content = inflater.decompress(tile, _MAX_TILE_BYTES)
    if not inflater.eof:
        raise zlib.error("gzip stream is cut short or too large")
    return content


class MbtilesFile:
    """One open pack, read only. Belongs to the thread that opened it."""

    def __init__(self, file: Path) -> None:
        """Open and look at the first tile.

        Raises:
            InputError: MAP_PACK_BROKEN with the reason.
        """
        self.file: Final = file
        try:
            connection = sqlite.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)
        except sqlite.Error as error:
            raise pack_error(file, PackFault.FILE_UNREADABLE, str(error)) from error
        self._connection = connection
        self._database = Database(connection, execute_plugins=False)
        try:
            self._names = frozenset(self._database.table_names()) | frozenset(
                self._database.view_names()
            )
            self.metadata: Mapping[str, str] = self._read_metadata()
            self._first = self._first_tile()
        except sqlite.DatabaseError as error:
            self.close()
            raise pack_error(file, PackFault.NOT_MBTILES, str(error)) from error
        except InputError:
            self.close()
            raise

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def __enter__(self) -> Self:
        """For `with`."""
        return self

    def __exit__(self, *_error: object) -> None:
        """Close."""
        self.close()

    def _read_metadata(self) -> dict[str, str]:
        if "tiles" not in self._names:
            raise pack_error(self.file, PackFault.NOT_MBTILES, "there is no table named tiles")
        if "metadata" not in self._names:
            return {}
        rows = self._database.query("select name, value from metadata")
        return {str(row["name"]): str(row["value"]) for row in rows}

    def _first_tile(self) -> bytes:
        rows = self._database.query("select tile_data from tiles limit 1")
        first = next(iter(rows), None)
        if first is None or first["tile_data"] is None:
            raise pack_error(self.file, PackFault.NO_TILES)
        try:
            return unpacked(first["tile_data"])
        except zlib.error as error:
            raise pack_error(self.file, PackFault.TILE_UNREADABLE, str(error)) from error

    @property
    def kind(self) -> PackKind:
        """Vector or raster, by the bytes of a tile rather than by what the file claims."""
        is_vector = media_type(self._first) == VECTOR_MEDIA_TYPE
        return PackKind.VECTOR if is_vector else PackKind.RASTER

    @property
    def zooms(self) -> tuple[int, int]:
        """Coarsest and finest zoom that hold tiles."""
        rows = self._database.query(
            "select min(zoom_level) as low, max(zoom_level) as high from tiles"
        )
        row = next(iter(rows))
        return int(row["low"]), int(row["high"])

    @property
    def area(self) -> GeoBox:
        """`bounds` of the metadata, or the whole Earth."""
        try:
            west, south, east, north = map(float, self.metadata["bounds"].split(","))
        except (KeyError, ValueError):
            return _WHOLE_EARTH
        return GeoBox(south_deg=south, west_deg=west, north_deg=north, east_deg=east)

    def tile(self, address: TileAddress) -> bytes | None:
        """The tile, unpacked; None when the pack does not hold it.

        Raises:
            InputError: MAP_PACK_BROKEN: the file or the tile is damaged.
        """
        row_from_south = (1 << address.zoom) - 1 - address.row
        try:
            rows = self._database.query(
                "select tile_data from tiles"
                " where zoom_level = ? and tile_column = ? and tile_row = ?",
                [address.zoom, address.column, row_from_south],
            )
            found = next(iter(rows), None)
            return None if found is None else unpacked(found["tile_data"])
        except (sqlite.DatabaseError, zlib.error) as error:
            name = f"{address.zoom}/{address.column}/{address.row}: {error}"
            raise pack_error(self.file, PackFault.TILE_UNREADABLE, name) from error

    def addresses(self) -> Iterator[TileAddress]:
        """Every tile of the pack, coarse ones first."""
        rows = self._database.query(
            "select zoom_level as zoom, tile_column as column_, tile_row as row_ from tiles"
            " order by zoom_level, tile_column, tile_row"
        )
        for row in rows:
            north = (1 << row["zoom"]) - 1 - row["row_"]
            yield TileAddress(zoom=row["zoom"], column=row["column_"], row=north)

    def check(self) -> int:
        """Read and decode every tile; the answer is how many there are.

        Raises:
            InputError: MAP_PACK_BROKEN, naming the first tile that cannot be read.
        """
        count = 0
        for address in self.addresses():
            content = self.tile(address) or b""
            count += 1
            if media_type(content) != VECTOR_MEDIA_TYPE:
                continue
            try:
                decode(content)
            except BadTileError as error:
                name = f"{address.zoom}/{address.column}/{address.row}: {error}"
                raise pack_error(self.file, PackFault.TILE_UNREADABLE, name) from error
        return count

    def places(self, text: str, limit: int, pack: str) -> tuple[Place, ...]:
        """Names that contain `text`, the most important first; only our own packs have them."""
        if "place_index" not in self._names or not text:
            return ()
        escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        pattern = f"%{escaped}%"
        rows = self._database.query(
            "select name_zh, name_en, category, longitude_deg, latitude_deg from place_index"
            " where name_zh like ? escape '\\' or name_en like ? escape '\\'"
            " order by name_zh <> ?, importance, name_zh limit ?",
            [pattern, pattern, text, limit],
        )
        return tuple(_place(row, pack) for row in rows)

    def settlements(self, box: GeoBox, pack: str) -> tuple[Place, ...]:
        """Towns and villages in a box; only our own packs know them."""
        if "place_index" not in self._names:
            return ()
        rows = self._database.query(
            "select name_zh, name_en, category, longitude_deg, latitude_deg from place_index"
            " where category in ('city', 'town', 'village', 'hamlet')"
            " and latitude_deg between ? and ? and longitude_deg between ? and ?",
            [box.south_deg, box.north_deg, box.west_deg, box.east_deg],
        )
        return tuple(_place(row, pack) for row in rows)

    @property
    def vector_layers(self) -> tuple[str, ...]:
        """Names of the layers that the metadata promises; empty when it does not say."""
        try:
            described = json.loads(self.metadata["json"])["vector_layers"]
            return tuple(str(layer["id"]) for layer in described)
        except (KeyError, TypeError, ValueError):
            return ()


def _place(row: Mapping[str, Any], pack: str) -> Place:
    return Place(
        name_zh=row["name_zh"],
        name_en=row["name_en"],
        category=row["category"],
        point=GeoPoint(latitude_deg=row["latitude_deg"], longitude_deg=row["longitude_deg"]),
        pack=pack,
    )
