# SPDX-License-Identifier: Apache-2.0
"""How long to wait before trying again: a value, not a timer."""

from dataclasses import dataclass, replace
from typing import Final

_MAX_DOUBLINGS: Final = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Backoff:
    """Doubles from `first_s` to `longest_s` with every failure in a row.

    Attributes:
        first_s: Mean wait after the first failure, seconds.
        longest_s: Mean wait never grows beyond this, seconds.
        failures: Failures in a row.
    """

    first_s: float = 1.0
    longest_s: float = 60.0
    failures: int = 0

    def after_failure(self) -> "Backoff":
        """One more."""
        return replace(self, failures=self.failures + 1)

    def after_success(self) -> "Backoff":
        """From the beginning."""
        return replace(self, failures=0)

    def wait_s(self, chance: float) -> float:
        """Seconds to wait now; zero when the last try succeeded.

        Args:
            chance: Even between 0 and 1; spreads the wait over half to one and a half of its mean,
                so that a whole fleet does not come back in the same instant.
        """
        if self.failures == 0:
            return 0.0
        doublings = min(self.failures - 1, _MAX_DOUBLINGS)
        mean_s = min(self.first_s * (1 << doublings), self.longest_s)
        return min(mean_s * (0.5 + chance), self.longest_s)
