# SPDX-License-Identifier: Apache-2.0
"""What to say to the platform in one round. Blocking: a `StoreRunner` runs it.

There is no state here: what must be remembered between rounds comes in as a frozen value and
goes out as another.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from command_vehicle.domain.identity import Lane, ReplicaId
from command_vehicle.domain.sync import HaveRange, LaneProgress, OwnLane
from command_vehicle.protocols.sync.have import have_mark
from command_vehicle.protocols.sync.segment import ReplicaAlias
from command_vehicle.services.ports import SyncLog
from command_vehicle.services.sync.lane_shares import SENDING_ORDER, LaneShares
from command_vehicle.services.sync.segment_packing import FIRST_RATIO, Packed, Stretch, pack
from command_vehicle.services.sync.stock import Stock, take_stock

SMALL_ROUND_BYTES: Final = 16 * 1024
"""On a slow link, so that an urgent operation never waits long behind the round in hand."""
LARGE_ROUND_BYTES: Final = 64 * 1024

_MIN_RATIO: Final = 0.05
_LEARNING_BYTES: Final = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A statement of what we hold, and the mark that names it."""

    mark: bytes
    have: tuple[HaveRange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """What one round leaves to the next.

    Attributes:
        round_bytes: Size of a round on the wire.
        shares: Debts of the lanes.
        told: The last statement that the platform has acknowledged; None before the first.
        ratio: Size on the wire by size in the log, as last seen.
        resting: Lanes that the platform does not take at present.
        forked: Lanes in which the platform holds another operation under a number of ours. What
            is there stays, here and there; nothing of such a lane is sent again.
        queued: Up to where each lane is marked as queued.
    """

    round_bytes: int = SMALL_ROUND_BYTES
    shares: LaneShares = field(default_factory=LaneShares)
    told: Told | None = None
    ratio: float = FIRST_RATIO
    resting: frozenset[OwnLane] = frozenset()
    forked: frozenset[OwnLane] = frozenset()
    queued: Mapping[OwnLane, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """A round, ready to be put into an envelope.

    Attributes:
        stock: Where we stand.
        habits: For the next round.
        have: What to state.
        telling: What the platform will know once it has answered.
        segments: Encoded, in order of priority.
        sent_upto: Last operation in `segments`, by lane.
    """

    stock: Stock
    habits: Habits
    have: tuple[HaveRange, ...]
    telling: Told
    segments: tuple[bytes, ...]
    sent_upto: Mapping[OwnLane, int]


def prepare_round(log: SyncLog, habits: Habits) -> Outgoing:
    """Gather what fits into one round; nothing while not enrolled.

    Raises:
        StoreError: The log cannot be read, or has a hole.
    """
    stock = take_stock(log, habits.queued)
    filled = _Filled()
    if stock.platform is not None:
        filled = _fill_segments(log, stock, stock.platform.alias, habits)
    told = habits.told.have if habits.told else ()
    return Outgoing(
        stock=stock,
        habits=replace(
            habits,
            shares=filled.shares,
            ratio=filled.ratio or habits.ratio,
            queued={lane.own: lane.local for lane in stock.lanes} if stock.platform else {},
        ),
        have=tuple(each for each in stock.have if each not in told),
        telling=Told(mark=have_mark(stock.have), have=stock.have),
        segments=filled.segments,
        sent_upto=filled.sent_upto,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Filled:
    """Segments of a round; `ratio` is None when too little was packed to learn from."""

    shares: LaneShares = field(default_factory=LaneShares)
    segments: tuple[bytes, ...] = ()
    sent_upto: Mapping[OwnLane, int] = field(default_factory=dict)
    ratio: float | None = None


def _fill_segments(log: SyncLog, stock: Stock, number: int, habits: Habits) -> _Filled:
    """One segment for each lane that has something to say and a share to say it in."""
    open_lanes = _open_lanes(stock, habits)
    waiting = {
        lane: max(1, int(progress.queued_bytes * habits.ratio))
        for lane, progress in open_lanes.items()
    }
    shares = habits.shares.divide(waiting, habits.round_bytes)
    packed: dict[Lane, Packed] = {}
    for lane in SENDING_ORDER:
        if lane in shares.bytes_by_lane:
            progress = open_lanes[lane]
            stretch = _stretch(stock.replica, number, progress)
            packed[lane] = pack(log, stretch, shares.bytes_by_lane[lane], habits.ratio)
    sent_bytes = {lane: len(each.encoded) for lane, each in packed.items()}
    raw_bytes = sum(each.raw_bytes for each in packed.values())
    ratio = sum(sent_bytes.values()) / max(1, raw_bytes)
    return _Filled(
        shares=shares.after_sending(sent_bytes),
        segments=tuple(each.encoded for each in packed.values()),
        sent_upto={open_lanes[lane].own: each.last for lane, each in packed.items()},
        ratio=max(_MIN_RATIO, min(1.0, ratio)) if raw_bytes >= _LEARNING_BYTES else None,
    )


def _open_lanes(stock: Stock, habits: Habits) -> dict[Lane, LaneProgress]:
    """What waits, by lane; of several incarnations of a lane the oldest one goes first."""
    open_lanes: dict[Lane, LaneProgress] = {}
    for each in stock.lanes:
        if each.local > each.received and each.own not in habits.resting | habits.forked:
            open_lanes.setdefault(each.lane, each)
    return open_lanes


def _stretch(replica: ReplicaId, number: int, progress: LaneProgress) -> Stretch:
    own = ReplicaId(uuid=replica.uuid, incarnation=progress.incarnation)
    return Stretch(
        replica=own,
        alias=ReplicaAlias(number=number, incarnation=own.incarnation),
        lane=progress.lane,
        first=progress.received + 1,
        last=progress.local,
    )
