# SPDX-License-Identifier: Apache-2.0
"""The end of the track that is no operation yet: kept aside, so that a crash loses seconds of it.

One row in the columns of a track segment, replaced every few seconds. It is not part of the log:
it is never sent, and once its points have come into the log it says nothing any more.
"""

from typing import Final

import cbor2

from command_vehicle.domain.track import TrackSegment
from command_vehicle.protocols.operations.bodies import TABLES, TYPE_OF
from command_vehicle.protocols.wire_format import WireFormatError
from command_vehicle.storage.database import Database

_TABLE: Final = TABLES[TYPE_OF[TrackSegment]]


class TrackTail:
    """Table `track_tail`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, tail: TrackSegment) -> None:
        """Replace what was kept; durable when this returns."""
        content = cbor2.dumps(_TABLE.write(tail), canonical=True)
        with self._database.writing():
            self._database.run("INSERT OR REPLACE INTO track_tail VALUES (1, ?)", (content,))

    def kept(self) -> TrackSegment | None:
        """What was kept last."""
        row = self._database.one("SELECT content FROM track_tail")
        if row is None:
            return None
        try:
            tail = _TABLE.read(cbor2.loads(row[0]))
        except (WireFormatError, cbor2.CBORDecodeError):
            return None
        return tail if isinstance(tail, TrackSegment) and tail.points else None
