# SPDX-License-Identifier: Apache-2.0
"""Every kind of input gives the same fixes: a file, a network port, gpsd; and what is recorded."""

import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol

import pytest
import serial
import serial.rfc2217
from pytestqt.qtbot import QtBot

from command_vehicle.adapters.clock import SystemClock
from command_vehicle.cli.gnss import _ByteFile
from command_vehicle.domain.errors import ErrorCode, StoreError
from command_vehicle.domain.geodesy import GeoPoint
from command_vehicle.domain.positioning import Fix, FixQuality, Freshness, LinkState
from command_vehicle.protocols.raw_log import RawChunk, RawLogHeader, RawLogReader
from command_vehicle.services.simulation.receiver import Route, SimulatedReceiver
from command_vehicle.services.simulation.replay import portions
from tests.support.commands import run_command
from tests.support.nmea import decode, drive
from tests.support.receiver import FakeReceiver, a_receiver
from tests.support.receiver_rig import ReceiverRig

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="needs pseudo-terminals"),
]

GPSD_TIMEOUT_MS = 30_000


@pytest.fixture
def rig(qtbot: QtBot, tmp_path: Path) -> Iterator[ReceiverRig]:
    made = ReceiverRig(SystemClock(), tmp_path / "raw")
    yield made
    made.stop()


@pytest.fixture
def receiver(tmp_path: Path) -> Iterator[FakeReceiver]:
    with a_receiver(tmp_path / "gnss") as fake:
        yield fake


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    """Thirty seconds of a drive."""
    corners = ((40.20, 101.90), (40.23, 101.90), (40.23, 101.96))
    route = Route([GeoPoint(latitude_deg=lat, longitude_deg=lon) for lat, lon in corners])
    simulated = SimulatedReceiver(route)
    start = datetime(2026, 5, 4, 2, 0, tzinfo=UTC)
    path = tmp_path / "drive.nmea"
    epochs = [simulated.epoch(second, start + timedelta(seconds=second)) for second in range(30)]
    path.write_bytes(b"".join(epochs))
    return path


def places(fixes: list[Fix]) -> dict[float, GeoPoint | None]:
    """The last word on each instant."""
    return {round(fix.tod_s, 2): fix.point for fix in fixes if fix.tod_s is not None}


def test_a_log_file_gives_the_fixes_that_are_in_it(
    qtbot: QtBot, rig: ReceiverRig, recording: Path
) -> None:
    rig.start(f"{recording.as_uri()}?rate=max", baud_bps=0)
    qtbot.waitUntil(lambda: rig.link() is LinkState.ENDED)
    assert places(rig.fixes) == places(decode(recording.read_bytes()))
    assert {fix.quality for fix in rig.fixes} == {FixQuality.SIMULATOR}


def test_a_log_file_says_nothing_about_the_clock_and_ages_when_it_is_over(
    qtbot: QtBot, rig: ReceiverRig, recording: Path
) -> None:
    rig.start(f"{recording.as_uri()}?rate=max", baud_bps=0)
    qtbot.waitUntil(lambda: rig.link() is LinkState.ENDED)
    assert rig.state.clock_offset_s is None
    qtbot.waitUntil(lambda: rig.state.freshness is Freshness.STALE)


def test_a_log_file_is_played_at_its_own_pace(
    qtbot: QtBot, rig: ReceiverRig, recording: Path
) -> None:
    rig.start(f"{recording.as_uri()}?rate=10", baud_bps=0)
    qtbot.waitUntil(lambda: len(places(rig.fixes)) >= 10)
    took_s = rig.fixes[-1].arrived_mono_s - rig.fixes[0].arrived_mono_s
    shown_s = (rig.fixes[-1].tod_s or 0.0) - (rig.fixes[0].tod_s or 0.0)
    assert took_s == pytest.approx(shown_s / 10, abs=0.3)


@pytest.mark.parametrize(
    "url", ["file:///no/such/file", "file:///x?rate=fast", "gpsd://[", "file://"]
)
def test_an_input_that_is_not_there_is_gone(qtbot: QtBot, rig: ReceiverRig, url: str) -> None:
    rig.start(url, baud_bps=0)
    qtbot.waitUntil(lambda: rig.link() is LinkState.GONE)


