# SPDX-License-Identifier: Apache-2.0
"""The sample county in a database in memory, with the real services over it."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

from command_vehicle.adapters.files.plans import PlanDirectories
from command_vehicle.adapters.files.resources import ResourceFiles
from command_vehicle.domain.datum import Frame
from command_vehicle.domain.errors import ExpectedError
from command_vehicle.domain.geodesy import GeoPoint
from command_vehicle.domain.incidents import IncidentOpened, IncidentType
from command_vehicle.domain.operations import ClockStamp, TimeSource
from command_vehicle.services.events import EventBus
from command_vehicle.services.incidents import IncidentService
from command_vehicle.services.journal import Journal
from command_vehicle.services.plans.library import PlanLibrary
from command_vehicle.services.plans.service import PlanService
from command_vehicle.services.ports import Store, StoreRunner
from command_vehicle.services.resources.row_reader import ImportReport
from command_vehicle.services.resources.service import ResourceService
from command_vehicle.services.timeline.service import TimelineService
from command_vehicle.storage.inline_runner import InlineStoreRunner
from command_vehicle.storage.vehicle_store import VehicleStore
from command_vehicle.ui.pages.plans.words import PlanEntryWords
from command_vehicle.ui.pages.resources.words import ResourceEntryWords
from tests.support.clock import FakeClock
from tests.support.fake_store import FakeKeptState

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
COUNTY = RESOURCES / "sample_county"
SAMPLE_FILES = (COUNTY / "resources.csv", COUNTY / "enterprises.geojson")
SAMPLE_ROWS = 107
BEIJING = timezone(timedelta(hours=8))
MORNING = datetime(2026, 5, 3, 20, 52, 0, tzinfo=UTC)
"""04:52 in the county."""
SEAT = GeoPoint(latitude_deg=40.2032, longitude_deg=101.8985)


class County:
    """Services, store, bus and clock, wired as the program wires them; runs inline."""

    def __init__(
        self,
        path: Path | None = None,
        plans: Iterable[Path] = (RESOURCES / "plans",),
        now: datetime = MORNING,
        runner: Callable[[Store], StoreRunner] = InlineStoreRunner,
    ) -> None:
        self.clock = FakeClock(now=now)
        self.bus = EventBus()
        self.store = VehicleStore(path, self.clock)
        self.runner = runner(self.store)
        self.journal = Journal(
            self.runner,
            self.bus,
            actor=lambda: "周敏",
            clock=lambda: ClockStamp(source=TimeSource.GNSS),
        )
        kept = FakeKeptState()
        self.timeline = TimelineService(
            self.runner,
            self.journal,
            self.bus,
            self.clock,
            kept,
            position=lambda: None,
            zone=lambda: BEIJING,
        )
        self.incidents = IncidentService(self.runner, self.journal, self.bus, self.clock, kept)
        self.files = ResourceFiles()
        self.resources = ResourceService(
            self.runner,
            self.journal,
            self.timeline,
            self.bus,
            clock=self.clock,
            words=ResourceEntryWords(),
        )
        self.library = PlanLibrary(PlanDirectories(tuple(plans)), self.bus)
        self.plans = PlanService(
            self.runner,
            self.journal,
            self.timeline,
            self.library,
            self.bus,
            clock=self.clock,
            words=PlanEntryWords(),
            incidents=lambda: self.incidents.incidents,
            zone=lambda: BEIJING,
        )
        self.library.load()

    def take(self, path: Path, frame: Frame = Frame.WGS84) -> ImportReport:
        """Import a file and give the report; an error fails the test."""
        reports: list[ImportReport] = []
        self.resources.import_rows(self.files.open(path), frame, then=reports.append, failed=_fail)
        return reports[0]

    def fill(self) -> None:
        """Import the sample data."""
        for path in SAMPLE_FILES:
            self.take(path)

    def open_incident(self, kind: IncidentType = IncidentType.HAZARDOUS_CHEMICALS) -> None:
        """A leak of chlorine, ten minutes ago."""
        self.incidents.open(
            IncidentOpened(
                title="华澄公司液氯泄漏",
                type=kind,
                happened_at=self.clock.now() - timedelta(minutes=10),
                place="青岚化工园区",
            )
        )

    def close(self) -> None:
        """Close the database."""
        self.store.close()


def _fail(error: ExpectedError, _report: ImportReport) -> None:
    raise AssertionError(str(error))
