# SPDX-License-Identifier: Apache-2.0
"""The sync service: what happens when the link or the platform misbehaves."""

import logging
from uuid import UUID

import pytest

from command_vehicle.domain.errors import ErrorCode, InputError
from command_vehicle.domain.identity import Lane
from command_vehicle.domain.renewal import RenewalReason
from command_vehicle.domain.sync import BearerHealth
from command_vehicle.protocols.operations.hash_chain import genesis
from command_vehicle.protocols.sync.segment import ReplicaAlias, Segment, encode_segment
from command_vehicle.services.settings.declarations import PlatformSettings
from command_vehicle.services.sync.rounds import SMALL_ROUND_BYTES
from tests.support.fake_platform import turned_away
from tests.support.sync_world import OTHER, SyncWorld, bulky, foreign_segment, item


@pytest.fixture
def world() -> SyncWorld:
    return SyncWorld()


# It does not go well.


def test_a_lost_answer_costs_one_repetition_and_no_duplicate(world: SyncWorld) -> None:
    world.pass_time(1)
    world.platform.moods.loses_answers = True
    world.write(Lane.OPS, item(1))
    assert world.received(Lane.OPS) == 0
    assert ("sent", Lane.OPS, 1) in world.log.marks
    world.platform.moods.loses_answers = False
    world.pass_time(2)
    assert world.received(Lane.OPS) == 1
    assert world.held(Lane.OPS) == [item(1)]
    assert len(world.platform.segments) == 2


def test_what_never_left_is_not_shown_as_sent(world: SyncWorld) -> None:
    world.pass_time(1)
    world.platform.moods.is_offline = True
    world.write(Lane.OPS, item(1))
    stages = [stage for stage, lane, _ in world.log.marks if lane is Lane.OPS]
    assert stages == ["queued"]


def test_offline_is_a_state_and_not_a_trouble(world: SyncWorld) -> None:
    world.platform.moods.is_offline = True
    seen = []
    for _ in range(2):
        world.pass_time(2)
        seen.append(world.link.health)
    assert seen == [BearerHealth.DOUBTFUL, BearerHealth.DOWN]
    assert world.link.error == ErrorCode.PLATFORM_OFFLINE.value
    assert world.link.retry_in_s == 2.0
    assert not world.troubles


def test_offline_tries_are_spaced_and_writing_does_not_hasten_them(world: SyncWorld) -> None:
    world.pass_time(1)
    world.platform.moods.is_offline = True
    world.write(Lane.OPS, item(1))
    tries = world.sync.totals.rounds
    world.write(Lane.OPS, item(2))
    assert world.sync.totals.rounds == tries
    assert ("queued", Lane.OPS, 2) in world.log.marks
    assert world.link.queued == 2


def test_the_waits_grow_to_a_minute_and_start_over(world: SyncWorld) -> None:
    world.platform.moods.is_offline = True
    waits = []
    for _ in range(9):
        world.pass_time(world.link.retry_in_s or 1)
        waits.append(world.link.retry_in_s)
    assert waits == [1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 60.0, 60.0, 60.0]
    world.platform.moods.is_offline = False
    world.pass_time(60)
    world.platform.moods.is_offline = True
    world.sync.try_now()
    assert world.link.retry_in_s == 1.0


def test_a_person_may_have_it_tried_at_once(world: SyncWorld) -> None:
    world.platform.moods.is_offline = True
    for _ in range(6):
        world.pass_time(60)
    world.write(Lane.OPS, item(1))
    world.platform.moods.is_offline = False
    world.sync.try_now()
    assert world.received(Lane.OPS) == 1


def test_everything_written_while_away_arrives_afterwards(world: SyncWorld) -> None:
    world.platform.moods.is_offline = True
    for number in range(50):
        world.write(Lane.OPS, item(number))
        world.pass_time(3)
    world.platform.moods.is_offline = False
    world.pass_time(60)
    assert world.held(Lane.OPS) == [item(number) for number in range(50)]
    assert world.received(Lane.OPS) == 50


def test_a_platform_restored_from_an_older_copy_gets_all_after_it_again(world: SyncWorld) -> None:
    world.pass_time(1)
    world.write(Lane.OPS, *(item(number) for number in range(10)))
    world.platform.forget_after(4)
    world.write(Lane.OPS, item(10))
    assert world.held(Lane.OPS) == [item(number) for number in range(11)]
    assert ("received", Lane.OPS, 4) in world.log.marks
    assert world.received(Lane.OPS) == 11


def test_a_platform_that_lost_everything_gets_everything(world: SyncWorld) -> None:
    world.pass_time(1)
    world.write(Lane.OPS, item(1), item(2))
    world.platform.forget_after(0)
    world.pass_time(20)
    assert world.held(Lane.OPS) == [item(1), item(2)]


