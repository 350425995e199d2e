# SPDX-License-Identifier: Apache-2.0
"""UUIDs that sort by the time they were made: version 7 of RFC 9562 §5.7."""

from typing import Final
from uuid import UUID

RANDOM_BYTES: Final = 10
_TIME_BITS: Final = 48
_VERSION: Final = 7 << 76
_VARIANT: Final = 0b10 << 62
_FREE_BITS: Final = (0xFFF << 64) | ((1 << 62) - 1)


def uuid_v7(unix_ms: int, random: bytes) -> UUID:
    """The UUID of this millisecond with the given ten random bytes.

    The random bytes fill the 74 bits that time, version and variant leave free.
    """
    time = (unix_ms & ((1 << _TIME_BITS) - 1)) << 80
    free = int.from_bytes(random[:RANDOM_BYTES], "big") & _FREE_BITS
    return UUID(int=time | _VERSION | _VARIANT | free)
