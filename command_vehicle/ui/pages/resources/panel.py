# SPDX-License-Identifier: Apache-2.0
"""One resource in full, and one key for each state it can be reported in."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from command_vehicle.domain.resources import Resource, ResourceState, ResourceStatus
from command_vehicle.ui import formatting
from command_vehicle.ui.components.button import Button
from command_vehicle.ui.components.chip import Chip
from command_vehicle.ui.components.facts import Fact, FactList
from command_vehicle.ui.components.panel_host import SidePanel
from command_vehicle.ui.components.status_label import StatusLabel
from command_vehicle.ui.components.surface import Edge, Surface
from command_vehicle.ui.components.text import MUTED, Text
from command_vehicle.ui.glyphs import Glyph
from command_vehicle.ui.icons import IconSet
from command_vehicle.ui.pages.resources.words import (
    doubt_words,
    has_people,
    has_vehicles,
    kind_word,
    status_age,
    status_sign,
    status_word,
    verification_words,
)
from command_vehicle.ui.style import Style
from command_vehicle.ui.type_scale import BOLD, SEMIBOLD

_PAD_PX: Final = 14
_NARROWEST_PX: Final = 320
_GAP_PX: Final = 8


class ResourcePanel(SidePanel):
    """Shows the chosen resource.

    Signals:
        map_wanted (GeoPoint): Show this place.
        status_reported (ResourceStatus, str): Somebody says what it is doing, with a note.
    """

    map_wanted = Signal(object)
    status_reported = Signal(object, str)

    def __init__(self, style: Style, icons: IconSet, *, now: Callable[[], datetime]) -> None:
        super().__init__(style)
        self._look = style
        self._now = now
        self._state: ResourceState | None = None
        self._distance_m: float | None = None
        self._kind = Chip("", style)
        self.sign = StatusLabel(style)
        self.title = Text("", style, "xl", weight=BOLD, is_wrapped=True)
        self.facts = FactList(style)
        self._about = Text("", style, "m", is_wrapped=True)
        self.note = QLineEdit()
        self.note.setPlaceholderText(self.tr("备注（可不填）"))
        self.note.setAccessibleName(self.tr("备注"))
        self.error = Text("", style, "s", "alert", is_wrapped=True)
        self.error.hide()
        self.keys: dict[ResourceStatus, Button] = {
            status: Button(status_word(status), style, is_checkable=True)
            for status in list(ResourceStatus)[1:]
        }
        self.map_key = Button(self.tr("看地图"), style, icon=icons["map"])
        self.close_key = Button(self.tr("关闭"), style, key="Esc")
        self._body = QWidget()
        self._foot = Surface(style, "surface", Edge.TOP, line="border")
        self._nothing = Text(self.tr("选一行看详情"), style, "m", MUTED)
        self._arrange()
        self._connect()
        self.show_state(None, None)
        style.changed.connect(self._restyle)
        self._restyle()

    @property
    def state(self) -> ResourceState | None:
        """The resource shown."""
        return self._state

    def show_state(self, state: ResourceState | None, distance_m: float | None) -> None:
        """Show another resource, or the new state of this one."""
        is_other = (
            state is None or self._state is None or state.resource.code != self._state.resource.code
        )
        self._state, self._distance_m = state, distance_m
        if is_other:
            self.note.clear()
            self.show_error("")
        for part in (self._body, self._foot):
            part.setVisible(state is not None)
        self._nothing.setVisible(state is None)
        if state is not None:
            self._fill(state)

    def refresh_ages(self) -> None:
        """Time has passed."""
        if self._state is not None:
            now = self._now()
            self.sign.show_sign(status_sign(self._state, now), status_age(self._state, now))

    def show_saved(self, status: ResourceStatus, at: datetime) -> None:
        """The report is on disk: say so where it was pressed."""
        saved = self.tr("%1 已存").replace("%1", formatting.time_of_day(at))
        self.keys[status].report(saved, Glyph.SAVED)
        self.note.clear()
        self.show_error("")

    def show_error(self, sentence: str) -> None:
        """The report was not written; what was typed stays."""
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))

    def set_closable(self, *, is_closable: bool) -> None:
        """Offer a key to close the panel, where it lies over the page."""
        self.close_key.setVisible(is_closable)

    def _fill(self, state: ResourceState) -> None:
        resource = state.resource
        self._kind.set_text(kind_word(resource.kind))
        self.title.setText(resource.name)
        self.refresh_ages()
        self.facts.show_facts(self._facts(state))
        self._about.setText(resource.capability)
        self._about.setVisible(bool(resource.capability))
        self.map_key.set_blocked(None if state.point is not None else self.tr("无坐标"))
        for status, key in self.keys.items():
            key.setChecked(status is state.status)

    def _facts(self, state: ResourceState) -> list[Fact]:
        resource = state.resource
        facts = [Fact(name=self.tr("备注"), value=state.status_note)] if state.status_note else []
        if state.status_by:
            facts.append(Fact(name=self.tr("报告人"), value=state.status_by))
        if has_people(resource):
            facts.append(_count_fact(self.tr("人数"), resource.people))
        if has_vehicles(resource):
            facts.append(_count_fact(self.tr("车辆数"), resource.vehicles))
        facts += self._contact_facts(resource)
        facts.append(Fact(name=self.tr("直线距离"), value=formatting.distance(self._distance_m)))
        facts.append(_known(self.tr("地址"), resource.address))
        place = formatting.coordinate(state.point)
        role = "text" if state.point is not None else "doubt"
        facts.append(Fact(name=self.tr("坐标"), value=place, role=role))
        facts.append(_known(self.tr("管理单位"), resource.keeper))
        facts.append(self._verification_fact(resource))
        facts.append(Fact(name=self.tr("来源"), value=resource.source))
        facts.append(Fact(name=self.tr("编号"), value=resource.code))
        return facts

    def _contact_facts(self, resource: Resource) -> list[Fact]:
        contact = resource.contact
        facts = [
            _known(self.tr("联系人"), contact.name),
            _known(self.tr("电话"), contact.phone, weight=SEMIBOLD),
        ]
        if contact.radio:
            facts.append(Fact(name=self.tr("电台"), value=contact.radio, weight=SEMIBOLD))
        return facts

    def _verification_fact(self, resource: Resource) -> Fact:
        doubt = doubt_words(resource, self._now().date())
        day = verification_words(resource)
        value = day if not doubt or resource.verified_on is None else f"{day}　{doubt}"
        return Fact(name=self.tr("最后核实"), value=value, role="doubt" if doubt else "text")

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._kind)
        head.addWidget(self.sign)
        head.addStretch(1)
        body = QVBoxLayout(self._body)
        body.setContentsMargins(_PAD_PX, 12, _PAD_PX, _PAD_PX)
        body.setSpacing(10)
        body.addWidget(self.title)
        body.addLayout(head)
        body.addWidget(self._about)
        body.addWidget(self.facts)
        body.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(self._body)
        scroll.setWidgetResizable(True)
        self._body.setAutoFillBackground(False)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setContentsMargins(0, 24, 0, 0)
        top = QHBoxLayout()
        top.setContentsMargins(_PAD_PX, 4, _PAD_PX, 0)
        top.addWidget(self.close_key)
        top.addStretch(1)
        self.column.addLayout(top)
        self.column.addWidget(self._nothing)
        self.column.addWidget(scroll, 1)
        self.column.addWidget(self._foot)
        self._arrange_foot()

    def _arrange_foot(self) -> None:
        grid = QGridLayout()
        grid.setSpacing(_GAP_PX)
        keys = [*self.keys.values(), self.map_key]
        widest = max(key.sizeHint().width() for key in keys)
        per_row = 3 if 3 * widest + 2 * _GAP_PX <= _NARROWEST_PX - 2 * _PAD_PX else 2
        for place, key in enumerate(keys):
            grid.addWidget(key, *divmod(place, per_row))
        column = QVBoxLayout(self._foot)
        column.setContentsMargins(_PAD_PX, 12, _PAD_PX, 12)
        column.setSpacing(8)
        for widget in (self.note, self.error):
            column.addWidget(widget)
        column.addLayout(grid)

    def _connect(self) -> None:
        self.map_key.clicked.connect(self._on_map_key)
        for status, key in self.keys.items():
            key.clicked.connect(partial(self._on_status_key, status))

    def _restyle(self) -> None:
        self.note.setFont(self._look.font("m"))

    def _on_map_key(self) -> None:
        if self._state is not None and self._state.point is not None:
            self.map_wanted.emit(self._state.point)

    def _on_status_key(self, status: ResourceStatus) -> None:
        if self._state is None:
            return
        self.keys[status].setChecked(status is self._state.status)
        self.status_reported.emit(status, self.note.text())


def _known(name: str, value: str, *, weight: int | None = None) -> Fact:
    """A fact that may be missing: `?` in doubt where it is."""
    if not value:
        return Fact(name=name, value=formatting.UNKNOWN, role="doubt")
    return Fact(name=name, value=value, weight=weight) if weight else Fact(name=name, value=value)


def _count_fact(name: str, number: int | None) -> Fact:
    if number is None:
        value = f"{formatting.UNKNOWN} {formatting.unknown_word()}"
        return Fact(name=name, value=value, role="doubt", weight=SEMIBOLD)
    return Fact(name=name, value=formatting.count(number), weight=SEMIBOLD)
