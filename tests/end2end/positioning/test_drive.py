# SPDX-License-Identifier: Apache-2.0
"""A short drive over a pseudo-terminal into the real program, which is killed on the way."""

import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from command_vehicle.adapters.clock import SystemClock
from command_vehicle.adapters.paths import DataDir
from command_vehicle.domain.geodesy import GeoPoint, destination
from command_vehicle.domain.identity import Lane
from command_vehicle.domain.operations import Operation, TimeSource
from command_vehicle.protocols.nmea.writing import position_fields
from command_vehicle.protocols.operations.codec import decode
from command_vehicle.storage.vehicle_store import VehicleStore
from tests.support.commands import command_line, environment, run_command
from tests.support.driven import DrivenProgram
from tests.support.nmea import gga, rmc
from tests.support.receiver import FakeReceiver
from tests.support.store import own_operations

SITE = """version = 1

[unit]
vehicle_name = "青岚指挥01"
duty_person = "周敏"

[positioning]
receiver_name = "roof"
port = "{port}"
baud_bps = 115200
"""
CENTER = GeoPoint(latitude_deg=40.235, longitude_deg=101.966)
PERIOD_S = 0.1
SPEED_MPS = 20.0
PC_AHEAD = timedelta(seconds=3.4)


class Vehicle:
    """Stands before the fence until it is told to drive; its receiver's clock is right."""

    def __init__(self, start_m: float) -> None:
        self._start_m = start_m
        self._begun_at: datetime | None = None

    def drive(self) -> None:
        """Off it goes, at a steady speed."""
        self._begun_at = SystemClock().now() - PC_AHEAD

    def epoch(self, _number: int) -> bytes:
        """Two sentences of this instant, on whole tenths of a second."""
        now = SystemClock().now() - PC_AHEAD
        at = now.replace(microsecond=now.microsecond // 100_000 * 100_000)
        driven_s = 0.0 if self._begun_at is None else (at - self._begun_at).total_seconds()
        range_m = self._start_m + SPEED_MPS * max(0.0, driven_s)
        place = ",".join(
            position_fields(destination(CENTER, 90.0 if range_m >= 0 else 270.0, abs(range_m)))
        )
        time = f"{at:%H%M%S}.{at.microsecond // 10_000:02d}"
        return gga(time, place) + rmc(time, place, date=f"{at:%d%m%y}", speed="38.88")


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    folder = tmp_path / "vehicle"
    folder.mkdir()
    (folder / "site.toml").write_text(SITE.format(port=tmp_path / "gnss"), encoding="utf-8")
    return folder


@pytest.fixture
def receiver(tmp_path: Path) -> Iterator[FakeReceiver]:
    plugged_in = FakeReceiver(tmp_path / "gnss")
    try:
        yield plugged_in
    finally:
        plugged_in.unplug()


def operations(data_dir: Path, lane: Lane) -> list[Operation]:
    with VehicleStore(DataDir(data_dir).database, SystemClock()) as store:
        return [decode(each.content, each.id) for each in own_operations(store, lane)]


def rows_with(words: str) -> Callable[[dict[str, Any]], bool]:
    return lambda seen: any(words in row for row in seen["rows"])


@pytest.mark.slow
@pytest.mark.webengine
def test_a_drive_past_a_cordon_is_told_once_and_its_track_outlives_a_kill(
    receiver: FakeReceiver, data_dir: Path
) -> None:
    drawn = run_command(
        "geofence",
        "add",
        "--name",
        "北门",
        "--at",
        "40.235,101.966",
        "--radius",
        "400",
        "--data-dir",
        data_dir,
    )
    assert drawn.code == 0, drawn.said
    vehicle = Vehicle(start_m=-500.0)
    receiver.speak(PERIOD_S, vehicle.epoch)
    with DrivenProgram(data_dir) as program:
        program.wait_until(lambda seen: "定位有效" in seen["fix"])
        program.press("Alt+2")
        vehicle.drive()
        program.wait_until(rows_with("进入警戒区：北门"))
        seen = program.wait_until(rows_with("本机时钟快 3."))
        assert any("自动 ・ 电子围栏" in row for row in seen["rows"])
    killed_at = SystemClock().now() - PC_AHEAD
    with DrivenProgram(data_dir) as program:
        program.wait_until(lambda seen: "定位有效" in seen["fix"])
        program.press("Alt+2")
        program.wait_until(rows_with("离开警戒区：北门"))
    receiver.freeze()

    said = [entry["text"] for entry in run_command("log", "list", "--data-dir", data_dir).records]
    assert [said.count(f"{verb}警戒区：北门") for verb in ("进入", "离开")] == [1, 1]
    _expect_track(data_dir, killed_at)
    _expect_clocks(data_dir)


def _expect_track(data_dir: Path, killed_at: datetime) -> None:
    """Ten fixes a second, no more than five seconds and one look of them lost by the kill."""
    document = subprocess_text("track", "export", "--format", "gpx", "--data-dir", str(data_dir))
    stamps = [
        datetime.fromisoformat(each.text or "")
        for each in ET.fromstring(document).iter()
        if each.tag.endswith("}time")
    ]
    before = [at for at in stamps if at <= killed_at]
    assert killed_at - max(before) < timedelta(seconds=8)
    steps = [(b - a).total_seconds() for a, b in pairwise(before)]
    assert sorted(steps)[len(steps) // 2] == pytest.approx(0.1)
    (day, *_) = run_command("track", "stats", "--data-dir", data_dir).records
    assert day["points"] == len(stamps)
    assert day["max_speed_mps"] == pytest.approx(20.0, abs=0.1)


def _expect_clocks(data_dir: Path) -> None:
    """The lines written while the receiver spoke know how wrong the PC clock was."""
    lines = [each for each in operations(data_dir, Lane.OPS) if each.actor == "geofences"]
    assert len(lines) == 2
    for operation in lines:
        assert operation.clock is not None
        assert operation.clock.source is TimeSource.GNSS
        assert operation.clock.offset_ms == pytest.approx(3_400, abs=600)
    for entry in run_command("log", "list", "--data-dir", data_dir).records:
        if entry["automatic_source"] == "geofences":
            happened_at = datetime.fromisoformat(entry["happened_at"])
            recorded_at = datetime.fromisoformat(entry["recorded_at"])
            assert timedelta(seconds=9) < recorded_at - happened_at < timedelta(seconds=14)


def subprocess_text(*arguments: str) -> str:
    """What a command writes that is not JSON lines."""
    result = subprocess.run(
        command_line(*arguments),
        capture_output=True,
        check=True,
        env=environment(),
        timeout=60,
    )
    return result.stdout.decode()
