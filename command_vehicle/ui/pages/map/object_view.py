# SPDX-License-Identifier: Apache-2.0
"""The chosen resource, in place of the tabs until it is closed."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from command_vehicle.domain.geodesy import GeoPoint, bearing_true_deg, distance_m
from command_vehicle.domain.resources import ResourceState
from command_vehicle.ui import formatting
from command_vehicle.ui.components.button import Button
from command_vehicle.ui.components.chip import Chip
from command_vehicle.ui.components.facts import Fact, FactList
from command_vehicle.ui.components.status_label import StatusLabel
from command_vehicle.ui.components.text import MUTED, Text
from command_vehicle.ui.frame.strip_words import direction_word
from command_vehicle.ui.icons import IconSet
from command_vehicle.ui.pages.resources.words import (
    has_people,
    is_verification_doubtful,
    kind_word,
    status_age,
    status_sign,
    strength_words,
    verification_words,
)
from command_vehicle.ui.style import Style
from command_vehicle.ui.type_scale import BOLD

_PAD_PX: Final = 14


class ObjectView(QWidget):
    """Who and where it is, whom to call, and how far that may be believed.

    Signals:
        closed: Back to the tabs.
        around_wanted (GeoPoint): What lies around it.
        centre_wanted (GeoPoint): Put it in the middle.
        details_wanted (str): Open it on the Resources page.
    """

    closed = Signal()
    around_wanted = Signal(object)
    centre_wanted = Signal(object)
    details_wanted = Signal(str)

    def __init__(
        self,
        style: Style,
        icons: IconSet,
        *,
        now: Callable[[], datetime],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._now = now
        self._state: ResourceState | None = None
        self.kind = Chip("", style)
        self.sign = StatusLabel(style)
        self.title = Text("", style, "xl", weight=BOLD, is_wrapped=True)
        self.capability = Text("", style, "m", MUTED, is_wrapped=True)
        self.facts = FactList(style)
        self.close_key = Button(self.tr("返回"), style, icon=icons["chevron-left"], key="Esc")
        self.centre_key = Button(self.tr("居中"), style, icon=icons["target"])
        self.around_key = Button(self.tr("周边"), style, icon=icons["around"])
        self.details_key = Button(self.tr("资源详情"), style, icon=icons["resources"])
        self._arrange()
        self.close_key.clicked.connect(self.closed)
        self.centre_key.clicked.connect(self._on_centre)
        self.around_key.clicked.connect(self._on_around)
        self.details_key.clicked.connect(self._on_details)

    @property
    def code(self) -> str:
        """Code of the resource shown; empty for none."""
        return self._state.resource.code if self._state is not None else ""

    def show_state(self, state: ResourceState, own: GeoPoint | None) -> None:
        """Show a resource, seen from the own vehicle."""
        self._state = state
        now = self._now()
        resource = state.resource
        self.kind.set_text(kind_word(resource.kind))
        self.sign.show_sign(status_sign(state, now), status_age(state, now))
        self.title.setText(resource.name)
        self.capability.setText(resource.capability)
        self.capability.setVisible(bool(resource.capability))
        self.facts.show_facts(self._facts(state, own))
        for key in (self.centre_key, self.around_key):
            key.set_blocked(None if state.point is not None else self.tr("没有坐标"))

    def _facts(self, state: ResourceState, own: GeoPoint | None) -> list[Fact]:
        resource = state.resource
        contact = resource.contact
        unknown = formatting.unknown_word()
        is_doubtful = is_verification_doubtful(resource, self._now().date())
        called = "　".join(part for part in (contact.name, contact.phone) if part)
        facts = [
            Fact(name=self.tr("联系"), value=called or unknown, weight=BOLD),
            Fact(name=self.tr("电台"), value=contact.radio) if contact.radio else None,
            Fact(name=self.tr("人数"), value=strength_words(resource))
            if has_people(resource)
            else None,
            Fact(name=self.tr("距本车"), value=_seen_from(own, state.point)),
            Fact(name=self.tr("坐标"), value=formatting.coordinate(state.point)),
            Fact(name=self.tr("地址"), value=resource.address or unknown),
            Fact(name=self.tr("单位"), value=resource.keeper or unknown),
            Fact(
                name=self.tr("核实"),
                value=verification_words(resource),
                role="doubt" if is_doubtful else "text",
            ),
            Fact(name=self.tr("来源"), value=resource.source or unknown),
        ]
        return [fact for fact in facts if fact is not None]

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self.close_key)
        head.addStretch(1)
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(self.kind)
        line.addWidget(self.sign)
        line.addStretch(1)
        keys = QHBoxLayout()
        keys.setSpacing(8)
        keys.addWidget(self.centre_key)
        keys.addWidget(self.around_key)
        column = QVBoxLayout(self)
        column.setContentsMargins(_PAD_PX, 10, _PAD_PX, 12)
        column.setSpacing(10)
        column.addLayout(head)
        column.addLayout(line)
        column.addWidget(self.title)
        column.addWidget(self.capability)
        column.addWidget(self.facts)
        column.addStretch(1)
        column.addLayout(keys)
        column.addWidget(self.details_key)

    def _on_centre(self) -> None:
        if self._state is not None and self._state.point is not None:
            self.centre_wanted.emit(self._state.point)

    def _on_around(self) -> None:
        if self._state is not None and self._state.point is not None:
            self.around_wanted.emit(self._state.point)

    def _on_details(self) -> None:
        self.details_wanted.emit(self.code)


def _seen_from(own: GeoPoint | None, point: GeoPoint | None) -> str:
    if own is None or point is None:
        return formatting.unknown_word()
    direction = direction_word(bearing_true_deg(own, point))
    return f"{direction} {formatting.distance(distance_m(own, point))}"
