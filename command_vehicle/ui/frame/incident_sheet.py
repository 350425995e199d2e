# SPDX-License-Identifier: Apache-2.0
"""What opens under the incident cell: intake while there is no incident, else the incident."""

from typing import Final

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QVBoxLayout, QWidget

from command_vehicle.ui.components.text import Text
from command_vehicle.ui.frame.incident_form import IncidentForm
from command_vehicle.ui.frame.intake_form import IncidentSources, IntakeForm
from command_vehicle.ui.frame.sheet import Sheet
from command_vehicle.ui.style import Style
from command_vehicle.ui.type_scale import SEMIBOLD

_WIDTH_PX: Final = 480


class IncidentSheet(Sheet):
    """Either form, and the reason when something was not taken."""

    def __init__(self, style: Style, sources: IncidentSources, *, parent: QWidget) -> None:
        super().__init__(style, parent=parent)
        self._sources = sources
        self.intake = IntakeForm(style, sources, parent=self)
        self.incident = IncidentForm(style, sources, parent=self)
        self.fault = Text("", style, role="alert", weight=SEMIBOLD, is_wrapped=True)
        self.fault.hide()
        self.setFixedWidth(_WIDTH_PX)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        for widget in (self.intake, self.incident, self.fault):
            column.addWidget(widget)
        self.intake.opened.connect(self.put_away)
        self.incident.changed.connect(self.put_away)
        self.incident.intake_wanted.connect(self._show_intake)
        for form in (self.intake, self.incident):
            form.refused.connect(self._on_refused)

    def toggle(self, corner: QPoint) -> None:
        """Open with the upper left corner there, or close."""
        if self.isVisible():
            self.put_away()
            return
        self._say("")
        current = self._sources.desk.current
        self.intake.setVisible(current is None)
        self.incident.setVisible(current is not None)
        if current is None:
            self.intake.begin()
            self.open_at(corner, self.intake.title)
        else:
            self.incident.show_incident(current)
            self.open_at(corner, self.incident.basis)

    def _show_intake(self) -> None:
        self._say("")
        self.incident.hide()
        self.intake.begin()
        self.intake.show()
        self.adjustSize()
        self.intake.title.setFocus()

    def _on_refused(self, words: str) -> None:
        self._say(words)
        self.adjustSize()

    def _say(self, words: str) -> None:
        self.fault.setText(words)
        self.fault.setHidden(not words)
