# SPDX-License-Identifier: Apache-2.0
"""What to do with what the platform answered. Blocking: a `StoreRunner` runs it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from command_vehicle.domain.identity import OperationId, ReplicaId
from command_vehicle.domain.renewal import RenewalReason
from command_vehicle.domain.sync import HaveRange, OwnLane
from command_vehicle.protocols.sync.segment import decode_segment
from command_vehicle.protocols.sync.wire import Refusal, SyncAnswer
from command_vehicle.protocols.wire_format import WireFormatError
from command_vehicle.services.ports import SyncLog
from command_vehicle.services.sync.segment_intake import REASON_FORK, take_in
from command_vehicle.services.sync.stock import Stock, take_stock


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """What came of an answer.

    Attributes:
        stock: Where we stand now.
        forked: Own lanes in which the platform holds another operation under a number of ours.
        is_renewed: Whether a new incarnation began because of this answer.
        taken: How many operations of others came with it.
        troubles: Own operations that were refused, foreign ones that were quarantined.
        nonsense: Why a part of the answer could not be read; None when all could.
    """

    stock: Stock
    forked: frozenset[OwnLane] = frozenset()
    is_renewed: bool = False
    taken: int = 0
    troubles: tuple[str, ...] = ()
    nonsense: str | None = None


def mark_left(
    log: SyncLog,
    sent_upto: Mapping[OwnLane, int],
    bearer: str,
    at: datetime,
    queued: Mapping[OwnLane, int],
) -> Stock:
    """These operations have left this machine."""
    for own, upto in sent_upto.items():
        log.mark_sent(own, upto, bearer, at)
    return take_stock(log, queued)


def apply_answer(
    log: SyncLog, answer: SyncAnswer, at: datetime, bearer: str, queued: Mapping[OwnLane, int]
) -> Applied:
    """Believe the platform's word on our lanes, note refusals, take in what others wrote.

    Others are also the earlier incarnations of this very replica: what the platform holds of them
    and a restored database does not comes back this way.
    """
    replica = log.replica()
    own_refusals = [each for each in answer.refused if each.operation.replica.uuid == replica.uuid]
    is_renewed = _renew_if_behind(log, replica, answer.have, own_refusals)
    for refusal in own_refusals:
        log.mark_refused(refusal.operation, refusal.reason, at)
    troubles = [f"{refusal.operation}: {refusal.reason}" for refusal in own_refusals]
    taken, nonsense = 0, None
    for encoded in answer.segments:
        try:
            count, quarantined = _take_segment(log, encoded, answer, bearer)
        except WireFormatError as error:
            nonsense = str(error)
            continue
        taken += count
        troubles.extend(quarantined)
    log.mark_received(_word_on_every_lane(log, answer, replica), at)
    stock = take_stock(log, queued)
    return Applied(
        stock=stock,
        forked=_forked(replica, own_refusals, troubles),
        is_renewed=is_renewed,
        taken=taken,
        troubles=tuple(troubles),
        nonsense=nonsense,
    )


def _renew_if_behind(
    log: SyncLog, replica: ReplicaId, said: Iterable[HaveRange], refusals: Iterable[Refusal]
) -> bool:
    """Begin a new incarnation when the platform knows more of the present one than we do.

    Our database is then an older copy of itself, or another copy of it is in use.
    """
    local = {each.lane: each.upto for each in log.have() if each.replica == replica}
    known = [each for each in said if each.replica.uuid == replica.uuid]
    is_behind = any(
        each.replica.incarnation > replica.incarnation
        or (each.replica == replica and each.upto > local.get(each.lane, 0))
        for each in known
    )
    is_forked = any(
        each.reason == REASON_FORK and each.operation.replica == replica for each in refusals
    )
    if is_behind or is_forked:
        reason = RenewalReason.FORKED if is_forked else RenewalReason.PLATFORM_AHEAD
        log.renew(reason, known)
    return is_behind or is_forked


def _forked(
    replica: ReplicaId, refusals: Iterable[Refusal], quarantined: Iterable[str]
) -> frozenset[OwnLane]:
    """Own lanes in which the two sides hold different operations, by their word or by ours."""
    theirs = (each.operation for each in refusals if each.reason == REASON_FORK)
    ours = (OperationId.parse(each.partition(":")[0]) for each in quarantined)
    return frozenset(
        OwnLane(place.lane, place.replica.incarnation)
        for place in (*theirs, *ours)
        if place.replica.uuid == replica.uuid
    )


def _word_on_every_lane(log: SyncLog, answer: SyncAnswer, replica: ReplicaId) -> list[HaveRange]:
    """What the platform has of each of our lanes; of a lane it does not mention, nothing."""
    said = {(each.replica, each.lane): each for each in answer.have}
    return [
        said.get((each.replica, each.lane), HaveRange(replica=each.replica, lane=each.lane, upto=0))
        for each in log.have()
        if each.replica.uuid == replica.uuid
    ]


def _take_segment(
    log: SyncLog, encoded: bytes, answer: SyncAnswer, bearer: str
) -> tuple[int, tuple[str, ...]]:
    """How many operations a segment held, and what was wrong with them."""
    segment = decode_segment(encoded)
    uuid = answer.names.get(segment.alias.number)
    if uuid is None:
        raise WireFormatError("a segment's vehicle number is not among the names")
    replica = ReplicaId(uuid=uuid, incarnation=segment.alias.incarnation)
    intake = take_in(log, segment, replica)
    if intake.refusal is not None:
        return 0, (f"{intake.refusal.operation}: {intake.refusal.reason}",)
    return len(intake.operations), log.ingest(intake.operations, bearer)
