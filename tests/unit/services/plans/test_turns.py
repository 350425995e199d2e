# SPDX-License-Identifier: Apache-2.0
from collections.abc import Callable
from functools import partial

from command_vehicle.services.plans.turns import Turns


def test_a_turn_waits_until_the_one_before_has_ended() -> None:
    turns = Turns()
    begun: list[str] = []
    endings: list[Callable[[], None]] = []

    def begin(name: str, end: Callable[[], None]) -> None:
        begun.append(name)
        endings.append(end)

    for name in ("first", "second", "third"):
        turns.take(partial(begin, name))
    assert begun == ["first"]
    endings[0]()
    assert begun == ["first", "second"]
    endings[1]()
    assert begun == ["first", "second", "third"]


def test_turns_that_end_at_once_all_come() -> None:
    turns = Turns()
    begun: list[int] = []

    def begin(number: int, end: Callable[[], None]) -> None:
        begun.append(number)
        end()

    for number in range(3):
        turns.take(partial(begin, number))
    assert begun == [0, 1, 2]


def test_a_turn_may_ask_for_another() -> None:
    turns = Turns()
    begun: list[str] = []

    def inner(end: Callable[[], None]) -> None:
        begun.append("inner")
        end()

    def outer(end: Callable[[], None]) -> None:
        turns.take(inner)
        begun.append("outer")
        end()

    turns.take(outer)
    assert begun == ["outer", "inner"]
