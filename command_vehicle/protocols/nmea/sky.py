# SPDX-License-Identifier: Apache-2.0
"""The sky of one receiver: newest word on every satellite, put together from GSV and GSA.

A GSV series is one talker and one signal, in several sentences; series of different signals repeat
the same satellites, and some receivers spread a series over several epochs. A satellite stays until
a whole newer series came without it, or until its series has been silent for `FORGET_AFTER_S`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from command_vehicle.domain.positioning import Satellite
from command_vehicle.protocols.nmea.fields import seconds_between
from command_vehicle.protocols.nmea.satellites import SatelliteKey
from command_vehicle.protocols.nmea.sentences import ActiveSatellites, SatellitesInView

FORGET_AFTER_S = 15.0

SeriesKey = tuple[str, str | None, str | None]


@dataclass(slots=True)
class _Series:
    """The last whole series of one talker and signal, and the one that is coming in.

    A series counts once all its sentences have come in order: half a series says nothing about
    the other half.
    """

    heard_tod_s: float | None = None
    complete: dict[SatelliteKey, Satellite] = field(default_factory=dict)
    growing: dict[SatelliteKey, Satellite] = field(default_factory=dict)
    received: int = 0

    def add(self, sentence: SatellitesInView) -> None:
        """Take the next sentence; one out of order ends the series that was coming in."""
        if sentence.number == 1:
            self.growing, self.received = {}, 0
        if sentence.number != self.received + 1:
            self.received = 0
            return
        self.received = sentence.number
        for satellite in sentence.satellites:
            self.growing[satellite.constellation, satellite.svid] = satellite
        if sentence.number == sentence.total:
            self.complete, self.growing, self.received = self.growing, {}, 0


class Sky:
    """Collects GSV and GSA. Times are UTC seconds of the day."""

    def __init__(self) -> None:
        self._series: dict[SeriesKey, _Series] = {}
        self._used: set[SatelliteKey] = set()
        self._used_is_of_this_epoch = False

    def begin_epoch(self) -> None:
        """From now on the first GSA replaces what was used before; the next ones add to it."""
        self._used_is_of_this_epoch = False

    def see(self, sentence: SatellitesInView, tod_s: float | None) -> None:
        """Take one sentence of a series."""
        key = (sentence.address, sentence.signal_id, sentence.system_id)
        series = self._series.setdefault(key, _Series())
        series.heard_tod_s = tod_s
        series.add(sentence)

    def use(self, sentence: ActiveSatellites) -> None:
        """Take one GSA; there may be one per constellation."""
        if not self._used_is_of_this_epoch:
            self._used.clear()
            self._used_is_of_this_epoch = True
        self._used.update(sentence.used)

    def satellites(self, tod_s: float | None) -> tuple[Satellite, ...]:
        """Everything in view, by constellation and number, the strongest signal of each."""
        self._forget(tod_s)
        best: dict[SatelliteKey, Satellite] = {}
        for series in self._series.values():
            _merge(best, series.complete.values())
        return tuple(
            replace(best[key], used=True) if key in self._used else best[key]
            for key in sorted(best)
        )

    def _forget(self, tod_s: float | None) -> None:
        for key, series in tuple(self._series.items()):
            if tod_s is None or series.heard_tod_s is None:
                continue
            if abs(seconds_between(series.heard_tod_s, tod_s)) > FORGET_AFTER_S:
                del self._series[key]


def _merge(best: dict[SatelliteKey, Satellite], satellites: Iterable[Satellite]) -> None:
    for satellite in satellites:
        key = (satellite.constellation, satellite.svid)
        known = best.get(key)
        best[key] = satellite if known is None else _join(known, satellite)


def _join(known: Satellite, other: Satellite) -> Satellite:
    """The same satellite on two signals: its place from either, the stronger signal."""
    strengths = [
        satellite.cn0_dbhz for satellite in (known, other) if satellite.cn0_dbhz is not None
    ]
    return replace(
        known,
        elevation_deg=known.elevation_deg if other.elevation_deg is None else other.elevation_deg,
        azimuth_deg=known.azimuth_deg if other.azimuth_deg is None else other.azimuth_deg,
        cn0_dbhz=max(strengths, default=None),
    )
