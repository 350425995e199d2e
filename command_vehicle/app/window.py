# SPDX-License-Identifier: Apache-2.0
"""The window of one vehicle: look, language, pages, and who is told what."""

import json
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, Slot

from command_vehicle import __version__
from command_vehicle.adapters.files.resources import ResourceFiles
from command_vehicle.adapters.gnss.port_watch import PortWatch
from command_vehicle.adapters.gnss.reader import RawLines
from command_vehicle.adapters.gnss.receivers import Receivers
from command_vehicle.adapters.paths import shipped_dir
from command_vehicle.app.nearby import Nearby
from command_vehicle.app.vehicle import Vehicle
from command_vehicle.domain.geodesy import GeoPoint
from command_vehicle.domain.identity import OperationId
from command_vehicle.services.events import SettingsChanged
from command_vehicle.services.ports import Ticker
from command_vehicle.services.positioning.receivers import ReceiverDesk
from command_vehicle.services.settings.declarations import CoordinateFormat, Theme
from command_vehicle.ui.bridge import UiBridge
from command_vehicle.ui.formatting import CoordinateForm
from command_vehicle.ui.frame.intake_form import IncidentSources
from command_vehicle.ui.frame.quick_log import QuickLogServices
from command_vehicle.ui.frame.status_strip import StripSources
from command_vehicle.ui.icons import IconSet
from command_vehicle.ui.main_window import MainWindow
from command_vehicle.ui.page import PageDescriptor
from command_vehicle.ui.page_words import page_word
from command_vehicle.ui.pages.devices.page import DevicesPage
from command_vehicle.ui.pages.map.page import MapPage, MapPageServices
from command_vehicle.ui.pages.map.source import MapPageSource
from command_vehicle.ui.pages.plans.page import PlansPage
from command_vehicle.ui.pages.resources.page import ResourcesPage
from command_vehicle.ui.pages.settings.fault_report import Diagnosing
from command_vehicle.ui.pages.settings.page import SettingsPage
from command_vehicle.ui.pages.sync.page import SyncPage
from command_vehicle.ui.pages.timeline.page import TimelinePage
from command_vehicle.ui.style import Style

_FORMS: Final = {
    CoordinateFormat.DECIMAL: CoordinateForm.DEGREES,
    CoordinateFormat.DMS: CoordinateForm.DMS,
}
_THEME: Final = "screen.theme"


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowParts:
    """What the window is built from, beside the vehicle's services."""

    ticker: Ticker
    receivers: Receivers
    port_watch: PortWatch
    desk: ReceiverDesk
    map_page: MapPageSource
    diagnosing: Diagnosing
    theme: str
    language: str


