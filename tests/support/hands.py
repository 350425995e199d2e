# SPDX-License-Identifier: Apache-2.0
"""What a person does with keyboard and pointer; words arrive as an input method sends them."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget


def press(
    widget: QWidget,
    key: Qt.Key,
    modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    """Press and release a key."""
    QTest.keyClick(widget, key, modifier)


def click(widget: QWidget) -> None:
    """Press and release the left button in the middle."""
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def type_words(widget: QWidget, words: str) -> None:
    """Commit words in one piece."""
    event = QInputMethodEvent()
    event.setCommitString(words)
    QApplication.sendEvent(widget, event)
