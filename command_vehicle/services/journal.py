# SPDX-License-Identifier: Apache-2.0
"""The one way into the operation log for services.

`draft` fills in what every operation carries: lane, actor, incident, state of the clock.
`append` hands drafts to the store and announces them only after they are durable.
"""

from collections.abc import Callable, Sequence
from enum import Enum

from command_vehicle.domain.errors import ExpectedError
from command_vehicle.domain.geofences import GeofenceDrawn, GeofenceRemoved
from command_vehicle.domain.identity import Lane, OperationId
from command_vehicle.domain.incidents import IncidentClosed, IncidentOpened, LevelConfirmed
from command_vehicle.domain.operations import (
    Body,
    ClockStamp,
    Draft,
    Operation,
    Seal,
    TimeSource,
    UnknownBody,
)
from command_vehicle.domain.plans import PlanActivated, PlanLevelChanged, TaskStateChanged
from command_vehicle.domain.positioning import PositioningState
from command_vehicle.domain.resources import ResourcesImported, ResourceStatusChanged
from command_vehicle.domain.timeline import (
    EntryCorrected,
    EntryKind,
    EntryRecorded,
    EntryRetracted,
)
from command_vehicle.domain.track import TrackSegment
from command_vehicle.services.events import (
    EventBus,
    GeofencesChanged,
    IncidentsChanged,
    OperationsAppended,
    PlansChanged,
    ResourcesChanged,
    TimelineChanged,
    Trouble,
)
from command_vehicle.services.ports import StoreRunner

Appended = Callable[[tuple[Operation, ...]], None]
Failed = Callable[[ExpectedError], None]

TROUBLE_SUBJECT = "journal"


class Current(Enum):
    """Stands for what is chosen at the moment, where None would mean "none at all"."""

    INCIDENT = "incident"


_LANES: dict[type, Lane] = {
    TrackSegment: Lane.TRACK,
    ResourcesImported: Lane.META,
    Seal: Lane.META,
}
"""Bodies that do not go to OPS."""

_ANNOUNCEMENTS: dict[type, tuple[type, ...]] = {
    EntryRecorded: (TimelineChanged,),
    EntryCorrected: (TimelineChanged,),
    EntryRetracted: (TimelineChanged,),
    IncidentOpened: (IncidentsChanged, TimelineChanged),
    LevelConfirmed: (IncidentsChanged, TimelineChanged),
    IncidentClosed: (IncidentsChanged, TimelineChanged),
    ResourcesImported: (ResourcesChanged,),
    ResourceStatusChanged: (ResourcesChanged,),
    PlanActivated: (PlansChanged,),
    PlanLevelChanged: (PlansChanged,),
    TaskStateChanged: (PlansChanged,),
    TrackSegment: (),
    GeofenceDrawn: (GeofencesChanged,),
    GeofenceRemoved: (GeofencesChanged,),
    Seal: (),
    UnknownBody: (),
}
"""Which screens a body changes; every kind of body is here."""


def lane_of(body: Body) -> Lane:
    """Priority class a body belongs to: orders first, catalogues last."""
    if isinstance(body, EntryRecorded) and body.kind is EntryKind.ORDER:
        return Lane.FLASH
    return _LANES.get(type(body), Lane.OPS)


def clock_stamp(state: PositioningState | None) -> ClockStamp:
    """What is known about the PC clock: its offset from GNSS time, or that nobody measured it."""
    if state is None or state.clock_offset_s is None:
        return ClockStamp(source=TimeSource.PC)
    uncertainty_s = state.clock_uncertainty_s
    return ClockStamp(
        source=TimeSource.GNSS,
        offset_ms=round(state.clock_offset_s * 1000),
        uncertainty_ms=None if uncertainty_s is None else round(uncertainty_s * 1000),
    )


def ignore(_answer: object) -> None:
    """For callers that have nothing to do afterwards."""


class Journal:
    """Makes drafts and appends them.

    Attributes:
        incident: Incident that new drafts belong to; `IncidentService` keeps it.
    """

    def __init__(
        self,
        runner: StoreRunner,
        bus: EventBus,
        *,
        actor: Callable[[], str],
        clock: Callable[[], ClockStamp],
    ) -> None:
        self._runner = runner
        self._bus = bus
        self._actor = actor
        self._clock = clock
        self.incident: OperationId | None = None

    @property
    def actor(self) -> str:
        """Name of the person on duty."""
        return self._actor()

    def draft(
        self,
        body: Body,
        *,
        actor: str | None = None,
        incident: OperationId | Current | None = Current.INCIDENT,
        record: OperationId | None = None,
        base: tuple[OperationId, ...] = (),
        refs: tuple[OperationId, ...] = (),
    ) -> Draft:
        """A draft with lane, actor, incident and clock filled in.

        A change of an existing record goes to the lane of that record, so that it can never
        overtake it or fall behind it.
        """
        return Draft(
            lane=lane_of(body) if record is None else record.lane,
            body=body,
            actor=self._actor() if actor is None else actor,
            incident=self.incident if isinstance(incident, Current) else incident,
            record=record,
            base=base,
            refs=refs,
            clock=self._clock(),
        )

    def append(
        self, drafts: Sequence[Draft], then: Appended = ignore, failed: Failed = ignore
    ) -> None:
        """Append all drafts in one transaction, or none.

        `then` gets the operations once they are durable, before anybody else hears of them.
        `failed` gets the error after `Trouble` has been published; what the person typed must
        stay where it was.
        """

        def appended(operations: tuple[Operation, ...]) -> None:
            then(operations)
            self._announce(operations)

        def refused(error: ExpectedError) -> None:
            self._bus.publish(Trouble(subject=TROUBLE_SUBJECT, error=error))
            failed(error)

        kept = tuple(drafts)
        self._runner.submit(lambda store: store.append(kept), appended, refused)

    def _announce(self, operations: tuple[Operation, ...]) -> None:
        self._bus.publish(OperationsAppended(ids=tuple(operation.id for operation in operations)))
        changed = dict.fromkeys(
            event for operation in operations for event in _ANNOUNCEMENTS[type(operation.body)]
        )
        for event in changed:
            self._bus.publish(event())
