# SPDX-License-Identifier: Apache-2.0
"""Any order of writing, waiting, cuts, lost answers and restored copies ends in step."""

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from typing_extensions import override

from command_vehicle.domain.identity import Lane
from tests.support.fake_platform import Moods, turned_away
from tests.support.sync_world import SyncWorld, item

BUSY = turned_away(429, "busy", retry_after_s=3)


class Schedule(RuleBasedStateMachine):
    """A vehicle and a platform whose luck changes."""

    def __init__(self) -> None:
        super().__init__()
        self.world = SyncWorld()
        self.written = 0

    @initialize()
    def begin(self) -> None:
        self.world.pass_time(1)

    @rule(lane=st.sampled_from(Lane), count=st.integers(1, 5))
    def write(self, lane: Lane, count: int) -> None:
        numbers = range(self.written, self.written + count)
        self.written += count
        self.world.write(lane, *(item(number) for number in numbers))

    @rule(seconds=st.integers(0, 70))
    def wait(self, seconds: int) -> None:
        self.world.pass_time(seconds)

    @rule()
    def try_now(self) -> None:
        self.world.sync.try_now()

    @rule(
        moods=st.builds(
            Moods,
            is_offline=st.booleans(),
            loses_answers=st.booleans(),
            holds_answers=st.booleans(),
            plays_back_last_answer=st.booleans(),
            signs_wrongly=st.booleans(),
            wants_full_have=st.booleans(),
            turns_away=st.none() | st.just(BUSY),
            takes_no_lane=st.frozensets(st.sampled_from(Lane), max_size=2),
        )
    )
    def luck_changes(self, moods: Moods) -> None:
        self.world.platform.moods = moods

    @rule()
    def held_answers_arrive(self) -> None:
        self.world.platform.release()

    @rule(upto=st.integers(0, 10))
    def the_platform_is_restored(self, upto: int) -> None:
        self.world.platform.forget_after(upto)

    @rule(is_broken=st.booleans())
    def the_disk_changes_its_mind(self, *, is_broken: bool) -> None:
        self.world.runner.is_broken = is_broken

    @invariant()
    def the_platform_holds_a_beginning_of_every_lane(self) -> None:
        own = self.world.log.replica()
        for lane in Lane:
            held = self.world.platform.book.lanes[own, lane]
            assert held == self.world.log.lanes[own, lane][: len(held)]

    @invariant()
    def nothing_is_ever_refused(self) -> None:
        assert self.world.log.refused == []

    @override
    def teardown(self) -> None:
        self.world.runner.is_broken = False
        self.world.platform.moods = Moods()
        self.world.platform.release()
        for _ in range(4):
            self.world.pass_time(70)
        own = self.world.log.replica()
        for lane in Lane:
            local = self.world.log.lanes[own, lane]
            assert self.world.platform.book.lanes[own, lane] == local
            assert self.world.received(lane) == len(local)


TestSchedules = pytest.mark.slow(Schedule.TestCase)
TestSchedules.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
