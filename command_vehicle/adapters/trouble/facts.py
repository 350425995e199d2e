# SPDX-License-Identifier: Apache-2.0
"""Facts about the computer and the installation, for the fault report."""

import importlib.metadata
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from command_vehicle import __version__
from command_vehicle.adapters.paths import DataDir, shipped_dir
from command_vehicle.adapters.trouble.recorder import crash_reports

BYTES_PER_MIB: Final = 1024 * 1024
FONT_LIST_LIMIT_S: Final = 5
MAX_FONTS: Final = 20

_LIBRARIES: Final = (
    "PySide6",
    "pysqlite3",
    "sqlite-utils",
    "cbor2",
    "cryptography",
    "httpx",
    "pyserial",
    "pynmea2",
    "folium",
    "zstandard",
)


def version_rows() -> Mapping[str, str]:
    """The program, Python and the libraries that matter."""
    rows = {
        "command-vehicle": __version__,
        "python": platform.python_version(),
        "frozen": str(getattr(sys, "frozen", False)).lower(),
    }
    for name in _LIBRARIES:
        try:
            rows[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            rows[name] = "unknown"
    return rows


def machine_rows() -> Mapping[str, str]:
    """Operating system and processor."""
    return {
        "system": platform.system(),
        "release": platform.release(),
        "distribution": _distribution(),
        "machine": platform.machine(),
        "processors": str(os.cpu_count() or "unknown"),
        "desktop": os.environ.get("XDG_SESSION_TYPE", "unknown"),
    }


def disk_rows(data_dir: DataDir) -> Mapping[str, str]:
    """Sizes and free space below the data directory; not where it lies, which may be a name."""
    rows = {"free": "unknown"}
    if data_dir.root.is_dir():
        rows["free"] = _mib(shutil.disk_usage(data_dir.root).free)
    for path in (data_dir.database, data_dir.drill_database):
        rows[path.name] = _mib(path.stat().st_size) if path.exists() else "none"
    rows["logs"] = _mib(sum(_size(path) for path in data_dir.logs.glob("*")))
    rows["crash reports"] = str(len(crash_reports(data_dir.logs)))
    return rows


def map_pack_rows(data_dir: DataDir) -> Mapping[str, str]:
    """Map packs that ship and those that were added, by file."""
    folders = (shipped_dir("offline_maps"), data_dir.maps)
    packs = sorted(
        path
        for folder in folders
        for pattern in ("*.mbtiles", "*.pmtiles")
        for path in folder.glob(pattern)
    )
    return {path.name: _mib(path.stat().st_size) for path in packs} or {"packs": "none"}


def font_rows() -> Mapping[str, str]:
    """Families with Chinese glyphs, where fontconfig can tell."""
    tool = shutil.which("fc-list")
    if tool is None:
        return {"chinese": "unknown"}
    try:
        answer = subprocess.run(  # noqa: S603  # a fixed command without input from outside
            [tool, ":lang=zh", "family"],
            capture_output=True,
            text=True,
            check=False,
            timeout=FONT_LIST_LIMIT_S,
        )
    except (OSError, subprocess.TimeoutExpired):
        return {"chinese": "unknown"}
    families = sorted({line.split(",")[0].strip() for line in answer.stdout.splitlines()})
    return {"chinese": "; ".join(families[:MAX_FONTS]) or "none"}


def _distribution() -> str:
    try:
        return platform.freedesktop_os_release().get("PRETTY_NAME", "unknown")
    except OSError:
        return "unknown"


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _mib(size_bytes: int) -> str:
    return f"{size_bytes / BYTES_PER_MIB:.1f} MiB"
