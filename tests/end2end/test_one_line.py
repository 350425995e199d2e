# SPDX-License-Identifier: Apache-2.0
"""One straight line from the receiver to headquarters, through the real process."""

from pathlib import Path

import pytest

from command_vehicle.adapters.clock import SystemClock
from command_vehicle.adapters.paths import DataDir
from command_vehicle.domain.identity import OperationId
from command_vehicle.storage.vehicle_store import VehicleStore
from tests.support.central_under_test import CentralProcess, held, new_code
from tests.support.commands import run_command
from tests.support.driven import DrivenProgram
from tests.support.nmea import gga, rmc
from tests.support.receiver import FakeReceiver

SITE = """version = 1

[unit]
duty_person = "周敏"

[positioning]
receiver_name = "roof"
port = "{port}"
baud_bps = 115200
"""
LINE = "east gate closed"
PERIOD_S = 0.2


def epoch(number: int) -> bytes:
    """Two sentences of one instant."""
    seconds, tenths = divmod(number * 2, 10)
    time = f"08{seconds // 60 % 60:02d}{seconds % 60:02d}.{tenths}0"
    return gga(time) + rmc(time)


def hash_on_the_vehicle(data_dir: Path, text: str) -> bytes | None:
    """The chain hash of an operation of the vehicle's own log."""
    place = OperationId.parse(text)
    with VehicleStore(DataDir(data_dir).database, SystemClock()) as store:
        return store.chain_hash(place.replica, place.lane, place.seq)


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    folder = tmp_path / "vehicle"
    folder.mkdir()
    (folder / "site.toml").write_text(SITE.format(port=tmp_path / "gnss"), encoding="utf-8")
    return folder


@pytest.mark.slow
@pytest.mark.webengine
def test_bytes_become_a_fix_and_a_line_outlives_the_kill_and_arrives_once(
    tmp_path: Path, data_dir: Path
) -> None:
    receiver = FakeReceiver(tmp_path / "gnss")
    receiver.speak(PERIOD_S, epoch)
    try:
        with DrivenProgram(data_dir) as program:
            program.wait_until(lambda seen: "定位有效" in seen["fix"])
            program.press("F9")
            program.type(LINE)
            program.press("Return")
            program.press("Alt+2")
            seen = program.wait_until(lambda seen: any(LINE in row for row in seen["rows"]))
        assert any("险情" in row and "已存" in row for row in seen["rows"])
        with DrivenProgram(data_dir) as program:
            program.wait_until(lambda seen: "定位有效" in seen["fix"])
            program.press("Alt+2")
            program.wait_until(lambda seen: any(LINE in row for row in seen["rows"]))
            with CentralProcess(tmp_path / "central") as platform:
                code = new_code(tmp_path / "central")
                enrolled = run_command("sync", "enroll", platform.url, code, "--data-dir", data_dir)
                assert enrolled.code == 0, enrolled.said
                program.wait_until(
                    lambda seen: any(LINE in row and "收讫" in row for row in seen["rows"])
                )
    finally:
        receiver.unplug()
    entry = next(
        record
        for record in run_command("log", "list", "--data-dir", data_dir).records
        if record["text"] == LINE
    )
    there = [each for each in held(tmp_path / "central") if str(each.id) == entry["id"]]
    assert [each.chain_hash for each in there] == [hash_on_the_vehicle(data_dir, entry["id"])]
