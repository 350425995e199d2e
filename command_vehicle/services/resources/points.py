# SPDX-License-Identifier: Apache-2.0
"""The place of a row: two cells or one, decimal degrees or DMS, any of four frames."""

import re
from collections.abc import Mapping
from typing import Final

from command_vehicle.domain.angles import Angle, Axis, read_angle
from command_vehicle.domain.datum import Frame, to_wgs84
from command_vehicle.domain.geodesy import MAX_LATITUDE_DEG, MAX_LONGITUDE_DEG, GeoPoint
from command_vehicle.services.resources.cells import CellFault, FaultReason, is_unknown
from command_vehicle.services.resources.columns import ImportField

_PAIR: Final = re.compile(r"([^,，;；]+)[,，;；]\s*([^,，;；]+)")
_DECIMALS: Final = 7
"""About one centimetre, as operations carry it."""
_LATITUDES_IN_CHINA: Final = (3.0, 54.0)
_LONGITUDES_IN_CHINA: Final = (73.0, 136.0)


def read_point(
    cells: Mapping[ImportField, str], frame: Frame, faults: list[CellFault]
) -> GeoPoint | None:
    """The WGS-84 point of a row; None where the row gives none, or adds to `faults`."""
    latitude_text, longitude_text = _texts(cells, faults)
    if is_unknown(latitude_text) and is_unknown(longitude_text):
        return None
    latitude = _angle(latitude_text, ImportField.LATITUDE, faults)
    longitude = _angle(longitude_text, ImportField.LONGITUDE, faults)
    if latitude is None or longitude is None:
        return None
    reason = _doubt(latitude, longitude)
    if reason is not None:
        value = f"{latitude_text}, {longitude_text}"
        faults.append(CellFault(field=ImportField.COORDINATES, reason=reason, value=value))
        return None
    point = GeoPoint(latitude_deg=latitude.degrees, longitude_deg=longitude.degrees)
    there = to_wgs84(point, frame)
    return GeoPoint(
        latitude_deg=round(there.latitude_deg, _DECIMALS),
        longitude_deg=round(there.longitude_deg, _DECIMALS),
    )


def _texts(cells: Mapping[ImportField, str], faults: list[CellFault]) -> tuple[str, str]:
    """Latitude and longitude as written; a pair in one cell is put in order if it can be."""
    latitude = cells.get(ImportField.LATITUDE, "")
    longitude = cells.get(ImportField.LONGITUDE, "")
    together = cells.get(ImportField.COORDINATES, "")
    if latitude or longitude or is_unknown(together):
        return latitude, longitude
    match = _PAIR.fullmatch(together)
    if match is None:
        reason = FaultReason.COORDINATE_UNREADABLE
        faults.append(CellFault(field=ImportField.COORDINATES, reason=reason, value=together))
        return "", ""
    first, second = match[1].strip(), match[2].strip()
    return (second, first) if _is_longitude(read_angle(first)) else (first, second)


def _is_longitude(angle: Angle | None) -> bool:
    if angle is None:
        return False
    return angle.axis is Axis.LONGITUDE or (
        angle.axis is None and _within(angle.degrees, _LONGITUDES_IN_CHINA)
    )


def _angle(text: str, field: ImportField, faults: list[CellFault]) -> Angle | None:
    angle = read_angle(text)
    if angle is None:
        missing = is_unknown(text)
        reason = FaultReason.MISSING if missing else FaultReason.COORDINATE_UNREADABLE
        faults.append(CellFault(field=field, reason=reason, value=text))
    return angle


def _doubt(latitude: Angle, longitude: Angle) -> FaultReason | None:
    """Why the pair cannot be believed; None if it can."""
    if latitude.axis is Axis.LONGITUDE or longitude.axis is Axis.LATITUDE:
        return FaultReason.COORDINATES_SWAPPED
    if _within(latitude.degrees, _LONGITUDES_IN_CHINA) and _within(
        longitude.degrees, _LATITUDES_IN_CHINA
    ):
        return FaultReason.COORDINATES_SWAPPED
    if abs(latitude.degrees) > MAX_LATITUDE_DEG or abs(longitude.degrees) > MAX_LONGITUDE_DEG:
        return FaultReason.COORDINATE_OUT_OF_RANGE
    if latitude.degrees == 0 and longitude.degrees == 0:
        return FaultReason.COORDINATES_ZERO
    return None


def _within(degrees: float, limits: tuple[float, float]) -> bool:
    return limits[0] <= degrees <= limits[1]
