# SPDX-License-Identifier: Apache-2.0
"""Replicas that hold the same operations show the same, however those arrived."""

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from command_vehicle.domain.errors import InputError
from command_vehicle.domain.geodesy import GeoPoint
from command_vehicle.domain.identity import Lane, OperationId
from command_vehicle.domain.incidents import (
    IncidentClosed,
    IncidentOpened,
    IncidentType,
    LevelConfirmed,
    ResponseLevel,
)
from command_vehicle.domain.operations import Body, Draft, LoggedOperation
from command_vehicle.domain.plans import (
    PlanActivated,
    PlanLevelChanged,
    TaskState,
    TaskStateChanged,
)
from command_vehicle.domain.resources import (
    Resource,
    ResourceFilter,
    ResourceKind,
    ResourcesImported,
    ResourceStatus,
    ResourceStatusChanged,
)
from command_vehicle.domain.timeline import (
    EntryCorrected,
    EntryFilter,
    EntryKind,
    EntryRecorded,
    EntryRetracted,
)
from command_vehicle.domain.track import TrackPoint, TrackSegment
from command_vehicle.services.ports import PageOf
from command_vehicle.storage.vehicle_store import VehicleStore
from tests.support.clock import START, FakeClock
from tests.support.operation_values import DRAFTS
from tests.support.operations import NOON, SAMPLES, draft, entry
from tests.support.store import all_operations, memory_store

WORDS = st.sampled_from(["泄漏", "西侧阀门", "到达", "转移群众"])
CODES = st.sampled_from(["T1", "T2", "D1"])
LEVELS = st.sampled_from(ResponseLevel)
POINTS = st.builds(
    lambda north, east: GeoPoint(latitude_deg=40 + north / 100, longitude_deg=101 + east / 100),
    st.integers(0, 20),
    st.integers(0, 20),
)
NEW_RECORDS: st.SearchStrategy[Body] = st.one_of(
    st.builds(
        EntryRecorded, kind=st.sampled_from(EntryKind), text=WORDS, happened_at=st.just(NOON)
    ),
    st.builds(
        IncidentOpened, title=WORDS, type=st.sampled_from(IncidentType), happened_at=st.just(NOON)
    ),
    st.builds(
        PlanActivated,
        plan_key=WORDS,
        edition=st.just("2025"),
        plan_digest=st.just(""),
        plan_title=WORDS,
        level=LEVELS,
        basis=WORDS,
    ),
    st.builds(
        ResourcesImported,
        source=WORDS,
        rows=st.lists(
            st.builds(
                Resource,
                code=CODES,
                kind=st.sampled_from(ResourceKind),
                name=WORDS,
                point=st.none() | POINTS,
            ),
            max_size=3,
        ).map(tuple),
    ),
    st.builds(
        ResourceStatusChanged,
        code=CODES,
        status=st.sampled_from(ResourceStatus),
        note=WORDS,
        point=st.none() | POINTS,
    ),
    st.builds(
        TrackSegment,
        source=WORDS,
        points=st.lists(st.builds(TrackPoint, at=st.just(NOON), point=POINTS), max_size=3).map(
            tuple
        ),
    ),
)
CHANGES: st.SearchStrategy[Body] = st.one_of(
    st.builds(EntryCorrected, text=WORDS, reason=WORDS),
    st.builds(EntryRetracted, reason=WORDS),
    st.builds(LevelConfirmed, level=LEVELS, basis=WORDS),
    st.builds(IncidentClosed, summary=WORDS),
    st.builds(PlanLevelChanged, level=LEVELS, basis=WORDS),
    st.builds(TaskStateChanged, task_key=CODES, state=st.sampled_from(TaskState), owner=WORDS),
)


@dataclass(frozen=True)
class Step:
    """One of two vehicles writes an operation, perhaps about an earlier one, perhaps after a talk.

    Attributes:
        writer: Which vehicle.
        body: What it writes.
        about: Index of the operation it changes, counted from the newest.
        pause_s: How much its clock moves.
        is_talk: Whether it has first taken over what the other one has.
    """

    writer: int
    body: Body
    about: int
    pause_s: int
    is_talk: bool


STEPS = st.builds(
    Step,
    writer=st.integers(0, 1),
    body=NEW_RECORDS | CHANGES,
    about=st.integers(0, 5),
    pause_s=st.integers(-3, 3),
    is_talk=st.booleans(),
)


