# SPDX-License-Identifier: Apache-2.0
"""Incident 事件: type, level, place, times."""

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

from command_vehicle.domain.geodesy import GeoPoint
from command_vehicle.domain.identity import OperationId


class OperatingMode(IntEnum):
    """日常 / 演练 / 实战. A drill lives in a database file of its own."""

    ROUTINE = 1
    DRILL = 2
    REAL = 3


class ResponseLevel(IntEnum):
    """Response level 响应级别; Ⅰ is the gravest."""

    LEVEL_1 = 1
    LEVEL_2 = 2
    LEVEL_3 = 3
    LEVEL_4 = 4


class IncidentType(IntEnum):
    """First digit of the national classification: four classes and the commonest accidents."""

    NATURAL_DISASTER = 1
    ACCIDENT = 2
    PUBLIC_HEALTH = 3
    PUBLIC_SECURITY = 4
    HAZARDOUS_CHEMICALS = 21
    FIRE = 22
    MINE = 23
    TRAFFIC = 24
    FLOOD = 11
    EARTHQUAKE = 12
    GEOLOGICAL = 13
    FOREST_FIRE = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentOpened:
    """An incident is known.

    Attributes:
        title: One line.
        type: Classification.
        happened_at: UTC.
        point: WGS-84, when known.
        place: In words.
        casualties_known: None unknown; 0 known to be none. Unknown is not zero.
        mode: Real, drill or routine.
    """

    title: str
    type: IncidentType
    happened_at: datetime
    point: GeoPoint | None = None
    place: str = ""
    casualties_known: int | None = None
    mode: OperatingMode = OperatingMode.REAL


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelConfirmed:
    """A person confirmed the response level of the incident named in `record`."""

    level: ResponseLevel
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentClosed:
    """The incident named in `record` is over."""

    summary: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """An incident with its present level.

    Attributes:
        id: Operation that opened it.
        opened: What was known then.
        recorded_at: UTC.
        actor: Who took it in.
        level: Confirmed level; None while nobody has confirmed one.
        level_by: Who confirmed it.
        closed_at: UTC; None while open.
    """

    id: OperationId
    opened: IncidentOpened
    recorded_at: datetime
    actor: str
    level: ResponseLevel | None = None
    level_by: str = ""
    closed_at: datetime | None = None
