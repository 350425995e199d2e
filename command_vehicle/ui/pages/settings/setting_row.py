# SPDX-License-Identifier: Apache-2.0
"""One setting on one row: name, effect, editor; what is wrong stands beneath, the value is kept."""

from enum import Enum
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from command_vehicle.domain.errors import CommandVehicleError, ExpectedError
from command_vehicle.services.settings.layers import Declaration, Layer, Value
from command_vehicle.services.settings.service import SettingsService
from command_vehicle.ui.components.button import Button
from command_vehicle.ui.components.check_row import CheckRow
from command_vehicle.ui.components.surface import Edge, Surface
from command_vehicle.ui.components.tabs import SegmentTabs, Tab
from command_vehicle.ui.components.text import MUTED, Text
from command_vehicle.ui.error_words import error_sentence
from command_vehicle.ui.icons import IconSet
from command_vehicle.ui.pages.settings.words import (
    choice_word,
    problem_words,
    setting_words,
    unit_word,
)
from command_vehicle.ui.style import Style
from command_vehicle.ui.type_scale import SEMIBOLD

_EDITOR_PX: Final = 300
_FEEDBACK_MS: Final = 2000
_LOCK_PX: Final = 16


class SettingRow(Surface):
    """Changes its setting through the service, at once.

    Signals:
        changed (str): Key of the setting that has another value now.
    """

    changed = Signal(str)

    def __init__(
        self, declaration: Declaration, settings: SettingsService, style: Style, icons: IconSet
    ) -> None:
        super().__init__(style, "raised", Edge.BOTTOM)
        self._look = style
        self._icons = icons
        self._declaration = declaration
        self._settings = settings
        self._words = setting_words(declaration.key)
        self.field: QLineEdit | None = None
        self.check: CheckRow | None = None
        self.tabs: SegmentTabs | None = None
        self.error = Text("", style, "s", "alert", is_wrapped=True)
        self.answer = Text("", style, "s", MUTED)
        self.preset = Text(self.tr("由单位预设"), style, "s", MUTED, weight=SEMIBOLD)
        self._lock = QLabel()
        self.reset_key = Button(self.tr("恢复"), style, icon=icons["undo"])
        self._forget = QTimer(self, singleShot=True, interval=_FEEDBACK_MS)
        self._forget.timeout.connect(self.answer.clear)
        self.reset_key.clicked.connect(self._on_reset)
        self._arrange(self._make_editor())
        style.changed.connect(self._restyle)
        self._restyle()
        self.refresh()

    @property
    def key(self) -> str:
        """Section and name."""
        return self._declaration.key

    def matches(self, text: str) -> bool:
        """Whether a search for `text` finds this row."""
        wanted = text.strip().casefold()
        words = f"{self._words.name} {self._words.effect} {self.key}".casefold()
        return wanted in words

    def refresh(self) -> None:
        """Show the value in force, and where it comes from."""
        value = self._settings.value(self.key)
        is_preset = self._settings.is_preset(self.key)
        if self.field is not None and not self.field.isModified():
            self.field.setText(str(value))
            self.field.setCursorPosition(0)
        if self.check is not None:
            self.check.setChecked(bool(value))
            self.check.setText(self.tr("开") if value else self.tr("关"))
        if self.tabs is not None and isinstance(value, Enum):
            self.tabs.choose(str(value.value))
        for editor in (self.field, self.check, self.tabs):
            if editor is not None:
                editor.setEnabled(not is_preset)
        self.preset.setVisible(is_preset)
        self._lock.setVisible(is_preset)
        self.reset_key.setVisible(self._settings.source_of(self.key) is Layer.USER)

    def _make_editor(self) -> QWidget:
        name = self._words.name
        if self._declaration.choices:
            choices = self._declaration.choices
            tabs = [Tab(key=str(each.value), text=choice_word(each)) for each in choices]
            self.tabs = SegmentTabs(tabs, self._look)
            self.tabs.setAccessibleName(name)
            self.tabs.chosen.connect(self._commit)
            return self.tabs
        if self._declaration.value_type is bool:
            self.check = CheckRow("", self._look)
            self.check.setAccessibleName(name)
            self.check.clicked.connect(self._on_check)
            return self.check
        self.field = QLineEdit()
        self.field.setAccessibleName(name)
        self.field.editingFinished.connect(self._on_edited)
        self.field.textEdited.connect(self._on_typing)
        return self.field

    def _arrange(self, editor: QWidget) -> None:
        left = QVBoxLayout()
        left.setSpacing(2)
        left.addWidget(Text(self._words.name, self._look, "m", weight=SEMIBOLD))
        left.addWidget(Text(self._words.effect, self._look, "s", MUTED, is_wrapped=True))
        source = QHBoxLayout()
        source.setSpacing(6)
        source.addWidget(self._lock)
        source.addWidget(self.preset)
        source.addWidget(self.answer)
        source.addStretch(1)
        left.addLayout(source)
        right = QHBoxLayout()
        right.setSpacing(8)
        if self.field is not None:
            editor.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        right.addWidget(editor)
        unit = unit_word(self._declaration.unit)
        if unit:
            right.addWidget(Text(unit, self._look, "m", MUTED))
        if self.field is None:
            right.addStretch(1)
        right.addWidget(self.reset_key)
        holder = QWidget()
        holder.setLayout(right)
        right.setContentsMargins(0, 0, 0, 0)
        holder.setFixedWidth(_EDITOR_PX)
        grid = QGridLayout(self)
        grid.setContentsMargins(16, 10, 16, 11)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        grid.addLayout(left, 0, 0)
        grid.addWidget(holder, 0, 1, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(self.error, 1, 1)
        self.error.hide()

    def _on_check(self) -> None:
        if self.check is not None:
            self._apply(value=self.check.isChecked())

    def _on_typing(self) -> None:
        self._show_error("")

    def _on_edited(self) -> None:
        if self.field is None or not self.field.isModified():
            return
        text = self.field.text().strip()
        if self._declaration.value_type is str:
            self._apply(text)
            return
        try:
            number = self._declaration.value_type(text)
        except ValueError:
            self._show_error(problem_words(self._declaration, "wrong_type"))
            return
        self._apply(number)

    def _commit(self, chosen: str) -> None:
        self._apply(chosen)

    def _apply(self, value: Value) -> None:
        try:
            self._settings.change(self.key, value)
        except ExpectedError as error:
            self._show_error(self._sentence(error))
            return
        self._done(self.tr("已存"))

    def _on_reset(self) -> None:
        try:
            self._settings.reset(self.key)
        except ExpectedError as error:
            self._show_error(self._sentence(error))
            return
        if self.field is not None:
            self.field.setModified(False)
        self._done(self.tr("已恢复"))

    def _done(self, answer: str) -> None:
        if self.field is not None:
            self.field.setModified(False)
        self._show_error("")
        self.answer.setText(answer)
        self._forget.start()
        self.refresh()
        self.changed.emit(self.key)

    def _sentence(self, error: CommandVehicleError) -> str:
        reason = str(error.params.get("reason", ""))
        if error.params.get("field") == self.key and reason != "preset by the agency":
            return problem_words(self._declaration, reason)
        return error_sentence(error)

    def _show_error(self, sentence: str) -> None:
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))
        if self.field is not None:
            self.field.setProperty("invalid", bool(sentence))
            self.field.style().unpolish(self.field)
            self.field.style().polish(self.field)

    def _restyle(self) -> None:
        if self.field is not None:
            self.field.setFont(self._look.font("m"))
        ink = self._look.color(self._look.secondary("s"))
        self._lock.setPixmap(self._icons.pixmap("lock", ink, _LOCK_PX))
