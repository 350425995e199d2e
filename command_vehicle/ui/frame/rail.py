# SPDX-License-Identifier: Apache-2.0
"""The rail: pages by one key each, icon over word; only pages that exist."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QWidget
from typing_extensions import override

from command_vehicle.ui.components.chip import BADGE_PX, badge_width_px, paint_badge
from command_vehicle.ui.components.painting import draw_inner_ring, draw_words
from command_vehicle.ui.icons import IconSet
from command_vehicle.ui.page import PAGE_KEYS, PageDescriptor, page_digit
from command_vehicle.ui.size_classes import MINIMUM_WIDTH_PX, size_class
from command_vehicle.ui.style import Style
from command_vehicle.ui.type_scale import REGULAR, SEMIBOLD

_BAR_PX: Final = 5
_ICON_PX: Final = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class _Badge:
    count: int = 0
    is_alarm: bool = False


class RailItem(QAbstractButton):
    """One page on the rail."""

    def __init__(
        self, page: PageDescriptor, style: Style, icons: IconSet, *, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.key = page.key
        self._style = style
        self._icons = icons
        self._icon = page.icon
        self._badge = _Badge()
        self._has_word = True
        self.setText(page.word())
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setToolTip(f"Alt+{page_digit(page.key)}")
        style.changed.connect(self.update)

    def show_badge(self, count: int, *, is_alarm: bool) -> None:
        """Show a count; none at zero."""
        self._badge = _Badge(count=count, is_alarm=is_alarm)
        self.setAccessibleDescription(str(count) if count else "")
        self.update()

    def set_word_shown(self, *, is_shown: bool) -> None:
        """Drop the word where there is no room for it."""
        self._has_word = is_shown
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        style = self._style
        self._paint_ground(painter)
        ink = style.color("text" if self.isChecked() else "muted")
        middle = self.height() // 2
        icon_top = middle - 22 if self._has_word else middle - _ICON_PX // 2
        pixmap = self._icons.pixmap(self._icon, ink, _ICON_PX)
        painter.drawPixmap((self.width() - _ICON_PX) // 2, icon_top, pixmap)
        if self._has_word:
            draw_words(
                painter,
                QRect(0, middle + 4, self.width(), 20),
                self.text(),
                font=style.font("xs", SEMIBOLD if self.isChecked() else REGULAR),
                ink=ink,
                align=Qt.AlignmentFlag.AlignCenter,
            )
        if self._badge.count:
            width = badge_width_px(style, self._badge.count)
            place = QRect(self.width() - width - 8, icon_top - 8, width, BADGE_PX)
            paint_badge(painter, place, self._badge.count, style, is_alarm=self._badge.is_alarm)
        if self.hasFocus():
            draw_inner_ring(painter, self.rect(), style)

    def _paint_ground(self, painter: QPainter) -> None:
        style = self._style
        if self.isChecked() or self.isDown():
            painter.fillRect(self.rect(), style.color("accentSoft"))
        elif self.underMouse():
            painter.fillRect(self.rect(), style.color("sunken"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, style.color("line"))
        if self.isChecked():
            painter.fillRect(0, 0, _BAR_PX, self.height(), style.color("accent"))


class Rail(QWidget):
    """All pages that exist, in their fixed order.

    Signals:
        page_wanted (str): Key of the page that was pressed.
    """

    page_wanted = Signal(str)

    def __init__(
        self,
        pages: Sequence[PageDescriptor],
        style: Style,
        icons: IconSet,
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._style = style
        self._group = QButtonGroup(self)
        self._items: dict[str, RailItem] = {}
        for page in sorted(pages, key=lambda each: PAGE_KEYS.index(each.key)):
            item = RailItem(page, style, icons, parent=self)
            self._group.addButton(item)
            self._items[page.key] = item
        self._group.buttonClicked.connect(self._on_clicked)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        style.changed.connect(self.update)

    @property
    def items(self) -> tuple[RailItem, ...]:
        """From top to bottom."""
        return tuple(self._items.values())

    def choose(self, key: str) -> None:
        """Mark the page that is shown."""
        self._items[key].setChecked(True)

    def show_badge(self, key: str, count: int, *, is_alarm: bool) -> None:
        """Show a count on a page."""
        if key in self._items:
            self._items[key].show_badge(count, is_alarm=is_alarm)

    @override
    def sizeHint(self) -> QSize:
        return QSize(size_class(self.window().width()).rail_px, 0)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        height = self.height() // len(PAGE_KEYS)
        for index, item in enumerate(self._items.values()):
            item.setGeometry(0, index * height, self.width() - 1, height)
            item.set_word_shown(is_shown=self.window().width() >= MINIMUM_WIDTH_PX)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._style.color("surface"))
        painter.fillRect(self.width() - 1, 0, 1, self.height(), self._style.color("border"))

    def _on_clicked(self, item: QAbstractButton) -> None:
        if isinstance(item, RailItem):
            self.page_wanted.emit(item.key)
