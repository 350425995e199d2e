# SPDX-License-Identifier: Apache-2.0
"""Choosing a level and saying why: to start a plan, or to go on at another level."""

from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from command_vehicle.domain.incidents import ResponseLevel
from command_vehicle.domain.plans import LevelRule, Plan
from command_vehicle.ui.components.button import Button, ButtonKind
from command_vehicle.ui.components.check_row import CheckRow
from command_vehicle.ui.components.level_shield import level_word
from command_vehicle.ui.components.surface import Surface
from command_vehicle.ui.components.tabs import ChoiceTabs, Tab
from command_vehicle.ui.components.text import MUTED, Text
from command_vehicle.ui.pages.plans.words import title_words
from command_vehicle.ui.style import Style
from command_vehicle.ui.type_scale import BOLD, SEMIBOLD

_WIDTH_PX: Final = 720
_PAD_PX: Final = 16
_BETWEEN: Final = "；"


class LevelForm(Surface):
    """The conditions of a level can be ticked; what is ticked becomes the basis.

    Signals:
        submitted (ResponseLevel, str): Level and basis.
        cancelled: Nothing is to happen.
    """

    submitted = Signal(object, str)
    cancelled = Signal()

    def __init__(self, style: Style, *, parent: QWidget | None = None) -> None:
        super().__init__(style, "surface", parent=parent)
        self._look = style
        self._plan: Plan | None = None
        self._level = ResponseLevel.LEVEL_4
        self._title = Text("", style, "xl", weight=BOLD, is_wrapped=True)
        self._subject = Text("", style, "m", is_wrapped=True)
        self.notice = Text("", style, "m", "doubt", is_wrapped=True)
        self.levels = ChoiceTabs(
            [Tab(key=level.name, text=level_word(level)) for level in reversed(ResponseLevel)],
            style,
        )
        self.conditions: list[CheckRow] = []
        self._condition_rows = QVBoxLayout()
        self.basis = QLineEdit()
        self.basis.setPlaceholderText(self.tr("依据（必填），勾选上面的条件会填入"))
        self.basis.setAccessibleName(self.tr("依据"))
        self.error = Text("", style, "s", "alert", is_wrapped=True)
        self.submit = Button("", style, kind=ButtonKind.PRIMARY, key="Ctrl+Enter")
        self.cancel = Button(self.tr("返回"), style, key="Esc")
        self._arrange()
        self._connect()
        self._restyle()

    @property
    def level(self) -> ResponseLevel:
        """The level chosen."""
        return self._level

    def begin_start(self, plan: Plan, notice: str) -> None:
        """A plan is to be started."""
        self._begin(plan, ResponseLevel.LEVEL_4, notice)
        self._title.setText(self.tr("启动预案"))
        self.submit.set_label(self.tr("启动响应"))

    def begin_change(self, plan: Plan, level: ResponseLevel) -> None:
        """A plan is to go on at another level than this."""
        self._begin(plan, level, "")
        self._title.setText(self.tr("调整级别"))
        self.submit.set_label(self.tr("调整级别"))

    def show_error(self, sentence: str) -> None:
        """Say below the field what is wrong; what was typed stays."""
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        elif is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._submit()
        else:
            super().keyPressEvent(event)

    def _begin(self, plan: Plan, level: ResponseLevel, notice: str) -> None:
        self._plan = plan
        self._subject.setText(title_words(plan))
        self.notice.setText(notice)
        self.notice.setVisible(bool(notice))
        self.basis.clear()
        self.show_error("")
        self.levels.choose(level.name)
        self._show_level(level)
        self.levels.button(level.name).setFocus()

    def _show_level(self, level: ResponseLevel) -> None:
        self._level = level
        for row in self.conditions:
            row.setParent(None)
            row.deleteLater()
        rules = self._plan.level_rules if self._plan is not None else ()
        wanted = [rule for rule in rules if rule.level is level]
        self.conditions = [
            CheckRow(rule.condition, self._look, clause_number(rule)) for rule in wanted
        ]
        for rule, row in zip(wanted, self.conditions, strict=True):
            row.toggled.connect(partial(self._on_condition, rule))
            self._condition_rows.addWidget(row)

    def _on_level(self, key: str) -> None:
        if ResponseLevel[key] is not self._level:
            self.basis.clear()
            self._show_level(ResponseLevel[key])

    def _on_condition(self, rule: LevelRule, is_met: bool) -> None:  # noqa: FBT001
        words = f"{clause_number(rule)} {rule.condition}".strip()
        parts = [part for part in self.basis.text().split(_BETWEEN) if part not in {"", words}]
        self.basis.setText(_BETWEEN.join([*parts, words] if is_met else parts))
        self.show_error("")

    def _submit(self) -> None:
        basis = self.basis.text().strip()
        if basis:
            self.submitted.emit(self._level, basis)
        else:
            self.show_error(self.tr("要写依据。勾选一条，或写一句。"))
            self.basis.setFocus()

    def _arrange(self) -> None:
        keys = QHBoxLayout()
        keys.setSpacing(8)
        keys.addWidget(self.submit)
        keys.addWidget(self.cancel)
        keys.addStretch(1)
        form = QWidget()
        form.setMaximumWidth(_WIDTH_PX)
        column = QVBoxLayout(form)
        column.setContentsMargins(_PAD_PX, _PAD_PX, _PAD_PX, _PAD_PX)
        column.setSpacing(10)
        for widget in (self._title, self._subject, self.notice):
            column.addWidget(widget)
        column.addWidget(Text(self.tr("响应级别"), self._look, "s", MUTED, weight=SEMIBOLD))
        column.addWidget(self.levels)
        column.addWidget(Text(self.tr("启动条件"), self._look, "s", MUTED, weight=SEMIBOLD))
        self._condition_rows.setSpacing(0)
        column.addLayout(self._condition_rows)
        column.addWidget(self.basis)
        column.addWidget(self.error)
        column.addLayout(keys)
        column.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(form, 1)
        row.addStretch(0)

    def _connect(self) -> None:
        self.levels.chosen.connect(self._on_level)
        self.basis.textEdited.connect(self._forget_error)
        self.submit.clicked.connect(self._submit)
        self.cancel.clicked.connect(self.cancelled)
        self._look.changed.connect(self._restyle)

    def _forget_error(self) -> None:
        self.show_error("")

    def _restyle(self) -> None:
        self.basis.setFont(self._look.font("m"))


def clause_number(rule: LevelRule) -> str:
    """The number that a clause begins with."""
    first = rule.clause.split(maxsplit=1)[0] if rule.clause.split() else ""
    return first if first[:1].isdigit() else ""
