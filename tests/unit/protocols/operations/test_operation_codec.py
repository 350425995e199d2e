# SPDX-License-Identifier: Apache-2.0
import json
import re
from pathlib import Path

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from command_vehicle.domain.identity import HybridTime, Lane, OperationId
from command_vehicle.domain.operations import Draft, LaneHead, Operation, TimeSource, UnknownBody
from command_vehicle.domain.timeline import EntryKind, EntryRecorded
from command_vehicle.protocols.operations.bodies import TABLES
from command_vehicle.protocols.operations.codec import decode, encode, seal_message, type_number
from command_vehicle.protocols.wire_format import WireFormatError
from tests.support.operation_values import DRAFTS, PLACES, TIMES
from tests.support.operations import ENTRY, INCIDENT, NOON, SAMPLES, TIME, VEHICLE, draft, entry

CORPUS = Path(__file__).parents[3] / "data" / "operations" / "v1.json"
GOLDEN: dict[str, str] = json.loads(CORPUS.read_text(encoding="utf-8"))
PLACE = OperationId(replica=VEHICLE, lane=Lane.OPS, seq=132)
NOON_MS = 1_777_867_200_000


def operation_of(given_draft: Draft, place: OperationId, time: HybridTime) -> Operation:
    return Operation(
        id=place,
        time=time,
        body=given_draft.body,
        actor=given_draft.actor,
        incident=given_draft.incident,
        record=given_draft.record,
        base=given_draft.base,
        refs=given_draft.refs,
        clock=given_draft.clock,
    )


def bytes_with(**changes: object) -> bytes:
    """A plain entry, with some of its nine parts replaced."""
    names = ["version", "type", "time", "incident", "actor", "record", "base", "refs", "body"]
    parts = dict(zip(names, cbor2.loads(encode(entry(), PLACE, TIME)), strict=True))
    return cbor2.dumps(list((parts | changes).values()), canonical=True)


@pytest.mark.parametrize("name", SAMPLES)
def test_released_bytes_are_still_written(name: str) -> None:
    assert encode(SAMPLES[name], PLACE, TIME).hex() == GOLDEN[name]


@pytest.mark.parametrize("name", SAMPLES)
def test_released_bytes_still_mean_the_same(name: str) -> None:
    read = decode(bytes.fromhex(GOLDEN[name]), PLACE)
    assert read == operation_of(SAMPLES[name], PLACE, TIME)


def test_every_type_is_in_the_corpus() -> None:
    assert {type_number(sample.body) for sample in SAMPLES.values()} == set(TABLES)


@given(DRAFTS, PLACES, TIMES)
def test_what_is_written_is_read_back(
    given_draft: Draft, place: OperationId, time: HybridTime
) -> None:
    content = encode(given_draft, place, time)
    assert decode(content, place) == operation_of(given_draft, place, time)


@given(DRAFTS, PLACES, TIMES)
def test_reading_and_writing_again_gives_the_same_bytes(
    given_draft: Draft, place: OperationId, time: HybridTime
) -> None:
    content = encode(given_draft, place, time)
    read = decode(content, place)
    again = Draft(
        lane=place.lane,
        body=read.body,
        actor=read.actor,
        incident=read.incident,
        record=read.record,
        base=read.base,
        refs=read.refs,
        clock=read.clock,
    )
    assert encode(again, place, read.time) == content


def refusal(content: bytes) -> str | None:
    try:
        decode(content, PLACE)
    except WireFormatError as error:
        return str(error)
    return None


@given(st.binary(max_size=200))
def test_random_bytes_are_refused_in_one_way(content: bytes) -> None:
    assert refusal(content)


@given(DRAFTS, st.data())
def test_a_damaged_operation_is_read_or_refused_but_nothing_else(
    given_draft: Draft, data: st.DataObject
) -> None:
    content = bytearray(encode(given_draft, PLACE, TIME))
    position = data.draw(st.integers(0, len(content) - 1))
    content[position] ^= data.draw(st.integers(1, 255))
    refusal(bytes(content))


def test_a_reference_within_the_replica_is_two_numbers() -> None:
    parts = cbor2.loads(encode(draft(SAMPLES["level"].body, record=ENTRY), PLACE, TIME))
    assert parts[5] == [1, 131]


def test_a_reference_to_another_replica_names_it() -> None:
    parts = cbor2.loads(encode(draft(SAMPLES["level"].body, record=INCIDENT), PLACE, TIME))
    assert parts[5] == [INCIDENT.replica.uuid.bytes, 3, 1, 1]


def test_the_clock_stamp_lies_under_key_zero() -> None:
    body = cbor2.loads(encode(SAMPLES["entry"], PLACE, TIME))[8]
    assert body[0] == [TimeSource.GNSS.value, -1830, 40]


@pytest.mark.parametrize("name", SAMPLES)
def test_there_is_no_floating_point_number(name: str) -> None:
    assert floats_in(cbor2.loads(bytes.fromhex(GOLDEN[name]))) == []


def floats_in(item: object) -> list[float]:
    if isinstance(item, dict):
        item = list(item.values())
    if isinstance(item, list):
        return [each for part in item for each in floats_in(part)]
    return [item] if isinstance(item, float) else []


