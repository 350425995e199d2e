# SPDX-License-Identifier: Apache-2.0
"""Logs of real receivers, where there are any beside the checkout."""

import random
from typing import Any

import pytest

from command_vehicle.domain.positioning import Fix
from command_vehicle.protocols.nmea.decoder import NmeaDecoder
from tests.support import recordings
from tests.support.nmea import cut_lines, decode, flip_bits, lose_bytes
from tests.support.recordings import Score, sky_union

EXPECTED = recordings.expectations()
VECTORS = recordings.vectors()
BIG_BYTES = 400_000
CLOCKS_APART = {"sl869"}
"""Two instants 10 ms apart: when damage takes one of them, the other counts as a wrong place."""

pytestmark = pytest.mark.slow
needs_logs = pytest.mark.skipif(not EXPECTED, reason="no receiver logs beside the checkout")


def in_random_chunks(data: bytes, seed: int) -> list[Fix]:
    chance = random.Random(seed)
    decoder = NmeaDecoder("test", learns_last=False)
    fixes: list[Fix] = []
    start = 0
    while start < len(data):
        size = chance.randint(1, 300)
        fixes += decoder.feed(data[start : start + size], 0.0)
        start += size
    return fixes + decoder.flush()


@needs_logs
@pytest.mark.parametrize("name", EXPECTED)
def test_every_epoch_of_a_real_log_is_right(name: str) -> None:
    fixes = decode(recordings.recording(name))
    score = Score(EXPECTED[name], fixes)
    assert score.counts["hit"] == score.counts["must"]
    assert score.counts["false"] == 0
    assert score.differences == []


@needs_logs
@pytest.mark.parametrize("name", EXPECTED)
def test_the_satellites_of_a_real_log_are_right(name: str) -> None:
    assert sky_union(decode(recordings.recording(name))) == EXPECTED[name]["sky_union"]


@needs_logs
@pytest.mark.parametrize("name", EXPECTED)
def test_a_real_log_gives_the_same_fixes_in_any_chunks(name: str) -> None:
    data = recordings.recording(name)[:BIG_BYTES]
    assert in_random_chunks(data, seed=7) == decode(data)


@needs_logs
@pytest.mark.parametrize("name", sorted(set(EXPECTED) - CLOCKS_APART))
@pytest.mark.parametrize("damage", ["few bits", "many bits", "lost bytes", "bursts", "cut lines"])
def test_damage_to_a_real_log_makes_no_wrong_fix(name: str, damage: str) -> None:
    data = recordings.recording(name)[:BIG_BYTES]
    lines = data.count(b"\n")
    chance = random.Random(f"{name} {damage}")
    damaged = {
        "few bits": lambda: flip_bits(data, 8e-4, chance),
        "many bits": lambda: flip_bits(data, 5e-3, chance),
        "lost bytes": lambda: lose_bytes(data, lines // 9, 1, chance),
        "bursts": lambda: lose_bytes(data, lines // 40, 64, chance),
        "cut lines": lambda: cut_lines(data, 0.05, chance),
    }[damage]()
    score = Score(EXPECTED[name], decode(damaged))
    assert (score.counts["wrong"], score.counts["false"]) == (0, 0)


@pytest.mark.skipif(not VECTORS, reason="no single sentences beside the checkout")
def test_single_sentences_give_a_position_only_where_they_should() -> None:
    positions = {vector["id"] for vector in VECTORS if _valid(vector)}
    wanted = {vector["id"] for vector in VECTORS if _has_position(vector)}
    assert positions == wanted


def _valid(vector: dict[str, Any]) -> bool:
    fixes = decode(vector["raw"].encode())
    return any(fix.is_valid for fix in fixes)


def _has_position(vector: dict[str, Any]) -> bool:
    """What the reference says, by the rules for validity in this project's parser."""
    expected = vector["expected"]
    if not vector["expect"].startswith("decode") or expected.get("lat") is None:
        return False
    if expected["lon"] is None or expected["time"] is None:
        return False
    kind, mode = expected["type"], expected.get("mode")
    if kind == "GGA":
        return bool(expected["quality"])
    if kind == "GNS":
        return bool(set(mode or "") - {"N"})
    return bool(expected["status"] == "A" and mode != "N")
