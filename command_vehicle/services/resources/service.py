# SPDX-License-Identifier: Apache-2.0
"""Resources 资源: the catalogue, what lies around a place, and taking over a register."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from command_vehicle.domain.datum import Frame
from command_vehicle.domain.errors import ExpectedError
from command_vehicle.domain.geodesy import GeoPoint
from command_vehicle.domain.operations import Operation
from command_vehicle.domain.resources import (
    ResourceFilter,
    ResourcesImported,
    ResourceState,
    ResourceStatus,
    ResourceStatusChanged,
)
from command_vehicle.domain.timeline import EntryKind
from command_vehicle.services.events import EventBus, OperationsAppended, ResourcesChanged, Trouble
from command_vehicle.services.journal import Failed, Journal, ignore
from command_vehicle.services.ports import Clock, PageOf, StoreRunner
from command_vehicle.services.resources.around import Around, around
from command_vehicle.services.resources.intake import Intake, IntakeRun
from command_vehicle.services.resources.row_reader import (
    ImportReport,
    RawRow,
    ReturnedRow,
    RowReader,
)
from command_vehicle.services.timeline.quick_line import QuickLine
from command_vehicle.services.timeline.service import TimelineService

TROUBLE_SUBJECT = "resources"
_EVERYTHING: Final = ResourceFilter()


class RowSource(Protocol):
    """A register whose rows can be drawn once."""

    name: str

    def rows(self) -> Iterator[RawRow]:
        """Every row; raises `InputError` when the file cannot be read on."""
        ...


class RegisterFiles(Protocol):
    """Registers on disk."""

    def open(self, path: Path) -> RowSource:
        """A register; nothing is read yet."""
        ...

    def write_returned(
        self,
        path: Path,
        rows: Sequence[ReturnedRow],
        reasons: Sequence[str],
        labels: tuple[str, str],
    ) -> None:
        """Save rows that were not taken, with the number of the line and the reason in front."""
        ...


class ResourceWords(Protocol):
    """Words of the entry that a change of state writes."""

    def status_entry(self, name: str, status: ResourceStatus, note: str) -> str:
        """The resource `name` is now in this state."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceList:
    """A window of the catalogue and how many lines there are in all."""

    states: tuple[ResourceState, ...]
    total: int


class ResourceService:
    """Use cases of resources. Every command calls exactly one of its two callbacks."""

    def __init__(
        self,
        runner: StoreRunner,
        journal: Journal,
        timeline: TimelineService,
        bus: EventBus,
        *,
        clock: Clock,
        words: ResourceWords,
    ) -> None:
        self._runner = runner
        self._journal = journal
        self._timeline = timeline
        self._bus = bus
        self._clock = clock
        self._words = words

    def page(
        self,
        wanted: ResourceFilter,
        page: PageOf,
        then: Callable[[ResourceList], None],
        failed: Failed = ignore,
    ) -> None:
        """A window of the catalogue, by name, with the number of lines the filter leaves."""
        self._runner.submit(
            lambda store: ResourceList(
                states=store.resources(wanted, page), total=store.resource_count(wanted)
            ),
            then,
            self._reporting(failed),
        )

    def one(
        self, code: str, then: Callable[[ResourceState | None], None], failed: Failed = ignore
    ) -> None:
        """One resource with its newest state."""
        self._runner.submit(lambda store: store.resource(code), then, self._reporting(failed))

    def around(
        self,
        centre: GeoPoint,
        radius_m: float,
        then: Callable[[Around], None],
        failed: Failed = ignore,
        *,
        wanted: ResourceFilter = _EVERYTHING,
    ) -> None:
        """What lies within `radius_m` of a place, nearest first, with totals per kind."""
        self._runner.submit(
            lambda store: around(store, centre, radius_m, wanted), then, self._reporting(failed)
        )

    def report_status(
        self,
        state: ResourceState,
        status: ResourceStatus,
        note: str = "",
        then: Callable[[Operation], None] = ignore,
        failed: Failed = ignore,
        *,
        point: GeoPoint | None = None,
    ) -> None:
        """Somebody says what a resource is doing: its state and a line of the timeline at once."""
        resource = state.resource
        base = () if state.status_operation is None else (state.status_operation,)
        change = ResourceStatusChanged(
            code=resource.code, status=status, note=note.strip(), point=point
        )
        said = QuickLine(
            text=self._words.status_entry(resource.name, status, note.strip()),
            resources=(resource.name,),
        )
        drafts = (
            self._journal.draft(change, base=base),
            self._timeline.draft_entry(EntryKind.RESOURCE, said, source=TROUBLE_SUBJECT),
        )
        self._journal.append(drafts, lambda operations: then(operations[0]), failed)

    def import_rows(
        self,
        source: RowSource,
        frame: Frame,
        *,
        progress: Callable[[ImportReport], None] = ignore,
        then: Callable[[ImportReport], None] = ignore,
        failed: Callable[[ExpectedError, ImportReport], None],
        name: str | None = None,
    ) -> Intake:
        """Take over a register in slices, so that a save never waits for more than one of them.

        What was read before an error stays taken, and `failed` gets the report so far. The
        answer can stop the import after the slice in hand.
        """
        named = name or source.name
        reader = RowReader(frame=frame, source=named, today=self._clock.now().date())
        stamp = self._journal.draft(ResourcesImported(source=named, rows=()))
        intake = Intake(source.rows(), reader, stamp)

        def took(report: ImportReport) -> None:
            if intake.appended:
                self._bus.publish(OperationsAppended(ids=intake.appended))
            progress(report)

        def finished(report: ImportReport) -> None:
            self._bus.publish(ResourcesChanged())
            then(report)

        def broken(error: ExpectedError) -> None:
            self._bus.publish(ResourcesChanged())
            self._bus.publish(Trouble(subject=TROUBLE_SUBJECT, error=error))
            failed(error, intake.report)

        IntakeRun(self._runner, intake, progress=took, then=finished, failed=broken).go()
        return intake

    def _reporting(self, failed: Failed) -> Failed:
        def report(error: ExpectedError) -> None:
            self._bus.publish(Trouble(subject=TROUBLE_SUBJECT, error=error))
            failed(error)

        return report
