# SPDX-License-Identifier: Apache-2.0
"""A main window on services that a test controls, and pages that hold nothing."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, timedelta, timezone
from uuid import UUID

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from command_vehicle.domain.errors import ErrorCode, ExpectedError, InputError
from command_vehicle.domain.geodesy import GeoPoint
from command_vehicle.domain.identity import HybridTime, Lane, OperationId, ReplicaId
from command_vehicle.domain.incidents import (
    Incident,
    IncidentClosed,
    IncidentOpened,
    IncidentType,
    LevelConfirmed,
    OperatingMode,
    ResponseLevel,
)
from command_vehicle.domain.operations import Body, Operation
from command_vehicle.domain.positioning import (
    Constellation,
    Fix,
    PositioningState,
    freshness,
)
from command_vehicle.domain.sync import BearerHealth, BearerKind, BearerState, SyncState
from command_vehicle.domain.timeline import EntryKind, EntryRecorded, PositionStamp
from command_vehicle.services.events import EventBus
from command_vehicle.services.timeline.quick_line import QuickLine, parse_quick_line
from command_vehicle.ui.bridge import UiBridge
from command_vehicle.ui.components.headings import PageHeading
from command_vehicle.ui.frame.intake_form import IncidentSources
from command_vehicle.ui.frame.quick_log import QuickLogServices
from command_vehicle.ui.frame.status_strip import StripSources
from command_vehicle.ui.frame.strip_words import NearestPlace
from command_vehicle.ui.main_window import MainWindow
from command_vehicle.ui.page import PageDescriptor
from command_vehicle.ui.style import DAY, Style
from tests.support.clock import FakeClock, FakeTicker
from tests.support.look import make_icons, make_style

BEIJING = timezone(timedelta(hours=8))
HERE = GeoPoint(latitude_deg=40.2032, longitude_deg=101.8985)
REPLICA = ReplicaId(uuid=UUID(int=1))
PAGE_WORDS = {
    "map": "态势",
    "timeline": "时间线",
    "resources": "资源",
    "plans": "预案",
    "devices": "设备",
    "sync": "同步",
    "settings": "设置",
}


def an_operation(number: int, body: Body, record: OperationId | None = None) -> Operation:
    """What the log answers."""
    return Operation(
        id=operation_id(number),
        time=HybridTime(physical_ms=0),
        body=body,
        actor="周敏",
        record=record,
    )


def operation_id(number: int) -> OperationId:
    """A place in our own log."""
    return OperationId(replica=REPLICA, lane=Lane.OPS, seq=number)


class FakeRecorder:
    """Takes lines and answers when the test says so, or at once."""

    def __init__(self, clock: FakeClock) -> None:
        self._clock = clock
        self.recorded: list[tuple[EntryKind, str]] = []
        self.error: ExpectedError | None = None
        self.answers_at_once = True
        self.pending: list[Callable[[], None]] = []

    def read_line(self, line: str) -> QuickLine:
        """As the real service reads it."""
        return parse_quick_line(line, self._clock.now(), BEIJING)

    def record(
        self,
        kind: EntryKind,
        line: str,
        then: Callable[[Operation], None],
        failed: Callable[[ExpectedError], None],
    ) -> None:
        """Remember the call; succeed, or fail with `error`."""
        self.recorded.append((kind, line))
        error = self.error
        body = EntryRecorded(kind=kind, text=line, happened_at=self._clock.now())
        saved = an_operation(len(self.recorded), body)

        def answer() -> None:
            if error is not None:
                failed(error)
            else:
                then(saved)

        if self.answers_at_once:
            answer()
        else:
            self.pending.append(answer)


class FakeKept:
    """`KeptState` in memory."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}

    def read(self, name: str) -> str | None:
        """What was written last."""
        return self.texts.get(name)

    def write(self, name: str, text: str | None) -> None:
        """Keep or forget."""
        if text is None:
            self.texts.pop(name, None)
        else:
            self.texts[name] = text


