# SPDX-License-Identifier: Apache-2.0
"""Hypothesis strategies for drafts of every type, in the resolution that the log keeps."""

from datetime import UTC, date, datetime, timedelta
from typing import TypeVar

from hypothesis import strategies as st

from command_vehicle.domain.geodesy import GeoPoint
from command_vehicle.domain.geofences import FencePurpose, GeofenceDrawn, GeofenceRemoved
from command_vehicle.domain.identity import HybridTime, Lane, OperationId, ReplicaId
from command_vehicle.domain.incidents import (
    IncidentClosed,
    IncidentOpened,
    IncidentType,
    LevelConfirmed,
    OperatingMode,
    ResponseLevel,
)
from command_vehicle.domain.operations import (
    Body,
    ClockStamp,
    Draft,
    LaneHead,
    Seal,
    TimeSource,
    UnknownBody,
)
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
from command_vehicle.domain.track import TrackPoint, TrackSegment

Value = TypeVar("Value")

TEXTS = st.text(max_size=20)
NUMBERS = st.integers(0, 2**40 - 1)
SIGNED = st.integers(-(2**40), 2**40)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MOMENTS = st.integers(-(10**12), 10**13).map(lambda ms: _EPOCH + timedelta(milliseconds=ms))
POINTS = st.builds(
    lambda latitude, longitude: GeoPoint(
        latitude_deg=latitude / 10_000_000, longitude_deg=longitude / 10_000_000
    ),
    st.integers(-900_000_000, 900_000_000),
    st.integers(-1_800_000_000, 1_800_000_000),
)
TENTHS = st.integers(-100_000, 100_000).map(lambda tenths: tenths / 10)
THOUSANDTHS = st.integers(0, 10**9).map(lambda parts: parts / 1000)
REPLICAS = st.builds(ReplicaId, uuid=st.uuids(), incarnation=st.integers(0, 1023))
LANES = st.sampled_from(Lane)
PLACES = st.builds(OperationId, replica=REPLICAS, lane=LANES, seq=st.integers(1, 2**40 - 1))
TIMES = st.integers(0, 2**63 - 1).map(HybridTime.unpacked)
CLOCKS = st.builds(
    ClockStamp,
    source=st.sampled_from(TimeSource),
    offset_ms=st.none() | SIGNED,
    uncertainty_ms=st.none() | NUMBERS,
)
_LEVELS = st.sampled_from(ResponseLevel)


def _tuples(
    values: st.SearchStrategy[Value], max_size: int = 3
) -> st.SearchStrategy[tuple[Value, ...]]:
    return st.lists(values, max_size=max_size).map(tuple)


_POSITIONS = st.builds(
    PositionStamp,
    point=POINTS,
    fixed_at=st.none() | MOMENTS,
    age_s=THOUSANDTHS,
    accuracy_m=st.none() | TENTHS,
    source=TEXTS,
)
_ROWS = st.builds(
    Resource,
    code=TEXTS,
    kind=st.sampled_from(ResourceKind),
    name=TEXTS,
    point=st.none() | POINTS,
    address=TEXTS,
    keeper=TEXTS,
    contact=st.builds(Contact, name=TEXTS, phone=TEXTS, radio=TEXTS),
    people=st.none() | NUMBERS,
    vehicles=st.none() | NUMBERS,
    capability=TEXTS,
    verified_on=st.none() | st.dates(min_value=date(1, 1, 1)),
    source=TEXTS,
)
_TRACK_POINTS = st.builds(
    TrackPoint,
    at=MOMENTS,
    point=POINTS,
    altitude_msl_m=st.none() | TENTHS,
    speed_mps=st.none() | TENTHS,
    course_true_deg=st.none() | st.integers(0, 359).map(float),
    is_jump=st.booleans(),
)
_HEADS = st.builds(
    LaneHead,
    replica=REPLICAS,
    lane=LANES,
    upto=NUMBERS,
    head=st.binary(min_size=32, max_size=32),
)
_ITEMS = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | TEXTS | st.binary(max_size=9),
    lambda items: (
        st.lists(items, max_size=3) | st.dictionaries(st.integers(0, 99), items, max_size=3)
    ),
    max_leaves=5,
)
BODIES: st.SearchStrategy[Body] = st.one_of(
    st.builds(
        EntryRecorded,
        kind=st.sampled_from(EntryKind),
        text=TEXTS,
        happened_at=MOMENTS,
        position=st.none() | _POSITIONS,
        automatic_source=st.none() | TEXTS,
        resources=_tuples(TEXTS),
        tags=_tuples(TEXTS),
        late_reason=st.none() | TEXTS,
        subject=st.none() | TEXTS,
    ),
    st.builds(EntryCorrected, text=TEXTS, reason=TEXTS),
    st.builds(EntryRetracted, reason=TEXTS),
    st.builds(
        IncidentOpened,
        title=TEXTS,
        type=st.sampled_from(IncidentType),
        happened_at=MOMENTS,
        point=st.none() | POINTS,
        place=TEXTS,
        casualties_known=st.none() | NUMBERS,
        mode=st.sampled_from(OperatingMode),
    ),
    st.builds(LevelConfirmed, level=_LEVELS, basis=TEXTS),
    st.builds(IncidentClosed, summary=TEXTS),
    st.builds(ResourcesImported, source=TEXTS, rows=_tuples(_ROWS)),
    st.builds(
        ResourceStatusChanged,
        code=TEXTS,
        status=st.sampled_from(ResourceStatus),
        note=TEXTS,
        point=st.none() | POINTS,
    ),
    st.builds(
        PlanActivated,
        plan_key=TEXTS,
        edition=TEXTS,
        plan_digest=TEXTS,
        plan_title=TEXTS,
        level=_LEVELS,
        basis=TEXTS,
    ),
    st.builds(PlanLevelChanged, level=_LEVELS, basis=TEXTS),
    st.builds(
        TaskStateChanged,
        task_key=TEXTS,
        state=st.sampled_from(TaskState),
        owner=TEXTS,
        note=TEXTS,
        done_steps=_tuples(st.integers(0, 99)),
    ),
    st.builds(TrackSegment, source=TEXTS, points=_tuples(_TRACK_POINTS, max_size=8)),
    st.builds(
        GeofenceDrawn,
        name=TEXTS,
        purpose=st.sampled_from(FencePurpose),
        center=st.none() | POINTS,
        radius_m=st.none() | TENTHS,
        ring=_tuples(POINTS, max_size=5),
    ),
    st.builds(GeofenceRemoved, reason=TEXTS),
    st.builds(
        Seal,
        heads=_tuples(_HEADS),
        signature=st.none() | st.binary(min_size=64, max_size=64),
        public_key=st.none() | st.binary(min_size=32, max_size=32),
    ),
    st.builds(
        UnknownBody,
        type_number=st.integers(60, 2**32 - 1),
        content=st.dictionaries(st.integers(1, 99), _ITEMS, max_size=4),
    ),
)
DRAFTS = st.builds(
    Draft,
    lane=LANES,
    body=BODIES,
    actor=TEXTS,
    incident=st.none() | PLACES,
    record=st.none() | PLACES,
    base=_tuples(PLACES),
    refs=_tuples(PLACES),
    clock=st.none() | CLOCKS,
)
