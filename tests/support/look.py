# SPDX-License-Identifier: Apache-2.0
"""The style and the icons that ship, for tests of widgets."""

import json
from pathlib import Path

from command_vehicle.ui.icons import IconSet
from command_vehicle.ui.style import DAY, Style, Tokens

RESOURCES = Path(__file__).resolve().parents[2] / "resources"


def tokens() -> Tokens:
    """The colours that ship."""
    read: Tokens = json.loads((RESOURCES / "design" / "tokens.json").read_text(encoding="utf-8"))
    return read


def make_style(theme: str = DAY) -> Style:
    """A style on the colours that ship."""
    return Style(tokens(), theme)


def make_icons() -> IconSet:
    """The icons that ship."""
    return IconSet(RESOURCES / "icons")
