# SPDX-License-Identifier: Apache-2.0
"""The library: list and reader, and the form that starts a plan in place of the reader."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget

from command_vehicle.domain.errors import ExpectedError
from command_vehicle.domain.incidents import ResponseLevel
from command_vehicle.domain.operations import Operation
from command_vehicle.domain.plans import Plan
from command_vehicle.services.plans.library import PlanHit, PlanLibrary
from command_vehicle.services.plans.service import PlanService
from command_vehicle.services.plans.text import PlanFault
from command_vehicle.ui.error_words import error_sentence
from command_vehicle.ui.pages.plans.level_form import LevelForm
from command_vehicle.ui.pages.plans.library_list import LibraryList
from command_vehicle.ui.pages.plans.library_model import LibraryHead, LibraryItem, LibraryModel
from command_vehicle.ui.pages.plans.viewer import PlanViewer
from command_vehicle.ui.pages.plans.words import expired_sentence, incident_type_word
from command_vehicle.ui.style import Style


class LibraryView(QObject):
    """List on the left and reader in the middle; the page puts them in their places.

    Attributes:
        list: Plans, hits and broken files.
        content: Reader or form.

    Signals:
        started (OperationId): A plan was started; this is the activation.
    """

    started = Signal(object)

    def __init__(
        self,
        plans: PlanService,
        library: PlanLibrary,
        style: Style,
        *,
        today: Callable[[], date],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._plans = plans
        self._library = library
        self._today = today
        self._text = ""
        self.model = LibraryModel(today, self)
        self.list = LibraryList(self.model, style, today)
        self.viewer = PlanViewer(style, today)
        self.form = LevelForm(style)
        self.content = QStackedWidget()
        for widget in (self.viewer, self.form):
            self.content.addWidget(widget)
        self.list.item_chosen.connect(self._on_item)
        self.list.opened.connect(self.begin_start)
        self.viewer.start_wanted.connect(self.begin_start)
        self.form.submitted.connect(self._start)
        self.form.cancelled.connect(self._end_start)

    @property
    def is_starting(self) -> bool:
        """Whether the form is open."""
        return self.content.currentWidget() is self.form

    def search(self, text: str) -> None:
        """Show the sentences that hold these words; all plans for none."""
        self._text = text.strip()
        self.refresh()

    def refresh(self) -> None:
        """The library, the incident or an activation changed; a form being filled in stays."""
        if self.is_starting:
            return
        kept = self.list.current_item
        self.model.show(self._hits() if self._text else self._shelves())
        if self.model.first_choice() is None:
            self.viewer.show_nothing()
        elif self.list.current_item is None or self.list.current_item != kept:
            self.list.choose_first()
        else:
            self._show(kept)

    def begin_start(self) -> None:
        """Ask for level and basis of the plan that is shown."""
        plan = self.viewer.plan
        if plan is not None and self._plans.running(plan) is None:
            self.content.setCurrentWidget(self.form)
            self.form.begin_start(plan, expired_sentence(plan, self._today()))

    def step_back(self) -> bool:
        """Esc: close the form; the answer says whether it was open."""
        was_starting = self.is_starting
        self._end_start()
        return was_starting

    def _shelves(self) -> list[LibraryItem]:
        items: list[LibraryItem] = []
        offered = self._plans.offered()
        if offered:
            items += [LibraryHead(text=self.tr("建议启动"), detail=self._rule_fired()), *offered]
        items += [LibraryHead(text=self.tr("全部预案")), *self._library.plans]
        faults = {fault.file: fault for fault in reversed(self._library.faults)}
        if faults:
            items += [LibraryHead(text=self.tr("未收入")), *faults.values()]
        return items

    def _hits(self) -> list[LibraryItem]:
        hits = self._library.search(self._text)
        words = self.tr("命中 %1 处") if hits else self.tr("没有找到“%1”")
        head = words.replace("%1", str(len(hits)) if hits else self._text)
        return [LibraryHead(text=head), *hits]

    def _rule_fired(self) -> str:
        kind = self._plans.offered_for
        if kind is None:
            return ""
        return self.tr("事件类型：%1").replace("%1", incident_type_word(kind))

    def _on_item(self, item: LibraryItem | None) -> None:
        self._end_start()
        self._show(item)

    def _show(self, item: LibraryItem | None) -> None:
        if isinstance(item, Plan):
            self.viewer.show_plan(item, blocked=self._blocked(item))
        elif isinstance(item, PlanHit):
            self.viewer.show_plan(item.plan, self._text, item.task, self._blocked(item.plan))
        elif isinstance(item, PlanFault):
            faults = [fault for fault in self._library.faults if fault.file == item.file]
            self.viewer.show_fault(faults)

    def _blocked(self, plan: Plan) -> str | None:
        return self.tr("已在执行") if self._plans.running(plan) is not None else None

    def _end_start(self) -> None:
        if self.is_starting:
            self.content.setCurrentWidget(self.viewer)
            self.list.setFocus()

    def _start(self, level: ResponseLevel, basis: str) -> None:
        if self.viewer.plan is not None:
            self._plans.activate(self.viewer.plan, level, basis, self._on_started, self._on_refused)

    def _on_started(self, operation: Operation) -> None:
        self._end_start()
        self.started.emit(operation.id)

    def _on_refused(self, error: ExpectedError) -> None:
        self.form.show_error(error_sentence(error))
