# SPDX-License-Identifier: Apache-2.0
"""`log add` with a disk that fails, or a process that dies, at one chosen write or sync.

strace puts the fault into the real process (`-e inject=`). The ordinary run takes a slice of the
places; with SOAK=1 every write and sync of the command has its turn.
"""

import json
import os
import shutil
import subprocess
from itertools import count
from pathlib import Path

import pytest

from command_vehicle.adapters.clock import SystemClock
from command_vehicle.adapters.paths import DataDir
from command_vehicle.domain.identity import Lane
from command_vehicle.protocols.operations.hash_chain import chain, genesis
from command_vehicle.storage.vehicle_store import VehicleStore
from tests.support.commands import command_line, environment, run_command
from tests.support.store import own_operations

IS_SOAK = bool(os.environ.get("SOAK"))
SLICE = (1, 2, 3, 5, 8, 13)
FAULTS = ("signal=SIGKILL", "error=EIO", "error=ENOSPC")
SYSCALLS = ("pwrite64", "fdatasync", "fsync")
TRACE = "trace.txt"


def can_trace() -> bool:
    strace = shutil.which("strace")
    if strace is None:
        return False
    probe = subprocess.run([strace, "-o", os.devnull, "true"], capture_output=True, check=False)
    return probe.returncode == 0


pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not can_trace(), reason="needs strace and the right to trace"),
]


class Injected:
    """One `log add` with one fault."""

    def __init__(self, vehicle: Path, syscall: str, fault: str, when: int) -> None:
        trace = vehicle.parent / TRACE
        ran = subprocess.run(
            [
                *("strace", "-f", "--seccomp-bpf", "-o", str(trace), "-e", f"trace={syscall}"),
                *("-e", f"inject={syscall}:{fault}:when={when}"),
                *command_line("log", "add", f"{syscall} {fault} {when}", "--data-dir", vehicle),
            ],
            env=environment(),
            capture_output=True,
            text=True,
            check=False,
        )
        self.code = ran.returncode
        self.said = ran.stderr
        self.ids = [str(json.loads(line)["id"]) for line in ran.stdout.splitlines()]
        self.happened = "INJECTED" in trace.read_text() or "killed by" in trace.read_text()


def held(vehicle: Path) -> list[str]:
    """Ids in the log, each proved by the hash chain, after the projections were compared."""
    with VehicleStore(DataDir(vehicle).database, SystemClock()) as store:
        head = genesis(store.replica(), Lane.OPS)
        operations = own_operations(store, Lane.OPS)
        for operation in operations:
            head = chain(head, operation.content)
            assert operation.chain_hash == head
        before = store.state_digest()
        store.rebuild_projections()
        assert store.state_digest() == before
        return [str(operation.id) for operation in operations]


def check(vehicle: Path, injected: Injected, acknowledged: list[str]) -> None:
    """What must hold after any fault at any place."""
    acknowledged += injected.ids
    if injected.code == 0:
        assert len(injected.ids) == 1
    elif "SIGKILL" not in injected.said and injected.code > 0:
        assert injected.ids == []
        assert len(injected.said.splitlines()) == 1, injected.said
    after = run_command("log", "add", "next", "--data-dir", vehicle)
    assert after.code == 0, after.said
    acknowledged.append(str(after.records[0]["id"]))
    there = held(vehicle)
    assert set(acknowledged) <= set(there)
    assert len(there) == len(set(there))


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("syscall", SYSCALLS)
def test_a_fault_in_any_write_loses_nothing_that_was_acknowledged(
    tmp_path: Path, syscall: str, fault: str
) -> None:
    vehicle = tmp_path / "vehicle"
    first = run_command("log", "add", "first", "--data-dir", vehicle)
    acknowledged = [str(first.records[0]["id"])]
    for when in count(1) if IS_SOAK else SLICE:
        injected = Injected(vehicle, syscall, fault, when)
        check(vehicle, injected, acknowledged)
        if not injected.happened:
            break


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_while_the_database_is_made_leaves_one_that_can_be_used(
    tmp_path: Path, fault: str
) -> None:
    for when in count(1) if IS_SOAK else SLICE:
        vehicle = tmp_path / f"vehicle {when}" / "data"
        vehicle.parent.mkdir()
        injected = Injected(vehicle, "pwrite64", fault, when)
        check(vehicle, injected, [])
        if not injected.happened:
            break
