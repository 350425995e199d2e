# SPDX-License-Identifier: Apache-2.0
"""Every kind of damage to a lane is found, once, where it is."""

from collections.abc import Callable
from dataclasses import replace
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from command_vehicle.domain.identity import Lane
from command_vehicle.domain.operations import Draft, LoggedOperation
from command_vehicle.domain.timeline import EntryKind, EntryRecorded
from command_vehicle.services.evidence.chain_check import Damage, check_store, walk_lane
from command_vehicle.services.ports import JournalStore
from tests.support.clock import START, FakeClock
from tests.support.fake_store import REPLICA, FakeStore

COUNT = 12

Records = list[LoggedOperation]


def a_store(count: int = COUNT) -> FakeStore:
    store = FakeStore(FakeClock())
    store.append(
        [
            Draft(
                lane=Lane.OPS,
                body=EntryRecorded(kind=EntryKind.OTHER, text=f"第{number}条", happened_at=START),
                actor="周敏",
            )
            for number in range(1, count + 1)
        ]
    )
    return store


RECORDS: Records = list(a_store().operations(REPLICA, Lane.OPS, 1, COUNT))


def flipped(octets: bytes, at: int = 0) -> bytes:
    return octets[:at] + bytes([octets[at] ^ 1]) + octets[at + 1 :]


def found(records: Records, upto: int = COUNT) -> list[tuple[Damage, int | None, int | None]]:
    walk = walk_lane(REPLICA, Lane.OPS, records, upto)
    return [(finding.damage, finding.seq, finding.last) for finding in walk.findings]


def test_an_untouched_lane_is_intact() -> None:
    assert found(RECORDS) == []


@given(st.integers(1, COUNT), st.data())
def test_any_flipped_bit_is_found_at_its_record(seq: int, data: st.DataObject) -> None:
    record = RECORDS[seq - 1]
    octets = record.content + record.chain_hash
    bit = data.draw(st.integers(0, len(octets) * 8 - 1))
    changed = bytearray(octets)
    changed[bit // 8] ^= 1 << bit % 8
    size = len(record.content)
    forged = replace(record, content=bytes(changed[:size]), chain_hash=bytes(changed[size:]))
    assert found([*RECORDS[: seq - 1], forged, *RECORDS[seq:]]) == [(Damage.CHANGED, seq, None)]


@pytest.mark.parametrize(
    ("damage", "expected"),
    [
        (lambda r: r[:4] + r[5:], [(Damage.MISSING, 5, 5)]),
        (lambda r: r[1:], [(Damage.MISSING, 1, 1)]),
        (lambda r: r[:8], [(Damage.MISSING, 9, 12)]),
        (lambda r: [], [(Damage.MISSING, 1, 12)]),
        (lambda r: r[:2] + r[4:6] + r[7:], [(Damage.MISSING, 3, 4), (Damage.MISSING, 7, 7)]),
        (
            lambda r: [*r[:3], r[7], *r[4:7], r[3], *r[8:]],
            [(Damage.OUT_OF_ORDER, 8, None), (Damage.OUT_OF_ORDER, 4, None)],
        ),
        (lambda r: [*r, r[2]], [(Damage.REPEATED, 3, None)]),
    ],
)
def test_losses_exchanges_and_repetitions_are_found_where_they_are(
    damage: Callable[[Records], Records], expected: list[tuple[Damage, int, int | None]]
) -> None:
    assert found(damage(RECORDS)) == expected


def test_exchanged_contents_are_found_at_both_places() -> None:
    third, ninth = RECORDS[2], RECORDS[8]
    forged = [
        *RECORDS[:2],
        replace(third, content=ninth.content),
        *RECORDS[3:8],
        replace(ninth, content=third.content),
        *RECORDS[9:],
    ]
    assert found(forged) == [(Damage.CHANGED, 3, None), (Damage.CHANGED, 9, None)]


def test_two_changes_are_two_findings() -> None:
    forged = [
        *RECORDS[:2],
        replace(RECORDS[2], content=flipped(RECORDS[2].content)),
        *RECORDS[3:6],
        replace(RECORDS[6], chain_hash=flipped(RECORDS[6].chain_hash)),
        *RECORDS[7:],
    ]
    assert found(forged) == [(Damage.CHANGED, 3, None), (Damage.CHANGED, 7, None)]


def test_records_beyond_the_promised_end_are_surplus() -> None:
    assert found(RECORDS, upto=10) == [(Damage.SURPLUS, 11, None), (Damage.SURPLUS, 12, None)]


def test_a_lane_moved_to_another_place_does_not_hold() -> None:
    walk = walk_lane(REPLICA, Lane.FLASH, RECORDS, COUNT)
    assert [(finding.damage, finding.seq) for finding in walk.findings] == [(Damage.CHANGED, 1)]


def test_the_database_itself_can_be_checked() -> None:
    fake = a_store()
    store = cast("JournalStore", fake)
    assert check_store(store) == ()
    fake.damage(Lane.OPS, 5, flipped(RECORDS[4].content))
    (finding,) = check_store(store)
    assert (finding.damage, finding.replica, finding.lane, finding.seq) == (
        Damage.CHANGED,
        str(REPLICA),
        Lane.OPS.value,
        5,
    )
