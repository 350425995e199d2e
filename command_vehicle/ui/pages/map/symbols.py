# SPDX-License-Identifier: Apache-2.0
"""Picture and band word of a resource on the map, finer than its kind where its name tells."""

from datetime import datetime
from typing import Final

from PySide6.QtCore import QCoreApplication

from command_vehicle.domain.resources import (
    STATUS_HOLDS_FOR,
    Resource,
    ResourceKind,
    ResourceState,
    ResourceStatus,
)
from command_vehicle.ui.pages.resources.words import ICON_OF_KIND

SYMBOL_ICONS: Final = tuple(
    f"symbol-{name}"
    for name in (
        "camera",
        "command",
        "depot",
        "enterprise",
        "equipment",
        "expert",
        "fire-crew",
        "medical",
        "monitoring",
        "pad",
        "radio",
        "school",
        "shelter",
        "staging",
        "storage",
        "team",
        "vehicle",
        "village",
        "water",
    )
)
"""Pictures that may be asked for."""


def _kind_band_word(kind: ResourceKind) -> str:
    translate = QCoreApplication.translate
    return {
        ResourceKind.TEAM: translate("MapSymbol", "队伍"),
        ResourceKind.EXPERT: translate("MapSymbol", "专家"),
        ResourceKind.EQUIPMENT: translate("MapSymbol", "装备"),
        ResourceKind.VEHICLE: translate("MapSymbol", "车辆"),
        ResourceKind.DEPOT: translate("MapSymbol", "物资"),
        ResourceKind.HOSPITAL: translate("MapSymbol", "医疗"),
        ResourceKind.SHELTER: translate("MapSymbol", "避难"),
        ResourceKind.HAZARD_SOURCE: translate("MapSymbol", "危险源"),
        ResourceKind.PROTECTED_TARGET: translate("MapSymbol", "目标"),
        ResourceKind.ENTERPRISE: translate("MapSymbol", "企业"),
        ResourceKind.WATER_SOURCE: translate("MapSymbol", "水源"),
        ResourceKind.LANDING_PAD: translate("MapSymbol", "停机坪"),
        ResourceKind.CAMERA: translate("MapSymbol", "摄像"),
        ResourceKind.COMMAND_POST: translate("MapSymbol", "指挥部"),
        ResourceKind.STAGING_AREA: translate("MapSymbol", "集结地"),
        ResourceKind.MONITORING_POINT: translate("MapSymbol", "监测"),
    }[kind]


def _finer_rules(kind: ResourceKind) -> tuple[tuple[str, str, str], ...]:
    """A word in the name, the picture, the band word; the first that fits is taken."""
    translate = QCoreApplication.translate
    rules = {
        ResourceKind.TEAM: (
            ("消防", "symbol-fire-crew", translate("MapSymbol", "消防")),
            ("危化", "symbol-team", translate("MapSymbol", "危化")),
            ("医疗", "symbol-medical", translate("MapSymbol", "医疗")),
            ("急救", "symbol-medical", translate("MapSymbol", "医疗")),
            ("通信", "symbol-radio", translate("MapSymbol", "通信")),
            ("监测", "symbol-monitoring", translate("MapSymbol", "监测")),
        ),
        ResourceKind.PROTECTED_TARGET: (
            ("水厂", "symbol-water", translate("MapSymbol", "水厂")),
            ("中学", "symbol-school", translate("MapSymbol", "学校")),
            ("小学", "symbol-school", translate("MapSymbol", "学校")),
            ("学校", "symbol-school", translate("MapSymbol", "学校")),
            ("幼儿园", "symbol-school", translate("MapSymbol", "学校")),
            ("医院", "symbol-medical", translate("MapSymbol", "医院")),
            ("村", "symbol-village", translate("MapSymbol", "村庄")),
        ),
        ResourceKind.HAZARD_SOURCE: (
            ("储罐", "symbol-storage", translate("MapSymbol", "储罐")),
            ("油库", "symbol-storage", translate("MapSymbol", "油库")),
            ("尾矿", "symbol-storage", translate("MapSymbol", "尾矿库")),
        ),
    }
    return rules.get(kind, ())


def _finer(resource: Resource) -> tuple[str, str] | None:
    rules = _finer_rules(resource.kind)
    return next(((icon, word) for part, icon, word in rules if part in resource.name), None)


def icon_name(resource: Resource) -> str:
    """Name in the icon set."""
    finer = _finer(resource)
    return ICON_OF_KIND[resource.kind] if finer is None else finer[0]


def band_word(resource: Resource) -> str:
    """Two or three characters."""
    finer = _finer(resource)
    return _kind_band_word(resource.kind) if finer is None else finer[1]


def condition(state: ResourceState, now: datetime) -> str:
    """`live`, `stale` where the last report has outlived its time, `lost` out of service.

    What never reports, such as a village or a hospital, is as sure as the catalogue: `live`.
    """
    if state.status is ResourceStatus.OUT_OF_SERVICE:
        return "lost"
    if state.status_at is not None and now - state.status_at > STATUS_HOLDS_FOR:
        return "stale"
    return "live"
