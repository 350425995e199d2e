# SPDX-License-Identifier: Apache-2.0
"""One change after the other, each made from what the one before has left."""

from collections import deque
from collections.abc import Callable

Turn = Callable[[Callable[[], None]], None]
"""Begins a change; calls its argument, once, when the change is on disk or has been refused."""


class Turns:
    """Begins the next turn only when the last one has ended.

    Two presses in quick succession would otherwise both start from the same state, and the second
    would undo the first.
    """

    def __init__(self) -> None:
        self._waiting: deque[Turn] = deque()
        self._is_taken = False

    def take(self, turn: Turn) -> None:
        """Begin now, or as soon as those before have ended."""
        self._waiting.append(turn)
        self._begin()

    def _begin(self) -> None:
        if self._waiting and not self._is_taken:
            self._is_taken = True
            self._waiting.popleft()(self._end)

    def _end(self) -> None:
        self._is_taken = False
        self._begin()
