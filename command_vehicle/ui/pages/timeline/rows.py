# SPDX-License-Identifier: Apache-2.0
"""The rows of the timeline in order: entries, newest first, with a bar above each day.

Entries are only ever added or amended, never removed, and what an entry is sorted by never
changes. So a page read again at any depth can be merged into what is already shown, without
reading everything above it.
"""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from command_vehicle.domain.identity import OperationId
from command_vehicle.domain.timeline import Entry

_ENTRY_RANK = 1
_BAR_RANK = 2
"""A bar at midnight stands below an entry of that very instant, which is of the day after."""

_Key = tuple[float, int, float, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class DayBar:
    """Stands above the newest entry of a day.

    Attributes:
        day: In local time.
    """

    day: date


Row = Entry | DayBar


@dataclass(frozen=True, slots=True, kw_only=True)
class Insertion:
    """Rows that go in together.

    Attributes:
        at: Index that the first of them gets.
        rows: Newest first.
    """

    at: int
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """What a page changes. Apply `insertions` in the order given: the lowest row comes first.

    Attributes:
        replaced: Index and new state of entries that are shown already.
        insertions: What is new.
    """

    replaced: tuple[tuple[int, Entry], ...]
    insertions: tuple[Insertion, ...]


class TimelineRows:
    """Keeps rows sorted; says what a page of entries changes, and applies it."""

    def __init__(self, zone: tzinfo | None) -> None:
        """Begin with nothing; days are those of `zone`, or of this machine."""
        self._zone = zone
        self._rows: list[Row] = []
        self._keys: list[_Key] = []
        self._bar_keys: list[_Key] = []

    def __len__(self) -> int:
        """Entries and bars."""
        return len(self._rows)

    def __getitem__(self, index: int) -> Row:
        """Row at this index."""
        return self._rows[index]

    @property
    def entry_count(self) -> int:
        """Entries without the bars."""
        return len(self._rows) - len(self._bar_keys)

    def clear(self) -> None:
        """Forget everything."""
        self._rows.clear()
        self._keys.clear()
        self._bar_keys.clear()

    def index_of(self, entry: Entry) -> int | None:
        """Where the entry with this id stands."""
        key = self._key(entry)
        index = bisect_left(self._keys, key)
        return index if index < len(self._keys) and self._keys[index] == key else None

    def find(self, entry_id: OperationId) -> int | None:
        """Where the entry with this id stands, when only its id is known."""
        wanted = str(entry_id)
        return next((index for index, key in enumerate(self._keys) if key[3] == wanted), None)

    def entries_above(self, index: int) -> int:
        """How many entries stand above the row at `index`."""
        if index >= len(self._keys):
            return self.entry_count
        return index - bisect_left(self._bar_keys, self._keys[index])

    def merge(self, entries: Iterable[Entry]) -> Merge:
        """What showing these entries as well would change."""
        replaced: list[tuple[int, Entry]] = []
        fresh: dict[_Key, Row] = {}
        for entry in entries:
            index = self.index_of(entry)
            if index is None:
                fresh[self._key(entry)] = entry
                self._add_bar(entry, fresh)
            elif self._rows[index] != entry:
                replaced.append((index, entry))
        return Merge(replaced=tuple(replaced), insertions=self._insertions(fresh))

    def replace(self, index: int, entry: Entry) -> None:
        """Show the new state of an entry."""
        self._rows[index] = entry

    def insert(self, insertion: Insertion) -> None:
        """Take the rows in."""
        keys = [self._key(row) for row in insertion.rows]
        self._rows[insertion.at : insertion.at] = insertion.rows
        self._keys[insertion.at : insertion.at] = keys
        for key in keys:
            if key[1] == _BAR_RANK:
                self._bar_keys.insert(bisect_left(self._bar_keys, key), key)

    def _add_bar(self, entry: Entry, fresh: dict[_Key, Row]) -> None:
        bar = DayBar(day=self.day_of(entry.recorded.happened_at))
        key = self._key(bar)
        index = bisect_left(self._bar_keys, key)
        if index >= len(self._bar_keys) or self._bar_keys[index] != key:
            fresh[key] = bar

    def _insertions(self, fresh: dict[_Key, Row]) -> tuple[Insertion, ...]:
        grouped: dict[int, list[Row]] = {}
        for key in sorted(fresh):
            grouped.setdefault(bisect_left(self._keys, key), []).append(fresh[key])
        return tuple(
            Insertion(at=at, rows=tuple(rows)) for at, rows in sorted(grouped.items(), reverse=True)
        )

    def day_of(self, instant: datetime) -> date:
        """Local day of an instant."""
        return instant.astimezone(self._zone).date()

    def _key(self, row: Row) -> _Key:
        if isinstance(row, DayBar):
            next_day = datetime.combine(row.day + timedelta(days=1), time(), tzinfo=self._zone)
            return (-next_day.timestamp(), _BAR_RANK, 0.0, "")
        return (
            -row.recorded.happened_at.timestamp(),
            _ENTRY_RANK,
            -row.recorded_at.timestamp(),
            str(row.id),
        )
