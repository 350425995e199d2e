# SPDX-License-Identifier: Apache-2.0
"""Where things lie: what ships with the program, and what belongs to this vehicle."""

import sys
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_data_path

PACKAGE_DIR = Path(__file__).resolve().parent.parent


def default_data_dir() -> Path:
    """The data directory when nobody names another."""
    return user_data_path("command-vehicle", appauthor=False)


def shipped_dir(name: str) -> Path:
    """`resources` or `offline_maps` of this installation.

    A frozen program has them beside its code, an installed package inside itself, a checkout
    beside the package.
    """
    frozen_root = getattr(sys, "_MEIPASS", None)
    if frozen_root is not None:
        return Path(frozen_root) / name
    bundled = PACKAGE_DIR / "_bundled" / name
    return bundled if bundled.is_dir() else PACKAGE_DIR.parent / name


@dataclass(frozen=True, slots=True)
class DataDir:
    """The files of one vehicle below its data directory."""

    root: Path

    @property
    def database(self) -> Path:
        """Operation log and projections."""
        return self.root / "vehicle.sqlite3"

    @property
    def drill_database(self) -> Path:
        """The same, for drills: never mixed with the real one."""
        return self.root / "drill.sqlite3"

    @property
    def signing_key(self) -> Path:
        """Private key of this replica, readable by its owner alone."""
        return self.root / "replica.key"

    @property
    def logs(self) -> Path:
        """Rotating program logs and crash reports."""
        return self.root / "logs"

    @property
    def plans(self) -> Path:
        """Plans added by this unit, beside those that ship."""
        return self.root / "plans"

    @property
    def maps(self) -> Path:
        """Map packs added by this unit, beside those that ship."""
        return self.root / "maps"

    @property
    def raw_logs(self) -> Path:
        """Recordings of what receivers sent, made by a person for support; created when needed."""
        return self.root / "raw"

    @property
    def user_settings(self) -> Path:
        """Settings of this vehicle's users."""
        return self.root / "settings.toml"

    @property
    def site_settings(self) -> Path:
        """Settings preset by the agency; read only."""
        return self.root / "site.toml"

    @property
    def kept_state(self) -> Path:
        """Selections and looks that outlive a restart; not part of the record."""
        return self.root / "state.json"

    def prepare(self) -> None:
        """Create what is missing."""
        for directory in (self.root, self.logs, self.plans, self.maps):
            directory.mkdir(parents=True, exist_ok=True)
