# SPDX-License-Identifier: Apache-2.0
"""事件: the current incident in short."""

from datetime import tzinfo
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from command_vehicle.domain.incidents import Incident
from command_vehicle.ui import formatting
from command_vehicle.ui.components.button import Button
from command_vehicle.ui.components.empty_state import EmptyState
from command_vehicle.ui.components.facts import Fact, FactList
from command_vehicle.ui.components.level_shield import LevelShield
from command_vehicle.ui.components.text import MUTED, Text
from command_vehicle.ui.icons import IconSet
from command_vehicle.ui.pages.plans.words import incident_type_word
from command_vehicle.ui.style import Style
from command_vehicle.ui.type_scale import BOLD

_PAD_PX: Final = 14


class IncidentTab(QWidget):
    """Level and who confirmed it, what and where, and for how long.

    Signals:
        map_wanted (GeoPoint): Show the place of the incident.
    """

    map_wanted = Signal(object)

    def __init__(
        self,
        style: Style,
        icons: IconSet,
        *,
        zone: tzinfo | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._zone = zone
        self._incident: Incident | None = None
        self.shield = LevelShield(style)
        self.confirmed = Text("", style, "xs", MUTED)
        self.title = Text("", style, "xl", weight=BOLD, is_wrapped=True)
        self.facts = FactList(style)
        self.map_key = Button(self.tr("看现场"), style, icon=icons["target"])
        self.map_key.clicked.connect(self._on_map)
        self._empty = EmptyState(
            self.tr("现在没有事件。"), self.tr("点上方状态条的事件格接报。"), style
        )
        self._body = QStackedWidget(self)
        self._body.addWidget(self._make_content())
        self._body.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._body)
        self.show_incident(None, None)

    def show_incident(self, incident: Incident | None, elapsed_s: float | None) -> None:
        """Show the current incident; None when there is none."""
        self._incident = incident
        self._body.setCurrentIndex(1 if incident is None else 0)
        if incident is None:
            return
        opened = incident.opened
        self.shield.show_level(incident.level)
        self.confirmed.setText(
            self.tr("%1 确认").replace("%1", incident.level_by)
            if incident.level is not None
            else self.tr("级别未确认")
        )
        self.title.setText(opened.title)
        happened = formatting.day_and_time(opened.happened_at, self._zone)
        place = opened.place or formatting.coordinate(opened.point)
        casualties = formatting.count(opened.casualties_known)
        is_unknown = opened.casualties_known is None
        self.facts.show_facts(
            (
                Fact(name=self.tr("类型"), value=incident_type_word(opened.type)),
                Fact(name=self.tr("发生"), value=happened),
                Fact(name=self.tr("已历时"), value=formatting.duration(elapsed_s), weight=BOLD),
                Fact(name=self.tr("地点"), value=place),
                Fact(
                    name=self.tr("伤亡（接报时）"),
                    value=formatting.unknown_word() if is_unknown else casualties,
                    role="doubt" if is_unknown else "text",
                ),
                Fact(name=self.tr("接报人"), value=incident.actor),
            )
        )
        self.map_key.set_blocked(None if opened.point is not None else self.tr("没有坐标"))

    def _make_content(self) -> QWidget:
        content = QWidget()
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self.shield)
        head.addWidget(self.confirmed)
        head.addStretch(1)
        column = QVBoxLayout(content)
        column.setContentsMargins(_PAD_PX, 12, _PAD_PX, 12)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self.title)
        column.addWidget(self.facts)
        column.addWidget(self.map_key)
        column.addStretch(1)
        return content

    def _on_map(self) -> None:
        if self._incident is not None and self._incident.opened.point is not None:
            self.map_wanted.emit(self._incident.opened.point)
