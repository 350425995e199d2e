# SPDX-License-Identifier: Apache-2.0
"""Envelopes and problems."""

from datetime import UTC, datetime

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from command_vehicle.protocols.sync.envelope import (
    Purpose,
    fingerprint,
    from_ms,
    open_envelope,
    seal_envelope,
    signed_bytes,
    to_ms,
)
from command_vehicle.protocols.sync.problem import MAX_RETRY_AFTER_S, Problem
from command_vehicle.protocols.wire_format import WireFormatError


def seal(payload: bytes) -> bytes:
    return seal_envelope(Purpose.SYNC_REQUEST, payload, lambda message: bytes(64))


@given(st.binary(max_size=300))
def test_what_goes_in_comes_out(payload: bytes) -> None:
    envelope = open_envelope(seal(payload))
    assert envelope.payload == payload
    assert envelope.signature == bytes(64)


@given(st.binary(max_size=200))
def test_random_bytes_never_raise_anything_else(data: bytes) -> None:
    try:
        open_envelope(data)
    except WireFormatError:
        return


def test_the_signature_is_over_the_kind_of_message_too() -> None:
    kinds = {signed_bytes(purpose, b"payload") for purpose in Purpose}
    assert len(kinds) == len(Purpose)


def test_another_version_of_the_envelope_is_refused() -> None:
    changed = cbor2.loads(seal(b"payload")) | {0: 2}
    with pytest.raises(WireFormatError, match="version"):
        open_envelope(cbor2.dumps(changed))


def test_a_signature_of_another_length_is_refused() -> None:
    changed = cbor2.loads(seal(b"payload")) | {2: bytes(63)}
    with pytest.raises(WireFormatError):
        open_envelope(cbor2.dumps(changed))


def test_a_fingerprint_tells_payloads_apart() -> None:
    assert fingerprint(b"a") != fingerprint(b"b")
    assert len(fingerprint(b"a")) == 16


@pytest.mark.parametrize(
    "problem", [Problem(code="busy", retry_after_s=7), Problem(code="nonsense")]
)
def test_a_problem_comes_back(problem: Problem) -> None:
    assert Problem.decode(problem.encode(), default_code="other") == problem


def test_a_page_of_a_proxy_is_a_problem_too() -> None:
    assert Problem.decode(b"<html>Bad gateway</html>", "status-502") == Problem(code="status-502")


@given(st.integers(0, 4_000_000_000_000))
def test_every_millisecond_comes_back(unix_ms: int) -> None:
    assert to_ms(from_ms(unix_ms)) == unix_ms


def test_times_before_the_epoch_and_beyond_the_calendar() -> None:
    assert to_ms(datetime(1969, 1, 1, tzinfo=UTC)) == 0
    with pytest.raises(WireFormatError, match="calendar"):
        from_ms((1 << 48) - 1)


def test_nobody_can_make_us_wait_for_ever() -> None:
    endless = Problem(code="busy", retry_after_s=4_000_000_000).encode()
    assert Problem.decode(endless, "busy").retry_after_s == MAX_RETRY_AFTER_S
