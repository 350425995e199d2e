# SPDX-License-Identifier: Apache-2.0
"""Real threads on real pseudo-terminals."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from command_vehicle.adapters.clock import SystemClock
from command_vehicle.adapters.gnss.reader import RawLines
from command_vehicle.adapters.gnss.receivers import Receivers
from command_vehicle.domain.positioning import Fix, LinkState, ReceiverLink
from command_vehicle.domain.receivers import ReceiverPort
from tests.support.nmea import gga, rmc
from tests.support.receiver import FakeReceiver, a_receiver

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="needs pseudo-terminals"),
]

FAST_S = 0.1


def epoch(number: int) -> bytes:
    time = f"02{number // 600 % 60:02d}{number // 10 % 60:02d}.{number % 10}0"
    return rmc(time) + gga(time)


class Ear:
    """All that the facade has relayed."""

    def __init__(self, receivers: Receivers) -> None:
        self.fixes: list[Fix] = []
        self.links: list[ReceiverLink] = []
        self.lines: list[RawLines] = []
        receivers.fix_received.connect(self.fixes.append)
        receivers.link_changed.connect(self.links.append)
        receivers.lines_received.connect(self.lines.append)

    @property
    def link(self) -> LinkState:
        """Newest state of the port."""
        return self.links[-1].link if self.links else LinkState.OFF


@pytest.fixture
def receiver(tmp_path: Path) -> Iterator[FakeReceiver]:
    with a_receiver(tmp_path / "gnss") as fake:
        yield fake


@pytest.fixture
def receivers(qtbot: QtBot) -> Iterator[Receivers]:
    facade = Receivers(SystemClock())
    yield facade
    facade.stop()


def listen(qtbot: QtBot, receivers: Receivers, port: str, baud_bps: int | None = 115200) -> Ear:
    """Start to read and wait until the port is open: what was said before is lost."""
    ear = Ear(receivers)
    receivers.start([ReceiverPort(name="roof", port=port, baud_bps=baud_bps)])
    qtbot.waitUntil(lambda: ear.link is LinkState.LISTENING)
    return ear


def test_a_sentence_on_the_wire_becomes_a_fix(
    qtbot: QtBot, receiver: FakeReceiver, receivers: Receivers
) -> None:
    ear = listen(qtbot, receivers, receiver.port)
    receiver.send(epoch(0))
    qtbot.waitUntil(lambda: len(ear.fixes) == 1)
    assert (ear.fixes[0].source, ear.fixes[0].tod_s, ear.fixes[0].is_valid) == (
        "roof",
        7200.0,
        True,
    )


def test_an_epoch_does_not_wait_for_the_next_one(
    qtbot: QtBot, receiver: FakeReceiver, receivers: Receivers
) -> None:
    ear = listen(qtbot, receivers, receiver.port)
    receiver.send(epoch(0))
    with qtbot.waitSignal(receivers.fix_received, timeout=900):
        pass
    assert ear.fixes[0].altitude_msl_m == 1215.5


def test_no_epoch_is_lost_at_ten_a_second(
    qtbot: QtBot, receiver: FakeReceiver, receivers: Receivers
) -> None:
    ear = listen(qtbot, receivers, receiver.port)
    receiver.speak(0.05, epoch)
    qtbot.waitUntil(lambda: len(ear.fixes) >= 40)
    receiver.freeze()
    times = [round(fix.tod_s or 0.0, 1) for fix in ear.fixes]
    assert times[:40] == [round(7200.0 + number / 10, 1) for number in range(40)]


def test_a_port_that_speaks_is_receiving(
    qtbot: QtBot, receiver: FakeReceiver, receivers: Receivers
) -> None:
    ear = listen(qtbot, receivers, receiver.port)
    receiver.send(epoch(0))
    qtbot.waitUntil(lambda: ear.link is LinkState.RECEIVING)
    assert ear.links[-1].baud_bps == 115200


def test_the_speed_is_found_by_listening(
    qtbot: QtBot, receiver: FakeReceiver, receivers: Receivers
) -> None:
    ear = listen(qtbot, receivers, receiver.port, None)
    receiver.speak(FAST_S, epoch)
    qtbot.waitUntil(lambda: len(ear.fixes) >= 3)
    assert ear.links[-1].baud_bps == 115200


def test_unplugging_is_reported(qtbot: QtBot, receiver: FakeReceiver, receivers: Receivers) -> None:
    ear = listen(qtbot, receivers, receiver.port)
    receiver.unplug()
    qtbot.waitUntil(lambda: ear.link is LinkState.GONE)


def test_a_receiver_that_is_plugged_in_again_is_read_without_a_click(
    qtbot: QtBot, receiver: FakeReceiver, receivers: Receivers
) -> None:
    ear = listen(qtbot, receivers, receiver.port)
    receiver.unplug()
    qtbot.waitUntil(lambda: ear.link is LinkState.GONE)
    receiver.replug()
    receiver.speak(FAST_S, epoch)
    qtbot.waitUntil(lambda: len(ear.fixes) >= 3)


def test_a_port_that_is_not_there_yet_is_waited_for(
    qtbot: QtBot, tmp_path: Path, receivers: Receivers
) -> None:
    link = tmp_path / "later"
    ear = Ear(receivers)
    receivers.start([ReceiverPort(name="roof", port=str(link), baud_bps=9600)])
    qtbot.waitUntil(lambda: ear.link is LinkState.GONE)
    with a_receiver(link) as receiver:
        receiver.speak(FAST_S, epoch)
        qtbot.waitUntil(lambda: len(ear.fixes) >= 1)


def test_a_receiver_that_falls_silent_is_reported_and_heard_again(
    qtbot: QtBot, receiver: FakeReceiver, receivers: Receivers
) -> None:
    ear = listen(qtbot, receivers, receiver.port)
    receiver.send(epoch(0))
    qtbot.waitUntil(lambda: ear.link is LinkState.SILENT, timeout=9000)
    receiver.send(epoch(90))
    qtbot.waitUntil(lambda: ear.link is LinkState.RECEIVING)


def test_noise_alone_is_no_reception(
    qtbot: QtBot, receiver: FakeReceiver, receivers: Receivers
) -> None:
    ear = listen(qtbot, receivers, receiver.port)
    receiver.speak(0.02, lambda number: bytes([number % 251, 0xFF, 0x00]) * 20)
    qtbot.waitUntil(lambda: ear.links[-1].garbage_bytes > 2000)
    assert (ear.link, ear.fixes) == (LinkState.LISTENING, [])


def test_a_port_held_by_another_program_is_named_and_not_taken(
    qtbot: QtBot, receiver: FakeReceiver, receivers: Receivers
) -> None:
    holding = (
        "import sys; port = open(sys.argv[1], 'rb'); print('open', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", holding, receiver.port],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        ear = Ear(receivers)
        receivers.start([ReceiverPort(name="roof", port=receiver.port, baud_bps=9600)])
        qtbot.waitUntil(lambda: ear.link is LinkState.BUSY)
        assert (ear.links[-1].holder or "").startswith("python")
        holder.communicate()


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="nothing is denied to root")
def test_a_port_without_permission_names_the_group(
    qtbot: QtBot, receiver: FakeReceiver, receivers: Receivers
) -> None:
    Path(receiver.port).resolve().chmod(0o020)
    ear = Ear(receivers)
    receivers.start([ReceiverPort(name="roof", port=receiver.port, baud_bps=9600)])
    qtbot.waitUntil(lambda: ear.link is LinkState.DENIED)


def test_raw_sentences_come_only_while_somebody_watches(
    qtbot: QtBot, receiver: FakeReceiver, receivers: Receivers
) -> None:
    ear = listen(qtbot, receivers, receiver.port)
    receiver.send(epoch(0))
    qtbot.waitUntil(lambda: len(ear.fixes) == 1)
    before = len(ear.lines)
    receivers.watch_lines("roof", wanted=True)
    receivers.watch_lines("nobody", wanted=True)
    qtbot.waitUntil(lambda: len(ear.lines) > 0)
    receivers.watch_lines("roof", wanted=False)
    assert (before, ear.lines[0].source, ear.lines[0].lines) == (
        0,
        "roof",
        tuple(epoch(0).decode().split()),
    )


def test_two_receivers_are_read_side_by_side(
    qtbot: QtBot, tmp_path: Path, receivers: Receivers
) -> None:
    with a_receiver(tmp_path / "a") as first, a_receiver(tmp_path / "b") as second:
        ear = Ear(receivers)
        receivers.start(
            [
                ReceiverPort(name="a", port=first.port, baud_bps=9600),
                ReceiverPort(name="b", port=second.port, baud_bps=9600),
            ]
        )
        first.speak(FAST_S, epoch)
        second.speak(FAST_S, epoch)
        qtbot.waitUntil(lambda: {fix.source for fix in ear.fixes} == {"a", "b"})


def test_a_receiver_behind_a_network_is_read(qtbot: QtBot, receivers: Receivers) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        ear = Ear(receivers)
        url = f"socket://127.0.0.1:{server.getsockname()[1]}"
        receivers.start([ReceiverPort(name="roof", port=url)])
        connection, _ = server.accept()
        with connection:
            qtbot.waitUntil(lambda: ear.link is LinkState.LISTENING)
            connection.sendall(epoch(0))
            qtbot.waitUntil(lambda: len(ear.fixes) == 1)
        qtbot.waitUntil(lambda: ear.link is LinkState.GONE)


def test_stopping_reports_the_port_as_off(
    qtbot: QtBot, receiver: FakeReceiver, receivers: Receivers
) -> None:
    ear = listen(qtbot, receivers, receiver.port)
    receivers.stop()
    qtbot.waitUntil(lambda: ear.link is LinkState.OFF)
