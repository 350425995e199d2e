# SPDX-License-Identifier: Apache-2.0
"""The one error that decoders of wire data raise, and CBOR read under suspicion.

`item_end` walks a CBOR item without building it: it finds the end, bounds the depth and refuses
what a deterministic encoder never writes. Only what has passed it is given to `cbor2`. `Fields`
takes values out of a decoded map by type; unknown keys are left alone, so that a message may grow.
"""

from collections.abc import Mapping
from typing import Final

import cbor2

MAX_DEPTH: Final = 16

_INDEFINITE: Final = 31
_EXTRA_BYTES: Final = {24: 1, 25: 2, 26: 4, 27: 8}
_MAJOR_OCTETS: Final = 2
_MAJOR_TEXT: Final = 3
_MAJOR_ARRAY: Final = 4
_MAJOR_MAP: Final = 5
_MAJOR_TAG: Final = 6
_MAJOR_SIMPLE: Final = 7
_FIRST_FLOAT: Final = 25
_MAX_VARINT_BYTES: Final = 9
_VALUE_BITS: Final = 0x7F
_MORE_FOLLOWS: Final = 0x80


class WireFormatError(ValueError):
    """Bytes from outside do not mean anything; the message says what is wrong with them."""


def _head(data: bytes, at: int) -> tuple[int, int, int]:
    """Major type, argument and end of the head that starts at `at`."""
    if at >= len(data):
        raise WireFormatError("CBOR is cut off")
    major, info = data[at] >> 5, data[at] & 0x1F
    extra = _EXTRA_BYTES.get(info, 0)
    end = at + 1 + extra
    if end > len(data):
        raise WireFormatError("CBOR is cut off")
    if info > max(_EXTRA_BYTES):
        kind = "indefinite length" if info == _INDEFINITE else "reserved head"
        raise WireFormatError(f"CBOR {kind} is not allowed")
    argument = int.from_bytes(data[at + 1 : end], "big") if extra else info
    if major == _MAJOR_SIMPLE and info >= _FIRST_FLOAT:
        argument = 0
    return major, argument, end


def item_end(data: bytes, start: int = 0, *, with_tags: bool = False) -> int:
    """Where the CBOR item that begins at `start` ends.

    Raises:
        WireFormatError: Cut off, nested deeper than `MAX_DEPTH`, of indefinite length, or tagged
            although tags are not expected.
    """
    open_items = [1]
    at = start
    while open_items:
        if open_items[-1] == 0:
            open_items.pop()
            continue
        open_items[-1] -= 1
        major, argument, at = _head(data, at)
        if major in {_MAJOR_OCTETS, _MAJOR_TEXT}:
            at += argument
            if at > len(data):
                raise WireFormatError("CBOR is cut off")
        elif major in {_MAJOR_ARRAY, _MAJOR_MAP, _MAJOR_TAG}:
            if major == _MAJOR_TAG and not with_tags:
                raise WireFormatError("CBOR tags are not expected here")
            open_items.append({_MAJOR_ARRAY: argument, _MAJOR_MAP: 2 * argument}.get(major, 1))
            if len(open_items) > MAX_DEPTH:
                raise WireFormatError("CBOR is nested too deeply")
    return at


def read_varint(data: bytes, at: int) -> tuple[int, int]:
    """A LEB128 number of at most 63 bits, and where it ends.

    Raises:
        WireFormatError: Cut off or too long.
    """
    value = 0
    for index, byte in enumerate(data[at : at + _MAX_VARINT_BYTES]):
        value |= (byte & _VALUE_BITS) << (7 * index)
        if not byte & _MORE_FOLLOWS:
            return value, at + index + 1
    raise WireFormatError("a number does not end")


def write_varint(value: int) -> bytes:
    """LEB128 of a number of at most 63 bits."""
    out = bytearray()
    while value > _VALUE_BITS:
        out.append(value & _VALUE_BITS | _MORE_FOLLOWS)
        value >>= 7
    out.append(value)
    return bytes(out)


class Fields:
    """Typed reading of a CBOR map with integer keys. Every method refuses a wrong type."""

    def __init__(self, values: Mapping[object, object]) -> None:
        self._values = values

    @classmethod
    def decode(cls, data: bytes) -> "Fields":
        """Read one map that fills `data` exactly.

        Raises:
            WireFormatError: It is anything else.
        """
        if item_end(data) != len(data):
            raise WireFormatError("bytes follow the message")
        try:
            values = cbor2.loads(data, allow_duplicate_keys=False)
        except cbor2.CBORDecodeError as error:
            raise WireFormatError(f"CBOR does not decode: {error}") from error
        if not isinstance(values, dict):
            raise WireFormatError("the message is not a map")
        return cls(values)

    def has(self, key: int) -> bool:
        """Whether the key is there and not null."""
        return self._values.get(key) is not None

    def unsigned(self, key: int, bits: int, default: int | None = None) -> int:
        """A number of at most `bits` bits."""
        if default is not None and not self.has(key):
            return default
        return unsigned(self._values.get(key), bits)

    def octets(self, key: int, length: int | None = None) -> bytes:
        """A byte string, of exactly `length` bytes when that is given."""
        return octets(self._values.get(key), length)

    def text(self, key: int, max_chars: int, default: str | None = None) -> str:
        """A text of at most `max_chars` characters."""
        if default is not None and not self.has(key):
            return default
        value = self._values.get(key)
        if not isinstance(value, str) or len(value) > max_chars:
            raise WireFormatError(f"field {key} is not a text of up to {max_chars} characters")
        return value

    def items(self, key: int) -> list[object]:
        """An array; an absent one is empty."""
        value = self._values.get(key)
        if value is None:
            return []
        if not isinstance(value, list):
            raise WireFormatError(f"field {key} is not an array")
        return value

    def mapping(self, key: int) -> dict[object, object]:
        """A map; an absent one is empty."""
        value = self._values.get(key)
        if value is None:
            return {}
        if not isinstance(value, dict):
            raise WireFormatError(f"field {key} is not a map")
        return value


def unsigned(value: object, bits: int) -> int:
    """The value, if it is a number of at most `bits` bits.

    Raises:
        WireFormatError: It is not.
    """
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 1 << bits:
        raise WireFormatError(f"not a number of up to {bits} bits")
    return value


def octets(value: object, length: int | None = None) -> bytes:
    """The value, if it is a byte string, of exactly `length` bytes when that is given.

    Raises:
        WireFormatError: It is not.
    """
    if not isinstance(value, bytes) or (length is not None and len(value) != length):
        raise WireFormatError("not a byte string of the right length")
    return value
