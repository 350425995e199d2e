# SPDX-License-Identifier: Apache-2.0
"""What services announce, and the bus that carries it. Everything happens on the GUI thread."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from command_vehicle.domain.errors import ExpectedError
from command_vehicle.domain.identity import OperationId
from command_vehicle.domain.positioning import Fix, PositioningState
from command_vehicle.domain.sync import SyncState

Event = TypeVar("Event")


@dataclass(frozen=True, slots=True, kw_only=True)
class PositioningChanged:
    """Published at every epoch, and when an age crosses a limit."""

    state: PositioningState


@dataclass(frozen=True, slots=True, kw_only=True)
class FixArrived:
    """Every epoch of the chosen receiver, valid or not, at the receiver's own rate."""

    fix: Fix


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationsAppended:
    """These operations of our own are on disk."""

    ids: tuple[OperationId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineChanged:
    """Entries were added, corrected or retracted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentsChanged:
    """An incident was opened, changed or closed, or another became the current one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourcesChanged:
    """The catalogue or a state changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlansChanged:
    """The library, an activation or a task changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivationsChanged:
    """The plan service has read its activations anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GeofencesChanged:
    """A fence was drawn or removed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryChanged:
    """Some operations went from queued to sent, or from sent to received."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncChanged:
    """The state of a bearer or of the platform changed."""

    state: SyncState


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsChanged:
    """A setting has another value; readers ask the settings service again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """Something expected went wrong and must be shown, calmly, where it matters."""

    subject: str
    error: ExpectedError


class EventBus:
    """Delivers an event to the handlers subscribed to its type, in order of subscription."""

    def __init__(self) -> None:
        self._handlers: dict[type, list[Callable[[Any], None]]] = defaultdict(list)

    def subscribe(
        self, event_type: type[Event], handler: Callable[[Event], None]
    ) -> Callable[[], None]:
        """Call `handler` for every such event; the answer ends the subscription."""
        self._handlers[event_type].append(handler)
        return lambda: self._handlers[event_type].remove(handler)

    def publish(self, event: object) -> None:
        """Deliver now. A handler that raises is a bug and is not hidden."""
        for handler in tuple(self._handlers[type(event)]):
            handler(event)
