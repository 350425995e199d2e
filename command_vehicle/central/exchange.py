# SPDX-License-Identifier: Apache-2.0
"""What the platform does with the body of a request: bytes in, bytes out, no network.

An exchange belongs to the thread of its storage. Whatever a stranger sends comes out as a status
with a problem code; nothing here raises for it.
"""

import hashlib
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from command_vehicle.central.storage import (
    Applicant,
    CentralStorage,
    Contact,
    HaveStatement,
    LaneBeyond,
    Taken,
    Vehicle,
)
from command_vehicle.domain.errors import ErrorCode, StoreError
from command_vehicle.protocols.sync.enrolment import (
    EnrolmentAnswer,
    decode_enrolment_request,
    encode_enrolment_answer,
)
from command_vehicle.protocols.sync.envelope import (
    Envelope,
    Purpose,
    fingerprint,
    open_envelope,
    seal_envelope,
    signed_bytes,
)
from command_vehicle.protocols.sync.problem import Problem, ProblemCode
from command_vehicle.protocols.sync.segment import (
    MAX_SEGMENT_RAW_BYTES,
    ReplicaAlias,
    Segment,
    decode_segment,
)
from command_vehicle.protocols.sync.wire import (
    SyncAnswer,
    SyncRequest,
    decode_request,
    encode_answer,
)
from command_vehicle.protocols.wire_format import WireFormatError
from command_vehicle.services.ports import Clock, Signer, Verifier
from command_vehicle.services.sync.segment_packing import Stretch, pack

POLL_S: Final = 2
"""An idle vehicle is asked not to look more often than this; it has an interval of its own."""
BUSY_RETRY_S: Final = 5
MAX_ROUND_BYTES: Final = 64 * 1024
"""How much a vehicle is asked to send at once, and how much is sent to it at most."""

_OK: Final = 200
_CODE_LABEL: Final = b"command-vehicle enrolment code 1\0"
_MAX_REQUEST_RAW_BYTES: Final = 4 * MAX_SEGMENT_RAW_BYTES
_MAX_LANES: Final = 64
_MAX_REFUSALS: Final = 50
_MIN_SHARE_BYTES: Final = 1024
_STATUS: Final = {
    ProblemCode.NONSENSE: 400,
    ProblemCode.UNKNOWN_VEHICLE: 401,
    ProblemCode.BAD_SIGNATURE: 401,
    ProblemCode.BAD_CODE: 403,
    ProblemCode.TOO_SLOW: 408,
    ProblemCode.REPLICA_TAKEN: 409,
    ProblemCode.TOO_LARGE: 413,
    ProblemCode.BUSY: 429,
    ProblemCode.STORE_TROUBLE: 500,
    ProblemCode.FULL: 507,
}

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """An HTTP reply without the HTTP."""

    status: int
    body: bytes


class _TurnedAwayError(Exception):
    """Ends the handling of a request with a problem."""

    def __init__(self, code: ProblemCode) -> None:
        self.code = code
        super().__init__(code.value)


