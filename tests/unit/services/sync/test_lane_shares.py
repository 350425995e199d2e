# SPDX-License-Identifier: Apache-2.0
"""FLASH goes first; nobody else starves."""

from hypothesis import given
from hypothesis import strategies as st

from command_vehicle.domain.identity import Lane
from command_vehicle.services.sync.lane_shares import LaneShares

PLENTY = 10**6


def divide(waiting: dict[Lane, int], budget: int) -> dict[Lane, int]:
    return dict(LaneShares().divide(waiting, budget).bytes_by_lane)


def test_flash_takes_what_it_needs_before_everybody() -> None:
    shares = divide({Lane.FLASH: 900, Lane.OPS: PLENTY}, 1000)
    assert shares == {Lane.FLASH: 900, Lane.OPS: 100}


def test_flash_may_take_the_whole_round() -> None:
    assert divide(dict.fromkeys(Lane, PLENTY), 1000) == {Lane.FLASH: 1000}


def test_the_others_share_by_weight() -> None:
    shares = divide({Lane.OPS: PLENTY, Lane.META: PLENTY, Lane.TRACK: PLENTY}, 9000)
    assert shares == {Lane.OPS: 6000, Lane.META: 1500, Lane.TRACK: 1500}


def test_what_one_lane_does_not_need_goes_to_the_others() -> None:
    shares = divide({Lane.OPS: 100, Lane.META: PLENTY, Lane.TRACK: PLENTY}, 9000)
    assert shares[Lane.OPS] == 100
    assert shares[Lane.META] == shares[Lane.TRACK] == 4450


@given(st.dictionaries(st.sampled_from(Lane), st.integers(0, 5000)), st.integers(0, 9000))
def test_a_round_is_filled_and_never_overfilled(waiting: dict[Lane, int], budget: int) -> None:
    shares = divide(waiting, budget)
    assert sum(shares.values()) == min(budget, sum(waiting.values()))
    assert all(0 < share <= waiting[lane] for lane, share in shares.items())


@given(st.dictionaries(st.sampled_from(Lane), st.integers(0, 10**6)))
def test_a_lane_that_owes_still_speaks_when_it_is_alone(debts: dict[Lane, int]) -> None:
    shares = LaneShares(debts=debts).divide({Lane.META: PLENTY}, 1000)
    assert shares.bytes_by_lane == {Lane.META: 1000}


def test_a_lane_that_overdrew_stands_back_until_it_is_even() -> None:
    waiting = {Lane.OPS: PLENTY, Lane.META: PLENTY}
    shares = LaneShares()
    sent = {Lane.OPS: 0, Lane.META: 0}
    for _ in range(200):
        shares = shares.divide(waiting, 1000)
        this_round = dict(shares.bytes_by_lane)
        if Lane.META in this_round:
            this_round[Lane.META] = 5000
        shares = shares.after_sending(this_round)
        for lane, size in this_round.items():
            sent[lane] += size
    assert 3.0 < sent[Lane.OPS] / sent[Lane.META] < 5.0
