# SPDX-License-Identifier: Apache-2.0
"""Segments come back as they were; anything else is refused before it can do harm."""

import cbor2
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from command_vehicle.domain.identity import Lane
from command_vehicle.protocols.sync.segment import (
    MAX_SEGMENT_OPERATIONS,
    ReplicaAlias,
    Segment,
    decode_segment,
    encode_segment,
)
from command_vehicle.protocols.wire_format import WireFormatError
from tests.support.wire_values import ALIASES, SEGMENTS

ALIAS = ReplicaAlias(number=2, incarnation=1)


def segment(*contents: bytes, lane: Lane = Lane.OPS, first: int = 7) -> Segment:
    return Segment(
        alias=ALIAS, lane=lane, first=first, previous_hash=b"01234567", contents=contents
    )


@given(SEGMENTS)
def test_a_segment_comes_back(given_segment: Segment) -> None:
    assert decode_segment(encode_segment(given_segment)) == given_segment


@given(ALIASES)
def test_an_alias_comes_back_from_its_24_bits(alias: ReplicaAlias) -> None:
    assert 0 <= alias.packed() < 1 << 24
    assert ReplicaAlias.unpacked(alias.packed()) == alias


@given(st.binary(max_size=120))
def test_random_bytes_are_a_segment_or_the_typed_error(data: bytes) -> None:
    try:
        decode_segment(data)
    except WireFormatError:
        return


@given(SEGMENTS, st.data())
def test_a_flipped_bit_never_raises_anything_else(
    given_segment: Segment, data: st.DataObject
) -> None:
    encoded = bytearray(encode_segment(given_segment))
    at = data.draw(st.integers(0, len(encoded) * 8 - 1))
    encoded[at // 8] ^= 1 << at % 8
    try:
        decode_segment(bytes(encoded))
    except WireFormatError:
        return


@given(SEGMENTS, st.data())
def test_every_shorter_piece_is_refused(given_segment: Segment, data: st.DataObject) -> None:
    encoded = encode_segment(given_segment)
    length = data.draw(st.integers(0, len(encoded) - 1))
    with pytest.raises(WireFormatError):
        decode_segment(encoded[:length])


def test_the_head_takes_fourteen_bytes_and_a_small_operation_is_not_compressed() -> None:
    encoded = encode_segment(segment(b"\x01"))
    assert len(encoded) == 14 + 1
    assert encoded == bytes.fromhex("11 000801 07 01") + b"01234567" + b"\x01"


def test_many_alike_operations_are_compressed() -> None:
    contents = tuple(cbor2.dumps([1, "石桥村转移", number]) for number in range(100))
    encoded = encode_segment(segment(*contents))
    assert encoded[0] == 0x15
    assert len(encoded) < sum(map(len, contents)) / 3


def test_the_last_number_follows_from_the_first() -> None:
    assert segment(b"\x01", b"\x02", b"\x03").last == 9


def test_operations_stay_byte_for_byte_even_when_not_canonical() -> None:
    clumsy = b"\x18\x01"
    assert decode_segment(encode_segment(segment(clumsy))).contents == (clumsy,)


def test_a_zip_bomb_is_refused_by_what_it_says_of_itself() -> None:
    bomb = zstandard.ZstdCompressor(level=19).compress(bytes(50_000_000))
    head = encode_segment(segment(b"\x01"))[:14]
    with pytest.raises(WireFormatError, match="too large"):
        decode_segment(bytes((head[0] | 0x04,)) + head[1:] + bomb)


def test_a_frame_that_hides_its_size_is_refused() -> None:
    compressor = zstandard.ZstdCompressor(write_content_size=False)
    head = encode_segment(segment(b"\x01"))[:14]
    with pytest.raises(WireFormatError, match="hides"):
        decode_segment(bytes((head[0] | 0x04,)) + head[1:] + compressor.compress(bytes(100)))


def test_a_frame_that_lies_about_its_size_is_refused() -> None:
    frame = bytearray(zstandard.ZstdCompressor().compress(bytes(200)))
    assert frame[5] == 200
    frame[5] = 10
    head = encode_segment(segment(b"\x01"))[:14]
    with pytest.raises(WireFormatError, match="zstd"):
        decode_segment(bytes((head[0] | 0x04,)) + head[1:] + bytes(frame))


def test_bytes_after_the_frame_are_refused() -> None:
    contents = tuple(cbor2.dumps("operation") for _ in range(50))
    with pytest.raises(WireFormatError):
        decode_segment(encode_segment(segment(*contents)) + b"\x00")


def test_more_or_fewer_operations_than_said_are_refused() -> None:
    encoded = bytearray(encode_segment(segment(b"\x01", b"\x02")))
    encoded[5] = 1
    with pytest.raises(WireFormatError, match="more than it says"):
        decode_segment(bytes(encoded))
    encoded[5] = 3
    with pytest.raises(WireFormatError, match="cut off"):
        decode_segment(bytes(encoded))


@pytest.mark.parametrize("kind", [0x01, 0x21, 0x19])
def test_another_version_or_an_unknown_flag_is_refused(kind: int) -> None:
    encoded = encode_segment(segment(b"\x01"))
    with pytest.raises(WireFormatError, match="version"):
        decode_segment(bytes((kind,)) + encoded[1:])


def test_numbers_start_at_one_and_are_not_endless() -> None:
    encoded = encode_segment(segment(b"\x01"))
    with pytest.raises(WireFormatError, match="out of range"):
        decode_segment(encoded[:4] + b"\x00" + encoded[5:])
    too_many = tuple(b"\x01" for _ in range(MAX_SEGMENT_OPERATIONS + 1))
    with pytest.raises(WireFormatError, match="out of range"):
        decode_segment(encode_segment(segment(*too_many)))


def test_an_uncompressed_segment_is_bounded_too() -> None:
    with pytest.raises(WireFormatError, match="too large"):
        decode_segment(encode_segment(segment(b"\x01", b"\x02")), max_raw_bytes=1)


@pytest.mark.parametrize(("number", "incarnation"), [(-1, 0), (16384, 0), (0, -1), (0, 1024)])
def test_an_alias_that_three_bytes_cannot_carry_is_refused(number: int, incarnation: int) -> None:
    with pytest.raises(ValueError, match="outside"):
        ReplicaAlias(number=number, incarnation=incarnation)