class Exchange:
    """Answers enrolment and sync requests from one storage."""

    def __init__(
        self, storage: CentralStorage, signer: Signer, verifier: Verifier, clock: Clock, name: str
    ) -> None:
        self._storage = storage
        self._signer = signer
        self._verifier = verifier
        self._clock = clock
        self._name = name

    def enrol(self, body: bytes) -> Reply:
        """Answer `POST /v1/enroll`."""
        return _guarded(self._enrol, body)

    def sync(self, body: bytes) -> Reply:
        """Answer `POST /v1/sync`."""
        return _guarded(self._sync, body)

    def _enrol(self, body: bytes) -> bytes:
        envelope = open_envelope(body)
        request = decode_enrolment_request(envelope.payload)
        self._check(envelope, Purpose.ENROLMENT_REQUEST, request.public_key)
        at = self._clock.now()
        applicant = Applicant(
            replica=request.replica, public_key=request.public_key, name=request.name
        )
        admitted = self._storage.enrol(applicant, code_digest(request.secret), at)
        if isinstance(admitted, ProblemCode):
            raise _TurnedAwayError(admitted)
        _log.info("vehicle %d enrolled: %s", admitted.number, admitted.uuid)
        answer = EnrolmentAnswer(
            in_reply_to=fingerprint(envelope.payload),
            number=admitted.number,
            platform=self._storage.platform().uuid,
            name=self._name,
            public_key=self._signer.public_key,
            at=at,
        )
        payload = encode_enrolment_answer(answer)
        return seal_envelope(Purpose.ENROLMENT_ANSWER, payload, self._signer.sign)

    def _sync(self, body: bytes) -> bytes:
        envelope = open_envelope(body)
        request = decode_request(envelope.payload)
        vehicle = self._storage.vehicle(request.replica.uuid)
        if vehicle is None or vehicle.number != request.number:
            raise _TurnedAwayError(ProblemCode.UNKNOWN_VEHICLE)
        self._check(envelope, Purpose.SYNC_REQUEST, vehicle.public_key)
        segments, unread = _readable(request)
        at = self._clock.now()
        taken = self._storage.take(
            Contact(
                vehicle=vehicle,
                at=at,
                segments=segments,
                statement=HaveStatement(
                    ranges=request.have, base=request.have_base, mark=request.have_mark
                ),
                bearer=request.bearer,
                agent=request.agent,
            )
        )
        _note_refusals(vehicle, taken)
        downlink = self._downlink(request) if taken.knows_statement else _Downlink()
        answer = SyncAnswer(
            platform=self._storage.platform().uuid,
            in_reply_to=fingerprint(envelope.payload),
            at=at,
            have=taken.have,
            refused=taken.refused[:_MAX_REFUSALS],
            segments=downlink.segments,
            names=downlink.names,
            retry_after_s=POLL_S,
            max_bytes=MAX_ROUND_BYTES,
            want_full_have=not taken.knows_statement,
            more=downlink.more,
            unread=unread + taken.foreign,
        )
        return seal_envelope(Purpose.SYNC_ANSWER, encode_answer(answer), self._signer.sign)

    def _check(self, envelope: Envelope, purpose: Purpose, public_key: bytes) -> None:
        message = signed_bytes(purpose, envelope.payload)
        if not self._verifier.verify(public_key, message, envelope.signature):
            raise _TurnedAwayError(ProblemCode.BAD_SIGNATURE)

    def _downlink(self, request: SyncRequest) -> "_Downlink":
        """What others wrote and the vehicle lacks, as far as it fits."""
        lanes = self._storage.lanes_beyond(request.replica.uuid, _MAX_LANES)
        budget = min(request.max_answer_bytes, MAX_ROUND_BYTES)
        segments: list[bytes] = []
        names: dict[int, UUID] = {}
        is_cut = len(lanes) == _MAX_LANES
        for beyond in lanes:
            if budget < _MIN_SHARE_BYTES and segments:
                is_cut = True
                break
            packed = pack(self._storage, _stretch(beyond), max(budget, _MIN_SHARE_BYTES))
            segments.append(packed.encoded)
            names[beyond.number] = beyond.replica.uuid
            budget -= len(packed.encoded)
            is_cut = is_cut or packed.last < beyond.last
        return _Downlink(segments=tuple(segments), names=names, more=is_cut)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Downlink:
    """Segments for a vehicle."""

    segments: tuple[bytes, ...] = ()
    names: Mapping[int, UUID] = field(default_factory=dict)
    more: bool = False


def code_digest(secret: bytes) -> bytes:
    """What is kept of a code."""
    return hashlib.sha256(_CODE_LABEL + secret).digest()


def problem(code: ProblemCode, retry_after_s: int | None = None) -> Reply:
    """The reply that turns a request away."""
    body = Problem(code=code.value, retry_after_s=retry_after_s).encode()
    return Reply(status=_STATUS[code], body=body)


def _guarded(handle: Callable[[bytes], bytes], body: bytes) -> Reply:
    """Handle a body; whatever is wrong with it, or with the disk, becomes a problem."""
    try:
        return Reply(status=_OK, body=handle(body))
    except WireFormatError as error:
        _log.info("a request means nothing: %s", error)
        return problem(ProblemCode.NONSENSE)
    except _TurnedAwayError as reason:
        _log.info("a request was turned away: %s", reason)
        return problem(reason.code)
    except StoreError as error:
        _log.warning("a request was lost on the disk: %s", error)
        is_full = error.code is ErrorCode.DISK_FULL
        return problem(ProblemCode.FULL if is_full else ProblemCode.STORE_TROUBLE)


def _readable(request: SyncRequest) -> tuple[tuple[Segment, ...], int]:
    """The segments of a request, and how many more cannot be read here."""
    segments = []
    unread = 0
    raw_left = _MAX_REQUEST_RAW_BYTES
    for encoded in request.segments:
        try:
            limit = min(raw_left, MAX_SEGMENT_RAW_BYTES)
            segment = decode_segment(encoded, max_raw_bytes=limit)
        except WireFormatError as error:
            _log.info("a segment cannot be read: %s", error)
            unread += 1
            continue
        raw_left -= sum(map(len, segment.contents))
        segments.append(segment)
    return tuple(segments), unread


def _stretch(beyond: LaneBeyond) -> Stretch:
    return Stretch(
        replica=beyond.replica,
        alias=ReplicaAlias(number=beyond.number, incarnation=beyond.replica.incarnation),
        lane=beyond.lane,
        first=beyond.first,
        last=beyond.last,
    )


def _note_refusals(vehicle: Vehicle, taken: Taken) -> None:
    if taken.refused:
        first = taken.refused[0]
        _log.warning(
            "%d operations of vehicle %d were not taken, first %s: %s",
            len(taken.refused),
            vehicle.number,
            first.operation,
            first.reason,
        )
