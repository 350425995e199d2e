# SPDX-License-Identifier: Apache-2.0
"""Cuts a receiver's sentences into epochs, one `Fix` each.

Theory of operation. GGA, RMC, GNS, GLL, ZDA and GBS carry a UTC time of day; whatever has the same
one (within 10 ms) is one epoch, in any order, and the untimed sentences that follow (GSA, GSV, VTG,
HDT) belong to it. GST may carry the time of an earlier fix and never opens an epoch. A receiver
without a time sends position sentences with an empty one; there a sentence type that comes again
opens the next epoch.

An epoch is *reported* at the earliest of:

(a) a timed sentence with another time;
(b) a short silence: `poll` after `deadline_mono_s`;
(c) the sentence that has ended the last `LEARNED_AFTER` epochs (only when asked for, since a later
    sentence of the same time makes a second report of the same epoch).

A reported epoch stays open: when more of it arrives after all, it is reported once more, complete,
and the receiver's last sentence is learned anew.
"""

from collections import Counter, deque
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from statistics import median

from command_vehicle.domain.positioning import Fix
from command_vehicle.protocols.nmea.dates import DayKeeper
from command_vehicle.protocols.nmea.epoch import SAME_TIME_S, Epoch, compose
from command_vehicle.protocols.nmea.fields import seconds_between
from command_vehicle.protocols.nmea.plausibility import FixGuard
from command_vehicle.protocols.nmea.sentences import (
    ActiveSatellites,
    DateAndTime,
    ErrorEstimate,
    Heading,
    PositionSentence,
    ReceiverText,
    SatellitesInView,
    Sentence,
    Velocity,
)
from command_vehicle.protocols.nmea.sky import Sky

EARLIEST_DATE = date(2026, 1, 1)
"""The program is not older than this; a receiver that gives an earlier date has its weeks wrong."""
REOPENED_EPOCHS = 3
"""So many epochs back a late or repeated sentence still finds its own."""
GST_MAX_DISTANCE_S = 1.0
LEARNED_AFTER = 5
SILENCE_PERIODS = 0.25
MIN_SILENCE_S = 0.05
DEFAULT_PERIOD_S = 1.0
MAX_PERIOD_S = 10.0
PERIOD_WINDOW = 5

EnderKey = tuple[str, str | int | None, bool]


