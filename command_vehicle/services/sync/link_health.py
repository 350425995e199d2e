# SPDX-License-Identifier: Apache-2.0
"""What is known about one link, and when it will be tried next. Offline is a state, not an error.

States and what moves them:

```
           first try        answer                    no answer        no answer
OFF ──────▶ DOUBTFUL ──────▶ UP ──▶ (answer late) ──▶ DOUBTFUL ──────▶ DOWN ──┐
 ▲  enrolled                  ▲                           │  answer       │ backoff 1 → 60 s
 └── not enrolled             └───────────────────────────┴───────────────┘
```
Ages are taken by the monotonic clock: a wall clock that jumps cannot make a dead link look alive.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final

from command_vehicle.domain.sync import BearerHealth, BearerKind, BearerState
from command_vehicle.services.sync.backoff import Backoff

LATE_ANSWER_S: Final = 5.0
"""A request without an answer for this long makes the link doubtful."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkHealth:
    """One link to the platform.

    Attributes:
        kind: What carries it.
        is_configured: Whether there is anybody to talk to.
        backoff: Failures in a row.
        last_success_at: Wall time of the last answer, UTC.
        last_success_mono_s: The same by the monotonic clock.
        asked_mono_s: When the request in hand was sent; None while there is none.
        next_try_mono_s: When to try next if nothing else gives a reason.
        held_until_mono_s: The platform asked not to be disturbed before.
        error: Code of the last failure, see `ErrorCode`; None after an answer.
    """

    kind: BearerKind
    is_configured: bool = False
    backoff: Backoff = field(default_factory=Backoff)
    last_success_at: datetime | None = None
    last_success_mono_s: float | None = None
    asked_mono_s: float | None = None
    next_try_mono_s: float = 0.0
    held_until_mono_s: float = 0.0
    error: str | None = None

    @property
    def is_answering(self) -> bool:
        """The last try was answered."""
        return self.last_success_mono_s is not None and self.backoff.failures == 0

    def unconfigured(self, next_look_mono_s: float) -> "LinkHealth":
        """There is nobody to talk to; look again later."""
        return LinkHealth(kind=self.kind, next_try_mono_s=next_look_mono_s)

    def asked(self, mono_s: float) -> "LinkHealth":
        """A request is on its way."""
        return replace(self, is_configured=True, asked_mono_s=mono_s)

    def answered(self, at: datetime, mono_s: float, next_try_mono_s: float) -> "LinkHealth":
        """The platform answered."""
        return replace(
            self,
            backoff=self.backoff.after_success(),
            last_success_at=at,
            last_success_mono_s=mono_s,
            asked_mono_s=None,
            next_try_mono_s=next_try_mono_s,
            held_until_mono_s=0.0,
            error=None,
        )

    def told_to_wait(self, at: datetime, mono_s: float, wait_s: float) -> "LinkHealth":
        """The platform answered that it has no time now."""
        until_s = mono_s + wait_s
        return replace(self.answered(at, mono_s, until_s), held_until_mono_s=until_s)

    def failed(self, error: str, mono_s: float, chance: float) -> "LinkHealth":
        """There was no answer, or none that counts."""
        backoff = self.backoff.after_failure()
        return replace(
            self,
            backoff=backoff,
            asked_mono_s=None,
            next_try_mono_s=mono_s + backoff.wait_s(chance),
            error=error,
        )

    def postponed(self, next_try_mono_s: float) -> "LinkHealth":
        """What was going on came to nothing, through no fault of the link."""
        return replace(self, asked_mono_s=None, next_try_mono_s=next_try_mono_s)

    def due(self, mono_s: float) -> "LinkHealth":
        """A person wants it tried at once, whatever was planned."""
        return replace(self, next_try_mono_s=mono_s, held_until_mono_s=0.0)

    def may_start(self, mono_s: float) -> bool:
        """Whether news may go out at once: the link answers and nobody asked us to wait."""
        return self.is_answering and mono_s >= self.held_until_mono_s

    def health(self, mono_s: float) -> BearerHealth:
        """As a person must see it."""
        if not self.is_configured:
            return BearerHealth.OFF
        if self.backoff.failures > 1:
            return BearerHealth.DOWN
        is_late = self.asked_mono_s is not None and mono_s - self.asked_mono_s > LATE_ANSWER_S
        return BearerHealth.UP if self.is_answering and not is_late else BearerHealth.DOUBTFUL

    def state(self, mono_s: float, queued: int) -> BearerState:
        """For the strip and the Sync page."""
        age_s = None if self.last_success_mono_s is None else mono_s - self.last_success_mono_s
        waits = self.is_configured and self.backoff.failures > 0 and self.asked_mono_s is None
        return BearerState(
            kind=self.kind,
            health=self.health(mono_s),
            last_success_at=self.last_success_at,
            last_success_age_s=age_s,
            retry_in_s=max(0.0, self.next_try_mono_s - mono_s) if waits else None,
            queued=queued,
            error=self.error,
        )