def test_a_lane_that_is_not_taken_rests_and_does_not_hold_up_the_others(world: SyncWorld) -> None:
    world.platform.moods.takes_no_lane = frozenset({Lane.FLASH})
    world.log.add(Lane.FLASH, *(bulky(each, 4000) for each in range(20)))
    world.log.add(Lane.OPS, item(1))
    world.pass_time(1)
    assert world.received(Lane.OPS) == 1
    assert world.received(Lane.FLASH) == 0
    assert len(world.platform.requests) == 2
    world.platform.moods.takes_no_lane = frozenset()
    world.pass_time(20)
    assert world.received(Lane.FLASH) == 20


def test_another_history_at_the_platform_is_refused_and_shown(world: SyncWorld) -> None:
    first_life = world.log.replica()
    world.platform.book.write(first_life, Lane.OPS, item(99))
    world.log.add(Lane.OPS, item(1), item(2))
    world.log.mark_received(world.platform.book.have(), world.clock.now())
    world.pass_time(1)
    assert [(str(each[0])[-3:], each[1]) for each in world.log.refused] == [("1-2", "fork")]
    assert world.sync.state.refused == (f"{first_life}-1-2: fork",)
    assert world.troubles[0].error.code is ErrorCode.PLATFORM_REFUSED
    world.pass_time(20)
    assert len(world.troubles) == 2


def test_a_history_that_was_refused_is_not_sent_again_and_a_new_incarnation_goes_on(
    world: SyncWorld,
) -> None:
    first_life = world.log.replica()
    world.platform.book.write(first_life, Lane.OPS, item(99))
    world.log.add(Lane.OPS, item(1), item(2))
    world.log.mark_received(world.platform.book.have(), world.clock.now())
    world.pass_time(1)
    assert world.log.renewals == [RenewalReason.FORKED]
    assert world.troubles[-1].error.code is ErrorCode.RECORD_FORKED
    sent_before = len(world.platform.segments)
    world.write(Lane.OPS, item(3))
    world.pass_time(20)
    assert world.held(Lane.OPS) == [item(3)]
    assert [each.alias.incarnation for each in world.platform.segments[sent_before:]] == [1]


def test_an_older_copy_of_a_vehicle_goes_on_as_a_new_incarnation_and_gets_the_rest_back(
    world: SyncWorld,
) -> None:
    first_life = world.log.replica()
    world.log.add(Lane.OPS, item(1))
    world.platform.book.write(first_life, Lane.OPS, item(1), item(2), item(3))
    world.pass_time(1)
    assert world.log.renewals == [RenewalReason.PLATFORM_AHEAD]
    assert world.troubles[-1].error.code is ErrorCode.RECORD_OLDER_COPY
    world.write(Lane.OPS, item(4))
    world.write(Lane.META, item(5))
    mine = [each.content for each in world.log.lanes[first_life, Lane.OPS]]
    assert mine == [item(1), item(2), item(3)]
    assert world.held(Lane.OPS) == [item(4)]
    assert world.held(Lane.META) == [item(5)]
    assert len(world.platform.book.lanes[first_life, Lane.OPS]) == 3
    assert world.log.refused == []
    assert world.sync.state.local_total == world.sync.state.received_total == 5


def test_what_an_earlier_incarnation_left_waiting_still_goes(world: SyncWorld) -> None:
    world.platform.moods.is_offline = True
    first_life = world.log.replica()
    world.log.add(Lane.OPS, item(1), item(2))
    world.log.renew(RenewalReason.OLDER_COPY, ())
    world.log.add(Lane.OPS, item(3))
    world.platform.moods.is_offline = False
    world.sync.try_now()
    assert len(world.platform.book.lanes[first_life, Lane.OPS]) == 2
    assert world.held(Lane.OPS) == [item(3)]
    assert [each.received for each in world.sync.state.lanes] == [3]


def test_the_size_of_a_long_backlog_is_estimated(world: SyncWorld) -> None:
    world.platform.moods.is_offline = True
    world.write(Lane.TRACK, *(item(number) for number in range(7000)))
    assert world.sync.state.lanes[0].queued_bytes == 7000 * 5


def test_a_busy_platform_is_left_alone_as_long_as_it_asks(world: SyncWorld) -> None:
    world.pass_time(1)
    world.platform.moods.turns_away = turned_away(429, "busy", retry_after_s=30)
    world.write(Lane.OPS, item(1))
    assert world.link.health is BearerHealth.UP
    world.platform.moods.turns_away = None
    world.write(Lane.OPS, item(2))
    world.pass_time(29)
    assert world.held(Lane.OPS) == []
    world.pass_time(1)
    assert world.held(Lane.OPS) == [item(1), item(2)]


