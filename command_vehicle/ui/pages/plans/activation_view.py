# SPDX-License-Identifier: Apache-2.0
"""Plans being carried through: what is shown of them, and every change a person makes."""

from datetime import tzinfo

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from command_vehicle.domain.errors import ExpectedError
from command_vehicle.domain.identity import OperationId
from command_vehicle.domain.incidents import ResponseLevel
from command_vehicle.domain.operations import Operation
from command_vehicle.domain.plans import Activation, LevelRule, Plan, TaskState
from command_vehicle.services.plans.board import (
    TaskLine,
    rules_for_raising,
    tally,
    tally_by_phase,
)
from command_vehicle.services.plans.library import PlanLibrary
from command_vehicle.services.plans.service import PlanService
from command_vehicle.ui.components.empty_state import EmptyState
from command_vehicle.ui.error_words import error_sentence
from command_vehicle.ui.icons import IconSet
from command_vehicle.ui.pages.plans.level_form import LevelForm
from command_vehicle.ui.pages.plans.phase_column import PhaseColumn
from command_vehicle.ui.pages.plans.summary import SummaryBand
from command_vehicle.ui.pages.plans.task_list import TaskList
from command_vehicle.ui.pages.plans.task_model import TaskModel
from command_vehicle.ui.pages.plans.task_panel import TaskPanel
from command_vehicle.ui.pages.plans.task_rows import Grouping, task_rows
from command_vehicle.ui.style import Style


