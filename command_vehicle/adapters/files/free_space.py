# SPDX-License-Identifier: Apache-2.0
"""How much room a disk has left."""

import shutil
from pathlib import Path
from typing import Final

_MIB: Final = 2**20


def free_mib(folder: Path) -> int | None:
    """Free space for this user on the disk of a folder, MiB; None when the disk does not say."""
    try:
        return shutil.disk_usage(folder).free // _MIB
    except OSError:
        return None
