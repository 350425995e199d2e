# SPDX-License-Identifier: Apache-2.0
"""A disk of a few mebibytes that can be filled to the last byte."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_BLOCK_BYTES = 4096


class SmallDisk:
    """A mounted memory file system."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._ballast = root / "ballast"

    def fill(self) -> None:
        """Leave no byte free."""
        with self._ballast.open("ab", buffering=0) as file:
            try:
                while True:
                    file.write(bytes(_BLOCK_BYTES))
            except OSError:
                return

    def free(self) -> None:
        """Take away what filled it."""
        self._ballast.unlink()


def can_mount() -> bool:
    """Whether this user may mount anything here."""
    return os.name == "posix" and os.geteuid() == 0


@contextmanager
def small_disk(root: Path, size_mib: int) -> Iterator[SmallDisk]:
    """A disk of that size, gone when the block ends."""
    root.mkdir(parents=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size_mib}m", "tmpfs", root], check=True)
    try:
        yield SmallDisk(root)
    finally:
        subprocess.run(["umount", "--lazy", root], check=True)
