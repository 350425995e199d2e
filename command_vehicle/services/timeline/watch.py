# SPDX-License-Identifier: Apache-2.0
"""Writes the timeline lines that nobody should have to type: position lost, link down, and back.

Also that the PC clock was found wrong, once, and that it was set right.

A state must last before it is written (a bridge is not a loss), and a source that keeps changing
is written at most once per quiet time, so that the record stays readable.
"""

from collections.abc import Mapping
from datetime import timedelta
from enum import Enum
from typing import Generic, TypeVar

from command_vehicle.domain.operations import CLOCK_TOLERANCE_S
from command_vehicle.domain.positioning import Freshness, PositioningState
from command_vehicle.domain.sync import BearerHealth, BearerKind
from command_vehicle.domain.timeline import EntryKind
from command_vehicle.services.events import EventBus, PositioningChanged, SyncChanged
from command_vehicle.services.ports import Clock, RecordWords, Ticker
from command_vehicle.services.timeline.service import TimelineService

CHECK_PERIOD_S = 1.0
SOURCE_POSITIONING = "positioning"
SOURCE_SYNC = "sync"

State = TypeVar("State")


class Settled(Generic[State]):
    """Lets a state through once it has lasted, and not more often than every `quiet_s`.

    Attributes:
        settled: The state let through last; None before the first.
        candidate_since_mono_s: When the state under observation began.
    """

    def __init__(self, hold_s: Mapping[State, float], quiet_s: float) -> None:
        self._hold_s = hold_s
        self._quiet_s = quiet_s
        self._candidate: State | None = None
        self._changed_mono_s: float | None = None
        self.settled: State | None = None
        self.candidate_since_mono_s = 0.0

    def feed(self, state: State | None, now_mono_s: float) -> bool:
        """Take the state of this instant, None for no opinion; True when it came through."""
        if state != self._candidate:
            self._candidate = state
            self.candidate_since_mono_s = now_mono_s
        if state is None or state == self.settled:
            return False
        if self.settled is None:
            self.settled = state
            return False
        if now_mono_s - self.candidate_since_mono_s < self._hold_s[state] or self._too_soon(
            now_mono_s
        ):
            return False
        self.settled = state
        self._changed_mono_s = now_mono_s
        return True

    def forget(self) -> None:
        """The thing observed is switched off; what it does next is a beginning."""
        self._candidate = None
        self.settled = None

    def _too_soon(self, now_mono_s: float) -> bool:
        last = self._changed_mono_s
        return last is not None and now_mono_s - last < self._quiet_s


class _Position(Enum):
    LIVE = "live"
    LOST = "lost"


_POSITION_HOLD_S = {_Position.LOST: 20.0, _Position.LIVE: 5.0}
"""Beyond the ten seconds after which a fix counts as lost at all."""
_POSITION_QUIET_S = 120.0
_POSITION_OF_FRESHNESS = {
    Freshness.LIVE: _Position.LIVE,
    Freshness.LOST: _Position.LOST,
}

_LINK_HOLD_S = {True: 3.0, False: 10.0}
_LINK_QUIET_S = 60.0
_LINK_OF_HEALTH = {BearerHealth.UP: True, BearerHealth.DOWN: False}


CLOCK_RIGHT_S = 1.5
"""A clock found wrong, at more than `CLOCK_TOLERANCE_S`, is right again only below this."""
_CLOCK_HOLD_S = {True: 10.0, False: 10.0}
_CLOCK_QUIET_S = 120.0


