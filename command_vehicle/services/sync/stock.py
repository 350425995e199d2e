# SPDX-License-Identifier: Apache-2.0
"""Where we stand with the platform, read from the store. Blocking: a `StoreRunner` runs it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from command_vehicle.domain.identity import Lane, ReplicaId
from command_vehicle.domain.renewal import Renewal
from command_vehicle.domain.sync import HaveRange, LaneProgress, OwnLane, Platform
from command_vehicle.services.ports import PeerCursor, SyncLog

_COUNTED_EXACTLY: Final = 5000


@dataclass(frozen=True, slots=True, kw_only=True)
class Stock:
    """Where we stand.

    Attributes:
        platform: None while not enrolled.
        replica: Who we are.
        have: What we hold of every lane.
        lanes: How far our own lanes have come, of all our incarnations, the oldest first.
        renewal: The newest change of incarnation.
    """

    platform: Platform | None
    replica: ReplicaId
    have: tuple[HaveRange, ...]
    lanes: tuple[LaneProgress, ...]
    renewal: Renewal | None = None


def take_stock(log: SyncLog, queued: Mapping[OwnLane, int]) -> Stock:
    """Look where we stand, and mark what is newer than `queued` as waiting for a bearer."""
    stock = read_stock(log)
    if stock.platform is not None:
        for lane in stock.lanes:
            if lane.local > queued.get(lane.own, 0):
                log.mark_queued(lane.own, lane.local)
    return stock


def read_stock(log: SyncLog) -> Stock:
    """Look where we stand."""
    replica = log.replica()
    have = log.have()
    cursors = {OwnLane(each.lane, each.incarnation): each for each in log.cursors()}
    own = sorted(
        (each for each in have if each.replica.uuid == replica.uuid),
        key=lambda each: (each.replica.incarnation, each.lane),
    )
    return Stock(
        platform=log.platform(),
        replica=replica,
        have=have,
        lanes=tuple(_progress(log, each, cursors) for each in own),
        renewal=log.renewal(),
    )


def by_lane(lanes: Iterable[LaneProgress]) -> tuple[LaneProgress, ...]:
    """The lanes as people count them: all incarnations of a lane together."""
    totals: dict[Lane, LaneProgress] = {}
    for each in lanes:
        before = totals.get(each.lane)
        totals[each.lane] = each if before is None else _sum(before, each)
    return tuple(totals[lane] for lane in sorted(totals))


def _sum(one: LaneProgress, other: LaneProgress) -> LaneProgress:
    return LaneProgress(
        lane=one.lane,
        local=one.local + other.local,
        sent=one.sent + other.sent,
        received=one.received + other.received,
        queued_bytes=one.queued_bytes + other.queued_bytes,
        incarnation=other.incarnation,
    )


def _waiting_bytes(log: SyncLog, lane: OwnLane, received: int, local: int) -> int:
    """Size of what waits; of a long backlog an estimate, so that no save waits for a count."""
    waiting = local - received
    if waiting <= _COUNTED_EXACTLY:
        return log.bytes_waiting(lane, received) if waiting > 0 else 0
    newest = log.bytes_waiting(lane, local - _COUNTED_EXACTLY)
    return newest * waiting // _COUNTED_EXACTLY


def _progress(log: SyncLog, held: HaveRange, cursors: Mapping[OwnLane, PeerCursor]) -> LaneProgress:
    own = OwnLane(held.lane, held.replica.incarnation)
    cursor = cursors.get(own)
    received = cursor.received if cursor else 0
    return LaneProgress(
        lane=own.lane,
        incarnation=own.incarnation,
        local=held.upto,
        sent=cursor.sent if cursor else 0,
        received=received,
        queued_bytes=_waiting_bytes(log, own, received, held.upto),
    )
