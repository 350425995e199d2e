# SPDX-License-Identifier: Apache-2.0
"""Contrast of the colours that ship, computed as WCAG 2.2 says."""

import colorsys

import pytest

from command_vehicle.ui.style import THEMES
from tests.support.look import tokens

TEXT_CONTRAST = 4.5
EDGE_CONTRAST = 3.0
GROUNDS = ("bg", "surface", "raised", "sunken", "accentSoft")
INKS = ("text", "muted", "accent", "ok", "doubt", "lost", "alert", "soon")
INK_ON_FILL = (
    ("onAccent", "accent"),
    ("onOk", "okFill"),
    ("onDoubt", "doubtFill"),
    ("onLost", "lostFill"),
    ("onAlert", "alertFill"),
    ("onSoon", "soonFill"),
    ("onAlarmBar", "alarmBar"),
    ("onLvRed", "lvRed"),
    ("onLvOrange", "lvOrange"),
    ("onLvYellow", "lvYellow"),
    ("onLvBlue", "lvBlue"),
    ("onDrill", "drill"),
    ("onDrill", "drillStripe"),
    ("surface", "text"),
    ("onMapSymbol", "mapEvent"),
    ("onMapHazard", "mapHazard"),
    ("onMapSymbol", "mapTarget"),
    ("onMapSymbol", "mapResource"),
)
INK_ON_SOFT = (
    *(
        (ink, soft)
        for soft in ("okSoft", "doubtSoft", "alertSoft", "drillSoft")
        for ink in ("text", "muted")
    ),
    ("ok", "okSoft"),
    ("doubt", "doubtSoft"),
    ("alert", "alertSoft"),
    ("doubt", "drillSoft"),
    ("mapLabel", "mapLand"),
    ("mapLabel", "mapGreen"),
    ("mapLabel", "mapBuilt"),
    ("mapLabel", "mapIndustry"),
    ("text", "mapSymbol"),
    ("muted", "mapSymbol"),
)
TEXT_PAIRS = (*((ink, ground) for ink in INKS for ground in GROUNDS), *INK_ON_FILL, *INK_ON_SOFT)
EDGE_PAIRS = (
    *(
        (ink, ground)
        for ink in ("border", "focus", "lvEdge")
        for ground in ("bg", "surface", "raised", "sunken")
    ),
    ("drillStripe", "bg"),
    ("drillStripe", "surface"),
)


def contrast(first: str, second: str) -> float:
    """Ratio of two colours given as `#RRGGBB`."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: str) -> float:
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
        for channel in _rgb(color)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_black_on_white_is_twenty_one() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21.0)


@pytest.mark.parametrize("theme", THEMES)
def test_every_text_pair_can_be_read(theme: str) -> None:
    colors = tokens()[theme]
    poor = {
        f"{ink} on {ground}": round(ratio, 2)
        for ink, ground in TEXT_PAIRS
        if (ratio := contrast(colors[ink], colors[ground])) < TEXT_CONTRAST
    }
    assert not poor


@pytest.mark.parametrize("theme", THEMES)
def test_every_edge_can_be_seen(theme: str) -> None:
    colors = tokens()[theme]
    poor = {
        f"{ink} on {ground}": round(ratio, 2)
        for ink, ground in EDGE_PAIRS
        if (ratio := contrast(colors[ink], colors[ground])) < EDGE_CONTRAST
    }
    assert not poor


def test_every_theme_has_a_colour_for_every_role() -> None:
    assert len({frozenset(colors) for colors in tokens().values()}) == 1


def test_the_night_has_no_white_and_no_cyan() -> None:
    """Rods are most sensitive near 507 nm; white and cyan would undo the eye's adaptation."""
    unfit = {
        role: color
        for role, color in tokens()["night"].items()
        if (_saturation(color) > 0.2 and 150 < _hue_deg(color) < 210) or min(_rgb(color)) > 0.95
    }
    assert not unfit


def _rgb(color: str) -> tuple[float, float, float]:
    red, green, blue = (int(color[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return red, green, blue


def _hue_deg(color: str) -> float:
    return colorsys.rgb_to_hsv(*_rgb(color))[0] * 360


def _saturation(color: str) -> float:
    return colorsys.rgb_to_hsv(*_rgb(color))[1]
