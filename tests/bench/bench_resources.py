# SPDX-License-Identifier: Apache-2.0
"""Taking over 110,000 enterprises, asking what is around a place, and searching them."""

import random
import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from command_vehicle.adapters.clock import SystemClock
from command_vehicle.adapters.files.resources import ResourceFile
from command_vehicle.domain.datum import Frame
from command_vehicle.domain.geodesy import GeoPoint
from command_vehicle.domain.identity import Lane
from command_vehicle.domain.operations import Draft
from command_vehicle.domain.resources import ResourceFilter, ResourcesImported
from command_vehicle.services.ports import PageOf
from command_vehicle.services.resources.around import around
from command_vehicle.services.resources.intake import Intake
from command_vehicle.services.resources.row_reader import RowReader
from command_vehicle.storage.vehicle_store import VehicleStore

Row = tuple[str, str, str]
Answer = TypeVar("Answer")

ENTERPRISES = 110_000
CENTRE = GeoPoint(latitude_deg=40.23, longitude_deg=101.96)
_SOURCE = "enterprises.csv"
_REPEATS = 20


def rows() -> list[Row]:
    """Import, around here, search."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / _SOURCE
        _write(path)
        with VehicleStore(Path(folder) / "vehicle.sqlite3", SystemClock()) as store:
            return [*_import(store, path), *_around(store), *_search(store)]


def _write(path: Path) -> None:
    """A province of 600 km, with towns: half of the enterprises lie within 3 km of one."""
    chance = random.Random(110_000)
    towns = [(chance.uniform(37.5, 43.0), chance.uniform(98.5, 105.5)) for _ in range(120)]
    towns.append((CENTRE.latitude_deg, CENTRE.longitude_deg))
    with path.open("w", encoding="utf-8") as file:
        file.write("编号,类别,名称,纬度,经度,地址,联系人,电话,人数,说明,核实日期\n")
        for number in range(ENTERPRISES):
            latitude, longitude = chance.uniform(37.5, 43.0), chance.uniform(98.5, 105.5)
            if number % 2:
                town = chance.choice(towns)
                latitude, longitude = chance.gauss(town[0], 0.02), chance.gauss(town[1], 0.025)
            file.write(
                f"E{number:06d},企业,第 {number} 号虚构企业,{latitude:.5f},{longitude:.5f},"
                f"虚构镇 {number % 900} 号,某人,000-0000-{number % 10_000:04d},"
                f"{number % 300 or ''},涉及物质 {number % 77} 号,2026-01-15\n"
            )


def _import(store: VehicleStore, path: Path) -> list[Row]:
    file = ResourceFile(path)
    reader = RowReader(frame=Frame.GCJ02, source=_SOURCE, today=SystemClock().now().date())
    stamp = Draft(lane=Lane.META, body=ResourcesImported(source=_SOURCE, rows=()), actor="bench")
    intake = Intake(file.rows(), reader, stamp)
    slices = []
    started = time.perf_counter()
    while not intake.is_finished:
        before = time.perf_counter()
        intake.take_slice(store)
        slices.append(time.perf_counter() - before)
    took_s = time.perf_counter() - started
    assert intake.report.accepted == ENTERPRISES
    return [
        ("import 110,000 rows (CSV, GCJ-02)", f"{took_s:.1f} s", f"{ENTERPRISES / took_s:.0f}/s"),
        (
            "longest wait for a slice",
            f"{max(slices) * 1000:.0f} ms",
            f"median {statistics.median(slices) * 1000:.0f} ms; target <= 50 ms",
        ),
    ]


def _around(store: VehicleStore) -> list[Row]:
    found = []
    for radius_m in (1_000.0, 5_000.0, 20_000.0):
        answer, took_s = _timed(partial(around, store, CENTRE, radius_m, ResourceFilter()))
        found.append(
            (
                f"around here, {radius_m / 1000:.0f} km",
                f"{took_s * 1000:.1f} ms",
                f"{len(answer.near)} found; target <= 100 ms",
            )
        )
    return found


def _search(store: VehicleStore) -> list[Row]:
    found = []
    for name, text in (("three characters or more", "第 4711 号虚构"), ("two characters", "77")):
        wanted = ResourceFilter(text=text)
        answer, took_s = _timed(partial(store.resources, wanted, PageOf()))
        found.append(
            (f"search, {name}", f"{took_s * 1000:.1f} ms", f"{len(answer)} found; target <= 100 ms")
        )
    answer, took_s = _timed(partial(store.resources, ResourceFilter(), PageOf()))
    found.append(("first page of the catalogue", f"{took_s * 1000:.1f} ms", f"{len(answer)} rows"))
    return found


def _timed(call: Callable[[], Answer]) -> tuple[Answer, float]:
    """The answer, and the median of some repeats."""
    answer = call()
    times = []
    for _ in range(_REPEATS):
        started = time.perf_counter()
        call()
        times.append(time.perf_counter() - started)
    return answer, statistics.median(times)
