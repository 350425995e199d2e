# SPDX-License-Identifier: Apache-2.0
"""Draws Timeline, Devices, Sync and Settings with life-like content, to be looked at.

`python -m tests.support.look_pages FOLDER [PAGE …]`
"""

import os
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from command_vehicle.domain.positioning import LinkState, SpeedBasis
from command_vehicle.domain.receivers import FoundPort, PortUse, Recording, UsbIdentity
from command_vehicle.domain.sync import SyncState
from command_vehicle.services.events import EventBus
from command_vehicle.services.settings.service import SettingsService
from command_vehicle.ui.icons import IconSet
from command_vehicle.ui.pages.devices.page import DevicesPage
from command_vehicle.ui.pages.settings.page import SettingsPage
from command_vehicle.ui.pages.sync.page import SyncPage
from command_vehicle.ui.pages.timeline.page import TimelinePage
from command_vehicle.ui.style import Style
from tests.support.entries import an_id
from tests.support.look import make_icons, make_style
from tests.support.settings_world import FakeDiagnosing, enter, some_files
from tests.support.sky_world import ROOF, STANDBY, SkyWorld
from tests.support.story import story
from tests.support.sync_states import (
    FakeEnrolment,
    StillSync,
    a_cut_state,
    a_lone_state,
    a_sync_state,
)
from tests.support.timeline_world import BEIJING, TimelineWorld

PAGE_SIZES = {"1280": (1208, 600), "1600": (1524, 780), "1920": (1836, 952)}
"""Room that the window leaves to a page, by width of the window."""

Make = Callable[[Style, IconSet], QWidget]
Act = Callable[[QWidget], None]


def timeline(style: Style, icons: IconSet) -> QWidget:
    """Every kind of row, one chosen."""
    world = TimelineWorld()
    world.store.kept = story()
    world.state.write("timeline.last_look", (world.clock.now() - timedelta(hours=1.5)).isoformat())
    page = TimelinePage(
        timeline=world.timeline,
        incidents=world.incidents,
        sync=StillSync(a_sync_state()),
        style=style,
        icons=icons,
        bridge=world.bridge,
        zone=BEIJING,
    )
    page.show_entry(an_id(145))
    return page


def begin_correcting(page: QWidget) -> None:
    """A correction being written, without a reason."""
    assert isinstance(page, TimelinePage)
    page.show_entry(an_id(137))
    page.panel.begin_correction()
    page.panel.form.submit.click()


def timeline_empty(style: Style, icons: IconSet) -> QWidget:
    """Nothing recorded yet."""
    world = TimelineWorld()
    return TimelinePage(
        timeline=world.timeline,
        incidents=world.incidents,
        sync=world.sync,
        style=style,
        icons=icons,
        bridge=world.bridge,
        zone=BEIJING,
    )


LINES = (
    "$GNGGA,214816.00,4013.84800,N,10157.73200,E,2,26,0.58,1318.4,M,-42.3,M,1.0,0000*71",
    "$GNRMC,214816.00,A,4013.84800,N,10157.73200,E,0.01,118.20,241126,,,D,V*31",
    "$GNGST,214816.00,1.9,1.6,1.3,41.0,1.5,1.4,2.8*72",
    "$GBGSA,A,3,06,07,09,10,13,16,19,20,22,29,35,36,0.98,0.58,0.79,4*04",
)


OTHER_PORTS = (
    FoundPort(
        device="/dev/ttyUSB2",
        description="USB Serial",
        usb=UsbIdentity(vid=0x1A86, pid=0x7523, serial_number=None, location="1-2"),
        is_likely=True,
    ),
    FoundPort(device="/dev/ttyS0", use=PortUse.HELD, holder="打印服务"),
    FoundPort(device="/dev/ttyUSB7", use=PortUse.DENIED, group="dialout"),
)


def devices(style: Style, icons: IconSet) -> QWidget:
    """Two receivers, the first in use, after ten minutes."""
    return _devices(style, icons, silent_s=0)


def devices_stale(style: Style, icons: IconSet) -> QWidget:
    """Nothing heard for six seconds."""
    return _devices(style, icons, silent_s=6)


def devices_lost(style: Style, icons: IconSet) -> QWidget:
    """Nothing heard for two minutes, and the port is gone."""
    return _devices(style, icons, silent_s=134)


def _devices(style: Style, icons: IconSet, silent_s: int) -> QWidget:
    world = SkyWorld()
    page = DevicesPage(
        positioning=world.positioning,
        desk=world.desk,
        clock=world.clock,
        style=style,
        icons=icons,
        bridge=world.bridge,
    )
    page.setProperty("world", world)
    world.plug_in(ROOF, STANDBY, "手持接收机")
    world.positioning.link_changed(
        world.a_link("手持接收机", "/dev/ttyUSB5", LinkState.DENIED, group="dialout")
    )
    both = (ROOF,) if silent_s else (ROOF, STANDBY)
    world.hear(590, *both)
    if silent_s > 60:
        world.positioning.link_changed(world.a_link(ROOF, "/dev/ttyUSB0", LinkState.GONE))
    for _ in range(silent_s):
        world.pass_second()
    return page


def devices_none(style: Style, icons: IconSet) -> QWidget:
    """No receiver at all."""
    world = SkyWorld()
    return DevicesPage(
        positioning=world.positioning,
        desk=world.desk,
        clock=world.clock,
        style=style,
        icons=icons,
        bridge=world.bridge,
    )


