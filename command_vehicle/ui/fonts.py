# SPDX-License-Identifier: Apache-2.0
"""Whether this machine has letters for all that the screens say."""

from PySide6.QtGui import QFontMetrics

from command_vehicle.ui.style import Style
from command_vehicle.ui.type_scale import RARE_CHARACTERS


def missing_characters(style: Style) -> str:
    """Those of the characters that matter which no installed family can draw."""
    metrics = QFontMetrics(style.font("m"))
    return "".join(each for each in RARE_CHARACTERS if not metrics.inFontUcs4(ord(each)))
