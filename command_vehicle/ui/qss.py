# SPDX-License-Identifier: Apache-2.0
"""Rules for the Qt widgets that our components do not paint: fields, lists, bars, tool tips.

Every rule names its widget class. There is no rule for `QWidget`, so that palettes set by our
own components stay in force.
"""

from collections.abc import Mapping
from string import Template

_RULES = Template(
    """
QLineEdit, QPlainTextEdit, QTextEdit {
    background: $raised; color: $text;
    border: ${line_px}px solid $border; border-radius: 4px; padding: ${pad}px 10px;
    selection-background-color: $accent; selection-color: $onAccent;
    placeholder-text-color: $muted;
}
QLineEdit { min-height: ${field}px; }
QPlainTextEdit[readOnly="true"] { padding: 0 0 0 6px; }
QTextBrowser { background: $surface; border: 0; padding: 0; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus {
    border: 2px solid $focus; padding: ${pad_focus}px ${pad_focus_x}px;
}
QTextBrowser:focus { border: 0; padding: 0; }
QPlainTextEdit[readOnly="true"]:focus { padding: 0 0 0 ${pad_area_focus}px; }
QLineEdit[invalid="true"], QPlainTextEdit[invalid="true"] { border: 2px solid $alert; }
QLineEdit:disabled, QPlainTextEdit:disabled {
    background: $sunken; color: $muted; border-style: dashed;
}
QAbstractItemView {
    background: $surface; color: $text; border: 0; outline: 0;
    selection-background-color: $accentSoft; selection-color: $text;
}
QAbstractItemView:focus { border: 0; }
QHeaderView { background: $sunken; border: 0; }
QHeaderView::section {
    background: $sunken; color: $muted; border: 0; border-bottom: 1px solid $line;
    padding: 0 12px; min-height: 30px;
}
QScrollArea, QScrollArea > QWidget#qt_scrollarea_viewport { background: transparent; border: 0; }
QScrollBar:vertical { background: $sunken; width: 14px; margin: 0; border: 0; }
QScrollBar:horizontal { background: $sunken; height: 14px; margin: 0; border: 0; }
QScrollBar::handle { background: $border; border: 3px solid $sunken; border-radius: 0; }
QScrollBar::handle:vertical { min-height: 44px; }
QScrollBar::handle:horizontal { min-width: 44px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: $sunken; }
QCheckBox { color: $text; min-height: 44px; spacing: 10px; }
QCheckBox::indicator {
    width: 20px; height: 20px; background: $raised; border: 2px solid $border; border-radius: 2px;
}
QCheckBox::indicator:checked { background: $accent; border-color: $accent; }
QCheckBox::indicator:focus { border: 3px solid $focus; }
QToolTip { background: $raised; color: $text; border: 1px solid $border; padding: 4px 8px; }
QSplitter::handle { background: $line; }
"""
)


def style_sheet(colors: Mapping[str, str], line_px: int) -> str:
    """The rules in the colours of one theme, with outlines `line_px` wide."""
    return _RULES.substitute(
        colors,
        line_px=line_px,
        field=44 - 2 * line_px,
        pad=0,
        pad_focus=0,
        pad_focus_x=10 - (2 - line_px),
        pad_area_focus=6 - (2 - line_px),
    )
