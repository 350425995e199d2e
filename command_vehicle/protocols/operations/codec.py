# SPDX-License-Identifier: Apache-2.0
"""Operations as bytes: deterministic CBOR (RFC 8949 §4.2) of nine parts.

`[version, type, time, incident, actor, record, base, refs, body]`. The place of an operation, its
replica, lane and number, is not among them: it comes from where the bytes stand. A reference to an
operation of the same replica is `[lane, number]`, to another `[uuid, incarnation, lane, number]`,
so the bytes mean the same wherever they are read. Key 0 of the body holds the clock stamp.

Bytes are stored and passed on verbatim. What a newer program wrote is read as `UnknownBody`.
See `docs/protocols/operations.md`.
"""

from collections.abc import Mapping
from typing import Final, cast
from uuid import UUID

import cbor2

from command_vehicle.domain.identity import HybridTime, Lane, OperationId, ReplicaId
from command_vehicle.domain.operations import (
    OPERATION_VERSION,
    Body,
    ClockStamp,
    Draft,
    LaneHead,
    Operation,
    TimeSource,
    UnknownBody,
)
from command_vehicle.protocols.operations.bodies import HEADS, SEQ_BITS, TABLES, TYPE_OF
from command_vehicle.protocols.operations.forms import (
    UnknownValueError,
    enumeration,
    read_integer,
    read_list,
)
from command_vehicle.protocols.wire_format import WireFormatError, item_end, octets, unsigned

MAX_SEQ: Final = (1 << SEQ_BITS) - 1
TIME_BITS: Final = 63
"""One less than the clock has, so that readings fit signed integers everywhere (year 6429)."""

_CLOCK_KEY: Final = 0
_PARTS: Final = 9
_CLOCK_PARTS: Final = 3
_OWN_REF_PARTS: Final = 2
_FOREIGN_REF_PARTS: Final = 4
_UUID_BYTES: Final = 16
_INCARNATION_BITS: Final = 10
_TYPE_BITS: Final = 32
_SEAL_MARK: Final = b"command-vehicle seal 1"
_TIME_SOURCE: Final = enumeration(TimeSource, TimeSource.UNKNOWN)


def encode(draft: Draft, place: OperationId, time: HybridTime) -> bytes:
    """The bytes of a draft that has been given its place and time.

    Raises:
        WireFormatError: A text holds what is not Unicode text.
    """
    content = _write_body(draft.body)
    if draft.clock is not None:
        clock = draft.clock
        content[_CLOCK_KEY] = [int(clock.source), clock.offset_ms, clock.uncertainty_ms]
    own = place.replica
    parts = [
        OPERATION_VERSION,
        type_number(draft.body),
        time.packed(),
        _write_ref(draft.incident, own),
        draft.actor,
        _write_ref(draft.record, own),
        [_write_ref(ref, own) for ref in draft.base],
        [_write_ref(ref, own) for ref in draft.refs],
        content,
    ]
    try:
        return cbor2.dumps(parts, canonical=True)
    except UnicodeEncodeError as error:
        raise WireFormatError("a text holds half of a character") from error


def decode(content: bytes, place: OperationId) -> Operation:
    """Read an operation that stands at `place`.

    Raises:
        WireFormatError: The bytes are not a deterministic encoding of an operation.
    """
    parts = _read_parts(content)
    if unsigned(parts[0], _TYPE_BITS) != OPERATION_VERSION:
        raise WireFormatError(f"operation version {parts[0]} needs newer software")
    number = unsigned(parts[1], _TYPE_BITS)
    body = _read_map(parts[8])
    clock = body.pop(_CLOCK_KEY, None)
    own = place.replica
    return Operation(
        id=place,
        time=HybridTime.unpacked(unsigned(parts[2], TIME_BITS)),
        body=_read_body(number, body),
        actor=_read_actor(parts[4]),
        incident=_read_optional_ref(parts[3], own),
        record=_read_optional_ref(parts[5], own),
        base=_read_refs(parts[6], own),
        refs=_read_refs(parts[7], own),
        clock=None if clock is None else _read_clock(clock),
    )


