# SPDX-License-Identifier: Apache-2.0
"""Plans 预案 being carried through: start, change level, and everything that happens to a task.

Every change is two operations in one transaction: the change, and a line of the timeline.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import tzinfo
from typing import Protocol

from command_vehicle.domain.errors import ErrorCode, ExpectedError, InputError
from command_vehicle.domain.identity import OperationId
from command_vehicle.domain.incidents import Incident, IncidentType, ResponseLevel
from command_vehicle.domain.operations import Draft, Operation
from command_vehicle.domain.plans import (
    Activation,
    Plan,
    PlanLevelChanged,
    PlanTask,
    TaskState,
    TaskStateChanged,
)
from command_vehicle.domain.timeline import EntryKind
from command_vehicle.services.events import ActivationsChanged, EventBus, PlansChanged, Trouble
from command_vehicle.services.journal import Failed, Journal, ignore
from command_vehicle.services.plans.board import Tally, TaskLine, tally, task_lines
from command_vehicle.services.plans.changes import (
    Change,
    activation_of,
    base_of,
    newest_word,
    open_progress,
    progress,
    with_operation,
)
from command_vehicle.services.plans.library import TROUBLE_SUBJECT, PlanLibrary, is_expired
from command_vehicle.services.plans.turns import Turns
from command_vehicle.services.ports import Clock, StoreRunner
from command_vehicle.services.timeline.quick_line import QuickLine
from command_vehicle.services.timeline.service import TimelineService

Recorded = Callable[[Operation], None]


class PlanWords(Protocol):
    """Words of the entries that changes of plans write."""

    def plan_started(
        self, plan: Plan, level: ResponseLevel, basis: str, *, is_expired: bool
    ) -> str:
        """A plan was started at a level, for a reason."""
        ...

    def level_changed(self, title: str, level: ResponseLevel, basis: str) -> str:
        """The plan goes on at another level, for a reason."""
        ...

    def task_changed(self, task: PlanTask, change: TaskStateChanged) -> str:
        """A task is in another state."""
        ...

    def task_reassigned(self, task: PlanTask, owner: str) -> str:
        """Somebody else has the task."""
        ...

    def step_changed(self, task: PlanTask, step: str, *, is_done: bool) -> str:
        """A step of the checklist was ticked, or the tick taken away."""
        ...


class PlanService:
    """Use cases of activations. Every command calls exactly one of its two callbacks.

    Activations are a copy of the store's, read anew after every `PlansChanged`; when the copy is
    new, `ActivationsChanged` is published.
    """

    def __init__(
        self,
        runner: StoreRunner,
        journal: Journal,
        timeline: TimelineService,
        library: PlanLibrary,
        bus: EventBus,
        *,
        clock: Clock,
        words: PlanWords,
        incidents: Callable[[], tuple[Incident, ...]],
        zone: Callable[[], tzinfo],
    ) -> None:
        self._runner = runner
        self._journal = journal
        self._timeline = timeline
        self._library = library
        self._bus = bus
        self._clock = clock
        self._words = words
        self._incidents = incidents
        self._zone = zone
        self._turns = Turns()
        self._activations: tuple[Activation, ...] = ()
        bus.subscribe(PlansChanged, self._on_plans_changed)

    @property
    def activations(self) -> tuple[Activation, ...]:
        """Of incidents that are still open, or of none; newest first."""
        closed = {incident.id for incident in self._incidents() if incident.closed_at is not None}
        return tuple(
            activation for activation in self._activations if activation.incident not in closed
        )

    def activation(self, activation_id: OperationId) -> Activation | None:
        """One activation."""
        return next((item for item in self._activations if item.id == activation_id), None)

    def lines(self, activation: Activation) -> tuple[TaskLine, ...]:
        """Its tasks as of now; none when the library no longer has the plan."""
        plan = self._library.plan_of(activation)
        return () if plan is None else task_lines(plan, activation, self._clock.now())

    def overall(self) -> Tally:
        """Counts over all activations, for the badge on the rail."""
        return tally(line for item in self.activations for line in self.lines(item))

    @property
    def offered_for(self) -> IncidentType | None:
        """Type of the current incident, by which plans are offered; None without one."""
        current = self._journal.incident
        incident = next((item for item in self._incidents() if item.id == current), None)
        return None if incident is None else incident.opened.type

    def offered(self) -> tuple[Plan, ...]:
        """Plans for the type of the current incident that have not been started for it."""
        wanted = self.offered_for
        plans = () if wanted is None else self._library.offered(wanted)
        return tuple(plan for plan in plans if self.running(plan) is None)

    def running(self, plan: Plan) -> Activation | None:
        """The activation of this plan, in any edition, for the current incident."""
        wanted = (plan.key, self._journal.incident)
        return next(
            (item for item in self.activations if (item.started.plan_key, item.incident) == wanted),
            None,
        )

    def refresh(self, failed: Failed = ignore) -> None:
        """Read the activations anew; at start, and when others have written."""

        def loaded(activations: tuple[Activation, ...]) -> None:
            self._activations = activations
            self._bus.publish(ActivationsChanged())

        def broken(error: ExpectedError) -> None:
            self._bus.publish(Trouble(subject=TROUBLE_SUBJECT, error=error))
            failed(error)

        self._runner.submit(lambda store: store.activations(), loaded, broken)

    def activate(
        self,
        plan: Plan,
        level: ResponseLevel,
        basis: str,
        then: Recorded = ignore,
        failed: Failed = ignore,
    ) -> None:
        """A person starts a plan and says why; an expired one as well, and the entry says so."""
        if not basis.strip():
            failed(InputError(ErrorCode.REASON_MISSING))
            return

        def drafts() -> tuple[Draft, Draft]:
            if self.running(plan) is not None:
                raise InputError(ErrorCode.PLAN_RUNNING, title=plan.title)
            body = activation_of(plan, level, basis.strip())
            expired = is_expired(plan, self._clock.now().astimezone(self._zone()).date())
            text = self._words.plan_started(plan, level, body.basis, is_expired=expired)
            return self._journal.draft(body), self._entry(text, self._journal.incident)

        self._take_turn(drafts, then, failed)

    def change_level(
        self,
        activation: Activation,
        level: ResponseLevel,
        basis: str,
        then: Recorded = ignore,
        failed: Failed = ignore,
    ) -> None:
        """A person raises or lowers the level and says why."""
        if not basis.strip():
            failed(InputError(ErrorCode.REASON_MISSING))
            return

        def change(now: Activation) -> Change:
            body = PlanLevelChanged(level=level, basis=basis.strip())
            text = self._words.level_changed(now.started.plan_title, level, body.basis)
            return Change(body=body, text=text)

        self._change(activation, change, then, failed)

    def set_state(
        self,
        activation: Activation,
        task: PlanTask,
        state: TaskState,
        then: Recorded = ignore,
        failed: Failed = ignore,
        *,
        note: str = "",
    ) -> None:
        """Start, complete, set aside or reopen a task; setting aside needs a reason."""
        if state is TaskState.NOT_APPLICABLE and not note.strip():
            failed(InputError(ErrorCode.REASON_MISSING))
            return

        def change(now: Activation) -> Change:
            before = progress(now, task)
            body = replace(newest_word(before, task), state=state, note=note.strip())
            text = self._words.task_changed(task, body)
            return Change(body=body, text=text, base=base_of(before))

        self._change(activation, change, then, failed)

    def reassign(
        self,
        activation: Activation,
        task: PlanTask,
        owner: str,
        then: Recorded = ignore,
        failed: Failed = ignore,
    ) -> None:
        """Give a task that is still open to somebody else."""
        if not owner.strip():
            failed(InputError(ErrorCode.VALUE_INVALID, field="owner", reason="empty"))
            return

        def change(now: Activation) -> Change:
            before = open_progress(now, task)
            body = replace(newest_word(before, task), owner=owner.strip())
            text = self._words.task_reassigned(task, body.owner)
            return Change(body=body, text=text, base=base_of(before))

        self._change(activation, change, then, failed)

    def tick(
        self,
        activation: Activation,
        task: PlanTask,
        step: int,
        then: Recorded = ignore,
        failed: Failed = ignore,
    ) -> None:
        """Tick a step of the checklist, or take the tick away; the first tick starts the task."""

        def change(now: Activation) -> Change:
            before = open_progress(now, task)
            said = newest_word(before, task)
            steps = set(said.done_steps) ^ {step}
            is_begun = said.state is not TaskState.NOT_STARTED
            body = replace(
                said,
                state=said.state if is_begun else TaskState.IN_PROGRESS,
                done_steps=tuple(sorted(steps)),
            )
            text = self._words.step_changed(task, task.checklist[step], is_done=step in steps)
            return Change(body=body, text=text, base=base_of(before))

        self._change(activation, change, then, failed)

    def _change(
        self,
        activation: Activation,
        make: Callable[[Activation], Change],
        then: Recorded,
        failed: Failed,
    ) -> None:
        """Make the change from the activation as it will stand when its turn comes."""

        def drafts() -> tuple[Draft, Draft]:
            now = self.activation(activation.id) or activation
            change = make(now)
            draft = self._journal.draft(
                change.body, incident=now.incident, record=now.id, base=change.base
            )
            return draft, self._entry(change.text, now.incident)

        self._take_turn(drafts, then, failed)

    def _take_turn(
        self, make: Callable[[], tuple[Draft, Draft]], then: Recorded, failed: Failed
    ) -> None:
        def begin(end: Callable[[], None]) -> None:
            def saved(operations: tuple[Operation, ...]) -> None:
                self._note(operations[0])
                then(operations[0])
                end()

            def refused(error: ExpectedError) -> None:
                failed(error)
                end()

            try:
                drafts = make()
            except InputError as error:
                refused(error)
                return
            self._journal.append(drafts, saved, refused)

        self._turns.take(begin)

    def _note(self, operation: Operation) -> None:
        """Bring our copy up to date before the store has been read again."""
        self._activations = with_operation(self._activations, operation)

    def _entry(self, text: str, incident: OperationId | None) -> Draft:
        return self._timeline.draft_entry(
            EntryKind.PLAN, QuickLine(text=text), source=TROUBLE_SUBJECT, incident=incident
        )

    def _on_plans_changed(self, _event: PlansChanged) -> None:
        self.refresh()
