# SPDX-License-Identifier: Apache-2.0
"""Correcting and retracting, in the panel where the entry stands; a reason is always asked."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from typing_extensions import override

from command_vehicle.domain.timeline import Entry
from command_vehicle.ui.components.button import Button, ButtonKind
from command_vehicle.ui.components.text import MUTED, Text
from command_vehicle.ui.style import Style
from command_vehicle.ui.type_scale import SEMIBOLD

_TEXT_PX: Final = 116


class AmendForm(QWidget):
    """A new wording and why, or only why it is taken back.

    Signals:
        submitted (str | None, str): New wording (None for a retraction) and reason.
        cancelled: The entry stays as it is.
    """

    submitted = Signal(object, str)
    cancelled = Signal()

    def __init__(self, style: Style, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._is_retraction = False
        self._title = Text("", style, "l", weight=SEMIBOLD)
        self._note = Text("", style, "s", MUTED, is_wrapped=True)
        self.wording = QPlainTextEdit()
        self.wording.setFixedHeight(_TEXT_PX)
        self.wording.setTabChangesFocus(True)
        self.wording.setAccessibleName(self.tr("改为"))
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(self.tr("原因（必填），Enter 记下"))
        self.reason.setAccessibleName(self.tr("原因"))
        self.error = Text("", style, "s", "alert", is_wrapped=True)
        self.submit = Button("", style, kind=ButtonKind.PRIMARY)
        self.cancel = Button(self.tr("不改了"), style)
        self._arrange()
        self.reason.textEdited.connect(self._forget_error)
        self.reason.returnPressed.connect(self._submit)
        self.submit.clicked.connect(self._submit)
        self.cancel.clicked.connect(self.cancelled)
        style.changed.connect(self._restyle)
        self._restyle()

    def begin_correction(self, entry: Entry) -> None:
        """Offer the wording in force for a change."""
        self._begin(
            self.tr("更正这条记录"), self.tr("原文保留并划线，新文另记。"), self.tr("记下更正")
        )
        self._is_retraction = False
        self.wording.setPlainText(entry.text_in_force or entry.recorded.text)
        self.wording.show()
        self.wording.setFocus()
        self.wording.selectAll()

    def begin_retraction(self) -> None:
        """Ask why."""
        self._begin(self.tr("撤回这条记录"), self.tr("原文保留并划线。"), self.tr("记下撤回"))
        self._is_retraction = True
        self.wording.hide()
        self.reason.setFocus()

    def show_error(self, sentence: str) -> None:
        """Say below the fields what is wrong; what was typed stays."""
        self.submit.setEnabled(True)
        self.error.setText(sentence)
        self.error.show()
        self.reason.setProperty("invalid", not self.reason.text().strip())
        self._polish()
        self.reason.setFocus()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
            return
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._submit()
            return
        super().keyPressEvent(event)

    def _arrange(self) -> None:
        keys = QHBoxLayout()
        keys.setSpacing(8)
        keys.addWidget(self.submit, 1)
        keys.addWidget(self.cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (self._title, self._note, self.wording, self.reason, self.error):
            column.addWidget(widget)
        column.addLayout(keys)

    def _begin(self, title: str, note: str, submit: str) -> None:
        self._title.setText(title)
        self._note.setText(note)
        self.submit.set_label(submit)
        self.submit.setEnabled(True)
        self.reason.clear()
        self._forget_error()

    def _submit(self) -> None:
        if not self.reason.text().strip():
            self.show_error(self.tr("要写原因。原文会保留并划线，原因一起留下。"))
            return
        wording = None if self._is_retraction else self.wording.toPlainText().strip()
        if wording == "":
            self.show_error(self.tr("新文不能空。要整条作废，用“撤回”。"))
            self.wording.setFocus()
            return
        self.submit.setEnabled(False)
        self.submitted.emit(wording, self.reason.text().strip())

    def _forget_error(self) -> None:
        self.error.setText("")
        self.error.hide()
        self.reason.setProperty("invalid", False)  # noqa: FBT003
        self._polish()

    def _polish(self) -> None:
        self.reason.style().unpolish(self.reason)
        self.reason.style().polish(self.reason)

    def _restyle(self) -> None:
        self.wording.setFont(self._style.font("l"))
        self.reason.setFont(self._style.font("m"))
