# SPDX-License-Identifier: Apache-2.0
"""The list of tasks: 52 px rows under headings; Space completes, Enter opens the panel."""

from datetime import tzinfo
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QShowEvent
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

from command_vehicle.domain.task_clock import ClockState
from command_vehicle.services.plans.board import TaskLine
from command_vehicle.ui.components.painting import draw_words, fill_box, text_width_px
from command_vehicle.ui.components.rows import RIGHT, paint_row_ground, paint_two_lines
from command_vehicle.ui.glyphs import GLYPH_PX, paint_glyph
from command_vehicle.ui.pages.plans.task_model import ROW_ROLE, TaskModel
from command_vehicle.ui.pages.plans.task_rows import GroupHead
from command_vehicle.ui.pages.plans.words import (
    clock_words,
    line_sign,
    not_due_word,
    state_detail,
    task_subtitle,
)
from command_vehicle.ui.style import Style
from command_vehicle.ui.type_scale import BOLD, REGULAR, SEMIBOLD

TASK_ROW_PX: Final = 52
GROUP_ROW_PX: Final = 34
_PAD_PX: Final = 12
_TITLE_LEFT_PX: Final = 44
_OWNER_PX: Final = 152
_CLOCK_PX: Final = 104
_STATE_PX: Final = 112
_CLOCK_FONT_PX: Final = 18
_BAR_PX: Final = (120, 8)
_MIDDLE: Final = Qt.AlignmentFlag.AlignVCenter
_Index = QModelIndex | QPersistentModelIndex


