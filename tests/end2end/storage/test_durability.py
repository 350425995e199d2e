# SPDX-License-Identifier: Apache-2.0
"""Real processes on a real file: killed, racing, and what is left behind."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from command_vehicle.adapters.clock import SystemClock
from command_vehicle.domain.identity import Lane, OperationId
from command_vehicle.protocols.operations.hash_chain import chain, genesis
from command_vehicle.storage.vehicle_store import VehicleStore
from tests.support.store import own_operations

ROOT = Path(__file__).resolve().parents[3]
ROUNDS = 300 if os.environ.get("SOAK") else 30


def start_writer(path: Path, name: str, count: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.end2end.storage.writer", str(path), name, str(count)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )


def kill_after(writer: subprocess.Popen[str], lines: int) -> list[str]:
    """Ids that were acknowledged before the process was killed, the last ones in the pipe too."""
    assert writer.stdout is not None
    acknowledged = [writer.stdout.readline() for _ in range(lines)]
    writer.send_signal(signal.SIGKILL)
    acknowledged += writer.stdout.readlines()
    writer.wait()
    writer.stdout.close()
    return [line.strip() for line in acknowledged if line.endswith("\n")]


def verified_ids(path: Path) -> list[str]:
    """Ids of the whole lane, in order, each proved by the hash chain."""
    with VehicleStore(path, SystemClock()) as store:
        expected = genesis(store.replica(), Lane.OPS)
        operations = own_operations(store, Lane.OPS)
        for logged in operations:
            expected = chain(expected, logged.content)
            assert logged.chain_hash == expected
        before = store.state_digest()
        store.rebuild_projections()
        assert store.state_digest() == before
        return [str(logged.id) for logged in operations]


@pytest.mark.slow
def test_what_was_acknowledged_survives_kill_9(tmp_path: Path) -> None:
    path = tmp_path / "vehicle.sqlite3"
    acknowledged: list[str] = []
    for round_number in range(ROUNDS):
        writer = start_writer(path, f"轮 {round_number}", count=-1)
        acknowledged += kill_after(writer, lines=1 + round_number % 7)
    held = verified_ids(path)
    assert set(acknowledged) <= set(held)
    assert [OperationId.parse(each).seq for each in held] == list(range(1, len(held) + 1))
    assert len(acknowledged) == len(set(acknowledged)) >= ROUNDS


@pytest.mark.slow
def test_two_processes_write_one_lane_without_hole_or_fork(tmp_path: Path) -> None:
    path = tmp_path / "vehicle.sqlite3"
    writers = [start_writer(path, name, count=100) for name in ("甲", "乙")]
    outputs = [writer.communicate()[0].split() for writer in writers]
    assert [writer.returncode for writer in writers] == [0, 0]
    held = verified_ids(path)
    assert sorted(outputs[0] + outputs[1]) == sorted(held)
    assert len(held) == 200


def test_another_connection_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "vehicle.sqlite3"
    with VehicleStore(path, SystemClock()) as store:
        start_writer(path, "外", count=1).communicate()
        assert store.outside_changes()
        assert not store.outside_changes()
