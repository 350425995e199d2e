# SPDX-License-Identifier: Apache-2.0
"""The calendar day of an epoch, for sentences that carry a time of day alone."""

from datetime import date, timedelta

from command_vehicle.protocols.nmea.fields import SECONDS_PER_DAY

ONE_DAY = timedelta(days=1)
LATE_S = 600.0


class DayKeeper:
    """Remembers the last date that RMC or ZDA gave, and rolls it over at midnight.

    Two-digit years and week numbers of ten bits make receivers lie about the date: 22 August 1999
    is 7 April 2019 on a receiver 1024 weeks behind. Such a date is kept as it came; whoever uses
    the fix sees `date_suspect`.
    """

    def __init__(self) -> None:
        self._day: date | None = None
        self._tod_s = 0.0
        self._unconfirmed: date | None = None

    def learn(self, day: date, tod_s: float, *, is_doubtful: bool) -> None:
        """Take a date; on a damaged line an unexpected one has to come twice."""
        expected = self.day_of(tod_s)
        if is_doubtful and expected is not None and day not in {expected, self._unconfirmed}:
            self._unconfirmed = day
            return
        self._unconfirmed = None
        self._day, self._tod_s = day, tod_s

    def day_of(self, tod_s: float) -> date | None:
        """The day on which this time of day falls; None while no date has been heard.

        Falling by more than half a day is midnight; rising by nearly a whole one is a sentence
        from before midnight that came late.
        """
        if self._day is None:
            return None
        step_s = tod_s - self._tod_s
        if step_s < -SECONDS_PER_DAY / 2:
            return self._day + ONE_DAY
        return self._day - ONE_DAY if step_s > SECONDS_PER_DAY - LATE_S else self._day

    def advance(self, tod_s: float) -> None:
        """An epoch of this time of day has been reported."""
        if self._day is not None:
            self._day, self._tod_s = self.day_of(tod_s), tod_s
