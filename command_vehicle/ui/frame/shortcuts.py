# SPDX-License-Identifier: Apache-2.0
"""The keyboard map of the window: what each key does, from one table, shown by the key sheet."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyAction:
    """One key of the window.

    Attributes:
        keys: As Qt writes them, for example `Alt+1`.
        words: What it does, for the key sheet.
        act: Does it.
    """

    keys: str
    words: str
    act: Callable[[], None]


def bind(window: QWidget, actions: tuple[KeyAction, ...]) -> tuple[QShortcut, ...]:
    """Give the window its keys, whatever has the focus in it."""
    shortcuts = []
    for action in actions:
        shortcut = QShortcut(QKeySequence(action.keys), window)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(action.act)
        shortcuts.append(shortcut)
    return tuple(shortcuts)
