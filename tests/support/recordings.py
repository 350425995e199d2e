# SPDX-License-Identifier: Apache-2.0
"""Real receiver logs that somebody has laid beside the checkout, and how fixes are judged by them.

The logs belong to others and are no part of this project; tests that need them skip without them.
A folder qualifies when it has `data/gnss/expected.json`: for each log the epochs that must be
found, the ones that may, the times without a fix, and the satellites that were in view.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from command_vehicle.domain.positioning import Fix

ROOT = Path(__file__).resolve().parents[2]
TOLERANCE_DEG = 1e-6

Expected = dict[str, Any]


def _find() -> Path | None:
    found = sorted(ROOT.parent.glob("*/data/gnss/expected.json"))
    return found[0].parent if found else None


FOLDER = _find()


def expectations() -> dict[str, Expected]:
    """Per log; empty when there are no logs here."""
    if FOLDER is None:
        return {}
    loaded: dict[str, Expected] = json.loads((FOLDER / "expected.json").read_text("utf-8"))
    return loaded


def recording(name: str) -> bytes:
    """Bytes of a log."""
    assert FOLDER is not None
    path = FOLDER / "feed" / name
    return (path if path.exists() else path.with_name(f"{name}.nmea")).read_bytes()


def vectors() -> list[dict[str, Any]]:
    """Single sentences with what they mean."""
    if FOLDER is None:
        return []
    lines = (FOLDER / "vectors.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def _key(tod_s: float) -> int:
    return round(tod_s * 100)


def _tod_s(text: str) -> float:
    at = datetime.fromisoformat(text)
    return at.hour * 3600 + at.minute * 60 + at.second + at.microsecond / 1e6


def _is_at(fix: Fix, place: tuple[float, ...]) -> bool:
    return (
        fix.point is not None
        and abs(fix.point.latitude_deg - place[0]) <= TOLERANCE_DEG
        and abs(fix.point.longitude_deg - place[1]) <= TOLERANCE_DEG
    )


class Score:
    """Fixes of one log held against what is expected of it."""

    def __init__(self, expected: Expected, fixes: Iterable[Fix]) -> None:
        self.counts: Counter[str] = Counter()
        self.differences: list[str] = []
        self._by_time: dict[int, list[Fix]] = defaultdict(list)
        for fix in fixes:
            if fix.is_valid and fix.tod_s is not None:
                self._by_time[_key(fix.tod_s)].append(fix)
        claimed: set[int] = set()
        for must in expected["must"]:
            key = _key(_tod_s(must["t"]))
            claimed |= {key - 1, key, key + 1}
            self._judge(must, self._near(key))
        self._judge_others(expected, claimed)

    def _near(self, key: int) -> list[Fix]:
        return [fix for near in (key, key - 1, key + 1) for fix in self._by_time.get(near, [])]

    def _judge(self, must: Expected, fixes: list[Fix]) -> None:
        self.counts["must"] += 1
        places = [(must["lat"], must["lon"]), *map(tuple, must.get("also", []))]
        right = [fix for fix in fixes if any(_is_at(fix, place) for place in places)]
        if not fixes:
            self.counts["missed"] += 1
        elif not right:
            self.counts["wrong"] += 1
        else:
            self.counts["hit"] += 1
            self._compare(must, right[-1])

    def _compare(self, must: Expected, fix: Fix) -> None:
        for name, value, tolerance in (
            ("alt", fix.altitude_msl_m, 0.05),
            ("speed", fix.speed_mps, 0.06),
            ("track", fix.course_true_deg, 0.15),
        ):
            if name in must:
                error = 999.0 if value is None else abs(value - must[name])
                if min(error, 360.0 - error) > tolerance:
                    self.differences.append(f"{must['t']} {name} {value}")
        if fix.time is not None and fix.time.date().isoformat() != must["t"][:10]:
            self.differences.append(f"{must['t']} date {fix.time}")

    def _judge_others(self, expected: Expected, claimed: set[int]) -> None:
        allowed: dict[int, list[tuple[float, ...]]] = defaultdict(list)
        for may in expected["may"]:
            allowed[_key(may["tod"])] += [tuple(place) for place in may["cands"]]
        for key in set(self._by_time) - claimed:
            places = [place for near in (key, key - 1, key + 1) for place in allowed[near]]
            if not any(_is_at(self._by_time[key][-1], place) for place in places):
                self.counts["false"] += 1


def sky_union(fixes: Iterable[Fix]) -> dict[str, list[int]]:
    """Every satellite that was ever in view, by constellation number."""
    seen: dict[str, set[int]] = defaultdict(set)
    for fix in fixes:
        for satellite in fix.satellites:
            seen[str(satellite.constellation.value)].add(satellite.svid)
    return {number: sorted(svids) for number, svids in seen.items()}
