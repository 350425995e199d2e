# SPDX-License-Identifier: Apache-2.0
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from command_vehicle.adapters.store_thread import StoreThread
from command_vehicle.domain.errors import ErrorCode, ExpectedError, InputError
from command_vehicle.domain.timeline import EntryFilter
from command_vehicle.services.ports import Store
from command_vehicle.storage.vehicle_store import VehicleStore
from tests.support.clock import FakeClock
from tests.support.operations import entry
from tests.support.store import file_store


class Inbox:
    """What the callbacks got, and the thread they ran on."""

    def __init__(self) -> None:
        self.answers: list[object] = []
        self.failures: list[ErrorCode] = []
        self.threads: set[int] = set()

    def then(self, answer: object) -> None:
        self.answers.append(answer)
        self.threads.add(threading.get_ident())

    def failed(self, error: ExpectedError) -> None:
        self.failures.append(error.code)
        self.threads.add(threading.get_ident())

    @property
    def count(self) -> int:
        return len(self.answers) + len(self.failures)

    def has(self, count: int) -> Callable[[], bool]:
        return lambda: self.count == count


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


@pytest.fixture
def runner(tmp_path: Path, qtbot: QtBot) -> Iterator[StoreThread]:
    thread = StoreThread(partial(VehicleStore, tmp_path / "vehicle.sqlite3", FakeClock()))
    yield thread
    thread.close()


def store_thread_of(store: Store) -> int:
    return threading.get_ident()


def numbered(number: int, store: Store) -> int:
    return number


def fail_as_expected(store: Store) -> None:
    raise InputError(ErrorCode.VALUE_INVALID)


def fail_by_a_bug(store: Store) -> None:
    raise ZeroDivisionError("a bug")


def test_jobs_run_on_another_thread_and_answers_come_here(
    runner: StoreThread, inbox: Inbox, qtbot: QtBot
) -> None:
    runner.submit(store_thread_of, inbox.then, inbox.failed)
    assert inbox.count == 0
    qtbot.waitUntil(inbox.has(1))
    assert inbox.threads == {threading.get_ident()}
    assert inbox.answers[0] != threading.get_ident()


def test_answers_come_in_the_order_of_the_jobs(
    runner: StoreThread, inbox: Inbox, qtbot: QtBot
) -> None:
    for number in range(20):
        runner.submit(partial(numbered, number), inbox.then, inbox.failed)
    qtbot.waitUntil(inbox.has(20))
    assert inbox.answers == list(range(20))


def test_an_expected_error_is_an_answer(runner: StoreThread, inbox: Inbox, qtbot: QtBot) -> None:
    runner.submit(fail_as_expected, inbox.then, inbox.failed)
    runner.submit(store_thread_of, inbox.then, inbox.failed)
    qtbot.waitUntil(inbox.has(2))
    assert inbox.failures == [ErrorCode.VALUE_INVALID]


def test_a_bug_reaches_the_crash_recorder_and_the_next_job_still_runs(
    runner: StoreThread, inbox: Inbox, qtbot: QtBot
) -> None:
    with qtbot.captureExceptions() as exceptions:
        runner.submit(fail_by_a_bug, inbox.then, inbox.failed)
        runner.submit(store_thread_of, inbox.then, inbox.failed)
        qtbot.waitUntil(inbox.has(1))
    assert [kind for kind, _, _ in exceptions] == [ZeroDivisionError]
    assert len(inbox.answers) == 1


def test_a_store_that_cannot_be_opened_fails_every_job_until_it_can(
    tmp_path: Path, inbox: Inbox, qtbot: QtBot
) -> None:
    folder = tmp_path / "later"
    thread = StoreThread(partial(VehicleStore, folder / "vehicle.sqlite3", FakeClock()))
    thread.submit(store_thread_of, inbox.then, inbox.failed)
    qtbot.waitUntil(inbox.has(1))
    folder.mkdir()
    thread.submit(store_thread_of, inbox.then, inbox.failed)
    qtbot.waitUntil(inbox.has(2))
    thread.close()
    assert inbox.failures == [ErrorCode.STORE_UNREACHABLE]
    assert len(inbox.answers) == 1


def test_closing_finishes_and_delivers_what_was_submitted(tmp_path: Path, inbox: Inbox) -> None:
    thread = StoreThread(partial(VehicleStore, tmp_path / "vehicle.sqlite3", FakeClock()))
    for _ in range(5):
        thread.submit(lambda store: store.append([entry()]), inbox.then, inbox.failed)
    thread.close()
    assert len(inbox.answers) == 5
    with file_store(tmp_path) as store:
        assert store.entry_count(EntryFilter()) == 5


def test_closing_also_runs_what_an_answer_asks_for(tmp_path: Path, inbox: Inbox) -> None:
    thread = StoreThread(partial(VehicleStore, tmp_path / "vehicle.sqlite3", FakeClock()))
    thread.submit(
        store_thread_of,
        lambda _: thread.submit(store_thread_of, inbox.then, inbox.failed),
        inbox.failed,
    )
    thread.close()
    assert len(inbox.answers) == 1
