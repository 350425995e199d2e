# SPDX-License-Identifier: Apache-2.0
"""The translations that ship, compiled once for a run of the tests."""

import subprocess
import sys
from pathlib import Path

from tests.support.look import RESOURCES

SOURCES = RESOURCES / "translations"
ROOT = RESOURCES.parent


def run_tool(tool: str, *arguments: str) -> None:
    """Run one of the command line tools that come with PySide6, `lupdate` or `lrelease`."""
    script = f"import sys; from PySide6.scripts import pyside_tool; sys.exit(pyside_tool.{tool}())"
    subprocess.run([sys.executable, "-c", script, "-silent", *arguments], check=True, cwd=ROOT)


def compiled_translations(directory: Path) -> Path:
    """A folder with every translation compiled."""
    compiled = directory / "translations"
    if not compiled.is_dir():
        compiled.mkdir()
        for source in sorted(SOURCES.glob("*.ts")):
            run_tool("lrelease", str(source), "-qm", str(compiled / f"{source.stem}.qm"))
    return compiled
