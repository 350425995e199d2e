# SPDX-License-Identifier: Apache-2.0
"""Maps 底图: packs of tiles, what a view of them covers, and what it shows of the catalogue."""

from dataclasses import dataclass
from enum import Enum

from command_vehicle.domain.datum import Frame
from command_vehicle.domain.geodesy import GeoBox, GeoPoint
from command_vehicle.domain.resources import ResourceFamily, ResourceKind, ResourceState
from command_vehicle.domain.web_mercator import to_geo, to_world


class PackKind(Enum):
    """What the tiles of a pack are."""

    VECTOR = "vector"
    RASTER = "raster"


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPack:
    """One file of tiles and what its manifest says about it.

    Attributes:
        key: File name without its ending; names the pack in addresses and settings.
        file: Path, in words.
        name_zh: Name to show in Chinese.
        name_en: Name to show in English.
        area: What it covers, in its own frame.
        min_zoom: Coarsest tiles it holds.
        max_zoom: Finest tiles it holds; the page enlarges these beyond.
        kind: Vector or raster.
        frame: Frame of its coordinates.
        frame_declared: False when no manifest said so and the MBTiles rule (WGS-84) was taken.
        source: Where the content comes from; empty unknown.
        licence: Terms of the content; empty unknown.
        dated: Date of the content as the manifest writes it, for example `2026-11`.
        fictional: The content is invented, for training and demonstration.
        order: Packs with a higher number lie on top.
        size_bytes: Of the file.
    """

    key: str
    file: str
    name_zh: str
    name_en: str
    area: GeoBox
    min_zoom: int
    max_zoom: int
    kind: PackKind
    frame: Frame
    frame_declared: bool = True
    source: str = ""
    licence: str = ""
    dated: str = ""
    fictional: bool = False
    order: int = 0
    size_bytes: int = 0

    @property
    def lies_true(self) -> bool:
        """Whether its tiles lie under WGS-84 positions without being shifted."""
        return self.frame in {Frame.WGS84, Frame.CGCS2000}


class PackFault(Enum):
    """Why a pack was refused."""

    FILE_UNREADABLE = "file_unreadable"
    NOT_MBTILES = "not_mbtiles"
    NO_TILES = "no_tiles"
    TILE_UNREADABLE = "tile_unreadable"
    MANIFEST_UNREADABLE = "manifest_unreadable"
    MANIFEST_WRONG = "manifest_wrong"
    KEY_TAKEN = "key_taken"


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedPack:
    """A file that lies among the packs and cannot be shown.

    Attributes:
        file: Path, in words.
        fault: What is wrong.
        detail: The failing tile, field or message, for the person who made the pack.
    """

    file: str
    fault: PackFault
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A name on the map.

    Attributes:
        name_zh: Chinese name.
        name_en: Latin name; empty when there is none.
        category: For example `town`, `village`, `road`, `water`.
        point: WGS-84.
        pack: Key of the pack that knows it.
    """

    name_zh: str
    name_en: str
    category: str
    point: GeoPoint
    pack: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MapView:
    """What the map shows at this moment.

    Attributes:
        box: Visible area.
        zoom: Zoom level.
    """

    box: GeoBox
    zoom: float

    @property
    def centre(self) -> GeoPoint:
        """The place in the middle of the screen."""
        west, north = to_world(self.box.west_deg, self.box.north_deg)
        east, south = to_world(self.box.east_deg, self.box.south_deg)
        return to_geo((west + east) / 2, (north + south) / 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """Resources too close together to be drawn one by one.

    Attributes:
        point: Mean place of the members.
        box: Smallest box that holds them.
        count: How many, exactly.
        family: Family of all of them.
        kind: Their kind when it is one and the same; None when mixed.
    """

    point: GeoPoint
    box: GeoBox
    count: int
    family: ResourceFamily
    kind: ResourceKind | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceCell:
    """Resources of one kind in one cell of a grid, as the store counts them.

    Attributes:
        kind: Their kind.
        count: How many, exactly.
        point: Mean place.
        box: Smallest box that holds them.
        code: Code of one of them: of the one, when it is alone.
    """

    kind: ResourceKind
    count: int
    point: GeoPoint
    box: GeoBox
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPicture:
    """What a view shows of the catalogue and of our own track.

    Attributes:
        view: The view this answers.
        singles: Drawn one by one.
        clusters: Drawn as boxes with a word and a count.
        track: Our own way in unbroken runs, oldest first, simplified to the view's resolution.
    """

    view: MapView
    singles: tuple[ResourceState, ...] = ()
    clusters: tuple[Cluster, ...] = ()
    track: tuple[tuple[GeoPoint, ...], ...] = ()

    @property
    def total(self) -> int:
        """Resources the picture stands for."""
        return len(self.singles) + sum(cluster.count for cluster in self.clusters)
