# SPDX-License-Identifier: Apache-2.0
from collections.abc import Iterator
from dataclasses import replace

import pysqlite3
import pytest

from command_vehicle.domain.errors import ErrorCode, InputError
from command_vehicle.domain.identity import Lane, OperationId
from command_vehicle.domain.operations import LoggedOperation, Seal
from command_vehicle.domain.sync import HaveRange
from command_vehicle.domain.timeline import EntryFilter
from command_vehicle.protocols.operations.codec import decode, seal_message
from command_vehicle.protocols.operations.hash_chain import chain, genesis
from command_vehicle.services.ports import PageOf
from command_vehicle.storage.operation_log import SEAL_EVERY
from command_vehicle.storage.vehicle_store import VehicleStore
from tests.support.operations import SAMPLES, entry
from tests.support.store import all_operations, memory_store, own_operations


@pytest.fixture
def store() -> Iterator[VehicleStore]:
    with memory_store() as opened:
        yield opened


@pytest.fixture
def other() -> Iterator[VehicleStore]:
    with memory_store() as opened:
        yield opened


def texts(store: VehicleStore) -> set[str]:
    return {each.recorded.text for each in store.entries(EntryFilter(), PageOf())}


def lane_of(store: VehicleStore, source: VehicleStore) -> HaveRange:
    (have,) = (each for each in store.have() if each.replica == source.replica())
    return have


class FakeSigner:
    public_key = bytes(range(32))

    def sign(self, message: bytes) -> bytes:
        return b"signed:" + message[:57]


def test_operations_of_a_lane_are_numbered_without_holes(store: VehicleStore) -> None:
    store.append([entry(), SAMPLES["resources"], entry()])
    store.append([entry()])
    assert [logged.id.seq for logged in own_operations(store, Lane.OPS)] == [1, 2, 3]
    assert [logged.id.seq for logged in own_operations(store, Lane.META)] == [1]


def test_what_append_answers_is_what_the_log_holds(store: VehicleStore) -> None:
    appended = store.append([SAMPLES["entry"], SAMPLES["track"]])
    held = {logged.id: decode(logged.content, logged.id) for logged in all_operations(store)}
    assert held == {operation.id: operation for operation in appended}


def test_each_lane_is_a_hash_chain_from_its_own_beginning(store: VehicleStore) -> None:
    store.append([entry("一"), entry("二")])
    first, second = own_operations(store, Lane.OPS)
    beginning = genesis(store.replica(), Lane.OPS)
    assert first.chain_hash == chain(beginning, first.content)
    assert second.chain_hash == chain(first.chain_hash, second.content)


def test_the_hash_at_any_number_can_be_asked_for(store: VehicleStore) -> None:
    store.append([entry()])
    (only,) = own_operations(store, Lane.OPS)
    replica = store.replica()
    assert store.chain_hash(replica, Lane.OPS, 0) == genesis(replica, Lane.OPS)
    assert store.chain_hash(replica, Lane.OPS, 1) == only.chain_hash
    assert store.chain_hash(replica, Lane.OPS, 2) is None


def test_an_operation_that_cannot_be_written_leaves_nothing_behind(store: VehicleStore) -> None:
    with pytest.raises(InputError) as caught:
        store.append([entry("好"), entry("\udcff")])
    assert caught.value.code is ErrorCode.VALUE_INVALID
    assert store.have() == ()
    assert texts(store) == set()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE op SET bytes = x'00'",
        "DELETE FROM op",
        "INSERT OR REPLACE INTO op SELECT * FROM op",
    ],
)
def test_the_database_itself_refuses_to_change_an_operation(
    store: VehicleStore, statement: str
) -> None:
    store.append([entry()])
    with pytest.raises(pysqlite3.IntegrityError, match="an operation is never"):
        store._database.run(statement)


