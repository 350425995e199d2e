# SPDX-License-Identifier: Apache-2.0
"""What one view of the map shows: asked of the store in one go, at a cost that stays flat.

A view with few resources reads them and groups them by the pixel. A view with many lets the store
count them on a grid first, so that ten and a million take about as long.
"""

import math
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from command_vehicle.domain.geodesy import MEAN_EARTH_RADIUS_M, GeoBox, GeoPoint
from command_vehicle.domain.maps import MapPicture, MapView
from command_vehicle.domain.plane import simplify
from command_vehicle.domain.resources import ResourceFilter, ResourceState
from command_vehicle.domain.track import TrackPoint
from command_vehicle.domain.web_mercator import TILE_SIDE_PX, to_geo, to_world
from command_vehicle.services.maps.clustering import REACH_PX, as_cell, group
from command_vehicle.services.ports import PageOf, Store

MAX_READ: Final = 1_500
"""More resources than this in a view are counted by the store instead of being read."""
GAP: Final = timedelta(minutes=2)
"""A longer silence breaks the line of the track: nobody knows where the vehicle was."""
_TRACK_TOLERANCE_PX: Final = 0.8
_MARGIN_SHARE: Final = 0.4
"""The picture reaches beyond the view, so that a short pan needs no new one."""


def picture(store: Store, view: MapView, track_since: datetime, apart: str = "") -> MapPicture:
    """Compose the picture of a view.

    Args:
        store: Where to read.
        view: What is seen.
        track_since: The own track from this time on, UTC.
        apart: Code of a resource that is never put into a cluster.
    """
    box = with_margin(view.box)
    wanted = ResourceFilter(box=box)
    singles: tuple[ResourceState, ...]
    if store.resource_count(wanted) > MAX_READ:
        cells = store.resource_cells(wanted, _cell_deg(view.zoom))
        codes, clusters = group(cells, view.zoom, apart)
        found = (store.resource(code) for code in codes)
        singles = tuple(state for state in found if state is not None)
    else:
        states = store.resources(wanted, PageOf(limit=MAX_READ))
        placed = {state.resource.code: state for state in states if state.point is not None}
        cells = tuple(as_cell(state, state.point) for state in placed.values() if state.point)
        codes, clusters = group(cells, view.zoom, apart)
        singles = tuple(placed[code] for code in codes)
    points = store.track_line(track_since, box, _TRACK_TOLERANCE_PX * _pixel_m(view))
    return MapPicture(
        view=view,
        singles=singles,
        clusters=clusters,
        track=tuple(_simplified(run, view.zoom) for run in _runs(points)),
    )


def with_margin(box: GeoBox) -> GeoBox:
    """The box and some way around it, kept on the Earth."""
    north = (box.north_deg - box.south_deg) * _MARGIN_SHARE
    east = (box.east_deg - box.west_deg) * _MARGIN_SHARE
    return GeoBox(
        south_deg=max(-90.0, box.south_deg - north),
        west_deg=max(-180.0, box.west_deg - east),
        north_deg=min(90.0, box.north_deg + north),
        east_deg=min(180.0, box.east_deg + east),
    )


def is_covered(view: MapView, asked: MapView) -> bool:
    """Whether the picture of the view `asked` still shows everything in this one."""
    outer, inner = with_margin(asked.box), view.box
    return view.zoom == asked.zoom and (
        outer.south_deg <= inner.south_deg
        and outer.north_deg >= inner.north_deg
        and outer.west_deg <= inner.west_deg
        and outer.east_deg >= inner.east_deg
    )


def _pixel_m(view: MapView) -> float:
    """Metres on the ground to a pixel, in the middle of the view."""
    middle_deg = (view.box.south_deg + view.box.north_deg) / 2
    around_m = math.tau * MEAN_EARTH_RADIUS_M * math.cos(math.radians(middle_deg))
    return around_m / (TILE_SIDE_PX * math.pow(2.0, view.zoom))


def _cell_deg(zoom: float) -> float:
    """Side of a grid cell in degrees of longitude, as wide as a symbol on the screen."""
    return 360.0 * REACH_PX / (TILE_SIDE_PX * math.pow(2.0, zoom))


def _runs(points: tuple[TrackPoint, ...]) -> Iterator[list[TrackPoint]]:
    run: list[TrackPoint] = []
    for point in points:
        if run and point.at - run[-1].at > GAP:
            yield run
            run = []
        run.append(point)
    if run:
        yield run


def _simplified(run: list[TrackPoint], zoom: float) -> tuple[GeoPoint, ...]:
    scale = TILE_SIDE_PX * 2.0**zoom
    line = [
        (x * scale, y * scale)
        for point in run
        for x, y in [to_world(point.point.longitude_deg, point.point.latitude_deg)]
    ]
    return tuple(to_geo(x / scale, y / scale) for x, y in simplify(line, _TRACK_TOLERANCE_PX))
