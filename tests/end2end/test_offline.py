# SPDX-License-Identifier: Apache-2.0
"""No network at all: the real program in a network namespace without even a loopback."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.support.commands import ROOT, command_line, environment, run_command

LIMIT_S = 120
INTERNET_ADDRESS = re.compile(r"sin6?_addr")


def may_unshare() -> bool:
    if shutil.which("unshare") is None:
        return False
    probe = subprocess.run(["unshare", "-n", "true"], capture_output=True, check=False)
    return probe.returncode == 0


pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not may_unshare(), reason="needs the right to make a network namespace"),
]


def run_cut_off(
    *arguments: str | Path, trace: Path | None = None
) -> subprocess.CompletedProcess[str]:
    watched = [
        *("strace", "-f", "--seccomp-bpf", "-o", str(trace)),
        *("-e", "trace=connect,sendto,sendmsg"),
    ]
    return subprocess.run(
        ["unshare", "-n", *(watched if trace is not None else ()), *command_line(*arguments)],
        env={**environment(), "QTWEBENGINE_DISABLE_SANDBOX": "1"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=LIMIT_S,
    )


def test_recording_needs_no_network(tmp_path: Path) -> None:
    ran = run_cut_off("log", "add", "without a network", "--data-dir", tmp_path)
    assert ran.returncode == 0, ran.stderr
    assert ran.stderr == ""
    (record,) = run_command("log", "list", "--data-dir", tmp_path).records
    assert record["text"] == "without a network"


@pytest.mark.webengine
def test_the_window_opens_and_asks_nobody(tmp_path: Path) -> None:
    trace = tmp_path / "trace" if shutil.which("strace") is not None else None
    vehicle = tmp_path / "vehicle"
    ran = run_cut_off("run", "--startup-check", "--data-dir", vehicle, trace=trace)
    assert ran.returncode == 0, ran.stderr
    assert "Traceback" not in ran.stderr
    assert not list((vehicle / "logs").glob("crash-*"))
    asked = trace.read_text(encoding="utf-8", errors="replace") if trace is not None else ""
    assert not INTERNET_ADDRESS.search(asked)
