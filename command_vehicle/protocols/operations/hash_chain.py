# SPDX-License-Identifier: Apache-2.0
"""The hash chain of a lane: no operation can be changed, dropped or swapped unseen.

`hash(n) = SHA-256(hash(n - 1) ‖ content(n))`. What stands before the first operation names the
replica and the lane, so that an operation cannot be moved to another lane either:
`hash(0) = SHA-256("command-vehicle lane 1" ‖ uuid ‖ incarnation ‖ lane)`, with 16, 2 and 1 bytes,
big endian. See `docs/protocols/operations.md`.
"""

import hashlib
from typing import Final

from command_vehicle.domain.identity import Lane, ReplicaId

HASH_BYTES: Final = 32
_GENESIS_MARK: Final = b"command-vehicle lane 1"


def genesis(replica: ReplicaId, lane: Lane) -> bytes:
    """The hash before the first operation of a lane."""
    place = replica.uuid.bytes + replica.incarnation.to_bytes(2, "big") + bytes((lane.value,))
    return hashlib.sha256(_GENESIS_MARK + place).digest()


def chain(previous: bytes, content: bytes) -> bytes:
    """The hash after an operation with these bytes."""
    return hashlib.sha256(previous + content).digest()