class EpochAssembler:
    """Sentences of one receiver in, fixes out. It has no clock: the caller stamps arrival."""

    def __init__(
        self, source: str, *, learns_last: bool = True, earliest_date: date = EARLIEST_DATE
    ) -> None:
        self._source = source
        self._learns_last = learns_last
        self._earliest_date = earliest_date
        self._sky = Sky()
        self._days = DayKeeper()
        self._guard = FixGuard()
        self._epoch: Epoch | None = None
        self._recent: deque[Epoch] = deque(maxlen=REOPENED_EPOCHS)
        self._is_reported = False
        self._seen: Counter[EnderKey] = Counter()
        self._latest: EnderKey | None = None
        self._ender: EnderKey | None = None
        self._ender_hits = 0
        self._last_tod_s: float | None = None
        self._periods_s: list[float] = []
        self._arrived_mono_s = 0.0

    @property
    def period_s(self) -> float:
        """Usual distance of this receiver's epochs."""
        return median(self._periods_s) if self._periods_s else DEFAULT_PERIOD_S

    def feed(self, sentences: Iterable[Sentence], arrival_mono_s: float) -> list[Fix]:
        """Fixes that these sentences complete."""
        fixes: list[Fix] = []
        self._arrived_mono_s = arrival_mono_s
        for sentence in sentences:
            self._guard.note_sentence()
            if not isinstance(sentence, ReceiverText):
                self._take(sentence, fixes)
        return fixes

    def note_damage(self) -> None:
        """A checksum failed: for a while, fixes have to be believable."""
        self._guard.note_damage()

    def touch(self, arrival_mono_s: float) -> None:
        """Bytes arrive that complete no sentence yet: this is no silence."""
        self._arrived_mono_s = arrival_mono_s

    def deadline_mono_s(self) -> float | None:
        """When silence ends the open epoch; None when nothing waits to be reported."""
        if self._epoch is None or self._is_reported or not self._epoch.positions:
            return None
        return self._arrived_mono_s + max(MIN_SILENCE_S, SILENCE_PERIODS * self.period_s)

    def poll(self, now_mono_s: float) -> list[Fix]:
        """Report the open epoch if it has been silent for long enough."""
        deadline = self.deadline_mono_s()
        return self.flush() if deadline is not None and now_mono_s >= deadline else []

    def flush(self) -> list[Fix]:
        """Report the open epoch now: nothing more will come."""
        fixes: list[Fix] = []
        self._report(fixes)
        return fixes

    def _take(self, sentence: Sentence, fixes: list[Fix]) -> None:
        if self._opens_epoch(sentence):
            self._learn_last()
            self._report(fixes)
            self._open(sentence)
        if self._epoch is None:
            if isinstance(sentence, SatellitesInView):
                self._sky.see(sentence, None)
            return
        self._add(sentence, self._epoch)
        self._note_order(sentence, fixes)

    def _opens_epoch(self, sentence: Sentence) -> bool:
        if isinstance(sentence, PositionSentence):
            if sentence.tod_s is None:
                return self._epoch is None or sentence.address in self._epoch.positions
        elif not (
            isinstance(sentence, DateAndTime)
            or (isinstance(sentence, ErrorEstimate) and sentence.address.endswith("GBS"))
        ):
            return False
        if sentence.tod_s is None:
            return False
        return self._epoch is None or not self._epoch.is_at(sentence.tod_s)

    def _open(self, sentence: Sentence) -> None:
        tod_s = sentence.tod_s if isinstance(sentence, _TIMED) else None
        if self._epoch is not None:
            self._recent.append(self._epoch)
        known = (epoch for epoch in self._recent if epoch.is_at(tod_s))
        self._epoch = next(known, None) or Epoch(
            tod_s=tod_s,
            started_mono_s=self._arrived_mono_s,
            arrived_mono_s=self._arrived_mono_s,
        )
        self._is_reported = False
        self._seen.clear()
        self._latest = None
        self._sky.begin_epoch()

    def _add(self, sentence: Sentence, epoch: Epoch) -> None:
        epoch.arrived_mono_s = self._arrived_mono_s
        if isinstance(sentence, PositionSentence):
            self._add_position(sentence, epoch)
        elif isinstance(sentence, DateAndTime):
            self._learn_date(sentence.day, sentence.tod_s)
        elif isinstance(sentence, ErrorEstimate):
            _add_error(sentence, epoch)
        elif isinstance(sentence, Velocity):
            epoch.velocity = sentence
        elif isinstance(sentence, ActiveSatellites):
            epoch.add_active(sentence)
            self._sky.use(sentence)
        elif isinstance(sentence, SatellitesInView):
            self._sky.see(sentence, epoch.tod_s)
        elif isinstance(sentence, Heading):
            epoch.heading_true_deg = sentence.heading_true_deg

    def _add_position(self, sentence: PositionSentence, epoch: Epoch) -> None:
        """An untimed sentence in a timed epoch says nothing about that instant."""
        if sentence.tod_s is not None or epoch.tod_s is None:
            epoch.positions[sentence.address] = sentence
            epoch.unfamiliar.discard(sentence.address)
            if not self._guard.is_familiar(sentence):
                epoch.unfamiliar.add(sentence.address)
        self._learn_date(sentence.day, sentence.tod_s)

    def _learn_date(self, day: date | None, tod_s: float | None) -> None:
        if day is not None and tod_s is not None:
            self._days.learn(day, tod_s, is_doubtful=self._guard.is_noisy)

    def _note_order(self, sentence: Sentence, fixes: list[Fix]) -> None:
        """Whether this is the sentence that usually ends an epoch, or one that came too late."""
        key = self._key(sentence)
        self._latest = key
        if self._is_reported:
            self._is_reported = False
            self._ender_hits = 0
        elif self._learns_last and self._ender_hits >= LEARNED_AFTER and key == self._ender:
            self._report(fixes)

    def _key(self, sentence: Sentence) -> EnderKey:
        """Type, which of several alike, and whether it completes a series."""
        if isinstance(sentence, SatellitesInView):
            return sentence.address, sentence.signal_id, sentence.number == sentence.total
        kind = (sentence.address, None, False)
        self._seen[kind] += 1
        return sentence.address, self._seen[kind], False

    def _learn_last(self) -> None:
        if self._epoch is None or not self._epoch.positions:
            return
        if self._latest == self._ender:
            self._ender_hits += 1
        else:
            self._ender, self._ender_hits = self._latest, 1

    def _report(self, fixes: list[Fix]) -> None:
        epoch = self._epoch
        if epoch is None or self._is_reported or not epoch.positions:
            return
        self._is_reported = True
        self._learn_period(epoch.tod_s)
        day = None
        if epoch.tod_s is not None:
            day = self._days.day_of(epoch.tod_s)
            self._days.advance(epoch.tod_s)
        witnesses = epoch.witnesses()
        satellites = self._sky.satellites(epoch.tod_s)
        fix = compose(epoch, witnesses, source=self._source, day=day, satellites=satellites)
        fixes += self._guard.admit(
            replace(fix, date_suspect=day is not None and day < self._earliest_date),
            [sentence.point for sentence in witnesses if sentence.point is not None],
            is_familiar=all(sentence.address not in epoch.unfamiliar for sentence in witnesses),
            period_s=self.period_s,
        )

    def _learn_period(self, tod_s: float | None) -> None:
        if tod_s is not None and self._last_tod_s is not None:
            step_s = seconds_between(self._last_tod_s, tod_s)
            if SAME_TIME_S < step_s <= MAX_PERIOD_S:
                self._periods_s = [*self._periods_s[-PERIOD_WINDOW + 1 :], step_s]
        self._last_tod_s = tod_s


_TIMED = (PositionSentence, DateAndTime, ErrorEstimate)


def _add_error(sentence: ErrorEstimate, epoch: Epoch) -> None:
    if sentence.tod_s is None or epoch.tod_s is None:
        return
    if abs(seconds_between(epoch.tod_s, sentence.tod_s)) <= GST_MAX_DISTANCE_S:
        epoch.errors[sentence.basis] = sentence
