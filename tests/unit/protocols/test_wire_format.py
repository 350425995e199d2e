# SPDX-License-Identifier: Apache-2.0
"""Wire data is read under suspicion: one typed error, never another, never a runaway."""

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from command_vehicle.protocols.wire_format import (
    MAX_DEPTH,
    Fields,
    WireFormatError,
    item_end,
    octets,
    read_varint,
    unsigned,
    write_varint,
)

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.text() | st.binary(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.integers(0, 99), inner),
    max_leaves=12,
)


@given(PLAIN, st.binary(max_size=8))
def test_the_end_of_an_item_is_where_the_encoder_stopped(value: object, rest: bytes) -> None:
    encoded = cbor2.dumps(value, canonical=True)
    assert item_end(encoded + rest) == len(encoded)


@given(st.binary(max_size=200))
def test_random_bytes_give_an_end_inside_them_or_the_typed_error(data: bytes) -> None:
    try:
        end = item_end(data, with_tags=True)
    except WireFormatError:
        return
    assert 0 < end <= len(data)


@given(st.binary(max_size=200))
def test_random_bytes_never_raise_anything_else_from_fields(data: bytes) -> None:
    try:
        Fields.decode(data)
    except WireFormatError:
        return


@given(st.floats(allow_nan=False))
def test_floating_point_numbers_are_skipped_whole(value: float) -> None:
    encoded = cbor2.dumps(value)
    assert item_end(encoded) == len(encoded)


def test_nesting_is_bounded() -> None:
    with pytest.raises(WireFormatError, match="deeply"):
        item_end(b"\x81" * (MAX_DEPTH + 1) + b"\x00")


def test_a_claim_of_a_huge_array_ends_with_the_data() -> None:
    with pytest.raises(WireFormatError, match="cut off"):
        item_end(b"\x9b\xff\xff\xff\xff\xff\xff\xff\xff\x01\x02")


def test_indefinite_lengths_are_refused() -> None:
    with pytest.raises(WireFormatError, match="indefinite"):
        item_end(b"\x9f\x01\xff")


def test_reserved_heads_are_refused() -> None:
    with pytest.raises(WireFormatError, match="reserved"):
        item_end(b"\x1c")


def test_tags_are_refused_unless_expected() -> None:
    tagged = cbor2.dumps(cbor2.CBORTag(4242, 1))
    assert item_end(tagged, with_tags=True) == len(tagged)
    with pytest.raises(WireFormatError, match="tags"):
        item_end(tagged)


def test_text_that_is_not_utf_8_is_refused() -> None:
    with pytest.raises(WireFormatError, match="decode"):
        Fields.decode(b"\xa1\x01\x62\xc3\x28")


def test_a_key_given_twice_is_refused() -> None:
    with pytest.raises(WireFormatError):
        Fields.decode(b"\xa2\x01\x01\x01\x02")


def test_a_message_must_be_a_map() -> None:
    with pytest.raises(WireFormatError, match="map"):
        Fields.decode(cbor2.dumps([1]))


def test_bytes_after_the_message_are_refused() -> None:
    with pytest.raises(WireFormatError, match="follow"):
        Fields.decode(cbor2.dumps({}) + b"\x00")


@given(st.integers(0, 2**63 - 1), st.binary(max_size=4))
def test_varints_come_back(value: int, rest: bytes) -> None:
    written = write_varint(value)
    assert read_varint(written + rest, 0) == (value, len(written))


@pytest.mark.parametrize("data", [b"", b"\x80", b"\xff" * 12])
def test_varints_that_do_not_end_are_refused(data: bytes) -> None:
    with pytest.raises(WireFormatError):
        read_varint(data, 0)


@pytest.mark.parametrize("value", [-1, 256, True, "1", None, 1.0])
def test_what_is_not_a_small_number_is_refused(value: object) -> None:
    with pytest.raises(WireFormatError):
        unsigned(value, 8)


@pytest.mark.parametrize("value", [b"123", "1234", None])
def test_what_is_not_four_bytes_is_refused(value: object) -> None:
    with pytest.raises(WireFormatError):
        octets(value, 4)


def test_fields_have_types_and_defaults() -> None:
    fields = Fields.decode(cbor2.dumps({1: 7, 2: b"ab", 3: "text", 4: [1], 5: {1: 2}, 6: None}))
    assert fields.unsigned(1, 8) == 7
    assert fields.unsigned(9, 8, default=3) == 3
    assert fields.octets(2, 2) == b"ab"
    assert fields.text(3, 4) == "text"
    assert fields.text(9, 4, default="") == ""
    assert fields.items(4) == [1]
    assert fields.items(9) == []
    assert fields.mapping(5) == {1: 2}
    assert fields.mapping(9) == {}
    assert fields.has(1)
    assert not fields.has(6)


def test_fields_of_the_wrong_type_are_refused() -> None:
    fields = Fields.decode(cbor2.dumps({1: "x", 2: 2}))
    with pytest.raises(WireFormatError):
        fields.items(1)
    with pytest.raises(WireFormatError):
        fields.mapping(1)
    with pytest.raises(WireFormatError):
        fields.text(2, 9)
    with pytest.raises(WireFormatError):
        Fields.decode(cbor2.dumps({1: "long"})).text(1, 3)
