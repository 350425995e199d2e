# SPDX-License-Identifier: Apache-2.0
"""Maps 底图: which packs there are, what a view shows, and where a name lies."""

from collections.abc import Callable
from datetime import timedelta
from typing import Final, Protocol

from command_vehicle.domain.errors import ExpectedError
from command_vehicle.domain.geodesy import GeoBox, GeoPoint, distance_m
from command_vehicle.domain.maps import MapPack, MapPicture, MapView, Place, RefusedPack
from command_vehicle.domain.web_mercator import TileAddress
from command_vehicle.services.events import EventBus, Trouble
from command_vehicle.services.journal import Failed, ignore
from command_vehicle.services.maps.picture import picture
from command_vehicle.services.ports import Clock, StoreRunner
from command_vehicle.services.resources.around import box_around

TROUBLE_SUBJECT: Final = "maps"
MAX_PLACES: Final = 12
NEAREST_WITHIN_M: Final = 30_000.0
DEFAULT_TRACK_SPAN: Final = timedelta(hours=12)


class MapPacks(Protocol):
    """The packs of this installation."""

    def packs(self) -> tuple[MapPack, ...]:
        """Packs that can be shown, the lowest first."""
        ...

    def refused(self) -> tuple[RefusedPack, ...]:
        """Files that were refused, with the reason."""
        ...

    def places(self, text: str, limit: int) -> tuple[Place, ...]:
        """Names that contain `text`, the most fitting first."""
        ...

    def settlements(self, box: GeoBox) -> tuple[Place, ...]:
        """Towns and villages in a box."""
        ...

    def tile(self, key: str, wanted: TileAddress) -> tuple[TileAddress, bytes] | None:
        """A tile or the nearest one above it."""
        ...


class MapService:
    """Use cases of the map. `packs` belongs to the thread the service is used on."""

    def __init__(
        self,
        runner: StoreRunner,
        bus: EventBus,
        clock: Clock,
        packs: MapPacks,
        *,
        track_span: Callable[[], timedelta] = lambda: DEFAULT_TRACK_SPAN,
    ) -> None:
        self._runner = runner
        self._bus = bus
        self._clock = clock
        self._track_span = track_span
        self.packs: Final = packs

    def look(
        self,
        view: MapView,
        then: Callable[[MapPicture], None],
        failed: Failed = ignore,
        *,
        apart: str = "",
    ) -> None:
        """What this view shows of the catalogue and of our own track.

        The resource with the code `apart` is shown by itself whatever lies around it.
        """
        since = self._clock.now() - self._track_span()

        def report(error: ExpectedError) -> None:
            self._bus.publish(Trouble(subject=TROUBLE_SUBJECT, error=error))
            failed(error)

        self._runner.submit(lambda store: picture(store, view, since, apart), then, report)

    def places(self, text: str) -> tuple[Place, ...]:
        """Where a name lies, by the packs."""
        return self.packs.places(text.strip(), MAX_PLACES)

    def nearest_settlement(self, point: GeoPoint) -> Place | None:
        """The nearest town or village with a name, within `NEAREST_WITHIN_M`."""
        near = self.packs.settlements(box_around(point, NEAREST_WITHIN_M))
        return min(near, key=lambda place: distance_m(place.point, point), default=None)
