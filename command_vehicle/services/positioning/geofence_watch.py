# SPDX-License-Identifier: Apache-2.0
"""Writes arrival at and departure from fences into the timeline, without anybody's doing.

The log is the memory: a line names its fence as its subject, and a restart asks the log on which
side of each fence the vehicle was. Line and memory are one operation, so a crash between them
cannot happen, and no line is written twice.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from command_vehicle.domain.errors import ExpectedError
from command_vehicle.domain.positioning import Fix
from command_vehicle.domain.timeline import EntryKind
from command_vehicle.services.events import (
    EventBus,
    FixArrived,
    GeofencesChanged,
    IncidentsChanged,
    ResourcesChanged,
)
from command_vehicle.services.journal import Current
from command_vehicle.services.ports import Clock, FenceWords
from command_vehicle.services.positioning.fence_sides import Crossing, FenceSides, Passage
from command_vehicle.services.positioning.geofences import GeofenceService, KnownFences
from command_vehicle.services.timeline.service import TimelineService

SOURCE_GEOFENCES = "geofences"

End = Callable[[], None]


class GeofenceWatch:
    """Looks at every fix of the chosen receiver."""

    def __init__(
        self,
        geofences: GeofenceService,
        timeline: TimelineService,
        bus: EventBus,
        clock: Clock,
        words: FenceWords,
    ) -> None:
        self._geofences = geofences
        self._timeline = timeline
        self._bus = bus
        self._clock = clock
        self._words = words
        self._sides = FenceSides()
        self._is_reading = False
        self._is_outdated = False
        self._endings: list[End] = []

    def start(self) -> None:
        """Read the fences and begin."""
        self._endings = [
            self._bus.subscribe(FixArrived, self._on_fix_arrived),
            *(
                self._bus.subscribe(event, self._on_changed)
                for event in (IncidentsChanged, ResourcesChanged, GeofencesChanged)
            ),
        ]
        self._read()

    def stop(self) -> None:
        """Watch no longer."""
        for end in self._endings:
            end()
        self._endings = []

    def _on_changed(self, _event: object) -> None:
        self._read()

    def _read(self) -> None:
        """Ask for the fences; what changes while the answer is on its way is asked for again."""
        if self._is_reading:
            self._is_outdated = True
            return
        self._is_reading, self._is_outdated = True, False
        self._geofences.known(self._on_known, self._on_unreadable)

    def _on_known(self, known: KnownFences) -> None:
        self._is_reading = False
        self._sides.set_fences(known.fences, known.crossings)
        if self._is_outdated:
            self._read()

    def _on_unreadable(self, _error: ExpectedError) -> None:
        """The fences known before stay in force; the next change asks again."""
        self._is_reading = False

    def _on_fix_arrived(self, event: FixArrived) -> None:
        for crossing in self._sides.look(event.fix):
            self._write(crossing)

    def _write(self, crossing: Crossing) -> None:
        fence = crossing.fence
        say = {
            Passage.ARRIVED: self._words.arrived,
            Passage.FOUND_INSIDE: self._words.found_inside,
            Passage.LEFT: self._words.left,
        }[crossing.passage]
        is_departure = crossing.passage is Passage.LEFT
        self._timeline.record_automatic(
            EntryKind.DEPARTURE if is_departure else EntryKind.ARRIVAL,
            say(fence),
            SOURCE_GEOFENCES,
            failed=lambda _error: self._sides.take_back(crossing),
            happened_at=self._time_of(crossing.fix),
            subject=fence.key,
            incident=Current.INCIDENT if fence.incident is None else fence.incident,
        )

    def _time_of(self, fix: Fix) -> datetime:
        if fix.time is not None and not fix.date_suspect:
            return fix.time
        age_s = self._clock.monotonic_s() - fix.arrived_mono_s
        return self._clock.now() - timedelta(seconds=age_s)
