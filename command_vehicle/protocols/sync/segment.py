# SPDX-License-Identifier: Apache-2.0
"""A segment: consecutive operations of one lane, verbatim, small. See `docs/protocols/sync.md`.

```
0     1 byte   version (high four bits), 1 = zstd (bit 2), lane (bits 0 and 1)
1     3 bytes  alias of the replica: vehicle number (14 bit), incarnation (10 bit), big endian
4     1..9     number of the first operation, LEB128
      1..9     how many operations, LEB128
      8 bytes  first bytes of the chain hash before the first operation
      rest     the operations one after another (a CBOR sequence), as they are or in one zstd frame
```
The operations' own hashes are not sent: the receiver computes them, and the eight bytes tell it
at once when the two sides disagree about what came before.
"""

from dataclasses import dataclass
from typing import Final

import zstandard

from command_vehicle.domain.identity import MAX_INCARNATION, Lane
from command_vehicle.protocols.sync.have import SEQ_BITS
from command_vehicle.protocols.wire_format import (
    WireFormatError,
    item_end,
    read_varint,
    write_varint,
)

SEGMENT_VERSION: Final = 1
MAX_SEGMENT_OPERATIONS: Final = 4096
MAX_SEGMENT_RAW_BYTES: Final = 4 * 1024 * 1024
"""Decompressed size beyond which a segment is refused unread."""
PREVIOUS_HASH_BYTES: Final = 8
MAX_VEHICLE_NUMBER: Final = (1 << 14) - 1

_COMPRESSION_LEVEL: Final = 9
_LANE_MASK: Final = 0x03
_ZSTD_FLAG: Final = 0x04
_KNOWN_FLAGS: Final = _LANE_MASK | _ZSTD_FLAG
_FIXED_HEAD_BYTES: Final = 4
_INCARNATION_BITS: Final = 10


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class ReplicaAlias:
    """A replica as it is named on the wire: three bytes instead of sixteen.

    Attributes:
        number: Vehicle number given by the platform, 0 to 16383; 0 is the platform itself.
        incarnation: As in `ReplicaId`.
    """

    number: int
    incarnation: int = 0

    def __post_init__(self) -> None:
        """Refuse what three bytes cannot carry."""
        if not 0 <= self.number <= MAX_VEHICLE_NUMBER:
            raise ValueError(f"vehicle number {self.number} is outside 0..{MAX_VEHICLE_NUMBER}")
        if not 0 <= self.incarnation <= MAX_INCARNATION:
            raise ValueError(f"incarnation {self.incarnation} is outside 0..{MAX_INCARNATION}")

    def packed(self) -> int:
        """Twenty-four bits."""
        return self.number << _INCARNATION_BITS | self.incarnation

    @classmethod
    def unpacked(cls, value: int) -> "ReplicaAlias":
        """The alias behind `packed()`."""
        return cls(number=value >> _INCARNATION_BITS, incarnation=value & MAX_INCARNATION)


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """Consecutive operations of one lane.

    Attributes:
        alias: Whose lane.
        lane: Which lane.
        first: Number of the first operation.
        previous_hash: First eight bytes of the chain hash before it.
        contents: The operations, verbatim.
    """

    alias: ReplicaAlias
    lane: Lane
    first: int
    previous_hash: bytes
    contents: tuple[bytes, ...]

    @property
    def last(self) -> int:
        """Number of the last operation."""
        return self.first + len(self.contents) - 1


def encode_segment(segment: Segment) -> bytes:
    """The segment as it travels; compressed when that makes it smaller."""
    raw = b"".join(segment.contents)
    packed = zstandard.ZstdCompressor(level=_COMPRESSION_LEVEL).compress(raw)
    flags, body = (_ZSTD_FLAG, packed) if len(packed) < len(raw) else (0, raw)
    return b"".join(
        (
            bytes((SEGMENT_VERSION << 4 | flags | segment.lane.value,)),
            segment.alias.packed().to_bytes(3, "big"),
            write_varint(segment.first),
            write_varint(len(segment.contents)),
            segment.previous_hash[:PREVIOUS_HASH_BYTES],
            body,
        )
    )


def decode_segment(data: bytes, *, max_raw_bytes: int = MAX_SEGMENT_RAW_BYTES) -> Segment:
    """Read a segment from outside.

    Raises:
        WireFormatError: It is not one, or it would grow beyond `max_raw_bytes`.
    """
    if len(data) < _FIXED_HEAD_BYTES:
        raise WireFormatError("the segment is cut off")
    kind = data[0]
    if kind >> 4 != SEGMENT_VERSION or kind & 0x0F & ~_KNOWN_FLAGS:
        raise WireFormatError("the segment is of a version that is not known here")
    first, at = read_varint(data, _FIXED_HEAD_BYTES)
    count, at = read_varint(data, at)
    previous_hash, body = data[at : at + PREVIOUS_HASH_BYTES], data[at + PREVIOUS_HASH_BYTES :]
    if not 1 <= first < 1 << SEQ_BITS or not 1 <= count <= MAX_SEGMENT_OPERATIONS:
        raise WireFormatError("the segment's numbers are out of range")
    if len(previous_hash) != PREVIOUS_HASH_BYTES:
        raise WireFormatError("the segment is cut off")
    raw = _expand(body, max_raw_bytes) if kind & _ZSTD_FLAG else body
    if len(raw) > max_raw_bytes:
        raise WireFormatError("the segment is too large")
    return Segment(
        alias=ReplicaAlias.unpacked(int.from_bytes(data[1:_FIXED_HEAD_BYTES], "big")),
        lane=Lane(kind & _LANE_MASK),
        first=first,
        previous_hash=previous_hash,
        contents=_split(raw, count),
    )


def _expand(frame: bytes, max_raw_bytes: int) -> bytes:
    """Decompress one frame that says beforehand how large it will be, and is that large."""
    try:
        size = zstandard.frame_content_size(frame)
        if not 0 <= size <= max_raw_bytes:
            raise WireFormatError("the segment is too large, or hides its size")
        return zstandard.ZstdDecompressor().decompress(
            frame, max_output_size=size, allow_extra_data=False
        )
    except zstandard.ZstdError as error:
        raise WireFormatError(f"zstd does not decode: {error}") from error


def _split(raw: bytes, count: int) -> tuple[bytes, ...]:
    """Cut a CBOR sequence into its items."""
    contents = []
    at = 0
    for _ in range(count):
        end = item_end(raw, at, with_tags=True)
        contents.append(raw[at:end])
        at = end
    if at != len(raw):
        raise WireFormatError("the segment holds more than it says")
    return tuple(contents)
