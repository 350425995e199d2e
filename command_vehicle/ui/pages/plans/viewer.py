# SPDX-License-Identifier: Apache-2.0
"""A plan to read: what it is, when which level applies, and every clause in order."""

import re
from collections.abc import Callable
from datetime import date
from html import escape
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QTextBrowser, QVBoxLayout, QWidget

from command_vehicle.domain.plans import Plan, PlanTask
from command_vehicle.services.plans.library import is_expired
from command_vehicle.services.plans.text import PlanFault
from command_vehicle.ui.components.button import Button, ButtonKind
from command_vehicle.ui.components.level_shield import level_word
from command_vehicle.ui.components.surface import Edge, Surface
from command_vehicle.ui.components.text import MUTED, Text
from command_vehicle.ui.formatting import DOT
from command_vehicle.ui.pages.plans.words import (
    edition_words,
    fault_words,
    incident_type_word,
    plan_type_word,
    validity_words,
)
from command_vehicle.ui.style import Style
from command_vehicle.ui.type_scale import BOLD

_PAD_PX: Final = 12
_MINUTE_S: Final = 60


class PlanViewer(Surface):
    """The plan chosen in the library.

    Signals:
        start_wanted (Plan): The plan is to be started.
    """

    start_wanted = Signal(object)

    def __init__(
        self, style: Style, today: Callable[[], date], *, parent: QWidget | None = None
    ) -> None:
        super().__init__(style, "surface", parent=parent)
        self._look = style
        self._today = today
        self._plan: Plan | None = None
        self._words = ""
        self._anchor = ""
        self.title = Text("", style, "xl", weight=BOLD, is_wrapped=True)
        self.about = Text("", style, "s", MUTED, is_wrapped=True)
        self.validity = Text("", style, "s")
        self.start_key = Button(self.tr("启动"), style, kind=ButtonKind.PRIMARY, key="Ctrl+N")
        self.text = QTextBrowser()
        self._head = Surface(style, "surface", Edge.BOTTOM)
        self._arrange()
        self.start_key.clicked.connect(self._on_start)
        style.changed.connect(self._render)

    @property
    def plan(self) -> Plan | None:
        """The plan shown."""
        return self._plan

    def show_plan(
        self, plan: Plan, words: str = "", task: PlanTask | None = None, blocked: str | None = None
    ) -> None:
        """Show a plan with words marked, from a task on; `blocked` says why it cannot start."""
        self._plan, self._words = plan, words
        self._anchor = task.key if task is not None else ""
        self.title.setText(f"{plan.title}　{edition_words(plan.edition)}")
        types = self.tr("、").join(map(incident_type_word, sorted(plan.incident_types)))
        numbers = self.tr("任务 %1 项").replace("%1", str(len(plan.tasks)))
        self.about.setText("　".join((plan_type_word(plan.type), plan.owner, types, numbers)))
        today = self._today()
        self.validity.setText(validity_words(plan, today))
        self.validity.set_role("alert" if is_expired(plan, today) else "text")
        self.start_key.set_blocked(blocked)
        self._head.show()
        self._render()

    def show_fault(self, faults: list[PlanFault]) -> None:
        """Show what is wrong with a file."""
        self._plan = None
        self._head.hide()
        lines = "".join(f"<p>{escape(fault_words(fault))}</p>" for fault in faults)
        head = self.tr("%1 未收入文库。改好后按“重看文库”。").replace("%1", faults[0].file)
        self.text.setHtml(self._page(f"<h3>{escape(head)}</h3>{lines}"))

    def show_nothing(self) -> None:
        """No plan is chosen."""
        self._plan = None
        self._head.hide()
        self.text.setHtml("")

    def _render(self) -> None:
        if self._plan is None:
            return
        self.text.setHtml(self._page(self._body(self._plan)))
        if self._anchor:
            self.text.scrollToAnchor(self._anchor)

    def _page(self, body: str) -> str:
        style = self._look
        muted, line = style.hex(style.secondary("s")), style.hex("line")
        rules = (
            f"body {{ color: {style.hex('text')}; }}"
            f".k {{ color: {muted}; }} .m {{ background-color: {style.hex('doubtSoft')}; }}"
            f"hr {{ background-color: {line}; }}"
        )
        self.text.document().setDefaultStyleSheet(rules)
        self.text.document().setDefaultFont(style.font("l"))
        return f"<html><body>{body}</body></html>"

    def _body(self, plan: Plan) -> str:
        levels = self.tr("响应分级")
        parts = [f"<h3>{escape(levels)}</h3>"]
        for rule in sorted(plan.level_rules, key=lambda rule: rule.level, reverse=True):
            head = f"<b>{escape(level_word(rule.level))}</b>　{self._marked(rule.condition)}"
            parts.append(f"<p>{head}<br/><span class='k'>{self._marked(rule.clause)}</span></p>")
        for phase in plan.phases:
            parts.append(f"<h3>{escape(phase)}</h3>")
            parts += [self._task(task) for task in plan.tasks if task.phase == phase]
        return "".join(parts)

    def _task(self, task: PlanTask) -> str:
        facts = [task.group]
        if task.time_limit is not None:
            minutes = int(task.time_limit.total_seconds() // _MINUTE_S)
            facts.append(self.tr("时限 %1 min").replace("%1", str(minutes)))
        if task.criterion:
            facts.append(task.criterion)
        lines = [
            f"<a name='{escape(task.key)}'></a><b>{self._marked(task.title)}</b>",
            f"<span class='k'>{self._marked(f' {DOT} '.join(facts))}</span>",
            self._marked(task.clause),
            *(f"{DOT} {self._marked(step)}" for step in task.checklist),
        ]
        return f"<p>{'<br/>'.join(lines)}</p>"

    def _marked(self, text: str) -> str:
        """The text, safe, with each word looked for on a soft ground."""
        words = self._words.split()
        if not words:
            return escape(text)
        found = re.compile("(" + "|".join(re.escape(word) for word in words) + ")", re.IGNORECASE)
        parts = (escape(part) for part in found.split(text))
        return "".join(
            f"<span class='m'>{part}</span>" if place % 2 else part
            for place, part in enumerate(parts)
        )

    def _arrange(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        for widget in (self.title, self.about, self.validity):
            words.addWidget(widget)
        row = QHBoxLayout(self._head)
        row.setContentsMargins(_PAD_PX, 10, _PAD_PX, 10)
        row.addLayout(words, 1)
        row.addWidget(self.start_key)
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setOpenLinks(False)
        self.text.setViewportMargins(_PAD_PX, 8, _PAD_PX, 8)
        self.text.document().setDocumentMargin(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self.text, 1)

    def _on_start(self) -> None:
        if self._plan is not None:
            self.start_wanted.emit(self._plan)
