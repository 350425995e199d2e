# SPDX-License-Identifier: Apache-2.0
"""One task in full: clock, checklist, clause, and what can be done with it."""

from datetime import tzinfo
from enum import Enum
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from command_vehicle.domain.plans import TaskState
from command_vehicle.domain.task_clock import ClockState
from command_vehicle.services.plans.board import TaskLine
from command_vehicle.ui import formatting
from command_vehicle.ui.components.button import Button, ButtonKind
from command_vehicle.ui.components.check_row import CheckRow
from command_vehicle.ui.components.headings import SectionHeading
from command_vehicle.ui.components.panel_host import SidePanel
from command_vehicle.ui.components.status_label import StatusLabel
from command_vehicle.ui.components.surface import Edge, Surface
from command_vehicle.ui.components.text import MUTED, Text
from command_vehicle.ui.icons import IconSet
from command_vehicle.ui.pages.plans.answer_form import AnswerForm
from command_vehicle.ui.pages.plans.words import clock_words, limit_words, line_sign
from command_vehicle.ui.style import Style
from command_vehicle.ui.type_scale import BOLD

_PAD_PX: Final = 14


class Question(Enum):
    """What the panel asks for in place of its keys."""

    NOT_APPLICABLE = "not_applicable"
    OWNER = "owner"


