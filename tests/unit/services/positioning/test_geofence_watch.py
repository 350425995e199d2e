# SPDX-License-Identifier: Apache-2.0
"""Lines about fences over a real store: where they come from, and that a restart doubles none."""

from collections.abc import Iterator
from datetime import UTC, timedelta

import pytest

from command_vehicle.domain.errors import ErrorCode, ExpectedError, StoreError
from command_vehicle.domain.geodesy import GeoPoint, destination
from command_vehicle.domain.geofences import FenceOrigin, FencePurpose, Geofence, GeofenceDrawn
from command_vehicle.domain.incidents import IncidentClosed, IncidentOpened, IncidentType
from command_vehicle.domain.operations import ClockStamp, TimeSource
from command_vehicle.domain.resources import Resource, ResourceKind, ResourcesImported
from command_vehicle.domain.timeline import Entry, EntryFilter, EntryKind
from command_vehicle.services.events import EventBus, FixArrived
from command_vehicle.services.incidents import IncidentService
from command_vehicle.services.journal import Journal
from command_vehicle.services.ports import PageOf
from command_vehicle.services.positioning.geofence_watch import GeofenceWatch
from command_vehicle.services.positioning.geofences import GeofenceService, KnownFences
from command_vehicle.services.timeline.service import TimelineService
from command_vehicle.storage.inline_runner import InlineStoreRunner
from command_vehicle.storage.vehicle_store import VehicleStore
from tests.support.clock import FakeClock
from tests.support.fake_store import FakeKeptState
from tests.support.operations import draft, entry
from tests.support.positioning import TOWN, a_fix
from tests.support.store import all_operations, memory_store

STAGING = Resource(
    code="QL-SA-01", kind=ResourceKind.STAGING_AREA, name="园区北门集结地", point=TOWN
)
FAR = destination(TOWN, 90.0, 5_000.0)


class PlainWords:
    """Words that a test can read."""

    def arrived(self, fence: Geofence) -> str:
        """Came."""
        return f"arrived {fence.name}"

    def found_inside(self, fence: Geofence) -> str:
        """Was there."""
        return f"inside {fence.name}"

    def left(self, fence: Geofence) -> str:
        """Went."""
        return f"left {fence.name}"


class Vehicle:
    """A vehicle whose program can be killed and started again over one database."""

    def __init__(self, store: VehicleStore, clock: FakeClock) -> None:
        self.store = store
        self.clock = clock
        self.start()

    def start(self) -> None:
        """The program begins; whatever ran before is forgotten."""
        bus = EventBus()
        runner = InlineStoreRunner(self.store)
        kept = FakeKeptState()
        self.journal = Journal(
            runner, bus, actor=lambda: "周敏", clock=lambda: ClockStamp(source=TimeSource.PC)
        )
        timeline = TimelineService(
            runner,
            self.journal,
            bus,
            self.clock,
            kept,
            position=lambda: None,
            zone=lambda: UTC,
        )
        self.incidents = IncidentService(runner, self.journal, bus, self.clock, kept)
        self.incidents.refresh()
        self.fences = GeofenceService(runner, self.journal, self.incidents)
        self.bus = bus
        watch = GeofenceWatch(self.fences, timeline, bus, self.clock, PlainWords())
        watch.start()
        self.stop = watch.stop

    def stay(self, place: GeoPoint, seconds: int = 20) -> None:
        """Fixes of one place for so long."""
        for _ in range(seconds):
            self.clock.advance(1.0)
            self.bus.publish(FixArrived(fix=a_fix(self.clock, point=place)))

    def take_in(self, point: GeoPoint | None = TOWN) -> None:
        """An incident becomes the current one."""
        self.incidents.open(
            IncidentOpened(
                title="液氯泄漏",
                type=IncidentType.HAZARDOUS_CHEMICALS,
                happened_at=self.clock.now(),
                point=point,
            )
        )

    def known(self) -> KnownFences:
        """All fences."""
        answers: list[KnownFences] = []
        self.fences.known(answers.append)
        return answers[0]

    @property
    def entries(self) -> list[Entry]:
        """Lines about fences, oldest first."""
        found = self.store.entries(
            EntryFilter(kinds=frozenset({EntryKind.ARRIVAL, EntryKind.DEPARTURE})), PageOf()
        )
        return list(reversed(found))

    @property
    def texts(self) -> list[str]:
        """What they say."""
        return [each.recorded.text for each in self.entries]


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def store(clock: FakeClock) -> Iterator[VehicleStore]:
    with memory_store(clock) as opened:
        yield opened


@pytest.fixture
def vehicle(store: VehicleStore, clock: FakeClock) -> Vehicle:
    return Vehicle(store, clock)


def import_staging(vehicle: Vehicle) -> None:
    body = ResourcesImported(source="county", rows=(STAGING,))
    vehicle.journal.append([vehicle.journal.draft(body)])


def test_a_staging_area_of_the_catalogue_writes_both_lines(vehicle: Vehicle) -> None:
    import_staging(vehicle)
    vehicle.stay(FAR)
    vehicle.stay(TOWN)
    vehicle.stay(FAR)
    assert vehicle.texts == ["arrived 园区北门集结地", "left 园区北门集结地"]


