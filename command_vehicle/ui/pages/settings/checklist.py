# SPDX-License-Identifier: Apache-2.0
"""What must be filled in before the first duty; gone once it is."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from command_vehicle.domain.plans import TaskState
from command_vehicle.services.settings.service import SettingsService
from command_vehicle.ui.components.button import Button
from command_vehicle.ui.components.status_label import StatusLabel
from command_vehicle.ui.components.surface import Edge, Surface
from command_vehicle.ui.components.text import Text
from command_vehicle.ui.glyphs import task_sign
from command_vehicle.ui.pages.settings.words import setting_words
from command_vehicle.ui.style import Style
from command_vehicle.ui.type_scale import SEMIBOLD

NEEDED: Final = ("unit.vehicle_name", "unit.duty_person", "positioning.port")


class Checklist(QWidget):
    """One line per setting that is still empty.

    Signals:
        wanted (str): Key of the setting that a person wants to fill in now.
    """

    wanted = Signal(str)

    def __init__(self, settings: SettingsService, style: Style) -> None:
        super().__init__()
        self._settings = settings
        self.states = {key: StatusLabel(style) for key in NEEDED}
        self.keys: dict[str, Button] = {}
        surface = Surface(style, "accentSoft", Edge.BOTTOM)
        column = QVBoxLayout(surface)
        column.setContentsMargins(16, 10, 16, 12)
        column.setSpacing(6)
        column.addWidget(Text(self.tr("第一次出车前"), style, "m", weight=SEMIBOLD))
        for key in NEEDED:
            button = Button(self.tr("去填"), style)
            button.setProperty("key", key)
            button.clicked.connect(self._on_key)
            self.keys[key] = button
            row = QHBoxLayout()
            row.addWidget(Text(setting_words(key).name, style, "m"), 1)
            row.addWidget(self.states[key])
            row.addSpacing(8)
            row.addWidget(button)
            column.addLayout(row)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 16)
        outer.addWidget(surface)

    def refresh(self) -> None:
        """Show what is still empty."""
        filled = {key: bool(self._settings.value(key)) for key in NEEDED}
        for key, label in self.states.items():
            state = TaskState.DONE if filled[key] else TaskState.NOT_STARTED
            label.show_sign(task_sign(state))
            self.keys[key].setVisible(not filled[key])
        self.setVisible(not all(filled.values()))

    def _on_key(self) -> None:
        button = self.sender()
        if isinstance(button, Button):
            self.wanted.emit(str(button.property("key")))