class ActivationView(QObject):
    """Column, middle and panel of one activation; the page puts them in their places.

    Attributes:
        column: Phases, for the left.
        content: Summary and tasks, for the middle.
        panel: The chosen task, for the right.

    Signals:
        panel_wanted: A person wants to see a task in full.
    """

    panel_wanted = Signal()

    def __init__(
        self,
        plans: PlanService,
        library: PlanLibrary,
        style: Style,
        icons: IconSet,
        *,
        zone: tzinfo | None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._plans = plans
        self._library = library
        self._grouping = Grouping.GROUP
        self._is_open_only = False
        self._phase: str | None = None
        self._shown: OperationId | None = None
        self._kept_task: str | None = None
        self._rules: tuple[LevelRule, ...] = ()
        self.model = TaskModel(zone, self)
        self.tasks = TaskList(self.model, style, zone)
        self.column = PhaseColumn(style)
        self.summary = SummaryBand(style, zone)
        self.panel = TaskPanel(style, icons, zone)
        self.form = LevelForm(style)
        self.empty = EmptyState(
            self.tr("还没有启动预案。"), self.tr("到“文库”选一份预案启动。"), style
        )
        self.content = QWidget()
        self._middle = QStackedWidget()
        self._arrange()
        self._connect()

    @property
    def activation(self) -> Activation | None:
        """The one shown: chosen by a person, else the newest."""
        activations = self._plans.activations
        chosen = (item for item in activations if item.id == self._shown)
        return next(chosen, activations[0] if activations else None)

    @property
    def plan(self) -> Plan | None:
        """Its text."""
        activation = self.activation
        return None if activation is None else self._library.plan_of(activation)

    def show_activation(self, activation_id: OperationId) -> None:
        """Show another one."""
        self._shown = activation_id
        self._phase = None
        self._end_form()
        self.refresh()

    def set_grouping(self, grouping: Grouping) -> None:
        """Put the tasks together in another way."""
        self._grouping = grouping
        self.refresh()

    def set_open_only(self, *, is_open_only: bool) -> None:
        """Show only tasks that are still open, or all."""
        self._is_open_only = is_open_only
        self.refresh()

    def refresh(self) -> None:
        """Something was said, or a second has passed."""
        activation, plan = self.activation, self.plan
        self.summary.setVisible(activation is not None)
        if activation is None:
            self._middle.setCurrentWidget(self.empty)
            self.model.show(())
            self.panel.show_line(None)
            return
        if self._middle.currentWidget() is self.empty:
            self._middle.setCurrentWidget(self.tasks)
        lines = self._plans.lines(activation)
        overall = tally(lines)
        self.summary.show_activation(activation, plan, overall)
        self.column.show_activations(self._plans.activations, activation.id)
        if plan is not None:
            self.column.show_phases(overall, tally_by_phase(plan, lines), self._phase)
            self._show_rules(plan, activation.level)
            self._show_tasks(plan, lines)

    def complete(self) -> None:
        """Space: the chosen task is done."""
        line = self.tasks.current_line
        if line is not None and not line.is_closed:
            self._set_state(TaskState.DONE, "")

    def step_back(self) -> bool:
        """Esc: end a question or the form; the answer says whether there was one."""
        if self.panel.is_asking:
            self.panel.end_question()
            self.tasks.setFocus()
            return True
        if self._middle.currentWidget() is self.form:
            self._end_form()
            return True
        return False

    def _show_rules(self, plan: Plan, level: ResponseLevel) -> None:
        rules = rules_for_raising(plan, level)
        if rules != self._rules:
            self._rules = rules
            self.column.show_rules(rules)

    def _show_tasks(self, plan: Plan, lines: tuple[TaskLine, ...]) -> None:
        current = self.tasks.current_line
        kept = current.task.key if current is not None else self._kept_task
        self._kept_task = kept
        rows = task_rows(
            plan, lines, self._grouping, phase=self._phase, is_open_only=self._is_open_only
        )
        self.model.show(rows)
        if self.tasks.current_line is None:
            self.tasks.choose(kept)
        self.panel.show_line(self.tasks.current_line)

    def _arrange(self) -> None:
        for widget in (self.tasks, self.form, self.empty):
            self._middle.addWidget(widget)
        column = QVBoxLayout(self.content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.summary)
        column.addWidget(self._middle, 1)

    def _connect(self) -> None:
        self.column.phase_chosen.connect(self._on_phase)
        self.column.activation_chosen.connect(self.show_activation)
        self.column.level_wanted.connect(self._begin_form)
        self.tasks.task_chosen.connect(self._on_task)
        self.tasks.completion_wanted.connect(self.complete)
        self.tasks.opened.connect(self.panel_wanted)
        self.panel.state_wanted.connect(self._set_state)
        self.panel.owner_wanted.connect(self._reassign)
        self.panel.step_pressed.connect(self._tick)
        self.form.submitted.connect(self._change_level)
        self.form.cancelled.connect(self._end_form)

    def _on_phase(self, phase: str | None) -> None:
        self._phase = phase
        self._end_form()
        self.refresh()

    def _on_task(self, line: TaskLine | None) -> None:
        if line is not None:
            self._kept_task = line.task.key
            self.panel.show_line(line)

    def _set_state(self, state: TaskState, note: str) -> None:
        activation, line = self.activation, self.panel.line
        if activation is not None and line is not None:
            self._plans.set_state(
                activation, line.task, state, self._on_saved, self._on_refused, note=note
            )

    def _reassign(self, owner: str) -> None:
        activation, line = self.activation, self.panel.line
        if activation is not None and line is not None:
            self._plans.reassign(activation, line.task, owner, self._on_saved, self._on_refused)

    def _tick(self, step: int) -> None:
        activation, line = self.activation, self.panel.line
        if activation is not None and line is not None:
            self._plans.tick(activation, line.task, step, self._on_saved, self._on_refused)

    def _on_saved(self, _operation: Operation) -> None:
        self.panel.show_error("")
        if self.panel.is_asking:
            self.panel.end_question()
            self.tasks.setFocus()

    def _on_refused(self, error: ExpectedError) -> None:
        self.panel.show_error(error_sentence(error))
        self.refresh()

    def _begin_form(self) -> None:
        activation, plan = self.activation, self.plan
        if activation is not None and plan is not None:
            self._middle.setCurrentWidget(self.form)
            self.form.begin_change(plan, activation.level)

    def _end_form(self) -> None:
        if self._middle.currentWidget() is self.form:
            self._middle.setCurrentWidget(self.tasks)
            self.tasks.setFocus()

    def _change_level(self, level: ResponseLevel, basis: str) -> None:
        activation = self.activation
        if activation is not None:
            self._plans.change_level(
                activation, level, basis, self._on_level_saved, self._on_level_refused
            )

    def _on_level_saved(self, _operation: Operation) -> None:
        self._end_form()

    def _on_level_refused(self, error: ExpectedError) -> None:
        self.form.show_error(error_sentence(error))
