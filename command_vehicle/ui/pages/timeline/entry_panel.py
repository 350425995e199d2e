# SPDX-License-Identifier: Apache-2.0
"""One entry in full: wording, times, author, place, how far it has come, what was corrected."""

from datetime import tzinfo
from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from command_vehicle.domain.timeline import Entry
from command_vehicle.ui.components.button import Button
from command_vehicle.ui.components.chip import Chip
from command_vehicle.ui.components.facts import Fact, FactList
from command_vehicle.ui.components.panel_host import SidePanel
from command_vehicle.ui.components.surface import Edge, Surface
from command_vehicle.ui.components.text import MUTED, Text
from command_vehicle.ui.formatting import accuracy, coordinate, day_and_time, time_of_day
from command_vehicle.ui.icons import IconSet
from command_vehicle.ui.pages.timeline.amend_form import AmendForm
from command_vehicle.ui.pages.timeline.history import DeliveryLines, HistoryLines
from command_vehicle.ui.pages.timeline.words import (
    full_time,
    kind_word,
    place,
    sub_kind_word,
    who,
)
from command_vehicle.ui.style import Style
from command_vehicle.ui.type_scale import SEMIBOLD

_TEXT_PX: Final = 18
_PAD_PX: Final = 14


class Headline(QLabel):
    """The wording in 18 px; struck through once the entry has been taken back."""

    def __init__(self, style: Style) -> None:
        super().__init__()
        self._look = style
        self._is_struck = False
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        style.changed.connect(self._restyle)
        self._restyle()

    def show_words(self, words: str, *, is_struck: bool) -> None:
        """Show a wording."""
        self._is_struck = is_struck
        self.setText(words)
        self._restyle()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._restyle()

    def _restyle(self) -> None:
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, self._look.color("text"))
        self.setPalette(palette)
        font = self._look.sized_font(_TEXT_PX, SEMIBOLD)
        font.setStrikeOut(self._is_struck)
        self.setFont(font)