@pytest.mark.parametrize(
    ("status", "code", "error"),
    [
        (401, "unknown-vehicle", ErrorCode.PLATFORM_REFUSED),
        (400, "nonsense", ErrorCode.PLATFORM_REFUSED),
        (507, "full", ErrorCode.PLATFORM_REFUSED),
        (404, "lost", ErrorCode.PLATFORM_NONSENSE),
    ],
)
def test_being_turned_away_is_shown_once(
    world: SyncWorld, status: int, code: str, error: ErrorCode
) -> None:
    world.platform.moods.turns_away = turned_away(status, code)
    for _ in range(5):
        world.pass_time(60)
    assert [trouble.error.code for trouble in world.troubles] == [error]
    assert world.troubles[0].error.params == {"status": status, "reason": code}
    assert world.link.health is BearerHealth.DOWN


@pytest.mark.parametrize("status", [429, 500, 502, 503])
def test_trouble_behind_a_gateway_counts_as_offline(world: SyncWorld, status: int) -> None:
    world.platform.moods.turns_away = turned_away(status, "whatever")
    world.pass_time(1)
    assert world.link.error == ErrorCode.PLATFORM_OFFLINE.value
    assert not world.troubles


def test_too_large_a_request_is_tried_smaller(world: SyncWorld) -> None:
    world.log.add(Lane.OPS, *(bulky(each, 1000) for each in range(20)))
    world.platform.moods.turns_away = turned_away(413, "too-large")
    world.pass_time(1)
    world.platform.moods.turns_away = None
    world.pass_time(2)
    first = world.platform.requests[0]
    assert sum(map(len, first.segments)) <= SMALL_ROUND_BYTES // 2


def test_an_answer_signed_by_somebody_else_is_not_believed(world: SyncWorld) -> None:
    world.platform.moods.signs_wrongly = True
    world.write(Lane.OPS, item(1))
    world.pass_time(1)
    assert world.received(Lane.OPS) == 0
    assert world.link.error == ErrorCode.PLATFORM_NONSENSE.value


def test_an_old_answer_played_back_is_not_believed(world: SyncWorld) -> None:
    world.pass_time(1)
    world.platform.moods.plays_back_last_answer = True
    world.write(Lane.OPS, item(1))
    assert world.received(Lane.OPS) == 0
    assert world.link.error == ErrorCode.PLATFORM_NONSENSE.value


def test_a_part_of_an_answer_that_means_nothing_does_not_spoil_the_rest(world: SyncWorld) -> None:
    world.platform.moods.names = {9: OTHER.uuid}
    world.platform.moods.gives = (
        b"nonsense",
        encode_segment(
            Segment(
                alias=ReplicaAlias(number=8),
                lane=Lane.OPS,
                first=1,
                previous_hash=bytes(8),
                contents=(item(1),),
            )
        ),
        foreign_segment(1, genesis(OTHER, Lane.OPS), item(1)),
    )
    world.write(Lane.OPS, item(1))
    world.pass_time(1)
    assert len(world.log.lanes[OTHER, Lane.OPS]) == 1
    assert world.received(Lane.OPS) == 1
    assert world.troubles[0].error.code is ErrorCode.PLATFORM_NONSENSE


def test_a_foreign_history_that_contradicts_ours_is_not_taken(world: SyncWorld) -> None:
    world.log.write(OTHER, Lane.OPS, item(1))
    world.platform.moods.names = {9: OTHER.uuid}
    world.platform.moods.gives = (foreign_segment(2, b"otherwise", item(2)),)
    world.pass_time(1)
    assert len(world.log.lanes[OTHER, Lane.OPS]) == 1
    assert world.sync.state.refused == (f"{OTHER}-1-2: fork",)


def test_a_disk_that_fails_is_a_trouble_and_the_round_is_repeated(world: SyncWorld) -> None:
    world.runner.is_broken = True
    world.pass_time(1)
    assert world.troubles[0].error.code is ErrorCode.DISK_ERROR
    world.runner.is_broken = False
    world.log.add(Lane.OPS, item(1))
    world.pass_time(5)
    assert world.received(Lane.OPS) == 1


# While a request is on its way, and at the edges.


def test_news_during_a_round_starts_the_next_one_when_it_ends(world: SyncWorld) -> None:
    world.platform.moods.holds_answers = True
    world.pass_time(1)
    world.write(Lane.OPS, item(1))
    world.pass_time(3)
    assert len(world.platform.requests) == 1
    assert world.log.marks == [("queued", Lane.OPS, 1)]
    world.platform.moods.holds_answers = False
    world.platform.release()
    world.pass_time(15)
    assert world.received(Lane.OPS) == 1


