# SPDX-License-Identifier: Apache-2.0
"""The real window, killed again and again in the middle of its work."""

import os
import random
import threading
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.support.commands import run_command
from tests.support.driven import DrivenProgram

ROUNDS = 25 if os.environ.get("SOAK") else 2
LINES = 6
LONGEST_PAUSE_S = 0.15


def shows(text: str, seen: dict[str, Any]) -> bool:
    return any(text in row for row in seen["rows"])


@pytest.mark.slow
@pytest.mark.webengine
def test_every_line_that_was_shown_as_saved_outlives_the_kill(tmp_path: Path) -> None:
    chance = random.Random(3)
    shown: set[str] = set()
    for round_number in range(ROUNDS):
        with DrivenProgram(tmp_path) as program:
            program.wait_until(lambda seen: bool(seen["fix"]))
            program.press("F2")
            for number in range(LINES):
                program.type(f"round {round_number} line {number}")
                program.press("Return")
                program.press("Alt+2")
                if number < LINES - 2:
                    text = f"line {number}"
                    program.wait_until(partial(shows, text))
                program.press("Ctrl+L")
            threading.Event().wait(chance.random() * LONGEST_PAUSE_S)
            shown |= {row for row in program.look()["rows"] if "已存" in row}
    listed = run_command("log", "list", "--data-dir", tmp_path)
    assert listed.code == 0, listed.said
    texts = [record["text"] for record in listed.records]
    assert len(texts) == len(set(texts))
    assert shown
    for row in shown:
        assert any(text in row for text in texts), row
