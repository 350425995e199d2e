# SPDX-License-Identifier: Apache-2.0
"""Look at the Map page: `python -m tests.support.look_map OUT THEME LAT LON ZOOM [TAB] [WxH]`.

TAB is `around`, `layers`, `incident`, `news`, the code of a resource, or `stand-in`.
"""

import logging
import sys
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from command_vehicle.adapters.maps.scheme import LocalMapPage, register_scheme
from command_vehicle.domain.geodesy import GeoPoint
from command_vehicle.ui.pages.map.page import MapPage
from tests.support.look import make_icons, make_style
from tests.support.map_world import MapWorld

_SETTLED_MS = 1800
_TABS = ("around", "layers", "incident", "news")


def _act(page: MapPage, place: GeoPoint, zoom: float, tab: str) -> None:
    page.surface.look(place, zoom)
    if tab in _TABS:
        page.panel.show_tab(tab)
        page.panel.tabs.chosen.emit(tab)
    elif tab == "stand-in":
        page.surface.web.died.emit()
    else:
        page.surface.pressed.emit(tab)


def main(out: str, theme: str, place: tuple[GeoPoint, float], tab: str, size: str) -> None:
    """Render one picture."""
    logging.basicConfig()
    register_scheme()
    application = QApplication([])
    world = MapWorld()
    world.county.fill()
    world.tell()
    world.drive()
    source = LocalMapPage(world.library)
    style = make_style(theme)
    application.setStyleSheet(style.stylesheet())
    page = world.page(source, style, make_icons())
    width, height = (int(side) for side in size.split("x"))
    page.resize(width, height)

    def finish() -> None:
        page.grab().save(out)
        sys.stderr.write(f"{source.guard.allowed_count} own, {source.guard.blocked} refused\n")
        page.shut_down()
        application.quit()

    def begin() -> None:
        QTimer.singleShot(400, partial(_act, page, place[0], place[1], tab))
        QTimer.singleShot(_SETTLED_MS, finish)

    page.usable.connect(begin)
    page.show()
    application.exec()
    world.close()


if __name__ == "__main__":
    spot = sys.argv[3:6]
    where = GeoPoint(latitude_deg=float(spot[0]), longitude_deg=float(spot[1]))
    rest = [*sys.argv[6:], *["around", "1524x780"][len(sys.argv[6:]) :]]
    main(sys.argv[1], sys.argv[2], (where, float(spot[2])), rest[0], rest[1])
