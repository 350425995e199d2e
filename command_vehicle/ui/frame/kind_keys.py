# SPDX-License-Identifier: Apache-2.0
"""Kind keys of the quick log: eleven in a row, or one that opens a sheet on small windows."""

from typing import Final

from PySide6.QtCore import QPoint, QSize, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QWidget

from command_vehicle.domain.timeline import EntryKind
from command_vehicle.ui.components.big_key import SHEET_KEY, BigKey
from command_vehicle.ui.frame.kinds import (
    KIND_KEYS,
    KindKey,
    chosen_word,
    key_of,
    key_word,
    next_kind,
)
from command_vehicle.ui.frame.sheet import Sheet
from command_vehicle.ui.style import Style

_GAP_PX: Final = 6
_ABOVE_PX: Final = 12
_OPENER: Final = QSize(108, 48)
_ENGLISH_KEY: Final = QSize(64, 48)
_COLUMNS: Final = 4
_LONGEST_HAN_WORD: Final = 2
"""Languages with longer words need the wide key and the small type."""


class KindSheet(Sheet):
    """The keys as a 4×3 sheet above the quick log.

    Signals:
        chosen (KindKey): A key was pressed.
    """

    chosen = Signal(object)

    def __init__(self, style: Style, *, parent: QWidget) -> None:
        super().__init__(style, parent=parent)
        self.keys: dict[str, BigKey] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(10, 10, 10, 10)
        grid.setSpacing(_GAP_PX)
        for index, key in enumerate(KIND_KEYS):
            button = BigKey(key_word(key), key.name, style, size=SHEET_KEY, parent=self)
            button.clicked.connect(self._on_clicked)
            self.keys[key.name] = button
            grid.addWidget(button, index // _COLUMNS, index % _COLUMNS)
        close = BigKey(self.tr("收起"), "Esc", style, size=SHEET_KEY, parent=self)
        close.setCheckable(False)
        close.clicked.connect(self.put_away)
        grid.addWidget(close, len(KIND_KEYS) // _COLUMNS, len(KIND_KEYS) % _COLUMNS)

    def open_above(self, anchor: QWidget, kind: EntryKind) -> None:
        """Show the sheet with its lower left corner above `anchor`."""
        self.show_kind(kind)
        self.adjustSize()
        corner = anchor.mapTo(self._over, QPoint(0, -self.height() - _ABOVE_PX))
        self.open_at(corner, self.keys[key_of(kind).name])

    def show_kind(self, kind: EntryKind) -> None:
        """Mark the chosen kind."""
        for key in KIND_KEYS:
            _mark(self.keys[key.name], key, kind)

    def _on_clicked(self) -> None:
        for key in KIND_KEYS:
            if self.keys[key.name] is self.sender():
                self.chosen.emit(key)
        self.hide()


class KindKeys(QWidget):
    """Keeps the chosen kind and shows it on the keys.

    Signals:
        kind_chosen (EntryKind): A person chose a kind.
    """

    kind_chosen = Signal(object)

    def __init__(self, style: Style, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._kind = EntryKind.OBSERVATION
        self.sheet: KindSheet | None = None
        self.keys: dict[str, BigKey] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP_PX)
        for key in KIND_KEYS:
            button = BigKey(key_word(key), key.name, style, parent=self)
            button.clicked.connect(self._on_key_clicked)
            self.keys[key.name] = button
            row.addWidget(button)
        self.opener = BigKey("", "F2–F12", style, size=_OPENER, parent=self)
        self.opener.setCheckable(False)
        self.opener.clicked.connect(self._on_opener_clicked)
        row.addWidget(self.opener)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._show()

    @property
    def kind(self) -> EntryKind:
        """The chosen kind."""
        return self._kind

    def press(self, key: KindKey) -> None:
        """Choose by key; the same key again steps to the next sub-kind."""
        if self.sheet is not None:
            self.sheet.hide()
        self.set_kind(next_kind(key, self._kind))
        self.kind_chosen.emit(self._kind)

    def set_kind(self, kind: EntryKind) -> None:
        """Choose without announcing it."""
        self._kind = kind
        self._show()

    def set_measure(self, key_px: tuple[int, int] | None) -> None:
        """Take the keys of a size class; None is the one key with the sheet."""
        has_row = key_px is not None
        self.opener.setVisible(not has_row)
        for key in KIND_KEYS:
            button = self.keys[key.name]
            button.setVisible(has_row)
            if key_px is not None:
                self._measure(button, QSize(*key_px))
        if has_row and self.sheet is not None:
            self.sheet.hide()

    def _measure(self, button: BigKey, size: QSize) -> None:
        if any(len(key_word(key)) > _LONGEST_HAN_WORD for key in KIND_KEYS):
            button.set_key_size(size.expandedTo(_ENGLISH_KEY), "xs")
        else:
            button.set_key_size(size, "m")

    def _on_key_clicked(self) -> None:
        for key in KIND_KEYS:
            if self.keys[key.name] is self.sender():
                self.press(key)

    def _on_opener_clicked(self) -> None:
        if self.sheet is None:
            self.sheet = KindSheet(self._style, parent=self.window())
            self.sheet.chosen.connect(self.press)
        if self.sheet.isVisible():
            self.sheet.hide()
        else:
            self.sheet.open_above(self.opener, self._kind)

    def _show(self) -> None:
        for key in KIND_KEYS:
            _mark(self.keys[key.name], key, self._kind)
        self.opener.set_word(chosen_word(self._kind))
        if self.sheet is not None:
            self.sheet.show_kind(self._kind)


def _mark(button: BigKey, key: KindKey, kind: EntryKind) -> None:
    is_chosen = kind in key.kinds
    button.set_word(chosen_word(kind) if is_chosen else key_word(key))
    button.setChecked(is_chosen)
