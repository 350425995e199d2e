# SPDX-License-Identifier: Apache-2.0
"""What the database says about itself, read back from the file for the fault report."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pysqlite3

from command_vehicle.storage.database import Database

_PRAGMAS: Final = (
    "journal_mode",
    "synchronous",
    "foreign_keys",
    "page_size",
    "page_count",
    "freelist_count",
    "quick_check",
)


def database_rows(path: Path) -> Mapping[str, str]:
    """Version of the library, settings in force, and the library's own check of the file.

    Raises:
        StoreError: The file cannot be opened or read.
    """
    rows = {"sqlite": pysqlite3.sqlite_version}
    database = Database(path)
    try:
        for pragma in _PRAGMAS:
            answer = database.one(f"PRAGMA {pragma}")
            rows[pragma] = "nothing" if answer is None else str(answer[0])
    finally:
        database.close()
    return rows
