# SPDX-License-Identifier: Apache-2.0
"""Disk 磁盘: says in good time that space is running out."""

from collections.abc import Callable
from typing import Final

from command_vehicle.domain.errors import ErrorCode, StoreError
from command_vehicle.services.events import EventBus, Trouble
from command_vehicle.services.ports import Ticker

TROUBLE_SUBJECT: Final = "disk"

_LOOK_S: Final = 30.0


class DiskWatch:
    """Looks every half minute; speaks when space falls below the limit, and at each half of that.

    Args:
        bus: Where it speaks.
        ticker: Calls it.
        free_mib: Free space for this user where the record lies; None when nobody knows.
        limit_mib: The setting.
    """

    def __init__(
        self,
        bus: EventBus,
        ticker: Ticker,
        free_mib: Callable[[], int | None],
        limit_mib: Callable[[], int],
    ) -> None:
        self._bus = bus
        self._free_mib = free_mib
        self._limit_mib = limit_mib
        self._told_mib: int | None = None
        self.stop = ticker.every(_LOOK_S, self.look)

    def look(self) -> None:
        """Look now."""
        free_mib = self._free_mib()
        if free_mib is None or free_mib >= self._limit_mib():
            self._told_mib = None
        elif self._told_mib is None or (
            free_mib < self._told_mib and free_mib <= self._told_mib // 2
        ):
            self._told_mib = free_mib
            error = StoreError(ErrorCode.DISK_LOW, free_mib=free_mib)
            self._bus.publish(Trouble(subject=TROUBLE_SUBJECT, error=error))
