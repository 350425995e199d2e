# SPDX-License-Identifier: Apache-2.0
"""Rules for every test: no warning in any log, no thread left running, no display needed."""

import logging
import os
import threading
from collections.abc import Iterator

import pytest
from typing_extensions import override

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

_OWN_THREADS = "command-vehicle"
"""Prefix of the names of all threads that the program starts."""


class _Recorder(logging.Handler):
    """Keeps every record at WARNING and above."""

    def __init__(self) -> None:
        super().__init__(level=logging.WARNING)
        self.records: list[logging.LogRecord] = []

    @override
    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@pytest.fixture(scope="session", autouse=True)
def state_of_the_tests(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What the program remembers about databases goes nowhere near the user's own."""
    os.environ["XDG_STATE_HOME"] = str(tmp_path_factory.mktemp("state"))


@pytest.fixture(autouse=True)
def no_unexpected_log(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail on a log record at WARNING or above, unless the test asks for `caplog` and checks it."""
    recorder = _Recorder()
    logger = logging.getLogger("command_vehicle")
    logger.addHandler(recorder)
    yield
    logger.removeHandler(recorder)
    if "caplog" not in request.fixturenames:
        messages = [record.getMessage() for record in recorder.records]
        assert not messages, f"unexpected log records: {messages}"


@pytest.fixture(autouse=True)
def no_thread_left() -> Iterator[None]:
    """Fail when a thread of ours outlives the test."""
    before = set(threading.enumerate())
    yield
    left = [
        thread.name
        for thread in threading.enumerate()
        if thread not in before and thread.name.startswith(_OWN_THREADS)
    ]
    assert not left, f"threads left running: {left}"
