# SPDX-License-Identifier: Apache-2.0
"""The replica's key, read when it is first needed and not before.

A command that records one line must be durable before the library behind the key would have been
loaded; only one line in many hundreds needs a signature. So that library is imported by name.
"""

import importlib
from pathlib import Path
from typing import Final

from command_vehicle.services.ports import Signer

_KEYS: Final = "command_vehicle.adapters.files.keys"


class KeyFileSigner:
    """A `Signer` over a key file that is read, or made, at first use. Any thread.

    Raises:
        InputError: By both members: the file is there and is not a key.
        StoreError: By both members: there is no file and it cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._signer: Signer | None = None

    @property
    def public_key(self) -> bytes:
        """Raw public key, 32 bytes."""
        return self._loaded().public_key

    def sign(self, message: bytes) -> bytes:
        """Signature over the message, 64 bytes."""
        return self._loaded().sign(message)

    def _loaded(self) -> Signer:
        if self._signer is None:
            signer: Signer = importlib.import_module(_KEYS).load_or_create_signer(self._path)
            self._signer = signer
        return self._signer
