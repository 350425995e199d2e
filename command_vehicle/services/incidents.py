# SPDX-License-Identifier: Apache-2.0
"""Incidents 事件: quick intake, level confirmed by a person, the current one, closing.

Each change stands in the timeline as well, and is as durable there as in itself: opening is
projected as a line of kind INCIDENT by the store (its id is not known before), confirming and
closing are appended together with their line in one transaction.
"""

from collections.abc import Callable, Sequence

from command_vehicle.domain.errors import ErrorCode, ExpectedError, InputError
from command_vehicle.domain.identity import OperationId
from command_vehicle.domain.incidents import (
    Incident,
    IncidentClosed,
    IncidentOpened,
    LevelConfirmed,
    ResponseLevel,
)
from command_vehicle.domain.operations import Draft, Operation
from command_vehicle.domain.timeline import EntryKind, EntryRecorded
from command_vehicle.services.events import EventBus, IncidentsChanged, Trouble
from command_vehicle.services.journal import Failed, Journal, ignore
from command_vehicle.services.ports import Clock, KeptState, StoreRunner

TROUBLE_SUBJECT = "incidents"
_CURRENT = "incidents.current"
_NONE = "none"

Recorded = Callable[[Operation], None]


class IncidentService:
    """Use cases of incidents, and which one the vehicle works on now.

    The list is a copy of the store's, renewed by `refresh` and after each change of our own.
    """

    def __init__(
        self,
        runner: StoreRunner,
        journal: Journal,
        bus: EventBus,
        clock: Clock,
        kept: KeptState,
    ) -> None:
        self._runner = runner
        self._journal = journal
        self._bus = bus
        self._clock = clock
        self._kept = kept
        self._incidents: tuple[Incident, ...] = ()

    @property
    def incidents(self) -> tuple[Incident, ...]:
        """Open ones first, newest first, as of the last refresh."""
        return self._incidents

    @property
    def current(self) -> Incident | None:
        """The incident that new records belong to."""
        wanted = self._journal.incident
        return next((incident for incident in self._incidents if incident.id == wanted), None)

    @property
    def elapsed_s(self) -> float | None:
        """Seconds since the current incident happened, up to its end; None without one."""
        incident = self.current
        if incident is None:
            return None
        end = incident.closed_at or self._clock.now()
        return max(0.0, (end - incident.opened.happened_at).total_seconds())

    def refresh(
        self,
        then: Callable[[tuple[Incident, ...]], None] = ignore,
        failed: Failed = ignore,
    ) -> None:
        """Read the list anew and restore the selection; at start, and when others have written."""

        def loaded(incidents: tuple[Incident, ...]) -> None:
            self._incidents = incidents
            self._journal.incident = self._restored_selection()
            then(incidents)
            self._bus.publish(IncidentsChanged())

        self._runner.submit(lambda store: store.incidents(), loaded, self._reporting(failed))

    def select(self, incident_id: OperationId | None) -> None:
        """Work on this incident from now on, also after a restart; or on none."""
        self._choose(incident_id)
        self._bus.publish(IncidentsChanged())

    def open(
        self, intake: IncidentOpened, then: Recorded = ignore, failed: Failed = ignore
    ) -> None:
        """Take an incident in; it becomes the current one."""
        if not intake.title.strip():
            failed(InputError(ErrorCode.VALUE_INVALID, field="title", reason="empty"))
            return

        def opened(operation: Operation) -> None:
            self._choose(operation.id)
            then(operation)

        self._append([self._journal.draft(intake, incident=None)], opened, failed)

    def confirm_level(
        self,
        incident: Incident,
        level: ResponseLevel,
        basis: str,
        then: Recorded = ignore,
        failed: Failed = ignore,
        *,
        wording: str,
    ) -> None:
        """The person on duty confirms a level and says why; the program never does it alone.

        Args:
            incident: Which.
            level: Level now in force.
            basis: Why; must not be empty.
            then: Called with the confirmation once it is durable.
            failed: Called instead when nothing was written.
            wording: What the timeline says about it.
        """
        if not basis.strip():
            failed(InputError(ErrorCode.REASON_MISSING))
            return
        body = LevelConfirmed(level=level, basis=basis.strip())
        self._append(self._change(incident, body, wording), then, failed)

    def close(
        self,
        incident: Incident,
        summary: str,
        then: Recorded = ignore,
        failed: Failed = ignore,
        *,
        wording: str,
    ) -> None:
        """The incident is over; it stays readable and keeps taking corrections.

        Arguments as for `confirm_level`; the summary must not be empty.
        """
        if not summary.strip():
            failed(InputError(ErrorCode.REASON_MISSING))
            return
        body = IncidentClosed(summary=summary.strip())
        self._append(self._change(incident, body, wording), then, failed)

    def _change(
        self, incident: Incident, body: LevelConfirmed | IncidentClosed, wording: str
    ) -> tuple[Draft, Draft]:
        """The change and its line in the timeline, to be appended together."""
        line = EntryRecorded(kind=EntryKind.INCIDENT, text=wording, happened_at=self._clock.now())
        return (
            self._journal.draft(body, incident=incident.id, record=incident.id),
            self._journal.draft(line, incident=incident.id),
        )

    def _append(self, drafts: Sequence[Draft], then: Recorded, failed: Failed) -> None:
        def appended(operations: tuple[Operation, ...]) -> None:
            then(operations[0])
            self.refresh()

        self._journal.append(drafts, appended, failed)

    def _choose(self, incident_id: OperationId | None) -> None:
        self._journal.incident = incident_id
        self._kept.write(_CURRENT, _NONE if incident_id is None else str(incident_id))

    def _restored_selection(self) -> OperationId | None:
        """What a person chose last; the newest open incident when nobody has chosen."""
        kept = self._kept.read(_CURRENT)
        if kept == _NONE:
            return None
        known = {str(incident.id): incident.id for incident in self._incidents}
        if kept in known:
            return known[kept]
        still_open = (incident.id for incident in self._incidents if incident.closed_at is None)
        return next(still_open, None)

    def _reporting(self, failed: Failed) -> Failed:
        def report(error: ExpectedError) -> None:
            self._bus.publish(Trouble(subject=TROUBLE_SUBJECT, error=error))
            failed(error)

        return report
