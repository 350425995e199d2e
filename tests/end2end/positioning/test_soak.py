# SPDX-License-Identifier: Apache-2.0
"""Ten epochs a second for ten seconds, with `SOAK=1` for ten minutes: nothing lost, never late."""

import os
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.support.gnss_soak import RATE_HZ, percentile, soak

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="needs pseudo-terminals"),
]

IS_LONG = os.environ.get("SOAK") == "1"
SECONDS = 600.0 if IS_LONG else 10.0
LATENCY_LIMIT_S = 0.150
GUI_LIMIT_S = 0.016


def test_full_constellations_ten_times_a_second_lose_nothing_and_are_never_late(
    qtbot: QtBot, tmp_path: Path
) -> None:
    result = soak(tmp_path, SECONDS, with_page=IS_LONG)
    assert result.epochs_sent > 0.8 * SECONDS * RATE_HZ
    assert result.epochs_shown == result.epochs_sent
    assert (result.sentences_decoded, result.damaged) == (result.sentences_sent, 0)
    assert percentile(result.latencies_s, 0.95) <= LATENCY_LIMIT_S
    assert not IS_LONG or percentile(result.gui_late_s, 0.99) <= GUI_LIMIT_S
