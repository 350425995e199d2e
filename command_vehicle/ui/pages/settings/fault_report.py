# SPDX-License-Identifier: Apache-2.0
"""The diagnostics section: the report as text, the file to send, crashes since the last start."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Final, Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from command_vehicle.domain.errors import ExpectedError
from command_vehicle.services.diagnostics.report import DiagnosticReport
from command_vehicle.ui.components.button import Button
from command_vehicle.ui.components.facts import Fact, FactList
from command_vehicle.ui.components.surface import Edge, Surface
from command_vehicle.ui.components.text import MUTED, Text
from command_vehicle.ui.error_words import error_sentence
from command_vehicle.ui.formatting import day_and_time, time_of_day
from command_vehicle.ui.icons import IconSet
from command_vehicle.ui.style import Style
from command_vehicle.ui.type_scale import SEMIBOLD

_TEXT_PX: Final = 260


@dataclass(frozen=True, slots=True, kw_only=True)
class CrashNote:
    """One crash report that nobody has looked at yet.

    Attributes:
        name: Of its file.
        at: UTC, when it was written.
    """

    name: str
    at: datetime


class Diagnosing(Protocol):
    """What makes the report and the file; the program puts it together from its parts."""

    def report(
        self,
        then: Callable[[DiagnosticReport], None],
        failed: Callable[[ExpectedError], None],
    ) -> None:
        """Look at everything; one of the callbacks is called on this thread."""
        ...

    def save(self, then: Callable[[str], None], failed: Callable[[ExpectedError], None]) -> None:
        """Write the file that can be sent; `then` gets where it is."""
        ...

    def crashes(self) -> Sequence[CrashNote]:
        """Crash reports since the last start, newest first."""
        ...


class FaultReport(QWidget):
    """Nothing is looked at before somebody asks: walking the chains takes a while."""

    def __init__(
        self, diagnosing: Diagnosing, style: Style, icons: IconSet, zone: tzinfo | None
    ) -> None:
        super().__init__()
        self._diagnosing = diagnosing
        self._look = style
        self._zone = zone
        self.check_key = Button(self.tr("检查"), style, icon=icons["diagnostics"])
        self.save_key = Button(self.tr("存为文件"), style, icon=icons["export"])
        self.answer = Text("", style, "s", MUTED, is_wrapped=True)
        self.answer.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(_TEXT_PX)
        self.text.setFont(style.monospace("xs"))
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setAccessibleName(self.tr("诊断报告"))
        self.text.hide()
        self.crashes = FactList(style)
        self.no_crash = Text(self.tr("上次打开以来没有崩溃。"), style, "m", MUTED)
        self._arrange()
        self.check_key.clicked.connect(self._on_check)
        self.save_key.clicked.connect(self._on_save)

    def refresh(self) -> None:
        """Show the crashes as they are now."""
        notes = self._diagnosing.crashes()
        self.crashes.show_facts(
            [
                Fact(name=day_and_time(note.at, self._zone), value=note.name, role="alert")
                for note in notes
            ]
        )
        self.crashes.setVisible(bool(notes))
        self.no_crash.setVisible(not notes)

    def _arrange(self) -> None:
        surface = Surface(self._look, "raised", Edge.BOTTOM)
        note = Text(
            self.tr("报告里没有人名、电话、位置和记录内容，可以发给技术支持。"),
            self._look,
            "s",
            MUTED,
            is_wrapped=True,
        )
        keys = QHBoxLayout()
        keys.setSpacing(8)
        keys.addWidget(self.check_key)
        keys.addWidget(self.save_key)
        keys.addStretch(1)
        column = QVBoxLayout(surface)
        column.setContentsMargins(16, 10, 16, 14)
        column.setSpacing(8)
        column.addWidget(note)
        column.addLayout(keys)
        column.addWidget(self.answer)
        column.addWidget(self.text)
        column.addWidget(Text(self.tr("崩溃报告"), self._look, "m", weight=SEMIBOLD))
        column.addWidget(self.no_crash)
        column.addWidget(self.crashes)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(surface)
        self.answer.hide()

    def _on_check(self) -> None:
        self.check_key.setEnabled(False)
        self.check_key.set_busy(self.tr("正在检查"))
        self._diagnosing.report(self._on_report, self._on_check_failed)

    def _on_report(self, report: DiagnosticReport) -> None:
        self._end_check()
        self.text.setPlainText(report.as_text())
        self.text.show()
        at = time_of_day(report.made_at, self._zone, seconds=True)
        self._say(self.tr("%1 查过").replace("%1", at), "text")
        self.refresh()

    def _on_check_failed(self, error: ExpectedError) -> None:
        self._end_check()
        self._say(error_sentence(error), "alert")

    def _end_check(self) -> None:
        self.check_key.set_busy(None)
        self.check_key.setEnabled(True)
        self.check_key.set_label(self.tr("重新检查"))

    def _on_save(self) -> None:
        self.save_key.setEnabled(False)
        self.save_key.set_busy(self.tr("正在写"))
        self._diagnosing.save(self._on_saved, self._on_save_failed)

    def _on_saved(self, path: str) -> None:
        self._end_save()
        self._say(self.tr("已写入 %1").replace("%1", path), "text")

    def _on_save_failed(self, error: ExpectedError) -> None:
        self._end_save()
        self._say(error_sentence(error), "alert")

    def _end_save(self) -> None:
        self.save_key.set_busy(None)
        self.save_key.setEnabled(True)

    def _say(self, words: str, role: str) -> None:
        self.answer.setText(words)
        self.answer.set_role(role)
        self.answer.show()
