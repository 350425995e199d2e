# SPDX-License-Identifier: Apache-2.0
"""Sync: bytes and time for a backlog, for one line, and for nothing at all."""

import random
import statistics
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from command_vehicle.domain.geodesy import GeoPoint
from command_vehicle.domain.identity import Lane
from command_vehicle.domain.operations import Draft
from command_vehicle.domain.resources import ResourceStatus, ResourceStatusChanged
from command_vehicle.domain.timeline import EntryKind, EntryRecorded
from command_vehicle.domain.track import TrackPoint, TrackSegment
from tests.support.central_under_test import CentralProcess, held, new_code
from tests.support.sync_vehicle import SyncVehicle

Row = tuple[str, str, str]

FIXES = 6000
FIXES_PER_SEGMENT = 60
STATES = 2500
LINES = 1500
RECORDS = FIXES + STATES + LINES
SINGLE_LINES = 100
SLOW_LINK_BPS = 64_000
SLOW_LINK_RTT_S = 0.6
START = datetime(2026, 5, 4, 2, 0, tzinfo=UTC)

PLACES = ("园区北门", "石桥村", "东坪村", "液氯瓶库西侧", "县人民医院", "柳溪中学", "建设路口")
PEOPLE = ("李建国", "何志强", "马国强", "吴静", "孙丽", "唐伟", "高勇")
ACTS = ("到达", "开始转移群众", "测得浓度下降", "请求增援", "完成警戒", "报告无异常", "撤至上风向")


def _lines(chance: random.Random) -> list[Draft]:
    return [
        Draft(
            lane=Lane.OPS,
            actor=chance.choice(PEOPLE),
            body=EntryRecorded(
                kind=chance.choice(tuple(EntryKind)),
                text=f"{chance.choice(PEOPLE)}在{chance.choice(PLACES)}{chance.choice(ACTS)}，"
                f"{chance.randrange(1, 400)}人，{chance.randrange(100)}号记录",
                happened_at=START + timedelta(seconds=17 * number),
            ),
        )
        for number in range(LINES)
    ]


def _states(chance: random.Random) -> list[Draft]:
    return [
        Draft(
            lane=Lane.OPS,
            actor=chance.choice(PEOPLE),
            body=ResourceStatusChanged(
                code=f"QL-{chance.randrange(300):04d}",
                status=chance.choice(tuple(ResourceStatus)),
                note=chance.choice(("", "", PLACES[number % len(PLACES)])),
            ),
        )
        for number in range(STATES)
    ]


def _track(chance: random.Random) -> list[Draft]:
    latitude_deg, longitude_deg, drafts = 40.2, 101.9, []
    for first in range(0, FIXES, FIXES_PER_SEGMENT):
        points = []
        for second in range(first, first + FIXES_PER_SEGMENT):
            latitude_deg += chance.gauss(0.00006, 0.00002)
            longitude_deg += chance.gauss(0.00008, 0.00002)
            points.append(
                TrackPoint(
                    at=START + timedelta(seconds=second),
                    point=GeoPoint(latitude_deg=latitude_deg, longitude_deg=longitude_deg),
                    altitude_msl_m=1300 + chance.gauss(0, 2),
                    speed_mps=abs(chance.gauss(12, 1)),
                    course_true_deg=chance.gauss(50, 4) % 360,
                )
            )
        body = TrackSegment(source="/dev/ttyUSB0", points=tuple(points))
        drafts.append(Draft(lane=Lane.TRACK, body=body, actor="positioning"))
    return drafts


def rows() -> list[Row]:
    """Measure on loopback, with the platform in a process of its own."""
    with (
        tempfile.TemporaryDirectory() as folder,
        CentralProcess(Path(folder) / "central") as central,
    ):
        with SyncVehicle(Path(folder) / "vehicle") as vehicle:
            vehicle.enrol(central.url, new_code(central.root))
            vehicle.sync()
            found = [*_backlog(vehicle), *_single_lines(vehicle), *_idle(vehicle)]
            arrived, written = len(held(central.root)), len(vehicle.own())
        central.end()
    found.append(("operations at the platform, of those written", f"{arrived}/{written}", ""))
    return found


def _backlog(vehicle: SyncVehicle) -> list[Row]:
    chance = random.Random(20260504)
    drafts = _lines(chance) + _states(chance) + _track(chance)
    chance.shuffle(drafts)
    for first in range(0, len(drafts), 200):
        vehicle.store.append(drafts[first : first + 200])
    raw_bytes = sum(len(each.content) for each in vehicle.own())
    before = vehicle.service.totals
    started_s = time.perf_counter()
    vehicle.sync()
    took_s = time.perf_counter() - started_s
    totals = vehicle.service.totals
    rounds = totals.rounds - before.rounds
    sent_bytes = totals.sent_bytes - before.sent_bytes
    operations = vehicle.service.state.received_total
    slow_s = sent_bytes * 8 / SLOW_LINK_BPS + rounds * SLOW_LINK_RTT_S
    mix = f"{FIXES} fixes, {STATES} states, {LINES} lines"
    return [
        (f"backlog of {RECORDS} records, in the log", f"{raw_bytes / 1024:.0f} KiB", mix),
        ("the same, all requests", f"{sent_bytes / 1024:.0f} KiB", f"{rounds} rounds"),
        ("bytes per record", f"{sent_bytes / RECORDS:.1f} B", ""),
        ("time on loopback", f"{took_s:.2f} s", f"{operations / took_s:.0f} operations/s"),
        ("time at 64 kbit/s and 600 ms", f"{slow_s:.0f} s", "computed, without TCP and TLS"),
    ]


def _single_lines(vehicle: SyncVehicle) -> list[Row]:
    took_s = []
    before = vehicle.service.totals.sent_bytes
    for number in range(SINGLE_LINES):
        vehicle.write([f"石桥村第 {number} 户已转移"])
        started_s = time.perf_counter()
        vehicle.sync()
        took_s.append(time.perf_counter() - started_s)
    size = (vehicle.service.totals.sent_bytes - before) / SINGLE_LINES
    worst_ms = max(took_s) * 1000
    return [
        (
            "one line, from saved to received",
            f"{statistics.median(took_s) * 1000:.1f} ms",
            f"worst {worst_ms:.1f} ms",
        ),
        ("one line, request", f"{size:.0f} B", "signed, with HTTP body only"),
    ]


def _idle(vehicle: SyncVehicle) -> list[Row]:
    before = vehicle.service.totals
    vehicle.sync()
    totals = vehicle.service.totals
    request, answer = (
        totals.sent_bytes - before.sent_bytes,
        totals.answer_bytes - before.answer_bytes,
    )
    return [("nothing new, request and answer", f"{request} + {answer} B", "every 15 s")]
