# SPDX-License-Identifier: Apache-2.0
"""接报: an incident taken in with one line; all else may stay empty."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import tzinfo
from typing import Final, Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from command_vehicle.domain.errors import ExpectedError
from command_vehicle.domain.geodesy import GeoPoint
from command_vehicle.domain.identity import OperationId
from command_vehicle.domain.incidents import (
    Incident,
    IncidentOpened,
    IncidentType,
    OperatingMode,
    ResponseLevel,
)
from command_vehicle.domain.operations import Operation
from command_vehicle.services.ports import Clock
from command_vehicle.services.timeline.quick_line import parse_quick_line
from command_vehicle.ui.components.button import Button, ButtonKind
from command_vehicle.ui.components.check_row import CheckRow
from command_vehicle.ui.components.pick_list import Choice, PickList
from command_vehicle.ui.components.text import Text
from command_vehicle.ui.error_words import error_sentence
from command_vehicle.ui.pages.plans.words import incident_type_word
from command_vehicle.ui.style import Style
from command_vehicle.ui.type_scale import BOLD

MOST_CASUALTIES: Final = 99_999
_ENTER_KEYS: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})

Recorded = Callable[[Operation], None]
Failed = Callable[[ExpectedError], None]


class IncidentDesk(Protocol):
    """Who keeps the incidents: the incident service."""

    @property
    def incidents(self) -> tuple[Incident, ...]:
        """Open ones first, newest first."""
        ...

    @property
    def current(self) -> Incident | None:
        """The one that new records belong to."""
        ...

    def select(self, incident_id: OperationId | None) -> None:
        """Work on another one."""
        ...

    def open(self, intake: IncidentOpened, then: Recorded, failed: Failed) -> None:
        """Take one in."""
        ...

    def confirm_level(
        self,
        incident: Incident,
        level: ResponseLevel,
        basis: str,
        then: Recorded,
        failed: Failed,
        *,
        wording: str,
    ) -> None:
        """The person on duty confirms a level; `wording` goes into the timeline."""
        ...

    def close(
        self, incident: Incident, summary: str, then: Recorded, failed: Failed, *, wording: str
    ) -> None:
        """It is over; `wording` goes into the timeline."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentSources:
    """What the incident sheet works with.

    Attributes:
        desk: Keeps the incidents.
        clock: Time of this machine.
        zone: Local time zone.
        mode: Routine, drill or real.
        here: Where the vehicle is; None while nobody knows.
    """

    desk: IncidentDesk
    clock: Clock
    zone: tzinfo
    mode: Callable[[], OperatingMode]
    here: Callable[[], GeoPoint | None]


class IntakeForm(QWidget):
    """One line, a type, and what is known besides.

    Signals:
        opened: The incident is on disk.
        refused (str): Why it is not.
    """

    opened = Signal()
    refused = Signal(str)

    def __init__(
        self, style: Style, sources: IncidentSources, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._sources = sources
        self._type = IncidentType.HAZARDOUS_CHEMICALS
        self.title = QLineEdit()
        self.title.setPlaceholderText(self.tr("什么地方、什么事，-5 表示五分钟前"))
        self.type_key = Button("", style)
        self.types = PickList(style, self.type_key)
        self.place = QLineEdit()
        self.place.setPlaceholderText(self.tr("地点（可不填）"))
        self.casualties = QLineEdit()
        self.casualties.setPlaceholderText(self.tr("伤亡人数（不知道就空着）"))
        self.is_here = CheckRow(self.tr("就在本车现在的位置"), style)
        self.open_key = Button(self.tr("接报"), style, kind=ButtonKind.PRIMARY, key="Ctrl+Enter")
        self._build(style)
        self.type_key.clicked.connect(self._offer_types)
        self.types.picked.connect(self._on_type_picked)
        self.open_key.clicked.connect(self.open_incident)
        self.title.returnPressed.connect(self.open_incident)
        self._show_type()

    def begin(self) -> None:
        """A person has come to take one in; what was typed before is still there."""
        has_place = self._sources.here() is not None
        self.is_here.setEnabled(has_place)
        self.is_here.set_detail("" if has_place else self.tr("无位置"))

    def open_incident(self) -> None:
        """Take the incident in as it is written."""
        counted = self.casualties.text().strip()
        if counted and not (counted.isdecimal() and int(counted) <= MOST_CASUALTIES):
            self.refused.emit(self.tr("伤亡人数要填整数；不知道就空着，不要填 0。"))
            return
        now = self._sources.clock.now()
        said = parse_quick_line(self.title.text(), now, self._sources.zone)
        is_drill = self._sources.mode() is OperatingMode.DRILL
        intake = IncidentOpened(
            title=said.text,
            type=self._type,
            happened_at=said.happened_at or now,
            point=self._sources.here() if self.is_here.isChecked() else None,
            place=self.place.text().strip(),
            casualties_known=int(counted) if counted else None,
            mode=OperatingMode.DRILL if is_drill else OperatingMode.REAL,
        )
        self._sources.desk.open(intake, self._on_opened, self._on_failed)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in _ENTER_KEYS and is_control:
            self.open_incident()
        else:
            super().keyPressEvent(event)

    def _build(self, style: Style) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(Text(self.tr("接报"), style, "xl", weight=BOLD))
        for widget in (self.title, self.type_key, self.place, self.casualties, self.is_here):
            column.addWidget(widget)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.open_key)
        column.addLayout(foot)

    def _offer_types(self) -> None:
        choices = [Choice(key=str(each.value), text=incident_type_word(each)) for each in _TYPES]
        self.types.open(choices, str(self._type.value))

    def _on_type_picked(self, key: str) -> None:
        self._type = IncidentType(int(key))
        self._show_type()

    def _show_type(self) -> None:
        words = self.tr("类型：%1")
        self.type_key.set_label(words.replace("%1", incident_type_word(self._type)))

    def _on_opened(self, _operation: Operation) -> None:
        for field in (self.title, self.place, self.casualties):
            field.clear()
        self.is_here.setChecked(False)
        self.opened.emit()

    def _on_failed(self, error: ExpectedError) -> None:
        self.refused.emit(error_sentence(error))


_TYPES: Final = (
    IncidentType.HAZARDOUS_CHEMICALS,
    IncidentType.FIRE,
    IncidentType.MINE,
    IncidentType.TRAFFIC,
    IncidentType.FLOOD,
    IncidentType.EARTHQUAKE,
    IncidentType.GEOLOGICAL,
    IncidentType.FOREST_FIRE,
    IncidentType.NATURAL_DISASTER,
    IncidentType.ACCIDENT,
    IncidentType.PUBLIC_HEALTH,
    IncidentType.PUBLIC_SECURITY,
)
"""The commonest first."""
