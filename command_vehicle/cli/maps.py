# SPDX-License-Identifier: Apache-2.0
"""`maps list|info|check|build`: what packs there are, whether they are sound, and new ones."""

import argparse
import dataclasses
from enum import Enum
from pathlib import Path

from command_vehicle.adapters.maps.building.from_osm import (
    OSM_LICENCE,
    OSM_SOURCE,
    OsmPackWish,
    build_from_osm,
)
from command_vehicle.adapters.maps.mbtiles import MbtilesFile
from command_vehicle.adapters.maps.packs import PACK_SUFFIX, PackLibrary, pack_folders, read_pack
from command_vehicle.adapters.paths import DataDir
from command_vehicle.cli.arguments import add_data_dir
from command_vehicle.cli.output import emit, say
from command_vehicle.domain.maps import MapPack, RefusedPack


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `maps` and its actions."""
    maps = commands.add_parser("maps", help="map packs: list, check, build")
    actions = maps.add_subparsers(required=True, metavar="ACTION")
    listing = actions.add_parser("list", help="every pack, and every file that was refused")
    listing.set_defaults(run=_list)
    for name, handler, explains in (
        ("info", _info, "what one pack is"),
        ("check", _check, "read and decode every tile of a pack"),
    ):
        parser = actions.add_parser(name, help=explains)
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.set_defaults(run=handler)
        add_data_dir(parser)
    build = actions.add_parser("build", help="turn an OpenStreetMap extract into a vector pack")
    _add_build_arguments(build)
    add_data_dir(listing)
    add_data_dir(build)


def _add_build_arguments(build: argparse.ArgumentParser) -> None:
    build.add_argument("extract", type=Path, metavar="FILE.osm", help="OSM XML")
    build.add_argument(
        "--out", type=Path, required=True, metavar="OUT", help="file NAME.mbtiles, or a folder"
    )
    build.add_argument("--name-zh", default="", help="name to show in Chinese")
    build.add_argument("--name-en", default="", help="name to show in English")
    build.add_argument("--date", default="", help="date of the content, for example 2026-11")
    build.add_argument("--source", default=OSM_SOURCE, help="default: %(default)s")
    build.add_argument("--licence", default=OSM_LICENCE, help="default: %(default)s")
    build.add_argument("--fictional", action="store_true", help="the content is invented")
    build.set_defaults(run=_build)


def _plain(value: object) -> object:
    """A value as JSON has it: enums by value, dataclasses as objects."""
    if isinstance(value, Enum):
        return value.value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)
        }
    return value


def _row(value: MapPack | RefusedPack, status: str) -> dict[str, object]:
    content = _plain(value)
    return {"status": status, **content} if isinstance(content, dict) else {"status": status}


def _list(arguments: argparse.Namespace) -> int:
    library = PackLibrary(pack_folders(DataDir(arguments.data_dir)))
    for pack in library.packs():
        emit(_row(pack, "ok"))
    for refused in library.refused():
        emit(_row(refused, "refused"))
    library.close()
    return 0


def _info(arguments: argparse.Namespace) -> int:
    emit(_row(read_pack(arguments.file), "ok"))
    return 0


def _check(arguments: argparse.Namespace) -> int:
    pack = read_pack(arguments.file)
    with MbtilesFile(arguments.file) as tiles:
        count = tiles.check()
    emit({**_row(pack, "ok"), "tiles": count})
    return 0


def _build(arguments: argparse.Namespace) -> int:
    extract: Path = arguments.extract
    out: Path = arguments.out
    if out.suffix != PACK_SUFFIX:
        out = out / f"{extract.name.split('.')[0]}{PACK_SUFFIX}"
    out.parent.mkdir(parents=True, exist_ok=True)
    name = arguments.name_zh or arguments.name_en or out.stem
    say(f"Building {out} from {extract}.")
    report = build_from_osm(
        extract,
        out,
        OsmPackWish(
            name_zh=name,
            name_en=arguments.name_en or name,
            dated=arguments.date,
            source=arguments.source,
            licence=arguments.licence,
            fictional=arguments.fictional,
        ),
    )
    emit(
        {
            "file": str(report.file),
            "features": report.feature_count,
            "tiles": report.tile_count,
            "places": report.place_count,
        }
    )
    return 0
