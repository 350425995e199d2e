# SPDX-License-Identifier: Apache-2.0
"""The real program on the demo, offscreen, measuring its own event loop; one JSON line at the end.

Run as `python -m tests.support.measured_program DATA_DIR SECONDS`.
"""

import json
import os
import statistics
import sys
import time
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from command_vehicle.app.demo import Demo, prepare_demo
from command_vehicle.app.desktop import prepare_desktop
from command_vehicle.app.program import Program, Wishes

TICK_MS = 5
WARM_UP_S = 8
SAVE_EVERY_MS = 1_000


class Measure(QObject):
    """Lateness of a precise timer, and the time from Enter to the row that says it is saved."""

    def __init__(self, program: Program, application: QApplication, seconds: float) -> None:
        super().__init__()
        self._program = program
        self._application = application
        self._late_ms: list[float] = []
        self._saved_ms: list[float] = []
        self._expected_s = 0.0
        self._entered_s: float | None = None
        self._cpu_s = 0.0
        self._begun_s = 0.0
        self._seconds = seconds
        self._tick = QTimer(self)
        self._tick.setTimerType(Qt.TimerType.PreciseTimer)
        self._tick.timeout.connect(self._on_tick)
        self._write = QTimer(self)
        self._write.timeout.connect(self._on_write)
        program.window.bridge.timeline_changed.connect(self._on_timeline_changed)
        QTimer.singleShot(WARM_UP_S * 1000, self._begin)

    @Slot()
    def _begin(self) -> None:
        self._begun_s = self._expected_s = time.perf_counter()
        self._cpu_s = time.process_time()
        self._tick.start(TICK_MS)
        self._write.start(SAVE_EVERY_MS)
        QTimer.singleShot(round(self._seconds * 1000), self._finish)

    @Slot()
    def _on_tick(self) -> None:
        now_s = time.perf_counter()
        self._late_ms.append(max(0.0, (now_s - self._expected_s) * 1000 - TICK_MS))
        self._expected_s = now_s

    @Slot()
    def _on_write(self) -> None:
        line = self._program.window.window.quick_log.line
        line.setFocus()
        QTest.keyClicks(line, "measured")
        self._entered_s = time.perf_counter()
        QTest.keyClick(line, Qt.Key.Key_Return)

    @Slot()
    def _on_timeline_changed(self) -> None:
        if self._entered_s is not None:
            self._saved_ms.append((time.perf_counter() - self._entered_s) * 1000)
            self._entered_s = None

    @Slot()
    def _finish(self) -> None:
        wall_s = time.perf_counter() - self._begun_s
        late = statistics.quantiles(self._late_ms, n=1000)
        result = {
            "late_p50_ms": late[499],
            "late_p99_ms": late[989],
            "late_max_ms": max(self._late_ms),
            "saved_p50_ms": statistics.median(self._saved_ms),
            "saved_max_ms": max(self._saved_ms),
            "saves": len(self._saved_ms),
            "cpu_share": (time.process_time() - self._cpu_s) / wall_s,
            "pss_mib": sum(map(_pss_mib, _family(os.getpid()))),
        }
        sys.stdout.write(json.dumps(result) + "\n")
        self._application.quit()


def _family(pid: int) -> list[int]:
    """A process and everything below it."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return [pid, *(each for child in children for each in _family(int(child)))]


def _pss_mib(pid: int) -> float:
    """Proportional set size: shared pages counted once over all processes."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def main() -> None:
    """Measure and print."""
    root = Path(sys.argv[1])
    application = prepare_desktop(offscreen=True)
    prepare_demo(root)
    program = Program(application, Wishes(data_dir=root))
    demo = Demo(program.vehicle, root, lambda _words: None)
    program.window.window.resize(1600, 900)
    measure = Measure(program, application, float(sys.argv[2]))
    program.start()
    demo.start()
    application.exec()
    measure.deleteLater()
    demo.stop()
    program.stop()


if __name__ == "__main__":
    main()