def test_a_line_names_its_source_and_the_time_of_the_first_fix(vehicle: Vehicle) -> None:
    import_staging(vehicle)
    vehicle.stay(FAR)
    first_inside_at = vehicle.clock.now() + timedelta(seconds=1)
    vehicle.stay(TOWN)
    (line,) = vehicle.entries
    assert line.recorded.automatic_source == "geofences"
    assert line.recorded.happened_at == first_inside_at
    assert (line.recorded.kind, line.actor) == (EntryKind.ARRIVAL, "geofences")


def test_the_area_of_the_incident_belongs_to_the_incident(vehicle: Vehicle) -> None:
    vehicle.take_in()
    vehicle.stay(FAR)
    vehicle.stay(TOWN)
    (line,) = vehicle.entries
    assert line.recorded.text == "arrived 液氯泄漏"
    assert line.incident == vehicle.incidents.incidents[0].id


def test_an_incident_taken_in_on_the_spot_finds_the_vehicle_there(vehicle: Vehicle) -> None:
    vehicle.stay(TOWN)
    vehicle.take_in()
    vehicle.stay(TOWN)
    assert vehicle.texts == ["inside 液氯泄漏"]


def test_a_killed_program_writes_no_line_twice(vehicle: Vehicle) -> None:
    import_staging(vehicle)
    vehicle.stay(FAR)
    vehicle.stay(TOWN)
    for _ in range(3):
        vehicle.start()
        vehicle.stay(TOWN)
    vehicle.start()
    vehicle.stay(FAR)
    vehicle.start()
    vehicle.stay(FAR)
    assert vehicle.texts == ["arrived 园区北门集结地", "left 园区北门集结地"]


def test_a_kill_before_the_side_was_certain_loses_no_line(vehicle: Vehicle) -> None:
    import_staging(vehicle)
    vehicle.stay(FAR)
    vehicle.stay(TOWN)
    vehicle.stay(FAR, seconds=5)
    vehicle.start()
    vehicle.stay(FAR)
    assert vehicle.texts == ["arrived 园区北门集结地", "left 园区北门集结地"]


def test_projections_made_anew_remember_the_side(vehicle: Vehicle) -> None:
    import_staging(vehicle)
    vehicle.stay(TOWN)
    vehicle.store.rebuild_projections()
    assert vehicle.known().crossings == {"resource:QL-SA-01": True}


def test_lines_of_another_vehicle_say_nothing_about_ours(vehicle: Vehicle) -> None:
    with memory_store() as other:
        neighbour = Vehicle(other, FakeClock())
        import_staging(neighbour)
        neighbour.stay(TOWN)
        vehicle.store.ingest(all_operations(other), "lan")
    assert vehicle.known().crossings == {}
    assert [fence.key for fence in vehicle.known().fences] == ["resource:QL-SA-01"]


def test_a_person_who_writes_an_arrival_moves_no_fence(vehicle: Vehicle) -> None:
    vehicle.store.append([entry("到达", kind=EntryKind.ARRIVAL)])
    assert vehicle.known().crossings == {}


def test_a_drawn_cordon_is_watched_until_it_is_removed(vehicle: Vehicle) -> None:
    vehicle.fences.draw(GeofenceDrawn(name="北门警戒区", center=TOWN, radius_m=200.0))
    vehicle.stay(FAR)
    vehicle.stay(TOWN)
    (fence,) = vehicle.known().fences
    assert (fence.origin, fence.purpose) == (FenceOrigin.DRAWN, FencePurpose.CORDON)
    vehicle.fences.remove(fence, "解除警戒")
    vehicle.stay(FAR)
    assert vehicle.known().fences == ()
    assert vehicle.texts == ["arrived 北门警戒区"]


def test_a_cordon_of_a_closed_incident_is_not_watched(vehicle: Vehicle) -> None:
    vehicle.take_in(point=None)
    vehicle.fences.draw(GeofenceDrawn(name="北门警戒区", center=TOWN, radius_m=200.0))
    incident = vehicle.incidents.incidents[0]
    assert [fence.incident for fence in vehicle.known().fences] == [incident.id]
    vehicle.store.append([draft(IncidentClosed(summary="处置完毕"), record=incident.id)])
    vehicle.incidents.refresh()
    assert vehicle.known().fences == ()


def test_a_fence_that_encloses_nothing_is_refused(vehicle: Vehicle) -> None:
    errors: list[ExpectedError] = []
    vehicle.fences.draw(GeofenceDrawn(name="x"), failed=errors.append)
    assert [error.code for error in errors] == [ErrorCode.VALUE_INVALID]


def test_a_fence_of_the_catalogue_cannot_be_removed_by_hand(vehicle: Vehicle) -> None:
    import_staging(vehicle)
    errors: list[ExpectedError] = []
    vehicle.fences.remove(vehicle.known().fences[0], "", failed=errors.append)
    assert [error.code for error in errors] == [ErrorCode.VALUE_INVALID]


def test_a_line_that_the_disk_refused_is_written_later(
    vehicle: Vehicle, monkeypatch: pytest.MonkeyPatch
) -> None:
    import_staging(vehicle)
    vehicle.stay(FAR)

    def refuse(_drafts: object) -> None:
        raise StoreError(ErrorCode.DISK_FULL)

    with monkeypatch.context() as full_disk:
        full_disk.setattr(vehicle.store, "append", refuse)
        vehicle.stay(TOWN)
    vehicle.stay(TOWN)
    assert vehicle.texts == ["arrived 园区北门集结地"]


def test_a_stopped_watch_writes_nothing(vehicle: Vehicle) -> None:
    import_staging(vehicle)
    vehicle.stop()
    vehicle.stay(TOWN)
    assert vehicle.texts == []
