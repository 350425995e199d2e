# SPDX-License-Identifier: Apache-2.0
"""Which of several receivers to believe.

The chosen one stays chosen while it is good. It is left at once when it has lost its fix or fallen
silent and another has one; it is left for a better one only after that has been better for
`STEADY_S` without a break, so that two receivers of one quality do not take turns.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from command_vehicle.domain.positioning import Fix, FixQuality, LinkState, SourceReason

USABLE_AGE_S = 2.5
"""A receiver whose newest valid fix is older is left if another has a newer one."""
STEADY_S = 10.0
MUCH_BETTER = 0.5
"""Half the error is better, a little less is not."""

_RANK = {
    FixQuality.RTK_FIXED: 5,
    FixQuality.RTK_FLOAT: 4,
    FixQuality.PPS: 3,
    FixQuality.DIFFERENTIAL: 3,
    FixQuality.AUTONOMOUS: 2,
    FixQuality.ESTIMATED: 1,
}
"""Positions that were typed in or simulated rank lowest."""
_DOWN = frozenset({LinkState.OFF, LinkState.BUSY, LinkState.DENIED, LinkState.GONE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A receiver at this moment.

    Attributes:
        name: Its name.
        valid: Newest epoch with a position.
        valid_age_s: Age of that epoch.
        newest_age_s: Age of the newest epoch of any kind; None when there has been none.
        link: State of its port.
    """

    name: str
    valid: Fix | None
    valid_age_s: float | None
    newest_age_s: float | None
    link: LinkState

    @property
    def is_usable(self) -> bool:
        """Whether it says now where we are."""
        return self.valid_age_s is not None and self.valid_age_s <= USABLE_AGE_S


class ReceiverChoice:
    """Remembers the choice and what speaks against it."""

    def __init__(self) -> None:
        self.chosen: str | None = None
        self.reason: SourceReason | None = None
        self._challenger: str | None = None
        self._challenging_since_mono_s = 0.0

    def reconsider(self, candidates: Sequence[Candidate], now_mono_s: float) -> bool:
        """Choose anew if need be; `candidates` in the order a person ranked them.

        Returns:
            Whether another receiver is chosen now.
        """
        by_name = {candidate.name: candidate for candidate in candidates}
        present = by_name.get(self.chosen) if self.chosen is not None else None
        order = {candidate.name: place for place, candidate in enumerate(candidates)}
        usable = [candidate for candidate in candidates if candidate.is_usable]
        if present is None or not present.is_usable:
            return self._replace(present, usable, order)
        return self._challenge(present, usable, order, now_mono_s)

    def _replace(
        self, present: Candidate | None, usable: list[Candidate], order: Mapping[str, int]
    ) -> bool:
        if not usable:
            return False
        best = min(usable, key=lambda candidate: _merit(candidate, order))
        self._choose(best.name, SourceReason.FIRST_FIX if present is None else _failure(present))
        return True

    def _challenge(
        self,
        present: Candidate,
        usable: list[Candidate],
        order: Mapping[str, int],
        now_mono_s: float,
    ) -> bool:
        better = [
            candidate for candidate in usable if _why_better(candidate, present, order) is not None
        ]
        best = min(better, key=lambda candidate: _merit(candidate, order), default=None)
        if best is None:
            self._challenger = None
            return False
        if best.name != self._challenger:
            self._challenger, self._challenging_since_mono_s = best.name, now_mono_s
        if now_mono_s - self._challenging_since_mono_s < STEADY_S:
            return False
        self._choose(best.name, _why_better(best, present, order) or SourceReason.BETTER)
        return True

    def _choose(self, name: str, reason: SourceReason) -> None:
        self.chosen, self.reason, self._challenger = name, reason, None


def _quality_rank(candidate: Candidate) -> int:
    quality = None if candidate.valid is None else candidate.valid.quality
    return _RANK[FixQuality.AUTONOMOUS] if quality is None else _RANK.get(quality, 0)


def _accuracy_m(candidate: Candidate) -> float:
    accuracy_m = None if candidate.valid is None else candidate.valid.accuracy_m
    return math.inf if accuracy_m is None else accuracy_m


def _merit(candidate: Candidate, order: Mapping[str, int]) -> tuple[int, int, float]:
    return -_quality_rank(candidate), order[candidate.name], _accuracy_m(candidate)


def _failure(present: Candidate) -> SourceReason:
    if present.link in _DOWN:
        return SourceReason.LINK_DOWN
    is_silent = present.newest_age_s is None or present.newest_age_s > USABLE_AGE_S
    return SourceReason.SILENT if is_silent else SourceReason.FIX_LOST


def _why_better(
    candidate: Candidate, present: Candidate, order: Mapping[str, int]
) -> SourceReason | None:
    if candidate.name == present.name:
        return None
    gain = _quality_rank(candidate) - _quality_rank(present)
    if gain > 0:
        return SourceReason.BETTER
    if gain < 0:
        return None
    if _accuracy_m(candidate) < MUCH_BETTER * _accuracy_m(present):
        return SourceReason.BETTER
    is_as_accurate = not _accuracy_m(present) < MUCH_BETTER * _accuracy_m(candidate)
    ranks_first = order[candidate.name] < order[present.name]
    return SourceReason.RETURNED if ranks_first and is_as_accurate else None
