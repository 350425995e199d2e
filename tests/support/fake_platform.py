# SPDX-License-Identifier: Apache-2.0
"""A platform and the way to it, in memory: speaks the real wire format, misbehaves on demand."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from uuid import UUID

from command_vehicle.domain.errors import ErrorCode, ExpectedError, SyncError
from command_vehicle.domain.identity import Lane, ReplicaId
from command_vehicle.domain.sync import HaveRange, Platform
from command_vehicle.protocols.sync.envelope import (
    Purpose,
    fingerprint,
    open_envelope,
    seal_envelope,
    signed_bytes,
)
from command_vehicle.protocols.sync.problem import Problem
from command_vehicle.protocols.sync.segment import ReplicaAlias, Segment, decode_segment
from command_vehicle.protocols.sync.wire import (
    Refusal,
    SyncAnswer,
    SyncRequest,
    decode_request,
    encode_answer,
)
from command_vehicle.services.ports import SyncReply
from command_vehicle.services.sync.rounds import LARGE_ROUND_BYTES
from command_vehicle.services.sync.segment_intake import take_in
from command_vehicle.services.sync.segment_packing import Stretch, pack
from tests.support.signatures import FakeSigner, FakeVerifier
from tests.support.sync_log import LaneBook

SIGNER = FakeSigner("platform")
PLATFORM = Platform(
    url="http://127.0.0.1:1",
    name="青岚县应急指挥中心",
    uuid=UUID(int=0xC0).hex,
    public_key=SIGNER.public_key,
    alias=7,
)


@dataclass
class Moods:
    """How the next exchanges go wrong. All off: they go well."""

    is_offline: bool = False
    loses_answers: bool = False
    holds_answers: bool = False
    plays_back_last_answer: bool = False
    signs_wrongly: bool = False
    wants_full_have: bool = False
    turns_away: SyncReply | None = None
    takes_no_lane: frozenset[Lane] = frozenset()
    gives: tuple[bytes, ...] = ()
    names: dict[int, UUID] = field(default_factory=dict)


class FakePlatform:
    """A `SyncTransport` with the platform at its other end."""

    def __init__(self) -> None:
        self.book = LaneBook()
        self.moods = Moods()
        self.requests: list[SyncRequest] = []
        self.segments: list[Segment] = []
        self._held: list[Callable[[], None]] = []
        self._last_answer: bytes | None = None

    def post(
        self,
        url: str,
        body: bytes,
        then: Callable[[SyncReply], None],
        failed: Callable[[ExpectedError], None],
        left: Callable[[], None],
    ) -> None:
        """Take a request and answer it, as the mood is."""
        if self.moods.is_offline:
            failed(SyncError(ErrorCode.PLATFORM_OFFLINE, reason="connect"))
            return
        left()
        if self.moods.turns_away is not None:
            then(self.moods.turns_away)
            return
        answer = self._answer(body)
        if self.moods.loses_answers:
            failed(SyncError(ErrorCode.PLATFORM_OFFLINE, reason="timeout"))
        elif self.moods.holds_answers:
            self._held.append(lambda: then(answer))
        else:
            then(answer)

    def release(self) -> None:
        """Let go of the answers held back."""
        held, self._held = self._held, []
        for deliver in held:
            deliver()

    def forget_after(self, upto: int) -> None:
        """Become an older copy of itself."""
        for held in self.book.lanes.values():
            del held[upto:]

    def lanes_in_order(self) -> list[Lane]:
        """Lanes of the segments, as they came in."""
        return [segment.lane for segment in self.segments]

    def _answer(self, body: bytes) -> SyncReply:
        envelope = open_envelope(body)
        request = decode_request(envelope.payload)
        message = signed_bytes(Purpose.SYNC_REQUEST, envelope.payload)
        signer = FakeSigner("vehicle")
        assert FakeVerifier().verify(signer.public_key, message, envelope.signature)
        self.requests.append(request)
        refused = self._take(request)
        given, names = self._given_back(request)
        answer = SyncAnswer(
            platform=UUID(hex=PLATFORM.uuid),
            in_reply_to=fingerprint(envelope.payload),
            at=datetime(2026, 5, 4, tzinfo=UTC),
            have=self._have_of(request.replica),
            refused=refused,
            segments=(*self.moods.gives, *given),
            names={**self.moods.names, **names},
            retry_after_s=15,
            max_bytes=65536,
            want_full_have=self.moods.wants_full_have and request.have_base is not None,
        )
        sign = SIGNER.sign if not self.moods.signs_wrongly else FakeSigner("other").sign
        sealed = seal_envelope(Purpose.SYNC_ANSWER, encode_answer(answer), sign)
        if self.moods.plays_back_last_answer and self._last_answer is not None:
            return SyncReply(status=200, body=self._last_answer)
        self._last_answer = sealed
        return SyncReply(status=200, body=sealed)

    def _take(self, request: SyncRequest) -> tuple[Refusal, ...]:
        refused = []
        for encoded in request.segments:
            segment = decode_segment(encoded)
            self.segments.append(segment)
            if segment.lane in self.moods.takes_no_lane:
                continue
            writer = ReplicaId(uuid=request.replica.uuid, incarnation=segment.alias.incarnation)
            intake = take_in(self.book, segment, writer)
            self.book.ingest(intake.operations, request.bearer)
            if intake.refusal is not None:
                refused.append(intake.refusal)
        return tuple(refused)

    def _have_of(self, replica: ReplicaId) -> tuple[HaveRange, ...]:
        return tuple(each for each in self.book.have() if each.replica.uuid == replica.uuid)

    def _given_back(self, request: SyncRequest) -> tuple[list[bytes], dict[int, UUID]]:
        """What is held of the asking replica beyond its own whole statement."""
        if request.have_base is not None:
            return [], {}
        stated = {(each.replica, each.lane): each.upto for each in request.have}
        given = []
        for each in self._have_of(request.replica):
            first = stated.get((each.replica, each.lane), 0) + 1
            if first <= each.upto:
                alias = ReplicaAlias(number=request.number, incarnation=each.replica.incarnation)
                stretch = Stretch(
                    replica=each.replica, alias=alias, lane=each.lane, first=first, last=each.upto
                )
                given.append(pack(self.book, stretch, LARGE_ROUND_BYTES).encoded)
        return given, {request.number: request.replica.uuid}


def turned_away(status: int, code: str, retry_after_s: int | None = None) -> SyncReply:
    """A reply that is not an answer."""
    return SyncReply(status=status, body=Problem(code=code, retry_after_s=retry_after_s).encode())


def enrolled(alias: int = 7) -> Platform:
    """The platform as a vehicle with this number knows it."""
    return replace(PLATFORM, alias=alias)
