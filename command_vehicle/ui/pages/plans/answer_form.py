# SPDX-License-Identifier: Apache-2.0
"""One question with one line for the answer, in the place where it was asked."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from command_vehicle.ui.components.button import Button, ButtonKind
from command_vehicle.ui.components.text import Text
from command_vehicle.ui.style import Style
from command_vehicle.ui.type_scale import SEMIBOLD


class AnswerForm(QWidget):
    """An answer must not be empty.

    Signals:
        submitted (str): The answer.
        cancelled: No answer.
    """

    submitted = Signal(str)
    cancelled = Signal()

    def __init__(self, style: Style, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._question = Text("", style, "l", weight=SEMIBOLD)
        self.answer = QLineEdit()
        self.error = Text("", style, "s", "alert", is_wrapped=True)
        self.submit = Button("", style, kind=ButtonKind.PRIMARY, key="Enter")
        self.cancel = Button(self.tr("不改了"), style, key="Esc")
        keys = QHBoxLayout()
        keys.setSpacing(8)
        keys.addWidget(self.submit, 1)
        keys.addWidget(self.cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (self._question, self.answer, self.error):
            column.addWidget(widget)
        column.addLayout(keys)
        self.answer.returnPressed.connect(self._submit)
        self.answer.textEdited.connect(self._forget_error)
        self.submit.clicked.connect(self._submit)
        self.cancel.clicked.connect(self.cancelled)
        style.changed.connect(self._restyle)
        self._restyle()

    def begin(self, question: str, hint: str, submit: str) -> None:
        """Ask; the line is empty and has the focus."""
        self._question.setText(question)
        self.answer.clear()
        self.answer.setPlaceholderText(hint)
        self.answer.setAccessibleName(question)
        self.submit.set_label(submit)
        self._forget_error()
        self.answer.setFocus()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

    def _submit(self) -> None:
        if self.answer.text().strip():
            self.submitted.emit(self.answer.text().strip())
        else:
            self.error.setText(self.tr("不能空着。写一句再存。"))
            self.error.show()
            self.answer.setFocus()

    def _forget_error(self) -> None:
        self.error.setText("")
        self.error.hide()

    def _restyle(self) -> None:
        self.answer.setFont(self._style.font("m"))
