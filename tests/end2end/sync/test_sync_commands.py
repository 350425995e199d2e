# SPDX-License-Identifier: Apache-2.0
"""The same line by hand: `central …`, `sync …` and `log add` as processes."""

from collections import Counter
from pathlib import Path

import pytest

from tests.support.central_under_test import NAME, CentralProcess
from tests.support.commands import run_command

pytestmark = pytest.mark.slow


def test_from_enrolment_to_the_same_hash_on_both_sides(tmp_path: Path) -> None:
    central, vehicle = tmp_path / "central", tmp_path / "vehicle"
    with CentralProcess(central) as platform:
        code = run_command("central", "enroll", "--data-dir", central).records[0]["code"]
        early = run_command("sync", "now", "--once", "--data-dir", vehicle)
        assert early.code == 1
        assert "not enrolled" in early.said
        enrolled = run_command(
            "sync", "enroll", platform.url, code, "--name", "青岚指挥01", "--data-dir", vehicle
        )
        assert enrolled.code == 0
        assert enrolled.records[0]["name"] == NAME
        assert enrolled.records[0]["number"] == 1
        written = run_command("log", "add", "液氯瓶库西侧阀门泄漏", "--data-dir", vehicle)
        before = run_command("sync", "status", "--data-dir", vehicle).records[0]
        assert (before["local"], before["received"]) == (1, 0)
        now = run_command("sync", "now", "--once", "--data-dir", vehicle)
        assert now.code == 0
        assert now.records[0]["done"] is True
        after = run_command("sync", "status", "--data-dir", vehicle).records[0]
        assert (after["local"], after["received"]) == (1, 1)
        received = run_command("central", "list", "--data-dir", central).records
        assert platform.end() == 0
    assert Counter(each["id"] for each in received)[written.records[0]["id"]] == 1
    assert received[0]["vehicle"] == "青岚指挥01"
    assert len(bytes.fromhex(received[0]["hash"])) == 32
    away = run_command("sync", "now", "--once", "--data-dir", vehicle)
    assert away.code == 1
    assert away.records[0]["error"] == "platform_offline"
    assert "cannot be reached" in away.said


def test_a_code_that_is_none_is_refused_in_plain_words(tmp_path: Path) -> None:
    ran = run_command(
        "sync", "enroll", "http://127.0.0.1:9", "AAAA", "--data-dir", tmp_path / "vehicle"
    )
    assert ran.code == 1
    assert ran.records == []
    assert "does not know this code" in ran.said
