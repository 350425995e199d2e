# SPDX-License-Identifier: Apache-2.0
import pytest
from hypothesis import given
from hypothesis import strategies as st

from command_vehicle.domain.angles import Axis, read_angle

SAME_PLACE_DEG = 40 + 13 / 60 + 50.9 / 3600


@pytest.mark.parametrize(
    ("text", "degrees", "axis"),
    [
        ("40.2308", 40.2308, None),
        (" -40.25 ", -40.25, None),
        ("+101.95", 101.95, None),
        ("40°", 40.0, None),
        ("40°13′50.9″N", SAME_PLACE_DEG, Axis.LATITUDE),
        ("40°13'50.9\"", SAME_PLACE_DEG, None),
        ("40°13'50.9''N", SAME_PLACE_DEG, Axis.LATITUDE),
        ("N40°13'50.9\"", SAME_PLACE_DEG, Axis.LATITUDE),
        ("北纬40度13分50.9秒", SAME_PLACE_DEG, Axis.LATITUDE),
        ("北纬：40度13分50.9秒", SAME_PLACE_DEG, Axis.LATITUDE),
        ("40 13 50.9", SAME_PLACE_DEG, None),
        ("40 13.848", 40.2308, None),
        ("E101.95", 101.95, Axis.LONGITUDE),
        ("101.95 e", 101.95, Axis.LONGITUDE),
        ("西经 70", -70.0, Axis.LONGITUDE),
        ("33S", -33.0, Axis.LATITUDE),
        ("101.96229999999999", 101.9623, None),
    ],
)
def test_what_people_write_is_read(text: str, degrees: float, axis: Axis | None) -> None:
    angle = read_angle(text)
    assert angle is not None
    assert angle.degrees == pytest.approx(degrees, abs=1e-9)
    assert angle.axis is axis


@pytest.mark.parametrize(
    "text",
    ["", "abc", "40°60'", "40.5 10", "40 13.5 10", "1.39E+10", "N40S", "N-40", "4455000.5", "40,2"],
)
def test_what_is_no_angle_is_none(text: str) -> None:
    assert read_angle(text) is None


@given(st.text(max_size=40))
def test_no_text_raises(text: str) -> None:
    read_angle(text)


@given(st.floats(min_value=-180, max_value=180))
def test_decimal_degrees_come_back(degrees: float) -> None:
    angle = read_angle(f"{degrees:.9f}")
    assert angle is not None
    assert angle.degrees == pytest.approx(degrees, abs=1e-8)
