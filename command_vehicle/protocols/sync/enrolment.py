# SPDX-License-Identifier: Apache-2.0
"""Enrolment 入网: the code a person types, and the payloads of `POST /v1/enroll`.

A code is ten bytes in Crockford's base 32, four groups of four letters. The first five bytes are
the secret that lets one vehicle in; the other five are the beginning of a hash of the platform's
key, so that the vehicle knows the right platform from one that merely answers at its address.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from command_vehicle.domain.identity import ReplicaId
from command_vehicle.protocols.sync.envelope import (
    FINGERPRINT_BYTES,
    MESSAGE_VERSION,
    MS_BITS,
    PUBLIC_KEY_BYTES,
    dump_message,
    from_ms,
    message_fields,
    to_ms,
)
from command_vehicle.protocols.sync.have import INCARNATION_BITS, UUID_BYTES
from command_vehicle.protocols.sync.wire import NUMBER_BITS
from command_vehicle.protocols.wire_format import WireFormatError

SECRET_BYTES: Final = 5
MAX_NAME_CHARS: Final = 80

_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MISREAD: Final = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None})
_GROUP: Final = 4
_CODE_CHARS: Final = 16
_BITS_PER_CHAR: Final = 5
_KEY_LABEL: Final = b"command-vehicle platform key 1\0"


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolmentCode:
    """What a person carries from the platform to the vehicle.

    Attributes:
        secret: Five random bytes, good once.
        key_check: First five bytes of the hash of the platform's public key.
    """

    secret: bytes
    key_check: bytes

    @classmethod
    def make(cls, secret: bytes, platform_key: bytes) -> "EnrolmentCode":
        """A code for the platform with this public key."""
        return cls(secret=secret, key_check=key_check(platform_key))

    @classmethod
    def parse(cls, text: str) -> "EnrolmentCode":
        """Read what a person typed: any case, with or without dashes, O for 0, I or L for 1.

        Raises:
            WireFormatError: It is not a code.
        """
        letters = text.upper().translate(_MISREAD)
        if len(letters) != _CODE_CHARS or not set(letters) <= set(_ALPHABET):
            raise WireFormatError("not an enrolment code")
        value = 0
        for letter in letters:
            value = value << _BITS_PER_CHAR | _ALPHABET.index(letter)
        raw = value.to_bytes(2 * SECRET_BYTES, "big")
        return cls(secret=raw[:SECRET_BYTES], key_check=raw[SECRET_BYTES:])

    def text(self) -> str:
        """Four groups of four letters."""
        value = int.from_bytes(self.secret + self.key_check, "big")
        letters = [
            _ALPHABET[value >> _BITS_PER_CHAR * place & 0x1F]
            for place in reversed(range(_CODE_CHARS))
        ]
        groups = ("".join(letters[at : at + _GROUP]) for at in range(0, _CODE_CHARS, _GROUP))
        return "-".join(groups)


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolmentRequest:
    """A vehicle asks to be let in; signed with the key it will prove itself by.

    Attributes:
        replica: Who asks.
        public_key: Ed25519, 32 bytes.
        name: What people call the vehicle.
        secret: Secret part of the code.
        at: Its wall clock, UTC.
    """

    replica: ReplicaId
    public_key: bytes
    name: str
    secret: bytes
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolmentAnswer:
    """The platform lets it in; signed with the platform's key.

    Attributes:
        in_reply_to: Fingerprint of the request's payload.
        number: Vehicle number, 1 to 16383.
        platform: Replica uuid of the platform.
        name: What people call the platform.
        public_key: The platform's Ed25519 key, 32 bytes.
        at: Its wall clock, UTC.
    """

    in_reply_to: bytes
    number: int
    platform: UUID
    name: str
    public_key: bytes
    at: datetime


def key_check(platform_key: bytes) -> bytes:
    """What a code says about the platform's key."""
    return hashlib.sha256(_KEY_LABEL + platform_key).digest()[:SECRET_BYTES]


def encode_enrolment_request(request: EnrolmentRequest) -> bytes:
    """The payload as it is signed."""
    return dump_message(
        {
            0: MESSAGE_VERSION,
            1: request.replica.uuid.bytes,
            2: request.replica.incarnation,
            3: request.public_key,
            4: request.name[:MAX_NAME_CHARS],
            5: request.secret,
            6: to_ms(request.at),
        }
    )


def decode_enrolment_request(payload: bytes) -> EnrolmentRequest:
    """Read a request from outside.

    Raises:
        WireFormatError: It is not one.
    """
    fields = message_fields(payload)
    return EnrolmentRequest(
        replica=ReplicaId(
            uuid=UUID(bytes=fields.octets(1, UUID_BYTES)),
            incarnation=fields.unsigned(2, INCARNATION_BITS),
        ),
        public_key=fields.octets(3, PUBLIC_KEY_BYTES),
        name=fields.text(4, MAX_NAME_CHARS, default=""),
        secret=fields.octets(5, SECRET_BYTES),
        at=from_ms(fields.unsigned(6, MS_BITS)),
    )


def encode_enrolment_answer(answer: EnrolmentAnswer) -> bytes:
    """The payload as it is signed."""
    return dump_message(
        {
            0: MESSAGE_VERSION,
            1: answer.in_reply_to,
            2: answer.number,
            3: answer.platform.bytes,
            4: answer.name[:MAX_NAME_CHARS],
            5: answer.public_key,
            6: to_ms(answer.at),
        }
    )


def decode_enrolment_answer(payload: bytes) -> EnrolmentAnswer:
    """Read an answer from outside.

    Raises:
        WireFormatError: It is not one.
    """
    fields = message_fields(payload)
    return EnrolmentAnswer(
        in_reply_to=fields.octets(1, FINGERPRINT_BYTES),
        number=fields.unsigned(2, NUMBER_BITS),
        platform=UUID(bytes=fields.octets(3, UUID_BYTES)),
        name=fields.text(4, MAX_NAME_CHARS, default=""),
        public_key=fields.octets(5, PUBLIC_KEY_BYTES),
        at=from_ms(fields.unsigned(6, MS_BITS)),
    )
