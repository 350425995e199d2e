# SPDX-License-Identifier: Apache-2.0
"""The sync service: what happens when all goes well, and what when it does not."""

import pytest

from command_vehicle.domain.identity import Lane
from command_vehicle.domain.sync import BearerHealth, BearerKind
from command_vehicle.protocols.operations.hash_chain import genesis
from command_vehicle.services.sync.rounds import LARGE_ROUND_BYTES, SMALL_ROUND_BYTES
from tests.support.sync_world import OTHER, SyncWorld, bulky, foreign_segment, item


@pytest.fixture
def world() -> SyncWorld:
    return SyncWorld()


# All goes well.


def test_what_is_written_reaches_the_platform_with_the_same_hash(world: SyncWorld) -> None:
    world.pass_time(1)
    world.write(Lane.OPS, item(1), item(2))
    own = world.log.lanes[world.log.replica(), Lane.OPS]
    assert world.platform.book.lanes[world.log.replica(), Lane.OPS] == own
    assert world.received(Lane.OPS) == 2


def test_an_operation_goes_queued_sent_received(world: SyncWorld) -> None:
    world.pass_time(1)
    world.write(Lane.OPS, item(1))
    stages = [stage for stage, lane, upto in world.log.marks if (lane, upto) == (Lane.OPS, 1)]
    assert stages == ["queued", "sent", "received"]
    assert world.published["DeliveryChanged"] >= 3


def test_the_link_is_up_after_an_answer_and_looks_again_when_asked_to(world: SyncWorld) -> None:
    world.pass_time(1)
    assert world.link.health is BearerHealth.UP
    assert len(world.platform.requests) == 1
    world.pass_time(14)
    assert len(world.platform.requests) == 1
    world.pass_time(1)
    assert len(world.platform.requests) == 2


def test_the_age_of_the_link_grows_by_the_monotonic_clock(world: SyncWorld) -> None:
    world.pass_time(1)
    world.clock.set_wall_time(world.clock.now().replace(year=2001))
    world.pass_time(9)
    assert world.link.last_success_age_s == 9.0


def test_only_the_ip_link_is_on(world: SyncWorld) -> None:
    world.pass_time(1)
    health = {each.kind: each.health for each in world.sync.state.bearers}
    assert health == dict.fromkeys(BearerKind, BearerHealth.OFF) | {
        BearerKind.CELLULAR: BearerHealth.UP
    }
    assert tuple(health) == tuple(BearerKind)


def test_flash_travels_before_everything_else(world: SyncWorld) -> None:
    world.platform.moods.is_offline = True
    world.pass_time(1)
    world.log.add(Lane.TRACK, *(bulky(each, 600) for each in range(40)))
    world.log.add(Lane.OPS, *(bulky(each, 600) for each in range(40)))
    world.log.add(Lane.FLASH, item(1))
    world.platform.moods.is_offline = False
    world.sync.try_now()
    assert world.platform.lanes_in_order()[0] is Lane.FLASH
    assert world.platform.lanes_in_order()[1] is Lane.OPS
    assert world.received(Lane.TRACK) == 40
    assert world.received(Lane.OPS) == 40


def test_a_long_backlog_goes_in_rounds_of_bounded_size(world: SyncWorld) -> None:
    world.log.add(Lane.OPS, *(bulky(each, 1000) for each in range(200)))
    world.pass_time(1)
    assert world.received(Lane.OPS) == 200
    assert len(world.platform.requests) > 3
    sizes = [sum(map(len, each.segments)) for each in world.platform.requests]
    assert max(sizes) <= LARGE_ROUND_BYTES
    assert sizes[0] <= SMALL_ROUND_BYTES


def test_one_operation_larger_than_a_round_still_goes(world: SyncWorld) -> None:
    world.log.add(Lane.META, bulky(1, 40_000), bulky(2, 40))
    world.pass_time(1)
    assert world.received(Lane.META) == 2


def test_what_is_held_is_stated_once_and_then_only_its_changes(world: SyncWorld) -> None:
    world.pass_time(1)
    world.write(Lane.OPS, item(1))
    world.write(Lane.META, item(1))
    first, second, third = world.platform.requests[-3:]
    assert first.have_base is None
    assert second.have_base == first.have_mark
    assert [each.lane for each in third.have] == [Lane.META]


def test_a_platform_that_lost_the_statement_gets_it_whole(world: SyncWorld) -> None:
    world.write(Lane.OPS, item(1))
    world.pass_time(1)
    world.platform.moods.wants_full_have = True
    world.pass_time(20)
    assert world.platform.requests[-2].have_base is not None
    assert world.platform.requests[-1].have_base is None
    assert [each.lane for each in world.platform.requests[-1].have] == [Lane.OPS]


def test_what_others_wrote_is_taken_in_and_announced(world: SyncWorld) -> None:
    world.platform.moods.names = {9: OTHER.uuid}
    world.platform.moods.gives = (foreign_segment(1, genesis(OTHER, Lane.OPS), item(1), item(2)),)
    world.pass_time(1)
    assert [each.content for each in world.log.lanes[OTHER, Lane.OPS]] == [item(1), item(2)]
    assert world.published["TimelineChanged"] == 1
    assert world.published["ResourcesChanged"] == 1
    assert world.sync.totals.taken == 2
