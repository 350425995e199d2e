# SPDX-License-Identifier: Apache-2.0
"""What all formats of the track have in common: runs, times, and text that is safe in XML."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from html import escape
from typing import Final

from command_vehicle.domain.track import TrackPoint

RUN_BREAK: Final = timedelta(seconds=30)
"""A longer silence ends a line: nobody knows where the vehicle was."""

Run = Sequence[TrackPoint]

_NOT_IN_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def runs(points: Iterable[TrackPoint]) -> Iterator[Run]:
    """The track cut where it has a gap; points flagged as jumps are left out."""
    run: list[TrackPoint] = []
    for point in points:
        if point.is_jump:
            continue
        if run and not timedelta() <= point.at - run[-1].at <= RUN_BREAK:
            yield run
            run = []
        run.append(point)
    if run:
        yield run


def stamp(at: datetime) -> str:
    """ISO 8601 in UTC with milliseconds: `2026-05-04T04:00:00.200Z`."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def degrees(angle_deg: float) -> str:
    """In the resolution of the log, 1e-7 degrees."""
    return f"{angle_deg:.7f}"


def xml_text(text: str) -> str:
    """Text as XML content or attribute: escaped, without characters that XML does not have."""
    return escape(_NOT_IN_XML.sub("\ufffd", text), quote=True)
