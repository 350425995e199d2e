# SPDX-License-Identifier: Apache-2.0
"""The contract of `CentralStorage`, for every implementation of it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Final
from uuid import UUID

import pytest

from command_vehicle.central.sqlite_storage import SqliteCentralStorage
from command_vehicle.central.storage import (
    Applicant,
    CentralStorage,
    Contact,
    HaveStatement,
    Taken,
    Vehicle,
)
from command_vehicle.domain.identity import Lane, ReplicaId
from command_vehicle.domain.operations import Draft, LoggedOperation
from command_vehicle.domain.sync import HaveRange
from command_vehicle.protocols.operations.hash_chain import genesis
from command_vehicle.protocols.sync.have import have_mark
from command_vehicle.protocols.sync.problem import ProblemCode
from command_vehicle.protocols.sync.segment import ReplicaAlias, Segment
from command_vehicle.storage.vehicle_store import VehicleStore
from tests.support.clock import FakeClock
from tests.support.operations import entry

Opener = Callable[[], CentralStorage]

CLOCK: Final = FakeClock()
CODE: Final = b"c" * 32
FIRST: Final = Applicant(replica=ReplicaId(uuid=UUID(int=1)), public_key=b"k" * 32, name="一号")
SECOND: Final = Applicant(replica=ReplicaId(uuid=UUID(int=2)), public_key=b"l" * 32, name="二号")


@pytest.fixture(params=["sqlite"])
def open_storage(request: pytest.FixtureRequest, tmp_path: Path) -> Opener:
    """Opens the same database again and again. PostgreSQL will be a second parameter."""
    assert request.param == "sqlite"
    return lambda: SqliteCentralStorage(tmp_path / "central.sqlite3", CLOCK)


@pytest.fixture
def storage(open_storage: Opener) -> Iterator[CentralStorage]:
    opened = open_storage()
    yield opened
    opened.close()


def enrol(storage: CentralStorage, applicant: Applicant, code: bytes = CODE) -> Vehicle:
    storage.add_code(code, CLOCK.now() + timedelta(hours=1))
    vehicle = storage.enrol(applicant, code, CLOCK.now())
    assert isinstance(vehicle, Vehicle)
    return vehicle


def written(replica: ReplicaId, *drafts: Draft) -> list[LoggedOperation]:
    """Operations as a vehicle with this replica would have written them in lane OPS."""
    with VehicleStore(None, CLOCK) as store:
        store.append(drafts)
        operations = store.operations(store.replica(), Lane.OPS, 1, len(drafts))
    return [
        replace(each, id=replace(each.id, replica=replica), chain_hash=bytes(32))
        for each in operations
    ]


def segment(vehicle: Vehicle, first: int, before: bytes, *operations: LoggedOperation) -> Segment:
    return Segment(
        alias=ReplicaAlias(number=vehicle.number),
        lane=Lane.OPS,
        first=first,
        previous_hash=before[:8],
        contents=tuple(each.content for each in operations),
    )


def contact(
    vehicle: Vehicle, *segments: Segment, statement: HaveStatement | None = None
) -> Contact:
    return Contact(
        vehicle=vehicle,
        at=CLOCK.now(),
        segments=segments,
        statement=statement or HaveStatement(ranges=(), base=None, mark=have_mark(())),
        bearer="cellular",
        agent="test",
    )


def bring(storage: CentralStorage, vehicle: Vehicle, *texts: str) -> Taken:
    """The vehicle's first operations, in one segment."""
    replica = ReplicaId(uuid=vehicle.uuid)
    operations = written(replica, *(entry(text) for text in texts))
    return storage.take(
        contact(vehicle, segment(vehicle, 1, genesis(replica, Lane.OPS), *operations))
    )


# Enrolment.


def test_vehicles_are_numbered_from_one(storage: CentralStorage) -> None:
    assert enrol(storage, FIRST, b"1").number == 1
    assert enrol(storage, SECOND, b"2").number == 2
    assert [vehicle.name for vehicle in storage.vehicles()] == ["一号", "二号"]


def test_an_unknown_code_lets_nobody_in(storage: CentralStorage) -> None:
    assert storage.enrol(FIRST, CODE, CLOCK.now()) is ProblemCode.BAD_CODE
    assert storage.vehicles() == ()


def test_an_expired_code_lets_nobody_in(storage: CentralStorage) -> None:
    storage.add_code(CODE, CLOCK.now())
    late = CLOCK.now() + timedelta(seconds=1)
    assert storage.enrol(FIRST, CODE, late) is ProblemCode.BAD_CODE


def test_a_used_code_lets_nobody_else_in(storage: CentralStorage) -> None:
    enrol(storage, FIRST)
    assert storage.enrol(SECOND, CODE, CLOCK.now()) is ProblemCode.BAD_CODE


