# SPDX-License-Identifier: Apache-2.0
"""Timeline 时间线: entries, and how they are corrected without being erased."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum

from command_vehicle.domain.delivery import DeliveryState
from command_vehicle.domain.geodesy import GeoPoint
from command_vehicle.domain.identity import OperationId
from command_vehicle.domain.incidents import IncidentOpened

LATE_ENTRY_AFTER = timedelta(seconds=60)
"""An entry recorded later than this after it happened is shown as a late entry (补记)."""


class EntryKind(IntEnum):
    """What an entry is about. Numbers are on disk and on the wire: never reuse one."""

    OBSERVATION = 1
    DECISION_ADMINISTRATIVE = 2
    DECISION_TECHNICAL = 3
    ORDER = 4
    REPORT_IN = 5
    REPORT_OUT = 6
    ARRIVAL = 7
    DEPARTURE = 8
    CASUALTY = 9
    HAZARD = 10
    WEATHER = 11
    RESOURCE = 12
    VOICE_NOTE = 13
    PICTURE = 14
    INCIDENT = 15
    PLAN = 16
    POSITION = 17
    LINK = 18
    OTHER = 19


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionStamp:
    """Where the vehicle was, and how sure that is.

    Attributes:
        point: WGS-84.
        fixed_at: UTC of the fix that gave the point.
        age_s: Age of that fix when the stamp was made, seconds.
        accuracy_m: Horizontal accuracy, one sigma, metres.
        source: Receiver or person the point comes from.
    """

    point: GeoPoint
    fixed_at: datetime | None = None
    age_s: float = 0.0
    accuracy_m: float | None = None
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRecorded:
    """A line of the timeline.

    Attributes:
        kind: What it is about.
        text: In the recorder's words.
        happened_at: UTC; the recorded-at time is the operation's own.
        position: Where the vehicle was; None when there has been no fix.
        automatic_source: Part of the program that wrote it; None for a person.
        resources: Names after `@`.
        tags: Words after `#`.
        late_reason: Why it is recorded late.
        subject: Key of the thing that the program noticed something about; None for a person.
    """

    kind: EntryKind
    text: str
    happened_at: datetime
    position: PositionStamp | None = None
    automatic_source: str | None = None
    resources: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    late_reason: str | None = None
    subject: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryCorrected:
    """A new wording; the old one stays, struck through. `record` names the entry."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRetracted:
    """An entry taken back; it stays, struck through. `record` names the entry."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """A correction or retraction as the timeline shows it.

    Attributes:
        id: Operation that made it.
        text: The new wording; None for a retraction.
        reason: Why.
        actor: Who.
        recorded_at: UTC.
    """

    id: OperationId
    text: str | None
    reason: str
    actor: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A timeline line with everything later said about it.

    Attributes:
        id: Operation that recorded it.
        recorded: What was written, never changed.
        recorded_at: UTC.
        actor: Who wrote it.
        incident: Incident it belongs to.
        amendments: Corrections and retractions, oldest first.
        delivery: How far it has come.
    """

    id: OperationId
    recorded: EntryRecorded
    recorded_at: datetime
    actor: str
    incident: OperationId | None = None
    amendments: tuple[Amendment, ...] = ()
    delivery: DeliveryState

    @property
    def text_in_force(self) -> str | None:
        """The newest wording; None once retracted."""
        return self.amendments[-1].text if self.amendments else self.recorded.text

    @property
    def is_late(self) -> bool:
        """Whether it must be shown as a late entry 补记."""
        return self.recorded_at - self.recorded.happened_at > LATE_ENTRY_AFTER


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryFilter:
    """Which entries to list; every condition given must hold.

    Attributes:
        incident: Only of this incident.
        kinds: Only these; empty for all.
        text: Words that must occur in the wording, the actor or the tags.
        since: Recorded at or after, UTC.
        include_automatic: Also what the program wrote by itself.
    """

    incident: OperationId | None = None
    kinds: frozenset[EntryKind] = frozenset()
    text: str = ""
    since: datetime | None = None
    include_automatic: bool = True


def incident_line(opened: IncidentOpened) -> EntryRecorded:
    """What the opening of an incident says on the timeline, in the words of whoever took it in.

    The opening is shown as this line rather than followed by an entry of its own, so that neither
    can be on disk without the other.
    """
    text = f"{opened.title} · {opened.place}" if opened.place else opened.title
    return EntryRecorded(kind=EntryKind.INCIDENT, text=text, happened_at=opened.happened_at)
