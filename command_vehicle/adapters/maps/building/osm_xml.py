# SPDX-License-Identifier: Apache-2.0
"""Reading OpenStreetMap XML 0.6 with the standard library.

Nodes are kept as coordinates, ways as node lists, multipolygon relations as outer and inner rings
joined from their member ways. Elements that carry no tags of interest cost only their coordinates.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from xml.etree import ElementTree as ET

from command_vehicle.domain.errors import ErrorCode, InputError
from command_vehicle.domain.geodesy import GeoBox

LonLat = tuple[float, float]
Tags = Mapping[str, str]

_DECLARATION: Final = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
_HEAD_BYTES: Final = 4096
_MIN_RING_REFS: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class OsmArea:
    """A closed way or a multipolygon: rings of (longitude, latitude), first and last not equal."""

    tags: Tags
    outers: tuple[list[LonLat], ...]
    inners: tuple[list[LonLat], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OsmLine:
    """A way, in its own direction."""

    tags: Tags
    points: list[LonLat]

    @property
    def is_closed(self) -> bool:
        """Whether it ends where it starts."""
        return self.points[0] == self.points[-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class OsmPoint:
    """A node with tags."""

    tags: Tags
    point: LonLat


@dataclass(slots=True, kw_only=True)
class OsmExtract:
    """Everything of an extract that a map needs."""

    points: list[OsmPoint] = field(default_factory=list)
    lines: list[OsmLine] = field(default_factory=list)
    areas: list[OsmArea] = field(default_factory=list)
    bounds: GeoBox | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Member:
    way: int
    role: str


class _Reader:
    """Collects elements as they stream past."""

    def __init__(self) -> None:
        self.extract = OsmExtract()
        self._nodes: dict[int, LonLat] = {}
        self._ways: dict[int, list[int]] = {}

    def take(self, element: ET.Element) -> None:
        match element.tag:
            case "node":
                self._take_node(element)
            case "way":
                self._take_way(element)
            case "relation":
                self._take_relation(element)
            case "bounds":
                self.extract.bounds = GeoBox(
                    south_deg=float(element.attrib["minlat"]),
                    west_deg=float(element.attrib["minlon"]),
                    north_deg=float(element.attrib["maxlat"]),
                    east_deg=float(element.attrib["maxlon"]),
                )

    def _take_node(self, element: ET.Element) -> None:
        point = float(element.attrib["lon"]), float(element.attrib["lat"])
        self._nodes[int(element.attrib["id"])] = point
        tags = _tags(element)
        if tags:
            self.extract.points.append(OsmPoint(tags=tags, point=point))

    def _take_way(self, element: ET.Element) -> None:
        refs = [int(child.attrib["ref"]) for child in element.iterfind("nd")]
        refs = [ref for ref in refs if ref in self._nodes]
        self._ways[int(element.attrib["id"])] = refs
        tags = _tags(element)
        if tags and len(refs) > 1:
            line = OsmLine(tags=tags, points=[self._nodes[ref] for ref in refs])
            self.extract.lines.append(line)

    def _take_relation(self, element: ET.Element) -> None:
        tags = _tags(element)
        if tags.get("type") not in {"multipolygon", "boundary"}:
            return
        members = [
            _Member(way=int(child.attrib["ref"]), role=child.attrib.get("role", ""))
            for child in element.iterfind("member")
            if child.attrib.get("type") == "way"
        ]
        area = OsmArea(
            tags=tags,
            outers=self._rings([m.way for m in members if m.role != "inner"]),
            inners=self._rings([m.way for m in members if m.role == "inner"]),
        )
        if area.outers:
            self.extract.areas.append(area)

    def _rings(self, ways: list[int]) -> tuple[list[LonLat], ...]:
        """Closed rings joined from the member ways; what does not close is left out."""
        loose = [self._ways[way] for way in ways if len(self._ways.get(way, ())) > 1]
        rings: list[list[LonLat]] = []
        while loose:
            chain = list(loose.pop())
            while chain[0] != chain[-1] and (following := _take_neighbour(loose, chain[-1])):
                chain += following[1:]
            if chain[0] == chain[-1] and len(chain) >= _MIN_RING_REFS:
                rings.append([self._nodes[ref] for ref in chain[:-1]])
        return tuple(rings)


def _take_neighbour(loose: list[list[int]], end: int) -> list[int]:
    """Remove and give the way that goes on at `end`, in that direction; empty without one."""
    for at, way in enumerate(loose):
        if end in {way[0], way[-1]}:
            del loose[at]
            return way if way[0] == end else way[::-1]
    return []


def _tags(element: ET.Element) -> dict[str, str]:
    return {child.attrib["k"]: child.attrib["v"] for child in element.iterfind("tag")}


def _elements(file: Path) -> Iterator[ET.Element]:
    depth = 0
    root: ET.Element | None = None
    for event, element in ET.iterparse(file, events=("start", "end")):  # noqa: S314
        if event == "start":
            root = element if root is None else root
            depth += 1
            continue
        depth -= 1
        if depth == 1:
            yield element
            if root is not None:
                root.clear()


def read_osm_xml(file: Path) -> OsmExtract:
    """Read a whole extract.

    Raises:
        InputError: FILE_MISSING or FILE_UNREADABLE.
    """
    if not file.is_file():
        raise InputError(ErrorCode.FILE_MISSING, file=str(file))
    reader = _Reader()
    try:
        with file.open("rb") as head:
            if _DECLARATION.search(head.read(_HEAD_BYTES)):
                raise InputError(
                    ErrorCode.FILE_UNREADABLE, file=str(file), reason="it declares entities"
                )
        for element in _elements(file):
            reader.take(element)
    except (ET.ParseError, KeyError, ValueError, OSError) as error:
        raise InputError(ErrorCode.FILE_UNREADABLE, file=str(file), reason=str(error)) from error
    return reader.extract
