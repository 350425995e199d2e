# SPDX-License-Identifier: Apache-2.0
"""KML 2.2 with Google's `gx:Track`: a line that knows when it was where.

Heights are given where they are known, but the line lies on the ground: a vehicle does.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from command_vehicle.domain.track import TrackPoint
from command_vehicle.protocols.track_files.document import Run, degrees, runs, stamp, xml_text

NAMESPACE: Final = "http://www.opengis.net/kml/2.2"
GOOGLE: Final = "http://www.google.com/kml/ext/2.2"
_HEAD: Final = f"""<?xml version="1.0" encoding="UTF-8"?>
<kml xmlns="{NAMESPACE}" xmlns:gx="{GOOGLE}">
"""
_SCHEMA: Final = """<Schema id="measured">
<gx:SimpleArrayField name="speed_mps" type="float"/>
<gx:SimpleArrayField name="course_true_deg" type="float"/>
</Schema>
"""


def write_kml(name: str, points: Iterable[TrackPoint]) -> Iterator[str]:
    """The file, a piece at a time; a `gx:Track` for each run without a gap."""
    title = f"<name>{xml_text(name)}</name>\n"
    yield f"{_HEAD}<Document>{title}{_SCHEMA}<Placemark>{title}<gx:MultiTrack>\n"
    for run in runs(points):
        yield from _track(run)
    yield "</gx:MultiTrack>\n</Placemark>\n</Document>\n</kml>\n"


def _track(run: Run) -> Iterator[str]:
    yield "<gx:Track>\n<altitudeMode>clampToGround</altitudeMode>\n"
    for point in run:
        yield f"<when>{stamp(point.at)}</when>\n"
    for point in run:
        yield f"<gx:coord>{_coordinates(point)}</gx:coord>\n"
    yield '<ExtendedData><SchemaData schemaUrl="#measured">\n'
    yield from _array("speed_mps", (_number(point.speed_mps, 1) for point in run))
    yield from _array("course_true_deg", (_number(point.course_true_deg, 0) for point in run))
    yield "</SchemaData></ExtendedData>\n</gx:Track>\n"


def _coordinates(point: TrackPoint) -> str:
    place = point.point
    flat = f"{degrees(place.longitude_deg)} {degrees(place.latitude_deg)}"
    return flat if point.altitude_msl_m is None else f"{flat} {point.altitude_msl_m:.1f}"


def _array(name: str, values: Iterable[str]) -> Iterator[str]:
    yield f'<gx:SimpleArrayData name="{name}">\n'
    for value in values:
        yield f"<gx:value>{value}</gx:value>\n"
    yield "</gx:SimpleArrayData>\n"


def _number(value: float | None, digits: int) -> str:
    return "" if value is None else f"{value:.{digits}f}"
