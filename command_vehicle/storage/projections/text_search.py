# SPDX-License-Identifier: Apache-2.0
"""Full-text search that works for Chinese: every substring of the text can be found.

Chinese has no spaces between words, so FTS5 indexes all sequences of three characters (trigram
tokenizer). A search word of one or two characters cannot use that index and is looked for in the
text itself. The index has no copy of the text: it points to column `words` of its table.
"""

from collections.abc import Sequence
from typing import Final

from command_vehicle.storage.database import Database, Value
from command_vehicle.storage.projections.projection import ProjectedTable

_TRIGRAM: Final = 3
_CREATE: Final = """
    CREATE VIRTUAL TABLE @_fts USING fts5(
        words, content = '@', content_rowid = 'id', tokenize = 'trigram'
    )
"""
_ADD: Final = """
    INSERT INTO @_fts (rowid, words)
    SELECT id, words FROM @ WHERE id IN (SELECT value FROM json_each(?))
"""
_REMOVE: Final = """
    INSERT INTO @_fts (@_fts, rowid, words)
    SELECT 'delete', id, words FROM @ WHERE id IN (SELECT value FROM json_each(?))
"""
_MATCHES: Final = "id IN (SELECT rowid FROM @_fts WHERE @_fts MATCH ?)"
_HOLDS: Final = r"words LIKE ? ESCAPE '\'"


class TextIndex:
    """Index of the column `words` of a table with the integer key `id`."""

    def __init__(self, database: Database, table: str) -> None:
        self._database = database
        self._add, self._remove, self._matches = (
            statement.replace("@", table) for statement in (_ADD, _REMOVE, _MATCHES)
        )
        self.table: Final = ProjectedTable(
            name=f"{table}_fts", create=(_CREATE.replace("@", table),)
        )

    def add(self, keys: Sequence[int]) -> None:
        """Index these rows as they are now."""
        self._database.run(self._add, (str(list(keys)),))

    def remove(self, keys: Sequence[int]) -> None:
        """Take these rows out; must come before their words change."""
        self._database.run(self._remove, (str(list(keys)),))

    def condition(self, text: str) -> tuple[list[str], list[Value]]:
        """SQL conditions, with their parameters, that every word of `text` occurs in a row."""
        words = text.replace("\0", " ").split()
        long = [word for word in words if len(word) >= _TRIGRAM]
        short = [word for word in words if len(word) < _TRIGRAM]
        parts = [self._matches] * bool(long) + [_HOLDS] * len(short)
        match: list[Value] = [" AND ".join(_quoted(word) for word in long)] if long else []
        return parts, match + [f"%{_escaped(word)}%" for word in short]


def _quoted(word: str) -> str:
    doubled = word.replace('"', '""')
    return f'"{doubled}"'


def _escaped(word: str) -> str:
    for special in ("\\", "%", "_"):
        word = word.replace(special, "\\" + special)
    return word
