# SPDX-License-Identifier: Apache-2.0
"""Receivers that fail, come back, move and get better, on real pseudo-terminals.

Time runs five times faster here than on the wall, so that limits of ten and twenty seconds are met.
"""

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from serial.tools import list_ports
from serial.tools.list_ports_common import ListPortInfo

from command_vehicle.domain.positioning import Freshness, LinkState, SourceReason, SpeedBasis
from command_vehicle.domain.receivers import FoundPort
from tests.support.fast_clock import FastClock
from tests.support.nmea import gga, rmc
from tests.support.receiver import FakeReceiver, a_receiver
from tests.support.receiver_rig import ReceiverRig

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="needs pseudo-terminals"),
]

PERIOD_S = 0.05
LIMIT_MS = 15_000
LOOKS = 6
"""So often a reader that misses its device has looked at the ports, some tries long."""
FREEZE_S = 20.0


def _time(number: int) -> str:
    return f"02{number // 600 % 60:02d}{number // 10 % 60:02d}.{number % 10}0"


def with_fix(number: int) -> bytes:
    return rmc(_time(number)) + gga(_time(number))


def with_rtk(number: int) -> bytes:
    return rmc(_time(number)) + gga(_time(number), quality=4)


def without_fix(number: int) -> bytes:
    return rmc(_time(number), ",,,", status="V", speed="", course="")


def noise(number: int) -> bytes:
    return bytes((number * 7 + step * 13) % 251 | 0x80 for step in range(40))


@pytest.fixture
def first(tmp_path: Path) -> Iterator[FakeReceiver]:
    with a_receiver(tmp_path / "first") as fake:
        yield fake


@pytest.fixture
def second(tmp_path: Path) -> Iterator[FakeReceiver]:
    with a_receiver(tmp_path / "second") as fake:
        yield fake


@pytest.fixture
def rig(qtbot: QtBot, tmp_path: Path) -> Iterator[ReceiverRig]:
    made = ReceiverRig(FastClock(), tmp_path / "raw")
    yield made
    made.stop()


def use(qtbot: QtBot, rig: ReceiverRig, name: str) -> None:
    qtbot.waitUntil(lambda: rig.state.source == name, timeout=LIMIT_MS)


def start_both(qtbot: QtBot, rig: ReceiverRig, first: FakeReceiver, second: FakeReceiver) -> None:
    """Both have a fix, the first is in use."""
    rig.start(first.port, second.port)
    qtbot.waitUntil(lambda: rig.link(0) is rig.link(1) is LinkState.LISTENING)
    first.speak(PERIOD_S, with_fix)
    use(qtbot, rig, "first")
    second.speak(PERIOD_S, with_fix)
    qtbot.waitUntil(lambda: rig.link(1) is LinkState.RECEIVING)


def test_the_second_steps_in_when_the_first_loses_its_fix_and_steps_back(
    qtbot: QtBot, rig: ReceiverRig, first: FakeReceiver, second: FakeReceiver
) -> None:
    start_both(qtbot, rig, first, second)
    first.speak(PERIOD_S, without_fix)
    use(qtbot, rig, "second")
    assert rig.state.reason == SourceReason.FIX_LOST.value
    first.speak(PERIOD_S, with_fix)
    qtbot.waitUntil(lambda: rig.sources == ["first", "second", "first"], timeout=LIMIT_MS)
    assert rig.state.reason == SourceReason.RETURNED.value


def test_a_freeze_of_twenty_seconds_is_bridged_by_the_second(
    qtbot: QtBot, rig: ReceiverRig, first: FakeReceiver, second: FakeReceiver
) -> None:
    start_both(qtbot, rig, first, second)
    first.freeze()
    use(qtbot, rig, "second")
    assert rig.state.reason == SourceReason.SILENT.value
    qtbot.waitUntil(lambda: rig.link(0) is LinkState.SILENT, timeout=LIMIT_MS)
    qtbot.waitUntil(lambda: (rig.receiver(0).fix_age_s or 0.0) > FREEZE_S, timeout=LIMIT_MS)
    assert rig.state.freshness is Freshness.LIVE
    first.speak(PERIOD_S, with_fix)
    qtbot.waitUntil(lambda: rig.sources == ["first", "second", "first"], timeout=LIMIT_MS)


def test_a_freeze_of_the_only_receiver_turns_stale_then_lost_then_live(
    qtbot: QtBot, rig: ReceiverRig, first: FakeReceiver
) -> None:
    rig.start(first.port)
    qtbot.waitUntil(lambda: rig.link() is LinkState.LISTENING)
    first.speak(PERIOD_S, with_fix)
    qtbot.waitUntil(lambda: rig.state.freshness is Freshness.LIVE)
    first.freeze()
    qtbot.waitUntil(lambda: rig.state.freshness is Freshness.STALE, timeout=LIMIT_MS)
    qtbot.waitUntil(lambda: rig.state.freshness is Freshness.LOST, timeout=LIMIT_MS)
    assert rig.link() is LinkState.SILENT
    first.speak(PERIOD_S, with_fix)
    qtbot.waitUntil(lambda: rig.state.freshness is Freshness.LIVE)


def test_a_second_receiver_that_is_better_is_preferred_after_a_while(
    qtbot: QtBot, rig: ReceiverRig, first: FakeReceiver, second: FakeReceiver
) -> None:
    start_both(qtbot, rig, first, second)
    second.speak(PERIOD_S, with_rtk)
    use(qtbot, rig, "second")
    assert rig.state.reason == SourceReason.BETTER.value