def live_out(
    steps: Sequence[Step], vehicles: Sequence[VehicleStore], clocks: list[FakeClock]
) -> None:
    ids: list[OperationId] = []
    for step in steps:
        writer, other = vehicles[step.writer], vehicles[1 - step.writer]
        if step.is_talk:
            writer.ingest(all_operations(other), "lan")
        clock = clocks[step.writer]
        clock.set_wall_time(clock.now() + timedelta(seconds=step.pause_s))
        record = ids[-1 - step.about % len(ids)] if ids else None
        lane = Lane.TRACK if isinstance(step.body, TrackSegment) else Lane.OPS
        written = Draft(lane=lane, body=step.body, actor=f"车{step.writer}", record=record)
        ids += [operation.id for operation in writer.append([written])]


def everything(vehicles: Sequence[VehicleStore]) -> list[LoggedOperation]:
    found = {each.id: each for vehicle in vehicles for each in all_operations(vehicle)}
    return list(found.values())


def visible(store: VehicleStore) -> object:
    """What a screen would show, without what differs by nature: delivery and own track."""
    entries = store.entries(EntryFilter(), PageOf())
    return (
        [(each.id, each.recorded, each.amendments) for each in entries],
        {each.recorded.text for each in store.entries(EntryFilter(text="西侧阀门"), PageOf())},
        store.incidents(),
        store.activations(),
        [store.resource(code) for code in ("T1", "T2", "D1")],
    )


@pytest.mark.slow
@given(st.lists(STEPS, max_size=14), st.data())
@settings(max_examples=60, deadline=None)
def test_any_order_of_arrival_gives_the_same_state(steps: list[Step], data: st.DataObject) -> None:
    with ExitStack() as stack:
        clocks = [FakeClock(), FakeClock(START + timedelta(seconds=1))]
        vehicles = [stack.enter_context(memory_store(clock)) for clock in clocks]
        live_out(steps, vehicles, clocks)
        operations = everything(vehicles)
        for vehicle in vehicles:
            vehicle.ingest(operations, "lan")
        late = stack.enter_context(memory_store())
        for each in data.draw(st.permutations(operations * 2)):
            assert late.ingest([each], "usb") == ()
        stores = [*vehicles, late]
        assert len({store.state_digest() for store in stores}) == 1
        assert visible(vehicles[0]) == visible(vehicles[1]) == visible(late)


@pytest.mark.slow
@given(st.lists(STEPS, max_size=14))
@settings(max_examples=40, deadline=None)
def test_projections_made_anew_are_the_ones_kept_up_to_date(steps: list[Step]) -> None:
    with ExitStack() as stack:
        clocks = [FakeClock(), FakeClock()]
        vehicles = [stack.enter_context(memory_store(clock)) for clock in clocks]
        live_out(steps, vehicles, clocks)
        before = [(vehicle.state_digest(), visible(vehicle)) for vehicle in vehicles]
        for vehicle in vehicles:
            vehicle.rebuild_projections()
        assert [(vehicle.state_digest(), visible(vehicle)) for vehicle in vehicles] == before


def test_an_operation_applied_twice_counts_once() -> None:
    with memory_store() as store:
        operations = store.append(list(SAMPLES.values()))
        before = (store.state_digest(), visible(store))
        with store.database.writing():
            for operation in operations:
                store._projections.apply(operation)
        assert (store.state_digest(), visible(store)) == before


def test_different_operations_give_different_digests() -> None:
    with memory_store() as store:
        digests = [store.state_digest()]
        for sample in SAMPLES.values():
            store.append([sample])
            digests.append(store.state_digest())
        silent = {"seal"}
        assert len(set(digests)) == len(SAMPLES) + 1 - len(silent)


def test_a_failed_write_leaves_the_store_usable() -> None:
    with memory_store() as store, memory_store() as other:
        (foreign,) = other.append([entry("邻车")])
        seen = draft(EntryCorrected(text="看见", reason=""), record=foreign.id)
        broken = draft(EntryCorrected(text="\udc00", reason=""), record=foreign.id)
        with pytest.raises(InputError):
            store.append([seen, broken])
        store.ingest(all_operations(other), "lan")
        assert store.entry(foreign.id) is not None
        assert store.state_digest() == other.state_digest()


@pytest.mark.slow
@given(st.lists(DRAFTS, max_size=8))
@settings(max_examples=100, deadline=None)
def test_whatever_can_be_written_can_be_shown_and_taken_over(drafts: list[Draft]) -> None:
    with memory_store() as store, memory_store() as other:
        store.append(drafts)
        assert other.ingest(all_operations(store), "usb") == ()
        assert visible(other) == visible(store)
        assert len(store.resources(ResourceFilter(), PageOf())) == len(store.resource_codes())
        before = store.state_digest()
        store.rebuild_projections()
        assert store.state_digest() == other.state_digest() == before
