# SPDX-License-Identifier: Apache-2.0
"""What a resource is called and how it stands, in words."""

from datetime import date, datetime
from typing import Final

from PySide6.QtCore import QCoreApplication

from command_vehicle.domain.resources import (
    STATUS_HOLDS_FOR,
    VERIFICATION_HOLDS_FOR,
    Resource,
    ResourceKind,
    ResourceState,
    ResourceStatus,
)
from command_vehicle.ui import formatting
from command_vehicle.ui.glyphs import ROLE_OF_GLYPH, Glyph, Sign

ICON_OF_KIND: Final = {
    ResourceKind.TEAM: "symbol-team",
    ResourceKind.EXPERT: "symbol-expert",
    ResourceKind.EQUIPMENT: "symbol-equipment",
    ResourceKind.VEHICLE: "symbol-vehicle",
    ResourceKind.DEPOT: "symbol-depot",
    ResourceKind.HOSPITAL: "symbol-medical",
    ResourceKind.SHELTER: "symbol-shelter",
    ResourceKind.HAZARD_SOURCE: "symbol-storage",
    ResourceKind.PROTECTED_TARGET: "symbol-village",
    ResourceKind.ENTERPRISE: "symbol-enterprise",
    ResourceKind.WATER_SOURCE: "symbol-water",
    ResourceKind.LANDING_PAD: "symbol-pad",
    ResourceKind.CAMERA: "symbol-camera",
    ResourceKind.COMMAND_POST: "symbol-command",
    ResourceKind.STAGING_AREA: "symbol-staging",
    ResourceKind.MONITORING_POINT: "symbol-monitoring",
}


def kind_word(kind: ResourceKind) -> str:
    """Name of a kind."""
    translate = QCoreApplication.translate
    return {
        ResourceKind.TEAM: translate("ResourceKind", "队伍"),
        ResourceKind.EXPERT: translate("ResourceKind", "专家"),
        ResourceKind.EQUIPMENT: translate("ResourceKind", "装备"),
        ResourceKind.VEHICLE: translate("ResourceKind", "车辆"),
        ResourceKind.DEPOT: translate("ResourceKind", "物资储备库"),
        ResourceKind.HOSPITAL: translate("ResourceKind", "医院"),
        ResourceKind.SHELTER: translate("ResourceKind", "避难场所"),
        ResourceKind.HAZARD_SOURCE: translate("ResourceKind", "危险源"),
        ResourceKind.PROTECTED_TARGET: translate("ResourceKind", "防护目标"),
        ResourceKind.ENTERPRISE: translate("ResourceKind", "企业"),
        ResourceKind.WATER_SOURCE: translate("ResourceKind", "水源"),
        ResourceKind.LANDING_PAD: translate("ResourceKind", "停机坪"),
        ResourceKind.CAMERA: translate("ResourceKind", "摄像机"),
        ResourceKind.COMMAND_POST: translate("ResourceKind", "指挥部"),
        ResourceKind.STAGING_AREA: translate("ResourceKind", "集结地"),
        ResourceKind.MONITORING_POINT: translate("ResourceKind", "监测点"),
    }[kind]


def status_word(status: ResourceStatus) -> str:
    """Name of a state."""
    translate = QCoreApplication.translate
    return {
        ResourceStatus.UNKNOWN: translate("ResourceStatus", "未知"),
        ResourceStatus.STANDING_BY: translate("ResourceStatus", "待命"),
        ResourceStatus.EN_ROUTE: translate("ResourceStatus", "途中"),
        ResourceStatus.ON_SCENE: translate("ResourceStatus", "到场"),
        ResourceStatus.RESTING: translate("ResourceStatus", "休整"),
        ResourceStatus.OUT_OF_SERVICE: translate("ResourceStatus", "停用"),
    }[status]


def status_sign(state: ResourceState, now: datetime) -> Sign:
    """Shape and colour tell how far the word may be believed."""
    glyph = _status_glyph(state, now)
    return Sign(glyph=glyph, role=ROLE_OF_GLYPH[glyph], word=status_word(state.status))


def status_age(state: ResourceState, now: datetime) -> str:
    """How long ago somebody said so; empty when nobody has."""
    if state.status_at is None:
        return ""
    return formatting.ago((now - state.status_at).total_seconds())


def strength_words(resource: Resource) -> str:
    """`32 人 ・ 6 车`; what nobody knows is `?`, what a kind does not have is left out."""
    translate = QCoreApplication.translate
    parts = []
    if has_people(resource):
        parts.append(
            translate("Resources", "%1 人").replace("%1", formatting.count(resource.people))
        )
    if has_vehicles(resource):
        parts.append(
            translate("Resources", "%1 车").replace("%1", formatting.count(resource.vehicles))
        )
    return f" {formatting.DOT} ".join(parts)


def has_people(resource: Resource) -> bool:
    """Whether a number of people means anything here."""
    return resource.kind in _KINDS_WITH_PEOPLE or resource.people is not None


def has_vehicles(resource: Resource) -> bool:
    """Whether a number of vehicles means anything here."""
    return resource.kind in _KINDS_WITH_VEHICLES or resource.vehicles is not None


def is_strength_unknown(resource: Resource) -> bool:
    """Whether a number that should be there is not."""
    return (has_people(resource) and resource.people is None) or (
        has_vehicles(resource) and resource.vehicles is None
    )


def is_verification_doubtful(resource: Resource, today: date) -> bool:
    """Whether the line has not been checked for a year, or never."""
    checked = resource.verified_on
    return checked is None or today - checked > VERIFICATION_HOLDS_FOR


def verification_words(resource: Resource) -> str:
    """The day of the last check."""
    if resource.verified_on is None:
        return QCoreApplication.translate("Resources", "未核实")
    return resource.verified_on.isoformat()


def doubt_words(resource: Resource, today: date) -> str:
    """Why a line is to be doubted; empty when it is not."""
    if not is_verification_doubtful(resource, today):
        return ""
    if resource.verified_on is None:
        return QCoreApplication.translate("Resources", "未核实")
    return QCoreApplication.translate("Resources", "超过一年")


class ResourceEntryWords:
    """Words of the entries that changes of resources write."""

    def status_entry(self, name: str, status: ResourceStatus, note: str) -> str:
        """The resource `name` is now in this state."""
        words = QCoreApplication.translate("Resources", "%1 转为%2")
        text = words.replace("%1", name).replace("%2", status_word(status))
        return f"{text}：{note}" if note else text


_KINDS_WITH_VEHICLES: Final = frozenset({ResourceKind.TEAM, ResourceKind.VEHICLE})
_KINDS_WITH_PEOPLE: Final = frozenset(
    {
        ResourceKind.TEAM,
        ResourceKind.HOSPITAL,
        ResourceKind.PROTECTED_TARGET,
        ResourceKind.ENTERPRISE,
    }
)


def _status_glyph(state: ResourceState, now: datetime) -> Glyph:
    if state.status is ResourceStatus.UNKNOWN or state.status_at is None:
        return Glyph.UNKNOWN
    if state.status is ResourceStatus.OUT_OF_SERVICE:
        return Glyph.LOST
    return Glyph.LIVE if now - state.status_at <= STATUS_HOLDS_FOR else Glyph.STALE
