# SPDX-License-Identifier: Apache-2.0
"""GPX 1.1 with speed and course in Garmin's TrackPointExtension 2, which GPX 1.1 itself lacks."""

from collections.abc import Iterable, Iterator
from typing import Final

from command_vehicle.domain.track import TrackPoint
from command_vehicle.protocols.track_files.document import degrees, runs, stamp, xml_text

NAMESPACE: Final = "http://www.topografix.com/GPX/1/1"
EXTENSION: Final = "http://www.garmin.com/xmlschemas/TrackPointExtension/v2"
_HEAD: Final = f"""<?xml version="1.0" encoding="UTF-8"?>
<gpx version="1.1" creator="command-vehicle" xmlns="{NAMESPACE}" xmlns:gpxtpx="{EXTENSION}"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
 xsi:schemaLocation="{NAMESPACE} {NAMESPACE}/gpx.xsd {EXTENSION} {EXTENSION}.xsd">
"""


def write_gpx(name: str, points: Iterable[TrackPoint]) -> Iterator[str]:
    """The file, a piece at a time; a track segment for each run without a gap."""
    yield _HEAD
    yield f"<trk><name>{xml_text(name)}</name>\n"
    for run in runs(points):
        yield "<trkseg>\n"
        yield from map(_point, run)
        yield "</trkseg>\n"
    yield "</trk>\n</gpx>\n"


def _point(point: TrackPoint) -> str:
    place = point.point
    return "".join(
        (
            f'<trkpt lat="{degrees(place.latitude_deg)}" lon="{degrees(place.longitude_deg)}">',
            "" if point.altitude_msl_m is None else f"<ele>{point.altitude_msl_m:.1f}</ele>",
            f"<time>{stamp(point.at)}</time>",
            _extensions(point),
            "</trkpt>\n",
        )
    )


def _extensions(point: TrackPoint) -> str:
    parts = []
    if point.speed_mps is not None:
        parts.append(f"<gpxtpx:speed>{point.speed_mps:.1f}</gpxtpx:speed>")
    if point.course_true_deg is not None:
        parts.append(f"<gpxtpx:course>{point.course_true_deg:.0f}</gpxtpx:course>")
    if not parts:
        return ""
    inside = "".join(parts)
    return (
        f"<extensions><gpxtpx:TrackPointExtension>{inside}"
        "</gpxtpx:TrackPointExtension></extensions>"
    )
