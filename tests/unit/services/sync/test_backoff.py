# SPDX-License-Identifier: Apache-2.0
"""Waiting grows from one second to one minute, and starts over after a success."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from command_vehicle.services.sync.backoff import Backoff


def after(failures: int) -> Backoff:
    return Backoff(failures=failures)


@pytest.mark.parametrize(
    ("failures", "wait_s"), [(0, 0.0), (1, 1.0), (2, 2.0), (3, 4.0), (6, 32.0), (7, 60.0)]
)
def test_the_mean_wait_doubles_up_to_a_minute(failures: int, wait_s: float) -> None:
    assert after(failures).wait_s(0.5) == wait_s


@given(st.integers(1, 10_000), st.floats(0, 1))
def test_every_wait_lies_between_half_a_second_and_a_minute(failures: int, chance: float) -> None:
    assert 0.5 <= after(failures).wait_s(chance) <= 60.0


def test_chance_spreads_the_fleet() -> None:
    assert after(3).wait_s(0.0) == 2.0
    assert after(3).wait_s(1.0) == 6.0


def test_a_success_starts_over() -> None:
    assert after(5).after_failure().failures == 6
    assert after(5).after_success().wait_s(0.5) == 0.0