def test_operations_are_given_up_to_a_size_but_always_one(store: VehicleStore) -> None:
    store.append([entry("氯" * 100)] * 5)
    size = len(own_operations(store, Lane.OPS)[0].content)

    def count(max_bytes: int) -> int:
        return len(store.operations(store.replica(), Lane.OPS, 1, 5, max_bytes))

    assert [count(1), count(2 * size), count(9 * size)] == [1, 2, 5]


def test_operations_of_another_replica_are_taken_over_verbatim(
    store: VehicleStore, other: VehicleStore
) -> None:
    other.append(list(SAMPLES.values()))
    assert store.ingest(all_operations(other), "cellular") == ()
    assert all_operations(store) == all_operations(other)
    assert store.state_digest() == other.state_digest()


def test_taking_over_again_changes_nothing(store: VehicleStore, other: VehicleStore) -> None:
    other.append(list(SAMPLES.values()))
    store.ingest(all_operations(other), "cellular")
    before = (store.have(), store.state_digest())
    assert store.ingest(all_operations(other) * 2, "usb") == ()
    assert (store.have(), store.state_digest()) == before


def test_our_own_operations_may_come_back(store: VehicleStore) -> None:
    store.append([entry()])
    assert store.ingest(all_operations(store), "lan") == ()


def test_what_arrives_ahead_of_a_hole_is_shown_at_once(
    store: VehicleStore, other: VehicleStore
) -> None:
    other.append([entry(text) for text in "一二三四五六"])
    logged = own_operations(other, Lane.OPS)
    store.ingest([logged[0], logged[2], logged[3], logged[5]], "beidou")
    assert texts(store) == set("一三四六")
    assert lane_of(store, other).upto == 1
    assert lane_of(store, other).islands == ((3, 4), (6, 6))


def test_a_hole_closes_when_what_was_missing_arrives(
    store: VehicleStore, other: VehicleStore
) -> None:
    other.append([entry(text) for text in "一二三四五六"])
    logged = own_operations(other, Lane.OPS)
    store.ingest([*logged[2:4], logged[5]], "beidou")
    store.ingest(logged[:2], "cellular")
    assert lane_of(store, other).upto == 4
    assert lane_of(store, other).islands == ((6, 6),)
    store.ingest(logged, "usb")
    assert store.have() == other.have()
    assert all_operations(store) == all_operations(other)


def test_only_what_has_no_hole_is_passed_on(store: VehicleStore, other: VehicleStore) -> None:
    other.append([entry(text) for text in "一二三"])
    logged = own_operations(other, Lane.OPS)
    store.ingest([logged[0], logged[2]], "beidou")
    assert store.operations(other.replica(), Lane.OPS, 1, 9) == (logged[0],)


def forged(original: LoggedOperation, text: str, previous: bytes) -> LoggedOperation:
    with memory_store() as forger:
        forger.append([entry(text)])
        (content,) = [each.content for each in own_operations(forger, Lane.OPS)]
    return LoggedOperation(id=original.id, content=content, chain_hash=chain(previous, content))


def test_a_second_operation_for_a_place_is_kept_but_not_shown(
    store: VehicleStore, other: VehicleStore
) -> None:
    other.append([entry("真")])
    (logged,) = own_operations(other, Lane.OPS)
    fork = forged(logged, "假", genesis(other.replica(), Lane.OPS))
    store.ingest([logged], "cellular")
    assert store.ingest([fork, fork], "usb") == (str(logged.id),)
    assert texts(store) == {"真"}
    assert store._database.rows("SELECT bytes, hash, bearer FROM fork") == [
        (fork.content, fork.chain_hash, "usb")
    ]


def test_the_first_branch_goes_on_after_a_fork(store: VehicleStore, other: VehicleStore) -> None:
    other.append([entry("真")])
    (logged,) = own_operations(other, Lane.OPS)
    fork = forged(logged, "假", genesis(other.replica(), Lane.OPS))
    other.append([entry("续")])
    refused = store.ingest([logged, fork, *own_operations(other, Lane.OPS)], "lan")
    assert refused == (str(logged.id),)
    assert texts(store) == {"真", "续"}


