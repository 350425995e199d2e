# SPDX-License-Identifier: Apache-2.0
"""Enrolment lets the right vehicle in at the right platform, and nobody else."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from uuid import UUID

import pytest

from command_vehicle.domain.errors import ErrorCode, ExpectedError, SyncError
from command_vehicle.domain.sync import Platform
from command_vehicle.protocols.sync.enrolment import (
    EnrolmentAnswer,
    EnrolmentCode,
    decode_enrolment_request,
    encode_enrolment_answer,
)
from command_vehicle.protocols.sync.envelope import (
    Purpose,
    fingerprint,
    open_envelope,
    seal_envelope,
)
from command_vehicle.services.ports import SyncReply
from command_vehicle.services.sync.enrolment import EnrolmentService
from tests.support.clock import FakeClock
from tests.support.fake_platform import PLATFORM, SIGNER, turned_away
from tests.support.signatures import FakeSigner, FakeVerifier
from tests.support.sync_log import FakeSyncLog, InlineRunner

CODE = EnrolmentCode.make(b"12345", SIGNER.public_key).text()
URL = "http://127.0.0.1:8000/"


@dataclass
class Gatekeeper:
    """A `SyncTransport` with the enrolment half of a platform behind it."""

    signer: FakeSigner = field(default_factory=lambda: SIGNER)
    says_key: bytes = SIGNER.public_key
    answers_other: bool = False
    reply: SyncReply | None = None
    error: ExpectedError | None = None
    urls: list[str] = field(default_factory=list)

    def post(
        self,
        url: str,
        body: bytes,
        then: Callable[[SyncReply], None],
        failed: Callable[[ExpectedError], None],
        left: Callable[[], None],
    ) -> None:
        self.urls.append(url)
        if self.error is not None:
            failed(self.error)
            return
        left()
        then(self.reply or self._answer(body))

    def _answer(self, body: bytes) -> SyncReply:
        payload = open_envelope(body).payload
        assert decode_enrolment_request(payload).secret == b"12345"
        answer = EnrolmentAnswer(
            in_reply_to=fingerprint(b"other" if self.answers_other else payload),
            number=7,
            platform=UUID(int=0xC0),
            name="青岚县应急指挥中心",
            public_key=self.says_key,
            at=datetime(2026, 5, 4, tzinfo=UTC),
        )
        sealed = seal_envelope(
            Purpose.ENROLMENT_ANSWER, encode_enrolment_answer(answer), self.signer.sign
        )
        return SyncReply(status=200, body=sealed)


class Desk:
    """A vehicle at the gate."""

    def __init__(self, gate: Gatekeeper) -> None:
        self.log = FakeSyncLog()
        self.done: list[Platform] = []
        self.errors: list[ExpectedError] = []
        self.gate = gate
        self.service = EnrolmentService(
            InlineRunner(self.log), gate, FakeSigner("vehicle"), FakeVerifier(), FakeClock()
        )

    def enrol(self, url: str = URL, code: str = CODE) -> None:
        self.service.enrol(url, code, "青岚指挥01", self.done.append, self.errors.append)


def test_an_enrolled_vehicle_remembers_the_platform() -> None:
    desk = Desk(Gatekeeper())
    desk.enrol()
    expected = replace(PLATFORM, url="http://127.0.0.1:8000")
    assert desk.done == [expected]
    assert desk.log.platform() == expected
    assert desk.gate.urls == ["http://127.0.0.1:8000/v1/enroll"]


def test_a_code_may_be_typed_carelessly() -> None:
    desk = Desk(Gatekeeper())
    desk.enrol(code=CODE.lower().replace("-", " "))
    assert desk.done


def test_a_name_that_cannot_be_written_does_not_stop_the_enrolment() -> None:
    desk = Desk(Gatekeeper())
    desk.service.enrol(URL, CODE, "车\udcff", desk.done.append, desk.errors.append)
    assert desk.done


def test_enrolling_again_with_the_same_platform_is_harmless() -> None:
    desk = Desk(Gatekeeper())
    desk.enrol()
    desk.enrol()
    assert len(desk.done) == 2


def test_enrolling_with_another_platform_is_refused_before_anything_is_sent() -> None:
    desk = Desk(Gatekeeper())
    desk.log.remember_platform(replace(PLATFORM, public_key=FakeSigner("elsewhere").public_key))
    desk.enrol()
    assert [error.code for error in desk.errors] == [ErrorCode.ALREADY_ENROLLED]
    assert desk.gate.urls == []


@pytest.mark.parametrize(
    ("url", "code", "error"),
    [
        ("ftp://127.0.0.1", CODE, ErrorCode.VALUE_INVALID),
        (URL, "not a code", ErrorCode.CODE_UNKNOWN),
    ],
)
def test_what_cannot_be_meant_is_refused_before_anything_is_sent(
    url: str, code: str, error: ErrorCode
) -> None:
    desk = Desk(Gatekeeper())
    desk.enrol(url, code)
    assert [each.code for each in desk.errors] == [error]
    assert desk.gate.urls == []


@pytest.mark.parametrize(
    ("gate", "error"),
    [
        (Gatekeeper(reply=turned_away(403, "bad-code")), ErrorCode.CODE_UNKNOWN),
        (Gatekeeper(reply=turned_away(409, "replica-taken")), ErrorCode.PLATFORM_REFUSED),
        (Gatekeeper(reply=SyncReply(status=200, body=b"<html>")), ErrorCode.PLATFORM_NONSENSE),
        (Gatekeeper(signer=FakeSigner("other")), ErrorCode.PLATFORM_NONSENSE),
        (
            Gatekeeper(signer=FakeSigner("other"), says_key=FakeSigner("other").public_key),
            ErrorCode.PLATFORM_NONSENSE,
        ),
        (Gatekeeper(answers_other=True), ErrorCode.PLATFORM_NONSENSE),
        (
            Gatekeeper(error=SyncError(ErrorCode.PLATFORM_OFFLINE, reason="connect")),
            ErrorCode.PLATFORM_OFFLINE,
        ),
    ],
    ids=["code", "taken", "proxy", "signature", "impostor", "playback", "offline"],
)
def test_a_platform_that_says_no_or_is_another_is_not_remembered(
    gate: Gatekeeper, error: ErrorCode
) -> None:
    desk = Desk(gate)
    desk.enrol()
    assert [each.code for each in desk.errors] == [error]
    assert desk.done == []
    assert desk.log.platform() is None