class Watch:
    """Watches positioning and links over the event bus, once a second."""

    def __init__(
        self,
        timeline: TimelineService,
        bus: EventBus,
        clock: Clock,
        ticker: Ticker,
        words: RecordWords,
    ) -> None:
        self._timeline = timeline
        self._clock = clock
        self._words = words
        self._position = Settled(_POSITION_HOLD_S, _POSITION_QUIET_S)
        self._positioning: PositioningState | None = None
        self._lost_since_mono_s = 0.0
        self._clock_is_right = Settled(_CLOCK_HOLD_S, _CLOCK_QUIET_S)
        self._clock_is_right.settled = True
        self._health: dict[BearerKind, BearerHealth] = {}
        self._links: dict[BearerKind, Settled[bool]] = {}
        self._endings = (
            bus.subscribe(PositioningChanged, self._on_positioning_changed),
            bus.subscribe(SyncChanged, self._on_sync_changed),
            ticker.every(CHECK_PERIOD_S, self.check),
        )

    def stop(self) -> None:
        """Watch no longer."""
        for end in self._endings:
            end()

    def check(self) -> None:
        """Look whether something has lasted long enough to be written."""
        now_mono_s = self._clock.monotonic_s()
        if self._positioning is not None:
            self._check_position(self._positioning.freshness, now_mono_s)
            self._check_clock(self._positioning, now_mono_s)
        for bearer, health in self._health.items():
            self._check_link(bearer, health, now_mono_s)

    def _on_positioning_changed(self, event: PositioningChanged) -> None:
        self._positioning = event.state
        if event.state.freshness is Freshness.LIVE and self._position.settled is not _Position.LOST:
            self._lost_since_mono_s = self._clock.monotonic_s()
        self.check()

    def _on_sync_changed(self, event: SyncChanged) -> None:
        self._health = {bearer.kind: bearer.health for bearer in event.state.bearers}
        self.check()

    def _check_position(self, freshness: Freshness, now_mono_s: float) -> None:
        if not self._position.feed(_POSITION_OF_FRESHNESS.get(freshness), now_mono_s):
            return
        if self._position.settled is _Position.LOST:
            self._write(
                EntryKind.POSITION,
                self._words.fix_lost(),
                SOURCE_POSITIONING,
                now_mono_s - self._lost_since_mono_s,
            )
            return
        since = self._position.candidate_since_mono_s
        self._write(
            EntryKind.POSITION,
            self._words.fix_regained(since - self._lost_since_mono_s),
            SOURCE_POSITIONING,
            now_mono_s - since,
        )

    def _check_clock(self, state: PositioningState, now_mono_s: float) -> None:
        if not self._clock_is_right.feed(self._clock_verdict(state), now_mono_s):
            return
        is_right = self._clock_is_right.settled
        text = (
            self._words.clock_right()
            if is_right
            else self._words.clock_off(state.clock_offset_s or 0.0)
        )
        ago_s = now_mono_s - self._clock_is_right.candidate_since_mono_s
        self._write(EntryKind.POSITION, text, SOURCE_POSITIONING, ago_s)

    def _clock_verdict(self, state: PositioningState) -> bool | None:
        """Whether the PC clock is right; None when that is unknown or lies between the limits.

        The uncertainty of the offset speaks for the clock: a bad measurement accuses nobody.
        """
        if state.clock_offset_s is None:
            return None
        off_s = abs(state.clock_offset_s)
        if off_s - (state.clock_uncertainty_s or 0.0) > CLOCK_TOLERANCE_S:
            return False
        return True if off_s < CLOCK_RIGHT_S else None

    def _check_link(self, bearer: BearerKind, health: BearerHealth, now_mono_s: float) -> None:
        link = self._links.setdefault(bearer, Settled(_LINK_HOLD_S, _LINK_QUIET_S))
        if health is BearerHealth.OFF:
            link.forget()
        elif link.feed(_LINK_OF_HEALTH.get(health), now_mono_s):
            words = self._words.link_up if link.settled else self._words.link_down
            ago_s = now_mono_s - link.candidate_since_mono_s
            self._write(EntryKind.LINK, words(bearer), SOURCE_SYNC, ago_s)

    def _write(self, kind: EntryKind, text: str, source: str, ago_s: float) -> None:
        happened_at = self._clock.now() - timedelta(seconds=ago_s)
        self._timeline.record_automatic(kind, text, source, happened_at=happened_at)
