# SPDX-License-Identifier: Apache-2.0
"""How far our own operations have come with the platform, and when and over what.

Nothing is stored per operation. A watermark per lane, of each of our incarnations, says up to where
operations are queued, sent and received; a receipt says that the operations from one number to
another were sent over a bearer, or confirmed by the platform, at a time. A statement of the
platform counts even when it takes back an earlier one: it then has restored an older copy of its
database.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import IntEnum
from typing import Final
from uuid import UUID

from command_vehicle.domain.delivery import Delivery, DeliveryState
from command_vehicle.domain.identity import Lane, OperationId, ReplicaId
from command_vehicle.domain.sync import HaveRange, OwnLane, Platform
from command_vehicle.services.ports import PeerCursor
from command_vehicle.services.sync.segment_intake import REASON_FORK
from command_vehicle.storage.database import Database
from command_vehicle.storage.lineage import Lineage
from command_vehicle.storage.number_ranges import Range, common, joined, without
from command_vehicle.storage.places import Places, from_ms, to_ms

_ADD_RECEIPT: Final = "INSERT INTO receipt VALUES (?, ?, ?, ?, ?, ?, ?)"
_RECEIPTS_BETWEEN: Final = """
    SELECT stage, first, last, at_ms, via FROM receipt
    WHERE peer = ? AND lane = ? AND first <= ? AND last >= ? ORDER BY stage, first
"""
_RECEIPTS_ABOVE: Final = """
    SELECT first, last, at_ms, via FROM receipt
    WHERE peer = ? AND lane = ? AND stage = ? AND last > ? ORDER BY first
"""
_DROP_RECEIPTS_ABOVE: Final = """
    DELETE FROM receipt WHERE peer = ? AND lane = ? AND stage = ? AND last > ?
"""
_ARRIVED: Final = """
    SELECT recv_ms, bearer FROM op WHERE rep = ?1 AND lane = ?2 AND seq = ?3
    UNION ALL SELECT recv_ms, bearer FROM island WHERE rep = ?1 AND lane = ?2 AND seq = ?3
"""
_OWN_LANES: Final = """
    SELECT lane, incarnation, upto FROM have JOIN replica USING (rep) WHERE uuid = ?
    ORDER BY incarnation, lane
"""
_LANE_BITS: Final = 2
_SET_WATERMARK: Final = """
    INSERT INTO watermark VALUES (?, ?, ?, ?, ?) ON CONFLICT (peer, lane) DO UPDATE SET
    queued = excluded.queued, sent = excluded.sent, received = excluded.received
"""
_NEW_PLATFORM: Final = """
    INSERT INTO platform VALUES (?, ?, ?, ?, ?, ?, 1) ON CONFLICT (uuid) DO UPDATE SET
    url = excluded.url, name = excluded.name, public_key = excluded.public_key,
    alias = excluded.alias, enrolled_ms = excluded.enrolled_ms, is_current = 1
