# SPDX-License-Identifier: Apache-2.0
"""Timeline 时间线: record, correct, retract, read. Nothing is edited and nothing is erased."""

from collections.abc import Callable, Mapping
from datetime import datetime, tzinfo

from command_vehicle.domain.errors import ErrorCode, ExpectedError, InputError
from command_vehicle.domain.identity import OperationId
from command_vehicle.domain.operations import Draft, Operation
from command_vehicle.domain.timeline import (
    Entry,
    EntryCorrected,
    EntryFilter,
    EntryKind,
    EntryRecorded,
    EntryRetracted,
    PositionStamp,
)
from command_vehicle.services.events import EventBus, Trouble
from command_vehicle.services.journal import Current, Failed, Journal, ignore
from command_vehicle.services.ports import Clock, KeptState, PageOf, StoreRunner
from command_vehicle.services.timeline.quick_line import QuickLine, parse_quick_line

MAX_TEXT_CHARACTERS = 4000
"""Keeps one entry within a 16 KiB chunk of a slow link, whatever the script."""

TROUBLE_SUBJECT = "timeline"
_LAST_LOOK = "timeline.last_look"

Recorded = Callable[[Operation], None]


class TimelineService:
    """Use cases of the timeline.

    Every command calls exactly one of its two callbacks. A refused input reaches only `failed`,
    with the text still in the caller's hands; a failed write is published as `Trouble` as well.
    """

    def __init__(
        self,
        runner: StoreRunner,
        journal: Journal,
        bus: EventBus,
        clock: Clock,
        kept: KeptState,
        *,
        position: Callable[[], PositionStamp | None],
        zone: Callable[[], tzinfo],
    ) -> None:
        self._runner = runner
        self._journal = journal
        self._bus = bus
        self._clock = clock
        self._kept = kept
        self._position = position
        self._zone = zone

    def read_line(self, line: str) -> QuickLine:
        """What a quick log line would record if it were saved now."""
        return parse_quick_line(line, self._clock.now(), self._zone())

    def record(
        self,
        kind: EntryKind,
        line: str,
        then: Recorded = ignore,
        failed: Failed = ignore,
        *,
        late_reason: str | None = None,
    ) -> None:
        """Save a quick log line as an entry of the current incident."""
        said = self.read_line(line)
        self._append(self.draft_entry(kind, said, late_reason=late_reason), then, failed)

    def record_said(
        self,
        kind: EntryKind,
        said: QuickLine,
        then: Recorded = ignore,
        failed: Failed = ignore,
        *,
        incident: OperationId | Current | None = Current.INCIDENT,
        actor: str | None = None,
    ) -> None:
        """Save what has been read already, for an incident and by a person given by name."""
        self._append(self.draft_entry(kind, said, incident=incident, actor=actor), then, failed)

    def record_automatic(
        self,
        kind: EntryKind,
        text: str,
        source: str,
        then: Recorded = ignore,
        failed: Failed = ignore,
        *,
        happened_at: datetime | None = None,
        subject: str | None = None,
        incident: OperationId | Current | None = Current.INCIDENT,
    ) -> None:
        """Save what a part of the program, named by `source`, noticed by itself.

        `subject` is the key of the thing it noticed something about, for its own memory.
        """
        said = QuickLine(text=text, happened_at=happened_at)
        draft = self.draft_entry(kind, said, source=source, incident=incident, subject=subject)
        self._append(draft, then, failed)

    def draft_entry(
        self,
        kind: EntryKind,
        said: QuickLine,
        *,
        source: str | None = None,
        incident: OperationId | Current | None = Current.INCIDENT,
        actor: str | None = None,
        refs: tuple[OperationId, ...] = (),
        late_reason: str | None = None,
        subject: str | None = None,
    ) -> Draft:
        """The draft of an entry, stamped with time and position, to append with others."""
        body = EntryRecorded(
            kind=kind,
            text=said.text,
            happened_at=said.happened_at or self._clock.now(),
            position=self._position(),
            automatic_source=source,
            resources=said.resources,
            tags=said.tags,
            late_reason=late_reason,
            subject=subject,
        )
        return self._journal.draft(body, actor=actor or source, incident=incident, refs=refs)

    def correct(
        self,
        entry: Entry,
        text: str,
        reason: str,
        then: Recorded = ignore,
        failed: Failed = ignore,
    ) -> None:
        """Put a new wording beside the old one, which stays, struck through."""
        if not reason.strip():
            failed(InputError(ErrorCode.REASON_MISSING))
            return
        if (error := _text_error(text)) is not None:
            failed(error)
            return
        body = EntryCorrected(text=text.strip(), reason=reason.strip())
        self._submit(self._amendment(entry, body), then, failed)

    def retract(
        self, entry: Entry, reason: str, then: Recorded = ignore, failed: Failed = ignore
    ) -> None:
        """Take an entry back; it stays, struck through."""
        if not reason.strip():
            failed(InputError(ErrorCode.REASON_MISSING))
            return
        body = EntryRetracted(reason=reason.strip())
        self._submit(self._amendment(entry, body), then, failed)

    def page(
        self,
        wanted: EntryFilter,
        page: PageOf,
        then: Callable[[tuple[Entry, ...]], None],
        failed: Failed = ignore,
    ) -> None:
        """A window of the timeline, newest happened-at first."""
        self._runner.submit(
            lambda store: store.entries(wanted, page), then, self._reporting(failed)
        )

    def entry(
        self,
        entry_id: OperationId,
        then: Callable[[Entry | None], None],
        failed: Failed = ignore,
    ) -> None:
        """One entry with its amendments."""
        self._runner.submit(lambda store: store.entry(entry_id), then, self._reporting(failed))

    def count(
        self, wanted: EntryFilter, then: Callable[[int], None], failed: Failed = ignore
    ) -> None:
        """How many entries a filter leaves."""
        self._runner.submit(lambda store: store.entry_count(wanted), then, self._reporting(failed))

    def count_by_kind(
        self,
        incident: OperationId | None,
        then: Callable[[Mapping[int, int]], None],
        failed: Failed = ignore,
    ) -> None:
        """Entries per kind, for the tabs."""
        self._runner.submit(
            lambda store: store.count_by_kind(incident), then, self._reporting(failed)
        )

    @property
    def last_look(self) -> datetime | None:
        """When a person last looked at the timeline, UTC; None never."""
        kept = self._kept.read(_LAST_LOOK)
        return None if kept is None else datetime.fromisoformat(kept)

    def mark_looked(self) -> None:
        """A person has the newest entries before their eyes."""
        self._kept.write(_LAST_LOOK, self._clock.now().isoformat())

    def unread(
        self,
        incident: OperationId | None,
        then: Callable[[int], None],
        failed: Failed = ignore,
    ) -> None:
        """How many entries were recorded since the last look."""
        self.count(EntryFilter(incident=incident, since=self.last_look), then, failed)

    def _amendment(self, entry: Entry, body: EntryCorrected | EntryRetracted) -> Draft:
        newest = entry.amendments[-1].id if entry.amendments else entry.id
        return self._journal.draft(body, incident=entry.incident, record=entry.id, base=(newest,))

    def _append(self, draft: Draft, then: Recorded, failed: Failed) -> None:
        text = draft.body.text if isinstance(draft.body, EntryRecorded) else ""
        if (error := _text_error(text)) is not None:
            failed(error)
            return
        self._submit(draft, then, failed)

    def _submit(self, draft: Draft, then: Recorded, failed: Failed) -> None:
        self._journal.append([draft], lambda operations: then(operations[0]), failed)

    def _reporting(self, failed: Failed) -> Failed:
        def report(error: ExpectedError) -> None:
            self._bus.publish(Trouble(subject=TROUBLE_SUBJECT, error=error))
            failed(error)

        return report


def _text_error(text: str) -> InputError | None:
    if not text.strip():
        return InputError(ErrorCode.VALUE_INVALID, field="text", reason="empty")
    if len(text) > MAX_TEXT_CHARACTERS:
        return InputError(
            ErrorCode.VALUE_INVALID, field="text", reason="too long", limit=MAX_TEXT_CHARACTERS
        )
    try:
        text.encode()
    except UnicodeEncodeError:
        return InputError(ErrorCode.VALUE_INVALID, field="text", reason="not Unicode text")
    return None
