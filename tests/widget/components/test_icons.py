# SPDX-License-Identifier: Apache-2.0
import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor

from command_vehicle.ui.page import PAGE_KEYS
from tests.support.look import RESOURCES, make_icons, make_style

ICONS = sorted((RESOURCES / "icons").glob("*.svg"))


def opaque_pixels(name: str, color: QColor) -> int:
    image = make_icons().pixmap(name, color, 24).toImage()
    return sum(
        image.pixelColor(x, y).alpha() > 128 and image.pixelColor(x, y).red() == color.red()
        for x in range(24)
        for y in range(24)
    )


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("file", ICONS, ids=lambda file: file.stem)
def test_an_icon_is_drawn_in_the_colour_asked_for(file: Path) -> None:
    assert opaque_pixels(file.stem, QColor("#C4161C")) >= 10


@pytest.mark.parametrize("file", ICONS, ids=lambda file: file.stem)
def test_an_icon_keeps_to_the_family(file: Path) -> None:
    source = file.read_text(encoding="utf-8")
    assert 'viewBox="0 0 24 24"' in source
    assert 'stroke="currentColor" stroke-width="2"' in source
    assert re.findall(r"#[0-9A-Fa-f]{3,8}", source) == []


def test_every_page_has_an_icon() -> None:
    assert {file.stem for file in ICONS} >= set(PAGE_KEYS)


@pytest.mark.usefixtures("qapp")
def test_an_icon_that_does_not_exist_is_a_bug() -> None:
    with pytest.raises(OSError, match="nothing-like-this"):
        make_icons()["nothing-like-this"].pixmap(make_style().color("text"))
