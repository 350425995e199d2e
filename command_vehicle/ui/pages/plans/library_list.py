# SPDX-License-Identifier: Apache-2.0
"""The list of the library."""

from collections.abc import Callable
from datetime import date
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from command_vehicle.domain.plans import Plan
from command_vehicle.services.plans.library import PlanHit, is_expired
from command_vehicle.services.plans.text import PlanFault
from command_vehicle.ui.components.painting import draw_words, text_width_px
from command_vehicle.ui.components.rows import (
    HEADING_ROW_PX,
    RIGHT,
    TWO_LINE_ROW_PX,
    paint_heading_row,
    paint_row_ground,
    paint_two_lines,
)
from command_vehicle.ui.glyphs import GLYPH_PX, Glyph, paint_glyph
from command_vehicle.ui.pages.plans.library_model import (
    ITEM_ROLE,
    LibraryHead,
    LibraryItem,
    LibraryModel,
)
from command_vehicle.ui.pages.plans.words import (
    edition_words,
    fault_words,
    plan_type_word,
    validity_words,
)
from command_vehicle.ui.style import Style
from command_vehicle.ui.type_scale import SEMIBOLD

_PAD_PX: Final = 12
_Index = QModelIndex | QPersistentModelIndex


class LibraryPainter(QStyledItemDelegate):
    """Plans in two lines, hits with their sentence, broken files with the place of the fault."""

    def __init__(self, style: Style, today: Callable[[], date], parent: QWidget) -> None:
        super().__init__(parent)
        self._style = style
        self._today = today

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        is_head = isinstance(index.data(ITEM_ROLE), LibraryHead)
        return QSize(0, HEADING_ROW_PX if is_head else TWO_LINE_ROW_PX)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        item = index.data(ITEM_ROLE)
        painter.save()
        if isinstance(item, LibraryHead):
            paint_heading_row(painter, option.rect, self._style, item.text, right=item.detail)
        else:
            parent = self.parent()
            paint_row_ground(
                painter,
                option.rect,
                self._style,
                is_selected=bool(option.state & QStyle.StateFlag.State_Selected),
                has_focus=isinstance(parent, QWidget) and parent.hasFocus(),
                bar="alert" if isinstance(item, PlanFault) else None,
            )
            self._paint_item(painter, option.rect.adjusted(_PAD_PX, 0, -_PAD_PX, -1), item)
        painter.restore()

    def _paint_item(self, painter: QPainter, rect: QRect, item: LibraryItem) -> None:
        if isinstance(item, Plan):
            self._paint_plan(painter, rect, item)
        elif isinstance(item, PlanHit):
            key = f"{item.task.key}　" if item.task is not None else ""
            first = f"{key}{item.plan.title}"
            paint_two_lines(painter, rect, self._style, first, item.sentence)
        elif isinstance(item, PlanFault):
            paint_two_lines(
                painter, rect, self._style, item.file, fault_words(item), second_role="alert"
            )

    def _paint_plan(self, painter: QPainter, rect: QRect, plan: Plan) -> None:
        parts = (edition_words(plan.edition), plan_type_word(plan.type), plan.owner)
        today = self._today()
        words = validity_words(plan, today)
        expired = is_expired(plan, today)
        style = self._style
        font = style.font("xs", SEMIBOLD if expired else 400)
        width = text_width_px(font, words) + (GLYPH_PX + 6 if expired else 0)
        lower = QRect(rect.left(), rect.center().y() + 3, rect.width(), 20)
        paint_two_lines(painter, rect, style, plan.title, " ", step="l")
        draw_words(
            painter,
            lower.adjusted(0, 0, -width - 10, 0),
            "　".join(parts),
            font=style.font("xs"),
            ink=style.color(style.secondary("xs")),
            is_elided=True,
        )
        role = "alert" if expired else style.secondary("xs")
        align = RIGHT | Qt.AlignmentFlag.AlignVCenter
        draw_words(painter, lower, words, font=font, ink=style.color(role), align=align)
        if expired:
            left = lower.right() - width
            top = lower.center().y() - GLYPH_PX / 2
            box = QRectF(left, top, GLYPH_PX, GLYPH_PX)
            paint_glyph(painter, box, Glyph.DUE, style, "alert")


class LibraryList(QListView):
    """One current item.

    Signals:
        item_chosen (LibraryItem | None): Another item is the current one.
        opened: Enter or a second tap.
    """

    item_chosen = Signal(object)
    opened = Signal()

    def __init__(
        self,
        model: LibraryModel,
        style: Style,
        today: Callable[[], date],
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._library = model
        self._style = style
        self.setModel(model)
        self.setItemDelegate(LibraryPainter(style, today, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setSingleStep(TWO_LINE_ROW_PX)
        self.doubleClicked.connect(self._on_double_clicked)
        style.changed.connect(self.viewport().update)

    @property
    def current_item(self) -> LibraryItem | None:
        """The chosen item."""
        return self._library.item_at(self.currentIndex().row())

    def choose_first(self) -> None:
        """Choose the first item that is no heading."""
        row = self._library.first_choice()
        if row is not None:
            self.setCurrentIndex(self._library.index(row))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        viewport = self.viewport()
        edge = QPainter(viewport)
        edge.fillRect(viewport.width() - 1, 0, 1, viewport.height(), self._style.color("border"))

    @override
    def currentChanged(self, current: _Index, previous: _Index) -> None:
        super().currentChanged(current, previous)
        self.item_chosen.emit(self._library.item_at(current.row()))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def _on_double_clicked(self, _index: QModelIndex) -> None:
        self.opened.emit()
