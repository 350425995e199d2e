# SPDX-License-Identifier: Apache-2.0
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from command_vehicle.protocols.nmea.framing import (
    GARBAGE_REPORT_BYTES,
    MAX_LENGTH,
    BadChecksum,
    FramingEvent,
    Garbage,
    GoodSentence,
    NmeaFramer,
)
from tests.support.nmea import drive, line

HEADING = "$HEHDT,066.2,T*2D"
PIECES = st.lists(
    st.one_of(
        st.just(HEADING.encode()),
        st.just(b"$GPGLL,,,,,,*50\r\n"),
        st.just(b"$GPGLL,,,,,,*51\r\n"),
        st.just(b"!AIVDM,1,1,,A,13M@ah0025QdPDTCOl`K6`nV00Sv,0*52\r\n"),
        st.sampled_from([b"$", b"*", b"*4", b"\r\n", b"\x00", b"\xb5\x62\x01\x07", b"$GPRMC,1"]),
        st.binary(max_size=40),
    ),
    max_size=30,
)


def events_of(*chunks: bytes) -> list[FramingEvent]:
    framer = NmeaFramer()
    return [event for chunk in chunks for event in framer.feed(chunk)]


def good(*chunks: bytes) -> list[str]:
    return [event.text for event in events_of(*chunks) if isinstance(event, GoodSentence)]


def test_a_good_sentence_keeps_its_raw_text() -> None:
    assert events_of(b"$HEHDT,066.2,T*2D\r\n") == [GoodSentence(HEADING)]


def test_the_checksum_may_be_written_in_small_letters() -> None:
    assert good(b"$HEHDT,066.2,T*2d") == ["$HEHDT,066.2,T*2d"]


def test_a_sentence_needs_no_line_end() -> None:
    assert good(b"$HEHDT,066.2,T*2D$HEHDT,066.2,T*2D") == [HEADING, HEADING]


def test_a_wrong_checksum_is_an_event_with_the_raw_bytes() -> None:
    assert events_of(b"$HEHDT,066.3,T*2D\r\n") == [BadChecksum(b"$HEHDT,066.3,T*2D")]


def test_a_sentence_without_checksum_is_garbage() -> None:
    assert events_of(b"$HEHDT,066.2,T\r\n", HEADING.encode()) == [
        Garbage(14),
        GoodSentence(HEADING),
    ]


def test_a_sentence_behind_binary_bytes_is_found() -> None:
    assert good(b"\xb5\x62\x01\x07\x5c\x00$HEHDT,066.2,T*2D\r\n") == [HEADING]


def test_binary_with_a_dollar_inside_does_not_swallow_the_next_sentence() -> None:
    assert good(b"\xb5$\x62\x01$x\xff\xfe$HEHDT,066.2,T*2D\r\n") == [HEADING]


def test_a_doubled_dollar_is_dropped() -> None:
    assert good(b"$$HEHDT,066.2,T*2D\r\n") == [HEADING]


def test_a_line_cut_short_is_separated_from_the_next() -> None:
    assert good(b"$GPRMC,021640.00,A,3725.58$HEHDT,066.2,T*2D") == [HEADING]


def test_a_null_byte_inside_spoils_the_sentence() -> None:
    assert good(b"$HEHDT,06\x006.2,T*2D\r\n") == []


def test_text_behind_the_checksum_is_not_part_of_the_sentence() -> None:
    assert good(b"$HEHDT,066.2,T*2D,x*2D\r\n") == [HEADING]


def test_a_tag_block_in_front_is_skipped() -> None:
    assert good(rb"\s:st1,c:1564827317*04\$HEHDT,066.2,T*2D") == [HEADING]


def test_encapsulated_sentences_are_found_too() -> None:
    text = "!AIVDM,1,1,,A,13M@ah0025QdPDTCOl`K6`nV00Sv,0*52"
    assert good(b"\xff" + text.encode() + b"\r\n") == [text]


@pytest.mark.parametrize("lead", [b"abc", b"\\\\", b"\\s:st1*00\\", b"\\s:st1"])
def test_prose_or_a_damaged_tag_block_in_front_spoils_the_sentence(lead: bytes) -> None:
    assert good(lead + HEADING.encode() + b"\r\n" + HEADING.encode()) == [HEADING]


@pytest.mark.parametrize("lead", [b"  ", b"12:00:07 ", b"\xb5bAB", b"$GPRMC,1", b"a" * 300])
def test_other_text_in_front_does_not(lead: bytes) -> None:
    assert good(lead + HEADING.encode()) == [HEADING]


def test_a_star_without_checksum_belongs_to_the_text() -> None:
    assert good(line("GNTXT,01,01,02,5*x")) == [line("GNTXT,01,01,02,5*x").decode().strip()]


def test_bytes_beyond_ascii_are_replaced() -> None:
    body = b"GNTXT,01,01,02,\xe5\x8c\x97"
    value = 0
    for byte in body:
        value ^= byte
    assert good(b"$%s*%02X" % (body, value)) == [f"$GNTXT,01,01,02,\ufffd\ufffd\ufffd*{value:02X}"]


def test_an_endless_candidate_is_given_up() -> None:
    framer = NmeaFramer()
    framer.feed(b"$" + b"A" * 10_000)
    assert framer.buffered_bytes <= MAX_LENGTH


def test_the_framer_recovers_behind_an_endless_candidate() -> None:
    assert good(b"$" + b"A" * 10_000 + HEADING.encode()) == [HEADING]


def test_endless_garbage_is_reported_in_portions() -> None:
    assert events_of(b"\xff" * (2 * GARBAGE_REPORT_BYTES + 5)) == [
        Garbage(GARBAGE_REPORT_BYTES),
        Garbage(GARBAGE_REPORT_BYTES),
    ]


@given(pieces=PIECES, data=st.data())
def test_events_do_not_depend_on_chunking(pieces: list[bytes], data: st.DataObject) -> None:
    stream = b"".join(pieces)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(stream)), max_size=12)))
    bounds = [0, *cuts, len(stream)]
    chunks = [stream[start:end] for start, end in pairwise(bounds)]
    assert events_of(*chunks) == events_of(stream)


@given(pieces=PIECES)
def test_single_bytes_give_the_same_events(pieces: list[bytes]) -> None:
    stream = b"".join(pieces)
    assert events_of(*(bytes([byte]) for byte in stream)) == events_of(stream)


@given(st.binary(max_size=3000))
def test_random_bytes_never_raise_and_never_pile_up(data: bytes) -> None:
    framer = NmeaFramer()
    framer.feed(data)
    assert framer.buffered_bytes <= MAX_LENGTH


@given(before=st.binary(max_size=200))
def test_a_sentence_is_found_behind_anything(before: bytes) -> None:
    assert good(before + b"\r\n" + HEADING.encode())[-1:] == [HEADING]


def test_a_clean_stream_has_no_garbage() -> None:
    assert all(isinstance(event, GoodSentence) for event in events_of(drive(20)))
