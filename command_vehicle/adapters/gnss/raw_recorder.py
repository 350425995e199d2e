# SPDX-License-Identifier: Apache-2.0
"""Writes what a receiver sends into a raw log, for the manufacturer's support and for replay."""

import errno
import re
import threading
from datetime import datetime
from pathlib import Path
from typing import Final

from command_vehicle import __version__
from command_vehicle.domain.errors import ErrorCode, StoreError
from command_vehicle.domain.receivers import ReceiverPort
from command_vehicle.protocols.raw_log import (
    RawChunk,
    RawLogHeader,
    encode_chunk,
    encode_header,
)
from command_vehicle.services.ports import Clock

SUFFIX: Final = ".cvraw"
_NOT_IN_A_NAME: Final = re.compile(r"[^\w-]+")


class RawRecorder:
    """One raw log. Written on a reader's thread, opened and closed on another."""

    def __init__(self, path: Path, receiver: ReceiverPort, clock: Clock) -> None:
        """Begin a new file.

        Raises:
            StoreError: It could not be begun; an existing file is never overwritten.
        """
        self.path: Final = path
        self.source: Final = receiver.name
        self._clock = clock
        self._started_mono_s = clock.monotonic_s()
        self._guard = threading.Lock()
        self._is_closed = False
        self.size_bytes = 0
        header = RawLogHeader(
            receiver=receiver.name,
            port=receiver.port,
            baud_bps=receiver.baud_bps,
            program=__version__,
            started=clock.now(),
        )
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file = path.open("xb", buffering=0)
            self._put(encode_header(header))
        except OSError as error:
            raise disk_trouble(error, path) from error

    def write(self, data: bytes, mono_s: float) -> None:
        """Keep bytes that came at this time; after `close` they are not kept.

        Raises:
            StoreError: They could not be kept.
        """
        elapsed_s = max(0.0, mono_s - self._started_mono_s)
        chunk = RawChunk(elapsed_s=elapsed_s, at=self._clock.now(), data=data)
        with self._guard:
            if self._is_closed:
                return
            try:
                self._put(encode_chunk(chunk))
            except OSError as error:
                raise disk_trouble(error, self.path) from error

    def close(self) -> None:
        """End the file."""
        with self._guard:
            if not self._is_closed:
                self._is_closed = True
                self._file.close()

    def _put(self, data: bytes) -> None:
        """All of it: an unbuffered file may take less at once."""
        rest = memoryview(data)
        while rest:
            rest = rest[self._file.write(rest) :]
        self.size_bytes += len(data)


def raw_log_name(receiver: str, at: datetime) -> str:
    """File name for a raw log that begins now."""
    word = _NOT_IN_A_NAME.sub("-", receiver).strip("-") or "receiver"
    return f"{at:%Y%m%dT%H%M%SZ}-{word}{SUFFIX}"


def disk_trouble(error: OSError, path: Path) -> StoreError:
    """Why a recording could not be written."""
    is_full = error.errno in {errno.ENOSPC, errno.EDQUOT}
    code = ErrorCode.DISK_FULL if is_full else ErrorCode.DISK_ERROR
    return StoreError(code, path=str(path), reason=error.strerror or str(error))
