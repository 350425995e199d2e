# SPDX-License-Identifier: Apache-2.0
"""What the central platform keeps, whatever database is underneath.

A storage belongs to the thread that opened it. Every method is one transaction; what it answers
is committed. The tests of this contract run on every implementation.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from command_vehicle.domain.identity import Lane, ReplicaId
from command_vehicle.domain.incidents import Incident
from command_vehicle.domain.operations import LoggedOperation
from command_vehicle.domain.sync import HaveRange
from command_vehicle.domain.timeline import Entry
from command_vehicle.protocols.sync.problem import ProblemCode
from command_vehicle.protocols.sync.segment import Segment
from command_vehicle.protocols.sync.wire import Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Applicant:
    """A vehicle that wants to be let in."""

    replica: ReplicaId
    public_key: bytes
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Vehicle:
    """A vehicle that has been let in.

    Attributes:
        uuid: Of its replica.
        number: Vehicle number, 1 to 16383.
        name: What people call it.
        public_key: Ed25519, 32 bytes.
        enrolled_at: UTC.
        contact_at: UTC of its last request that was proved to be its own; None never.
        bearer: What carried that request.
        agent: Program and version that made it.
        held: How many of its operations are held here.
    """

    uuid: UUID
    number: int
    name: str
    public_key: bytes
    enrolled_at: datetime
    contact_at: datetime | None = None
    bearer: str = ""
    agent: str = ""
    held: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class HaveStatement:
    """What a vehicle says it holds: everything, or what changed since `base`."""

    ranges: tuple[HaveRange, ...]
    base: bytes | None
    mark: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """One request of a vehicle, proved to be its own.

    Attributes:
        vehicle: Whose.
        at: UTC by the platform's clock.
        segments: What it brings.
        statement: What it holds.
        bearer: What carried the request.
        agent: Program and version.
    """

    vehicle: Vehicle
    at: datetime
    segments: tuple[Segment, ...]
    statement: HaveStatement
    bearer: str
    agent: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What came of a contact.

    Attributes:
        have: What is held of the vehicle's lanes now.
        refused: What was not taken.
        foreign: Segments of other replicas, which a vehicle may not bring yet.
        knows_statement: Whether it is known what the vehicle holds.
    """

    have: tuple[HaveRange, ...]
    refused: tuple[Refusal, ...]
    foreign: int
    knows_statement: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LaneBeyond:
    """A lane of which more is held here than a vehicle said it holds.

    Attributes:
        replica: Whose.
        number: Vehicle number behind it; 0 for the platform.
        lane: Which lane.
        first: Number of the first operation it lacks.
        last: Number of the last one held here.
    """

    replica: ReplicaId
    number: int
    lane: Lane
    first: int
    last: int


class CentralStorage(Protocol):
    """Enrolments, operations of all vehicles, and what headquarters looks at."""

    def platform(self) -> ReplicaId:
        """Who the platform is."""
        ...

    def add_code(self, digest: bytes, expires_at: datetime) -> None:
        """A code with this digest lets one vehicle in until then."""
        ...

    def enrol(self, applicant: Applicant, digest: bytes, at: datetime) -> Vehicle | ProblemCode:
        """Let a vehicle in. Repeating an enrolment gives the same answer."""
        ...

    def vehicle(self, uuid: UUID) -> Vehicle | None:
        """One vehicle."""
        ...

    def vehicles(self) -> tuple[Vehicle, ...]:
        """All, by number."""
        ...

    def take(self, contact: Contact) -> Taken:
        """Take in what a vehicle brings; all of it or, if the disk fails, nothing."""
        ...

    def lanes_beyond(self, uuid: UUID, limit: int) -> tuple[LaneBeyond, ...]:
        """Lanes of others of which the vehicle lacks something, the most urgent first."""
        ...

    def operations(
        self, replica: ReplicaId, lane: Lane, first: int, last: int, max_bytes: int | None = None
    ) -> tuple[LoggedOperation, ...]:
        """As in `JournalStore`."""
        ...

    def received(self) -> Iterator[LoggedOperation]:
        """Every operation held without a hole before it, by replica, lane and number."""
        ...

    def incidents(self) -> tuple[Incident, ...]:
        """Open ones first, newest first."""
        ...

    def newest_entries(self, limit: int) -> tuple[Entry, ...]:
        """Newest timeline lines of all vehicles."""
        ...

    def close(self) -> None:
        """Close the database."""
        ...
