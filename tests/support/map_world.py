# SPDX-License-Identifier: Apache-2.0
"""The Map page over the sample county, with the packs that ship and a vehicle that drives."""

from datetime import timedelta
from pathlib import Path

from command_vehicle.adapters.maps.packs import PackLibrary
from command_vehicle.adapters.paths import shipped_dir
from command_vehicle.domain.geodesy import GeoPoint
from command_vehicle.domain.incidents import IncidentOpened, IncidentType, ResponseLevel
from command_vehicle.domain.positioning import Fix, FixMode, FixQuality
from command_vehicle.domain.timeline import EntryKind
from command_vehicle.services.maps.service import MapService
from command_vehicle.services.positioning.service import PositioningService
from command_vehicle.services.positioning.track import TrackService
from command_vehicle.ui.bridge import UiBridge
from command_vehicle.ui.icons import IconSet
from command_vehicle.ui.pages.map.page import MapPage, MapPageServices
from command_vehicle.ui.pages.map.source import MapPageSource
from command_vehicle.ui.style import Style
from tests.support.clock import FakeTicker
from tests.support.county import BEIJING, County

WAY = (
    (101.8985, 40.2032), (101.8985, 40.2000), (101.9200, 40.2000), (101.9300, 40.2060),
    (101.9400, 40.2130), (101.9480, 40.2165), (101.9530, 40.2190), (101.9535, 40.2240),
    (101.9540, 40.2300), (101.9542, 40.2345),
)  # fmt: skip


def fix_at(longitude: float, latitude: float, at_mono_s: float, course: float | None = 5.0) -> Fix:
    """A good fix."""
    return Fix(
        source="北斗",
        arrived_mono_s=at_mono_s,
        point=GeoPoint(latitude_deg=latitude, longitude_deg=longitude),
        mode=FixMode.FIX_3D,
        quality=FixQuality.AUTONOMOUS,
        speed_mps=8.0,
        course_true_deg=course,
        accuracy_m=1.8,
    )


class MapWorld:
    """Services, store and packs, wired as the program wires them; runs inline."""

    def __init__(self, packs: Path | None = None) -> None:
        self.county = County()
        self.clock = self.county.clock
        self.ticker = FakeTicker()
        self.library = PackLibrary([packs or shipped_dir("offline_maps")])
        self.positioning = PositioningService(self.county.bus, self.clock, self.ticker)
        self.track = TrackService(
            self.county.runner,
            self.county.bus,
            self.county.journal,
            self.clock,
            self.ticker,
        )
        self.maps = MapService(self.county.runner, self.county.bus, self.clock, self.library)
        self.bridge = UiBridge(self.county.bus, self.ticker)

    def drive(self) -> None:
        """Along the way to the park; the track is in the log, the last fix is 0.3 s old."""
        self.track.start()
        for longitude, latitude in WAY:
            self.clock.advance(20)
            fix = fix_at(longitude, latitude, self.clock.monotonic_s())
            self.positioning.fix_received(fix)
        self.track.stop()
        self.clock.advance(0.3)

    def tell(self) -> None:
        """An incident with a level and some lines."""
        self.county.incidents.open(
            IncidentOpened(
                title="华澄公司液氯泄漏",
                type=IncidentType.HAZARDOUS_CHEMICALS,
                happened_at=self.clock.now() - timedelta(minutes=66),
                point=GeoPoint(latitude_deg=40.2308, longitude_deg=101.9622),
                place="青岚化工园区",
            )
        )
        current = self.county.incidents.current
        assert current is not None
        self.county.incidents.confirm_level(
            current, ResponseLevel.LEVEL_3, "泄漏量大", wording="Ⅲ级响应"
        )
        for kind, text in (
            (EntryKind.REPORT_IN, "堵漏组：阀杆断裂，首次堵漏未成功，改用堵漏罩"),
            (EntryKind.ORDER, "堵漏组 4 人进入热区，气瓶余量 30 min @消防一中队"),
            (EntryKind.HAZARD, "3# 测点氯气 4.6 ppm，超过撤离阈值 3 ppm"),
        ):
            self.clock.advance(70)
            self.county.timeline.record(kind, text)

    def page(self, source: MapPageSource, style: Style, icons: IconSet) -> MapPage:
        """The page."""
        county = self.county
        return MapPage(
            services=MapPageServices(
                maps=self.maps,
                positioning=self.positioning,
                resources=county.resources,
                timeline=county.timeline,
                incidents=county.incidents,
                clock=self.clock,
            ),
            source=source,
            style=style,
            icons=icons,
            bridge=self.bridge,
            vehicle_name=lambda: "青岚指挥01",
            zone=BEIJING,
        )

    def close(self) -> None:
        """Close store and packs."""
        self.bridge.stop()
        self.library.close()
        self.county.close()
