# SPDX-License-Identifier: Apache-2.0
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from command_vehicle.domain.geodesy import GeoPoint
from command_vehicle.protocols.nmea import fields
from command_vehicle.protocols.nmea.framing import GoodSentence, NmeaFramer
from command_vehicle.protocols.nmea.writing import (
    number_field,
    position_fields,
    sentence,
    time_field,
)

RESOLUTION_DEG = 0.51 / 100_000 / 60


def test_a_written_sentence_is_framed_again() -> None:
    assert NmeaFramer().feed(sentence("HEHDT", "066.2", "T")) == [GoodSentence("$HEHDT,066.2,T*2D")]


@given(latitude=st.floats(-90, 90), longitude=st.floats(-180, 180))
def test_a_written_position_is_read_again(latitude: float, longitude: float) -> None:
    point = GeoPoint(latitude_deg=latitude, longitude_deg=longitude)
    read = fields.point(*position_fields(point))
    assert read is not None
    assert read.latitude_deg == pytest.approx(latitude, abs=RESOLUTION_DEG)
    assert read.longitude_deg == pytest.approx(longitude, abs=RESOLUTION_DEG)


def test_minutes_never_read_sixty() -> None:
    point = GeoPoint(latitude_deg=40.9999999999, longitude_deg=-0.9999999999)
    assert position_fields(point) == ("4100.00000", "N", "00100.00000", "W")


def test_no_position_is_four_empty_fields() -> None:
    assert position_fields(None) == ("", "", "", "")


def test_a_time_is_written_with_hundredths() -> None:
    assert time_field(datetime(2026, 5, 4, 2, 36, 28, 999_999, tzinfo=UTC)) == "023628.99"


@pytest.mark.parametrize(("value", "text"), [(None, ""), (1.25, "1.2"), (-3.0, "-3.0")])
def test_a_number_is_written_with_its_decimals(value: float | None, text: str) -> None:
    assert number_field(value, 1) == text
