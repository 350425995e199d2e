# SPDX-License-Identifier: Apache-2.0
from pytestqt.qtbot import QtBot

from command_vehicle.adapters.qt_ticker import QtTicker


def test_a_callback_is_called_again_and_again_until_it_is_stopped(qtbot: QtBot) -> None:
    ticker = QtTicker()
    stopped: list[int] = []
    running: list[int] = []
    stop = ticker.every(0.001, lambda: stopped.append(1))
    ticker.every(0.001, lambda: running.append(1))
    qtbot.waitUntil(lambda: len(stopped) >= 2)
    stop()
    seen, mark = len(stopped), len(running)
    qtbot.waitUntil(lambda: len(running) >= mark + 5)
    assert len(stopped) == seen
