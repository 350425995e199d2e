# SPDX-License-Identifier: Apache-2.0
"""The program as other programs see it."""

import json
import os
import signal
import subprocess
import sys
import termios
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pytest

from tests.support.commands import ROOT, command_line, environment, run_command
from tests.support.nmea import gga, line, rmc
from tests.support.receiver import a_receiver

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="needs pseudo-terminals"),
]

RECORDING = (
    rmc("023628.00")
    + gga("023628.00")
    + line("GNGSA,A,3,14,,,,,,,,,,,,1.5,0.8,1.2,4")
    + line("GBGSV,1,1,02,14,39,136,41,33,60,040,,1")
    + rmc("023629.00", ",,,", status="V", speed="", course="")
)


class Running:
    """A command that runs until it is interrupted."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    @property
    def output(self) -> IO[str]:
        """Its stdout."""
        assert self._process.stdout is not None
        return self._process.stdout

    def record(self) -> dict[str, object]:
        """The next line of its output."""
        parsed: dict[str, object] = json.loads(self.output.readline())
        return parsed

    def interrupt(self, number: signal.Signals = signal.SIGINT) -> int:
        """End it as Ctrl-C does; the answer is its exit code."""
        self._process.send_signal(number)
        self.output.read()
        return self._process.wait(20)


@contextmanager
def running(*arguments: str | Path) -> Iterator[Running]:
    with subprocess.Popen(
        command_line(*arguments), stdout=subprocess.PIPE, text=True, env=environment(), cwd=ROOT
    ) as process:
        try:
            yield Running(process)
        finally:
            process.kill()


def test_decoding_prints_one_object_per_epoch(tmp_path: Path) -> None:
    recording = tmp_path / "drive.nmea"
    recording.write_bytes(RECORDING)
    ran = run_command("gnss", "decode", recording)
    assert ran.code == 0
    assert ran.records[0] == {
        "t": "2026-05-04T02:36:28.000Z",
        "tod": 9388.0,
        "lat": pytest.approx(40.20576),
        "lon": pytest.approx(101.9),
        "alt": 1215.5,
        "speed": pytest.approx(5.144444),
        "track": 90.0,
        "mode": 3,
        "valid": True,
        "quality": 1,
        "hdop": 0.8,
        "sats_used": 14,
        "sats": [
            {"gnss": 3, "svid": 14, "elevation": 39, "azimuth": 136, "cn0": 41, "used": True},
            {"gnss": 3, "svid": 33, "elevation": 60, "azimuth": 40, "cn0": None, "used": False},
        ],
    }
    assert [ran.records[1][name] for name in ("lat", "speed", "mode", "valid", "quality")] == [
        None,
        None,
        1,
        False,
        None,
    ]


def test_standard_input_is_decoded_too() -> None:
    result = subprocess.run(
        command_line("gnss", "decode", "-"),
        input=RECORDING,
        capture_output=True,
        check=True,
        env=environment(),
    )
    assert len(result.stdout.splitlines()) == 2


def test_a_missing_recording_is_told_in_plain_words(tmp_path: Path) -> None:
    ran = run_command("gnss", "decode", tmp_path / "missing.nmea")
    assert (ran.code, ran.records) == (1, [])
    assert "missing.nmea" in ran.said


def test_ports_are_listed_as_objects() -> None:
    assert run_command("gnss", "ports").code == 0


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_simulator_says_where_it_is_and_ends_cleanly(
    tmp_path: Path, number: signal.Signals
) -> None:
    link = tmp_path / "gnss"
    with running("simulate", "gnss", "--link", link) as simulator:
        ready = simulator.record()
        target = str(link.readlink())
        code = simulator.interrupt(number)
    assert ready == {"port": target, "link": str(link)}
    assert (code, link.is_symlink()) == (0, False)


def test_a_simulated_receiver_can_be_monitored(tmp_path: Path) -> None:
    link = tmp_path / "gnss"
    with running("simulate", "gnss", "--link", link, "--rate", "5") as simulator:
        simulator.record()
        with running("gnss", "monitor", link, "--baud", "9600") as monitor:
            fixes = [monitor.record() for _ in range(5)]
            code = monitor.interrupt()
    assert [fix["valid"] for fix in fixes] == [True] * 5
    assert code == 0


def test_a_recording_can_be_replayed_over_and_over(tmp_path: Path) -> None:
    recording, link = tmp_path / "drive.nmea", tmp_path / "gnss"
    recording.write_bytes(RECORDING)
    with running("simulate", "gnss", recording, "--link", link, "--rate", "50") as simulator:
        simulator.record()
        assert simulator.output.read() == ""
    assert not link.is_symlink()


def test_a_receiver_is_recorded_byte_for_byte(tmp_path: Path) -> None:
    recording = tmp_path / "raw.nmea"
    with a_receiver(tmp_path / "gnss") as receiver:
        receiver.speak(0.05, lambda _: RECORDING)
        with running("gnss", "record", receiver.port, recording, "--baud", "9600") as recorder:
            wait_for_bytes(recording, 3 * len(RECORDING))
            code = recorder.interrupt()
    assert code == 0
    assert RECORDING in recording.read_bytes()


def wait_for_bytes(path: Path, count: int) -> None:
    """The recorder is in another process: ask the disk until it has written, or time runs out."""
    probe = (
        "import pathlib, sys, threading\n"
        "path, count = pathlib.Path(sys.argv[1]), int(sys.argv[2])\n"
        "for _ in range(400):\n"
        "    if path.exists() and path.stat().st_size >= count: sys.exit(0)\n"
        "    threading.Event().wait(0.05)\n"
        "sys.exit(1)\n"
    )
    subprocess.run([sys.executable, "-c", probe, str(path), str(count)], check=True)


def test_a_recording_is_never_overwritten(tmp_path: Path) -> None:
    recording = tmp_path / "raw.nmea"
    recording.write_bytes(b"precious")
    assert run_command("gnss", "record", tmp_path / "gnss", recording).code == 1
    assert recording.read_bytes() == b"precious"


def test_a_port_that_is_not_there_is_told_in_plain_words(tmp_path: Path) -> None:
    ran = run_command("gnss", "monitor", tmp_path / "no-port")
    assert ran.code == 1
    assert "no-port" in ran.said


def test_a_file_is_not_replaced_by_the_link_of_a_simulator(tmp_path: Path) -> None:
    link = tmp_path / "notes.txt"
    link.write_text("precious", encoding="utf-8")
    assert run_command("simulate", "gnss", "--link", link).code == 1
    assert link.read_text(encoding="utf-8") == "precious"


@pytest.mark.parametrize("content", ["{}", "no json", '{"features": []}'])
def test_a_route_that_is_none_is_told_in_plain_words(tmp_path: Path, content: str) -> None:
    route = tmp_path / "route.geojson"
    route.write_text(content, encoding="utf-8")
    ran = run_command("simulate", "gnss", "--link", tmp_path / "gnss", "--route", route)
    assert ran.code == 1
    assert "route.geojson" in ran.said


@pytest.mark.parametrize("argument", ["--drop=1.5", "--noise=-1", "--rate=0", "--rate=x"])
def test_impossible_numbers_are_refused(tmp_path: Path, argument: str) -> None:
    assert run_command("simulate", "gnss", "--link", tmp_path / "gnss", argument).code == 2


def test_a_simulated_line_can_lose_and_damage_what_it_carries(tmp_path: Path) -> None:
    link = tmp_path / "gnss"
    faults = ("--rate", "20", "--drop", "0.2", "--noise", "0.01")
    with running("simulate", "gnss", "--link", link, *faults) as simulator:
        simulator.record()
        descriptor = os.open(link, os.O_RDONLY | os.O_NOCTTY)
        termios.tcflush(descriptor, termios.TCIFLUSH)
        heard = b"".join(os.read(descriptor, 4096) for _ in range(20))
        os.close(descriptor)
        simulator.interrupt()
    assert b"$G" in heard
