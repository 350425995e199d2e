# SPDX-License-Identifier: Apache-2.0
"""All packs of this installation: those that ship, and those that the unit has added.

Beside `NAME.mbtiles` lies `NAME.json`, its manifest (`offline_maps/README.md` describes it). A
pack that cannot be read is refused with a reason; the others are shown all the same.
"""

import json
import logging
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from command_vehicle.adapters.maps.mbtiles import MbtilesFile, pack_error
from command_vehicle.adapters.paths import DataDir, shipped_dir
from command_vehicle.domain.datum import Frame
from command_vehicle.domain.errors import InputError
from command_vehicle.domain.geodesy import GeoBox
from command_vehicle.domain.maps import MapPack, PackFault, Place, RefusedPack
from command_vehicle.domain.web_mercator import TileAddress

_log = logging.getLogger(__name__)

PACK_SUFFIX: Final = ".mbtiles"


def pack_folders(data_dir: DataDir) -> tuple[Path, ...]:
    """Where packs lie: with the program, and in the data directory."""
    return shipped_dir("offline_maps"), data_dir.maps


def read_pack(file: Path) -> MapPack:
    """What one file is.

    Raises:
        InputError: MAP_PACK_BROKEN with the reason.
    """
    with MbtilesFile(file) as tiles:
        return _described(tiles, _read_manifest(file))


def _read_manifest(file: Path) -> Mapping[str, object]:
    manifest = file.with_suffix(".json")
    if not manifest.exists():
        return {}
    try:
        content = json.loads(manifest.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise pack_error(manifest, PackFault.MANIFEST_UNREADABLE, str(error)) from error
    if not isinstance(content, dict):
        raise pack_error(manifest, PackFault.MANIFEST_UNREADABLE, "not an object")
    return content


def _described(tiles: MbtilesFile, manifest: Mapping[str, object]) -> MapPack:
    file = tiles.file
    try:
        name = _names(manifest, tiles)
        low, high = tiles.zooms
        return MapPack(
            key=file.stem,
            file=str(file),
            name_zh=name["zh"],
            name_en=name["en"],
            area=_area(manifest, tiles),
            min_zoom=low,
            max_zoom=high,
            kind=tiles.kind,
            frame=Frame(manifest.get("frame", Frame.WGS84.value)),
            frame_declared="frame" in manifest,
            source=_text(manifest, "source", tiles.metadata.get("attribution", "")),
            licence=_text(manifest, "licence", ""),
            dated=_text(manifest, "date", ""),
            fictional=manifest.get("fictional") is True,
            order=_order(manifest, low),
            size_bytes=file.stat().st_size,
        )
    except (ValueError, TypeError) as error:
        raise pack_error(file, PackFault.MANIFEST_WRONG, str(error)) from error


def _text(manifest: Mapping[str, object], key: str, otherwise: str) -> str:
    value = manifest.get(key, otherwise)
    if not isinstance(value, str):
        raise TypeError(f"{key} is not text")
    return value


def _names(manifest: Mapping[str, object], tiles: MbtilesFile) -> dict[str, str]:
    otherwise = tiles.metadata.get("name", tiles.file.stem)
    names = manifest.get("name", {})
    if not isinstance(names, dict):
        raise TypeError("name is not an object with zh and en")
    return {language: _text(names, language, otherwise) for language in ("zh", "en")}


def _area(manifest: Mapping[str, object], tiles: MbtilesFile) -> GeoBox:
    bounds = manifest.get("area")
    if bounds is None:
        return tiles.area
    if not isinstance(bounds, list):
        raise TypeError("area is not [west, south, east, north]")
    west, south, east, north = map(float, bounds)
    return GeoBox(south_deg=south, west_deg=west, north_deg=north, east_deg=east)


def _order(manifest: Mapping[str, object], min_zoom: int) -> int:
    order = manifest.get("order", min_zoom)
    if not isinstance(order, int):
        raise TypeError("order is not a whole number")
    return order


class PackLibrary:
    """The packs found in some folders, open for reading. Belongs to the GUI thread."""

    def __init__(self, folders: Iterable[Path]) -> None:
        self._folders: Final = tuple(folders)
        self._files: dict[str, MbtilesFile] = {}
        self._packs: tuple[MapPack, ...] = ()
        self._refused: tuple[RefusedPack, ...] = ()
        self.discover()

    def discover(self) -> None:
        """Look into the folders again. Earlier folders win where two packs share a name."""
        self.close()
        packs: list[MapPack] = []
        refused: list[RefusedPack] = []
        for file in self._candidates():
            try:
                packs.append(self._open(file))
            except InputError as error:
                refused.append(_refusal(error))
                _log.warning("refused map pack: %s", error)
        self._packs = tuple(sorted(packs, key=lambda pack: (pack.order, pack.key)))
        self._refused = tuple(refused)

    def _candidates(self) -> list[Path]:
        return [
            file
            for folder in self._folders
            if folder.is_dir()
            for file in sorted(folder.glob(f"*{PACK_SUFFIX}"))
        ]

    def _open(self, file: Path) -> MapPack:
        if file.stem in self._files:
            raise pack_error(file, PackFault.KEY_TAKEN, str(self._files[file.stem].file))
        tiles = MbtilesFile(file)
        try:
            pack = _described(tiles, _read_manifest(file))
        except InputError:
            tiles.close()
            raise
        self._files[pack.key] = tiles
        return pack

    def close(self) -> None:
        """Let go of all files."""
        for tiles in self._files.values():
            tiles.close()
        self._files.clear()
        self._packs = ()

    def packs(self) -> tuple[MapPack, ...]:
        """Packs that can be shown, the lowest first."""
        return self._packs

    def refused(self) -> tuple[RefusedPack, ...]:
        """Files that were refused, with the reason."""
        return self._refused

    def tile(self, key: str, wanted: TileAddress) -> tuple[TileAddress, bytes] | None:
        """The tile, or the nearest one above that covers it, with its own address.

        None when the pack holds nothing there at any zoom. A damaged tile counts as missing.
        """
        tiles = self._files.get(key)
        address: TileAddress | None = wanted if wanted.is_on_earth else None
        while tiles is not None and address is not None:
            try:
                content = tiles.tile(address)
            except InputError as error:
                _log.info("skipped map tile: %s", error)
                content = None
            if content is not None:
                return address, content
            address = address.parent
        return None

    def places(self, text: str, limit: int) -> tuple[Place, ...]:
        """Names that contain `text`; packs on top answer first."""
        found: list[Place] = []
        for pack in reversed(self._packs):
            found += self._files[pack.key].places(text, limit, pack.key)
        return tuple(found[:limit])

    def settlements(self, box: GeoBox) -> tuple[Place, ...]:
        """Towns and villages in a box."""
        found = [self._files[pack.key].settlements(box, pack.key) for pack in self._packs]
        return tuple(place for places in found for place in places)


def _refusal(error: InputError) -> RefusedPack:
    return RefusedPack(
        file=str(error.params["file"]),
        fault=PackFault(error.params["reason"]),
        detail=str(error.params["detail"]),
    )