"""


class _Stage(IntEnum):
    SENT = 1
    RECEIVED = 2


@dataclass(frozen=True, slots=True)
class _Watermark:
    queued: int = 0
    sent: int = 0
    received: int = 0


@dataclass(frozen=True, slots=True)
class _Receipt:
    first: int
    last: int
    at_ms: int
    via: str


class _LaneView:
    """All that is known about some numbers of one lane."""

    def __init__(
        self,
        watermark: _Watermark,
        receipts: Mapping[int, Sequence[_Receipt]],
        refusals: Mapping[int, tuple[str, int]],
    ) -> None:
        self._watermark = watermark
        self._receipts = receipts
        self._refusals = refusals

    def state(self, seq: int) -> DeliveryState | None:
        """How far a number has come; None when no bearer has had to do with it."""
        received = self._receipt(_Stage.RECEIVED, seq)
        if received is not None:
            return _with_receipt(Delivery.RECEIVED, received)
        if seq in self._refusals:
            reason, at_ms = self._refusals[seq]
            return DeliveryState(delivery=Delivery.REFUSED, at=from_ms(at_ms), reason=reason)
        sent = self._receipt(_Stage.SENT, seq)
        return None if sent is None else _with_receipt(Delivery.SENT, sent)

    def waiting(self, seq: int) -> Delivery:
        """What a number that has not left is."""
        return Delivery.QUEUED if seq <= self._watermark.queued else Delivery.SAVED

    def _receipt(self, stage: _Stage, seq: int) -> _Receipt | None:
        receipts = self._receipts.get(stage, ())
        index = bisect_right(receipts, seq, key=lambda receipt: receipt.first) - 1
        if index < 0 or receipts[index].last < seq:
            return None
        return receipts[index]


class DeliveryLog:
    """The platform, watermarks, receipts and refusals of one database."""

    def __init__(self, database: Database, places: Places, lineage: Lineage) -> None:
        self._database = database
        self._places = places
        self._lineage = lineage

    def platform(self) -> Platform | None:
        """The platform we are enrolled with."""
        row = self._database.one(
            "SELECT url, name, uuid, public_key, alias FROM platform WHERE is_current = 1"
        )
        if row is None:
            return None
        url, name, uuid, public_key, alias = row
        return Platform(url=url, name=name, uuid=uuid, public_key=public_key, alias=alias)

    def remember_platform(self, platform: Platform, now: datetime) -> None:
        """Keep the result of an enrolment. What an earlier platform confirmed stays on record."""
        with self._database.writing():
            self._database.run("UPDATE platform SET is_current = 0")
            self._database.run(
                _NEW_PLATFORM,
                (
                    platform.uuid,
                    platform.url,
                    platform.name,
                    platform.public_key,
                    platform.alias,
                    to_ms(now),
                ),
            )
            self._database.run("UPDATE replica SET alias = ? WHERE is_self = 1", (platform.alias,))

    def cursors(self) -> tuple[PeerCursor, ...]:
        """One per lane of our own that has operations."""
        peer = self._peer()
        marks = {own: self._watermark(peer, own) for own in self._own_lanes()}
        return tuple(
            PeerCursor(
                lane=own.lane,
                incarnation=own.incarnation,
                sent=mark.sent,
                received=mark.received,
            )
            for own, mark in marks.items()
        )

    def mark_queued(self, own: OwnLane, upto: int) -> None:
        """These wait for a bearer."""
        with self._database.writing():
            peer = self._peer()
            mark = self._watermark(peer, own)
            self._keep(peer, own, replace(mark, queued=max(mark.queued, upto)))

    def mark_sent(self, own: OwnLane, upto: int, bearer: str, at: datetime) -> None:
        """These have left; only what had not left before counts."""
        with self._database.writing():
            peer = self._peer()
            mark = self._watermark(peer, own)
            if upto <= mark.sent:
                return
            receipt = _Receipt(mark.sent + 1, upto, to_ms(at), bearer)
            self._add_receipts(peer, own, _Stage.SENT, [receipt])
            self._keep(peer, own, replace(mark, sent=upto, queued=max(mark.queued, upto)))

    def mark_received(self, have: Sequence[HaveRange], at: datetime) -> None:
        """The platform said what it has of our lanes; a smaller number than before counts too."""
        with self._database.writing():
            local = self._own_lanes()
            uuid = self._lineage.replica().uuid
            for each in have:
                own = OwnLane(each.lane, each.replica.incarnation)
                if each.replica.uuid == uuid and own in local:
                    whole = joined([(1, each.upto), *each.islands])
                    covered = common(whole, [(1, self._before_fork(own, local[own]))])
                    self._receive(own, covered, to_ms(at))

    def mark_refused(self, operation: OperationId, reason: str, at: datetime) -> None:
        """The platform refused one operation of ours."""
        if operation.replica.uuid == self._lineage.replica().uuid:
            self._database.run(
                "INSERT OR REPLACE INTO refusal VALUES (?, ?, ?, ?, ?)",
                (self._peer(), _lane_key(_own(operation)), operation.seq, reason, to_ms(at)),
            )

    def bytes_waiting(self, own: OwnLane, after: int) -> int:
        """Size of our own operations above `after`."""
        ((size,),) = self._database.rows(
            "SELECT COALESCE(SUM(LENGTH(bytes)), 0) FROM op WHERE rep = ? AND lane = ? AND seq > ?",
            (self._rep(own.incarnation), int(own.lane), after),
        )
        return int(size)

    def states(self, ids: Sequence[OperationId]) -> list[DeliveryState]:
        """How far each of these has come, in their order."""
        uuid = self._lineage.replica().uuid
        numbers: dict[OwnLane, list[int]] = defaultdict(list)
        for each in ids:
            if each.replica.uuid == uuid:
                numbers[_own(each)].append(each.seq)
        views = {own: self._view(own, min(seqs), max(seqs)) for own, seqs in numbers.items()}
        return [self._state(each, views.get(_own(each)), uuid) for each in ids]

    def _state(self, place: OperationId, view: _LaneView | None, uuid: UUID) -> DeliveryState:
        if view is None or place.replica.uuid != uuid:
            at, bearer = self._arrival(place)
            return DeliveryState(delivery=Delivery.RECEIVED, at=at, via=bearer)
        known = view.state(place.seq)
        if known is not None:
            return known
        at, _ = self._arrival(place)
        return DeliveryState(delivery=view.waiting(place.seq), at=at)

    def _arrival(self, place: OperationId) -> tuple[datetime | None, str | None]:
        """When an operation was written here, and the bearer it came over."""
        rep = self._places.find_rep(place.replica)
        row = self._database.one(_ARRIVED, (rep, int(place.lane), place.seq))
        return (None, None) if row is None else (from_ms(row[0]), row[1] or None)

    def _receive(self, own: OwnLane, covered: list[Range], at_ms: int) -> None:
        peer = self._peer()
        mark = self._watermark(peer, own)
        upto = covered[0][1] if covered and covered[0][0] == 1 else 0
        above = min(upto, mark.received)
        wanted = without(covered, [(1, above)])
        key = (peer, _lane_key(own), int(_Stage.RECEIVED), above)
        receipts = [_Receipt(*row) for row in self._database.rows(_RECEIPTS_ABOVE, key)]
        known = joined((each.first, each.last) for each in receipts)
        if without(without(known, [(1, above)]), wanted):
            self._database.run(_DROP_RECEIPTS_ABOVE, key)
            kept = [piece for each in receipts for piece in _clipped(each, covered)]
            self._add_receipts(peer, own, _Stage.RECEIVED, kept)
        fresh = [_Receipt(*each, at_ms, self._peer_name()) for each in without(wanted, known)]
        self._add_receipts(peer, own, _Stage.RECEIVED, fresh)
        self._keep(
            peer,
            own,
            _Watermark(queued=max(mark.queued, upto), sent=max(mark.sent, upto), received=upto),
        )

    def _view(self, own: OwnLane, first: int, last: int) -> _LaneView:
        peer = self._peer()
        receipts: dict[int, list[_Receipt]] = defaultdict(list)
        for stage, *columns in self._database.rows(
            _RECEIPTS_BETWEEN, (peer, _lane_key(own), last, first)
        ):
            receipts[stage].append(_Receipt(*columns))
        refusals = {
            seq: (reason, at_ms)
            for seq, reason, at_ms in self._database.rows(
                "SELECT seq, reason, at_ms FROM refusal "
                "WHERE peer = ? AND lane = ? AND seq BETWEEN ? AND ?",
                (peer, _lane_key(own), first, last),
            )
        }
        return _LaneView(self._watermark(peer, own), receipts, refusals)

    def _peer(self) -> str:
        row = self._database.one("SELECT uuid FROM platform WHERE is_current = 1")
        return "" if row is None else str(row[0])

    def _peer_name(self) -> str:
        platform = self.platform()
        return "" if platform is None else platform.name

    def _own_lanes(self) -> dict[OwnLane, int]:
        rows = self._database.rows(_OWN_LANES, (self._lineage.replica().uuid.bytes,))
        return {OwnLane(Lane(lane), incarnation): upto for lane, incarnation, upto in rows}

    def _before_fork(self, own: OwnLane, upto: int) -> int:
        """Up to where the platform's numbers speak of the same operations as ours.

        From the first one on that it refused because another stands there, they do not.
        """
        row = self._database.one(
            "SELECT MIN(seq) FROM refusal WHERE peer = ? AND lane = ? AND reason = ?",
            (self._peer(), _lane_key(own), REASON_FORK),
        )
        return upto if row is None or row[0] is None else min(upto, row[0] - 1)

    def _rep(self, incarnation: int) -> int | None:
        uuid = self._lineage.replica().uuid
        return self._places.find_rep(ReplicaId(uuid=uuid, incarnation=incarnation))

    def _watermark(self, peer: str, own: OwnLane) -> _Watermark:
        row = self._database.one(
            "SELECT queued, sent, received FROM watermark WHERE peer = ? AND lane = ?",
            (peer, _lane_key(own)),
        )
        return _Watermark() if row is None else _Watermark(*row)

    def _keep(self, peer: str, own: OwnLane, mark: _Watermark) -> None:
        row = (peer, _lane_key(own), mark.queued, mark.sent, mark.received)
        self._database.run(_SET_WATERMARK, row)

    def _add_receipts(
        self, peer: str, own: OwnLane, stage: _Stage, receipts: Sequence[_Receipt]
    ) -> None:
        self._database.run_many(
            _ADD_RECEIPT,
            [
                (peer, _lane_key(own), int(stage), each.first, each.last, each.at_ms, each.via)
                for each in receipts
            ],
        )


def _own(place: OperationId) -> OwnLane:
    return OwnLane(place.lane, place.replica.incarnation)


def _lane_key(own: OwnLane) -> int:
    """The number under which a lane is kept: the lane alone in the first incarnation."""
    return own.incarnation << _LANE_BITS | own.lane


def _with_receipt(delivery: Delivery, receipt: _Receipt) -> DeliveryState:
    return DeliveryState(delivery=delivery, at=from_ms(receipt.at_ms), via=receipt.via or None)


def _clipped(receipt: _Receipt, covered: Sequence[Range]) -> list[_Receipt]:
    pieces = common([(receipt.first, receipt.last)], covered)
    return [_Receipt(first, last, receipt.at_ms, receipt.via) for first, last in pieces]
