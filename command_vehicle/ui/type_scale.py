# SPDX-License-Identifier: Apache-2.0
"""Sizes of type, and the families it is set in.

Sizes are logical pixels. Families are a list, never one name: Latin letters and figures come from
the first family that has them, Chinese from the first that has it. Nothing is bundled.
"""

from dataclasses import dataclass
from typing import Final

FAMILIES: Final = (
    "Segoe UI",
    "Microsoft YaHei UI",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "Noto Sans SC",
    "WenQuanYi Micro Hei",
    "sans-serif",
)
MONOSPACE_FAMILIES: Final = (
    "Cascadia Mono",
    "Consolas",
    "Noto Sans Mono CJK SC",
    "DejaVu Sans Mono",
    "monospace",
)
RARE_CHARACTERS: Final = "氯镉鑫囧①Ⅲ"
"""What a usable family must be able to draw: substances, names, list figures, levels."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeSize:
    """One step of the scale.

    Attributes:
        size_px: Size of the letters.
        line_px: Distance between base lines.
    """

    size_px: int
    line_px: int


SCALE: Final = {
    "xs": TypeSize(size_px=13, line_px=18),
    "s": TypeSize(size_px=14, line_px=20),
    "m": TypeSize(size_px=15, line_px=21),
    "l": TypeSize(size_px=16, line_px=22),
    "xl": TypeSize(size_px=20, line_px=26),
    "2xl": TypeSize(size_px=28, line_px=32),
    "3xl": TypeSize(size_px=32, line_px=36),
    "card": TypeSize(size_px=40, line_px=52),
}
SMALLEST_MUTED_IN_SUNLIGHT_PX: Final = 15
"""Below this size secondary text is set in full ink in the sunlight theme."""
REGULAR: Final = 400
SEMIBOLD: Final = 600
BOLD: Final = 700
