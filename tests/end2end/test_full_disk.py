# SPDX-License-Identifier: Apache-2.0
"""A disk without a free byte under the real commands and the real window."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from command_vehicle.adapters.files.kept_state import KeptStateFile
from command_vehicle.adapters.files.settings import TomlSettingsFiles
from command_vehicle.adapters.paths import DataDir
from command_vehicle.adapters.trouble.recorder import ProgramLog
from command_vehicle.domain.errors import ErrorCode, StoreError
from tests.support.commands import run_command
from tests.support.driven import DrivenProgram
from tests.support.small_disk import SmallDisk, can_mount, small_disk

pytestmark = pytest.mark.skipif(not can_mount(), reason="only root may mount a small disk")


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    with small_disk(tmp_path / "disk", 3) as mounted:
        yield mounted


def add(vehicle: Path, text: str) -> tuple[int, str, str]:
    """Exit code, id and message of one `log add`."""
    ran = run_command("log", "add", text, "--data-dir", vehicle)
    return ran.code, str(ran.records[0]["id"]) if ran.records else "", ran.said


@pytest.mark.slow
def test_log_add_says_what_to_do_and_loses_nothing_it_has_acknowledged(disk: SmallDisk) -> None:
    vehicle = disk.root / "vehicle"
    acknowledged = [add(vehicle, f"line {number}")[1] for number in range(3)]
    disk.fill()
    code, place, said = add(vehicle, "no room")
    assert (code, place) == (1, "")
    assert said.startswith("Nothing was saved: the disk is full. Free some space and try again.")
    disk.free()
    code, place, _ = add(vehicle, "room again")
    assert code == 0
    listed = run_command("log", "list", "--data-dir", vehicle).records
    assert {record["id"] for record in listed} == {*acknowledged, place}


@pytest.mark.slow
def test_a_new_vehicle_on_a_full_disk_says_so(disk: SmallDisk) -> None:
    disk.fill()
    code, _, said = add(disk.root / "vehicle", "no room")
    assert code == 1
    assert "the disk is full" in said


@pytest.mark.slow
@pytest.mark.webengine
def test_in_the_window_the_text_stays_and_is_saved_once_there_is_room(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 6) as disk:
        vehicle = disk.root / "vehicle"
        with DrivenProgram(vehicle) as program:
            program.wait_until(lambda seen: bool(seen["fix"]))
            program.press("F2")
            program.type("before")
            program.press("Return")
            program.press("Alt+2")
            program.wait_until(lambda seen: any("before" in row for row in seen["rows"]))
            disk.fill()
            program.press("Ctrl+L")
            program.type("no room " * 60)
            program.press("Return")
            seen = program.wait_until(lambda seen: bool(seen["fault"]))
            assert seen["line"].startswith("no room")
            assert "磁盘已满" in seen["fault"]
            assert any("磁盘已满" in words for words in seen["troubles"])
            disk.free()
            program.press("Return")
            seen = program.wait_until(lambda seen: seen["line"] == "")
            program.wait_until(lambda seen: any("no room" in row for row in seen["rows"]))
        assert not list((vehicle / "logs").glob("crash-*"))
        texts = [
            record["text"].strip()
            for record in run_command("log", "list", "--data-dir", vehicle).records
        ]
    assert [text[:7] for text in texts if "room" in text or text == "before"] == [
        "no room",
        "before",
    ]


def test_a_setting_that_finds_no_room_is_refused_and_the_old_file_stays(disk: SmallDisk) -> None:
    data_dir = DataDir(disk.root)
    files = TomlSettingsFiles(data_dir)
    files.save_user({"version": 1, "unit": {"county": "青岚县"}})
    disk.fill()
    with pytest.raises(StoreError) as caught:
        files.save_user({"version": 1, "unit": {"county": "长" * 9000}})
    assert caught.value.code is ErrorCode.DISK_FULL
    assert files.load_user()["unit"] == {"county": "青岚县"}
    disk.free()
    files.save_user({"version": 1, "unit": {"county": "白沙县"}})
    assert files.load_user()["unit"] == {"county": "白沙县"}


def test_what_is_kept_between_two_starts_is_forgotten_and_nothing_else(
    disk: SmallDisk, caplog: pytest.LogCaptureFixture
) -> None:
    kept = KeptStateFile(disk.root / "state.json")
    kept.write("line", "first")
    disk.fill()
    kept.write("line", "长" * 9000)
    assert "cannot keep line" in caplog.text
    assert KeptStateFile(disk.root / "state.json").read("line") == "first"


def test_a_log_that_finds_no_room_keeps_the_last_lines_in_memory(
    disk: SmallDisk, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    disk.fill()
    log = ProgramLog(disk.root, total_bytes=2**20)
    try:
        with caplog.at_level(logging.INFO):
            for number in range(400):
                _logger().warning("line %d", number)
        assert "line 399" in log.recent.lines[-1]
    finally:
        log.close()
    assert capfd.readouterr().err == ""


def _logger() -> logging.Logger:
    return logging.getLogger("elsewhere")
