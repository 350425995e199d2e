# SPDX-License-Identifier: Apache-2.0
"""Resources 资源: who and what can help, who and what must be protected, what can harm."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import IntEnum

from command_vehicle.domain.geodesy import GeoBox, GeoPoint
from command_vehicle.domain.identity import OperationId

VERIFICATION_HOLDS_FOR = timedelta(days=365)
"""A line that nobody has checked for longer is to be doubted."""
STATUS_HOLDS_FOR = timedelta(hours=12)
"""A reported state that is older is stale."""


class ResourceKind(IntEnum):
    """Kind of a resource. Numbers are on disk and on the wire: never reuse one."""

    TEAM = 1
    EXPERT = 2
    EQUIPMENT = 3
    VEHICLE = 4
    DEPOT = 5
    HOSPITAL = 6
    SHELTER = 7
    HAZARD_SOURCE = 8
    PROTECTED_TARGET = 9
    ENTERPRISE = 10
    WATER_SOURCE = 11
    LANDING_PAD = 12
    CAMERA = 13
    COMMAND_POST = 14
    STAGING_AREA = 15
    MONITORING_POINT = 16


class ResourceFamily(IntEnum):
    """Frame colour and shape on the map."""

    RESOURCE = 1
    HAZARD = 2
    TARGET = 3


FAMILY_OF_KIND = {
    ResourceKind.HAZARD_SOURCE: ResourceFamily.HAZARD,
    ResourceKind.ENTERPRISE: ResourceFamily.HAZARD,
    ResourceKind.PROTECTED_TARGET: ResourceFamily.TARGET,
}
"""Kinds that are not `ResourceFamily.RESOURCE`."""


class ResourceStatus(IntEnum):
    """State of a resource; UNKNOWN until somebody has said."""

    UNKNOWN = 0
    STANDING_BY = 1
    EN_ROUTE = 2
    ON_SCENE = 3
    RESTING = 4
    OUT_OF_SERVICE = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Somebody to call, and how."""

    name: str = ""
    phone: str = ""
    radio: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """One line of the catalogue.

    Attributes:
        code: The keeper's own stable identifier; the identity of the resource.
        kind: What it is.
        name: Full name.
        point: WGS-84; None when only the address is known.
        address: In words.
        keeper: Unit that keeps it.
        contact: Whom to call.
        people: Strength; None unknown, which is not zero.
        vehicles: Number; None unknown.
        capability: What it can do, holds or contains, in words.
        verified_on: Day somebody last checked the line; None never.
        source: File or register it came from.
    """

    code: str
    kind: ResourceKind
    name: str
    point: GeoPoint | None = None
    address: str = ""
    keeper: str = ""
    contact: Contact = Contact()
    people: int | None = None
    vehicles: int | None = None
    capability: str = ""
    verified_on: date | None = None
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourcesImported:
    """Catalogue lines taken over together, at most `MAX_ROWS_PER_IMPORT_OPERATION`."""

    source: str
    rows: tuple[Resource, ...]


MAX_ROWS_PER_IMPORT_OPERATION = 200
"""Keeps one operation within a 16 KiB chunk of a slow link."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceStatusChanged:
    """Somebody reported the state of the resource with this code."""

    code: str
    status: ResourceStatus
    note: str = ""
    point: GeoPoint | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceState:
    """A resource with its newest reported state.

    Attributes:
        resource: Catalogue line.
        catalogued_by: Operation the line came with.
        status: Newest state; UNKNOWN when nobody has reported.
        status_note: Words that came with it.
        status_at: UTC of the report; None never.
        status_by: Who reported.
        status_operation: Operation of the report, the `base` of the next one.
        point: Where it is now: reported place, else catalogue place.
    """

    resource: Resource
    catalogued_by: OperationId
    status: ResourceStatus = ResourceStatus.UNKNOWN
    status_note: str = ""
    status_at: datetime | None = None
    status_by: str = ""
    status_operation: OperationId | None = None
    point: GeoPoint | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceFilter:
    """Which resources to list; every condition given must hold."""

    text: str = ""
    kinds: frozenset[ResourceKind] = frozenset()
    statuses: frozenset[ResourceStatus] = frozenset()
    box: GeoBox | None = None
