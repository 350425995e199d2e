# SPDX-License-Identifier: Apache-2.0
"""The key that records what a receiver sends, and the line that says where it goes."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from command_vehicle.domain.receivers import Recording
from command_vehicle.ui.components.button import Button
from command_vehicle.ui.components.surface import Edge, Surface
from command_vehicle.ui.components.text import Text
from command_vehicle.ui.error_words import error_sentence
from command_vehicle.ui.formatting import size
from command_vehicle.ui.icons import IconSet
from command_vehicle.ui.style import Style

_BREAKS: Final = frozenset("/\\-_")


class RecorderKey(Button):
    """Begins and ends a recording.

    Signals:
        wanted (bool): Begin, or end.
    """

    wanted = Signal(bool)

    def __init__(self, style: Style, icons: IconSet) -> None:
        super().__init__("", style, icon=icons["file"], is_checkable=True)
        self.set_label(self.tr("录原始数据"))
        self.clicked.connect(self._on_clicked)

    def show_recording(self, recording: Recording) -> None:
        """Show whether one is running."""
        self.setChecked(recording.is_running)
        self.set_label(self.tr("停止录制") if recording.is_running else self.tr("录原始数据"))

    def _on_clicked(self) -> None:
        self.wanted.emit(self.isChecked())


class RecordingLine(Surface):
    """Which file grows, or why it does not any more; hidden before the first one."""

    def __init__(self, style: Style) -> None:
        super().__init__(style, "sunken", Edge.TOP)
        self.words = Text("", style, "xs", is_wrapped=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 12, 4)
        row.addWidget(self.words)
        self.hide()

    def show_recording(self, recording: Recording) -> None:
        """Say where it goes and how much there is."""
        if recording.error is not None:
            words = self.tr("录制停了：%4　已录 %2，在 %3")
        elif recording.is_running:
            words = self.tr("正在录“%1”的原始数据：%2，写到 %3")
        else:
            words = self.tr("已录“%1”的原始数据：%2，在 %3")
        reason = "" if recording.error is None else error_sentence(recording.error)
        self.words.setText(
            words.replace("%4", reason)
            .replace("%1", recording.source)
            .replace("%2", size(recording.size_bytes))
            .replace("%3", _breakable(recording.path))
        )
        self.words.set_role("text" if recording.error is None else "alert")
        self.show()


def _breakable(path: str) -> str:
    """A path that may be broken behind each separator: a narrow column has no room for it whole."""
    return "".join(f"{char}\u200b" if char in _BREAKS else char for char in path)