def test_a_type_from_the_future_is_kept_as_it_is() -> None:
    content = bytes_with(type=99, body={0: [2, 1, 1], 7: "x", 300: [1, {2: b"y"}]})
    read = decode(content, PLACE)
    assert read.body == UnknownBody(type_number=99, content={7: "x", 300: [1, {2: b"y"}]})
    assert read.clock is not None


def test_a_key_from_the_future_is_passed_over() -> None:
    content = bytes_with(body={1: 1, 2: "液氯泄漏", 3: NOON_MS, 99: "later"})
    assert decode(content, PLACE).body == EntryRecorded(
        kind=EntryKind.OBSERVATION, text="液氯泄漏", happened_at=NOON
    )


def test_an_entry_of_a_future_kind_is_still_an_entry() -> None:
    body = decode(bytes_with(body={1: 77, 2: "x", 3: NOON_MS}), PLACE).body
    assert isinstance(body, EntryRecorded)
    assert body.kind is EntryKind.OTHER


def test_a_future_state_of_a_resource_makes_the_whole_operation_unknown() -> None:
    body = decode(bytes_with(type=21, body={1: "X", 2: 9}), PLACE).body
    assert body == UnknownBody(type_number=21, content={1: "X", 2: 9})


def test_a_part_from_the_future_is_passed_over() -> None:
    longer = cbor2.dumps([*cbor2.loads(bytes_with()), "later"], canonical=True)
    assert decode(longer, PLACE) == decode(bytes_with(), PLACE)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "cut off"),
        (bytes_with()[:-1], "cut off"),
        (bytes_with() + b"\x00", "bytes follow"),
        (cbor2.dumps({1: 2}), "nine parts"),
        (cbor2.dumps([1, 2, 3]), "nine parts"),
        (bytes_with(version=2), "newer software"),
        (bytes_with(version=-1), "number"),
        (bytes_with(type="x"), "number"),
        (bytes_with(time=2**63), "number"),
        (bytes_with(time=True), "number"),
        (bytes_with(actor=7), "actor"),
        (bytes_with(incident=[1]), "two or four parts"),
        (bytes_with(record=[4, 1]), "number"),
        (bytes_with(record=[1, 0]), "from 1"),
        (bytes_with(record=[VEHICLE.uuid.bytes, 0, 1, 1]), "short"),
        (bytes_with(record=[b"short", 0, 1, 1]), "byte string"),
        (bytes_with(base=7), "array"),
        (bytes_with(body=[]), "not a map"),
        (bytes_with(body={-1: 0}), "from 0"),
        (bytes_with(body={"x": 0}), "integer"),
        (bytes_with(body={0: [1], 1: 1, 2: "x", 3: NOON_MS}), "clock stamp"),
        (bytes_with(body={1: 1, 2: "x"}), "happened_at is missing"),
        (bytes_with(body={1: 1, 2: 3, 3: NOON_MS}), "text"),
        (bytes_with(body={1: 1, 2: "x", 3: 2**62}), "calendar"),
        (bytes_with(body={1: 1, 2: "x", 3: 1.5}), "integer"),
        (bytes_with(body={1: 1, 2: "x", 3: NOON_MS, 4: 5}), "map is expected"),
        (bytes_with(body={1: 1, 2: "x", 3: NOON_MS, 4: {1: [1]}}), "two coordinates"),
        (bytes_with(body={1: 1, 2: "x", 3: NOON_MS, 4: {1: [10**9, 0]}}), "latitude"),
        (bytes_with(type=10, body={1: "x", 2: 11, 3: 0, 6: -1}), "from 0"),
        (bytes_with(type=20, body={1: "", 2: [{1: "", 2: 1, 3: "", 11: 2**50}]}), "calendar"),
        (bytes_with(type=40, body={1: "", 2: [[], [], []]}), "six columns"),
        (bytes_with(type=40, body={1: "", 2: [[1], [1, 1], [1], [], [], []]}), "length"),
        (bytes_with(type=50, body={1: [[b"", 0, 0]]}), "head"),
        (bytes_with(type=50, body={1: [], 2: "x"}), "byte string"),
        (b"\x8a" + bytes_with()[1:] + b"\xc1\x00", "tags"),
        (b"\x98\x09" + bytes_with()[1:], "not deterministic"),
    ],
)
def test_nonsense_is_refused_with_a_reason(content: bytes, reason: str) -> None:
    with pytest.raises(WireFormatError, match=reason):
        decode(content, PLACE)


def test_half_a_character_cannot_be_written() -> None:
    with pytest.raises(WireFormatError, match="half"):
        encode(entry("\ud800"), PLACE, TIME)


def test_the_signature_of_a_seal_covers_every_head() -> None:
    heads = (
        LaneHead(replica=VEHICLE, lane=Lane.OPS, upto=1, head=bytes(32)),
        LaneHead(replica=VEHICLE, lane=Lane.META, upto=1, head=bytes(32)),
    )
    assert len({seal_message(heads), seal_message(heads[:1]), seal_message(heads[::-1])}) == 3


def test_the_example_in_the_documentation_is_true() -> None:
    page = Path(__file__).parents[4] / "docs" / "protocols" / "operations.md"
    lines = page.read_text(encoding="utf-8").split("```")[1].splitlines()
    digits = "".join(re.sub(r"\s{2,}\S.*", "", line.strip()) for line in lines)
    assert bytes.fromhex(digits.replace(" ", "")).hex() == GOLDEN["entry, fewest"]