class TaskPanel(SidePanel):
    """Shows the chosen task.

    Signals:
        state_wanted (TaskState, str): The task is to be in this state, with a reason.
        owner_wanted (str): Somebody else is to have it.
        step_pressed (int): A step of the checklist was pressed.
    """

    state_wanted = Signal(object, str)
    owner_wanted = Signal(str)
    step_pressed = Signal(int)

    def __init__(self, style: Style, icons: IconSet, zone: tzinfo | None) -> None:
        super().__init__(style)
        self._look = style
        self._zone = zone
        self._shown: TaskLine | None = None
        self._question: Question | None = None
        self._place = Text("", style, "s", MUTED)
        self.title = Text("", style, "xl", weight=BOLD, is_wrapped=True)
        self._limit = Text("", style, "s", MUTED)
        self.clock = Text("", style, "3xl", weight=BOLD)
        self.sign = StatusLabel(style, step="m")
        self._said = Text("", style, "s", MUTED, is_wrapped=True)
        self._steps_heading = SectionHeading(self.tr("检查表"), style)
        self.steps: list[CheckRow] = []
        self._step_rows = QVBoxLayout()
        self._criterion = Text("", style, is_wrapped=True)
        self._clause = Text("", style, is_wrapped=True)
        self.done_key = Button(
            self.tr("完成"),
            style,
            kind=ButtonKind.PRIMARY,
            icon=icons["check"],
            key=self.tr("空格"),
        )
        self.start_key = Button(self.tr("开始"), style)
        self.owner_key = Button(self.tr("改派"), style)
        self.reopen_key = Button(self.tr("重新打开"), style)
        self.skip_key = Button(self.tr("不适用（须写原因）"), style)
        self.close_key = Button(self.tr("关闭"), style, key="Esc")
        self.form = AnswerForm(style)
        self.error = Text("", style, "s", "alert", is_wrapped=True)
        self._body = QWidget()
        self._keys = QWidget()
        self._foot_stack = QStackedWidget()
        self._foot = Surface(style, "surface", Edge.TOP, line="border")
        self._nothing = Text(self.tr("选一项任务看详情"), style, "m", MUTED)
        self._arrange()
        self._connect()
        self.show_line(None)

    @property
    def line(self) -> TaskLine | None:
        """The task shown."""
        return self._shown

    @property
    def is_asking(self) -> bool:
        """Whether a reason or a name is being written."""
        return self._question is not None

    def show_line(self, line: TaskLine | None) -> None:
        """Show another task, or the same a second later."""
        is_other = line is None or self._shown is None or line.task.key != self._shown.task.key
        self._shown = line
        for part in (self._body, self._foot):
            part.setVisible(line is not None)
        self._nothing.setVisible(line is None)
        if is_other:
            self.end_question()
            self.show_error("")
        if line is not None:
            if is_other:
                self._fill_fixed(line)
            self._fill_moving(line)

    def show_error(self, sentence: str) -> None:
        """Something was not written; what was typed stays."""
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))

    def set_closable(self, *, is_closable: bool) -> None:
        """Offer a key to close the panel, where it lies over the page."""
        self.close_key.setVisible(is_closable)

    def ask(self, question: Question) -> None:
        """Ask in place of the keys."""
        if self._shown is None:
            return
        self._question = question
        if question is Question.OWNER:
            self.form.begin(self.tr("改派给谁"), self.tr("姓名或单位"), self.tr("记下改派"))
        else:
            self.form.begin(self.tr("不按预案执行"), self.tr("原因（必填）"), self.tr("记为不适用"))
        self._foot_stack.setCurrentWidget(self.form)

    def end_question(self) -> None:
        """Back to the keys."""
        self._question = None
        self._foot_stack.setCurrentWidget(self._keys)

    def _fill_fixed(self, line: TaskLine) -> None:
        task = line.task
        self._place.setText(f"{task.key}　{task.group}")
        self.title.setText(task.title)
        self._criterion.setText(self.tr("完成标准：%1").replace("%1", task.criterion))
        self._criterion.setVisible(bool(task.criterion))
        self._clause.setText(task.clause)
        self._steps_heading.setVisible(bool(task.checklist))
        for row in self.steps:
            row.setParent(None)
            row.deleteLater()
        self.steps = [CheckRow(step, self._look) for step in task.checklist]
        for number, row in enumerate(self.steps):
            row.clicked.connect(partial(self._on_step, number))
            self._step_rows.addWidget(row)

    def _fill_moving(self, line: TaskLine) -> None:
        self._limit.setText(limit_words(line, self._zone))
        self.clock.setText(clock_words(line, self._zone))
        role = {ClockState.OVERDUE: "alert", ClockState.SOON: "soon"}.get(line.clock.state, "text")
        self.clock.set_role(role)
        self.sign.show_sign(line_sign(line))
        self._said.setText(self._words_said(line))
        for number, row in enumerate(self.steps):
            row.setChecked(number in line.done_steps)
            row.setEnabled(not line.is_closed)
        is_open = not line.is_closed
        for key in (self.done_key, self.owner_key, self.skip_key):
            key.setVisible(is_open)
        self.start_key.setVisible(line.state is TaskState.NOT_STARTED)
        self.reopen_key.setVisible(line.is_closed)

    def _words_said(self, line: TaskLine) -> str:
        if line.changed_at is None:
            return line.owner
        time = formatting.time_of_day(line.changed_at, self._zone)
        said = f"{time}　{line.changed_by}"
        parts = [said, line.note] if line.note else [said]
        return "\n".join([*parts, self.tr("负责：%1").replace("%1", line.owner)])

    def _arrange(self) -> None:
        clocks = QVBoxLayout()
        clocks.setSpacing(0)
        clocks.addWidget(self._limit)
        clocks.addWidget(self.clock)
        states = QVBoxLayout()
        states.setSpacing(2)
        states.addWidget(self.sign)
        states.addWidget(self._said)
        states.addStretch(1)
        head = QHBoxLayout()
        head.setSpacing(20)
        head.addLayout(clocks)
        head.addLayout(states, 1)
        first = QVBoxLayout()
        first.setContentsMargins(_PAD_PX, 12, _PAD_PX, 12)
        first.setSpacing(6)
        first.addWidget(self._place)
        first.addWidget(self.title)
        first.addLayout(head)
        self._step_rows.setContentsMargins(_PAD_PX, 4, _PAD_PX, 8)
        self._step_rows.setSpacing(0)
        text = QVBoxLayout()
        text.setContentsMargins(_PAD_PX, 8, _PAD_PX, 12)
        text.setSpacing(8)
        text.addWidget(self._criterion)
        text.addWidget(self._clause)
        body = QVBoxLayout(self._body)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        body.addLayout(first)
        body.addWidget(self._steps_heading)
        body.addLayout(self._step_rows)
        body.addWidget(SectionHeading(self.tr("预案原文"), self._look))
        body.addLayout(text)
        body.addStretch(1)
        self._arrange_column()

    def _arrange_column(self) -> None:
        scroll = QScrollArea()
        scroll.setWidget(self._body)
        scroll.setWidgetResizable(True)
        self._body.setAutoFillBackground(False)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setContentsMargins(0, 24, 0, 0)
        top = QHBoxLayout()
        top.setContentsMargins(_PAD_PX, 4, _PAD_PX, 0)
        top.addWidget(self.close_key)
        top.addStretch(1)
        pair = QHBoxLayout()
        pair.setSpacing(8)
        pair.addWidget(self.start_key)
        pair.addWidget(self.owner_key)
        keys = QVBoxLayout(self._keys)
        keys.setContentsMargins(0, 0, 0, 0)
        keys.setSpacing(8)
        keys.addStretch(1)
        keys.addWidget(self.done_key)
        keys.addWidget(self.reopen_key)
        keys.addLayout(pair)
        keys.addWidget(self.skip_key)
        self._foot_stack.addWidget(self._keys)
        self._foot_stack.addWidget(self.form)
        foot = QVBoxLayout(self._foot)
        foot.setContentsMargins(_PAD_PX, 12, _PAD_PX, 12)
        foot.addWidget(self.error)
        foot.addWidget(self._foot_stack)
        self.column.addLayout(top)
        self.column.addWidget(self._nothing)
        self.column.addWidget(scroll, 1)
        self.column.addWidget(self._foot)

    def _connect(self) -> None:
        wanted = {
            self.done_key: TaskState.DONE,
            self.start_key: TaskState.IN_PROGRESS,
            self.reopen_key: TaskState.IN_PROGRESS,
        }
        for key, state in wanted.items():
            key.clicked.connect(partial(self._on_state, state))
        self.owner_key.clicked.connect(partial(self.ask, Question.OWNER))
        self.skip_key.clicked.connect(partial(self.ask, Question.NOT_APPLICABLE))
        self.form.submitted.connect(self._on_answered)
        self.form.cancelled.connect(self.end_question)

    def _on_state(self, state: TaskState) -> None:
        self.state_wanted.emit(state, "")

    def _on_step(self, number: int) -> None:
        self.step_pressed.emit(number)

    def _on_answered(self, answer: str) -> None:
        if self._question is Question.OWNER:
            self.owner_wanted.emit(answer)
        else:
            self.state_wanted.emit(TaskState.NOT_APPLICABLE, answer)
