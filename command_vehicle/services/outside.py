# SPDX-License-Identifier: Apache-2.0
"""Notices what another process of this vehicle has written, for example a command in a terminal."""

from collections.abc import Callable
from typing import Final

from command_vehicle.domain.errors import ErrorCode, ExpectedError
from command_vehicle.services.events import (
    EventBus,
    GeofencesChanged,
    IncidentsChanged,
    OperationsAppended,
    PlansChanged,
    ResourcesChanged,
    TimelineChanged,
    Trouble,
)
from command_vehicle.services.ports import StoreRunner, Ticker

TROUBLE_SUBJECT: Final = "store"

_LOOK_S: Final = 1.0
_CHANGES: Final = (
    TimelineChanged,
    IncidentsChanged,
    ResourcesChanged,
    PlansChanged,
    GeofencesChanged,
)


class OutsideWatch:
    """Asks the store once a second, and has every screen read anew when somebody else wrote.

    A store that does not answer is reported once, until it answers again or says something else.
    """

    def __init__(
        self,
        runner: StoreRunner,
        bus: EventBus,
        ticker: Ticker,
        on_change: Callable[[], None],
    ) -> None:
        self._runner = runner
        self._bus = bus
        self._on_change = on_change
        self._is_asking = False
        self._told: ErrorCode | None = None
        self.stop = ticker.every(_LOOK_S, self._look)

    def _look(self) -> None:
        if self._is_asking:
            return
        self._is_asking = True
        self._runner.submit(lambda store: store.outside_changes(), self._answered, self._failed)

    def _answered(self, has_changed: bool) -> None:  # noqa: FBT001 the store's answer as it comes
        self._is_asking = False
        self._told = None
        if not has_changed:
            return
        self._on_change()
        self._bus.publish(OperationsAppended(ids=()))
        for event in _CHANGES:
            self._bus.publish(event())

    def _failed(self, error: ExpectedError) -> None:
        self._is_asking = False
        if error.code is not self._told:
            self._told = error.code
            self._bus.publish(Trouble(subject=TROUBLE_SUBJECT, error=error))