def test_repeating_an_enrolment_gives_the_same_number_even_after_the_code_expired(
    storage: CentralStorage,
) -> None:
    vehicle = enrol(storage, FIRST)
    late = CLOCK.now() + timedelta(days=9)
    again = storage.enrol(replace(FIRST, name="新名"), CODE, late)
    assert again == replace(vehicle, name="新名")


def test_a_replica_with_another_key_is_refused_and_the_code_stays_good(
    storage: CentralStorage,
) -> None:
    enrol(storage, FIRST, b"1")
    storage.add_code(b"2", CLOCK.now() + timedelta(hours=1))
    impostor = replace(FIRST, public_key=b"x" * 32)
    assert storage.enrol(impostor, b"2", CLOCK.now()) is ProblemCode.REPLICA_TAKEN
    assert isinstance(storage.enrol(SECOND, b"2", CLOCK.now()), Vehicle)


def test_the_platform_stays_who_it_is(open_storage: Opener) -> None:
    first = open_storage()
    platform = first.platform()
    vehicle = enrol(first, FIRST)
    first.close()
    second = open_storage()
    assert second.platform() == platform
    assert second.vehicle(FIRST.replica.uuid) == vehicle
    second.close()


# Taking in.


def test_what_is_brought_is_held_and_answered_for(storage: CentralStorage) -> None:
    vehicle = enrol(storage, FIRST)
    taken = bring(storage, vehicle, "甲", "乙")
    assert taken.have == (HaveRange(replica=FIRST.replica, lane=Lane.OPS, upto=2),)
    assert taken.refused == ()
    assert [each.id.seq for each in storage.received()] == [1, 2]
    assert {each.recorded.text for each in storage.newest_entries(9)} == {"甲", "乙"}


def test_bringing_it_again_changes_nothing(storage: CentralStorage) -> None:
    vehicle = enrol(storage, FIRST)
    first = bring(storage, vehicle, "甲")
    assert bring(storage, vehicle, "甲") == first
    assert len(list(storage.received())) == 1


def test_a_segment_after_a_gap_is_not_taken_and_the_cursor_says_from_where(
    storage: CentralStorage,
) -> None:
    vehicle = enrol(storage, FIRST)
    operations = written(FIRST.replica, entry("甲"), entry("乙"))
    taken = storage.take(contact(vehicle, segment(vehicle, 2, bytes(8), operations[1])))
    assert taken.have == ()
    assert taken.refused == ()


def test_another_history_is_refused(storage: CentralStorage) -> None:
    vehicle = enrol(storage, FIRST)
    bring(storage, vehicle, "甲")
    taken = bring(storage, vehicle, "丙")
    assert [(each.operation.seq, each.reason) for each in taken.refused] == [(1, "fork")]
    assert [each.recorded.text for each in storage.newest_entries(9)] == ["甲"]


def test_what_continues_another_history_is_refused(storage: CentralStorage) -> None:
    vehicle = enrol(storage, FIRST)
    bring(storage, vehicle, "甲")
    operations = written(FIRST.replica, entry("丙"), entry("丁"))
    taken = storage.take(contact(vehicle, segment(vehicle, 2, b"otherway", operations[1])))
    assert [(each.operation.seq, each.reason) for each in taken.refused] == [(2, "fork")]


def test_bytes_that_are_no_operation_are_quarantined_and_the_rest_of_the_request_taken(
    storage: CentralStorage,
) -> None:
    vehicle = enrol(storage, FIRST)
    flash = replace(
        segment(vehicle, 1, genesis(FIRST.replica, Lane.FLASH)),
        lane=Lane.FLASH,
        contents=(b"\x01",),
    )
    good = written(FIRST.replica, entry("甲"))
    ops = segment(vehicle, 1, genesis(FIRST.replica, Lane.OPS), *good)
    taken = storage.take(contact(vehicle, flash, ops))
    assert [(each.operation.lane, each.reason) for each in taken.refused] == [
        (Lane.FLASH, "quarantined")
    ]
    assert [(each.lane, each.upto) for each in taken.have] == [(Lane.OPS, 1)]


def test_a_vehicle_may_not_speak_for_another(storage: CentralStorage) -> None:
    first, second = enrol(storage, FIRST, b"1"), enrol(storage, SECOND, b"2")
    operations = written(SECOND.replica, entry("冒名"))
    forged = segment(second, 1, genesis(SECOND.replica, Lane.OPS), *operations)
    taken = storage.take(contact(first, forged))
    assert taken.foreign == 1
    assert list(storage.received()) == []


