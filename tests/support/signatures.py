# SPDX-License-Identifier: Apache-2.0
"""Signatures without arithmetic: whoever knows a public key can make them, which tests may."""

import hashlib

from command_vehicle.domain.errors import ExpectedError


class FakeSigner:
    """A `Signer` whose public key is the hash of a name.

    Attributes:
        error: Raised instead of signing, as by a key file that cannot be read.
    """

    def __init__(self, name: str) -> None:
        self._public_key = hashlib.sha256(name.encode()).digest()
        self.error: ExpectedError | None = None

    @property
    def public_key(self) -> bytes:
        """Thirty-two bytes."""
        return self._public_key

    def sign(self, message: bytes) -> bytes:
        """Sixty-four bytes that depend on key and message."""
        if self.error is not None:
            raise self.error
        return hashlib.sha512(self._public_key + message).digest()


class FakeVerifier:
    """The `Verifier` for `FakeSigner`."""

    def verify(self, public_key: bytes, message: bytes, signature: bytes) -> bool:
        """Whether the signature is theirs."""
        return signature == hashlib.sha512(public_key + message).digest()
