# SPDX-License-Identifier: Apache-2.0
"""Offline is a state with an age, never an error; the wall clock has no say in it."""

from dataclasses import replace
from datetime import UTC, datetime

from command_vehicle.domain.sync import BearerHealth, BearerKind
from command_vehicle.services.sync.link_health import LATE_ANSWER_S, LinkHealth

AT = datetime(2026, 5, 4, tzinfo=UTC)
FRESH = LinkHealth(kind=BearerKind.CELLULAR)
UP = FRESH.asked(100.0).answered(AT, 101.0, 116.0)


def test_without_a_platform_the_link_is_off() -> None:
    assert FRESH.health(0.0) is BearerHealth.OFF


def test_before_the_first_answer_the_link_is_doubtful() -> None:
    assert FRESH.asked(100.0).health(100.1) is BearerHealth.DOUBTFUL


def test_an_answer_makes_it_up_and_starts_its_age() -> None:
    state = UP.state(111.0, queued=3)
    assert state.health is BearerHealth.UP
    assert state.last_success_at == AT
    assert state.last_success_age_s == 10.0
    assert state.retry_in_s is None
    assert state.queued == 3


def test_a_late_answer_makes_it_doubtful() -> None:
    asked = UP.asked(120.0)
    assert asked.health(120.0 + LATE_ANSWER_S) is BearerHealth.UP
    assert asked.health(120.1 + LATE_ANSWER_S) is BearerHealth.DOUBTFUL


def test_one_failure_is_doubt_and_two_are_down() -> None:
    once = UP.asked(120.0).failed("platform_offline", 121.0, 0.5)
    assert once.health(121.0) is BearerHealth.DOUBTFUL
    twice = once.failed("platform_offline", 123.0, 0.5)
    state = twice.state(124.0, queued=0)
    assert state.health is BearerHealth.DOWN
    assert state.retry_in_s == 1.0
    assert state.error == "platform_offline"
    assert state.last_success_age_s == 23.0


def test_an_answer_clears_the_error_and_the_backoff() -> None:
    again = UP.failed("platform_offline", 121.0, 0.5).answered(AT, 130.0, 145.0)
    assert again.state(130.0, 0).error is None
    assert again.health(130.0) is BearerHealth.UP


def test_news_go_at_once_only_while_the_link_answers() -> None:
    assert UP.may_start(101.0)
    assert not FRESH.asked(100.0).may_start(100.0)
    assert not UP.failed("platform_offline", 121.0, 0.5).may_start(200.0)


def test_a_busy_platform_is_left_alone_as_long_as_it_asked() -> None:
    held = UP.told_to_wait(AT, 130.0, 20.0)
    assert held.health(131.0) is BearerHealth.UP
    assert not held.may_start(149.9)
    assert held.may_start(150.0)
    assert held.due(131.0).may_start(131.0)


def test_losing_the_platform_turns_the_link_off() -> None:
    assert UP.unconfigured(200.0).health(150.0) is BearerHealth.OFF
    assert replace(UP, asked_mono_s=1.0).postponed(99.0).next_try_mono_s == 99.0
