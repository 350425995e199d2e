# SPDX-License-Identifier: Apache-2.0
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from command_vehicle.domain.delivery import Delivery, DeliveryState
from command_vehicle.domain.identity import Lane, OperationId
from command_vehicle.domain.renewal import RenewalReason
from command_vehicle.domain.sync import HaveRange, OwnLane, Platform
from command_vehicle.domain.timeline import EntryFilter
from command_vehicle.services.ports import PageOf, PeerCursor
from command_vehicle.storage.vehicle_store import VehicleStore
from tests.support.clock import START, FakeClock
from tests.support.operations import SAMPLES, entry
from tests.support.store import all_operations, memory_store, own_operations

PLATFORM = Platform(
    url="https://platform.example", name="市指挥中心", uuid="ab" * 16, public_key=bytes(32), alias=7
)
SAVED = DeliveryState(delivery=Delivery.SAVED, at=START)
QUEUED = DeliveryState(delivery=Delivery.QUEUED, at=START)


@pytest.fixture
def store() -> Iterator[VehicleStore]:
    with memory_store() as opened:
        opened.append([entry(str(number)) for number in range(1, 6)])
        yield opened


def at(minute: int) -> datetime:
    return START + timedelta(minutes=minute)


def sent(minute: int, via: str = "cellular") -> DeliveryState:
    return DeliveryState(delivery=Delivery.SENT, at=at(minute), via=via)


def received(minute: int, via: str | None = None) -> DeliveryState:
    return DeliveryState(delivery=Delivery.RECEIVED, at=at(minute), via=via)


def states(store: VehicleStore) -> list[DeliveryState]:
    """Of the entries, in the order they were recorded."""
    return [each.delivery for each in reversed(store.entries(EntryFilter(), PageOf()))]


def say(
    store: VehicleStore, upto: int, minute: int, islands: Sequence[tuple[int, int]] = ()
) -> None:
    have = HaveRange(replica=store.replica(), lane=Lane.OPS, upto=upto, islands=tuple(islands))
    store.mark_received([have], at(minute))


def cursor(store: VehicleStore) -> PeerCursor:
    (only,) = store.cursors()
    return only


def place(store: VehicleStore, seq: int) -> OperationId:
    return OperationId(replica=store.replica(), lane=Lane.OPS, seq=seq)


def test_before_anything_else_a_record_is_saved(store: VehicleStore) -> None:
    assert states(store) == [SAVED] * 5


def test_records_are_queued_up_to_a_number(store: VehicleStore) -> None:
    store.mark_queued(OwnLane(Lane.OPS), 2)
    assert states(store) == [QUEUED] * 2 + [SAVED] * 3


def test_a_queue_does_not_shrink(store: VehicleStore) -> None:
    store.mark_queued(OwnLane(Lane.OPS), 5)
    store.mark_queued(OwnLane(Lane.OPS), 1)
    assert states(store) == [QUEUED] * 5


def test_each_record_knows_when_and_over_what_it_left(store: VehicleStore) -> None:
    store.mark_queued(OwnLane(Lane.OPS), 5)
    store.mark_sent(OwnLane(Lane.OPS), 2, "cellular", at(1))
    store.mark_sent(OwnLane(Lane.OPS), 3, "satellite", at(2))
    assert states(store) == [sent(1), sent(1), sent(2, "satellite"), QUEUED, QUEUED]


def test_sending_again_does_not_change_when_it_first_left(store: VehicleStore) -> None:
    store.mark_sent(OwnLane(Lane.OPS), 5, "cellular", at(1))
    store.mark_sent(OwnLane(Lane.OPS), 5, "satellite", at(2))
    assert states(store) == [sent(1)] * 5


def test_each_record_knows_when_it_was_confirmed(store: VehicleStore) -> None:
    store.mark_sent(OwnLane(Lane.OPS), 5, "cellular", at(1))
    say(store, 2, minute=2)
    say(store, 4, minute=3)
    assert states(store) == [received(2)] * 2 + [received(3)] * 2 + [sent(1)]
    assert cursor(store) == PeerCursor(lane=Lane.OPS, sent=5, received=4)


def test_hearing_the_same_again_does_not_change_when(store: VehicleStore) -> None:
    say(store, 3, minute=2)
    say(store, 3, minute=9)
    assert states(store)[:3] == [received(2)] * 3


def test_what_lies_above_a_hole_is_received_too(store: VehicleStore) -> None:
    say(store, 1, minute=1, islands=[(3, 4)])
    assert states(store) == [received(1), SAVED, received(1), received(1), SAVED]
    say(store, 4, minute=2)
    assert states(store) == [received(1), received(2), received(1), received(1), SAVED]
    assert cursor(store).received == 4


