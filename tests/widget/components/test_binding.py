# SPDX-License-Identifier: Apache-2.0
"""Guards against a build of PySide6 that loses a reference to None with every call.

PySide6 6.12.0 on Python 3.11 does: after some thousand calls that return nothing, the interpreter
aborts with `none_dealloc`. A short run hides it.
"""

import subprocess
import sys

import pytest

CALLS = 200_000
SCRIPT = f"""
import sys
from PySide6.QtGui import QGuiApplication, QImage, QPainter
application = QGuiApplication(["-platform", "offscreen"])
image = QImage(8, 8, QImage.Format.Format_RGB32)
painter = QPainter(image)
before = sys.getrefcount(None)
for _ in range({CALLS}):
    painter.drawLine(0, 0, 7, 7)
lost = before - sys.getrefcount(None)
painter.end()
sys.exit(1 if lost > 100 else 0)
"""


@pytest.mark.slow
def test_drawing_for_a_long_time_loses_no_references() -> None:
    finished = subprocess.run([sys.executable, "-c", SCRIPT], check=False, timeout=60)
    assert finished.returncode == 0
