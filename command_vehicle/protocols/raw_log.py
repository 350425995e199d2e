# SPDX-License-Identifier: Apache-2.0
"""The raw log of a receiver: every byte as it came, with the time at which it came.

Layout (`docs/protocols/raw-log.md`): one line `#CVRAW 1 {…}` about the receiver, then chunks. A
chunk is a line `@ SECONDS UTC LENGTH`, so many bytes, and a line feed. Text editors show the
sentences, and a chunk that is damaged or cut off costs no other.
"""

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

MAX_CHUNK_BYTES: Final = 65_536
MAX_LINE_BYTES: Final = 4096
MAGIC: Final = b"#CVRAW 1 "

_CHUNK = re.compile(rb"@ (\d{1,9}\.\d{6}) (\S{20,32}Z) (\d{1,5})")
_RESYNC: Final = b"\n@ "


@dataclass(frozen=True, slots=True, kw_only=True)
class RawLogHeader:
    """Where the bytes come from.

    Attributes:
        receiver: Person's word for the receiver.
        port: Device name or URL.
        baud_bps: Line speed; None unknown.
        program: Version of the program that wrote the log.
        started: UTC of second 0.
    """

    receiver: str
    port: str
    baud_bps: int | None
    program: str
    started: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RawChunk:
    """What was read at once.

    Attributes:
        elapsed_s: Since the log began, by a clock that never jumps.
        at: UTC by the PC clock.
        data: The bytes.
    """

    elapsed_s: float
    at: datetime
    data: bytes


def encode_header(header: RawLogHeader) -> bytes:
    """The first line."""
    about = {
        "receiver": header.receiver,
        "port": header.port,
        "baud": header.baud_bps,
        "program": header.program,
        "started": _iso(header.started),
    }
    return MAGIC + json.dumps(about, ensure_ascii=False).encode() + b"\n"


def encode_chunk(chunk: RawChunk) -> bytes:
    """One chunk, or as many as its length needs."""
    pieces = [
        chunk.data[start : start + MAX_CHUNK_BYTES]
        for start in range(0, len(chunk.data), MAX_CHUNK_BYTES)
    ]
    stamp = f"@ {chunk.elapsed_s:.6f} {_iso(chunk.at)}"
    return b"".join(f"{stamp} {len(piece)}\n".encode() + piece + b"\n" for piece in pieces)


class RawLogReader:
    """Turns a raw log, fed in any pieces, back into header and chunks."""

    def __init__(self) -> None:
        self._buffer = bytearray()
        self.damaged_places = 0
        self._is_lost = False

    def feed(self, data: bytes) -> list[RawLogHeader | RawChunk]:
        """Everything that these bytes complete, in order."""
        events: list[RawLogHeader | RawChunk] = []
        self._buffer += data
        while (used := self._next(events)) is not None:
            del self._buffer[:used]
        return events

    def _next(self, events: list[RawLogHeader | RawChunk]) -> int | None:
        """Bytes that the next piece takes; None while it is not whole."""
        end = self._buffer.find(b"\n", 0, MAX_LINE_BYTES)
        if end < 0:
            return self._resync() if len(self._buffer) >= MAX_LINE_BYTES else None
        line = bytes(self._buffer[:end])
        header = _header(line)
        if header is not None:
            events.append(header)
            return end + 1
        stamp = _CHUNK.fullmatch(line)
        at = None if stamp is None else _time(stamp[2].decode())
        if stamp is None or at is None:
            return self._resync()
        last = end + 1 + int(stamp[3])
        if len(self._buffer) <= last:
            return None
        if self._buffer[last : last + 1] != b"\n":
            return self._resync()
        data = bytes(self._buffer[end + 1 : last])
        events.append(RawChunk(elapsed_s=float(stamp[1]), at=at, data=data))
        self._is_lost = False
        return last + 1

    def _resync(self) -> int:
        """Leave out everything before the next line that looks like a chunk's first."""
        self.damaged_places += not self._is_lost
        self._is_lost = True
        found = self._buffer.find(_RESYNC)
        if found >= 0:
            return found + 1
        return len(self._buffer) - self._buffer.endswith(_RESYNC[:2])


def is_raw_log(beginning: bytes) -> bool:
    """Whether a file that begins like this is a raw log."""
    return beginning.startswith(MAGIC)


def _header(line: bytes) -> RawLogHeader | None:
    if not is_raw_log(line):
        return None
    try:
        about = json.loads(line[len(MAGIC) :])
        return RawLogHeader(
            receiver=str(about["receiver"]),
            port=str(about["port"]),
            baud_bps=None if about["baud"] is None else int(about["baud"]),
            program=str(about["program"]),
            started=datetime.fromisoformat(about["started"]).astimezone(UTC),
        )
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def _time(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text).astimezone(UTC)
    except ValueError:
        return None


def _iso(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
