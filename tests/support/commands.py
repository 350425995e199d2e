# SPDX-License-Identifier: Apache-2.0
"""The program as other programs see it: a process with arguments, output and an exit code."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
LIMIT_S = 60


@dataclass(frozen=True)
class Ran:
    """How a command ended.

    Attributes:
        code: Exit code.
        records: Lines of stdout, as JSON.
        said: All of stderr.
    """

    code: int
    records: list[dict[str, Any]]
    said: str


def command_line(*arguments: str | Path) -> list[str]:
    """What to execute."""
    return [sys.executable, "-m", "command_vehicle", *map(str, arguments)]


def environment() -> dict[str, str]:
    """Of every command: the sources of this checkout, no display."""
    return {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}


def run_command(*arguments: str | Path, cwd: Path | None = None) -> Ran:
    """Run a command to its end."""
    result = subprocess.run(
        command_line(*arguments),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env=environment(),
        cwd=cwd,
        timeout=LIMIT_S,
    )
    records = [json.loads(line) for line in result.stdout.splitlines()]
    return Ran(result.returncode, records, result.stderr)
