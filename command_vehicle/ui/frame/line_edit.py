# SPDX-License-Identifier: Apache-2.0
"""The line of the quick log. Enter saves, Shift+Enter begins a new line.

While an input method is composing, Enter and Escape are its own: Enter commits what is being
composed and saves nothing, Escape gives up the composition and nothing else.
"""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QResizeEvent,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy, QWidget
from typing_extensions import override

from command_vehicle.ui.style import Style

LINE_PX: Final = 48
_OUTLINE_PX: Final = 2
_MOST_LINES_SHOWN: Final = 2
_ENTER_KEYS: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class LineEdit(QPlainTextEdit):
    """One or two lines of text, 48 px high; more scroll.

    Signals:
        save_wanted: Enter was pressed and no input method was composing.
        left: Escape was pressed, or Tab took the focus away.
    """

    save_wanted = Signal()
    left = Signal()

    def __init__(self, style: Style, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._preedit = ""
        self.setFixedHeight(LINE_PX)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAnywhere)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self.textChanged.connect(self._centre)
        style.changed.connect(self._restyle)
        self._restyle()

    @property
    def is_composing(self) -> bool:
        """Whether an input method has something that is not committed yet."""
        return bool(self._preedit)

    def commit_composition(self) -> None:
        """Have the input method commit what it is composing."""
        if self._preedit:
            QGuiApplication.inputMethod().commit()

    def put(self, text: str) -> None:
        """Show a text with the cursor behind it."""
        self.setPlainText(text)
        self.moveCursor(QTextCursor.MoveOperation.End)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._centre()

    @override
    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._preedit = event.preeditString()
        super().inputMethodEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._preedit = ""
        super().focusOutEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        is_plain_enter = key in _ENTER_KEYS and not (
            event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        )
        if self._preedit and (is_plain_enter or key == Qt.Key.Key_Escape):
            self._answer_composition(is_commit=is_plain_enter)
        elif is_plain_enter:
            self.save_wanted.emit()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _answer_composition(self, *, is_commit: bool) -> None:
        if is_commit:
            QGuiApplication.inputMethod().commit()
        else:
            QGuiApplication.inputMethod().reset()

    def _centre(self) -> None:
        lines = min(_MOST_LINES_SHOWN, max(1, round(self.document().size().height())))
        content_px = lines * self.fontMetrics().lineSpacing()
        margin = max(0, (LINE_PX - 2 * _OUTLINE_PX - content_px) // 2)
        if self.viewportMargins().top() != margin:
            self.setViewportMargins(0, margin, 0, 0)

    def _restyle(self) -> None:
        self.setFont(self._style.font("l"))
        self._centre()
