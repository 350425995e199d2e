# SPDX-License-Identifier: Apache-2.0
"""The services of one vehicle, wired to one another. No window and no Qt in here.

Built from `Surroundings`, the outside world as ports, so that the same wiring serves the window,
tests and anything that comes later.
"""

import random
from collections.abc import Callable  # noqa: TC003
from dataclasses import dataclass
from datetime import timedelta, tzinfo

from command_vehicle import __version__
from command_vehicle.domain.incidents import OperatingMode
from command_vehicle.services.events import EventBus
from command_vehicle.services.incidents import IncidentService
from command_vehicle.services.journal import Journal
from command_vehicle.services.maps.service import MapPacks, MapService
from command_vehicle.services.outside import OutsideWatch
from command_vehicle.services.plans.library import PlanLibrary, PlanSource
from command_vehicle.services.plans.service import PlanService, PlanWords
from command_vehicle.services.ports import (
    Clock,
    FenceWords,
    KeptState,
    RecordWords,
    Signer,
    StoreRunner,
    SyncTransport,
    Ticker,
    Verifier,
)
from command_vehicle.services.positioning.geofence_watch import GeofenceWatch
from command_vehicle.services.positioning.geofences import GeofenceService
from command_vehicle.services.positioning.service import PositioningService
from command_vehicle.services.positioning.track import TrackService
from command_vehicle.services.resources.service import ResourceService, ResourceWords
from command_vehicle.services.settings.service import SettingsService
from command_vehicle.services.sync.enrolment import EnrolmentService
from command_vehicle.services.sync.service import SyncParts, SyncService
from command_vehicle.services.timeline.service import TimelineService
from command_vehicle.services.timeline.watch import Watch


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What the program says in the record by itself, by subject."""

    record: RecordWords
    fences: FenceWords
    plans: PlanWords
    resources: ResourceWords


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """The outside world of one vehicle, as the services see it."""

    bus: EventBus
    clock: Clock
    zone: tzinfo
    ticker: Ticker
    runner: StoreRunner
    transport: SyncTransport
    signer: Signer
    verifier: Verifier
    kept: KeptState
    settings: SettingsService
    plan_source: PlanSource
    packs: MapPacks
    words: Words
    user_name: str


class Vehicle:
    """All services of one vehicle. `start` sets them going, `stop` ends them in reverse order."""

    def __init__(self, world: Surroundings) -> None:
        self.bus = world.bus
        self.clock = world.clock
        self.zone = world.zone
        self.kept = world.kept
        self.settings = world.settings
        self._ticker = world.ticker
        self._runner = world.runner
        self._user_name = world.user_name
        self.positioning = PositioningService(world.bus, world.clock, world.ticker)
        self.journal = Journal(
            world.runner,
            world.bus,
            actor=self._actor,
            clock=self.positioning.clock_stamp,
        )
        self.timeline = TimelineService(
            world.runner,
            self.journal,
            world.bus,
            self.positioning,
            world.kept,
            position=self.positioning.position_stamp,
            zone=lambda: world.zone,
        )
        self.incidents = IncidentService(
            world.runner, self.journal, world.bus, world.clock, world.kept
        )
        self.track = TrackService(world.runner, world.bus, self.journal, world.clock, world.ticker)
        self.geofences = GeofenceService(world.runner, self.journal, self.incidents)
        self.maps = MapService(
            world.runner,
            world.bus,
            world.clock,
            world.packs,
            track_span=lambda: timedelta(hours=world.settings.settings.map.track_hours),
        )
        self._build_means(world)
        self._build_links(world)
        self._endings: list[Callable[[], None]] = []

    def _build_means(self, world: Surroundings) -> None:
        self.resources = ResourceService(
            world.runner,
            self.journal,
            self.timeline,
            world.bus,
            clock=world.clock,
            words=world.words.resources,
        )
        self.library = PlanLibrary(world.plan_source, world.bus)
        self.plans = PlanService(
            world.runner,
            self.journal,
            self.timeline,
            self.library,
            world.bus,
            clock=world.clock,
            words=world.words.plans,
            zone=lambda: world.zone,
            incidents=lambda: self.incidents.incidents,
        )

    def _build_links(self, world: Surroundings) -> None:
        self.sync = SyncService(
            SyncParts(
                runner=world.runner,
                transport=world.transport,
                signer=world.signer,
                verifier=world.verifier,
                clock=world.clock,
                bus=world.bus,
                chance=random.SystemRandom().random,
                settings=lambda: world.settings.settings.platform,
            ),
            agent=f"command-vehicle {__version__}",
        )
        self.enrolment = EnrolmentService(
            world.runner, world.transport, world.signer, world.verifier, world.clock
        )
        self._words = world.words

    @property
    def mode(self) -> OperatingMode:
        """日常 without an incident, else what the current incident is."""
        incident = self.incidents.current
        return OperatingMode.ROUTINE if incident is None else incident.opened.mode

    def start(self) -> None:
        """Read what is known, then watch and sync."""
        self.positioning.start()
        self.track.start()
        self.library.load()
        self.incidents.refresh()
        self.plans.refresh()
        self.sync.start(self._ticker)
        watch = Watch(self.timeline, self.bus, self.positioning, self._ticker, self._words.record)
        fences = GeofenceWatch(
            self.geofences, self.timeline, self.bus, self.positioning, self._words.fences
        )
        fences.start()
        outside = OutsideWatch(self._runner, self.bus, self._ticker, self.incidents.refresh)
        self._endings = [
            self.positioning.stop,
            self.track.stop,
            self.sync.stop,
            watch.stop,
            fences.stop,
            outside.stop,
        ]

    def stop(self) -> None:
        """End in reverse order; the track that was being collected is written."""
        while self._endings:
            self._endings.pop()()

    def _actor(self) -> str:
        return self.settings.settings.unit.duty_person or self._user_name
