# SPDX-License-Identifier: Apache-2.0
"""A label keeps role and weight when Qt takes a new style sheet, as at every change of theme."""

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from command_vehicle.ui.components.text import Text
from command_vehicle.ui.style import NIGHT
from tests.support.look import make_style


def test_a_role_that_was_changed_survives_a_new_style_sheet(qtbot: QtBot) -> None:
    style = make_style()
    window = QWidget()
    qtbot.addWidget(window)
    window.setStyleSheet(style.stylesheet())
    label = Text("被拒", style, parent=window)
    window.show()
    label.set_role("alert")
    label.set_weight(600)
    heavier = label.font().weight()
    style.set_theme(NIGHT)
    window.setStyleSheet(style.stylesheet())
    assert label.palette().color(QPalette.ColorRole.WindowText).name().upper() == style.hex("alert")
    assert label.font().weight() == heavier
