# SPDX-License-Identifier: Apache-2.0
"""The fault report helps support and tells nobody where the vehicle was or who was in it."""

import zipfile
from pathlib import Path

import pytest

from command_vehicle.adapters.files.keys import load_or_create_signer
from command_vehicle.adapters.paths import DataDir
from tests.support.commands import run_command

pytestmark = pytest.mark.slow

SECRETS = ("周敏", "13900002071", "139-0000-2071", "40.2032", "101.8985", "PRIVATE KEY", "液氯泄漏")
LOG = (
    "2026-05-04T02:00:00.123Z INFO MainThread command_vehicle.app: 周敏 at 40.2032,101.8985\n"
    "2026-05-04T02:00:01.000Z WARNING MainThread command_vehicle.app: call 139-0000-2071\n"
)
CRASH = (
    "ValueError: cannot dial 13900002071\n"
    "-----BEGIN PRIVATE KEY-----\nMC4C\n-----END PRIVATE KEY-----\n"
)


@pytest.fixture
def data_dir(tmp_path: Path) -> DataDir:
    """A vehicle that has been in use, with a log and a crash report that say too much."""
    root = tmp_path / "vehicle of 周敏"
    run_command(
        "incident", "new", "--title", "液氯泄漏", "--lat", "40.2032", "--lon", "101.8985",
        "--actor", "周敏", "--data-dir", root,
    )  # fmt: skip
    data_dir = DataDir(root)
    load_or_create_signer(data_dir.signing_key)
    data_dir.user_settings.write_text(
        '[unit]\nduty_person = "周敏"\n\n[screen]\ntheme = "pink"\n', encoding="utf-8"
    )
    (data_dir.logs / "program.log").write_text(LOG, encoding="utf-8")
    (data_dir.logs / "crash-20260504T020000.000000.txt").write_text(CRASH, encoding="utf-8")
    return data_dir


def contents(path: Path) -> dict[str, str]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_the_report_holds_what_support_needs(data_dir: DataDir, tmp_path: Path) -> None:
    target = tmp_path / "report.zip"
    ran = run_command("diagnose", "--out", target, "--data-dir", data_dir.root)
    assert (ran.code, ran.said) == (0, "")
    files = contents(target)
    assert ran.records == [{"path": str(target), "contents": list(files)}]
    report = files["report.txt"]
    for line in (
        "command-vehicle: ",
        "journal_mode: wal",
        "synchronous: 2",
        "quick_check: ok",
        "chains: intact",
        "platform: none",
        "crash reports: 1",
        "notice 1: user file, screen.theme: not_a_choice",
    ):
        assert line in report
    assert "INFO MainThread command_vehicle.app" in files["logs/program.log"]
    assert "ValueError: cannot dial" in files["logs/crash-20260504T020000.000000.txt"]


def test_the_report_gives_nobody_away(data_dir: DataDir, tmp_path: Path) -> None:
    target = tmp_path / "report.zip"
    run_command("diagnose", "--out", target, "--data-dir", data_dir.root)
    everything = "\n".join(contents(target).values())
    assert [secret for secret in SECRETS if secret in everything] == []
    assert data_dir.signing_key.read_text(encoding="utf-8") not in everything


def test_a_damaged_database_is_part_of_the_report(data_dir: DataDir, tmp_path: Path) -> None:
    data_dir.database.write_bytes(b"no database" * 1000)
    target = tmp_path / "report.zip"
    ran = run_command("diagnose", "--out", target, "--data-dir", data_dir.root)
    assert ran.code == 0
    assert "[record]\nunavailable: store_damaged" in contents(target)["report.txt"]


def test_nothing_is_made_where_nothing_was(tmp_path: Path) -> None:
    ran = run_command("diagnose", "--data-dir", tmp_path / "nothing", cwd=tmp_path)
    assert ran.code == 0
    (made,) = tmp_path.iterdir()
    assert made.name.startswith("diagnose-")
    assert "unavailable: file_missing" in contents(made)["report.txt"]


def test_a_place_that_cannot_be_written_is_said(data_dir: DataDir) -> None:
    ran = run_command("diagnose", "--out", "/nowhere/report.zip", "--data-dir", data_dir.root)
    assert (ran.code, ran.records) == (1, [])
    assert "the disk refused the write" in ran.said