class PortManager(Protocol):
    """Pyserial's server side, whose type stubs expect a client."""

    def filter(self, data: bytes) -> Iterator[bytes]: ...

    def escape(self, data: bytes) -> Iterator[bytes]: ...


class Rfc2217Server:
    """A serial port that is offered over the network, for one client."""

    def __init__(self) -> None:
        self._serial = serial.serial_for_url("loop://", baudrate=115200)
        self._server = socket.create_server(("127.0.0.1", 0))
        self.url = f"rfc2217://127.0.0.1:{self._server.getsockname()[1]}"
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._serve, name="rfc2217 server")
        self._thread.start()

    def speak(self, data: bytes) -> None:
        """The receiver on the port says this."""
        self._serial.write(data)

    def write(self, data: bytes) -> None:
        """What the manager of the port says to the client."""
        self._client.sendall(data)

    def stop(self) -> None:
        """Hang up."""
        self._stopping.set()
        self._thread.join()
        self._server.close()
        self._serial.close()

    def _serve(self) -> None:
        self._client, _ = self._server.accept()
        make_manager: Callable[..., PortManager] = serial.rfc2217.PortManager
        manager = make_manager(self._serial, self)
        self._client.settimeout(0.05)
        with self._client, suppress(ConnectionError):
            while not self._stopping.is_set():
                self._pass_on(manager)

    def _pass_on(self, manager: "PortManager") -> None:
        try:
            heard = self._client.recv(1024)
        except TimeoutError:
            heard = b""
        b"".join(manager.filter(heard))
        data = self._serial.read(self._serial.in_waiting)
        if data:
            self._client.sendall(b"".join(manager.escape(data)))


@pytest.mark.filterwarnings("ignore:set(Daemon|Name).. is deprecated")  # by pyserial 3.5
def test_a_serial_port_behind_a_network_is_read(qtbot: QtBot, rig: ReceiverRig) -> None:
    server = Rfc2217Server()
    try:
        rig.start(server.url, baud_bps=9600)
        qtbot.waitUntil(lambda: rig.link() is LinkState.LISTENING)
        server.speak(drive(3))
        qtbot.waitUntil(lambda: len(rig.fixes) >= 3)
        rig.stop()
    finally:
        server.stop()


def test_gpsd_that_goes_away_is_told(qtbot: QtBot, rig: ReceiverRig) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        rig.start(f"gpsd://127.0.0.1:{server.getsockname()[1]}/dev/ttyACM0", baud_bps=0)
        connection, _ = server.accept()
        with connection:
            connection.sendall(
                b'{"class":"VERSION","release":"3.22","proto_major":3,"proto_minor":14}\n'
                b'{"class":"DEVICES","devices":[{"path":"/dev/ttyACM0","driver":"NMEA0183",'
                b'"activated":"2026-05-04T02:00:00.000Z","bps":9600}]}\n'
                b'{"class":"TPV","mode":2,"lat":40.2,"lon":101.9,"time":"2026-05-04T02:00:00Z"}\n'
            )
            qtbot.waitUntil(lambda: rig.link() is LinkState.RECEIVING)
            assert b'"device":"/dev/ttyACM0"' in connection.recv(1000)
        qtbot.waitUntil(lambda: rig.link() is LinkState.GONE)
    assert rig.receiver().peer == "gpsd 3.22 /dev/ttyACM0 NMEA0183"
    assert (rig.receiver().baud_bps, len(rig.fixes)) == (9600, 1)


