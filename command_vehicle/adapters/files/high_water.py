# SPDX-License-Identifier: Apache-2.0
"""How far a database had come, in two small files: one beside it, one with the computer's user.

The one beside it is missed when the whole folder is put back from a backup, the other one is not;
the other one is missed when the folder is moved to another computer, and that is told by the first.

A file is one padded line that is overwritten in place, so that it needs no new space on a disk
that is full, and a single sector, so that no power cut can leave half of it.
"""

import hashlib
import json
import logging
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final
from uuid import UUID

from platformdirs import user_state_path

from command_vehicle.domain.identity import Lane, ReplicaId
from command_vehicle.domain.operations import LaneHead
from command_vehicle.domain.renewal import HighWaterMark

_SIZE_BYTES: Final = 512
_NAME_DIGITS: Final = 32
_UNREADABLE: Final = (ValueError, KeyError, TypeError)

_log = logging.getLogger(__name__)


def user_marks_dir() -> Path:
    """Where this user of this computer remembers the databases it has had in use."""
    return user_state_path("command-vehicle", appauthor=False) / "marks"


class HighWaterFiles:
    """Implements `services.ports.HighWater` for one database file."""

    def __init__(self, database: Path, marks_dir: Path) -> None:
        """Name the two files.

        Args:
            database: The database file.
            marks_dir: Folder for the marks of this user's databases.
        """
        place = hashlib.sha256(os.fsencode(database.absolute())).hexdigest()[:_NAME_DIGITS]
        self._beside = database.with_suffix(".mark")
        self._outside = marks_dir / f"{place}.mark"
        self._is_told = False

    def beside(self) -> HighWaterMark | None:
        """What is remembered where the database lies, and travels with it."""
        return _read(self._beside)

    def outside(self) -> HighWaterMark | None:
        """What this user of this computer remembers of the database at this place."""
        return _read(self._outside)

    def keeps_outside(self) -> bool:
        """Whether there is a place for it outside at all."""
        folder = self._outside.parent
        while not folder.exists() and folder != folder.parent:
            folder = folder.parent
        return folder.is_dir() and os.access(folder, os.W_OK)

    def keep(self, mark: HighWaterMark, *, durably: bool) -> None:
        """Remember it at both places; a disk that refuses costs only the memory."""
        line = _line(mark)
        for path in (self._beside, self._outside):
            try:
                _overwrite(path, line, durably=durably)
            except OSError as error:
                if not self._is_told:
                    _log.info("the high-water mark is not kept at %s: %s", path, error)
                self._is_told = True


def _line(mark: HighWaterMark) -> bytes:
    content = {
        "replica": str(mark.replica),
        "lanes": {str(head.lane.value): [head.upto, head.head.hex()] for head in mark.heads},
    }
    return json.dumps(content, separators=(",", ":")).encode().ljust(_SIZE_BYTES - 1) + b"\n"


def _overwrite(path: Path, line: bytes, *, durably: bool) -> None:
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT, 0o644)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT, 0o644)
    try:
        os.write(descriptor, line)
        if durably:
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _read(path: Path) -> HighWaterMark | None:
    """What a file says; one that is not there or says nothing sensible remembers nothing."""
    try:
        content = json.loads(path.read_bytes())
        return _mark(content)
    except (OSError, *_UNREADABLE):
        return None


def _mark(content: Mapping[str, object]) -> HighWaterMark:
    uuid, _, incarnation = str(content["replica"]).partition(".")
    replica = ReplicaId(uuid=UUID(uuid), incarnation=int(incarnation))
    lanes = content["lanes"]
    if not isinstance(lanes, Mapping):
        raise TypeError(lanes)
    heads = tuple(
        LaneHead(replica=replica, lane=Lane(int(lane)), upto=int(upto), head=bytes.fromhex(head))
        for lane, (upto, head) in lanes.items()
    )
    return HighWaterMark(replica=replica, heads=heads)
