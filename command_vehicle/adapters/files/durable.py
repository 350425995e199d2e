# SPDX-License-Identifier: Apache-2.0
"""Files that are there whole or not at all, also after the power is cut."""

import errno
import os
from pathlib import Path
from typing import Final

from command_vehicle.domain.errors import ErrorCode, StoreError

_NO_SPACE: Final = (errno.ENOSPC, errno.EDQUOT)


def write_durably(path: Path, content: bytes) -> None:
    """Give `path` this content in one step that survives a power cut.

    Raises:
        OSError: Whatever was there is still there.
    """
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with draft.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    sync_directory(path.parent)


def refusal(error: OSError, path: Path) -> StoreError:
    """What it means that the disk did not take `path`."""
    code = ErrorCode.DISK_FULL if error.errno in _NO_SPACE else ErrorCode.DISK_ERROR
    return StoreError(code, path=str(path), reason=error.strerror or str(error))


def sync_directory(directory: Path) -> None:
    """Make new names in a directory durable; Windows has no such call and needs none."""
    if os.name == "nt":
        return
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
