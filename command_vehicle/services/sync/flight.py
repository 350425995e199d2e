# SPDX-License-Identifier: Apache-2.0
"""One request on its way: how it is worded, and what its answer means for the next one."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from command_vehicle.domain.sync import Platform
from command_vehicle.protocols.sync.wire import SyncAnswer, SyncRequest, encode_request
from command_vehicle.services.sync.answers import Applied
from command_vehicle.services.sync.rounds import (
    LARGE_ROUND_BYTES,
    SMALL_ROUND_BYTES,
    Habits,
    Outgoing,
)

_SLOW_ROUND_S: Final = 3.0
_FAST_ROUND_S: Final = 1.0
_MIN_ROUND_BYTES: Final = 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Flight:
    """A request that was handed to the transport.

    Attributes:
        outgoing: What it carries.
        platform: Whom it goes to.
        payload: As signed.
        posted_mono_s: When, by the monotonic clock.
    """

    outgoing: Outgoing
    platform: Platform
    payload: bytes
    posted_mono_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """How this program speaks to the platform."""

    bearer: str
    agent: str


def word_request(
    outgoing: Outgoing, platform: Platform, voice: Voice, count: int, at: datetime
) -> bytes:
    """The payload of a request.

    Args:
        outgoing: What to say.
        platform: To whom.
        voice: How we call ourselves.
        count: Number of the request in this process.
        at: Wall time, UTC.
    """
    told = outgoing.habits.told
    return encode_request(
        SyncRequest(
            replica=outgoing.stock.replica,
            number=platform.alias,
            at=at,
            round=count,
            have=outgoing.have,
            have_base=told.mark if told else None,
            have_mark=outgoing.telling.mark,
            segments=outgoing.segments,
            names={},
            max_answer_bytes=outgoing.habits.round_bytes,
            bearer=voice.bearer,
            agent=voice.agent,
        )
    )


def after_answer(
    habits: Habits, flight: Flight, answer: SyncAnswer, applied: Applied, took_s: float
) -> tuple[Habits, bool]:
    """Habits for the next round, and whether it should follow at once.

    A lane whose operations went out and whose cursor did not move rests until the next look, so
    that what the platform does not take cannot keep the link busy or hold up the other lanes. A
    cursor that went back is another matter: the platform was restored from a copy and needs all
    after it once more.
    """
    before = {lane.own: lane.received for lane in flight.outgoing.stock.lanes}
    now = {lane.own: lane.received for lane in applied.stock.lanes}
    stuck = {own for own in flight.outgoing.sent_upto if now[own] == before[own]}
    resting = habits.resting | stuck
    forked = habits.forked | applied.forked
    must_repeat_have = answer.want_full_have and habits.told is not None
    next_habits = replace(
        habits,
        told=None if answer.want_full_have else flight.outgoing.telling,
        resting=resting,
        forked=forked,
        round_bytes=_round_bytes(habits.round_bytes, answer, took_s),
    )
    has_more = any(
        lane.local > lane.received and lane.own not in resting | forked
        for lane in applied.stock.lanes
    )
    more_comes = answer.more and applied.taken > 0
    return next_habits, has_more or more_comes or must_repeat_have


def after_failure(habits: Habits, *, was_too_large: bool = False) -> Habits:
    """Habits after a round that was not answered: small rounds, smaller still if told so."""
    if was_too_large:
        return replace(habits, round_bytes=max(_MIN_ROUND_BYTES, habits.round_bytes // 2))
    return replace(habits, round_bytes=min(habits.round_bytes, SMALL_ROUND_BYTES))


def _round_bytes(present: int, answer: SyncAnswer, took_s: float) -> int:
    """Large rounds on a link that carries them in no time, small ones on a slow link."""
    wanted = present
    if took_s > _SLOW_ROUND_S:
        wanted = SMALL_ROUND_BYTES
    elif took_s < _FAST_ROUND_S:
        wanted = LARGE_ROUND_BYTES
    return max(_MIN_ROUND_BYTES, min(wanted, answer.max_bytes))
