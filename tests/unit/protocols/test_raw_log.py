# SPDX-License-Identifier: Apache-2.0
"""What was recorded comes back, whatever happens to the rest of the file."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from command_vehicle.protocols.raw_log import (
    MAX_CHUNK_BYTES,
    RawChunk,
    RawLogHeader,
    RawLogReader,
    encode_chunk,
    encode_header,
    is_raw_log,
)

STARTED = datetime(2026, 5, 4, 2, 0, tzinfo=UTC)
HEADER = RawLogHeader(
    receiver="车顶接收机", port="/dev/ttyUSB0", baud_bps=115200, program="0.1", started=STARTED
)


def a_chunk(number: int, data: bytes) -> RawChunk:
    at = STARTED + timedelta(seconds=number)
    return RawChunk(elapsed_s=float(number), at=at, data=data)


CHUNKS = st.lists(st.binary(min_size=1, max_size=300), max_size=8).map(
    lambda pieces: [a_chunk(number, piece) for number, piece in enumerate(pieces)]
)


def encoded(chunks: list[RawChunk]) -> bytes:
    return encode_header(HEADER) + b"".join(encode_chunk(chunk) for chunk in chunks)


def test_a_sentence_can_be_read_with_the_eye() -> None:
    assert encode_chunk(a_chunk(1, b"$GPGLL,,,,,,*50\r\n")) == (
        b"@ 1.000000 2026-05-04T02:00:01.000000Z 17\n$GPGLL,,,,,,*50\r\n\n"
    )


@given(chunks=CHUNKS)
def test_a_log_comes_back_as_it_was_written(chunks: list[RawChunk]) -> None:
    reader = RawLogReader()
    assert reader.feed(encoded(chunks)) == [HEADER, *chunks]
    assert reader.damaged_places == 0


@given(chunks=CHUNKS, size=st.integers(1, 50))
def test_it_does_not_depend_on_how_the_file_is_read(chunks: list[RawChunk], size: int) -> None:
    reader, log = RawLogReader(), encoded(chunks)
    pieces = [log[start : start + size] for start in range(0, len(log), size)]
    assert [event for piece in pieces for event in reader.feed(piece)] == [HEADER, *chunks]


def test_more_than_a_chunk_may_hold_is_divided() -> None:
    big = a_chunk(1, b"x" * (MAX_CHUNK_BYTES + 10))
    read = RawLogReader().feed(encoded([big]))
    assert [len(event.data) for event in read if isinstance(event, RawChunk)] == [
        MAX_CHUNK_BYTES,
        10,
    ]


def test_a_chunk_that_was_cut_off_is_left_out() -> None:
    log = encoded([a_chunk(1, b"first"), a_chunk(2, b"second")])
    assert RawLogReader().feed(log[:-3]) == [HEADER, a_chunk(1, b"first")]


def test_a_damaged_chunk_costs_no_other() -> None:
    log = encoded([a_chunk(1, b"first"), a_chunk(2, b"second"), a_chunk(3, b"third")])
    reader = RawLogReader()
    read = reader.feed(log.replace(b"second", b"sec"))
    assert read == [HEADER, a_chunk(1, b"first"), a_chunk(3, b"third")]
    assert reader.damaged_places == 1


@given(st.binary(max_size=2000))
def test_anything_else_is_read_without_harm(data: bytes) -> None:
    assert [event for event in RawLogReader().feed(data) if isinstance(event, RawLogHeader)] == []


def test_a_heading_that_says_too_little_is_none() -> None:
    assert RawLogReader().feed(b'#CVRAW 1 {"port": "x"}\n') == []
    assert is_raw_log(encode_header(HEADER))
    assert not is_raw_log(b"$GPRMC")
