# SPDX-License-Identifier: Apache-2.0
"""A timeline in memory that answers pages at once, or when a test lets it."""

from collections.abc import Callable, Iterable

from command_vehicle.domain.errors import ExpectedError
from command_vehicle.domain.timeline import Entry, EntryFilter
from command_vehicle.services.ports import PageOf

Then = Callable[[tuple[Entry, ...]], None]


class FakeEntrySource:
    """Keeps entries sorted; filters by text and kind only."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self.entries = list(entries)
        self.asked: list[PageOf] = []
        self.error: ExpectedError | None = None
        self.is_holding = False
        self._held: list[Callable[[], None]] = []

    def page(
        self,
        wanted: EntryFilter,
        page: PageOf,
        then: Then,
        failed: Callable[[ExpectedError], None],
    ) -> None:
        """Newest first."""
        self.asked.append(page)
        if self.error is not None:
            failed(self.error)
            return
        is_everything = wanted == EntryFilter()
        matching = [each for each in self.entries if is_everything or _matches(each, wanted)]
        matching.sort(key=lambda entry: entry.recorded.happened_at, reverse=True)
        answer = tuple(matching[page.offset : page.offset + page.limit])
        if self.is_holding:
            self._held.append(lambda: then(answer))
        else:
            then(answer)

    def release(self) -> None:
        """Give the answers that were held back."""
        held, self._held = self._held, []
        for answer in held:
            answer()


def _matches(entry: Entry, wanted: EntryFilter) -> bool:
    return wanted.text in entry.recorded.text and (
        not wanted.kinds or entry.recorded.kind in wanted.kinds
    )
