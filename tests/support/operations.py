# SPDX-License-Identifier: Apache-2.0
"""One operation of every type with every field set, and one with the fewest; all fictional."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

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
from command_vehicle.domain.operations import Body, ClockStamp, Draft, LaneHead, Seal, TimeSource
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

NOON = datetime(2026, 5, 4, 4, 0, 0, tzinfo=UTC)
VEHICLE = ReplicaId(uuid=UUID("0196a5e8-3c00-7a11-8a10-3f2b6c4d5e60"))
NEIGHBOUR = ReplicaId(uuid=UUID("0196a5e8-3c00-7b22-9b20-4a3c7d5e6f70"), incarnation=3)
TIME = HybridTime(physical_ms=1_777_867_200_123, counter=4)
INCIDENT = OperationId(replica=NEIGHBOUR, lane=Lane.OPS, seq=1)
ENTRY = OperationId(replica=VEHICLE, lane=Lane.OPS, seq=131)
CHLORINE_STORE = GeoPoint(latitude_deg=40.2308, longitude_deg=101.9622)
GNSS_CLOCK = ClockStamp(source=TimeSource.GNSS, offset_ms=-1830, uncertainty_ms=40)


def draft(
    body: Body,
    *,
    lane: Lane = Lane.OPS,
    actor: str = "周敏",
    record: OperationId | None = None,
    incident: OperationId | None = None,
) -> Draft:
    """A draft with nothing set but what matters."""
    return Draft(lane=lane, body=body, actor=actor, record=record, incident=incident)


def entry(
    text: str = "液氯瓶库西侧阀门泄漏",
    *,
    kind: EntryKind = EntryKind.OBSERVATION,
    happened_at: datetime = NOON,
    incident: OperationId | None = None,
) -> Draft:
    """A plain timeline entry."""
    body = EntryRecorded(kind=kind, text=text, happened_at=happened_at)
    return draft(body, incident=incident)


def _track(length: int) -> tuple[TrackPoint, ...]:
    return tuple(
        TrackPoint(
            at=NOON + timedelta(seconds=second),
            point=GeoPoint(
                latitude_deg=round(40.2 + second * 0.0001, 7),
                longitude_deg=round(101.9 + second * 0.00013, 7),
            ),
            altitude_msl_m=None if second == 1 else 1301.5,
            speed_mps=13.9 + second % 3 / 10,
            course_true_deg=float((359 + second) % 360),
        )
        for second in range(length)
    )


_ROW = Resource(
    code="QL-T-001",
    kind=ResourceKind.TEAM,
    name="县消防救援大队一中队",
    point=GeoPoint(latitude_deg=40.205, longitude_deg=101.908),
    address="青岚镇建设路 18 号",
    keeper="县消防救援大队",
    contact=Contact(name="李建国", phone="139-0000-2071", radio="5 频道"),
    people=27,
    vehicles=0,
    capability="危化品处置、堵漏",
    verified_on=date(2026, 4, 1),
    source="teams.csv",
)
_HEADS = (
    LaneHead(replica=VEHICLE, lane=Lane.OPS, upto=130, head=bytes(range(32))),
    LaneHead(replica=NEIGHBOUR, lane=Lane.META, upto=9, head=bytes(reversed(range(32)))),
)

SAMPLES: dict[str, Draft] = {
    "entry": Draft(
        lane=Lane.OPS,
        actor="周敏",
        incident=INCIDENT,
        base=(ENTRY,),
        refs=(INCIDENT, ENTRY),
        clock=GNSS_CLOCK,
        body=EntryRecorded(
            kind=EntryKind.HAZARD,
            text="液氯瓶库西侧阀门泄漏",
            happened_at=NOON,
            position=PositionStamp(
                point=CHLORINE_STORE,
                fixed_at=NOON,
                age_s=0.4,
                accuracy_m=2.5,
                source="北斗接收机",
            ),
            automatic_source="watch",
            resources=("消防一中队",),
            tags=("氯气", "泄漏"),
            late_reason="通信中断",
        ),
    ),
    "entry, fewest": entry(),
    "correction": draft(EntryCorrected(text="东侧阀门泄漏", reason="方位看错"), record=ENTRY),
    "retraction": draft(EntryRetracted(reason="重复记录"), record=INCIDENT),
    "incident": draft(
        IncidentOpened(
            title="青岚化工园区液氯泄漏",
            type=IncidentType.HAZARDOUS_CHEMICALS,
            happened_at=NOON,
            point=CHLORINE_STORE,
            place="华澄公司液氯瓶库",
            casualties_known=0,
            mode=OperatingMode.DRILL,
        )
    ),
    "incident, fewest": draft(
        IncidentOpened(title="山洪", type=IncidentType.FLOOD, happened_at=NOON)
    ),
    "level": draft(LevelConfirmed(level=ResponseLevel.LEVEL_2, basis="预案 3.2"), record=INCIDENT),
    "closure": draft(IncidentClosed(summary="处置完毕"), record=INCIDENT),
    "resources": draft(
        ResourcesImported(
            source="teams.csv",
            rows=(_ROW, Resource(code="X", kind=ResourceKind.CAMERA, name="园区北门")),
        ),
        lane=Lane.META,
    ),
    "report": draft(
        ResourceStatusChanged(
            code="QL-T-001",
            status=ResourceStatus.EN_ROUTE,
            note="两车十二人",
            point=GeoPoint(latitude_deg=-40.2, longitude_deg=-101.9),
        )
    ),
    "activation": draft(
        PlanActivated(
            plan_key="chlorine",
            edition="2025",
            plan_digest="ab" * 32,
            plan_title="危险化学品事故专项预案",
            level=ResponseLevel.LEVEL_3,
            basis="现场指挥决定",
        ),
        incident=INCIDENT,
    ),
    "plan level": draft(
        PlanLevelChanged(level=ResponseLevel.LEVEL_1, basis="事态扩大"), record=ENTRY
    ),
    "task": draft(
        TaskStateChanged(
            task_key="4.5.3",
            state=TaskState.NOT_APPLICABLE,
            owner="马国强",
            note="无居民",
            done_steps=(0, 2),
        ),
        record=ENTRY,
    ),
    "track": draft(TrackSegment(source="北斗接收机", points=_track(4)), lane=Lane.TRACK),
    "track, bare": draft(
        TrackSegment(source="", points=(TrackPoint(at=NOON, point=CHLORINE_STORE),)),
        lane=Lane.TRACK,
    ),
    "track, jump": draft(
        TrackSegment(
            source="北斗接收机",
            points=(
                TrackPoint(at=NOON, point=CHLORINE_STORE),
                TrackPoint(
                    at=NOON + timedelta(milliseconds=100),
                    point=GeoPoint(latitude_deg=41.0, longitude_deg=101.9),
                    is_jump=True,
                ),
                TrackPoint(at=NOON + timedelta(milliseconds=200), point=CHLORINE_STORE),
            ),
        ),
        lane=Lane.TRACK,
    ),
    "fence, circle": draft(
        GeofenceDrawn(
            name="北门警戒区",
            purpose=FencePurpose.OTHER,
            center=CHLORINE_STORE,
            radius_m=300.5,
        ),
        incident=INCIDENT,
    ),
    "fence, area": draft(
        GeofenceDrawn(
            name="石桥村警戒区",
            ring=(
                CHLORINE_STORE,
                GeoPoint(latitude_deg=40.22, longitude_deg=101.97),
                GeoPoint(latitude_deg=40.22, longitude_deg=101.96),
            ),
        )
    ),
    "fence removed": draft(GeofenceRemoved(reason="解除警戒"), record=ENTRY),
    "entry about a fence": draft(
        EntryRecorded(
            kind=EntryKind.ARRIVAL,
            text="到达园区北门集结地",
            happened_at=NOON,
            automatic_source="geofences",
            subject="resource:QL-SA-01",
        )
    ),
    "seal": draft(
        Seal(heads=_HEADS, signature=bytes(64), public_key=bytes(range(32))), lane=Lane.META
    ),
}
