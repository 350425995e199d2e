# SPDX-License-Identifier: Apache-2.0
"""Measures the map in a process of its own and prints the figures as one line of JSON.

`python -m tests.bench.map_child RESOURCES`: how many resources lie in view.
"""

import json
import sys
import time

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from command_vehicle.adapters.maps.scheme import LocalMapPage, register_scheme
from command_vehicle.domain.geodesy import GeoBox, GeoPoint
from command_vehicle.domain.identity import Lane
from command_vehicle.domain.maps import MapView
from command_vehicle.domain.operations import Draft
from command_vehicle.domain.resources import (
    MAX_ROWS_PER_IMPORT_OPERATION,
    Resource,
    ResourceKind,
    ResourcesImported,
)
from command_vehicle.ui.pages.map.page import MapPage
from tests.support.look import make_icons, make_style
from tests.support.map_world import MapWorld

CENTRE = GeoPoint(latitude_deg=40.2150, longitude_deg=101.9400)
ZOOM = 13
FRAMES = 240
SETTLE_MS = 1_200
POLL_MS = 500
PAN = """
(() => {
  const map = cv.page.map, taken = window.frames_taken = [];
  let last = performance.now(), frame = 0;
  const step = (now) => {
    if (frame++ > 2) taken.push(now - last);
    last = now;
    const way = Math.floor(frame / 60) % 2 === 0 ? 6 : -6;
    map.panBy([way, way / 2], { animate: false });
    if (taken.length < FRAMES) requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
})(); 1
""".replace("FRAMES", str(FRAMES))


def fill(world: MapWorld, number: int) -> None:
    """Enterprises all over the county."""
    rows = [
        Resource(
            code=f"B{at:06d}",
            kind=ResourceKind.ENTERPRISE,
            name=f"企业 {at}",
            point=GeoPoint(
                latitude_deg=40.12 + 0.17 * (at * 7919 % 10_007) / 10_007,
                longitude_deg=101.80 + 0.24 * (at * 104_729 % 10_009) / 10_009,
            ),
        )
        for at in range(number)
    ]
    step = MAX_ROWS_PER_IMPORT_OPERATION
    drafts = [
        Draft(
            lane=Lane.META,
            body=ResourcesImported(source="bench", rows=tuple(rows[at : at + step])),
            actor="bench",
        )
        for at in range(0, number, step)
    ]
    for at in range(0, len(drafts), 20):
        world.county.store.append(drafts[at : at + 20])


class Measuring:
    """Waits for the page, looks, pans, and prints."""

    def __init__(self, world: MapWorld, page: MapPage, source: LocalMapPage, began: float) -> None:
        self._world = world
        self._page = page
        self._source = source
        self._began = began
        self.figures: dict[str, object] = {}

    def on_usable(self) -> None:
        """The first view is there."""
        self.figures["usable_s"] = time.perf_counter() - self._began
        self._page.surface.look(CENTRE, ZOOM)
        QTimer.singleShot(SETTLE_MS, self._pan)

    def _pan(self) -> None:
        self._measure_view()
        self._page.surface.web.web_page.runJavaScript(PAN, 0, lambda _answer: None)
        QTimer.singleShot(POLL_MS, self._read)

    def _measure_view(self) -> None:
        box = GeoBox(south_deg=40.12, west_deg=101.80, north_deg=40.29, east_deg=102.04)
        began = time.perf_counter()
        shown: list[int] = []
        self._world.maps.look(
            MapView(box=box, zoom=ZOOM), lambda picture: shown.append(picture.total)
        )
        self.figures["view_ms"] = (time.perf_counter() - began) * 1000
        self.figures["view_total"] = shown[0]

    def _read(self) -> None:
        self._page.surface.web.web_page.runJavaScript(
            "JSON.stringify(window.frames_taken || [])", 0, self._finish
        )

    def _finish(self, frames: str) -> None:
        taken = json.loads(frames)
        if len(taken) < FRAMES:
            QTimer.singleShot(POLL_MS, self._read)
            return
        self.figures["frames_ms"] = taken
        self.figures["blocked"] = self._source.guard.blocked_count
        QApplication.quit()


def main(number: int) -> None:
    """Measure once."""
    register_scheme()
    application = QApplication([])
    world = MapWorld()
    fill(world, number)
    began = time.perf_counter()
    source = LocalMapPage(world.library)
    page = world.page(source, make_style(), make_icons())
    measuring = Measuring(world, page, source, began)
    page.usable.connect(measuring.on_usable)
    page.resize(1524, 780)
    page.show()
    application.exec()
    page.shut_down()
    sys.stdout.write(json.dumps(measuring.figures) + "\n")


if __name__ == "__main__":
    main(int(sys.argv[1]))
