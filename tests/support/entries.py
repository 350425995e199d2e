# SPDX-License-Identifier: Apache-2.0
"""Timeline entries as a test needs them."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from command_vehicle.domain.delivery import Delivery, DeliveryState
from command_vehicle.domain.geodesy import GeoPoint
from command_vehicle.domain.identity import Lane, OperationId, ReplicaId
from command_vehicle.domain.timeline import (
    Amendment,
    Entry,
    EntryKind,
    EntryRecorded,
    PositionStamp,
)

REPLICA = ReplicaId(uuid=UUID("01920000-0000-7000-8000-000000000001"))
MORNING = datetime(2026, 5, 4, 0, 0, tzinfo=UTC)
"""Eight o'clock in Beijing."""
BOTTLE_STORE = GeoPoint(latitude_deg=40.2308, longitude_deg=101.9622)


def an_id(seq: int, lane: Lane = Lane.OPS) -> OperationId:
    """Id of one of our own operations."""
    return OperationId(replica=REPLICA, lane=lane, seq=seq)


def a_stamp(fixed_at: datetime = MORNING, age_s: float = 0.4) -> PositionStamp:
    """At the bottle store."""
    return PositionStamp(
        point=BOTTLE_STORE, fixed_at=fixed_at, age_s=age_s, accuracy_m=1.8, source="车顶接收机"
    )


def an_entry(
    *,
    seq: int = 1,
    text: str = "堵漏罩安装到位，瓶阀泄漏停止",
    kind: EntryKind = EntryKind.OBSERVATION,
    happened_at: datetime = MORNING,
    recorded_after_s: float = 1.0,
    actor: str = "周敏",
    delivery: Delivery = Delivery.SAVED,
    via: str | None = None,
    reason: str | None = None,
    position: PositionStamp | None = None,
    source: str | None = None,
    resources: tuple[str, ...] = (),
    amendments: tuple[Amendment, ...] = (),
) -> Entry:
    """An entry that is saved here and nowhere else, unless said otherwise."""
    recorded_at = happened_at + timedelta(seconds=recorded_after_s)
    return Entry(
        id=an_id(seq),
        recorded=EntryRecorded(
            kind=kind,
            text=text,
            happened_at=happened_at,
            position=position,
            automatic_source=source,
            resources=resources,
        ),
        recorded_at=recorded_at,
        actor=actor,
        amendments=amendments,
        delivery=DeliveryState(delivery=delivery, at=recorded_at, via=via, reason=reason),
    )


def a_correction(
    text: str | None = "失联 1 人，保管员刘某",
    *,
    seq: int = 900,
    reason: str = "两个班组重复计数",
    at: datetime = MORNING + timedelta(minutes=13),
) -> Amendment:
    """A correction by the duty officer; without a text, a retraction."""
    return Amendment(id=an_id(seq), text=text, reason=reason, actor="周敏", recorded_at=at)
