# SPDX-License-Identifier: Apache-2.0
from itertools import combinations

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from command_vehicle.domain.delivery import Delivery
from command_vehicle.domain.plans import TaskState
from command_vehicle.domain.positioning import Freshness
from command_vehicle.domain.sync import BearerHealth
from command_vehicle.ui.glyphs import (
    ROLE_OF_GLYPH,
    Glyph,
    bearer_sign,
    delivery_sign,
    due_soon_sign,
    freshness_sign,
    overdue_sign,
    paint_glyph,
    task_sign,
    unknown_sign,
)
from tests.support.look import make_style, tokens

GLYPH_PX = 32


def drawn_in_grey(glyph: Glyph) -> bytes:
    """The shape alone, as a camera under red light would see it."""
    image = QImage(GLYPH_PX, GLYPH_PX, QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    paint_glyph(painter, QRectF(0, 0, GLYPH_PX, GLYPH_PX), glyph, make_style(), "text")
    painter.end()
    return bytes(image.constBits())


def differing_pixels(first: bytes, second: bytes) -> int:
    return sum(abs(a - b) > 64 for a, b in zip(first, second, strict=True))


@pytest.mark.usefixtures("qapp")
def test_no_two_glyphs_look_alike_in_grey() -> None:
    pictures = {glyph: drawn_in_grey(glyph) for glyph in Glyph}
    alike = [
        (first.name, second.name)
        for (first, a), (second, b) in combinations(pictures.items(), 2)
        if differing_pixels(a, b) < 20
    ]
    assert not alike


@pytest.mark.usefixtures("qapp")
def test_a_glyph_is_drawn_in_the_colour_of_its_role() -> None:
    image = QImage(16, 16, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    paint_glyph(painter, QRectF(0, 0, 16, 16), Glyph.LIVE, make_style())
    painter.end()
    assert image.pixelColor(8, 8) == make_style().color("ok")


def test_every_glyph_has_a_colour_role_that_exists() -> None:
    assert set(ROLE_OF_GLYPH) == set(Glyph)
    assert set(ROLE_OF_GLYPH.values()) <= set(tokens()["day"])


def test_every_state_of_the_domain_has_a_sign() -> None:
    signs = [
        *map(delivery_sign, Delivery),
        *map(freshness_sign, Freshness),
        *map(bearer_sign, BearerHealth),
        *map(task_sign, TaskState),
    ]
    assert all(sign.word for sign in signs)


def test_only_received_is_green_among_the_states_of_delivery() -> None:
    green = [delivery for delivery in Delivery if delivery_sign(delivery).role == "ok"]
    assert green == [Delivery.RECEIVED]


def test_no_two_states_of_delivery_share_a_shape_or_a_word() -> None:
    signs = [*map(delivery_sign, Delivery), unknown_sign()]
    assert len({sign.glyph for sign in signs}) == len(signs)
    assert len({sign.word for sign in signs}) == len(signs)


def test_a_clock_says_due_before_it_says_overdue() -> None:
    assert (due_soon_sign().role, overdue_sign().role) == ("soon", "alert")
