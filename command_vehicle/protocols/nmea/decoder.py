# SPDX-License-Identifier: Apache-2.0
"""Bytes of one receiver in, fixes out: framer, parser and epoch assembler in a row."""

from collections import deque
from dataclasses import dataclass

from command_vehicle.domain.positioning import Fix
from command_vehicle.protocols.nmea.epochs import EpochAssembler
from command_vehicle.protocols.nmea.framing import BadChecksum, Garbage, GoodSentence, NmeaFramer
from command_vehicle.protocols.nmea.parser import parse
from command_vehicle.protocols.nmea.sentences import Sentence

RECENT_LINES = 200

_PROPRIETARY = b"$P"
"""Some makers' own sentences never have a right checksum: that is no damage on the line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkQuality:
    """What has come over the wire so far."""

    sentence_count: int = 0
    checksum_errors: int = 0
    garbage_bytes: int = 0


class NmeaDecoder:
    """One per receiver.

    Args:
        source: Name of the receiver, put into every fix.
        learns_last: Whether an epoch may be reported before the next one begins; see
            `EpochAssembler`. A file is better read without.
    """

    def __init__(self, source: str, *, learns_last: bool = True) -> None:
        self._framer = NmeaFramer()
        self._epochs = EpochAssembler(source, learns_last=learns_last)
        self._lines: deque[str] = deque(maxlen=RECENT_LINES)
        self._sentence_count = 0
        self._checksum_errors = 0
        self._garbage_bytes = 0

    @property
    def quality(self) -> LinkQuality:
        """Counters since the start."""
        return LinkQuality(
            sentence_count=self._sentence_count,
            checksum_errors=self._checksum_errors,
            garbage_bytes=self._garbage_bytes,
        )

    def feed(self, data: bytes, arrival_mono_s: float) -> list[Fix]:
        """Fixes that these bytes complete."""
        fixes: list[Fix] = []
        self._epochs.touch(arrival_mono_s)
        for event in self._framer.feed(data):
            if isinstance(event, GoodSentence):
                self._sentence_count += 1
                self._lines.append(event.text)
                fixes += self._epochs.feed(_parsed(event.text), arrival_mono_s)
            elif isinstance(event, BadChecksum):
                self._checksum_errors += 1
                self._lines.append(event.raw.decode("ascii", errors="replace"))
                if not event.raw.startswith(_PROPRIETARY):
                    self._epochs.note_damage()
            elif isinstance(event, Garbage):
                self._garbage_bytes += event.dropped_bytes
        return fixes

    def deadline_mono_s(self) -> float | None:
        """When `poll` should be called next; None when nothing waits for it."""
        return self._epochs.deadline_mono_s()

    def poll(self, now_mono_s: float) -> list[Fix]:
        """Fixes that silence completes."""
        return self._epochs.poll(now_mono_s)

    def flush(self) -> list[Fix]:
        """The last epoch, at the end of the stream."""
        return self._epochs.flush()

    def take_lines(self) -> tuple[str, ...]:
        """Raw sentences since the last call, at most the newest `RECENT_LINES`."""
        lines = tuple(self._lines)
        self._lines.clear()
        return lines


def _parsed(text: str) -> tuple[Sentence, ...]:
    sentence = parse(text)
    return () if sentence is None else (sentence,)
