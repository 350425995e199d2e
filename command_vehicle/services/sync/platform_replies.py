# SPDX-License-Identifier: Apache-2.0
"""Believing a platform: its status, its signature, and that it answers what was asked."""

from dataclasses import dataclass
from typing import Final

from command_vehicle.domain.errors import ErrorCode, SyncError
from command_vehicle.domain.sync import Platform
from command_vehicle.protocols.sync.envelope import (
    Purpose,
    fingerprint,
    open_envelope,
    signed_bytes,
)
from command_vehicle.protocols.sync.problem import Problem, ProblemCode
from command_vehicle.protocols.sync.wire import SyncAnswer, decode_answer
from command_vehicle.protocols.wire_format import WireFormatError
from command_vehicle.services.ports import SyncReply, Verifier

OK_STATUS: Final = 200

_REFUSALS: Final = frozenset({400, 401, 403, 409, 413, 507})
_FIRST_SERVER_TROUBLE: Final = 500
_LATER: Final = frozenset({408, 429})
"""Too slow, too many: the link or the moment is bad, not the request."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejection:
    """A reply that is not an answer.

    Attributes:
        error: For people.
        code: What the platform called it, see `ProblemCode`.
        retry_after_s: When it asked us to come again; None when it did not.
    """

    error: SyncError
    code: str
    retry_after_s: int | None = None

    @property
    def is_busy(self) -> bool:
        """The platform is there and well, and only wants us to wait."""
        return self.code == ProblemCode.BUSY.value and self.retry_after_s is not None

    @property
    def wait_s(self) -> int:
        """Seconds until we may come again."""
        return self.retry_after_s or 0


def rejection(reply: SyncReply) -> Rejection:
    """What a reply with another status than 200 means."""
    problem = Problem.decode(reply.body, default_code=f"status-{reply.status}")
    if reply.status in _REFUSALS:
        code = ErrorCode.PLATFORM_REFUSED
    elif reply.status >= _FIRST_SERVER_TROUBLE or reply.status in _LATER:
        code = ErrorCode.PLATFORM_OFFLINE
    else:
        code = ErrorCode.PLATFORM_NONSENSE
    return Rejection(
        error=SyncError(code, status=reply.status, reason=problem.code),
        code=problem.code,
        retry_after_s=problem.retry_after_s,
    )


def verified_payload(body: bytes, purpose: Purpose, public_key: bytes, verifier: Verifier) -> bytes:
    """The payload of a signed answer.

    Raises:
        SyncError: It is no envelope, or not signed by that key.
    """
    try:
        envelope = open_envelope(body)
    except WireFormatError as error:
        raise nonsense(str(error)) from error
    message = signed_bytes(purpose, envelope.payload)
    if not verifier.verify(public_key, message, envelope.signature):
        raise nonsense("the signature is not the platform's")
    return envelope.payload


def read_sync_answer(
    body: bytes, asked: bytes, platform: Platform, verifier: Verifier
) -> SyncAnswer:
    """The platform's answer to the payload `asked`.

    Raises:
        SyncError: It is not from the platform we are enrolled with, answers something else (an
            old answer played back), or means nothing.
    """
    payload = verified_payload(body, Purpose.SYNC_ANSWER, platform.public_key, verifier)
    try:
        answer = decode_answer(payload)
    except WireFormatError as error:
        raise nonsense(str(error)) from error
    if answer.in_reply_to != fingerprint(asked):
        raise nonsense("the answer belongs to another request")
    if answer.platform.hex != platform.uuid:
        raise nonsense("the answer is from another platform")
    return answer


def nonsense(reason: str) -> SyncError:
    """The error for bytes that no platform of ours would send."""
    return SyncError(ErrorCode.PLATFORM_NONSENSE, reason=reason)
