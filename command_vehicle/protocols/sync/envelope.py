# SPDX-License-Identifier: Apache-2.0
"""What every message between a vehicle and the platform travels in: a payload and its signature.

An envelope is the CBOR map `{0: 1, 1: payload, 2: signature}`. The signature covers a label that
names the kind of message, a zero byte and the payload, so that no message can be passed off as
one of another kind. An answer names the payload it answers by `fingerprint`, so that an old
answer cannot be played back.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum
from typing import Final

import cbor2

from command_vehicle.protocols.wire_format import Fields, WireFormatError

ENVELOPE_VERSION: Final = 1
MESSAGE_VERSION: Final = 1
MS_BITS: Final = 48
PUBLIC_KEY_BYTES: Final = 32
SIGNATURE_BYTES: Final = 64
FINGERPRINT_BYTES: Final = 16

_VERSION, _PAYLOAD, _SIGNATURE = 0, 1, 2
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND: Final = timedelta(milliseconds=1)


class Purpose(Enum):
    """Kinds of message; the value is the label under the signature."""

    ENROLMENT_REQUEST = b"command-vehicle enrolment request 1"
    ENROLMENT_ANSWER = b"command-vehicle enrolment answer 1"
    SYNC_REQUEST = b"command-vehicle sync request 1"
    SYNC_ANSWER = b"command-vehicle sync answer 1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """A payload and the signature that came with it, not yet verified."""

    payload: bytes
    signature: bytes


def signed_bytes(purpose: Purpose, payload: bytes) -> bytes:
    """What the signature is made over."""
    return purpose.value + b"\0" + payload


def seal_envelope(purpose: Purpose, payload: bytes, sign: Callable[[bytes], bytes]) -> bytes:
    """The envelope as it travels."""
    signature = sign(signed_bytes(purpose, payload))
    return cbor2.dumps(
        {_VERSION: ENVELOPE_VERSION, _PAYLOAD: payload, _SIGNATURE: signature}, canonical=True
    )


def open_envelope(data: bytes) -> Envelope:
    """Take payload and signature out.

    Raises:
        WireFormatError: It is not an envelope of a known version.
    """
    fields = Fields.decode(data)
    if fields.unsigned(_VERSION, 16) != ENVELOPE_VERSION:
        raise WireFormatError("the envelope is of a version that is not known here")
    return Envelope(
        payload=fields.octets(_PAYLOAD),
        signature=fields.octets(_SIGNATURE, SIGNATURE_BYTES),
    )


def fingerprint(payload: bytes) -> bytes:
    """How an answer names the payload it answers."""
    return hashlib.sha256(payload).digest()[:FINGERPRINT_BYTES]


def message_fields(payload: bytes) -> Fields:
    """The fields of a message of our version.

    Raises:
        WireFormatError: It is no message, or of another version.
    """
    fields = Fields.decode(payload)
    if fields.unsigned(0, 16) != MESSAGE_VERSION:
        raise WireFormatError("the message is of a version that is not known here")
    return fields


def to_ms(at: datetime) -> int:
    """Unix milliseconds, never negative."""
    return max(0, (at - _EPOCH) // _MILLISECOND)


def from_ms(value: int) -> datetime:
    """Aware UTC of Unix milliseconds.

    Raises:
        WireFormatError: Beyond the calendar.
    """
    try:
        return _EPOCH + value * _MILLISECOND
    except OverflowError as error:
        raise WireFormatError("the time is beyond the calendar") from error


def dump_message(payload: Mapping[int, object]) -> bytes:
    """Deterministic CBOR without the keys that say nothing."""
    kept = {key: value for key, value in payload.items() if value not in (None, [], {}, "")}
    return cbor2.dumps(kept, canonical=True)
