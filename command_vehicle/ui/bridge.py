# SPDX-License-Identifier: Apache-2.0
"""The only place where events of the services become Qt signals."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, Signal

from command_vehicle.services.events import (
    ActivationsChanged,
    DeliveryChanged,
    EventBus,
    FixArrived,
    IncidentsChanged,
    PlansChanged,
    PositioningChanged,
    ResourcesChanged,
    SyncChanged,
    TimelineChanged,
    Trouble,
)
from command_vehicle.services.ports import Ticker

_SECOND_S: Final = 1.0
_Ending = Callable[[], None]


class UiBridge(QObject):
    """Says on the GUI thread what the services announce.

    Signals:
        positioning_changed (PositioningState): At every epoch, and when an age crosses a limit.
        fix_arrived (Fix): Every epoch of the chosen receiver.
        timeline_changed: Entries were added or amended.
        incidents_changed: An incident changed, or another became the current one.
        resources_changed: The catalogue or a state changed.
        plans_changed: The library, an activation or a task changed.
        activations_changed: The plan service has read its activations anew.
        delivery_changed: Some records have come further.
        sync_changed (SyncState): A bearer or the platform changed.
        trouble (Trouble): Something expected went wrong.
        second_ticked: Once a second, for ages and clocks.
    """

    positioning_changed = Signal(object)
    fix_arrived = Signal(object)
    timeline_changed = Signal()
    incidents_changed = Signal()
    resources_changed = Signal()
    plans_changed = Signal()
    activations_changed = Signal()
    delivery_changed = Signal()
    sync_changed = Signal(object)
    trouble = Signal(object)
    second_ticked = Signal()

    def __init__(self, events: EventBus, ticker: Ticker, parent: QObject | None = None) -> None:
        """Begin to relay at once; `stop` ends it."""
        super().__init__(parent)
        self._endings: list[_Ending] = [
            events.subscribe(PositioningChanged, self._on_positioning_changed),
            events.subscribe(FixArrived, self._on_fix_arrived),
            events.subscribe(TimelineChanged, self._on_timeline_changed),
            events.subscribe(IncidentsChanged, self._on_incidents_changed),
            events.subscribe(ResourcesChanged, self._on_resources_changed),
            events.subscribe(PlansChanged, self._on_plans_changed),
            events.subscribe(ActivationsChanged, self._on_activations_changed),
            events.subscribe(DeliveryChanged, self._on_delivery_changed),
            events.subscribe(SyncChanged, self._on_sync_changed),
            events.subscribe(Trouble, self._on_trouble),
            ticker.every(_SECOND_S, self._on_second),
        ]

    def stop(self) -> None:
        """Relay nothing any more."""
        while self._endings:
            self._endings.pop()()

    def _on_positioning_changed(self, event: PositioningChanged) -> None:
        self.positioning_changed.emit(event.state)

    def _on_fix_arrived(self, event: FixArrived) -> None:
        self.fix_arrived.emit(event.fix)

    def _on_timeline_changed(self, _event: TimelineChanged) -> None:
        self.timeline_changed.emit()

    def _on_incidents_changed(self, _event: IncidentsChanged) -> None:
        self.incidents_changed.emit()

    def _on_resources_changed(self, _event: ResourcesChanged) -> None:
        self.resources_changed.emit()

    def _on_plans_changed(self, _event: PlansChanged) -> None:
        self.plans_changed.emit()

    def _on_activations_changed(self, _event: ActivationsChanged) -> None:
        self.activations_changed.emit()

    def _on_delivery_changed(self, _event: DeliveryChanged) -> None:
        self.delivery_changed.emit()

    def _on_sync_changed(self, event: SyncChanged) -> None:
        self.sync_changed.emit(event.state)

    def _on_trouble(self, event: Trouble) -> None:
        self.trouble.emit(event)

    def _on_second(self) -> None:
        self.second_ticked.emit()
