# SPDX-License-Identifier: Apache-2.0
import pytest

from command_vehicle.domain.positioning import Constellation
from command_vehicle.protocols.nmea.satellites import SatelliteKey, identify, named_constellation

BEIDOU = Constellation.BEIDOU


@pytest.mark.parametrize(
    ("talker", "system_id", "number", "satellite"),
    [
        ("GB", None, 14, (BEIDOU, 14)),
        ("BD", None, 63, (BEIDOU, 63)),
        ("GN", "4", 33, (BEIDOU, 33)),
        ("PQ", "4", 19, (BEIDOU, 19)),
        ("PQ", None, 5, (BEIDOU, 5)),
        ("BD", None, 214, (BEIDOU, 14)),
        ("GN", None, 214, (BEIDOU, 14)),
        ("GN", "4", 208, (BEIDOU, 8)),
        ("GP", None, 201, (BEIDOU, 1)),
        ("GB", None, 414, (BEIDOU, 14)),
        ("GN", None, 437, (BEIDOU, 37)),
        ("BD", None, 174, (BEIDOU, 14)),
        ("GN", "4", 193, (BEIDOU, 33)),
    ],
)
def test_each_dialect_of_beidou_is_understood(
    talker: str, system_id: str | None, number: int, satellite: SatelliteKey
) -> None:
    assert identify(number, named_constellation(talker, system_id)) == satellite


@pytest.mark.parametrize(
    ("talker", "system_id", "number", "satellite"),
    [
        ("GP", None, 14, (Constellation.GPS, 14)),
        ("GN", None, 14, (Constellation.GPS, 14)),
        ("GP", None, 46, (Constellation.SBAS, 133)),
        ("GN", None, 133, (Constellation.SBAS, 133)),
        ("GL", None, 3, (Constellation.GLONASS, 3)),
        ("GL", None, 70, (Constellation.GLONASS, 6)),
        ("GN", None, 88, (Constellation.GLONASS, 24)),
        ("GA", None, 33, (Constellation.GALILEO, 33)),
        ("GN", None, 301, (Constellation.GALILEO, 1)),
        ("BD", None, 111, (Constellation.GALILEO, 11)),
        ("GN", "3", 111, (Constellation.GALILEO, 11)),
        ("QZ", None, 2, (Constellation.QZSS, 2)),
        ("GQ", None, 193, (Constellation.QZSS, 1)),
        ("GP", None, 194, (Constellation.QZSS, 2)),
        ("PQ", "5", 3, (Constellation.QZSS, 3)),
        ("GI", None, 6, (Constellation.NAVIC, 6)),
        ("GP", None, 173, (Constellation.IMES, 1)),
    ],
)
def test_the_other_constellations_are_not_mistaken_for_beidou(
    talker: str, system_id: str | None, number: int, satellite: SatelliteKey
) -> None:
    assert identify(number, named_constellation(talker, system_id)) == satellite


@pytest.mark.parametrize("number", [0, 117, 999])
def test_a_number_that_nobody_uses_is_no_satellite(number: int) -> None:
    assert identify(number, None) is None
