# SPDX-License-Identifier: Apache-2.0
"""A data directory put back from a backup, with the real commands and the real platform."""

import shutil
from collections import Counter
from pathlib import Path

import pytest

from tests.support.central_under_test import CentralProcess, held, new_code
from tests.support.commands import Ran, run_command


def log(vehicle: Path, text: str) -> str:
    """Record a line; the answer is its id."""
    ran = run_command("log", "add", text, "--data-dir", vehicle)
    assert ran.code == 0, ran.said
    return str(ran.records[0]["id"])


def sync(vehicle: Path) -> Ran:
    return run_command("sync", "now", "--once", "--data-dir", vehicle)


def texts(vehicle: Path) -> Counter[str]:
    listed = run_command("log", "list", "--data-dir", vehicle).records
    return Counter(str(record["text"]) for record in listed)


def digest(folder: Path) -> str:
    return str(run_command("state", "digest", "--data-dir", folder).records[0]["digest"])


def enrolled(vehicle: Path, platform: CentralProcess) -> None:
    code = new_code(platform.root)
    ran = run_command("sync", "enroll", platform.url, code, "--data-dir", vehicle)
    assert ran.code == 0, ran.said


@pytest.mark.slow
def test_nothing_is_lost_or_doubled_by_a_backup_put_back(tmp_path: Path) -> None:
    vehicle, backup = tmp_path / "vehicle", tmp_path / "backup"
    with CentralProcess(tmp_path / "central") as platform:
        log(vehicle, "before the copy")
        enrolled(vehicle, platform)
        assert sync(vehicle).code == 0
        shutil.copytree(vehicle, backup)
        lost = log(vehicle, "after the copy")
        assert sync(vehicle).code == 0
        shutil.rmtree(vehicle)
        shutil.copytree(backup, vehicle)
        added = run_command("log", "add", "on the old copy", "--data-dir", vehicle)
        assert added.code == 0
        assert "older copy: 1 records" in added.said
        assert str(added.records[0]["id"]).partition("-")[0].endswith(".1")
        synced = sync(vehicle)
        assert (synced.code, synced.records[0]["waiting"]) == (0, 0)
        assert synced.records[0]["refused"] == []
        quiet = run_command("log", "list", "--data-dir", vehicle)
        assert quiet.said == ""
        assert lost in {record["id"] for record in quiet.records}
    expected = {"before the copy": 1, "after the copy": 1, "on the old copy": 1}
    assert texts(vehicle) == expected
    ids = Counter(str(each.id) for each in held(tmp_path / "central"))
    assert set(ids.values()) == {1}
    assert len(ids) == 3


@pytest.mark.slow
def test_a_copy_that_nobody_remembers_is_told_by_the_platform(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vehicle, backup = tmp_path / "vehicle", tmp_path / "backup"
    (tmp_path / "no folder").touch()
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "no folder" / "state"))
    with CentralProcess(tmp_path / "central") as platform:
        log(vehicle, "before the copy")
        enrolled(vehicle, platform)
        assert sync(vehicle).code == 0
        shutil.copytree(vehicle, backup)
        log(vehicle, "after the copy")
        assert sync(vehicle).code == 0
        shutil.rmtree(vehicle)
        shutil.copytree(backup, vehicle)
        synced = sync(vehicle)
        assert synced.code == 0
        assert "The database is an older copy" in synced.said
        log(vehicle, "on the old copy")
        assert sync(vehicle).code == 0
    expected = {"before the copy": 1, "after the copy": 1, "on the old copy": 1}
    assert texts(vehicle) == expected
    assert len(held(tmp_path / "central")) == 3


@pytest.mark.slow
def test_two_copies_in_use_at_once_both_keep_what_they_wrote_and_say_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vehicle, clone = tmp_path / "vehicle", tmp_path / "clone"
    (tmp_path / "no folder").touch()
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "no folder" / "state"))
    with CentralProcess(tmp_path / "central") as platform:
        log(vehicle, "before the copy")
        enrolled(vehicle, platform)
        assert sync(vehicle).code == 0
        shutil.copytree(vehicle, clone)
        log(vehicle, "by the first")
        log(clone, "by the second")
        assert sync(vehicle).code == 0
        refused = sync(clone)
        assert refused.code == 1
        assert "Both are kept" in refused.said
        log(clone, "by the second, later")
        sync(clone)
        later = {text for text in texts(vehicle) if text}
        assert sync(vehicle).code == 0
    assert later == {"before the copy", "by the first"}
    assert texts(vehicle)["by the second, later"] == 1
    assert texts(clone)["by the second"] == 1
