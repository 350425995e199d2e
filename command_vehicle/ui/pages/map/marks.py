# SPDX-License-Identifier: Apache-2.0
"""What is drawn on the map, with its words: the same values for the web page and its stand-in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from command_vehicle.domain.geodesy import GeoBox, GeoPoint
from command_vehicle.domain.maps import Cluster, MapPack, MapPicture
from command_vehicle.domain.positioning import Freshness, PositioningState
from command_vehicle.domain.resources import ResourceFamily, ResourceState
from command_vehicle.services.maps.clustering import family_of
from command_vehicle.ui import formatting
from command_vehicle.ui.pages.map.symbols import band_word, condition, icon_name
from command_vehicle.ui.pages.resources.words import has_people, kind_word

_UNKNOWN_SPEED_MPS = 20.0
"""How fast a vehicle may have moved since its last fix when nobody knows its speed."""
FAMILY_NAMES = {
    ResourceFamily.RESOURCE: "resource",
    ResourceFamily.HAZARD: "hazard",
    ResourceFamily.TARGET: "target",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class EstimateMark:
    """Dead reckoning 推算: where the vehicle may be by now.

    Attributes:
        point: Reckoned place.
        course_true_deg: The way it was carried on.
        radius_m: It is probably within this of `point`.
        note: The word 推算 and how long ago the last fix was.
    """

    point: GeoPoint
    course_true_deg: float
    radius_m: float
    note: str

    def as_json(self) -> Mapping[str, object]:
        """As the page takes it."""
        return {
            "lat": self.point.latitude_deg,
            "lon": self.point.longitude_deg,
            "course": self.course_true_deg,
            "radius_m": self.radius_m,
            "note": self.note,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnMark:
    """The own vehicle.

    Attributes:
        point: Newest known place.
        course_true_deg: Where it heads; None standing or unknown.
        radius_m: Where it may be: accuracy, grown with possible travel; None unknown.
        freshness: LIVE, STALE or LOST.
        name: Call sign.
        note: Age and accuracy in words.
        note_role: Colour role of the note.
        estimate: Where it may be by now; None while the fix is not lost.
    """

    point: GeoPoint
    course_true_deg: float | None
    radius_m: float | None
    freshness: Freshness
    name: str
    note: str
    note_role: str
    estimate: EstimateMark | None = None

    def as_json(self) -> Mapping[str, object]:
        """As the page takes it."""
        return {
            "lat": self.point.latitude_deg,
            "lon": self.point.longitude_deg,
            "course": self.course_true_deg,
            "radius_m": self.radius_m,
            "estimate": None if self.estimate is None else self.estimate.as_json(),
            "freshness": self.freshness.value,
            "name": self.name,
            "note": self.note,
            "noteRole": self.note_role,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class SymbolMark:
    """A resource.

    Attributes:
        code: Of the resource.
        point: Where it is.
        family: `resource`, `hazard` or `target`.
        icon: Name in the icon set.
        word: Two or three characters for the band.
        condition: `live`, `stale` or `lost`.
        name: Full name.
        note: Second line; may be empty.
        note_role: Colour role of the note.
    """

    code: str
    point: GeoPoint
    family: str
    icon: str
    word: str
    condition: str
    name: str
    note: str
    note_role: str

    def as_json(self) -> Mapping[str, object]:
        """As the page takes it."""
        return {
            "id": self.code,
            "lat": self.point.latitude_deg,
            "lon": self.point.longitude_deg,
            "family": self.family,
            "picture": self.icon,
            "word": self.word,
            "condition": self.condition,
            "name": self.name,
            "note": self.note,
            "noteRole": self.note_role,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterMark:
    """A box with a word and an exact count."""

    point: GeoPoint
    box: GeoBox
    family: str
    label: str

    def as_json(self) -> Mapping[str, object]:
        """As the page takes it."""
        return {
            "lat": self.point.latitude_deg,
            "lon": self.point.longitude_deg,
            "south": self.box.south_deg,
            "west": self.box.west_deg,
            "north": self.box.north_deg,
            "east": self.box.east_deg,
            "family": self.family,
            "label": self.label,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureMarks:
    """Everything a view shows of the catalogue and of the track."""

    symbols: tuple[SymbolMark, ...] = ()
    clusters: tuple[ClusterMark, ...] = ()
    track: tuple[tuple[GeoPoint, ...], ...] = ()

    def as_json(self) -> Mapping[str, object]:
        """As the page takes it."""
        return {
            "singles": [mark.as_json() for mark in self.symbols],
            "clusters": [mark.as_json() for mark in self.clusters],
            "track": [
                [[point.latitude_deg, point.longitude_deg] for point in run] for run in self.track
            ],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class LayerState:
    """A pack as a person has set it.

    Attributes:
        pack: Which.
        is_visible: Whether it is drawn.
        opacity: 0 to 1.
    """

    pack: MapPack
    is_visible: bool = True
    opacity: float = 1.0

    def as_json(self) -> Mapping[str, object]:
        """As the page takes it."""
        area = self.pack.area
        return {
            "key": self.pack.key,
            "kind": self.pack.kind.value,
            "maxZoom": self.pack.max_zoom,
            "south": area.south_deg,
            "west": area.west_deg,
            "north": area.north_deg,
            "east": area.east_deg,
            "visible": self.is_visible,
            "opacity": self.opacity,
        }


def own_mark(state: PositioningState, name: str) -> OwnMark | None:
    """The own vehicle as it must be shown now; None before the first fix."""
    fix = state.last_valid
    if fix is None or fix.point is None or state.freshness is Freshness.NEVER:
        return None
    age = formatting.age(state.age_s)
    accuracy = formatting.accuracy(fix.accuracy_m)
    return OwnMark(
        point=fix.point,
        course_true_deg=fix.course_true_deg,
        radius_m=_possible_radius_m(state),
        freshness=state.freshness,
        name=name,
        note={
            Freshness.LIVE: f"{age} {formatting.DOT} {accuracy}",
            Freshness.STALE: QCoreApplication.translate("Map", "过时 %1").replace("%1", age),
        }.get(state.freshness, QCoreApplication.translate("Map", "失效 %1").replace("%1", age)),
        note_role={Freshness.LIVE: "ok", Freshness.STALE: "doubt"}.get(state.freshness, "lost"),
        estimate=_estimate_mark(state),
    )


def _estimate_mark(state: PositioningState) -> EstimateMark | None:
    """Only once the fix is lost: a stale one still stands for itself."""
    estimate = state.estimate
    if estimate is None or state.freshness is not Freshness.LOST:
        return None
    age = formatting.age(estimate.reckoned_for_s)
    return EstimateMark(
        point=estimate.point,
        course_true_deg=estimate.course_true_deg,
        radius_m=estimate.radius_m,
        note=QCoreApplication.translate("Map", "推算 %1").replace("%1", age),
    )


def _possible_radius_m(state: PositioningState) -> float | None:
    fix = state.last_valid
    if fix is None:
        return None
    if state.freshness is Freshness.LIVE:
        return fix.accuracy_m
    speed = _UNKNOWN_SPEED_MPS if fix.speed_mps is None else fix.speed_mps
    return (fix.accuracy_m or 0.0) + speed * (state.age_s or 0.0)


def picture_marks(picture: MapPicture, now: datetime) -> PictureMarks:
    """A picture with its words."""
    return PictureMarks(
        symbols=tuple(
            _symbol(state, state.point, now) for state in picture.singles if state.point is not None
        ),
        clusters=tuple(_cluster(cluster) for cluster in picture.clusters),
        track=picture.track,
    )


def _symbol(state: ResourceState, point: GeoPoint, now: datetime) -> SymbolMark:
    note, role = _note(state)
    return SymbolMark(
        code=state.resource.code,
        point=point,
        family=FAMILY_NAMES[family_of(state.resource.kind)],
        icon=icon_name(state.resource),
        word=band_word(state.resource),
        condition=condition(state, now),
        name=state.resource.name,
        note=note,
        note_role=role,
    )


def _note(state: ResourceState) -> tuple[str, str]:
    """People there, when that means anything; unknown is said, not left out."""
    resource = state.resource
    if not has_people(resource):
        return "", "mapLabel"
    people = QCoreApplication.translate("Map", "%1 人")
    if resource.people is None:
        return people.replace("%1", formatting.UNKNOWN), "doubt"
    return people.replace("%1", formatting.count(resource.people)), "mapLabel"


def family_word(family: ResourceFamily) -> str:
    """Name of a family, for a mixed cluster and for the headings of the list."""
    translate = QCoreApplication.translate
    return {
        ResourceFamily.RESOURCE: translate("Map", "应急资源"),
        ResourceFamily.HAZARD: translate("Map", "危险源"),
        ResourceFamily.TARGET: translate("Map", "防护目标"),
    }[family]


def _cluster(cluster: Cluster) -> ClusterMark:
    word = family_word(cluster.family) if cluster.kind is None else kind_word(cluster.kind)
    return ClusterMark(
        point=cluster.point,
        box=cluster.box,
        family=FAMILY_NAMES[cluster.family],
        label=f"{word} {formatting.count(cluster.count)}",
    )