def test_a_contact_is_remembered(storage: CentralStorage) -> None:
    vehicle = enrol(storage, FIRST)
    assert vehicle.contact_at is None
    bring(storage, vehicle, "甲")
    seen = storage.vehicle(FIRST.replica.uuid)
    assert seen is not None
    assert (seen.contact_at, seen.bearer, seen.agent, seen.held) == (
        CLOCK.now(),
        "cellular",
        "test",
        1,
    )


# What others wrote.


def test_a_vehicle_lacks_what_others_brought_and_nothing_of_its_own(
    storage: CentralStorage,
) -> None:
    first, second = enrol(storage, FIRST, b"1"), enrol(storage, SECOND, b"2")
    bring(storage, first, "甲", "乙")
    (beyond,) = storage.lanes_beyond(second.uuid, 10)
    assert (beyond.replica, beyond.number, beyond.lane) == (FIRST.replica, 1, Lane.OPS)
    assert (beyond.first, beyond.last) == (1, 2)
    holds = (HaveRange(replica=FIRST.replica, lane=Lane.OPS, upto=2),)
    whole = HaveStatement(ranges=holds, base=None, mark=b"mark-one")
    storage.take(contact(first, statement=whole))
    assert storage.lanes_beyond(first.uuid, 10) == ()


def test_a_vehicle_that_was_put_back_from_a_backup_gets_its_own_back(
    storage: CentralStorage,
) -> None:
    vehicle = enrol(storage, FIRST, b"1")
    bring(storage, vehicle, "甲", "乙")
    holds = (HaveRange(replica=FIRST.replica, lane=Lane.OPS, upto=1),)
    whole = HaveStatement(ranges=holds, base=None, mark=b"mark-one")
    storage.take(contact(vehicle, statement=whole))
    (beyond,) = storage.lanes_beyond(vehicle.uuid, 10)
    assert (beyond.replica, beyond.number) == (FIRST.replica, vehicle.number)
    assert (beyond.first, beyond.last) == (2, 2)


def test_a_vehicle_lacks_only_what_is_beyond_its_statement(storage: CentralStorage) -> None:
    first, second = enrol(storage, FIRST, b"1"), enrol(storage, SECOND, b"2")
    bring(storage, first, "甲", "乙", "丙")
    holds = (HaveRange(replica=FIRST.replica, lane=Lane.OPS, upto=2),)
    whole = HaveStatement(ranges=holds, base=None, mark=b"mark-one")
    assert storage.take(contact(second, statement=whole)).knows_statement
    assert [(each.first, each.last) for each in storage.lanes_beyond(second.uuid, 10)] == [(3, 3)]


def test_a_statement_changes_the_one_it_names(storage: CentralStorage) -> None:
    first, second = enrol(storage, FIRST, b"1"), enrol(storage, SECOND, b"2")
    bring(storage, first, "甲", "乙")
    holds = (HaveRange(replica=FIRST.replica, lane=Lane.OPS, upto=1),)
    storage.take(contact(second, statement=HaveStatement(ranges=(), base=None, mark=b"mark-one")))
    changed = HaveStatement(ranges=holds, base=b"mark-one", mark=b"mark-two")
    assert storage.take(contact(second, statement=changed)).knows_statement
    assert storage.take(contact(second, statement=changed)).knows_statement is False
    same = HaveStatement(ranges=(), base=b"mark-two", mark=b"mark-two")
    assert storage.take(contact(second, statement=same)).knows_statement
    assert [(each.first, each.last) for each in storage.lanes_beyond(second.uuid, 10)] == [(2, 2)]


def test_a_whole_statement_replaces_what_was_known(storage: CentralStorage) -> None:
    first, second = enrol(storage, FIRST, b"1"), enrol(storage, SECOND, b"2")
    bring(storage, first, "甲")
    holds = (HaveRange(replica=FIRST.replica, lane=Lane.OPS, upto=1),)
    storage.take(
        contact(second, statement=HaveStatement(ranges=holds, base=None, mark=b"mark-one"))
    )
    storage.take(contact(second, statement=HaveStatement(ranges=(), base=None, mark=b"mark-two")))
    assert len(storage.lanes_beyond(second.uuid, 10)) == 1


def test_the_most_urgent_lanes_come_first(storage: CentralStorage) -> None:
    first, second = enrol(storage, FIRST, b"1"), enrol(storage, SECOND, b"2")
    content = written(FIRST.replica, entry("甲"))[0].content
    segments = [
        replace(segment(first, 1, genesis(FIRST.replica, lane)), lane=lane, contents=(content,))
        for lane in (Lane.TRACK, Lane.META, Lane.OPS, Lane.FLASH)
    ]
    storage.take(contact(first, *segments))
    lanes = [each.lane for each in storage.lanes_beyond(second.uuid, 10)]
    assert lanes == [Lane.FLASH, Lane.OPS, Lane.META, Lane.TRACK]
    assert len(storage.lanes_beyond(second.uuid, 2)) == 2
