# SPDX-License-Identifier: Apache-2.0
"""GeoJSON (RFC 7946): a LineString for each run, and what was measured in arrays beside it.

`coordinateProperties` holds one value per position, as the converter togeojson has it. Heights
stand there too and not in the positions, where the standard means heights above the ellipsoid. A
run of one point is a Point, since a line needs two.
"""

import json
from collections.abc import Iterable, Iterator

from command_vehicle.domain.track import TrackPoint
from command_vehicle.protocols.track_files.document import Run, runs, stamp


def write_geojson(name: str, points: Iterable[TrackPoint]) -> Iterator[str]:
    """The file, a piece at a time."""
    yield '{"type":"FeatureCollection","features":[\n'
    between = ""
    for run in runs(points):
        yield between + json.dumps(_feature(name, run), ensure_ascii=False, separators=(",", ":"))
        between = ",\n"
    yield "\n]}\n"


def _feature(name: str, run: Run) -> dict[str, object]:
    positions = [
        [round(each.point.longitude_deg, 7), round(each.point.latitude_deg, 7)] for each in run
    ]
    is_line = len(positions) > 1
    return {
        "type": "Feature",
        "geometry": {
            "type": "LineString" if is_line else "Point",
            "coordinates": positions if is_line else positions[0],
        },
        "properties": {
            "name": name,
            "time": stamp(run[0].at),
            "coordinateProperties": {
                "times": [stamp(each.at) for each in run],
                "altitudes_msl_m": [each.altitude_msl_m for each in run],
                "speeds_mps": [each.speed_mps for each in run],
                "courses_true_deg": [each.course_true_deg for each in run],
            },
        },
    }
