# SPDX-License-Identifier: Apache-2.0
"""The replica's Ed25519 key (RFC 8032), in a file that only its owner can read."""

import os
import tempfile
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from command_vehicle.adapters.files.durable import refusal, sync_directory
from command_vehicle.domain.errors import ErrorCode, InputError


class Ed25519Signer:
    """A `Signer` over one private key."""

    def __init__(self, key: Ed25519PrivateKey) -> None:
        self._key = key
        self._public_key = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)

    @property
    def public_key(self) -> bytes:
        """Raw public key, 32 bytes."""
        return self._public_key

    def sign(self, message: bytes) -> bytes:
        """Signature over the message, 64 bytes."""
        return self._key.sign(message)


class Ed25519Verifier:
    """A `Verifier` for keys and signatures of any origin."""

    def verify(self, public_key: bytes, message: bytes, signature: bytes) -> bool:
        """Whether the signature is theirs; False as well for what is not a key at all."""
        try:
            Ed25519PublicKey.from_public_bytes(public_key).verify(signature, message)
        except (InvalidSignature, ValueError):
            return False
        return True


def load_or_create_signer(path: Path) -> Ed25519Signer:
    """The key in the file; a new one, durable before it is used, when there is no file.

    Two processes that come here at once end up with the same key.

    Raises:
        InputError: The file is there and is not an Ed25519 key.
        StoreError: The key cannot be written.
    """
    if not path.exists():
        try:
            _create(path)
        except OSError as error:
            raise refusal(error, path) from error
    return load_signer(path)


def load_signer(path: Path) -> Ed25519Signer:
    """The key in the file.

    Raises:
        InputError: The file is missing, unreadable, or not an Ed25519 key in PKCS 8 PEM form.
    """
    try:
        key = load_pem_private_key(path.read_bytes(), password=None)
    except FileNotFoundError as error:
        raise InputError(ErrorCode.FILE_MISSING, path=str(path)) from error
    except (OSError, ValueError, TypeError) as error:
        raise InputError(
            ErrorCode.FILE_UNREADABLE, path=str(path), reason="not a private key"
        ) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise InputError(ErrorCode.FILE_UNREADABLE, path=str(path), reason="not an Ed25519 key")
    return Ed25519Signer(key)


def _create(path: Path) -> None:
    """Write a new key beside `path`, then give it its name in one step that cannot overwrite.

    `mkstemp` makes the file readable by its owner alone before anything is in it.
    """
    pem = Ed25519PrivateKey.generate().private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    draft = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(pem)
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, path)
        except FileExistsError:
            return
    finally:
        draft.unlink(missing_ok=True)
    sync_directory(path.parent)
