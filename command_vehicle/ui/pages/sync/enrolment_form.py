# SPDX-License-Identifier: Apache-2.0
"""Enrolment in place: where the platform is, the code it gave out, and what we are called."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from command_vehicle.domain.errors import ErrorCode, ExpectedError
from command_vehicle.domain.sync import Platform
from command_vehicle.ui.components.button import Button, ButtonKind
from command_vehicle.ui.components.text import MUTED, Text
from command_vehicle.ui.error_words import error_sentence
from command_vehicle.ui.style import Style
from command_vehicle.ui.type_scale import SEMIBOLD


class Enrolling(Protocol):
    """The enrolment service."""

    def enrol(
        self,
        url: str,
        code: str,
        name: str,
        then: Callable[[Platform], None],
        failed: Callable[[ExpectedError], None],
    ) -> None:
        """Enrol; exactly one of the callbacks is called on this thread."""
        ...


class EnrolmentForm(QWidget):
    """Three fields and one key; what was typed stays until it has worked.

    Signals:
        enrolled (Platform): We are known to the platform now.
    """

    enrolled = Signal(object)

    def __init__(self, enrolment: Enrolling, vehicle_name: str, style: Style) -> None:
        super().__init__()
        self._enrolment = enrolment
        self._look = style
        self.url = self._field(self.tr("平台地址"), "https://")
        self.code = self._field(self.tr("入网码"), self.tr("由平台值班室给出，只用一次"))
        self.name = self._field(self.tr("本车名称"), "")
        self.name.setText(vehicle_name)
        self.error = Text("", style, "s", "alert", is_wrapped=True)
        self.error.hide()
        self.submit = Button(self.tr("入网"), style, kind=ButtonKind.PRIMARY, key="Enter")
        self._arrange()
        self.submit.clicked.connect(self._submit)
        style.changed.connect(self._restyle)
        self._restyle()

    def _field(self, name: str, placeholder: str) -> QLineEdit:
        field = QLineEdit()
        field.setAccessibleName(name)
        field.setPlaceholderText(placeholder)
        field.returnPressed.connect(self._submit)
        field.textEdited.connect(self._forget_error)
        return field

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(Text(self.tr("还没有入网"), self._look, "l", weight=SEMIBOLD))
        note = self.tr("入网一次，以后凭密钥认车。不入网也照常记录，只存在本机。")
        column.addWidget(Text(note, self._look, "s", MUTED, is_wrapped=True))
        column.addSpacing(8)
        for field in (self.url, self.code, self.name):
            column.addWidget(Text(field.accessibleName(), self._look, "s", weight=SEMIBOLD))
            column.addWidget(field)
            column.addSpacing(4)
        column.addWidget(self.error)
        column.addSpacing(4)
        column.addWidget(self.submit)

    def _submit(self) -> None:
        if not self.submit.isEnabled():
            return
        empty = [field for field in (self.url, self.code, self.name) if not field.text().strip()]
        if empty:
            self._show_error(self.tr("还缺：%1。").replace("%1", empty[0].accessibleName()))
            empty[0].setFocus()
            return
        self._forget_error()
        self.submit.setEnabled(False)
        self.submit.set_busy(self.tr("正在联系平台"))
        self._enrolment.enrol(
            self.url.text().strip(),
            self.code.text().strip(),
            self.name.text().strip(),
            self._on_enrolled,
            self._on_failed,
        )

    def _on_enrolled(self, platform: Platform) -> None:
        self._end()
        self.code.clear()
        self.enrolled.emit(platform)

    def _on_failed(self, error: ExpectedError) -> None:
        self._end()
        if error.code is ErrorCode.VALUE_INVALID and error.params.get("field") == "url":
            self._show_error(self.tr("地址要以 https:// 或 http:// 开头。改好再试。"))
        else:
            self._show_error(error_sentence(error))

    def _end(self) -> None:
        self.submit.set_busy(None)
        self.submit.setEnabled(True)

    def _show_error(self, sentence: str) -> None:
        self.error.setText(sentence)
        self.error.show()

    def _forget_error(self) -> None:
        self.error.hide()

    def _restyle(self) -> None:
        for field in (self.url, self.code, self.name):
            field.setFont(self._look.font("m"))