def type_number(body: Body) -> int:
    """The number that the type of a body has on the wire."""
    return body.type_number if isinstance(body, UnknownBody) else TYPE_OF[type(body)]


def seal_message(heads: tuple[LaneHead, ...]) -> bytes:
    """What the signature of a seal is made over."""
    return _SEAL_MARK + cbor2.dumps(HEADS.write(heads), canonical=True)


def _write_body(body: Body) -> dict[int, object]:
    if isinstance(body, UnknownBody):
        return dict(body.content)
    return TABLES[TYPE_OF[type(body)]].write(body)


def _read_body(number: int, content: dict[int, object]) -> Body:
    table = TABLES.get(number)
    if table is None:
        return UnknownBody(type_number=number, content=content)
    try:
        return cast("Body", table.read(content))
    except UnknownValueError:
        return UnknownBody(type_number=number, content=content)


def _read_parts(content: bytes) -> list[object]:
    if item_end(content) != len(content):
        raise WireFormatError("bytes follow the operation")
    try:
        parts = cbor2.loads(content)
        again = cbor2.dumps(parts, canonical=True)
    except (cbor2.CBORError, ValueError, TypeError) as error:
        raise WireFormatError(f"CBOR does not decode: {error}") from error
    if again != content:
        raise WireFormatError("the encoding is not deterministic")
    if not isinstance(parts, list) or len(parts) < _PARTS:
        raise WireFormatError("an operation is an array of nine parts")
    return parts


def _read_map(item: object) -> dict[int, object]:
    if not isinstance(item, Mapping):
        raise WireFormatError("the body is not a map")
    content: dict[int, object] = {}
    for key, value in item.items():
        number = read_integer(key)
        if number < 0:
            raise WireFormatError("the keys of a body are numbers from 0")
        content[number] = value
    return content


def _read_actor(item: object) -> str:
    if not isinstance(item, str):
        raise WireFormatError("the actor is not a text")
    return item


def _read_clock(item: object) -> ClockStamp:
    parts = read_list(item)
    if len(parts) < _CLOCK_PARTS:
        raise WireFormatError("a clock stamp is [source, offset, uncertainty]")
    offset, uncertainty = (None if part is None else read_integer(part) for part in parts[1:3])
    return ClockStamp(
        source=_TIME_SOURCE.read(parts[0]), offset_ms=offset, uncertainty_ms=uncertainty
    )


def _write_ref(ref: OperationId | None, own: ReplicaId) -> list[object] | None:
    if ref is None:
        return None
    if ref.replica == own:
        return [int(ref.lane), ref.seq]
    return [ref.replica.uuid.bytes, ref.replica.incarnation, int(ref.lane), ref.seq]


def _read_ref(item: object, own: ReplicaId) -> OperationId:
    parts = read_list(item)
    if len(parts) == _FOREIGN_REF_PARTS:
        replica = ReplicaId(
            uuid=UUID(bytes=octets(parts[0], _UUID_BYTES)),
            incarnation=unsigned(parts[1], _INCARNATION_BITS),
        )
        if replica == own:
            raise WireFormatError("a reference within the replica must be short")
    elif len(parts) == _OWN_REF_PARTS:
        replica = own
    else:
        raise WireFormatError("a reference has two or four parts")
    seq = unsigned(parts[-1], SEQ_BITS)
    if seq == 0:
        raise WireFormatError("operations are numbered from 1")
    return OperationId(replica=replica, lane=Lane(unsigned(parts[-2], 2)), seq=seq)


def _read_optional_ref(item: object, own: ReplicaId) -> OperationId | None:
    return None if item is None else _read_ref(item, own)


def _read_refs(item: object, own: ReplicaId) -> tuple[OperationId, ...]:
    return tuple(_read_ref(part, own) for part in read_list(item))
