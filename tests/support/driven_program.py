# SPDX-License-Identifier: Apache-2.0
"""The real program as a process that takes key presses on stdin and says what it shows.

Run as `python -m tests.support.driven_program DATA_DIR`. Each line on stdin is one JSON object:
`{"key": "F9"}`, `{"type": "text"}` or `{"look": true}`; a look is answered by one line on stdout
with the words of the strip and of the newest rows of the timeline.
"""

import json
import os
import sys
from pathlib import Path

from PySide6.QtCore import QObject, QSocketNotifier, Qt, Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from command_vehicle.app.desktop import prepare_desktop
from command_vehicle.app.program import Program, Wishes

ROWS_LOOKED_AT = 12


class Hand(QObject):
    """Presses keys of the window, and reads it."""

    def __init__(self, program: Program, application: QApplication) -> None:
        super().__init__()
        self._program = program
        self._application = application
        self._unread = b""
        self._ear = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read, self)
        self._ear.activated.connect(self._on_word)

    @Slot()
    def _on_word(self) -> None:
        heard = os.read(sys.stdin.fileno(), 65536)
        if not heard:
            self._ear.setEnabled(False)
            self._application.quit()
        *lines, self._unread = (self._unread + heard).split(b"\n")
        for line in lines:
            self._obey(json.loads(line))

    def _obey(self, wanted: dict[str, str]) -> None:
        if "key" in wanted:
            self._press(wanted["key"])
        elif "type" in wanted:
            QTest.keyClicks(self._focused(), wanted["type"])
        else:
            sys.stdout.write(json.dumps(self._seen(), ensure_ascii=False) + "\n")
            sys.stdout.flush()

    def _press(self, name: str) -> None:
        QTest.keySequence(self._focused(), QKeySequence(name))

    def _focused(self) -> QWidget:
        return QApplication.focusWidget() or self._program.window.window

    def _seen(self) -> dict[str, object]:
        window = self._program.window
        strip = window.window.strip
        model = window.timeline.model
        rows = [
            str(model.data(model.index(row), Qt.ItemDataRole.AccessibleTextRole))
            for row in range(min(ROWS_LOOKED_AT, model.rowCount()))
        ]
        return {
            "fix": strip.fix.accessibleName(),
            "position": strip.position.accessibleName(),
            "page": window.window.current_page,
            "rows": rows,
            "line": window.window.quick_log.line.toPlainText(),
            "fault": window.window.quick_log.fault.text(),
            "troubles": window.window.troubles.sentences,
            "headline": window.sync.headline.text(),
        }


def main() -> None:
    """Run until stdin ends."""
    application = prepare_desktop(offscreen=True)
    program = Program(application, Wishes(data_dir=Path(sys.argv[1])))
    hand = Hand(program, application)
    program.start()
    program.window.window.activateWindow()
    application.exec()
    hand.deleteLater()
    program.stop()


if __name__ == "__main__":
    main()