class EntryPanel(SidePanel):
    """Shows the chosen entry; amending happens in place of the buttons.

    Signals:
        map_wanted (GeoPoint): Show this place.
        correction_submitted (str, str): New wording and reason.
        retraction_submitted (str): Reason.
        amending_ended: The list gets the keys back.
    """

    map_wanted = Signal(object)
    correction_submitted = Signal(str, str)
    retraction_submitted = Signal(str)
    amending_ended = Signal()

    def __init__(self, style: Style, icons: IconSet, zone: tzinfo | None) -> None:
        super().__init__(style)
        self._look = style
        self._zone = zone
        self._entry: Entry | None = None
        self._kind = Chip("", style)
        self._sub_kind = Chip("", style)
        self._number = Text("", style, "xs", MUTED)
        self.close_key = Button(self.tr("关闭"), style, key="Esc")
        self.headline = Headline(style)
        self.facts = FactList(style)
        self.delivery = DeliveryLines(style, zone)
        self.history = HistoryLines(style, zone)
        self.form = AmendForm(style)
        self.map_key = Button(self.tr("看地图"), style, icon=icons["pin"])
        self.correct_key = Button(self.tr("更正"), style, icon=icons["pencil"], key="R")
        self.retract_key = Button(self.tr("撤回"), style, icon=icons["strike"], key="Del")
        self._keys = QWidget()
        self._foot = Surface(style, "surface", Edge.TOP)
        self._body = QWidget()
        self._nothing = Text(self.tr("选一条记录看全文"), style, "m", MUTED)
        self._arrange()
        self._connect()
        self.show_entry(None)

    @property
    def entry(self) -> Entry | None:
        """The entry shown."""
        return self._entry

    @property
    def is_amending(self) -> bool:
        """Whether a correction or retraction is being written."""
        return not self.form.isHidden()

    def show_entry(self, entry: Entry | None) -> None:
        """Show another entry, or the new state of this one."""
        is_other = entry is None or self._entry is None or entry.id != self._entry.id
        self._entry = entry
        if is_other:
            self.end_amending()
        self._body.setVisible(entry is not None)
        self._foot.setVisible(entry is not None)
        self._nothing.setVisible(entry is None)
        if entry is not None:
            self._fill(entry)

    def set_closable(self, *, is_closable: bool) -> None:
        """Offer a key to close the panel, where it lies over the page."""
        self.close_key.setVisible(is_closable)

    def begin_correction(self) -> None:
        """Open the form for a new wording."""
        if self._entry is not None:
            self._show_form(is_shown=True)
            self.form.begin_correction(self._entry)

    def begin_retraction(self) -> None:
        """Open the form for a reason."""
        if self._entry is not None and self._entry.text_in_force is not None:
            self._show_form(is_shown=True)
            self.form.begin_retraction()

    def end_amending(self) -> None:
        """Back to the buttons."""
        if self.is_amending:
            self._show_form(is_shown=False)
            self.amending_ended.emit()

    def _show_form(self, *, is_shown: bool) -> None:
        self.form.setVisible(is_shown)
        self._keys.setVisible(not is_shown)

    def _fill(self, entry: Entry) -> None:
        recorded = entry.recorded
        self._kind.set_text(kind_word(recorded.kind))
        sub_kind = sub_kind_word(recorded.kind)
        self._sub_kind.set_text(sub_kind or "")
        self._sub_kind.setVisible(sub_kind is not None)
        number = f"{entry.id.lane.value}-{entry.id.seq:04d}"
        self._number.setText(self.tr("记录 %1").replace("%1", number))
        is_retracted = entry.text_in_force is None
        self.headline.show_words(entry.text_in_force or recorded.text, is_struck=is_retracted)
        self.facts.show_facts(self._facts(entry))
        self.delivery.show_entry(entry)
        self.history.show_entry(entry)
        is_placed = recorded.position is not None
        self.map_key.set_blocked(None if is_placed else self.tr("无位置"))
        self.retract_key.set_blocked(self.tr("已撤回") if is_retracted else None)

    def _facts(self, entry: Entry) -> list[Fact]:
        recorded = entry.recorded
        facts = [
            Fact(name=self.tr("发生"), value=full_time(entry, self._zone), weight=SEMIBOLD),
            Fact(
                name=self.tr("记录"),
                value=time_of_day(entry.recorded_at, self._zone, seconds=True)
                if not entry.is_late
                else day_and_time(entry.recorded_at, self._zone),
            ),
        ]
        if recorded.late_reason:
            facts.append(Fact(name=self.tr("补记原因"), value=recorded.late_reason))
        facts.append(Fact(name=self.tr("记录人"), value=who(entry)))
        facts.append(self._place_fact(entry))
        if recorded.tags:
            tags = "　".join(f"#{tag}" for tag in recorded.tags)
            facts.append(Fact(name=self.tr("标签"), value=tags))
        return facts

    def _place_fact(self, entry: Entry) -> Fact:
        stamp = entry.recorded.position
        where = place(stamp, self._zone)
        if stamp is None:
            return Fact(name=self.tr("位置"), value=where.words, role="doubt")
        exact = f"{coordinate(stamp.point)}　{accuracy(stamp.accuracy_m)}"
        if where.is_doubtful:
            return Fact(name=self.tr("位置"), value=f"{exact}\n{where.whole}", role="doubt")
        return Fact(name=self.tr("位置"), value=exact)

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self._kind)
        head.addWidget(self._sub_kind)
        head.addStretch(1)
        head.addWidget(self._number)
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        first = QVBoxLayout()
        first.setContentsMargins(_PAD_PX, _PAD_PX, _PAD_PX, _PAD_PX)
        first.setSpacing(10)
        first.addLayout(head)
        first.addWidget(self.headline)
        first.addWidget(self.facts)
        column.addLayout(first)
        column.addWidget(self.delivery)
        column.addWidget(self.history)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(self._body)
        scroll.setWidgetResizable(True)
        self._body.setAutoFillBackground(False)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setContentsMargins(0, 24, 0, 0)
        top = QHBoxLayout()
        top.setContentsMargins(_PAD_PX, 4, _PAD_PX, 0)
        top.addWidget(self.close_key)
        top.addStretch(1)
        self.column.addLayout(top)
        self.column.addWidget(self._nothing)
        self.column.addWidget(scroll, 1)
        self.column.addWidget(self._foot)
        self._arrange_foot()

    def _arrange_foot(self) -> None:
        grid = QGridLayout(self._keys)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        grid.addWidget(self.map_key, 0, 0, 1, 2)
        grid.addWidget(self.correct_key, 1, 0)
        grid.addWidget(self.retract_key, 1, 1)
        column = QVBoxLayout(self._foot)
        column.setContentsMargins(_PAD_PX, 12, _PAD_PX, 12)
        column.addWidget(self._keys)
        column.addWidget(self.form)
        self.form.hide()

    def _connect(self) -> None:
        self.map_key.clicked.connect(self._on_map_key)
        self.correct_key.clicked.connect(self.begin_correction)
        self.retract_key.clicked.connect(self.begin_retraction)
        self.form.cancelled.connect(self.end_amending)
        self.form.submitted.connect(self._on_submitted)

    def _on_map_key(self) -> None:
        if self._entry is not None and self._entry.recorded.position is not None:
            self.map_wanted.emit(self._entry.recorded.position.point)

    def _on_submitted(self, wording: str | None, reason: str) -> None:
        if wording is None:
            self.retraction_submitted.emit(reason)
        else:
            self.correction_submitted.emit(wording, reason)
