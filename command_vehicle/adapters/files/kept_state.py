# SPDX-License-Identifier: Apache-2.0
"""Selections and looks that outlive a restart, in one small JSON file."""

import json
import logging
from pathlib import Path

from command_vehicle.adapters.files.durable import write_durably

_log = logging.getLogger(__name__)


class KeptStateFile:
    """`KeptState` in a file. Nothing here is a record, so a damaged file counts as an empty one."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._texts = _load(path)

    def read(self, name: str) -> str | None:
        """What was written last under this name."""
        return self._texts.get(name)

    def write(self, name: str, text: str | None) -> None:
        """Keep `text` under this name, or forget it; a full disk costs only the memory of it."""
        if self._texts.get(name) == text:
            return
        others = {known: kept for known, kept in self._texts.items() if known != name}
        self._texts = others if text is None else {**others, name: text}
        content = json.dumps(self._texts, ensure_ascii=False, indent=1, sort_keys=True)
        try:
            write_durably(self._path, content.encode())
        except OSError as error:
            _log.warning("cannot keep %s: %s", name, error)


def _load(path: Path) -> dict[str, str]:
    try:
        content = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    if not isinstance(content, dict):
        return {}
    return {name: text for name, text in content.items() if isinstance(text, str)}
