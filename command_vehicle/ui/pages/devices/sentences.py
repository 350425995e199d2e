# SPDX-License-Identifier: Apache-2.0
"""Sentences as they come over the wire, to look at, to stop and to copy."""

from collections import deque
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPalette
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget
from typing_extensions import override

from command_vehicle.domain.positioning import ReceiverState
from command_vehicle.ui.components.button import Button
from command_vehicle.ui.components.surface import Edge, Surface
from command_vehicle.ui.components.text import MUTED, Text
from command_vehicle.ui.formatting import UNKNOWN, count
from command_vehicle.ui.icons import IconSet
from command_vehicle.ui.style import Style
from command_vehicle.ui.type_scale import SEMIBOLD

_MOST_LINES: Final = 500
_LEAST_PX: Final = 48


class SentenceText(QPlainTextEdit):
    """Read-only lines; Space stops and goes on, Ctrl+C copies what is marked, or all.

    Signals:
        pause_wanted: Space.
    """

    pause_wanted = Signal()

    def __init__(self, style: Style) -> None:
        super().__init__()
        self._look = style
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setMaximumBlockCount(_MOST_LINES)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setMinimumHeight(_LEAST_PX)
        self.setTabChangesFocus(True)
        style.changed.connect(self._restyle)
        self._restyle()

    def copy_all(self) -> int:
        """Copy what is marked, or everything; the answer is the number of lines."""
        marked = self.textCursor().selection().toPlainText()
        text = marked or self.toPlainText()
        QGuiApplication.clipboard().setText(text)
        return len(text.splitlines())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self.pause_wanted.emit()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_all()
        else:
            super().keyPressEvent(event)

    def _restyle(self) -> None:
        self.setFont(self._look.monospace("xs"))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Text, self._look.color("text"))
        self.setPalette(palette)


class Sentences(QWidget):
    """Heading with counts, then the lines."""

    def __init__(self, style: Style, icons: IconSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = SentenceText(style)
        self.counts = Text("", style, "xs", MUTED)
        self.pause_key = Button(self.tr("暂停"), style, icon=icons["stop"], is_checkable=True)
        self.copy_key = Button(self.tr("复制"), style, icon=icons["copy"])
        self._waiting: deque[str] = deque(maxlen=_MOST_LINES)
        self._missed = 0
        self._sentence_count: int | None = None
        head = Surface(style, "sunken", Edge.BOTTOM)
        row = QHBoxLayout(head)
        row.setContentsMargins(12, 2, 12, 2)
        row.setSpacing(12)
        row.addWidget(Text(self.tr("原始语句"), style, "s", weight=SEMIBOLD))
        row.addWidget(self.counts, 1)
        row.addWidget(self.pause_key)
        row.addWidget(self.copy_key)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self.text, 1)
        self.pause_key.toggled.connect(self._on_paused)
        self.copy_key.clicked.connect(self._on_copy)
        self.text.pause_wanted.connect(self.pause_key.toggle)

    @property
    def is_paused(self) -> bool:
        """Whether new lines wait."""
        return self.pause_key.isChecked()

    def add(self, lines: Sequence[str]) -> None:
        """Show these below, or let them wait while stopped."""
        if self.is_paused:
            self._waiting.extend(lines)
            self._missed += len(lines)
            waiting = self.tr("继续　%1").replace("%1", count(self._missed))
            self.pause_key.set_label(waiting)
        elif lines:
            self.text.appendPlainText("\n".join(lines))

    def clear(self) -> None:
        """Begin anew, for another receiver."""
        self.text.clear()
        self._waiting.clear()
        self._missed = 0
        self._sentence_count = None

    def show_counts(self, receiver: ReceiverState | None) -> None:
        """Speed, rate and errors; to be called once a second."""
        if receiver is None:
            self.counts.setText("")
            return
        before, self._sentence_count = self._sentence_count, receiver.sentence_count
        rate = UNKNOWN if before is None else count(max(0, receiver.sentence_count - before))
        words = self.tr("%1　每秒 %2 句　校验错 %3　其他 %4 字节")
        speed = UNKNOWN if receiver.baud_bps is None else str(receiver.baud_bps)
        self.counts.setText(
            words.replace("%1", speed)
            .replace("%2", rate)
            .replace("%3", count(receiver.checksum_errors))
            .replace("%4", count(receiver.garbage_bytes))
        )

    def _on_paused(self, is_paused: bool) -> None:  # noqa: FBT001
        if is_paused:
            self.pause_key.set_label(self.tr("继续"))
            return
        self.pause_key.set_label(self.tr("暂停"))
        waiting = list(self._waiting)
        self._waiting.clear()
        self._missed = 0
        self.add(waiting)

    def _on_copy(self) -> None:
        copied = self.text.copy_all()
        self.copy_key.report(self.tr("已复制 %1 行").replace("%1", count(copied)))