class VehicleWindow(QObject):
    """Builds the pages and connects them; `window` is what people see."""

    def __init__(self, vehicle: Vehicle, parts: WindowParts) -> None:
        super().__init__()
        self._vehicle = vehicle
        self._parts = parts
        self._watched: str | None = None
        resources = shipped_dir("resources")
        tokens = json.loads((resources / "design" / "tokens.json").read_text(encoding="utf-8"))
        self.style = Style(tokens, parts.theme, self)
        self._icons = IconSet(resources / "icons")
        self.bridge = UiBridge(vehicle.bus, parts.ticker, self)
        self._build_map()
        self._build_record_pages()
        self._build_technical_pages()
        self.window = self._build_window()
        self._connect()

    def _build_map(self) -> None:
        vehicle = self._vehicle
        self.map = MapPage(
            services=MapPageServices(
                maps=vehicle.maps,
                positioning=vehicle.positioning,
                resources=vehicle.resources,
                timeline=vehicle.timeline,
                incidents=vehicle.incidents,
                clock=vehicle.clock,
            ),
            source=self._parts.map_page,
            style=self.style,
            icons=self._icons,
            bridge=self.bridge,
            vehicle_name=lambda: vehicle.settings.settings.unit.vehicle_name,
            zone=vehicle.zone,
            language=self._parts.language,
            follows=vehicle.settings.settings.map.follow_vehicle,
        )

    def _build_record_pages(self) -> None:
        vehicle, style, icons, bridge = self._vehicle, self.style, self._icons, self.bridge
        self.timeline = TimelinePage(
            timeline=vehicle.timeline,
            incidents=vehicle.incidents,
            sync=vehicle.sync,
            style=style,
            icons=icons,
            bridge=bridge,
            zone=vehicle.zone,
        )
        self.resources = ResourcesPage(
            resources=vehicle.resources,
            files=ResourceFiles(),
            position=self._position,
            clock=vehicle.clock,
            style=style,
            icons=icons,
            bridge=bridge,
        )
        self.plans = PlansPage(
            plans=vehicle.plans,
            library=vehicle.library,
            clock=vehicle.clock,
            style=style,
            icons=icons,
            bridge=bridge,
            zone=vehicle.zone,
        )

    def _build_technical_pages(self) -> None:
        vehicle, style, icons, bridge = self._vehicle, self.style, self._icons, self.bridge
        self.devices = DevicesPage(
            positioning=vehicle.positioning,
            desk=self._parts.desk,
            clock=vehicle.clock,
            style=style,
            icons=icons,
            bridge=bridge,
            zone=vehicle.zone,
        )
        self.sync = SyncPage(
            sync=vehicle.sync,
            enrolment=vehicle.enrolment,
            vehicle_name=vehicle.settings.settings.unit.vehicle_name,
            style=style,
            icons=icons,
            bridge=bridge,
            zone=vehicle.zone,
        )
        self.settings = SettingsPage(
            settings=vehicle.settings,
            diagnosing=self._parts.diagnosing,
            program_version=__version__,
            style=style,
            icons=icons,
            zone=vehicle.zone,
        )

    def _build_window(self) -> MainWindow:
        vehicle = self._vehicle
        pages = {
            "map": self.map,
            "timeline": self.timeline,
            "resources": self.resources,
            "plans": self.plans,
            "devices": self.devices,
            "sync": self.sync,
            "settings": self.settings,
        }
        return MainWindow(
            style=self.style,
            icons=self._icons,
            bridge=self.bridge,
            pages=[
                PageDescriptor(key=key, word=partial(page_word, key), icon=key, widget=page)
                for key, page in pages.items()
            ],
            strip=self._strip_sources(),
            quick_log=self._quick_log_services(),
            incidents=IncidentSources(
                desk=vehicle.incidents,
                clock=vehicle.clock,
                zone=vehicle.zone,
                mode=lambda: vehicle.mode,
                here=self._position,
            ),
            coordinate_form=_FORMS[vehicle.settings.settings.screen.coordinates],
            vehicle_name=vehicle.settings.settings.unit.vehicle_name,
        )

    def _strip_sources(self) -> StripSources:
        vehicle = self._vehicle
        return StripSources(
            clock=vehicle.clock,
            zone=vehicle.zone,
            positioning=vehicle.positioning.state,
            sync=lambda: vehicle.sync.state,
            incident=lambda: vehicle.incidents.current,
            elapsed_s=lambda: vehicle.incidents.elapsed_s,
            mode=lambda: vehicle.mode,
            nearest=Nearby(vehicle.maps, self._parts.language).nearest,
        )

    def _quick_log_services(self) -> QuickLogServices:
        vehicle = self._vehicle
        return QuickLogServices(
            recorder=vehicle.timeline,
            stamp=vehicle.positioning.position_stamp,
            clock=vehicle.positioning,
            zone=vehicle.zone,
            kept=vehicle.kept,
        )

    def _connect(self) -> None:
        self.map.resource_wanted.connect(self._on_resource_wanted)
        self.map.entry_wanted.connect(self._on_entry_wanted)
        self.timeline.map_wanted.connect(self._on_map_wanted)
        self.resources.map_wanted.connect(self._on_map_wanted)
        self.plans.attention_changed.connect(self._on_attention_changed)
        self.devices.lines_wanted.connect(self._on_lines_wanted)
        self.devices.ports_wanted.connect(self._on_ports_wanted)
        self._connect_receivers()
        self.style.changed.connect(self._on_theme_changed)
        self._vehicle.bus.subscribe(SettingsChanged, self._on_settings_changed)

    def _connect_receivers(self) -> None:
        receivers = self._parts.receivers
        receivers.lines_received.connect(self._on_lines_received)
        receivers.recording_changed.connect(self.devices.show_recording)
        receivers.trial_heard.connect(self.devices.show_trial)
        self._parts.port_watch.found.connect(self.devices.show_ports)

    def close(self) -> None:
        """Take the window away; nothing is relayed any more."""
        self.bridge.stop()
        self.map.shut_down()
        self.window.close()

    def _position(self) -> GeoPoint | None:
        fix = self._vehicle.positioning.state().last_valid
        return None if fix is None else fix.point

    @Slot(object)
    def _on_map_wanted(self, point: GeoPoint) -> None:
        self.window.open_page("map")
        self.map.show_point(point)

    @Slot(str)
    def _on_resource_wanted(self, code: str) -> None:
        self.window.open_page("resources")
        self.resources.show_resource(code)

    @Slot(object)
    def _on_entry_wanted(self, entry_id: OperationId) -> None:
        self.window.open_page("timeline")
        self.timeline.show_entry(entry_id)

    @Slot(int)
    def _on_attention_changed(self, count: int) -> None:
        self.window.show_badge("plans", count, is_alarm=True)

    @Slot(object)
    def _on_lines_wanted(self, name: str | None) -> None:
        if self._watched is not None:
            self._parts.receivers.watch_lines(self._watched, wanted=False)
        if name is not None:
            self._parts.receivers.watch_lines(name, wanted=True)
        self._watched = name

    @Slot(bool)
    def _on_ports_wanted(self, is_wanted: bool) -> None:  # noqa: FBT001
        self._parts.port_watch.watch(wanted=is_wanted)

    @Slot(object)
    def _on_lines_received(self, lines: RawLines) -> None:
        self.devices.show_lines(lines.source, lines.lines)

    @Slot()
    def _on_theme_changed(self) -> None:
        """The theme key was pressed: keep the choice, unless the agency has made it."""
        chosen = Theme(self.style.theme)
        settings = self._vehicle.settings
        if settings.settings.screen.theme is not chosen and not settings.is_preset(_THEME):
            settings.change(_THEME, chosen)

    def _on_settings_changed(self, _event: SettingsChanged) -> None:
        self.style.set_theme(self._vehicle.settings.settings.screen.theme.value)
