# SPDX-License-Identifier: Apache-2.0
"""Where a platform keeps its things."""

from dataclasses import dataclass
from pathlib import Path

from command_vehicle.domain.errors import ErrorCode, StoreError


@dataclass(frozen=True, slots=True)
class CentralDir:
    """The files of one platform below its data directory."""

    root: Path

    @property
    def database(self) -> Path:
        """Operations of all vehicles, their enrolments and projections."""
        return self.root / "central.sqlite3"

    @property
    def signing_key(self) -> Path:
        """Private key of the platform, readable by its owner alone."""
        return self.root / "platform.key"

    def prepare(self) -> None:
        """Create what is missing.

        Raises:
            StoreError: The disk refuses.
        """
        try:
            self.root.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(
                ErrorCode.DISK_ERROR, path=str(self.root), reason=str(error)
            ) from error
