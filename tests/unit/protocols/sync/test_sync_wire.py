# SPDX-License-Identifier: Apache-2.0
"""Requests and answers come back as they were, may grow, and are refused when they mean nothing."""

from collections.abc import Callable
from datetime import UTC, datetime
from random import Random
from uuid import UUID

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from command_vehicle.domain.identity import Lane, ReplicaId
from command_vehicle.domain.sync import HaveRange
from command_vehicle.protocols.sync.have import have_mark
from command_vehicle.protocols.sync.wire import (
    SyncAnswer,
    SyncRequest,
    decode_answer,
    decode_request,
    encode_answer,
    encode_request,
)
from command_vehicle.protocols.wire_format import WireFormatError
from tests.support.wire_values import ANSWERS, HAVES, REQUESTS

REPLICA = ReplicaId(uuid=UUID(int=1), incarnation=2)
AT = datetime(2026, 5, 4, 2, 0, tzinfo=UTC)
REQUEST = SyncRequest(
    replica=REPLICA,
    number=3,
    at=AT,
    round=1,
    have=(HaveRange(replica=REPLICA, lane=Lane.OPS, upto=5, islands=((7, 9),)),),
    have_mark=b"markmark",
    names={},
    max_answer_bytes=16384,
)
ANSWER = SyncAnswer(
    platform=UUID(int=2),
    in_reply_to=bytes(16),
    at=AT,
    have=(),
    names={},
    retry_after_s=15,
    max_bytes=65536,
)


@given(REQUESTS)
def test_a_request_comes_back(request_: SyncRequest) -> None:
    assert decode_request(encode_request(request_)) == request_


@given(ANSWERS)
def test_an_answer_comes_back(answer: SyncAnswer) -> None:
    assert decode_answer(encode_answer(answer)) == answer


@pytest.mark.parametrize("decode", [decode_request, decode_answer])
@given(data=st.binary(max_size=200))
def test_random_bytes_never_raise_anything_else(
    decode: Callable[[bytes], object], data: bytes
) -> None:
    try:
        decode(data)
    except WireFormatError:
        return


@given(st.data())
def test_a_field_of_any_other_type_never_raises_anything_else(data: st.DataObject) -> None:
    message, decode = data.draw(
        st.sampled_from(
            [
                (cbor2.loads(encode_request(REQUEST)), decode_request),
                (cbor2.loads(encode_answer(ANSWER)), decode_answer),
            ]
        )
    )
    key = data.draw(st.integers(0, 14))
    message[key] = data.draw(
        st.none()
        | st.integers(-(2**63), 2**63)
        | st.binary(max_size=20)
        | st.text(max_size=5)
        | st.lists(st.integers() | st.binary() | st.lists(st.integers(), max_size=3), max_size=6)
        | st.dictionaries(st.integers(), st.integers() | st.binary(), max_size=3)
    )
    try:
        decode(cbor2.dumps(message))
    except WireFormatError:
        return


def test_unknown_keys_are_left_alone() -> None:
    message = cbor2.loads(encode_request(REQUEST)) | {99: "from the future"}
    assert decode_request(cbor2.dumps(message)) == REQUEST


def test_another_version_is_refused() -> None:
    message = cbor2.loads(encode_answer(ANSWER)) | {0: 2}
    with pytest.raises(WireFormatError, match="version"):
        decode_answer(cbor2.dumps(message))


def test_a_quiet_request_is_small() -> None:
    quiet = SyncRequest(
        replica=REPLICA,
        number=3,
        at=AT,
        round=1,
        have=(),
        have_base=b"markmark",
        have_mark=b"markmark",
        names={},
        max_answer_bytes=16384,
    )
    assert len(encode_request(quiet)) < 72


def test_ranges_that_do_not_ascend_are_refused() -> None:
    wrong = HaveRange(replica=REPLICA, lane=Lane.OPS, upto=5, islands=((3, 9),))
    message = SyncAnswer(
        platform=UUID(int=2),
        in_reply_to=bytes(16),
        at=AT,
        have=(wrong,),
        names={},
        retry_after_s=1,
        max_bytes=1,
    )
    with pytest.raises(WireFormatError, match="ascending"):
        decode_answer(encode_answer(message))


@given(HAVES, st.randoms())
def test_the_mark_of_a_statement_does_not_depend_on_its_order(
    have: tuple[HaveRange, ...], random: Random
) -> None:
    shuffled = list(have)
    random.shuffle(shuffled)
    assert have_mark(shuffled) == have_mark(have)


def test_the_mark_changes_with_what_is_held() -> None:
    one = HaveRange(replica=REPLICA, lane=Lane.OPS, upto=5)
    two = HaveRange(replica=REPLICA, lane=Lane.OPS, upto=6)
    assert have_mark([one]) != have_mark([two])
