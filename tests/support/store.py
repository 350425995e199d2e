# SPDX-License-Identifier: Apache-2.0
"""Real stores for tests: the shipped code on a real SQLite, in memory or in a temporary file."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from command_vehicle.domain.identity import Lane
from command_vehicle.domain.operations import LoggedOperation
from command_vehicle.services.ports import Clock, Signer
from command_vehicle.storage.vehicle_store import VehicleStore
from tests.support.clock import FakeClock

WHOLE_LANE = 1 << 40


@contextmanager
def memory_store(
    clock: Clock | None = None, *, signer: Signer | None = None
) -> Iterator[VehicleStore]:
    """A store in memory, with a clock that stands still unless one is given."""
    with VehicleStore(None, clock or FakeClock(), signer=signer) as store:
        yield store


@contextmanager
def file_store(
    directory: Path, clock: Clock | None = None, *, signer: Signer | None = None
) -> Iterator[VehicleStore]:
    """A store in a file below `directory`; the same one again when it is opened again."""
    path = directory / "vehicle.sqlite3"
    with VehicleStore(path, clock or FakeClock(), signer=signer) as store:
        yield store


def all_operations(store: VehicleStore) -> list[LoggedOperation]:
    """Everything that a store holds without a hole, replica by replica, lane by lane."""
    return [
        logged
        for have in store.have()
        for logged in store.operations(have.replica, have.lane, 1, WHOLE_LANE)
    ]


def own_operations(store: VehicleStore, lane: Lane) -> list[LoggedOperation]:
    """The store's own operations of one lane."""
    return list(store.operations(store.replica(), lane, 1, WHOLE_LANE))
