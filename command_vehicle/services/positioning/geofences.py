# SPDX-License-Identifier: Apache-2.0
"""Geofences 电子围栏: which there are, and drawing and removing them.

Three kinds of places have one: the current incident, staging areas and command posts of the
catalogue, and whatever people draw. A fence that belongs to a closed incident is not watched.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from command_vehicle.domain.errors import ErrorCode, InputError
from command_vehicle.domain.geofences import (
    Circle,
    FenceOrigin,
    FencePurpose,
    Geofence,
    GeofenceDrawn,
    GeofenceRemoved,
    is_usable,
)
from command_vehicle.domain.incidents import Incident
from command_vehicle.domain.operations import Operation
from command_vehicle.domain.resources import ResourceFilter, ResourceKind, ResourceState
from command_vehicle.services.incidents import IncidentService
from command_vehicle.services.journal import Failed, Journal, ignore
from command_vehicle.services.ports import PageOf, Store, StoreRunner

INCIDENT_RADIUS_M = 1_000.0
"""Holds the first isolation distances for common toxic gases, and the posts that lie outside it."""
STAGING_RADIUS_M = 150.0
"""A car park for some dozen large vehicles."""
POST_RADIUS_M = 100.0
MAX_CATALOGUED = 500

_PURPOSES: Mapping[ResourceKind, tuple[FencePurpose, float]] = {
    ResourceKind.STAGING_AREA: (FencePurpose.STAGING_AREA, STAGING_RADIUS_M),
    ResourceKind.COMMAND_POST: (FencePurpose.COMMAND_POST, POST_RADIUS_M),
}

Recorded = Callable[[Operation], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownFences:
    """All fences at one moment.

    Attributes:
        fences: Those that are watched.
        crossings: By key: whether the newest line in the log says that the vehicle is inside.
    """

    fences: tuple[Geofence, ...]
    crossings: Mapping[str, bool]


class GeofenceService:
    """Use cases of geofences."""

    def __init__(self, runner: StoreRunner, journal: Journal, incidents: IncidentService) -> None:
        self._runner = runner
        self._journal = journal
        self._incidents = incidents

    def known(self, then: Callable[[KnownFences], None], failed: Failed = ignore) -> None:
        """All fences that are watched, and where the log says that the vehicle is."""
        current, every = self._incidents.current, self._incidents.incidents

        def read(store: Store) -> KnownFences:
            catalogued = store.resources(
                ResourceFilter(kinds=frozenset(_PURPOSES)), PageOf(limit=MAX_CATALOGUED)
            )
            fences = (
                *_of_incident(current),
                *_of_resources(catalogued),
                *_in_force(store.geofences(), every),
            )
            return KnownFences(fences=fences, crossings=store.crossings())

        self._runner.submit(read, then, failed)

    def draw(self, drawn: GeofenceDrawn, then: Recorded = ignore, failed: Failed = ignore) -> None:
        """A person makes a fence; it belongs to the current incident, if there is one."""
        if not is_usable(drawn):
            failed(InputError(ErrorCode.VALUE_INVALID, field="geofence"))
            return
        draft = self._journal.draft(drawn)
        self._journal.append([draft], lambda operations: then(operations[0]), failed)

    def remove(
        self, fence: Geofence, reason: str, then: Recorded = ignore, failed: Failed = ignore
    ) -> None:
        """A drawn fence is no longer wanted; other fences go with what they belong to."""
        if fence.id is None:
            failed(InputError(ErrorCode.VALUE_INVALID, field="geofence", value=fence.key))
            return
        draft = self._journal.draft(
            GeofenceRemoved(reason=reason.strip()),
            incident=fence.incident,
            record=fence.id,
            base=(fence.id,),
        )
        self._journal.append([draft], lambda operations: then(operations[0]), failed)


def _of_incident(incident: Incident | None) -> Iterator[Geofence]:
    if incident is None or incident.closed_at is not None or incident.opened.point is None:
        return
    yield Geofence(
        key=f"incident:{incident.id}",
        name=incident.opened.title,
        purpose=FencePurpose.INCIDENT_AREA,
        shape=Circle(center=incident.opened.point, radius_m=INCIDENT_RADIUS_M),
        origin=FenceOrigin.INCIDENT,
        incident=incident.id,
    )


def _of_resources(states: Iterable[ResourceState]) -> Iterator[Geofence]:
    for state in states:
        if state.point is None:
            continue
        purpose, radius_m = _PURPOSES[state.resource.kind]
        yield Geofence(
            key=f"resource:{state.resource.code}",
            name=state.resource.name,
            purpose=purpose,
            shape=Circle(center=state.point, radius_m=radius_m),
            origin=FenceOrigin.RESOURCE,
        )


def _in_force(fences: Iterable[Geofence], incidents: Iterable[Incident]) -> Iterator[Geofence]:
    closed = {incident.id for incident in incidents if incident.closed_at is not None}
    return (fence for fence in fences if fence.incident not in closed)
