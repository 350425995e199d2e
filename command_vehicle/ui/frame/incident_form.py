# SPDX-License-Identifier: Apache-2.0
"""The current incident: its level confirmed by a person, its end, and the others."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from command_vehicle.domain.errors import ExpectedError
from command_vehicle.domain.incidents import Incident, ResponseLevel
from command_vehicle.domain.operations import Operation
from command_vehicle.ui.components.button import Button
from command_vehicle.ui.components.level_shield import LevelShield, level_word
from command_vehicle.ui.components.pick_list import Choice, PickList
from command_vehicle.ui.components.text import MUTED, Text
from command_vehicle.ui.error_words import error_sentence
from command_vehicle.ui.formatting import day_and_time
from command_vehicle.ui.frame.intake_form import IncidentSources
from command_vehicle.ui.pages.plans.words import incident_type_word
from command_vehicle.ui.style import Style
from command_vehicle.ui.type_scale import BOLD, SEMIBOLD


class IncidentForm(QWidget):
    """What can be done with the incident in hand.

    Signals:
        changed: A level or the end is on disk, or another incident was chosen.
        refused (str): Why not.
        intake_wanted: A new incident is to be taken in.
    """

    changed = Signal()
    refused = Signal(str)
    intake_wanted = Signal()

    def __init__(
        self, style: Style, sources: IncidentSources, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._sources = sources
        self._incident: Incident | None = None
        self.shield = LevelShield(style)
        self.title = Text("", style, "xl", weight=BOLD, is_wrapped=True)
        self.facts = Text("", style, "xs", MUTED, is_wrapped=True)
        self.basis = QLineEdit()
        self.basis.setPlaceholderText(self.tr("定级依据（必填）"))
        self.levels = {level: Button(level_word(level), style) for level in ResponseLevel}
        self.summary = QLineEdit()
        self.summary.setPlaceholderText(self.tr("结束时的情况（必填）"))
        self.close_key = Button(self.tr("结束事件"), style)
        self.others_key = Button(self.tr("换一个事件"), style)
        self.others = PickList(style, self.others_key)
        self.intake_key = Button(self.tr("接报新事件"), style)
        self._build(style)
        self._connect()

    def show_incident(self, incident: Incident) -> None:
        """Show this one."""
        self._incident = incident
        self.shield.show_level(incident.level)
        self.title.setText(incident.opened.title)
        self.facts.setText(self._fact_words(incident))
        for widget in (self.basis, *self.levels.values(), self.summary, self.close_key):
            widget.setEnabled(incident.closed_at is None)
        others = [each for each in self._sources.desk.incidents if each.id != incident.id]
        self.others_key.setVisible(bool(others))

    def _fact_words(self, incident: Incident) -> str:
        zone = self._sources.zone
        parts = [
            incident_type_word(incident.opened.type),
            self.tr("%1 发生").replace("%1", day_and_time(incident.opened.happened_at, zone)),
            self.tr("%1 接报").replace("%1", incident.actor),
        ]
        if incident.level is not None:
            parts.append(self.tr("%1 定级").replace("%1", incident.level_by))
        if incident.closed_at is not None:
            ended = day_and_time(incident.closed_at, zone)
            parts.append(self.tr("%1 结束").replace("%1", ended))
        return "　".join(parts)

    def _build(self, style: Style) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (self.shield, self.title, self.facts):
            column.addWidget(widget)
        column.addWidget(Text(self.tr("确认响应级别"), style, "s", weight=SEMIBOLD))
        column.addWidget(self.basis)
        column.addLayout(_side_by_side(*self.levels.values()))
        column.addWidget(Text(self.tr("响应终止"), style, "s", weight=SEMIBOLD))
        ending = QHBoxLayout()
        ending.setSpacing(8)
        ending.addWidget(self.summary, 1)
        ending.addWidget(self.close_key)
        column.addLayout(ending)
        column.addSpacing(8)
        column.addLayout(_side_by_side(self.others_key, self.intake_key))

    def _connect(self) -> None:
        for level, key in self.levels.items():
            key.clicked.connect(partial(self._confirm, level))
        self.close_key.clicked.connect(self._close)
        self.others_key.clicked.connect(self._offer_others)
        self.others.picked.connect(self._on_other_picked)
        self.intake_key.clicked.connect(self.intake_wanted)

    def _confirm(self, level: ResponseLevel) -> None:
        if self._incident is not None:
            basis = self.basis.text().strip()
            words = self.tr("确认%1。依据：%2").replace("%1", level_word(level))
            self._sources.desk.confirm_level(
                self._incident,
                level,
                basis,
                self._on_done,
                self._on_failed,
                wording=words.replace("%2", basis),
            )

    def _close(self) -> None:
        if self._incident is not None:
            summary = self.summary.text().strip()
            self._sources.desk.close(
                self._incident,
                summary,
                self._on_done,
                self._on_failed,
                wording=self.tr("响应终止。%1").replace("%1", summary),
            )

    def _offer_others(self) -> None:
        current = self._incident
        self.others.open(
            [
                Choice(key=str(each.id), text=each.opened.title)
                for each in self._sources.desk.incidents
                if current is None or each.id != current.id
            ]
        )

    def _on_other_picked(self, key: str) -> None:
        known = {str(each.id): each.id for each in self._sources.desk.incidents}
        self._sources.desk.select(known[key])
        self.changed.emit()

    def _on_done(self, _operation: Operation) -> None:
        self.basis.clear()
        self.summary.clear()
        self.changed.emit()

    def _on_failed(self, error: ExpectedError) -> None:
        self.refused.emit(error_sentence(error))


def _side_by_side(*keys: Button) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    for key in keys:
        row.addWidget(key, 1)
    return row
