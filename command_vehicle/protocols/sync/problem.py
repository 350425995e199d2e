# SPDX-License-Identifier: Apache-2.0
"""What the platform says when it does not answer: a status, and a small unsigned body.

The body is the CBOR map `{0: 1, 1: code}` with, when the vehicle should come again, key 2: in
how many seconds. It is not signed, so a vehicle believes nothing in it except that it must wait.
"""

from dataclasses import dataclass
from enum import Enum
from typing import Final, Self

from command_vehicle.protocols.sync.envelope import MESSAGE_VERSION, dump_message, message_fields
from command_vehicle.protocols.wire_format import WireFormatError

MAX_RETRY_AFTER_S: Final = 3600
_MAX_CODE_CHARS: Final = 40


class ProblemCode(Enum):
    """Why there is no answer; the comment gives the HTTP status."""

    NONSENSE = "nonsense"  # 400
    UNKNOWN_VEHICLE = "unknown-vehicle"  # 401
    BAD_SIGNATURE = "bad-signature"  # 401
    BAD_CODE = "bad-code"  # 403
    TOO_SLOW = "too-slow"  # 408
    REPLICA_TAKEN = "replica-taken"  # 409
    TOO_LARGE = "too-large"  # 413
    BUSY = "busy"  # 429
    STORE_TROUBLE = "store-trouble"  # 500
    FULL = "full"  # 507


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A refusal of a whole request.

    Attributes:
        code: One of `ProblemCode`, or one that a newer platform uses.
        retry_after_s: When to come again, seconds; None when it does not say.
    """

    code: str
    retry_after_s: int | None = None

    def encode(self) -> bytes:
        """The body as it travels."""
        return dump_message({0: MESSAGE_VERSION, 1: self.code, 2: self.retry_after_s})

    @classmethod
    def decode(cls, body: bytes, default_code: str) -> Self:
        """Read a body; one that is something else, as from a proxy, has `default_code`."""
        try:
            fields = message_fields(body)
            return cls(
                code=fields.text(1, _MAX_CODE_CHARS),
                retry_after_s=min(fields.unsigned(2, 32), MAX_RETRY_AFTER_S)
                if fields.has(2)
                else None,
            )
        except WireFormatError:
            return cls(code=default_code)
