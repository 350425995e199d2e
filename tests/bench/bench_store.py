# SPDX-License-Identifier: Apache-2.0
"""The store: saving one line durably, reading a long timeline, importing and finding resources."""

import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from command_vehicle.domain.geodesy import GeoBox, GeoPoint
from command_vehicle.domain.identity import Lane
from command_vehicle.domain.operations import Draft
from command_vehicle.domain.resources import (
    MAX_ROWS_PER_IMPORT_OPERATION,
    Contact,
    Resource,
    ResourceFilter,
    ResourceKind,
    ResourcesImported,
)
from command_vehicle.domain.timeline import EntryFilter, EntryKind, EntryRecorded
from command_vehicle.services.ports import PageOf
from command_vehicle.storage.vehicle_store import VehicleStore
from tests.support.clock import FakeClock
from tests.support.operations import NOON
from tests.support.store import all_operations, memory_store

SINGLE_SAVES = 500
ENTRIES = 100_000
RESOURCES = 110_000
BATCH = 1000
REPEATS = 5
TOWN = GeoBox(south_deg=40.1, north_deg=40.2, west_deg=101.9, east_deg=102.0)


def _line(number: int) -> Draft:
    body = EntryRecorded(
        kind=EntryKind(1 + number % len(EntryKind)),
        text=f"第{number}次巡查，液氯瓶库西侧阀门，浓度{number % 50}ppm，警戒{number % 7}公里",
        happened_at=NOON + timedelta(seconds=number),
        tags=("氯气",),
    )
    return Draft(lane=Lane.OPS, actor="周敏", body=body)


def _enterprise(number: int) -> Resource:
    return Resource(
        code=f"QL-{number:06}",
        kind=ResourceKind.ENTERPRISE,
        name=f"青岚{number}号企业",
        point=GeoPoint(
            latitude_deg=39.5 + number % 1000 / 1000, longitude_deg=101.5 + number // 1000 / 110
        ),
        address=f"青岚县园区大道{number}号",
        keeper="县应急管理局",
        contact=Contact(name="高勇", phone="139-0000-2071"),
    )


def _imports() -> list[Draft]:
    size = MAX_ROWS_PER_IMPORT_OPERATION
    return [
        Draft(
            lane=Lane.META,
            actor="高勇",
            body=ResourcesImported(
                source="企业.csv", rows=tuple(map(_enterprise, range(first, first + size)))
            ),
        )
        for first in range(0, RESOURCES, size)
    ]


def _took_s(job: Callable[[], object]) -> float:
    started = time.perf_counter()
    job()
    return time.perf_counter() - started


def _ms(job: Callable[[], object]) -> str:
    return f"{statistics.median(_took_s(job) for _ in range(REPEATS)) * 1000:.1f} ms"


def _saving(store: VehicleStore) -> list[tuple[str, str, str]]:
    took = sorted(_took_s(lambda: store.append([_line(0)])) for _ in range(SINGLE_SAVES))
    total = sum(took)
    rows = [
        ("one line per save, flushed", f"{SINGLE_SAVES / total:,.0f}/s", "WAL, synchronous=FULL"),
        ("one line, median", f"{took[len(took) // 2] * 1000:.2f} ms", "limit 50 ms"),
        ("one line, 99 %", f"{took[len(took) * 99 // 100] * 1000:.2f} ms", "limit 50 ms"),
    ]
    drafts = [[_line(number + i) for i in range(BATCH)] for number in range(0, ENTRIES, BATCH)]
    spent = _took_s(lambda: [store.append(batch) for batch in drafts])
    return [*rows, ("1,000 lines per save", f"{ENTRIES / spent:,.0f}/s", f"{ENTRIES:,} lines")]


def _reading(store: VehicleStore) -> list[tuple[str, str, str]]:
    def page(text: str = "", offset: int = 0) -> Callable[[], object]:
        return lambda: store.entries(EntryFilter(text=text), PageOf(offset=offset))

    return [
        ("first page of 500", _ms(page()), f"of {ENTRIES:,} lines"),
        ("page at 90,000", _ms(page(offset=90_000)), ""),
        ("count", _ms(lambda: store.entry_count(EntryFilter())), ""),
        ("search, rare", _ms(page("第77777次")), "trigram index"),
        ("search, in every line", _ms(page("西侧阀门")), "trigram index"),
        ("search, two characters", _ms(page("氯气")), "read through"),
        ("search, two characters, none", _ms(page("无有")), "read through"),
        ("state digest", _ms(store.state_digest), ""),
    ]


def _resources(store: VehicleStore) -> list[tuple[str, str, str]]:
    imports = _imports()
    spent = _took_s(lambda: store.append(imports))

    def page(wanted: ResourceFilter) -> Callable[[], object]:
        return lambda: store.resources(wanted, PageOf())

    return [
        ("import", f"{spent:.1f} s", f"{RESOURCES:,} resources, one transaction"),
        ("resources in a box", _ms(page(ResourceFilter(box=TOWN))), "first 500; limit 100 ms"),
        ("resources by name", _ms(page(ResourceFilter(text="77777号"))), "trigram index"),
        ("one resource", _ms(lambda: store.resource("QL-077777")), ""),
    ]


def _ingesting(store: VehicleStore) -> list[tuple[str, str, str]]:
    operations = [each for each in all_operations(store) if each.id.lane is Lane.OPS][:10_000]
    with memory_store() as other:
        spent = _took_s(lambda: other.ingest(operations, "usb"))
    return [("taking over", f"{len(operations) / spent:,.0f}/s", "in memory, one transaction")]


def rows() -> list[tuple[str, str, str]]:
    """Measure, and give `(measure, value, note)` rows."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "vehicle.sqlite3"
        with VehicleStore(path, FakeClock()) as store:
            table = [*_saving(store), *_reading(store), *_resources(store), *_ingesting(store)]
            size = path.stat().st_size / 1e6
        opened = _ms(lambda: VehicleStore(path, FakeClock()).close())
    return [*table, ("opening", opened, f"{size:.0f} MB file")]