def test_a_platform_may_take_back_what_it_said(store: VehicleStore) -> None:
    store.mark_sent(OwnLane(Lane.OPS), 5, "cellular", at(1))
    say(store, 3, minute=2)
    say(store, 5, minute=3)
    say(store, 2, minute=4)
    assert states(store) == [received(2)] * 2 + [sent(1)] * 3
    assert cursor(store) == PeerCursor(lane=Lane.OPS, sent=5, received=2)
    say(store, 5, minute=5)
    assert states(store) == [received(2)] * 2 + [received(5)] * 3


def test_a_platform_cannot_have_more_than_there_is(store: VehicleStore) -> None:
    say(store, 99, minute=1)
    assert cursor(store).received == 5
    store.append([entry("6")])
    assert states(store)[-1].delivery is Delivery.SAVED


def test_what_a_platform_says_of_others_does_not_concern_us(store: VehicleStore) -> None:
    with memory_store() as other:
        store.mark_received([HaveRange(replica=other.replica(), lane=Lane.OPS, upto=5)], at(1))
        store.mark_refused(place(other, 1), "fork", at(1))
    assert states(store) == [SAVED] * 5


def test_what_went_another_way_counts_as_sent(store: VehicleStore) -> None:
    say(store, 3, minute=1)
    assert cursor(store) == PeerCursor(lane=Lane.OPS, sent=3, received=3)


def test_a_refusal_is_shown_with_its_reason(store: VehicleStore) -> None:
    store.mark_sent(OwnLane(Lane.OPS), 5, "cellular", at(1))
    store.mark_refused(place(store, 2), "quarantined", at(2))
    refused = DeliveryState(delivery=Delivery.REFUSED, at=at(2), reason="quarantined")
    assert states(store) == [sent(1), refused, sent(1), sent(1), sent(1)]
    say(store, 5, minute=3)
    assert states(store)[1] == received(3)


def test_a_number_that_means_another_record_there_is_not_received(store: VehicleStore) -> None:
    store.mark_sent(OwnLane(Lane.OPS), 5, "cellular", at(1))
    store.mark_refused(place(store, 3), "fork", at(2))
    have = HaveRange(replica=store.replica(), lane=Lane.OPS, upto=5)
    store.mark_received([have], at(3))
    assert cursor(store).received == 2


def test_each_incarnation_has_its_own_cursors(store: VehicleStore) -> None:
    first_life = store.replica()
    have = HaveRange(replica=first_life, lane=Lane.OPS, upto=5)
    store.mark_received([have], at(1))
    store.renew(RenewalReason.OLDER_COPY, ())
    store.append([entry()])
    cursors = {each.incarnation: each.received for each in store.cursors()}
    assert cursors == {0: 5, 1: 0}
    store.mark_received([replace(have, replica=store.replica(), upto=1), have], at(2))
    cursors = {each.incarnation: each.received for each in store.cursors()}
    assert cursors == {0: 5, 1: 1}


def test_each_lane_has_its_own_cursor(store: VehicleStore) -> None:
    store.append([SAMPLES["resources"]])
    store.mark_sent(OwnLane(Lane.META), 1, "cellular", at(1))
    assert store.cursors() == (
        PeerCursor(lane=Lane.OPS, sent=0, received=0),
        PeerCursor(lane=Lane.META, sent=1, received=0),
    )


def test_what_waits_is_measured_in_bytes(store: VehicleStore) -> None:
    sizes = [len(logged.content) for logged in own_operations(store, Lane.OPS)]
    assert store.bytes_waiting(OwnLane(Lane.OPS), 0) == sum(sizes)
    assert store.bytes_waiting(OwnLane(Lane.OPS), 3) == sum(sizes[3:])
    assert store.bytes_waiting(OwnLane(Lane.FLASH), 0) == 0


def test_a_record_of_another_vehicle_says_how_it_came(store: VehicleStore) -> None:
    with memory_store(FakeClock(at(-1))) as other:
        (operation,) = other.append([entry("邻车")])
        store.ingest(all_operations(other), "lan")
    shown = store.entry(operation.id)
    assert shown is not None
    assert shown.delivery == received(0, via="lan")


def test_an_enrolment_is_remembered(store: VehicleStore) -> None:
    assert store.platform() is None
    store.remember_platform(PLATFORM)
    assert store.platform() == PLATFORM
    moved = replace(PLATFORM, url="https://other.example")
    store.remember_platform(moved)
    assert store.platform() == moved


def test_confirmations_name_the_platform(store: VehicleStore) -> None:
    store.remember_platform(PLATFORM)
    say(store, 1, minute=1)
    assert states(store)[0] == received(1, via="市指挥中心")


def test_another_platform_begins_anew_and_the_first_ones_word_is_kept(
    store: VehicleStore,
) -> None:
    store.remember_platform(PLATFORM)
    say(store, 5, minute=1)
    store.remember_platform(replace(PLATFORM, uuid="cd" * 16))
    assert states(store) == [SAVED] * 5
    assert cursor(store).received == 0
    store.remember_platform(PLATFORM)
    assert cursor(store).received == 5
