# SPDX-License-Identifier: Apache-2.0
"""Enrolment 入网: prove oneself once with a code; know the platform by its key from then on."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

from command_vehicle.domain.errors import ErrorCode, ExpectedError, InputError, SyncError
from command_vehicle.domain.identity import ReplicaId
from command_vehicle.domain.sync import Platform
from command_vehicle.protocols.sync.enrolment import (
    EnrolmentAnswer,
    EnrolmentCode,
    EnrolmentRequest,
    decode_enrolment_answer,
    encode_enrolment_request,
    key_check,
)
from command_vehicle.protocols.sync.envelope import (
    Purpose,
    fingerprint,
    open_envelope,
    seal_envelope,
)
from command_vehicle.protocols.sync.problem import ProblemCode
from command_vehicle.protocols.wire_format import WireFormatError
from command_vehicle.services.ports import (
    Clock,
    Signer,
    Store,
    StoreRunner,
    SyncReply,
    SyncTransport,
    Verifier,
)
from command_vehicle.services.sync.platform_replies import (
    OK_STATUS,
    nonsense,
    rejection,
    verified_payload,
)

ENROLMENT_PATH: Final = "/v1/enroll"

_SCHEMES: Final = ("http://", "https://")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Attempt:
    """One enrolment in progress, and who waits for it."""

    url: str
    code: EnrolmentCode
    name: str
    then: Callable[[Platform], None]
    failed: Callable[[ExpectedError], None]


class EnrolmentService:
    """Enrols this replica. Repeating an enrolment whose answer was lost is harmless."""

    def __init__(
        self,
        runner: StoreRunner,
        transport: SyncTransport,
        signer: Signer,
        verifier: Verifier,
        clock: Clock,
    ) -> None:
        self._runner = runner
        self._transport = transport
        self._signer = signer
        self._verifier = verifier
        self._clock = clock

    def enrol(
        self,
        url: str,
        code: str,
        name: str,
        then: Callable[[Platform], None],
        failed: Callable[[ExpectedError], None],
    ) -> None:
        """Enrol with the platform at `url`; exactly one of the callbacks is called.

        Args:
            url: Base address.
            code: As the platform printed it and a person typed it.
            name: What people call this vehicle.
            then: Gets the platform, which is remembered by then.
            failed: Gets the reason.
        """
        base = url.strip().rstrip("/")
        if not base.startswith(_SCHEMES):
            failed(InputError(ErrorCode.VALUE_INVALID, field="url"))
            return
        try:
            parsed = EnrolmentCode.parse(code)
        except WireFormatError:
            failed(InputError(ErrorCode.CODE_UNKNOWN))
            return
        writable = name.encode("utf-8", "replace").decode("utf-8")
        attempt = _Attempt(url=base, code=parsed, name=writable, then=then, failed=failed)
        self._runner.submit(_who_and_where, partial(self._ask, attempt), failed)

    def _ask(self, attempt: _Attempt, known: tuple[ReplicaId, Platform | None]) -> None:
        replica, platform = known
        if platform is not None and key_check(platform.public_key) != attempt.code.key_check:
            attempt.failed(SyncError(ErrorCode.ALREADY_ENROLLED, platform=platform.name))
            return
        try:
            payload, body = self._word(attempt, replica)
        except ExpectedError as error:
            attempt.failed(error)
            return
        self._transport.post(
            attempt.url + ENROLMENT_PATH,
            body,
            partial(self._replied, attempt, payload),
            attempt.failed,
            lambda: None,
        )

    def _word(self, attempt: _Attempt, replica: ReplicaId) -> tuple[bytes, bytes]:
        """The payload of a request, and the body that carries it."""
        payload = encode_enrolment_request(
            EnrolmentRequest(
                replica=replica,
                public_key=self._signer.public_key,
                name=attempt.name,
                secret=attempt.code.secret,
                at=self._clock.now(),
            )
        )
        return payload, seal_envelope(Purpose.ENROLMENT_REQUEST, payload, self._signer.sign)

    def _replied(self, attempt: _Attempt, payload: bytes, reply: SyncReply) -> None:
        if reply.status != OK_STATUS:
            turned_away = rejection(reply)
            is_code = turned_away.code == ProblemCode.BAD_CODE.value
            attempt.failed(SyncError(ErrorCode.CODE_UNKNOWN) if is_code else turned_away.error)
            return
        try:
            answer = self._read(attempt, payload, reply.body)
        except SyncError as error:
            attempt.failed(error)
            return
        platform = Platform(
            url=attempt.url,
            name=answer.name,
            uuid=answer.platform.hex,
            public_key=answer.public_key,
            alias=answer.number,
        )
        self._runner.submit(
            partial(_remember, platform=platform), lambda _: attempt.then(platform), attempt.failed
        )

    def _read(self, attempt: _Attempt, payload: bytes, body: bytes) -> EnrolmentAnswer:
        """The platform's answer, if it comes from the platform that made the code."""
        try:
            answer = decode_enrolment_answer(open_envelope(body).payload)
        except WireFormatError as error:
            raise nonsense(str(error)) from error
        verified_payload(body, Purpose.ENROLMENT_ANSWER, answer.public_key, self._verifier)
        if key_check(answer.public_key) != attempt.code.key_check:
            raise nonsense("this is not the platform that made the code")
        if answer.in_reply_to != fingerprint(payload):
            raise nonsense("the answer belongs to another request")
        return answer


def _who_and_where(store: Store) -> tuple[ReplicaId, Platform | None]:
    return store.replica(), store.platform()


def _remember(store: Store, platform: Platform) -> None:
    store.remember_platform(platform)
