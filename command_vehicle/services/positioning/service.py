# SPDX-License-Identifier: Apache-2.0
"""Positioning 定位: where we are, how sure that is, and for how long that may be believed.

Takes every epoch of every receiver, chooses one receiver, and ages what it said with the monotonic
clock. There is one verdict for the strip, the map, log stamps and messages: `state()`.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from command_vehicle.domain.operations import ClockStamp
from command_vehicle.domain.positioning import (
    Constellation,
    Fix,
    Freshness,
    PositioningState,
    ReceiverLink,
    ReceiverState,
    freshness,
)
from command_vehicle.domain.timeline import PositionStamp
from command_vehicle.services import journal
from command_vehicle.services.events import EventBus, FixArrived, PositioningChanged
from command_vehicle.services.ports import Clock, Ticker
from command_vehicle.services.positioning.dead_reckoning import estimate
from command_vehicle.services.positioning.gnss_time import GnssTime
from command_vehicle.services.positioning.receiver_choice import Candidate, ReceiverChoice

TICK_S = 0.2
"""An age limit is noticed at most this late."""
SAME_EPOCH_S = 0.01
RATE_MEMORY = 8

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Receiver:
    """What is known of one receiver.

    Attributes:
        link: Newest word on its port.
        newest: Newest epoch.
        valid: Newest epoch with a position, with the arrival of its first report.
        period_s: Mean distance of epochs.
    """

    link: ReceiverLink
    newest: Fix | None = None
    valid: Fix | None = None
    period_s: float | None = None

    def take(self, fix: Fix) -> None:
        """Keep an epoch. The same instant again does not make it any younger."""
        before, self.newest = self.newest, fix
        if before is not None and not _is_same_instant(before, fix):
            step_s = fix.arrived_mono_s - before.arrived_mono_s
            known_s = step_s if self.period_s is None else self.period_s
            self.period_s = known_s + (step_s - known_s) / RATE_MEMORY
        if not fix.is_valid:
            return
        if self.valid is not None and _is_same_instant(self.valid, fix):
            fix = replace(fix, arrived_mono_s=self.valid.arrived_mono_s)
        self.valid = fix


def _is_same_instant(fix: Fix, other: Fix) -> bool:
    if fix.tod_s is None or other.tod_s is None:
        return False
    return abs(fix.tod_s - other.tod_s) < SAME_EPOCH_S


def _age_s(fix: Fix | None, now_mono_s: float) -> float | None:
    return None if fix is None else max(0.0, now_mono_s - fix.arrived_mono_s)


class PositioningService:
    """One per program. Receivers are ranked in the order in which they are given."""

    def __init__(self, bus: EventBus, clock: Clock, ticker: Ticker) -> None:
        self._bus = bus
        self._clock = clock
        self._ticker = ticker
        self._receivers: dict[str, _Receiver] = {}
        self._choice = ReceiverChoice()
        self._gnss_time = GnssTime()
        self._shown: tuple[str | None, Freshness, int] = (None, Freshness.NEVER, 0)
        self._stop_ticking: Callable[[], None] | None = None

    def start(self) -> None:
        """Begin to watch ages."""
        if self._stop_ticking is None:
            self._stop_ticking = self._ticker.every(TICK_S, self._check_ages)

    def stop(self) -> None:
        """Stop watching."""
        if self._stop_ticking is not None:
            self._stop_ticking()
            self._stop_ticking = None

    def set_receivers(self, links: Sequence[ReceiverLink]) -> None:
        """The receivers there are now, the preferred one first.

        What is known of a receiver stays while it keeps its name and port.
        """
        known = self._receivers
        self._receivers = {}
        for link in links:
            receiver = known.get(link.source)
            is_same = receiver is not None and receiver.link.port == link.port
            self._receivers[link.source] = (
                receiver if receiver is not None and is_same else _Receiver(link=link)
            )
        self._reconsider()
        self._announce()

    def link_changed(self, link: ReceiverLink) -> None:
        """A reader says how its port is; unknown readers rank last."""
        self._receivers.setdefault(link.source, _Receiver(link=link)).link = link
        self._reconsider()
        self._announce()

    def fix_received(self, fix: Fix) -> None:
        """An epoch of a receiver, valid or not."""
        link = ReceiverLink(source=fix.source, port="")
        receiver = self._receivers.setdefault(fix.source, _Receiver(link=link))
        receiver.take(fix)
        self._reconsider()
        if self._chosen() is receiver:
            self._gnss_time.observe(fix)
            self._bus.publish(FixArrived(fix=fix))
        self._announce()

    def state(self) -> PositioningState:
        """Where we are at this instant."""
        now_mono_s = self._clock.monotonic_s()
        chosen = self._chosen()
        valid = None if chosen is None else chosen.valid
        age_s = _age_s(valid, now_mono_s)
        offset = self._gnss_time.offset(self._clock)
        newest = None if chosen is None else chosen.newest
        return PositioningState(
            freshness=freshness(age_s),
            age_s=age_s,
            last_valid=valid,
            newest=newest,
            source=None if chosen is None else chosen.link.source,
            reason="" if self._choice.reason is None else self._choice.reason.value,
            clock_offset_s=None if offset is None else offset.offset_s,
            clock_uncertainty_s=None if offset is None else offset.uncertainty_s,
            used_by_constellation=None if newest is None else _used(newest),
            receivers=tuple(
                _as_state(receiver, now_mono_s) for receiver in self._receivers.values()
            ),
            estimate=estimate(valid, age_s),
        )

    def position_stamp(self) -> PositionStamp | None:
        """The place for a record made now, with the age of its fix; None before the first fix."""
        state = self.state()
        fix = state.last_valid
        if fix is None or fix.point is None or state.age_s is None:
            return None
        by_our_clock = self.now() - timedelta(seconds=state.age_s)
        is_dated = fix.time is not None and not fix.date_suspect
        return PositionStamp(
            point=fix.point,
            fixed_at=fix.time if is_dated else by_our_clock,
            age_s=state.age_s,
            accuracy_m=fix.accuracy_m,
            source=fix.source,
        )

    def now(self) -> datetime:
        """The time for a record made now: by GNSS when the PC clock is known to be wrong."""
        correction_ms = self.clock_stamp().correction_ms
        return self._clock.now() - timedelta(milliseconds=correction_ms)

    def monotonic_s(self) -> float:
        """Seconds that never jump; with `now`, the service is the clock of the records."""
        return self._clock.monotonic_s()

    def clock_stamp(self) -> ClockStamp:
        """What is known about the PC clock, for a record made now."""
        return journal.clock_stamp(self.state())

    def _chosen(self) -> _Receiver | None:
        """The chosen receiver; before there is a choice, the first one that says anything."""
        if self._choice.chosen in self._receivers:
            return self._receivers[self._choice.chosen]
        speaking = (receiver for receiver in self._receivers.values() if receiver.newest)
        return next(speaking, None)

    def _reconsider(self) -> None:
        now_mono_s = self._clock.monotonic_s()
        candidates = [
            Candidate(
                name=name,
                valid=receiver.valid,
                valid_age_s=_age_s(receiver.valid, now_mono_s),
                newest_age_s=_age_s(receiver.newest, now_mono_s),
                link=receiver.link.link,
            )
            for name, receiver in self._receivers.items()
        ]
        if self._choice.reconsider(candidates, now_mono_s):
            reason = "" if self._choice.reason is None else self._choice.reason.value
            _log.info("receiver %s is used now: %s", self._choice.chosen, reason)

    def _check_ages(self) -> None:
        self._reconsider()
        if self._summary(self.state()) != self._shown:
            self._announce()

    def _announce(self) -> None:
        state = self.state()
        self._shown = self._summary(state)
        self._bus.publish(PositioningChanged(state=state))

    @staticmethod
    def _summary(state: PositioningState) -> tuple[str | None, Freshness, int]:
        """What must not be out of date on any screen: source, verdict, age in whole seconds."""
        return state.source, state.freshness, int(state.age_s or 0)


def _used(fix: Fix) -> Mapping[Constellation, int]:
    counts: dict[Constellation, int] = {}
    for satellite in fix.satellites:
        if satellite.used:
            counts[satellite.constellation] = counts.get(satellite.constellation, 0) + 1
    return counts


def _as_state(receiver: _Receiver, now_mono_s: float) -> ReceiverState:
    link = receiver.link
    return ReceiverState(
        name=link.source,
        port=link.port,
        baud_bps=link.baud_bps,
        link=link.link,
        holder=link.holder,
        group=link.group,
        rate_hz=1.0 / receiver.period_s if receiver.period_s else None,
        sentence_count=link.sentence_count,
        checksum_errors=link.checksum_errors,
        garbage_bytes=link.garbage_bytes,
        fix=receiver.newest,
        fix_age_s=_age_s(receiver.valid, now_mono_s),
        speed=link.speed,
        device=link.device,
        usb=link.usb,
        peer=link.peer,
    )