def test_a_wrong_speed_is_told_and_a_right_one_heard_again(
    qtbot: QtBot, rig: ReceiverRig, first: FakeReceiver
) -> None:
    rig.start(first.port, baud_bps=9600)
    qtbot.waitUntil(lambda: rig.link() is LinkState.LISTENING)
    first.speak(0.02, noise)
    qtbot.waitUntil(lambda: rig.link() is LinkState.WRONG_SPEED, timeout=LIMIT_MS)
    assert (rig.receiver().baud_bps, rig.state.freshness) == (9600, Freshness.NEVER)
    first.speak(PERIOD_S, with_fix)
    qtbot.waitUntil(lambda: rig.link() is LinkState.RECEIVING, timeout=LIMIT_MS)


def test_noise_at_every_speed_is_told_after_all_were_tried(
    qtbot: QtBot, rig: ReceiverRig, first: FakeReceiver
) -> None:
    rig.start(first.port, baud_bps=0)
    qtbot.waitUntil(lambda: rig.link() is LinkState.LISTENING)
    first.speak(0.02, noise)
    qtbot.waitUntil(lambda: rig.link() is LinkState.WRONG_SPEED, timeout=LIMIT_MS)
    first.speak(PERIOD_S, with_fix)
    qtbot.waitUntil(lambda: rig.receiver().speed is SpeedBasis.FOUND, timeout=LIMIT_MS)


def usb(device: Path, serial_number: str) -> ListPortInfo:
    """What the system lists for a pseudo-terminal that stands for a USB receiver."""
    info = ListPortInfo(str(device.resolve()))
    info.vid, info.pid = 0x1546, 0x01A9
    info.serial_number, info.location, info.description = serial_number, "1-1", "receiver"
    return info


def test_a_receiver_plugged_in_under_another_name_is_found_without_a_click(
    qtbot: QtBot,
    rig: ReceiverRig,
    first: FakeReceiver,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    listed = [usb(first.link, "OURS")]
    monkeypatch.setattr(list_ports, "comports", lambda: list(listed))
    rig.start(first.port)
    qtbot.waitUntil(lambda: rig.link() is LinkState.LISTENING)
    first.speak(PERIOD_S, with_fix)
    qtbot.waitUntil(lambda: rig.state.freshness is Freshness.LIVE)
    first.unplug()
    listed.clear()
    qtbot.waitUntil(lambda: rig.link() is LinkState.GONE)
    first.replug()
    listed.append(usb(first.link, "A STRANGER UNDER THE OLD NAME"))
    with a_receiver(tmp_path / "another-name") as moved:
        listed.append(usb(moved.link, "OURS"))
        qtbot.waitUntil(lambda: rig.receiver().device == str(moved.link.resolve()), timeout=9000)
        before = len(rig.fixes)
        moved.speak(PERIOD_S, with_fix)
        qtbot.waitUntil(lambda: len(rig.fixes) > before + 3)
    assert rig.kept.texts[f"usb of {first.port}"] == "1546:01a9:OURS@1-1"


def test_a_stranger_under_the_old_name_is_not_opened(
    qtbot: QtBot, rig: ReceiverRig, first: FakeReceiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = [usb(first.link, "OURS")]
    looks: list[int] = []

    def look() -> list[ListPortInfo]:
        looks.append(1)
        return list(listed)

    monkeypatch.setattr(list_ports, "comports", look)
    rig.start(first.port)
    qtbot.waitUntil(lambda: rig.link() is LinkState.LISTENING)
    first.unplug()
    qtbot.waitUntil(lambda: rig.link() is LinkState.GONE)
    first.replug()
    listed[:] = [usb(first.link, "STRANGER")]
    first.speak(PERIOD_S, with_fix)
    looks.clear()
    qtbot.waitUntil(lambda: len(looks) >= LOOKS, timeout=LIMIT_MS)
    assert (rig.link(), rig.fixes) == (LinkState.GONE, [])


def test_a_device_that_is_accepted_speaks_without_a_restart(
    qtbot: QtBot, rig: ReceiverRig, first: FakeReceiver, second: FakeReceiver
) -> None:
    rig.start(first.port)
    name = rig.desk.accept(FoundPort(device=second.port), 9600)
    qtbot.waitUntil(lambda: rig.link(1) is LinkState.LISTENING)
    second.speak(PERIOD_S, with_fix)
    use(qtbot, rig, name)
    rig.desk.remove(name)
    reader = f"command-vehicle reader {name}"
    qtbot.waitUntil(lambda: reader not in {thread.name for thread in threading.enumerate()})
    qtbot.waitUntil(lambda: rig.link(0) is LinkState.SILENT, timeout=LIMIT_MS)
    assert [state.name for state in rig.state.receivers] == ["first"]


def test_changing_one_receiver_leaves_the_other_alone(
    qtbot: QtBot, rig: ReceiverRig, first: FakeReceiver, second: FakeReceiver
) -> None:
    start_both(qtbot, rig, first, second)
    before = rig.receiver(0).sentence_count
    rig.settings.change("receiver_2.baud_bps", 9600)
    qtbot.waitUntil(lambda: rig.receiver(1).baud_bps == 9600)
    qtbot.waitUntil(lambda: rig.receiver(0).sentence_count > before)
    assert rig.state.source == "first"


def test_a_port_is_tried_without_becoming_a_receiver(
    qtbot: QtBot, rig: ReceiverRig, first: FakeReceiver
) -> None:
    heard: list[object] = []
    rig.receivers.trial_heard.connect(heard.append)
    rig.start()
    rig.desk.listen(FoundPort(device=first.port))
    qtbot.waitUntil(lambda: len(heard) > 1)
    first.speak(PERIOD_S, with_fix)
    qtbot.waitUntil(lambda: len(heard) > 10)
    rig.desk.stop_listening()
    assert (rig.state.receivers, rig.fixes) == ((), [])