class TaskPainter(QStyledItemDelegate):
    """Paints a heading with its bar, or a task in five columns."""

    def __init__(self, style: Style, zone: tzinfo | None, parent: QWidget) -> None:
        super().__init__(parent)
        self._style = style
        self._zone = zone

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        is_head = isinstance(index.data(ROW_ROLE), GroupHead)
        return QSize(0, GROUP_ROW_PX if is_head else TASK_ROW_PX)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row = index.data(ROW_ROLE)
        painter.save()
        if isinstance(row, GroupHead):
            self._paint_head(painter, option.rect, row)
        elif isinstance(row, TaskLine):
            list_view = self.parent()
            paint_row_ground(
                painter,
                option.rect,
                self._style,
                is_selected=bool(option.state & QStyle.StateFlag.State_Selected),
                has_focus=isinstance(list_view, QWidget) and list_view.hasFocus(),
            )
            self._paint_task(painter, option.rect.adjusted(0, 0, 0, -1), row)
        painter.restore()

    def _paint_head(self, painter: QPainter, rect: QRect, head: GroupHead) -> None:
        style = self._style
        painter.fillRect(rect, style.color("sunken"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, style.color("line"))
        font = style.font("s", SEMIBOLD)
        words = rect.adjusted(_PAD_PX, 0, -_PAD_PX, -1)
        draw_words(painter, words, head.name, font=font, ink=style.color("text"))
        left = words.left() + text_width_px(font, head.name) + _PAD_PX
        width, height = _BAR_PX
        bar = QRectF(left, words.center().y() - height / 2 + 0.5, width, height)
        fill_box(painter, bar, ground=None, line=style.color("text"), radius_px=0)
        if head.due:
            done = QRectF(bar.left(), bar.top(), bar.width() * head.closed / head.due, height)
            painter.fillRect(done, style.color("text"))
        counts = words.adjusted(int(bar.right()) + _PAD_PX - words.left(), 0, 0, 0)
        text = f"{head.closed} / {head.due}"
        draw_words(painter, counts, text, font=style.font("s"), ink=style.color("text"))

    def _paint_task(self, painter: QPainter, rect: QRect, line: TaskLine) -> None:
        state_px = max(_STATE_PX, text_width_px(self._style.font("xs"), not_due_word()) + _PAD_PX)
        state = QRect(rect.right() - _PAD_PX - state_px, rect.top(), state_px, rect.height())
        clock = QRect(state.left() - _CLOCK_PX, rect.top(), _CLOCK_PX, rect.height())
        owner = QRect(clock.left() - _OWNER_PX, rect.top(), _OWNER_PX, rect.height())
        title = QRect(
            rect.left() + _TITLE_LEFT_PX,
            rect.top(),
            owner.left() - rect.left() - _TITLE_LEFT_PX - _PAD_PX,
            rect.height(),
        )
        sign = line_sign(line)
        top = rect.top() + (rect.height() - GLYPH_PX) / 2
        glyph = QRectF(rect.left() + 14, top, GLYPH_PX, GLYPH_PX)
        paint_glyph(painter, glyph, sign.glyph, self._style, sign.role)
        weight = SEMIBOLD if line.is_due and not line.is_closed else REGULAR
        paint_two_lines(
            painter,
            title,
            self._style,
            line.task.title,
            task_subtitle(line),
            step="l",
            weight=weight,
        )
        self._paint_owner(painter, owner, line)
        self._paint_clock(painter, clock, line)
        self._paint_state(painter, state, line)

    def _paint_owner(self, painter: QPainter, rect: QRect, line: TaskLine) -> None:
        group = line.task.group if line.owner != line.task.group else ""
        paint_two_lines(painter, rect, self._style, line.owner, group, weight=REGULAR)

    def _paint_clock(self, painter: QPainter, rect: QRect, line: TaskLine) -> None:
        role = {ClockState.OVERDUE: "alert", ClockState.SOON: "soon"}.get(line.clock.state, "text")
        draw_words(
            painter,
            rect,
            clock_words(line, self._zone),
            font=self._style.sized_font(_CLOCK_FONT_PX, BOLD),
            ink=self._style.color(role),
            align=RIGHT | _MIDDLE,
        )

    def _paint_state(self, painter: QPainter, rect: QRect, line: TaskLine) -> None:
        sign = line_sign(line)
        detail = state_detail(line, self._zone)
        upper = QRect(rect.left(), rect.center().y() - 23, rect.width(), 24) if detail else rect
        align = RIGHT | _MIDDLE
        ink = self._style.color(sign.role)
        font = self._style.font("m", SEMIBOLD)
        draw_words(painter, upper, sign.word, font=font, ink=ink, align=align)
        if detail:
            lower = QRect(rect.left(), rect.center().y() + 2, rect.width(), 19)
            faint = self._style.color(self._style.secondary("xs"))
            font = self._style.font("xs")
            draw_words(painter, lower, detail, font=font, ink=faint, align=align)


class TaskList(QListView):
    """One current task.

    Signals:
        task_chosen (TaskLine | None): Another task is the current one.
        completion_wanted: Space.
        opened: Enter or a second tap.
    """

    task_chosen = Signal(object)
    completion_wanted = Signal()
    opened = Signal()

    def __init__(
        self,
        model: TaskModel,
        style: Style,
        zone: tzinfo | None,
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tasks = model
        self.setModel(model)
        self.setItemDelegate(TaskPainter(style, zone, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setSingleStep(TASK_ROW_PX)
        self.doubleClicked.connect(self._on_double_clicked)
        style.changed.connect(self.viewport().update)

    @property
    def current_line(self) -> TaskLine | None:
        """The chosen task as it stands now."""
        return self._tasks.line_at(self.currentIndex().row())

    def choose(self, task_key: str | None) -> None:
        """Make a task the current one, or the first where it is not in the list."""
        row = self._tasks.row_of(task_key)
        if row is not None:
            self.setCurrentIndex(self._tasks.index(row))
            self.scrollTo(self._tasks.index(row))

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.scrollTo(self.currentIndex())

    @override
    def currentChanged(self, current: _Index, previous: _Index) -> None:
        super().currentChanged(current, previous)
        self.task_chosen.emit(self._tasks.line_at(current.row()))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self.completion_wanted.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def _on_double_clicked(self, _index: QModelIndex) -> None:
        self.opened.emit()
