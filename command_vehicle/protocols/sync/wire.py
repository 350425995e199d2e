# SPDX-License-Identifier: Apache-2.0
"""Payloads of `POST /v1/sync`: what a vehicle says and what the platform answers.

CBOR maps with integer keys. Keys are only ever added; a reader leaves alone what it does not
know. `docs/protocols/sync.md` describes every byte.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from command_vehicle.domain.identity import OperationId, ReplicaId
from command_vehicle.domain.sync import HaveRange
from command_vehicle.protocols.sync.envelope import (
    FINGERPRINT_BYTES,
    MESSAGE_VERSION,
    MS_BITS,
    dump_message,
    from_ms,
    message_fields,
    to_ms,
)
from command_vehicle.protocols.sync.have import (
    HAVE_MARK_BYTES,
    INCARNATION_BITS,
    SEQ_BITS,
    UUID_BYTES,
    have_items,
    read_have,
    read_lane,
    read_replica,
    replica_parts,
)
from command_vehicle.protocols.wire_format import WireFormatError, octets, unsigned

MAX_REQUEST_BYTES: Final = 2 * 1024 * 1024
"""Larger bodies are refused unread (413)."""
NUMBER_BITS: Final = 14

_MAX_CODE_CHARS: Final = 40
_MAX_AGENT_CHARS: Final = 80
_REFUSAL_PARTS: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """An operation that was not taken, and a code that says why."""

    operation: OperationId
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncRequest:
    """What a vehicle says.

    Attributes:
        replica: Who speaks.
        number: The vehicle number that the platform gave it.
        at: Its wall clock, UTC, to the millisecond.
        round: Counts this process's requests, so that no two are alike.
        have: What it holds: everything, or what changed since `have_base`.
        have_base: Mark of the statement that `have` changes; None when `have` is everything.
        have_mark: Mark of the statement that results.
        segments: Encoded segments, in order of priority.
        names: Replica behind each foreign vehicle number in `segments`.
        max_answer_bytes: How much it wants to be sent at once.
        bearer: What carries the request.
        agent: Program and version.
    """

    replica: ReplicaId
    number: int
    at: datetime
    round: int
    have: tuple[HaveRange, ...]
    have_mark: bytes
    have_base: bytes | None = None
    segments: tuple[bytes, ...] = ()
    names: Mapping[int, UUID]
    max_answer_bytes: int
    bearer: str = ""
    agent: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncAnswer:
    """What the platform answers, from committed data alone.

    Attributes:
        platform: Replica uuid of the platform.
        in_reply_to: Fingerprint of the request's payload.
        at: The platform's wall clock, UTC, to the millisecond.
        have: What it holds of the asking vehicle's lanes.
        refused: Operations it did not take.
        segments: Encoded segments for the vehicle.
        names: Replica behind each vehicle number in `segments`.
        retry_after_s: When it would like to be asked again, seconds.
        max_bytes: How much it wants to be sent at once.
        want_full_have: It does not know the statement that `have_base` named.
        more: There are more segments for the vehicle.
        unread: How many segments of the request it could not read.
    """

    platform: UUID
    in_reply_to: bytes
    at: datetime
    have: tuple[HaveRange, ...]
    refused: tuple[Refusal, ...] = ()
    segments: tuple[bytes, ...] = ()
    names: Mapping[int, UUID]
    retry_after_s: int
    max_bytes: int
    want_full_have: bool = False
    more: bool = False
    unread: int = 0


def encode_request(request: SyncRequest) -> bytes:
    """The payload as it is signed."""
    payload: dict[int, object] = {
        0: MESSAGE_VERSION,
        1: request.replica.uuid.bytes,
        2: request.replica.incarnation,
        3: request.number,
        4: to_ms(request.at),
        5: request.round,
        6: have_items(request.have),
        7: request.have_base,
        8: request.have_mark,
        9: list(request.segments),
        10: _name_items(request.names),
        11: request.max_answer_bytes,
        12: request.bearer,
        13: request.agent,
    }
    return dump_message(payload)


def decode_request(payload: bytes) -> SyncRequest:
    """Read a request from outside.

    Raises:
        WireFormatError: It is not one.
    """
    fields = message_fields(payload)
    return SyncRequest(
        replica=ReplicaId(
            uuid=UUID(bytes=fields.octets(1, UUID_BYTES)),
            incarnation=fields.unsigned(2, INCARNATION_BITS),
        ),
        number=fields.unsigned(3, NUMBER_BITS),
        at=from_ms(fields.unsigned(4, MS_BITS)),
        round=fields.unsigned(5, 32),
        have=read_have(fields.items(6)),
        have_base=fields.octets(7, HAVE_MARK_BYTES) if fields.has(7) else None,
        have_mark=fields.octets(8, HAVE_MARK_BYTES),
        segments=tuple(octets(item) for item in fields.items(9)),
        names=_read_names(fields.mapping(10)),
        max_answer_bytes=fields.unsigned(11, 32),
        bearer=fields.text(12, _MAX_CODE_CHARS, default=""),
        agent=fields.text(13, _MAX_AGENT_CHARS, default=""),
    )


def encode_answer(answer: SyncAnswer) -> bytes:
    """The payload as it is signed."""
    refused = [
        [
            *replica_parts(each.operation.replica),
            each.operation.lane.value,
            each.operation.seq,
            each.reason,
        ]
        for each in answer.refused
    ]
    payload: dict[int, object] = {
        0: MESSAGE_VERSION,
        1: answer.platform.bytes,
        2: answer.in_reply_to,
        3: to_ms(answer.at),
        4: have_items(answer.have),
        5: refused,
        6: list(answer.segments),
        7: _name_items(answer.names),
        8: answer.retry_after_s,
        9: answer.max_bytes,
        10: int(answer.want_full_have),
        11: int(answer.more),
        12: answer.unread,
    }
    return dump_message(payload)


def decode_answer(payload: bytes) -> SyncAnswer:
    """Read an answer from outside.

    Raises:
        WireFormatError: It is not one.
    """
    fields = message_fields(payload)
    return SyncAnswer(
        platform=UUID(bytes=fields.octets(1, UUID_BYTES)),
        in_reply_to=fields.octets(2, FINGERPRINT_BYTES),
        at=from_ms(fields.unsigned(3, MS_BITS)),
        have=read_have(fields.items(4)),
        refused=tuple(_read_refusal(item) for item in fields.items(5)),
        segments=tuple(octets(item) for item in fields.items(6)),
        names=_read_names(fields.mapping(7)),
        retry_after_s=fields.unsigned(8, 20),
        max_bytes=fields.unsigned(9, 32),
        want_full_have=fields.unsigned(10, 1, default=0) == 1,
        more=fields.unsigned(11, 1, default=0) == 1,
        unread=fields.unsigned(12, 32, default=0),
    )


def _name_items(names: Mapping[int, UUID]) -> dict[int, bytes]:
    return {number: uuid.bytes for number, uuid in names.items()}


def _read_names(items: Mapping[object, object]) -> dict[int, UUID]:
    return {
        unsigned(number, NUMBER_BITS): UUID(bytes=octets(uuid, UUID_BYTES))
        for number, uuid in items.items()
    }


def _read_refusal(item: object) -> Refusal:
    if not isinstance(item, list) or len(item) < _REFUSAL_PARTS:
        raise WireFormatError("a refusal is not [uuid, incarnation, lane, number, reason]")
    reason = item[4]
    if not isinstance(reason, str) or len(reason) > _MAX_CODE_CHARS:
        raise WireFormatError("a refusal gives no reason")
    operation = OperationId(
        replica=read_replica(item[0], item[1]),
        lane=read_lane(item[2]),
        seq=unsigned(item[3], SEQ_BITS),
    )
    return Refusal(operation=operation, reason=reason)
