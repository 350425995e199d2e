# SPDX-License-Identifier: Apache-2.0
from collections.abc import Iterator

import pytest

from command_vehicle.domain.errors import ErrorCode, ExpectedError, InputError
from command_vehicle.services.ports import Store, StoreRunner
from command_vehicle.storage.inline_runner import InlineStoreRunner
from tests.support.store import memory_store


@pytest.fixture
def runner() -> Iterator[StoreRunner]:
    with memory_store() as store:
        yield InlineStoreRunner(store)


def test_the_answer_is_there_when_submit_returns(runner: StoreRunner) -> None:
    answers: list[str] = []
    failures: list[ExpectedError] = []
    runner.submit(lambda store: store.state_digest(), answers.append, failures.append)
    assert (len(answers), failures) == (1, [])


def test_an_expected_error_is_the_other_answer(runner: StoreRunner) -> None:
    def job(store: Store) -> str:
        raise InputError(ErrorCode.VALUE_INVALID)

    answers: list[str] = []
    failures: list[ExpectedError] = []
    runner.submit(job, answers.append, failures.append)
    assert (answers, [each.code for each in failures]) == ([], [ErrorCode.VALUE_INVALID])


def test_an_error_of_the_receiver_is_not_taken_for_one_of_the_job(runner: StoreRunner) -> None:
    def receiver(answer: str) -> None:
        raise InputError(ErrorCode.VALUE_INVALID)

    failures: list[ExpectedError] = []
    with pytest.raises(InputError):
        runner.submit(lambda store: store.state_digest(), receiver, failures.append)
    assert failures == []