def test_a_slow_answer_turns_the_link_doubtful_and_the_rounds_small(world: SyncWorld) -> None:
    world.pass_time(1)
    world.platform.moods.holds_answers = True
    world.write(Lane.OPS, item(1))
    world.pass_time(6)
    assert world.link.health is BearerHealth.DOUBTFUL
    world.platform.release()
    world.write(Lane.OPS, item(2))
    assert world.platform.requests[-1].max_answer_bytes == SMALL_ROUND_BYTES


def test_no_round_starts_after_the_stop(world: SyncWorld) -> None:
    world.platform.moods.holds_answers = True
    world.pass_time(1)
    world.log.add(Lane.OPS, item(1))
    world.sync.stop()
    world.platform.release()
    world.pass_time(60)
    assert len(world.platform.requests) == 1


def test_what_the_store_gathers_after_the_stop_is_not_sent(world: SyncWorld) -> None:
    world.runner.is_slow = True
    world.pass_time(1)
    world.sync.stop()
    world.runner.catch_up()
    assert world.platform.requests == []


def test_news_while_the_store_gathers_are_sent_in_the_next_round(world: SyncWorld) -> None:
    world.pass_time(1)
    world.runner.is_slow = True
    world.write(Lane.OPS, item(1))
    world.write(Lane.OPS, item(2))
    world.runner.is_slow = False
    world.runner.catch_up()
    assert world.held(Lane.OPS) == [item(1), item(2)]


def test_without_a_platform_nothing_is_sent_and_nothing_is_queued() -> None:
    world = SyncWorld(is_enrolled=False)
    world.write(Lane.OPS, item(1))
    world.pass_time(1)
    assert world.log.marks == []
    assert world.sync.state.local_total == 1
    assert world.link.health is BearerHealth.OFF
    assert world.link.queued == 0


def test_an_enrolment_by_another_process_is_noticed() -> None:
    world = SyncWorld(is_enrolled=False)
    world.pass_time(1)
    world.log.remember_platform(SyncWorld().log.platform() or pytest.fail("not enrolled"))
    world.pass_time(10)
    assert world.link.health is BearerHealth.UP


def test_the_link_going_and_coming_is_in_the_program_log(
    world: SyncWorld, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, logger="command_vehicle")
    world.pass_time(1)
    world.platform.moods.is_offline = True
    world.sync.try_now()
    world.sync.try_now()
    messages = [record.getMessage() for record in caplog.records]
    assert messages == [
        "the platform answers",
        "the platform does not answer: platform_offline reason=connect",
    ]


def test_the_request_names_the_vehicle_and_its_link(world: SyncWorld) -> None:
    world.pass_time(1)
    request = world.platform.requests[0]
    assert request.number == 7
    assert request.replica.uuid == UUID(int=0xA1)
    assert request.bearer == "cellular"


# What the settings say.


def test_switched_off_nothing_is_sent_and_the_link_is_shown_as_off(world: SyncWorld) -> None:
    world.settings = PlatformSettings(enabled=False)
    world.pass_time(1)
    world.write(Lane.OPS, item(1))
    world.sync.try_now()
    world.pass_time(60)
    assert world.platform.requests == []
    assert world.link.health is BearerHealth.OFF


def test_switched_on_again_everything_goes_at_once(world: SyncWorld) -> None:
    world.pass_time(1)
    world.settings = PlatformSettings(enabled=False)
    world.pass_time(1)
    assert world.link.health is BearerHealth.OFF
    world.write(Lane.OPS, item(1))
    assert world.held(Lane.OPS) == []
    world.settings = PlatformSettings(enabled=True)
    world.pass_time(1)
    assert world.held(Lane.OPS) == [item(1)]


def test_an_idle_link_is_looked_at_as_often_as_the_settings_say(world: SyncWorld) -> None:
    world.settings = PlatformSettings(interval_s=100)
    world.pass_time(1)
    world.pass_time(99)
    assert len(world.platform.requests) == 1
    world.pass_time(1)
    assert len(world.platform.requests) == 2


def test_a_platform_that_asks_for_longer_pauses_gets_them(world: SyncWorld) -> None:
    world.settings = PlatformSettings(interval_s=2)
    world.pass_time(1)
    world.pass_time(14)
    assert len(world.platform.requests) == 1
    world.pass_time(1)
    assert len(world.platform.requests) == 2


def test_a_key_that_cannot_be_read_is_a_trouble_and_not_the_end(world: SyncWorld) -> None:
    world.signer.error = InputError(ErrorCode.FILE_UNREADABLE, path="replica.key")
    world.pass_time(1)
    assert world.platform.requests == []
    assert [each.error.code for each in world.troubles] == [ErrorCode.FILE_UNREADABLE]
    world.signer.error = None
    world.pass_time(10)
    assert len(world.platform.requests) == 1
