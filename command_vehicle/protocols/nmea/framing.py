# SPDX-License-Identifier: Apache-2.0
"""Finds NMEA sentences in any stream of bytes.

Theory of operation. A *candidate* starts at `$` (or at `!` when no candidate is open) and ends at
the first of: `*` with two hex digits (a whole sentence, good or not), another `$` (two sentences
grew together, or `$$`), a control character (a line cut short, NUL, binary), or `MAX_LENGTH` bytes.
Whatever is no sentence is counted and thrown away, so memory stays bounded and the next good
sentence is found wherever it starts: behind binary, behind text, in the middle of a line. Two
things at the beginning of a line say that the sentence behind them is not a receiver's: a word
glued to the `$` (`abc$GPRMC` is prose, or a line put together from two), and a TAG block
that is damaged.

The events of a stream do not depend on how it was cut into chunks.
"""

import re
from dataclasses import dataclass

MAX_LENGTH = 512
"""Longest candidate in bytes. NMEA 0183 allows 82; receivers send up to about 250."""
GARBAGE_REPORT_BYTES = 1024
"""An endless run of garbage is reported in portions of this size."""

_START = re.compile(rb"[$!]")
_END = re.compile(rb"\*([0-9A-Fa-f]{2})|[\x00-\x1f$]")
_LINE_ENDS = b"\r\n"
_LAST_LINE_END = re.compile(rb".*[\r\n]", re.DOTALL)
_TAG_BLOCK = re.compile(rb"\\([^\\*]+)\*([0-9A-Fa-f]{2})\\")
_LONGEST_LEAD = 256


@dataclass(frozen=True, slots=True)
class GoodSentence:
    """A sentence whose checksum is right.

    Attributes:
        text: From `$` or `!` to the checksum, both included; bytes beyond ASCII are replaced.
    """

    text: str


@dataclass(frozen=True, slots=True)
class BadChecksum:
    """A sentence that was damaged on its way.

    Attributes:
        raw: From `$` or `!` to the checksum, both included.
    """

    raw: bytes


@dataclass(frozen=True, slots=True)
class Garbage:
    """Bytes that belong to no sentence; line ends between sentences are not counted."""

    dropped_bytes: int


FramingEvent = GoodSentence | BadChecksum | Garbage


def checksum(body: bytes) -> int:
    """Exclusive or of all bytes between the start character and `*`."""
    value = 0
    for byte in body:
        value ^= byte
    return value


class NmeaFramer:
    """Turns chunks of bytes into framing events."""

    def __init__(self) -> None:
        self._buffer = bytearray()
        self._garbage_bytes = 0
        self._lead: bytes | None = b""
        """The line so far; None behind a sentence, or when it is too long to say anything."""

    @property
    def buffered_bytes(self) -> int:
        """Bytes that wait for the rest of their sentence; never more than `MAX_LENGTH`."""
        return len(self._buffer)

    def feed(self, data: bytes) -> list[FramingEvent]:
        """Everything that these bytes complete, in order."""
        events: list[FramingEvent] = []
        for offset in range(0, len(data), MAX_LENGTH):
            self._buffer += data[offset : offset + MAX_LENGTH]
            self._consume(events)
        return events

    def _consume(self, events: list[FramingEvent]) -> None:
        """Judge every candidate in the buffer; keep only one that may still grow."""
        position = 0
        while (start := _START.search(self._buffer, position)) is not None:
            self._drop(position, start.start(), events)
            position = start.start()
            after = self._judge(position, events)
            if after is None:
                break
            position = after
        else:
            self._drop(position, len(self._buffer), events)
            position = len(self._buffer)
        del self._buffer[:position]

    def _judge(self, begin: int, events: list[FramingEvent]) -> int | None:
        """Where the candidate at `begin` ends; None while that is not known."""
        limit = begin + MAX_LENGTH
        end = _END.search(self._buffer, begin + 1, limit)
        if end is None:
            if len(self._buffer) < limit:
                return None
            self._drop(begin, limit, events)
            return limit
        if end[1] is None:
            self._drop(begin, end.start(), events)
            return end.start()
        if self._lead is not None and _spoils(self._lead):
            self._drop(begin, end.end(), events)
            return end.end()
        self._finish(begin, end, events)
        return end.end()

    def _finish(self, begin: int, end: re.Match[bytes], events: list[FramingEvent]) -> None:
        raw = bytes(self._buffer[begin : end.end()])
        self._lead = None
        self._report_garbage(events)
        if checksum(raw[1:-3]) == int(end[1], 16):
            events.append(GoodSentence(raw.decode("ascii", errors="replace")))
        else:
            events.append(BadChecksum(raw))

    def _drop(self, begin: int, end: int, events: list[FramingEvent]) -> None:
        if begin == end:
            return
        dropped = bytes(self._buffer[begin:end])
        self._follow_line(dropped)
        self._garbage_bytes += len(dropped) - sum(dropped.count(byte) for byte in _LINE_ENDS)
        while self._garbage_bytes >= GARBAGE_REPORT_BYTES:
            events.append(Garbage(GARBAGE_REPORT_BYTES))
            self._garbage_bytes -= GARBAGE_REPORT_BYTES

    def _follow_line(self, dropped: bytes) -> None:
        """Keep what stands in the present line before a sentence."""
        line_end = _LAST_LINE_END.match(dropped)
        if line_end is not None:
            self._lead, dropped = b"", dropped[line_end.end() :]
        if self._lead is not None:
            self._lead += dropped
            if len(self._lead) > _LONGEST_LEAD:
                self._lead = None

    def _report_garbage(self, events: list[FramingEvent]) -> None:
        if self._garbage_bytes:
            events.append(Garbage(self._garbage_bytes))
            self._garbage_bytes = 0


def _spoils(lead: bytes) -> bool:
    """Whether a sentence behind this beginning of a line must not be taken."""
    if not lead.startswith(b"\\"):
        return lead.isalpha()
    block = _TAG_BLOCK.fullmatch(lead)
    return block is None or checksum(block[1]) != int(block[2], 16)
