# SPDX-License-Identifier: Apache-2.0
"""Codes survive being read out and typed; requests and answers come back."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from command_vehicle.protocols.sync.enrolment import (
    EnrolmentAnswer,
    EnrolmentCode,
    EnrolmentRequest,
    decode_enrolment_answer,
    decode_enrolment_request,
    encode_enrolment_answer,
    encode_enrolment_request,
    key_check,
)
from command_vehicle.protocols.wire_format import WireFormatError
from tests.support.wire_values import REPLICAS, TIMES

FIVE_BYTES = st.binary(min_size=5, max_size=5)
KEYS = st.binary(min_size=32, max_size=32)


@given(FIVE_BYTES, FIVE_BYTES)
def test_a_code_comes_back_from_its_letters(secret: bytes, check: bytes) -> None:
    code = EnrolmentCode(secret=secret, key_check=check)
    assert EnrolmentCode.parse(code.text()) == code


def test_a_code_is_four_groups_of_four_letters() -> None:
    text = EnrolmentCode(secret=bytes(5), key_check=b"\xff" * 5).text()
    assert text == "0000-0000-ZZZZ-ZZZZ"


def test_a_code_may_be_typed_carelessly() -> None:
    code = EnrolmentCode.parse("0123-4567-89AB-CDEF")
    assert EnrolmentCode.parse(" o i23 4567 89ab-cdef ") == code


@pytest.mark.parametrize(
    "text", ["", "0123", "0123-4567-89AB-CDEU", "0123-4567-89AB-CDEFG", "青岚"]
)
def test_what_is_not_a_code_is_refused(text: str) -> None:
    with pytest.raises(WireFormatError):
        EnrolmentCode.parse(text)


def test_a_code_names_its_platform() -> None:
    assert EnrolmentCode.make(bytes(5), b"k" * 32).key_check == key_check(b"k" * 32)
    assert key_check(b"k" * 32) != key_check(b"l" * 32)


@given(
    st.builds(
        EnrolmentRequest,
        replica=REPLICAS,
        public_key=KEYS,
        name=st.text(max_size=80),
        secret=FIVE_BYTES,
        at=TIMES,
    )
)
def test_a_request_comes_back(request_: EnrolmentRequest) -> None:
    assert decode_enrolment_request(encode_enrolment_request(request_)) == request_


@given(
    st.builds(
        EnrolmentAnswer,
        in_reply_to=st.binary(min_size=16, max_size=16),
        number=st.integers(0, 16383),
        platform=st.uuids(),
        name=st.text(max_size=80),
        public_key=KEYS,
        at=TIMES,
    )
)
def test_an_answer_comes_back(answer: EnrolmentAnswer) -> None:
    assert decode_enrolment_answer(encode_enrolment_answer(answer)) == answer


@pytest.mark.parametrize("decode", [decode_enrolment_request, decode_enrolment_answer])
@given(data=st.binary(max_size=150))
def test_random_bytes_never_raise_anything_else(
    decode: Callable[[bytes], object], data: bytes
) -> None:
    try:
        decode(data)
    except WireFormatError:
        return
