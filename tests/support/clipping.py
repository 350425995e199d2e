# SPDX-License-Identifier: Apache-2.0
"""Finds words that do not fit where they stand, and targets that a finger would miss."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QPlainTextEdit, QWidget

from command_vehicle.ui.components.big_key import BigKey
from command_vehicle.ui.components.button import Button
from command_vehicle.ui.components.status_label import StatusLabel
from command_vehicle.ui.components.tabs import PanelTabs, SegmentTabs
from command_vehicle.ui.frame.rail import RailItem
from command_vehicle.ui.frame.strip_cell import StripCell
from command_vehicle.ui.style import Style
from command_vehicle.ui.type_scale import SEMIBOLD

SMALLEST_TARGET_PX = 44
SLACK_PX = 1
LINE_EDIT_EDGES_PX = 24


def clipped_words(window: QWidget, style: Style) -> list[str]:
    """What a person cannot read to its end, as `class: text`."""
    return [
        f"{type(widget).__name__}: {words}"
        for widget in window.findChildren(QWidget)
        if widget.isVisible() and (words := _clipped(widget, style))
    ]


def words_beyond_an_edge(window: QWidget) -> list[str]:
    """What stands partly outside its panel, page or scroll area, left or right."""
    return [
        f"{type(widget).__name__}: {widget.accessibleName() or _text_of(widget)}"
        for widget in window.findChildren(QWidget)
        if isinstance(widget, QLabel | QAbstractButton | QLineEdit | StatusLabel)
        and widget.isVisible()
        and widget.width() > 0
        and _reaches_out(widget, window)
    ]


def small_targets(window: QWidget) -> list[str]:
    """What is pressed but smaller than 44×44, as `class: text width×height`."""
    return [
        f"{type(target).__name__}: {target.text()} {target.width()}×{target.height()}"
        for target in window.findChildren(QAbstractButton)
        if target.isVisible()
        and not isinstance(target.parent(), QLineEdit)
        and target.focusPolicy() != Qt.FocusPolicy.NoFocus
        and min(target.width(), target.height()) < SMALLEST_TARGET_PX
    ]


def _reaches_out(widget: QWidget, window: QWidget) -> bool:
    around = widget.parentWidget()
    while around is not None and around is not window.parentWidget():
        left = widget.mapTo(around, widget.rect().topLeft()).x()
        right = widget.mapTo(around, widget.rect().topRight()).x()
        if left < -SLACK_PX or right > around.width() - 1 + SLACK_PX:
            return True
        around = around.parentWidget()
    return False


def _text_of(widget: QWidget) -> str:
    return widget.text() if isinstance(widget, QLabel | QAbstractButton | QLineEdit) else ""


def _clipped(widget: QWidget, style: Style) -> str:
    if isinstance(widget, QLabel):
        return _clipped_label(widget)
    if isinstance(widget, QPlainTextEdit):
        return _clipped_placeholder(widget, widget.viewport().width())
    if isinstance(widget, QLineEdit):
        return _clipped_placeholder(widget, widget.width() - LINE_EDIT_EDGES_PX)
    if isinstance(widget, StripCell):
        return _clipped_cell(widget, style)
    return _clipped_key(widget, style)


def _clipped_key(widget: QWidget, style: Style) -> str:
    if isinstance(widget, RailItem):
        return _too_wide(widget.text(), widget.width(), style, "xs")
    if isinstance(widget, BigKey):
        return _too_wide(widget.text(), widget.width() - 2, style, widget.type_step)
    if isinstance(widget, Button | SegmentTabs | PanelTabs):
        missing = widget.minimumSizeHint().width() - widget.width()
        return _name(widget) if missing > SLACK_PX else ""
    return ""


def _clipped_label(label: QLabel) -> str:
    if not label.text():
        return ""
    if label.wordWrap():
        missing = label.heightForWidth(label.width()) - label.height()
    else:
        lines = label.text().splitlines()
        widest = max(QFontMetrics(label.font()).horizontalAdvance(line) for line in lines)
        missing = widest - label.contentsRect().width()
    return label.text() if missing > SLACK_PX else ""


def _clipped_placeholder(field: QPlainTextEdit | QLineEdit, room_px: int) -> str:
    width_px = QFontMetrics(field.font()).horizontalAdvance(field.placeholderText())
    return field.placeholderText() if width_px > room_px else ""


def _clipped_cell(cell: StripCell, style: Style) -> str:
    if cell.is_elided:
        return ""
    room_first, room_second = cell.rooms_px
    first, second = cell.shown_lines
    too_wide = _too_wide(first, room_first, style, cell.first_step)
    second_px = QFontMetrics(style.font("xs")).horizontalAdvance(second)
    return too_wide or (second if second_px > room_second + SLACK_PX else "")


def _too_wide(text: str, room_px: int, style: Style, step: str) -> str:
    width_px = QFontMetrics(style.font(step, SEMIBOLD)).horizontalAdvance(text)
    return text if width_px > room_px + SLACK_PX else ""


def _name(widget: QWidget) -> str:
    return widget.text() if isinstance(widget, QAbstractButton) else widget.objectName() or "tabs"