def hear_lines(page: QWidget) -> None:
    """Raw sentences come in, and are recorded; other ports are there."""
    assert isinstance(page, DevicesPage)
    page.show_lines(ROOF, LINES * 3)
    page.show_ports(OTHER_PORTS)
    page.show_recording(
        Recording(
            source=ROOF,
            path="/var/lib/duty/share/command-vehicle/raw/20260504T020000Z-车顶接收机.cvraw",
            size_bytes=1_260_000,
        )
    )


def in_trouble(page: QWidget) -> None:
    """Every kind of trouble that a port can have, the held one looked at."""
    assert isinstance(page, DevicesPage)
    world = page.property("world")
    assert isinstance(world, SkyWorld)
    world.positioning.link_changed(
        world.a_link(STANDBY, "/dev/ttyUSB1", LinkState.BUSY, holder="打印服务")
    )
    world.positioning.link_changed(
        world.a_link(ROOF, "/dev/ttyUSB0", LinkState.WRONG_SPEED, garbage_bytes=48_000)
    )
    page.left.list.setCurrentIndex(page.left.receiver_rows.index(0))
    page.show_ports(OTHER_PORTS)
    page.hide()
    page.show()


def pair(page: QWidget) -> None:
    """Somebody listens to a new port."""
    assert isinstance(page, DevicesPage)
    world = page.property("world")
    assert isinstance(world, SkyWorld)
    page.show_ports(OTHER_PORTS)
    page.left.ports.setCurrentIndex(page.left.port_rows.index(0))
    link = world.a_link("", "/dev/ttyUSB2", LinkState.RECEIVING, speed=SpeedBasis.FOUND)
    page.show_trial(link)
    page.show_trial(world.a_fix(""))


def be_refused(page: QWidget) -> None:
    """A port without permission is looked at."""
    assert isinstance(page, DevicesPage)
    page.show_ports(OTHER_PORTS)
    page.left.ports.setCurrentIndex(page.left.port_rows.index(2))


def sync(style: Style, icons: IconSet) -> QWidget:
    """A few records behind, one link up."""
    return _sync(style, icons, a_sync_state())


def sync_down(style: Style, icons: IconSet) -> QWidget:
    """Cut off, some records refused."""
    return _sync(style, icons, a_cut_state())


def sync_alone(style: Style, icons: IconSet) -> QWidget:
    """Not enrolled."""
    return _sync(style, icons, a_lone_state())


def _sync(style: Style, icons: IconSet, state: SyncState) -> QWidget:
    return SyncPage(
        sync=StillSync(state),
        enrolment=FakeEnrolment(),
        vehicle_name="青岚指挥01",
        style=style,
        icons=icons,
        bridge=TimelineWorld().bridge,
        zone=BEIJING,
    )


def settings(style: Style, icons: IconSet) -> QWidget:
    """Some values preset by the agency, one bad value in the user file."""
    return SettingsPage(
        settings=SettingsService(some_files(), EventBus()),
        diagnosing=FakeDiagnosing(),
        program_version="0.1.0",
        style=style,
        icons=icons,
        zone=BEIJING,
    )


def enter_nonsense(page: QWidget) -> None:
    """A number that does not fit."""
    assert isinstance(page, SettingsPage)
    enter(page.rows["screen.scale_percent"], "300")


def look_at_diagnostics(page: QWidget) -> None:
    """The report at the end of the page."""
    assert isinstance(page, SettingsPage)
    page.fault_report.check_key.click()
    QApplication.processEvents()
    page.show_section("diagnostics")


def leave(_page: QWidget) -> None:
    """Look at the page as it opens."""


PAGES: dict[str, tuple[Make, Act]] = {
    "timeline": (timeline, leave),
    "timeline-correcting": (timeline, begin_correcting),
    "timeline-empty": (timeline_empty, leave),
    "devices": (devices, hear_lines),
    "devices-stale": (devices_stale, leave),
    "devices-lost": (devices_lost, leave),
    "devices-none": (devices_none, leave),
    "devices-trouble": (devices_lost, in_trouble),
    "devices-pairing": (devices, pair),
    "devices-denied": (devices, be_refused),
    "sync": (sync, leave),
    "sync-down": (sync_down, leave),
    "sync-alone": (sync_alone, leave),
    "settings": (settings, enter_nonsense),
    "settings-diagnostics": (settings, look_at_diagnostics),
}


def draw(application: QApplication, folder: Path, name: str, theme: str, size: str) -> None:
    """Save one picture."""
    style = make_style(theme)
    application.setStyleSheet(style.stylesheet())
    application.setPalette(style.palette())
    window = QWidget()
    window.setObjectName("page")
    window.setFixedSize(int(size), PAGE_SIZES[size][1])
    make, act = PAGES[name]
    page = make(style, make_icons())
    page.setParent(window)
    width, height = PAGE_SIZES[size]
    page.setGeometry(int(size) - width, 0, width, height)
    window.show()
    page.show()
    act(page)
    for _ in range(5):
        application.processEvents()
    page.grab().save(str(folder / f"{name}-{size}-{theme}.png"))
    window.close()
    window.deleteLater()


def main(arguments: list[str]) -> None:
    """Draw the pages named, or all of them."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication([])
    application.setStyle("Fusion")
    folder = Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    for name in arguments[1:] or list(PAGES):
        for theme, size in (("day", "1600"), ("night", "1280"), ("sunlight", "1600")):
            draw(application, folder, name, theme, size)
    for name in ("timeline", "devices"):
        draw(application, folder, name, "day", "1920")


if __name__ == "__main__":
    main(sys.argv[1:])
