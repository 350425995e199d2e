# SPDX-License-Identifier: Apache-2.0
"""The real positioning service fed with fixes that a test makes."""

from dataclasses import replace
from datetime import timedelta

from command_vehicle.domain.geodesy import GeoPoint
from command_vehicle.domain.positioning import (
    AccuracyBasis,
    Constellation,
    Fix,
    FixMode,
    FixQuality,
    LinkState,
    ReceiverLink,
    Satellite,
    SpeedBasis,
)
from command_vehicle.services.events import EventBus
from command_vehicle.services.positioning.receivers import ReceiverDesk
from command_vehicle.services.positioning.service import PositioningService
from command_vehicle.services.settings.service import SettingsService
from command_vehicle.ui.bridge import UiBridge
from tests.support.clock import FakeClock, FakeTicker
from tests.support.fake_readers import FakeReaders
from tests.support.fake_store import FakeKeptState
from tests.support.settings_world import MemoryFiles

ROOF = "车顶接收机"
STANDBY = "备用接收机"

_SEEN = (
    (Constellation.BEIDOU, "16 06 39 35 09 13 45 07 20 10 29 19 36 22 03 59"),
    (Constellation.GPS, "25 05 20 12 29 15 24 11"),
    (Constellation.GALILEO, "13 03 08 24"),
    (Constellation.GLONASS, "11 02 18"),
)


def a_sky() -> tuple[Satellite, ...]:
    """Thirty-one satellites, most of them used, the weakest not even tracked."""
    satellites = []
    for number, (constellation, names) in enumerate(_SEEN):
        svids = [int(name) for name in names.split()]
        for place, svid in enumerate(svids):
            is_last = place == len(svids) - 1
            strength = 47.0 - 18.0 * place / len(svids) - number
            satellites.append(
                Satellite(
                    constellation=constellation,
                    svid=svid,
                    elevation_deg=8.0 + (place * 37 + number * 23) % 75,
                    azimuth_deg=(svid * 47 + number * 91) % 360,
                    cn0_dbhz=None if is_last else strength,
                    used=not is_last and strength > 30.0,
                )
            )
    return tuple(satellites)


class SkyWorld:
    """Clock, bus, service and bridge."""

    def __init__(self) -> None:
        self.clock = FakeClock()
        self.ticker = FakeTicker()
        self.bus = EventBus()
        self.positioning = PositioningService(self.bus, self.clock, self.ticker)
        self.bridge = UiBridge(self.bus, self.ticker)
        self.settings = SettingsService(MemoryFiles(), self.bus)
        self.readers = FakeReaders()
        self.kept = FakeKeptState()
        self.desk = ReceiverDesk(self.settings, self.readers, self.positioning, self.kept, self.bus)
        self._sentences = 0

    def plug_in(self, *names: str) -> None:
        """Receivers on their ports, the preferred one first."""
        self.positioning.start()
        self.positioning.set_receivers(
            [
                self.a_link(name, f"/dev/ttyUSB{number}", LinkState.RECEIVING)
                for number, name in enumerate(names)
            ]
        )

    def a_link(
        self,
        name: str,
        port: str,
        link: LinkState,
        *,
        holder: str | None = None,
        group: str | None = None,
        checksum_errors: int = 0,
        garbage_bytes: int = 0,
        speed: SpeedBasis = SpeedBasis.GIVEN,
        device: str | None = None,
    ) -> ReceiverLink:
        """What a reader says about its port, 94 sentences further than the last time."""
        self._sentences += 94
        return ReceiverLink(
            source=name,
            port=port,
            link=link,
            baud_bps=115200,
            sentence_count=self._sentences,
            holder=holder,
            group=group,
            checksum_errors=checksum_errors,
            garbage_bytes=garbage_bytes,
            speed=speed,
            device=device,
        )

    def a_fix(self, name: str = ROOF, accuracy_m: float = 2.1, pc_fast_s: float = 0.12) -> Fix:
        """An epoch of now at the bottle store."""
        now = self.clock.now()
        mono_s = self.clock.monotonic_s()
        return Fix(
            source=name,
            arrived_mono_s=mono_s,
            started_mono_s=mono_s - 0.06,
            time=now - timedelta(seconds=pc_fast_s),
            tod_s=now.timestamp() % 86400,
            point=GeoPoint(latitude_deg=40.2308, longitude_deg=101.9622),
            mode=FixMode.FIX_3D,
            quality=FixQuality.DIFFERENTIAL,
            altitude_msl_m=1318.4,
            geoid_separation_m=-42.3,
            speed_mps=0.02,
            course_true_deg=118.2,
            accuracy_m=accuracy_m,
            accuracy_basis=AccuracyBasis.GST,
            satellites_used=26,
            satellites=a_sky(),
        )

    def no_fix(self, name: str = ROOF) -> Fix:
        """An epoch of now that says "no fix" but still sees the sky."""
        return replace(self.a_fix(name), point=None, mode=FixMode.NONE, quality=FixQuality.INVALID)

    def pass_second(self) -> None:
        """Let a second go by for everybody."""
        self.clock.advance(1.0)
        self.ticker.tick()

    def hear(self, seconds: int, *names: str) -> None:
        """Good fixes once a second."""
        for number in range(seconds):
            for name in names or (ROOF,):
                self.positioning.fix_received(self.a_fix(name, 2.0 + (number * 7 % 10) / 20))
            self.pass_second()
