# SPDX-License-Identifier: Apache-2.0
"""Filters above the catalogue: kind, distance from here, state."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from command_vehicle.domain.resources import ResourceKind, ResourceStatus
from command_vehicle.ui.components.surface import Edge, Surface
from command_vehicle.ui.components.tabs import ChoiceTabs, Tab
from command_vehicle.ui.components.text import MUTED, Text
from command_vehicle.ui.pages.resources.words import status_word
from command_vehicle.ui.style import Style

ALL: Final = "all"
_PAD_PX: Final = 12

KINDS_OF_GROUP: Final[dict[str, frozenset[ResourceKind]]] = {
    ALL: frozenset(),
    "teams": frozenset({ResourceKind.TEAM}),
    "experts": frozenset({ResourceKind.EXPERT}),
    "equipment": frozenset({ResourceKind.EQUIPMENT, ResourceKind.VEHICLE}),
    "depots": frozenset({ResourceKind.DEPOT}),
    "medical": frozenset({ResourceKind.HOSPITAL}),
    "shelters": frozenset({ResourceKind.SHELTER}),
    "hazards": frozenset({ResourceKind.HAZARD_SOURCE, ResourceKind.ENTERPRISE}),
    "targets": frozenset({ResourceKind.PROTECTED_TARGET}),
    "places": frozenset(
        {
            ResourceKind.WATER_SOURCE,
            ResourceKind.LANDING_PAD,
            ResourceKind.STAGING_AREA,
            ResourceKind.COMMAND_POST,
        }
    ),
    "watching": frozenset({ResourceKind.CAMERA, ResourceKind.MONITORING_POINT}),
}
RADIUS_M_OF: Final[dict[str, float | None]] = {
    ALL: None,
    "1": 1_000.0,
    "5": 5_000.0,
    "20": 20_000.0,
}


def group_word(group: str) -> str:
    """Name of a group of kinds."""
    translate = QCoreApplication.translate
    return {
        ALL: translate("Resources", "全部"),
        "teams": translate("Resources", "队伍"),
        "experts": translate("Resources", "专家"),
        "equipment": translate("Resources", "装备车辆"),
        "depots": translate("Resources", "物资库"),
        "medical": translate("Resources", "医院"),
        "shelters": translate("Resources", "避难场所"),
        "hazards": translate("Resources", "危险源"),
        "targets": translate("Resources", "防护目标"),
        "places": translate("Resources", "水源场地"),
        "watching": translate("Resources", "监控监测"),
    }[group]


class CatalogueFilters(Surface):
    """Two rows of choices; each keeps exactly one chosen.

    Signals:
        changed: Another choice is in force.
    """

    changed = Signal()

    def __init__(self, style: Style, *, parent: QWidget | None = None) -> None:
        super().__init__(style, "surface", Edge.BOTTOM, parent=parent)
        self._group, self._radius, self._status = ALL, ALL, ALL
        self.groups = ChoiceTabs(
            [Tab(key=group, text=group_word(group)) for group in KINDS_OF_GROUP], style
        )
        self.radii = ChoiceTabs(self._radius_tabs(), style)
        self.statuses = ChoiceTabs(self._status_tabs(), style)
        self._where = Text(self.tr("离本车"), style, "s", MUTED)
        self._how = Text(self.tr("状态"), style, "s", MUTED)
        for tabs in (self.groups, self.radii, self.statuses):
            tabs.choose(ALL)
        self._arrange()
        self.groups.chosen.connect(self._on_group)
        self.radii.chosen.connect(self._on_radius)
        self.statuses.chosen.connect(self._on_status)

    @property
    def kinds(self) -> frozenset[ResourceKind]:
        """Kinds wanted; empty for all."""
        return KINDS_OF_GROUP[self._group]

    @property
    def statuses_wanted(self) -> frozenset[ResourceStatus]:
        """States wanted; empty for all."""
        if self._status == ALL:
            return frozenset()
        return frozenset({ResourceStatus[self._status]})

    @property
    def radius_m(self) -> float | None:
        """Radius wanted, metres; None for no limit."""
        return RADIUS_M_OF[self._radius]

    @property
    def is_open(self) -> bool:
        """Whether nothing is filtered away."""
        return (self._group, self._radius, self._status) == (ALL, ALL, ALL)

    def set_position_known(self, *, is_known: bool) -> None:
        """Without a position of our own nothing can be near; the words say so."""
        self._where.setText(self.tr("离本车") if is_known else self.tr("离本车（无位置）"))
        self._where.set_role(MUTED if is_known else "doubt")
        for key in RADIUS_M_OF:
            self.radii.button(key).setEnabled(is_known or key == ALL)
        if not is_known and self._radius != ALL:
            self.radii.choose(ALL)
            self._on_radius(ALL)

    def _radius_tabs(self) -> Sequence[Tab]:
        words = {ALL: self.tr("不限"), "1": "1 km", "5": "5 km", "20": "20 km"}
        return [Tab(key=key, text=word) for key, word in words.items()]

    def _status_tabs(self) -> Sequence[Tab]:
        tabs = [Tab(key=ALL, text=self.tr("不限"))]
        tabs += [Tab(key=status.name, text=status_word(status)) for status in ResourceStatus]
        return tabs

    def _arrange(self) -> None:
        first, second = QHBoxLayout(), QHBoxLayout()
        first.addWidget(self.groups)
        first.addStretch(1)
        for widget in (self._where, self.radii, self._how, self.statuses):
            second.addWidget(widget)
        second.addStretch(1)
        second.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(_PAD_PX, 4, _PAD_PX, 6)
        column.setSpacing(6)
        column.addLayout(first)
        column.addLayout(second)

    def _on_group(self, group: str) -> None:
        self._group = group
        self.changed.emit()

    def _on_radius(self, radius: str) -> None:
        self._radius = radius
        self.changed.emit()

    def _on_status(self, status: str) -> None:
        self._status = status
        self.changed.emit()
