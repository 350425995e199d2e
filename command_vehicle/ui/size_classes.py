# SPDX-License-Identifier: Apache-2.0
"""Widths of the frame by size of the window, measured with the widest of the type families.

The logical size of the window decides; above the widest class the page grows and nothing else.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class SizeClass:
    """One column of the table.

    Attributes:
        name: Window size it was measured for.
        min_width_px: From this width of the window on.
        mode_px: Strip cell of the mode.
        incident_px: Strip cell of the incident.
        fix_px: Strip cell of the fix.
        position_px: Strip cell of the position.
        clock_px: Strip cell of the clock.
        bearer_px: Strip cell of each bearer.
        bell_px: Strip cell of the alarms.
        theme_px: Strip cell of the theme.
        cell_padding_px: Left and right of the words in a strip cell.
        rail_px: Width of the rail.
        quick_log_px: Height of the quick log.
        panel_px: Width of a side panel.
        has_docked_panel: Whether the panel stands beside the page, not over it.
            list_devices_px: Left list of Devices.
        list_plans_px: Left list of Plans.
        kind_key_px: Width and height of a kind key; None for one key that opens a sheet.
        has_short_bearers: Whether bearer names are shortened.
        has_full_second_lines: Whether second lines keep their last part.
    """

    name: str
    min_width_px: int
    mode_px: int
    incident_px: int
    fix_px: int
    position_px: int
    clock_px: int
    bearer_px: int
    bell_px: int
    theme_px: int
    cell_padding_px: int
    rail_px: int
    quick_log_px: int
    panel_px: int
    has_docked_panel: bool
    list_devices_px: int
    list_plans_px: int
    kind_key_px: tuple[int, int] | None
    has_short_bearers: bool
    has_full_second_lines: bool


STRIP_PX: Final = 56
MINIMUM_WIDTH_PX: Final = 1280
MINIMUM_HEIGHT_PX: Final = 720

SMALL: Final = SizeClass(
    name="1280x720",
    min_width_px=0,
    mode_px=64,
    incident_px=168,
    fix_px=140,
    position_px=224,
    clock_px=104,
    bearer_px=121,
    bell_px=52,
    theme_px=44,
    cell_padding_px=8,
    rail_px=72,
    quick_log_px=64,
    panel_px=320,
    has_docked_panel=False,
    list_devices_px=264,
    list_plans_px=208,
    kind_key_px=None,
    has_short_bearers=True,
    has_full_second_lines=False,
)
LAPTOP: Final = SizeClass(
    name="1366x768",
    min_width_px=1366,
    mode_px=68,
    incident_px=184,
    fix_px=152,
    position_px=236,
    clock_px=112,
    bearer_px=128,
    bell_px=56,
    theme_px=44,
    cell_padding_px=8,
    rail_px=72,
    quick_log_px=64,
    panel_px=320,
    has_docked_panel=True,
    list_devices_px=288,
    list_plans_px=216,
    kind_key_px=None,
    has_short_bearers=True,
    has_full_second_lines=False,
)
WIDE: Final = SizeClass(
    name="1600x900",
    min_width_px=1600,
    mode_px=76,
    incident_px=236,
    fix_px=222,
    position_px=266,
    clock_px=176,
    bearer_px=127,
    bell_px=62,
    theme_px=52,
    cell_padding_px=12,
    rail_px=76,
    quick_log_px=64,
    panel_px=360,
    has_docked_panel=True,
    list_devices_px=324,
    list_plans_px=236,
    kind_key_px=(52, 48),
    has_short_bearers=False,
    has_full_second_lines=True,
)
FULL: Final = SizeClass(
    name="1920x1080",
    min_width_px=1920,
    mode_px=88,
    incident_px=300,
    fix_px=250,
    position_px=300,
    clock_px=190,
    bearer_px=168,
    bell_px=64,
    theme_px=56,
    cell_padding_px=12,
    rail_px=84,
    quick_log_px=72,
    panel_px=420,
    has_docked_panel=True,
    list_devices_px=360,
    list_plans_px=260,
    kind_key_px=(64, 56),
    has_short_bearers=False,
    has_full_second_lines=True,
)
SIZE_CLASSES: Final = (SMALL, LAPTOP, WIDE, FULL)


def size_class(width_px: int) -> SizeClass:
    """The class of a window this wide."""
    return [each for each in SIZE_CLASSES if width_px >= each.min_width_px][-1]