@pytest.mark.skipif(shutil.which("gpsfake") is None, reason="gpsd is not installed")
def test_gpsd_makes_the_same_fixes_of_the_same_bytes(
    qtbot: QtBot, rig: ReceiverRig, recording: Path
) -> None:
    """The log is played into a real gpsd, over and over, since it does not wait for us."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = ["gpsfake", "-q", "-c", "0.01", "-P", str(port), str(recording)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as fake:
        try:
            rig.start(f"gpsd://127.0.0.1:{port}", baud_bps=0)
            qtbot.waitUntil(lambda: len(places(rig.fixes)) >= 29, timeout=GPSD_TIMEOUT_MS)
        finally:
            fake.terminate()
    ours = {fix.tod_s: fix for fix in decode(recording.read_bytes())}
    theirs = {fix.tod_s: fix for fix in rig.fixes if fix.tod_s is not None}
    differences = {tod_s: _difference(ours[tod_s], fix) for tod_s, fix in theirs.items()}
    assert {tod_s: told for tod_s, told in differences.items() if told} == {}


def _difference(ours: Fix, theirs: Fix) -> str:
    """Where two fixes differ by more than gpsd rounds; empty when they are the same."""
    assert ours.point is not None
    if theirs.point is None:
        return "no position"
    pairs = {
        "latitude": (ours.point.latitude_deg, theirs.point.latitude_deg, 1e-6),
        "longitude": (ours.point.longitude_deg, theirs.point.longitude_deg, 1e-6),
        "altitude": (ours.altitude_msl_m, theirs.altitude_msl_m, 0.05),
        "speed": (ours.speed_mps, theirs.speed_mps, 0.06),
        "course": (ours.course_true_deg, theirs.course_true_deg, 0.15),
    }
    wrong = [
        name
        for name, (one, other, limit) in pairs.items()
        if one is None or other is None or abs(one - other) > limit
    ]
    if (ours.time, ours.mode) != (theirs.time, theirs.mode):
        wrong.append(f"time or mode {ours.time} {theirs.time}")
    return " ".join(wrong)


def test_a_recording_holds_every_byte_with_its_time_and_can_be_replayed(
    qtbot: QtBot, rig: ReceiverRig, receiver: FakeReceiver, tmp_path: Path
) -> None:
    rig.start(receiver.port)
    qtbot.waitUntil(lambda: rig.link() is LinkState.LISTENING)
    rig.desk.start_recording(rig.receiver().name)
    receiver.send(drive(3))
    qtbot.waitUntil(lambda: len(rig.fixes) >= 3)
    rig.desk.stop_recording()
    last = rig.recordings[-1]
    raw = Path(last.path).read_bytes()
    events = RawLogReader().feed(raw)
    assert isinstance(events[0], RawLogHeader)
    assert (events[0].receiver, events[0].port) == ("gnss", receiver.port)
    assert b"".join(event.data for event in events if isinstance(event, RawChunk)) == drive(3)
    assert b"".join(data for _, data in portions(raw)) == drive(3)
    assert (last.is_running, last.size_bytes, last.error) == (False, len(raw), None)
    assert Path(last.path).parent == tmp_path / "raw"
    decoded = run_command("gnss", "decode", last.path)
    assert [record["tod"] for record in decoded.records] == [7200.0, 7201.0, 7202.0]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_ends_the_recording_and_not_the_reading(
    qtbot: QtBot, rig: ReceiverRig, receiver: FakeReceiver
) -> None:
    rig.start(receiver.port)
    qtbot.waitUntil(lambda: rig.link() is LinkState.LISTENING)
    rig.desk.start_recording("gnss")
    recorder = rig.receivers._recorder
    assert recorder is not None
    with recorder._file, Path("/dev/full").open("wb", buffering=0) as full:
        recorder._file = full
        receiver.send(drive(2))
        qtbot.waitUntil(lambda: not rig.recordings[-1].is_running)
    error = rig.recordings[-1].error
    assert error is not None
    assert error.code is ErrorCode.DISK_FULL
    receiver.send(drive(2, first=5))
    qtbot.waitUntil(lambda: len(rig.fixes) >= 4)


def test_a_recording_that_cannot_begin_says_why(
    qtbot: QtBot, rig: ReceiverRig, receiver: FakeReceiver, tmp_path: Path
) -> None:
    (tmp_path / "raw").write_text("a file where the folder should be", encoding="utf-8")
    rig.start(receiver.port)
    rig.desk.start_recording("gnss")
    rig.desk.start_recording("nobody")
    assert [(told.is_running, told.error is not None) for told in rig.recordings] == [(False, True)]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_the_record_command_calls_a_full_disk_a_full_disk() -> None:
    full = Path("/dev/full")
    with full.open("wb", buffering=0) as file, pytest.raises(StoreError) as caught:
        _ByteFile(full, file).write(b"$GPRMC", 1.0)
    assert caught.value.code is ErrorCode.DISK_FULL
