# SPDX-License-Identifier: Apache-2.0
"""Hypothesis strategies for what travels between a vehicle and the platform."""

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from command_vehicle.domain.identity import MAX_INCARNATION, Lane, OperationId, ReplicaId
from command_vehicle.domain.sync import HaveRange
from command_vehicle.protocols.sync.segment import MAX_VEHICLE_NUMBER, ReplicaAlias, Segment
from command_vehicle.protocols.sync.wire import Refusal, SyncAnswer, SyncRequest

SEQ = st.integers(0, 2**40)
LANES = st.sampled_from(Lane)
REPLICAS = st.builds(ReplicaId, uuid=st.uuids(), incarnation=st.integers(0, MAX_INCARNATION))
ALIASES = st.builds(
    ReplicaAlias,
    number=st.integers(0, MAX_VEHICLE_NUMBER),
    incarnation=st.integers(0, MAX_INCARNATION),
)
TIMES = st.integers(0, 4_000_000_000_000).map(
    lambda ms: datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=ms)
)
CBOR_ITEMS = st.integers(0, 2**32).map(lambda value: b"\x1a" + (value % 2**32).to_bytes(4, "big"))
SEGMENTS = st.builds(
    Segment,
    alias=ALIASES,
    lane=LANES,
    first=st.integers(1, 2**40),
    previous_hash=st.binary(min_size=8, max_size=8),
    contents=st.lists(CBOR_ITEMS, min_size=1, max_size=50).map(tuple),
)


def _ranges(edges: list[int]) -> tuple[tuple[int, int], ...]:
    ordered = sorted(edges)
    return tuple(zip(ordered[0::2], ordered[1::2], strict=False))


@st.composite
def have_ranges(draw: st.DrawFn) -> HaveRange:
    """What one side holds of one lane."""
    upto = draw(st.integers(0, 1000))
    islands = _ranges(draw(st.lists(st.integers(1001, 5000), max_size=4)))
    return HaveRange(replica=draw(REPLICAS), lane=draw(LANES), upto=upto, islands=islands)


HAVES = st.lists(have_ranges(), max_size=5, unique_by=lambda each: (each.replica, each.lane)).map(
    lambda each: tuple(sorted(each, key=lambda one: (one.replica, one.lane)))
)
NAMES = st.dictionaries(st.integers(0, MAX_VEHICLE_NUMBER), st.uuids(), max_size=3)
BODIES = st.lists(st.binary(min_size=1, max_size=40), max_size=4).map(tuple)
MARKS = st.binary(min_size=8, max_size=8)

REQUESTS = st.builds(
    SyncRequest,
    replica=REPLICAS,
    number=st.integers(0, MAX_VEHICLE_NUMBER),
    at=TIMES,
    round=st.integers(0, 2**31),
    have=HAVES,
    have_mark=MARKS,
    have_base=st.none() | MARKS,
    segments=BODIES,
    names=NAMES,
    max_answer_bytes=st.integers(0, 2**31),
    bearer=st.text(max_size=20),
    agent=st.text(max_size=20),
)
REFUSALS = st.builds(
    Refusal,
    operation=st.builds(OperationId, replica=REPLICAS, lane=LANES, seq=st.integers(1, 2**40)),
    reason=st.text(max_size=40),
)
ANSWERS = st.builds(
    SyncAnswer,
    platform=st.uuids(),
    in_reply_to=st.binary(min_size=16, max_size=16),
    at=TIMES,
    have=HAVES,
    refused=st.lists(REFUSALS, max_size=3).map(tuple),
    segments=BODIES,
    names=NAMES,
    retry_after_s=st.integers(0, 3600),
    max_bytes=st.integers(0, 2**31),
    want_full_have=st.booleans(),
    more=st.booleans(),
    unread=st.integers(0, 99),
)