class FakeDesk:
    """Keeps incidents in memory and answers at once; refuses what has no reason."""

    def __init__(self, world: "FrameWorld") -> None:
        self._world = world
        self.opened: list[IncidentOpened] = []
        self.confirmed: list[tuple[ResponseLevel, str]] = []
        self.closed: list[str] = []
        self.wordings: list[str] = []
        self.others: tuple[Incident, ...] = ()

    @property
    def current(self) -> Incident | None:
        """The incident of the world."""
        return self._world.incident

    @property
    def incidents(self) -> tuple[Incident, ...]:
        """The current one first."""
        return self.others if self.current is None else (self.current, *self.others)

    def select(self, incident_id: OperationId | None) -> None:
        """Make another one the current one."""
        chosen = next(each for each in self.incidents if each.id == incident_id)
        self.others = tuple(each for each in self.incidents if each is not chosen)
        self._world.incident = chosen

    def open(
        self,
        intake: IncidentOpened,
        then: Callable[[Operation], None],
        failed: Callable[[ExpectedError], None],
    ) -> None:
        """As the real service: a title is needed."""
        if not intake.title:
            failed(InputError(ErrorCode.VALUE_INVALID, field="title", reason="empty"))
            return
        self.opened.append(intake)
        then(an_operation(2, intake))

    def confirm_level(
        self,
        incident: Incident,
        level: ResponseLevel,
        basis: str,
        then: Callable[[Operation], None],
        failed: Callable[[ExpectedError], None],
        *,
        wording: str,
    ) -> None:
        """As the real service: a basis is needed."""
        if not basis:
            failed(InputError(ErrorCode.REASON_MISSING))
            return
        self.confirmed.append((level, basis))
        self.wordings.append(wording)
        then(an_operation(3, LevelConfirmed(level=level, basis=basis), incident.id))

    def close(
        self,
        incident: Incident,
        summary: str,
        then: Callable[[Operation], None],
        failed: Callable[[ExpectedError], None],
        *,
        wording: str,
    ) -> None:
        """As the real service: a summary is needed."""
        if not summary:
            failed(InputError(ErrorCode.REASON_MISSING))
            return
        self.closed.append(summary)
        self.wordings.append(wording)
        then(an_operation(4, IncidentClosed(summary=summary), incident.id))


class EmptyPage(QWidget):
    """A page with one field, to see where the focus goes."""

    def __init__(self, word: str, style: Style) -> None:
        super().__init__()
        self.field = QLineEdit()
        self.panel_toggles = 0
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(PageHeading(word, style))
        column.addWidget(self.field)
        column.addStretch(1)

    def focus_search(self) -> None:
        """Ctrl+F."""
        self.field.setFocus()

    def toggle_panel(self) -> None:
        """Alt+P."""
        self.panel_toggles += 1


