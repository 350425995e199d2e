# SPDX-License-Identifier: Apache-2.0
"""周边: what lies around a place, nearest first, and what it adds up to."""

from typing import Final

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from command_vehicle.domain.resources import ResourceFamily
from command_vehicle.services.maps.clustering import family_of
from command_vehicle.services.resources.around import Around, Nearby
from command_vehicle.ui import formatting
from command_vehicle.ui.components.empty_state import EmptyState
from command_vehicle.ui.components.status_label import StatusLabel
from command_vehicle.ui.components.tabs import SegmentTabs, Tab
from command_vehicle.ui.components.text import MUTED, Text
from command_vehicle.ui.frame.strip_words import direction_word
from command_vehicle.ui.glyphs import Glyph, Sign
from command_vehicle.ui.icons import IconSet
from command_vehicle.ui.pages.map.marks import family_word
from command_vehicle.ui.pages.map.side_rows import SideList, SideRow
from command_vehicle.ui.pages.map.symbols import icon_name
from command_vehicle.ui.pages.resources.words import has_people
from command_vehicle.ui.style import Style
from command_vehicle.ui.type_scale import BOLD

RADII_M: Final = (1_000, 3_000, 5_000, 10_000)
_ORDER: Final = (ResourceFamily.TARGET, ResourceFamily.HAZARD, ResourceFamily.RESOURCE)
_ROLE_OF_FAMILY: Final = {
    ResourceFamily.TARGET: "mapTarget",
    ResourceFamily.HAZARD: "mapHazard",
    ResourceFamily.RESOURCE: "mapResource",
}
_PAD_PX: Final = 14
_MAX_ROWS: Final = 400


class AroundTab(QWidget):
    """Centre, radius, totals with what is not known, and the list.

    Signals:
        radius_chosen: Another radius; ask anew.
        chosen (str): Code of a resource.
    """

    radius_chosen = Signal()
    chosen = Signal(str)

    def __init__(self, style: Style, icons: IconSet, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        tabs = [
            Tab(key=str(radius), text=formatting.with_unit(str(radius // 1_000), "km"))
            for radius in RADII_M
        ]
        self.radius = SegmentTabs(tabs, style)
        self.radius.choose(str(RADII_M[1]))
        self.centre = Text("", style, "s", MUTED)
        self.count = Text("", style, "xl", weight=BOLD)
        self.people = Text("", style, "xl", weight=BOLD)
        self.unknown = StatusLabel(style)
        self.list = SideList(style, icons)
        self._empty = EmptyState("", "", style)
        self._body = QStackedWidget()
        self._body.addWidget(self.list)
        self._body.addWidget(self._empty)
        self._arrange()
        self.radius.chosen.connect(self._on_radius)
        self.list.chosen.connect(self.chosen)

    @property
    def radius_m(self) -> float:
        """The radius in force."""
        return float(self.radius.current)

    def show_around(self, around: Around, centre_word: str) -> None:
        """Show the answer."""
        self.centre.setText(self.tr("中心 %1").replace("%1", centre_word))
        known, unknown = _people(around)
        self.count.setText(self.tr("%1 处").replace("%1", formatting.count(len(around.near))))
        self.people.setText(self.tr("%1 人已知").replace("%1", formatting.count(known)))
        word = self.tr("%1 处未知").replace("%1", formatting.count(unknown))
        sign = Sign(glyph=Glyph.UNKNOWN, role="doubt", word=word)
        self.unknown.show_sign(sign if unknown else None)
        self.list.show_rows(_rows(around))
        if not around.near:
            radius = formatting.distance(around.radius_m)
            self._empty.set_words(
                self.tr("附近 %1 没有登记的资源。").replace("%1", radius), self.tr("放大半径。")
            )
        self._body.setCurrentWidget(self.list if around.near else self._empty)

    def show_no_centre(self) -> None:
        """There is no place to look around."""
        self.centre.setText(self.tr("无位置"))
        self.list.show_rows(())
        self._empty.set_words(
            self.tr("还没有定位。"), self.tr("等到定位有效，或按 A 看地图中心周边。")
        )
        self._body.setCurrentWidget(self._empty)

    def _arrange(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.radius)
        top.addStretch(1)
        totals = QHBoxLayout()
        totals.setSpacing(12)
        totals.addWidget(self.count)
        totals.addStretch(1)
        totals.addWidget(self.people)
        totals.addWidget(self.unknown)
        head = QVBoxLayout()
        head.setContentsMargins(_PAD_PX, 12, _PAD_PX, 10)
        head.setSpacing(8)
        head.addLayout(top)
        head.addWidget(self.centre)
        head.addLayout(totals)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._body, 1)

    def _on_radius(self, _key: str) -> None:
        self.radius_chosen.emit()


def _people(around: Around) -> tuple[int, int]:
    """People to think of: how many are known, and of how many places nobody knows the number.

    Those of our own teams are not among them.
    """
    targets = [
        resource
        for item in around.near
        for resource in [item.state.resource]
        if has_people(resource) and family_of(resource.kind) is not ResourceFamily.RESOURCE
    ]
    known = [resource.people for resource in targets if resource.people is not None]
    return sum(known), len(targets) - len(known)


def _rows(around: Around) -> list[SideRow]:
    rows: list[SideRow] = []
    by_distance = QCoreApplication.translate("AroundTab", "按距离")
    for family in _ORDER:
        members = [item for item in around.near if family_of(item.state.resource.kind) is family]
        if not members:
            continue
        count = formatting.count(len(members))
        rows.append(
            SideRow(
                key="", first=family_word(family), second=count, right="" if rows else by_distance
            )
        )
        rows += [_row(item, family) for item in members[:_MAX_ROWS]]
    return rows


def _row(item: Nearby, family: ResourceFamily) -> SideRow:
    resource = item.state.resource
    contact = " ".join(part for part in (resource.contact.name, resource.contact.phone) if part)
    people = ""
    if has_people(resource):
        people = QCoreApplication.translate("AroundTab", "%1 人").replace(
            "%1", formatting.count(resource.people)
        )
    second = "　".join(part for part in (people, resource.capability, contact) if part)
    is_unknown = has_people(resource) and resource.people is None
    return SideRow(
        key=resource.code,
        first=resource.name,
        second=second,
        second_role="doubt" if is_unknown else None,
        right=formatting.distance(item.distance_m),
        right_second=direction_word(item.bearing_true_deg),
        icon=icon_name(resource),
        icon_role=_ROLE_OF_FAMILY[family],
    )
