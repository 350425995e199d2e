# SPDX-License-Identifier: Apache-2.0
"""Nodes, ways and relations, written as OpenStreetMap XML."""

from pathlib import Path
from xml.sax.saxutils import quoteattr

from scripts.sample_county.ground import EAST, NORTH, SOUTH, WEST, Lonlat

Tags = dict[str, str]


class Extract:
    """Collects nodes, ways and relations; points at the same place share a node."""

    def __init__(self) -> None:
        self._nodes: dict[tuple[str, str], int] = {}
        self._node_tags: dict[int, Tags] = {}
        self._ways: list[tuple[int, list[int], Tags]] = []
        self._relations: list[tuple[int, list[tuple[int, str]], Tags]] = []

    def node(self, at: Lonlat, tags: Tags | None = None) -> int:
        """The node at a place; tags replace those it had."""
        key = f"{at[1]:.6f}", f"{at[0]:.6f}"
        number = self._nodes.setdefault(key, len(self._nodes) + 1)
        if tags:
            self._node_tags[number] = tags
        return number

    def line(self, points: list[Lonlat], tags: Tags) -> int:
        """A way through these points."""
        refs = [self.node(point) for point in points]
        number = len(self._ways) + 1
        self._ways.append((number, refs, tags))
        return number

    def area(self, ring: list[Lonlat], tags: Tags) -> int:
        """A closed way around this ring."""
        return self.line([*ring, ring[0]], tags)

    def multipolygon(self, outer: list[Lonlat], inners: list[list[Lonlat]], tags: Tags) -> None:
        """An area with holes."""
        members = [(self.area(outer, {}), "outer")]
        members += [(self.area(inner, {}), "inner") for inner in inners]
        number = len(self._relations) + 1
        self._relations.append((number, members, {"type": "multipolygon", **tags}))

    def write(self, out: Path) -> None:
        """Write everything as OSM XML."""
        with out.open("w", encoding="utf-8", newline="\n") as file:
            file.write('<?xml version="1.0" encoding="UTF-8"?>\n')
            file.write("<!-- Fictional 虚构: made by scripts/sample_county -->\n")
            file.write('<osm version="0.6" generator="scripts.sample_county">\n')
            file.write(
                f'<bounds minlat="{SOUTH}" minlon="{WEST}" maxlat="{NORTH}" maxlon="{EAST}"/>\n'
            )
            for (lat, lon), number in self._nodes.items():
                tags = self._node_tags.get(number)
                head = f'<node id="{number}" version="1" lat="{lat}" lon="{lon}"'
                file.write(f"{head}>{_tag_xml(tags)}</node>\n" if tags else f"{head}/>\n")
            for number, refs, tags in self._ways:
                nds = "".join(f'<nd ref="{ref}"/>' for ref in refs)
                file.write(f'<way id="{number}" version="1">{nds}{_tag_xml(tags)}</way>\n')
            for number, members, tags in self._relations:
                inside = "".join(
                    f'<member type="way" ref="{way}" role="{role}"/>' for way, role in members
                )
                file.write(
                    f'<relation id="{number}" version="1">{inside}{_tag_xml(tags)}</relation>\n'
                )
            file.write("</osm>\n")


def _tag_xml(tags: Tags) -> str:
    return "".join(f"<tag k={quoteattr(key)} v={quoteattr(value)}/>" for key, value in tags.items())
