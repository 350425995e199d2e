# SPDX-License-Identifier: Apache-2.0
"""The clocks of this machine. The one place that reads them."""

import time
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Final

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


class SystemClock:
    """Implements `services.ports.Clock`. May be used from any thread."""

    def now(self) -> datetime:
        """Wall time, aware UTC, by the PC clock."""
        return _EPOCH + timedelta(microseconds=time.time_ns() // 1000)

    def monotonic_s(self) -> float:
        """Seconds that never jump; a time spent asleep may or may not count."""
        return time.monotonic()

    def zone(self) -> tzinfo:
        """The zone of this computer, with the offset in force now."""
        return self.now().astimezone().tzinfo or UTC
