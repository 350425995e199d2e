# SPDX-License-Identifier: Apache-2.0
"""Which field of which operation stands under which key. See `docs/protocols/operations.md`.

Layouts only grow. A type number, a key or the number of an enumeration is never used again for
something else. Key 0 of every body belongs to the clock stamp, see `operation_codec`.
"""

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from command_vehicle.domain.geofences import FencePurpose, GeofenceDrawn, GeofenceRemoved
from command_vehicle.domain.identity import Lane, ReplicaId
from command_vehicle.domain.incidents import (
    IncidentClosed,
    IncidentOpened,
    IncidentType,
    LevelConfirmed,
    OperatingMode,
    ResponseLevel,
)
from command_vehicle.domain.operations import LaneHead, Seal
from command_vehicle.domain.plans import (
    PlanActivated,
    PlanLevelChanged,
    TaskState,
    TaskStateChanged,
)
from command_vehicle.domain.resources import (
    Contact,
    Resource,
    ResourceKind,
    ResourcesImported,
    ResourceStatus,
    ResourceStatusChanged,
)
from command_vehicle.domain.timeline import (
    EntryCorrected,
    EntryKind,
    EntryRecorded,
    EntryRetracted,
    PositionStamp,
)
from command_vehicle.domain.track import TrackSegment
from command_vehicle.protocols.operations.forms import (
    DAY,
    NATURAL,
    OCTETS,
    POINT,
    TEXT,
    TIME,
    Field,
    Form,
    Table,
    enumeration,
    read_list,
    scaled,
    several,
)
from command_vehicle.protocols.operations.hash_chain import HASH_BYTES
from command_vehicle.protocols.operations.track_columns import TRACK_POINTS
from command_vehicle.protocols.wire_format import WireFormatError, octets, unsigned

SEQ_BITS: Final = 40
"""A lane ends at 2^40 operations: 34,000 years at one a second."""
_INCARNATION_BITS: Final = 10
_UUID_BYTES: Final = 16
_HEAD_PARTS: Final = 5
_LEVEL: Final = enumeration(ResponseLevel)

_POSITION: Final = Table(
    PositionStamp,
    Field(1, "point", POINT),
    Field(2, "fixed_at", TIME),
    Field(3, "age_s", scaled(1000)),
    Field(4, "accuracy_m", scaled(10)),
    Field(5, "source", TEXT),
)

_CONTACT: Final = Table(
    Contact,
    Field(1, "name", TEXT),
    Field(2, "phone", TEXT),
    Field(3, "radio", TEXT),
)

_RESOURCE: Final = Table(
    Resource,
    Field(1, "code", TEXT),
    Field(2, "kind", enumeration(ResourceKind)),
    Field(3, "name", TEXT),
    Field(4, "point", POINT),
    Field(5, "address", TEXT),
    Field(6, "keeper", TEXT),
    Field(7, "contact", _CONTACT.as_form()),
    Field(8, "people", NATURAL),
    Field(9, "vehicles", NATURAL),
    Field(10, "capability", TEXT),
    Field(11, "verified_on", DAY),
    Field(12, "source", TEXT),
)


def _write_head(head: LaneHead) -> list[object]:
    replica = head.replica
    return [replica.uuid.bytes, replica.incarnation, int(head.lane), head.upto, head.head]


def _read_head(item: object) -> LaneHead:
    parts = read_list(item)
    if len(parts) != _HEAD_PARTS:
        raise WireFormatError("a head is [uuid, incarnation, lane, upto, hash]")
    return LaneHead(
        replica=ReplicaId(
            uuid=UUID(bytes=octets(parts[0], _UUID_BYTES)),
            incarnation=unsigned(parts[1], _INCARNATION_BITS),
        ),
        lane=Lane(unsigned(parts[2], 2)),
        upto=unsigned(parts[3], SEQ_BITS),
        head=octets(parts[4], HASH_BYTES),
    )


HEADS: Final = several(Form(_write_head, _read_head))

TABLES: Final[Mapping[int, Table]] = {
    1: Table(
        EntryRecorded,
        Field(1, "kind", enumeration(EntryKind, EntryKind.OTHER)),
        Field(2, "text", TEXT),
        Field(3, "happened_at", TIME),
        Field(4, "position", _POSITION.as_form()),
        Field(5, "automatic_source", TEXT),
        Field(6, "resources", several(TEXT)),
        Field(7, "tags", several(TEXT)),
        Field(8, "late_reason", TEXT),
        Field(9, "subject", TEXT),
    ),
    2: Table(EntryCorrected, Field(1, "text", TEXT), Field(2, "reason", TEXT)),
    3: Table(EntryRetracted, Field(1, "reason", TEXT)),
    10: Table(
        IncidentOpened,
        Field(1, "title", TEXT),
        Field(2, "type", enumeration(IncidentType)),
        Field(3, "happened_at", TIME),
        Field(4, "point", POINT),
        Field(5, "place", TEXT),
        Field(6, "casualties_known", NATURAL),
        Field(7, "mode", enumeration(OperatingMode)),
    ),
    11: Table(LevelConfirmed, Field(1, "level", _LEVEL), Field(2, "basis", TEXT)),
    12: Table(IncidentClosed, Field(1, "summary", TEXT)),
    20: Table(
        ResourcesImported,
        Field(1, "source", TEXT),
        Field(2, "rows", several(_RESOURCE.as_form())),
    ),
    21: Table(
        ResourceStatusChanged,
        Field(1, "code", TEXT),
        Field(2, "status", enumeration(ResourceStatus)),
        Field(3, "note", TEXT),
        Field(4, "point", POINT),
    ),
    30: Table(
        PlanActivated,
        Field(1, "plan_key", TEXT),
        Field(2, "edition", TEXT),
        Field(3, "plan_digest", TEXT),
        Field(4, "plan_title", TEXT),
        Field(5, "level", _LEVEL),
        Field(6, "basis", TEXT),
    ),
    31: Table(PlanLevelChanged, Field(1, "level", _LEVEL), Field(2, "basis", TEXT)),
    32: Table(
        TaskStateChanged,
        Field(1, "task_key", TEXT),
        Field(2, "state", enumeration(TaskState)),
        Field(3, "owner", TEXT),
        Field(4, "note", TEXT),
        Field(5, "done_steps", several(NATURAL)),
    ),
    40: Table(TrackSegment, Field(1, "source", TEXT), Field(2, "points", TRACK_POINTS)),
    41: Table(
        GeofenceDrawn,
        Field(1, "name", TEXT),
        Field(2, "purpose", enumeration(FencePurpose, FencePurpose.OTHER)),
        Field(3, "center", POINT),
        Field(4, "radius_m", scaled(10)),
        Field(5, "ring", several(POINT)),
    ),
    42: Table(GeofenceRemoved, Field(1, "reason", TEXT)),
    50: Table(
        Seal,
        Field(1, "heads", HEADS),
        Field(2, "signature", OCTETS),
        Field(3, "public_key", OCTETS),
    ),
}
"""By type number."""

TYPE_OF: Final[Mapping[type, int]] = {table.shape: number for number, table in TABLES.items()}
