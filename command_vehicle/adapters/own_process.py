# SPDX-License-Identifier: Apache-2.0
"""Runs another process of this same program: the simulator, the embedded platform."""

import json
import logging
import sys
from collections.abc import Callable, Sequence

from PySide6.QtCore import QByteArray, QObject, QProcess, Slot

logger = logging.getLogger(__name__)

STOP_LIMIT_MS = 5_000


def own_command(arguments: Sequence[str]) -> list[str]:
    """The command line that starts this program, frozen or not, with these arguments."""
    if getattr(sys, "frozen", False):
        return [sys.executable, *arguments]
    return [sys.executable, "-m", "command_vehicle", *arguments]


class OwnProcess(QObject):
    """One child process of ours; its JSON lines are handed over as they come."""

    def __init__(
        self,
        arguments: Sequence[str],
        on_line: Callable[[dict[str, object]], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._command = own_command(arguments)
        self._on_line = on_line
        self._unread = b""
        self._process = QProcess(self)
        self._process.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedErrorChannel)
        self._process.readyReadStandardOutput.connect(self._on_output)

    @property
    def is_running(self) -> bool:
        """Whether it has been started and has not ended."""
        return self._process.state() != QProcess.ProcessState.NotRunning

    def start(self) -> None:
        """Start it, unless it runs."""
        if not self.is_running:
            logger.info("starting %s", " ".join(self._command[-6:]))
            self._process.start(self._command[0], self._command[1:])

    def stop(self) -> None:
        """Ask it to end, wait a little, end it."""
        if not self.is_running:
            return
        self._process.terminate()
        if not self._process.waitForFinished(STOP_LIMIT_MS):
            self._process.kill()
            self._process.waitForFinished(STOP_LIMIT_MS)

    @Slot()
    def _on_output(self) -> None:
        output: QByteArray = self._process.readAllStandardOutput()
        self._unread += bytes(output.data())
        *lines, self._unread = self._unread.split(b"\n")
        for line in lines:
            if line.strip():
                self._on_line(json.loads(line))