def test_what_breaks_the_chain_is_not_taken(store: VehicleStore, other: VehicleStore) -> None:
    other.append([entry("一"), entry("二")])
    first, second = own_operations(other, Lane.OPS)
    changed = forged(second, "改", bytes(32))
    assert store.ingest([first, changed], "usb") == (str(second.id),)
    assert store.ingest([second], "usb") == ()
    assert texts(store) == {"一", "二"}


def test_what_was_shown_ahead_of_a_hole_disappears_when_the_chain_disproves_it(
    store: VehicleStore, other: VehicleStore
) -> None:
    other.append([entry(text) for text in "一二三"])
    first, second, third = own_operations(other, Lane.OPS)
    store.ingest([first, forged(third, "假", bytes(32))], "beidou")
    assert texts(store) == {"一", "假"}
    store.ingest([second], "cellular")
    assert texts(store) == {"一", "二"}
    store.ingest([third], "cellular")
    assert store.state_digest() == other.state_digest()


def test_one_bad_operation_does_not_keep_the_others_out(
    store: VehicleStore, other: VehicleStore
) -> None:
    other.append([entry("一"), entry("二")])
    first, second = own_operations(other, Lane.OPS)
    nonsense = replace(first, content=b"\xff\x00")
    beyond = replace(second, id=replace(second.id, seq=1 << 41))
    refused = store.ingest([nonsense, beyond, first, second], "usb")
    assert refused == (str(first.id), str(beyond.id))
    assert texts(store) == {"一", "二"}
    reasons = {reason for (reason,) in store._database.rows("SELECT reason FROM quarantine")}
    assert reasons == {
        "CBOR indefinite length is not allowed",
        "the number is beyond the end of a lane",
    }


def test_there_is_nothing_to_seal_at_first(store: VehicleStore) -> None:
    assert store.seal_rest() is None


def test_a_seal_fixes_the_heads_of_every_lane_known(
    store: VehicleStore, other: VehicleStore
) -> None:
    other.append([entry()])
    store.ingest(all_operations(other), "lan")
    store.append([entry(), SAMPLES["resources"]])
    heads = store.heads()
    sealed = store.seal(FakeSigner())
    assert sealed.body == Seal(
        heads=heads,
        signature=FakeSigner().sign(seal_message(heads)),
        public_key=FakeSigner.public_key,
    )
    assert len(heads) == 3
    assert sealed.id.lane is Lane.META


def test_what_is_sealed_is_not_sealed_again(store: VehicleStore) -> None:
    store.append([entry()])
    assert store.seal_rest() is not None
    assert store.seal_rest() is None
    store.append([entry()])
    assert store.seal_rest() is not None


def test_a_seal_comes_by_itself_after_256_operations() -> None:
    with memory_store(signer=FakeSigner()) as store:
        store.append([entry()] * (SEAL_EVERY - 1))
        assert own_operations(store, Lane.META) == []
        store.append([entry()])
        (sealed,) = own_operations(store, Lane.META)
        body = decode(sealed.content, sealed.id).body
        assert isinstance(body, Seal)
        assert body.signature is not None
        assert store.seal_rest() is None


def test_the_replica_is_a_uuid_of_version_seven(store: VehicleStore) -> None:
    assert store.replica().uuid.version == 7
    assert store.replica().incarnation == 0


def test_a_replica_never_heard_of_has_no_operations(
    store: VehicleStore, other: VehicleStore
) -> None:
    unknown = OperationId(replica=other.replica(), lane=Lane.OPS, seq=1)
    assert store.operations(other.replica(), Lane.OPS, 1, 9) == ()
    assert store.entry(unknown) is None
    assert store.entry_count(EntryFilter(incident=unknown)) == 0
