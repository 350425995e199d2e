# SPDX-License-Identifier: Apache-2.0
"""The table of the catalogue: rows of two lines, painted column by column."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)
from typing_extensions import override

from command_vehicle.domain.resources import Resource, ResourceKind, ResourceState
from command_vehicle.ui import formatting
from command_vehicle.ui.components.painting import draw_words, text_width_px
from command_vehicle.ui.components.rows import (
    BAR_PX,
    HEADING_ROW_PX,
    LEFT,
    RIGHT,
    TWO_LINE_ROW_PX,
    paint_two_lines,
)
from command_vehicle.ui.glyphs import GLYPH_PX, Glyph, paint_glyph
from command_vehicle.ui.icons import IconSet
from command_vehicle.ui.pages.resources.catalogue_model import STATE_ROLE, CatalogueModel, Column
from command_vehicle.ui.pages.resources.words import (
    ICON_OF_KIND,
    doubt_words,
    is_strength_unknown,
    kind_word,
    status_age,
    status_sign,
    strength_words,
    verification_words,
)
from command_vehicle.ui.style import Style
from command_vehicle.ui.type_scale import REGULAR, SEMIBOLD

_PAD_PX: Final = 12
_ICON_PX: Final = 24
_RING_PX: Final = 2
_MIDDLE: Final = Qt.AlignmentFlag.AlignVCenter
_WIDTHS: Final = {
    Column.STRENGTH: 132,
    Column.DISTANCE: 92,
    Column.CONTACT: 156,
    Column.VERIFIED: 138,
    Column.STATUS: 132,
}
_LARGE_TEAM: Final = Resource(code="", kind=ResourceKind.TEAM, name="", people=888, vehicles=88)
_Index = QModelIndex | QPersistentModelIndex


class CataloguePainter(QStyledItemDelegate):
    """Paints the cells of a resource."""

    def __init__(
        self,
        model: CatalogueModel,
        style: Style,
        icons: IconSet,
        *,
        now: Callable[[], datetime],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._style = style
        self._icons = icons
        self._now = now
        self._cells: dict[Column, Callable[[QPainter, QRect, ResourceState], None]] = {
            Column.NAME: self._paint_name,
            Column.STRENGTH: self._paint_strength,
            Column.DISTANCE: self._paint_distance,
            Column.CONTACT: self._paint_contact,
            Column.VERIFIED: self._paint_verified,
            Column.STATUS: self._paint_status,
        }

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(0, TWO_LINE_ROW_PX)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        state = index.data(STATE_ROLE)
        if not isinstance(state, ResourceState):
            return
        column = Column(index.column())
        self._paint_ground(painter, option.rect, option.state, column)
        self._cells[column](painter, option.rect.adjusted(_PAD_PX, 0, -_PAD_PX, -1), state)

    def _paint_ground(
        self, painter: QPainter, rect: QRect, flags: QStyle.StateFlag, column: Column
    ) -> None:
        is_selected = bool(flags & QStyle.StateFlag.State_Selected)
        painter.fillRect(rect, self._style.color("accentSoft" if is_selected else "raised"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, self._style.color("line"))
        if not is_selected:
            return
        if column is Column.NAME:
            painter.fillRect(
                rect.left(), rect.top(), BAR_PX, rect.height(), self._style.color("accent")
            )
        if flags & QStyle.StateFlag.State_Active and self._table_has_focus():
            focus = self._style.color("focus")
            painter.fillRect(rect.left(), rect.top(), rect.width(), _RING_PX, focus)
            painter.fillRect(rect.left(), rect.bottom() - 1, rect.width(), _RING_PX, focus)

    def _table_has_focus(self) -> bool:
        table = self.parent()
        return isinstance(table, QWidget) and table.hasFocus()

    def _paint_name(self, painter: QPainter, rect: QRect, state: ResourceState) -> None:
        resource = state.resource
        icon = self._icons[ICON_OF_KIND[resource.kind]]
        top = rect.top() + (rect.height() - _ICON_PX) // 2
        painter.drawPixmap(rect.left(), top, icon.pixmap(self._style.color("text"), _ICON_PX))
        second = [kind_word(resource.kind), resource.capability or resource.address]
        paint_two_lines(
            painter,
            rect.adjusted(_ICON_PX + 10, 0, 0, 0),
            self._style,
            resource.name,
            "　".join(part for part in second if part),
            step="l",
        )

    def _paint_strength(self, painter: QPainter, rect: QRect, state: ResourceState) -> None:
        role = "doubt" if is_strength_unknown(state.resource) else "text"
        self._words(painter, rect, strength_words(state.resource), weight=SEMIBOLD, role=role)

    def _paint_distance(self, painter: QPainter, rect: QRect, state: ResourceState) -> None:
        metres = self._model.distance_m(state)
        words = formatting.distance(metres)
        role = "doubt" if metres is None else "text"
        self._words(painter, rect, words, weight=SEMIBOLD, role=role, align=RIGHT | _MIDDLE)

    def _paint_contact(self, painter: QPainter, rect: QRect, state: ResourceState) -> None:
        contact = state.resource.contact
        phone = contact.phone or self.tr("电话未知")
        role = None if contact.phone else "doubt"
        name = contact.name or formatting.UNKNOWN
        paint_two_lines(painter, rect, self._style, name, phone, weight=REGULAR, second_role=role)

    def _paint_verified(self, painter: QPainter, rect: QRect, state: ResourceState) -> None:
        doubt = doubt_words(state.resource, self._now().date())
        if not doubt:
            self._words(painter, rect, verification_words(state.resource))
            return
        day = verification_words(state.resource) if state.resource.verified_on else doubt
        second = doubt if state.resource.verified_on else ""
        glyph = QRectF(rect.left(), rect.center().y() - GLYPH_PX / 2, GLYPH_PX, GLYPH_PX)
        paint_glyph(painter, glyph, Glyph.STALE, self._style)
        words = rect.adjusted(GLYPH_PX + 6, 0, 0, 0)
        if second:
            paint_two_lines(
                painter, words, self._style, day, second, weight=REGULAR, second_role="doubt"
            )
        else:
            self._words(painter, words, day, role="doubt")

    def _paint_status(self, painter: QPainter, rect: QRect, state: ResourceState) -> None:
        now = self._now()
        sign = status_sign(state, now)
        glyph = QRectF(rect.left(), rect.center().y() - GLYPH_PX / 2, GLYPH_PX, GLYPH_PX)
        paint_glyph(painter, glyph, sign.glyph, self._style, sign.role)
        words = rect.adjusted(GLYPH_PX + 6, 0, 0, 0)
        age = status_age(state, now)
        if not age:
            self._words(painter, words, sign.word, role=sign.role)
            return
        role = "doubt" if sign.glyph is Glyph.STALE else None
        paint_two_lines(painter, words, self._style, sign.word, age, second_role=role)

    def _words(
        self,
        painter: QPainter,
        rect: QRect,
        text: str,
        *,
        weight: int = REGULAR,
        role: str = "text",
        align: Qt.AlignmentFlag = LEFT | _MIDDLE,
    ) -> None:
        font, ink = self._style.font("m", weight), self._style.color(role)
        draw_words(painter, rect, text, font=font, ink=ink, align=align)


class CatalogueTable(QTableView):
    """Chooses one resource; Enter or a second tap opens the panel.

    Signals:
        resource_chosen (ResourceState | None): Another line is the current one.
        opened: Enter or a second tap.
    """

    resource_chosen = Signal(object)
    opened = Signal()

    def __init__(
        self,
        model: CatalogueModel,
        style: Style,
        icons: IconSet,
        *,
        now: Callable[[], datetime],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._catalogue = model
        self._style = style
        self.setModel(model)
        self.setItemDelegate(CataloguePainter(model, style, icons, now=now, parent=self))
        self._set_up()
        self.doubleClicked.connect(self._on_double_clicked)
        style.changed.connect(self._restyle)
        self._restyle()

    @property
    def current_state(self) -> ResourceState | None:
        """The chosen resource."""
        return self._catalogue.state_at(self.currentIndex().row())

    def choose(self, code: str | None) -> None:
        """Make a resource the current one, or the first where it is not in the list."""
        row = self._catalogue.row_of(code) if code is not None else None
        index = self._catalogue.index(row or 0, 0)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)

    @override
    def currentChanged(self, current: _Index, previous: _Index) -> None:
        super().currentChanged(current, previous)
        if current.row() != previous.row():
            self.resource_chosen.emit(self._catalogue.state_at(current.row()))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
            return
        super().keyPressEvent(event)

    def _set_up(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setSingleStep(TWO_LINE_ROW_PX)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(TWO_LINE_ROW_PX)
        heads = self.horizontalHeader()
        heads.setFixedHeight(HEADING_ROW_PX)
        heads.setHighlightSections(False)
        heads.setDefaultAlignment(LEFT | Qt.AlignmentFlag.AlignVCenter)
        heads.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        heads.setSectionResizeMode(Column.NAME, QHeaderView.ResizeMode.Stretch)

    def _restyle(self) -> None:
        self.horizontalHeader().setFont(self._style.font("xs"))
        for column, width in _WIDTHS.items():
            self.setColumnWidth(column, max(width, self._words_px(column)))
        self.viewport().update()

    def _words_px(self, column: Column) -> int:
        """Room that the words of the language in force need."""
        head = str(self._catalogue.headerData(column, Qt.Orientation.Horizontal))
        width = text_width_px(self._style.font("xs"), head)
        if column is Column.STRENGTH:
            words = strength_words(_LARGE_TEAM)
            width = max(width, text_width_px(self._style.font("m", SEMIBOLD), words))
        return width + 2 * _PAD_PX + 4

    def _on_double_clicked(self, _index: QModelIndex) -> None:
        self.opened.emit()
