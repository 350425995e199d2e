# SPDX-License-Identifier: Apache-2.0
"""Runs store jobs at once, where they are asked for: in commands, on the platform, in tests."""

from collections.abc import Callable
from typing import TypeVar

from command_vehicle.domain.errors import ExpectedError
from command_vehicle.services.ports import Store

Answer = TypeVar("Answer")


class InlineStoreRunner:
    """A `StoreRunner` without a thread: the answer has been given when `submit` returns."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def submit(
        self,
        job: Callable[[Store], Answer],
        then: Callable[[Answer], None],
        failed: Callable[[ExpectedError], None],
    ) -> None:
        """Run `job`, then call `then` with its answer or `failed` with its expected error."""
        try:
            answer = job(self._store)
        except ExpectedError as error:
            failed(error)
        else:
            then(answer)
