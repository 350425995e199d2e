# SPDX-License-Identifier: Apache-2.0
"""The nearest named place in words, cheap enough to be asked at every epoch."""

from typing import Final

from command_vehicle.domain.geodesy import GeoPoint, bearing_true_deg, distance_m
from command_vehicle.domain.maps import Place  # noqa: TC001
from command_vehicle.services.maps.service import MapService
from command_vehicle.ui.frame.strip_words import NearestPlace
from command_vehicle.ui.translation import SOURCE_LANGUAGE

LOOK_AGAIN_AFTER_M: Final = 100.0
"""Travel after which another place may be the nearest one."""


class Nearby:
    """Remembers the place it found and looks again only after the vehicle has moved on."""

    def __init__(self, maps: MapService, language: str) -> None:
        self._maps = maps
        self._is_chinese = language == SOURCE_LANGUAGE
        self._looked_at: GeoPoint | None = None
        self._place: Place | None = None

    def nearest(self, point: GeoPoint) -> NearestPlace | None:
        """The nearest settlement, with distance and bearing from there to `point`."""
        looked_at = self._looked_at
        if looked_at is None or distance_m(looked_at, point) > LOOK_AGAIN_AFTER_M:
            self._looked_at = point
            self._place = self._maps.nearest_settlement(point)
        place = self._place
        if place is None:
            return None
        return NearestPlace(
            name=place.name_zh if self._is_chinese else place.name_en or place.name_zh,
            distance_m=distance_m(place.point, point),
            bearing_true_deg=bearing_true_deg(place.point, point),
        )
