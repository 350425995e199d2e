# SPDX-License-Identifier: Apache-2.0
"""The whole program on the demo: start, event loop, save, processor and memory."""

import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.support.commands import ROOT, command_line, environment

Row = tuple[str, str, str]
STARTS = 3
MEASURED_S = 30


def rows() -> list[Row]:
    """Measure in fresh processes."""
    with tempfile.TemporaryDirectory() as folder:
        starts = [_start(Path(folder) / str(number)) for number in range(STARTS)]
        again = _start(Path(folder) / "0")
        running = _run(Path(folder) / "running")
    return [
        _row("process start to usable map, first time", statistics.median(starts), "s", "≤ 3 s"),
        _row("the same with a record on disk", again, "s", "≤ 3 s"),
        _row("event loop late, median", running["late_p50_ms"], "ms", "5 Hz receiver, syncing"),
        _row("event loop late, p99", running["late_p99_ms"], "ms", "≤ 16 ms"),
        _row("event loop late, worst", running["late_max_ms"], "ms", "≤ 50 ms"),
        _row("Enter to saved, median", running["saved_p50_ms"], "ms", "≤ 50 ms, with fsync"),
        _row("Enter to saved, worst", running["saved_max_ms"], "ms", f"of {running['saves']}"),
        _row("main process, share of a core", running["cpu_share"] * 100, "%", "drawing 5 Hz"),
        _row("memory of all processes (PSS)", running["pss_mib"], "MiB", "≤ 600 MB"),
    ]


def _row(measure: str, value: float, unit: str, note: str) -> Row:
    return measure, f"{value:.2f} {unit}", note


def _start(data_dir: Path) -> float:
    """Seconds from the shell's point of view: interpreter and imports count."""
    began_s = time.perf_counter()
    with subprocess.Popen(
        command_line("run", "--demo", "--startup-check", "--data-dir", data_dir),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment(),
    ) as process:
        assert process.stdout is not None
        assert "ready_s" in json.loads(process.stdout.readline())
        return time.perf_counter() - began_s


def _run(data_dir: Path) -> dict[str, Any]:
    result = subprocess.run(
        [sys.executable, "-m", "tests.support.measured_program", str(data_dir), str(MEASURED_S)],
        capture_output=True,
        check=True,
        env=environment(),
        cwd=ROOT,
    )
    measured: dict[str, Any] = json.loads(result.stdout)
    return measured