@dataclass
class FrameWorld:
    """Everything a main window is built from."""

    theme: str = DAY
    clock: FakeClock = field(default_factory=FakeClock)
    ticker: FakeTicker = field(default_factory=FakeTicker)
    bus: EventBus = field(default_factory=EventBus)
    kept: FakeKept = field(default_factory=FakeKept)
    mode: OperatingMode = OperatingMode.REAL
    incident: Incident | None = None
    positioning: PositioningState = field(default_factory=PositioningState)
    sync: SyncState = field(default_factory=SyncState)
    stamp: PositionStamp | None = None

    def __post_init__(self) -> None:
        """The parts that depend on others."""
        self.style = make_style(self.theme)
        self.recorder = FakeRecorder(self.clock)
        self.bridge = UiBridge(self.bus, self.ticker)
        self.desk = FakeDesk(self)

    def fix_of_age(self, age_s: float) -> None:
        """The newest fix is this old, everywhere."""
        fix = Fix(
            source="车顶接收机",
            arrived_mono_s=self.clock.monotonic_s() - age_s,
            time=self.clock.now() - timedelta(seconds=age_s),
            point=HERE,
            accuracy_m=1.8,
        )
        self.positioning = PositioningState(
            freshness=freshness(age_s),
            age_s=age_s,
            last_valid=fix,
            newest=fix,
            clock_offset_s=0.12,
            used_by_constellation={Constellation.BEIDOU: 14, Constellation.GPS: 12},
        )
        self.stamp = PositionStamp(point=HERE, fixed_at=fix.time, age_s=age_s, accuracy_m=1.8)

    def lively(self) -> "FrameWorld":
        """As in the middle of an incident: fix live, one bearer up, one in doubt, one down."""
        self.fix_of_age(0.4)
        self.incident = an_incident()
        self.incident = replace(
            self.incident,
            opened=replace(
                self.incident.opened, happened_at=self.clock.now() - timedelta(seconds=12787)
            ),
        )
        self.sync = SyncState(
            bearers=(
                _bearer(BearerKind.BEIDOU, BearerHealth.DOUBTFUL, 38.0, queued=2),
                _bearer(BearerKind.CELLULAR, BearerHealth.DOWN, 2460.0, queued=14),
                BearerState(kind=BearerKind.SATELLITE),
                _bearer(BearerKind.LAN, BearerHealth.UP, 3.0),
            )
        )
        return self

    def sources(self) -> StripSources:
        """For the strip."""
        return StripSources(
            clock=self.clock,
            zone=BEIJING,
            positioning=lambda: self.positioning,
            sync=lambda: self.sync,
            incident=lambda: self.incident,
            elapsed_s=self._elapsed_s,
            mode=lambda: self.mode,
            nearest=lambda _point: NearestPlace(
                name="县城", distance_m=6400.0, bearing_true_deg=50.0
            ),
        )

    def quick_log_services(self) -> QuickLogServices:
        """For the quick log."""
        return QuickLogServices(
            recorder=self.recorder,
            stamp=lambda: self.stamp,
            clock=self.clock,
            zone=BEIJING,
            kept=self.kept,
        )

    def incident_sources(self) -> IncidentSources:
        """For the incident sheet."""
        return IncidentSources(
            desk=self.desk,
            clock=self.clock,
            zone=BEIJING,
            mode=lambda: self.mode,
            here=lambda: None if self.stamp is None else self.stamp.point,
        )

    def window(self, pages: list[PageDescriptor] | None = None) -> MainWindow:
        """The window itself."""
        return MainWindow(
            style=self.style,
            icons=make_icons(),
            bridge=self.bridge,
            pages=self.pages() if pages is None else pages,
            strip=self.sources(),
            quick_log=self.quick_log_services(),
            incidents=self.incident_sources(),
            vehicle_name="青岚指挥01",
        )

    def pages(self) -> list[PageDescriptor]:
        """Empty pages."""
        return [
            PageDescriptor(key=key, word=_says(word), icon=key, widget=EmptyPage(word, self.style))
            for key, word in PAGE_WORDS.items()
        ]

    def _elapsed_s(self) -> float | None:
        if self.incident is None:
            return None
        return (self.clock.now() - self.incident.opened.happened_at).total_seconds()


def an_incident(title: str = "华澄公司液氯泄漏") -> Incident:
    """A leak at level Ⅲ."""
    opened = IncidentOpened(
        title=title,
        type=IncidentType.HAZARDOUS_CHEMICALS,
        happened_at=FakeClock().now().astimezone(UTC),
    )
    return Incident(
        id=operation_id(1),
        opened=opened,
        recorded_at=opened.happened_at,
        actor="周敏",
        level=ResponseLevel.LEVEL_3,
        level_by="陈立群",
    )


def _bearer(kind: BearerKind, health: BearerHealth, age_s: float, queued: int = 0) -> BearerState:
    return BearerState(kind=kind, health=health, last_success_age_s=age_s, queued=queued)


def _says(word: str) -> Callable[[], str]:
    return lambda: word
