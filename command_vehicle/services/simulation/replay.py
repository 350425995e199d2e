# SPDX-License-Identifier: Apache-2.0
"""Plays a recorded log at the pace at which it was recorded.

A raw log of ours knows when each byte came; of any other log, the times in its sentences tell.
"""

from collections.abc import Iterator

from command_vehicle.protocols.nmea.fields import seconds_between
from command_vehicle.protocols.nmea.framing import GoodSentence, NmeaFramer
from command_vehicle.protocols.nmea.parser import parse
from command_vehicle.protocols.nmea.sentences import DateAndTime, PositionSentence
from command_vehicle.protocols.raw_log import RawChunk, RawLogReader, is_raw_log

LONGEST_PAUSE_S = 5.0
USUAL_PAUSE_S = 1.0


def portions(recording: bytes) -> Iterator[tuple[float, bytes]]:
    """Pause in seconds before each portion, and the portion itself, line ends included.

    Of a raw log, every chunk is a portion, and pauses are kept as they were. Of any other log, a
    portion begins with a line that has another time of day than the one before; pauses are kept
    up to `LONGEST_PAUSE_S`; time that jumps back counts as one epoch.
    """
    if is_raw_log(recording):
        yield from _chunks(recording)
        return
    portion = bytearray()
    pause_s = 0.0
    last_tod_s: float | None = None
    for line in recording.splitlines(keepends=True):
        tod_s = _time_of(line)
        if tod_s is not None and tod_s != last_tod_s:
            if portion:
                yield pause_s, bytes(portion)
            portion.clear()
            pause_s = 0.0 if last_tod_s is None else _pause_s(last_tod_s, tod_s)
            last_tod_s = tod_s
        portion += line
    if portion:
        yield pause_s, bytes(portion)


def _chunks(recording: bytes) -> Iterator[tuple[float, bytes]]:
    last_s = 0.0
    for event in RawLogReader().feed(recording):
        if isinstance(event, RawChunk):
            yield max(0.0, event.elapsed_s - last_s), event.data
            last_s = event.elapsed_s


def _pause_s(earlier_tod_s: float, later_tod_s: float) -> float:
    step_s = seconds_between(earlier_tod_s, later_tod_s)
    return USUAL_PAUSE_S if step_s <= 0 else min(step_s, LONGEST_PAUSE_S)


def _time_of(line: bytes) -> float | None:
    """Time of day of the first timed sentence in a line."""
    for event in NmeaFramer().feed(line):
        sentence = parse(event.text) if isinstance(event, GoodSentence) else None
        if isinstance(sentence, PositionSentence | DateAndTime):
            return sentence.tod_s
    return None
