# SPDX-License-Identifier: Apache-2.0
"""The test's side of `driven_program`."""

import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tests.support.commands import ROOT, environment

LIMIT_S = 40.0
LOOK_EVERY_S = 0.1


class DrivenProgram:
    """The real window in a process of its own, offscreen."""

    def __init__(self, data_dir: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.support.driven_program", str(data_dir)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env={**environment(), "QTWEBENGINE_DISABLE_SANDBOX": "1"},
            cwd=ROOT,
        )
        self._said: list[str] = []
        self._listener = threading.Thread(target=self._listen, name="driven stderr")
        self._listener.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.kill()

    def press(self, key: str) -> None:
        """Press a key or a combination, by Qt's name of it."""
        self._tell({"key": key})

    def type(self, text: str) -> None:
        """Type into whatever has the focus."""
        self._tell({"type": text})

    def look(self) -> dict[str, Any]:
        """What the window shows now."""
        self._tell({"look": True})
        assert self._process.stdout is not None
        answer = self._process.stdout.readline()
        assert answer, "the program has ended: " + "".join(self._said)
        seen: dict[str, Any] = json.loads(answer)
        return seen

    def wait_until(self, shows: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """Look again and again until the window shows it."""
        pause = threading.Event()
        end = time.monotonic() + LIMIT_S
        while not shows(seen := self.look()):
            assert time.monotonic() < end, f"never shown; last: {seen}"
            pause.wait(LOOK_EVERY_S)
        return seen

    def kill(self) -> None:
        """`kill -9`."""
        self._process.kill()
        self._process.wait()
        self._listener.join()
        for stream in (self._process.stdin, self._process.stdout, self._process.stderr):
            assert stream is not None
            stream.close()

    def _tell(self, word: dict[str, object]) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(word) + "\n")
        self._process.stdin.flush()

    def _listen(self) -> None:
        assert self._process.stderr is not None
        self._said.extend(self._process.stderr)
