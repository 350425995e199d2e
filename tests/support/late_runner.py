# SPDX-License-Identifier: Apache-2.0
"""A store that answers when a test says so, as a slow disk would."""

from collections import deque
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from command_vehicle.domain.errors import ExpectedError
from command_vehicle.services.ports import Store

Answer = TypeVar("Answer")


class LateRunner:
    """A `StoreRunner` whose jobs wait in line."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._waiting: deque[Callable[[], None]] = deque()

    def submit(
        self,
        job: Callable[[Store], Answer],
        then: Callable[[Answer], None],
        failed: Callable[[ExpectedError], None],
    ) -> None:
        """Put a job in line."""
        self._waiting.append(partial(self._run, job, then, failed))

    def answer_all(self) -> None:
        """Run all jobs, and those that they ask for."""
        while self._waiting:
            self._waiting.popleft()()

    def _run(
        self,
        job: Callable[[Store], Answer],
        then: Callable[[Answer], None],
        failed: Callable[[ExpectedError], None],
    ) -> None:
        try:
            answer = job(self._store)
        except ExpectedError as error:
            failed(error)
        else:
            then(answer)
