# SPDX-License-Identifier: Apache-2.0
"""The quick log at the foot of every page: kind, line, stamp, save. Saving is never blocked."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Final, Protocol

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from command_vehicle.domain.errors import ErrorCode, ExpectedError
from command_vehicle.domain.operations import Operation
from command_vehicle.domain.positioning import STALE_AFTER_S
from command_vehicle.domain.timeline import LATE_ENTRY_AFTER, EntryKind, PositionStamp
from command_vehicle.services.ports import Clock, KeptState
from command_vehicle.services.timeline.quick_line import QuickLine
from command_vehicle.ui.components.button import Button, ButtonKind
from command_vehicle.ui.components.painting import draw_words, text_width_px
from command_vehicle.ui.components.rows import RIGHT
from command_vehicle.ui.components.surface import Edge, Surface
from command_vehicle.ui.error_words import error_sentence
from command_vehicle.ui.formatting import DOT, accuracy, age, coordinate, time_of_day
from command_vehicle.ui.frame.kind_keys import KindKeys
from command_vehicle.ui.frame.kinds import KindKey, key_of
from command_vehicle.ui.frame.line_edit import LineEdit
from command_vehicle.ui.frame.notice_line import NoticeLine, NoticeRank
from command_vehicle.ui.glyphs import Glyph
from command_vehicle.ui.size_classes import SizeClass
from command_vehicle.ui.style import Style
from command_vehicle.ui.type_scale import SEMIBOLD

_KEPT_LINE: Final = "quick_log.line"
_KEPT_KIND: Final = "quick_log.kind"
_KEEP_AFTER_MS: Final = 1000
_WIDEST_STAMP: Final = "00:00 ・ 00.00000, 000.00000"


class EntryRecorder(Protocol):
    """Who takes the line: the timeline service."""

    def read_line(self, line: str) -> QuickLine:
        """What the line would record now."""
        ...

    def record(
        self,
        kind: EntryKind,
        line: str,
        then: Callable[[Operation], None],
        failed: Callable[[ExpectedError], None],
    ) -> None:
        """Save it; exactly one of the callbacks is called."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class QuickLogServices:
    """What the quick log works with.

    Attributes:
        recorder: Takes the line.
        stamp: The position that a record would carry now; None without one.
        clock: Time of this machine.
        zone: Local time zone.
        kept: Keeps the unsaved line across restarts.
    """

    recorder: EntryRecorder
    stamp: Callable[[], PositionStamp | None]
    clock: Clock
    zone: tzinfo
    kept: KeptState


class StampView(QWidget):
    """Time and place that a record made now would carry, and how old the place is."""

    def __init__(self, style: Style, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._first = ""
        self._second = ""
        self._role = "text"
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        style.changed.connect(self.update)

    @property
    def shown_lines(self) -> tuple[str, str]:
        """Both lines as a person reads them."""
        return self._first, self._second

    @property
    def role(self) -> str:
        """Colour role of the words: `text`, `doubt`."""
        return self._role

    def show_stamp(
        self, stamp: PositionStamp | None, at: datetime, zone: tzinfo, *, is_late: bool
    ) -> None:
        """Show what would be recorded for `at`."""
        time = time_of_day(at, zone)
        if is_late:
            time = self.tr("补记 {time}").replace("{time}", time)
        if stamp is None:
            self._role = "doubt"
            self._first, self._second = time, self.tr("无位置")
        else:
            self._first = f"{time} {DOT} {coordinate(stamp.point)}"
            self._show_position(stamp, zone)
        self.setAccessibleName(f"{self._first} {self._second}")
        self.update()

    def _show_position(self, stamp: PositionStamp, zone: tzinfo) -> None:
        if stamp.age_s <= STALE_AFTER_S:
            self._role = "text"
            fix = self.tr("定位 {age}").replace("{age}", age(stamp.age_s))
            self._second = f"{fix} {DOT} {accuracy(stamp.accuracy_m)}"
        else:
            self._role = "doubt"
            self._second = (
                self.tr("用 {time} 的位置，{age} 前")
                .replace("{time}", time_of_day(stamp.fixed_at, zone, seconds=True))
                .replace("{age}", age(stamp.age_s))
            )

    @override
    def sizeHint(self) -> QSize:
        return QSize(text_width_px(self._style.font("m", SEMIBOLD), _WIDEST_STAMP) + 4, 44)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        style = self._style
        align = RIGHT | Qt.AlignmentFlag.AlignVCenter
        middle = self.height() // 2
        faint = style.secondary("xs") if self._role == "text" else self._role
        draw_words(
            painter,
            QRect(0, middle - 22, self.width(), 22),
            self._first,
            font=style.font("m", SEMIBOLD),
            ink=style.color(self._role),
            align=align,
        )
        draw_words(
            painter,
            QRect(0, middle + 2, self.width(), 19),
            self._second,
            font=style.font("xs"),
            ink=style.color(faint),
            align=align,
        )


class QuickLog(Surface):
    """One key, then text, then Enter.

    Signals:
        saved (Operation): A line is on disk.
        left: Escape was pressed in the line.
    """

    saved = Signal(object)
    left = Signal()

    def __init__(
        self, style: Style, services: QuickLogServices, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(style, "surface", Edge.TOP, line="border", parent=parent)
        self._services = services
        self._submitted: str | None = None
        self.kinds = KindKeys(style, parent=self)
        self.line = LineEdit(style, parent=self)
        self.setFocusProxy(self.line)
        self.stamp = StampView(style, parent=self)
        self.save_button = Button(self.tr("保存"), style, kind=ButtonKind.PRIMARY, key="Enter")
        self.fault = NoticeLine(style, NoticeRank.ALERT, parent=self)
        self._row = QWidget(self)
        self._keep = QTimer(self, singleShot=True, interval=_KEEP_AFTER_MS)
        self.line.setPlaceholderText(self.tr("记一笔：@资源　#标签　-5 表示五分钟前"))
        self.line.setAccessibleName(self.tr("快速记录"))
        self._build()
        self._connect()
        self._restore()
        self.refresh()

    @property
    def kind(self) -> EntryKind:
        """Kind in force."""
        return self.kinds.kind

    def set_size_class(self, sizes: SizeClass) -> None:
        """Take the height and the keys of a size class."""
        self._row.setFixedHeight(sizes.quick_log_px - 1)
        self.kinds.set_measure(sizes.kind_key_px)

    def choose(self, key: KindKey) -> None:
        """An F-key from anywhere: commit a composition, choose the kind, go to the line."""
        self.line.commit_composition()
        self.kinds.press(key)
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def refresh(self) -> None:
        """Show the time and place that a record would carry now."""
        services = self._services
        now = services.clock.now()
        said = services.recorder.read_line(self.line.toPlainText())
        at = said.happened_at or now
        is_late = now - at > LATE_ENTRY_AFTER
        self.stamp.show_stamp(services.stamp(), at, services.zone, is_late=is_late)

    def save(self) -> None:
        """Hand the line over; it stays in the field until it is on disk."""
        if self._submitted is not None:
            return
        self._submitted = self.line.toPlainText()
        self._services.recorder.record(self.kind, self._submitted, self._on_saved, self._on_failed)

    def keep_line(self) -> None:
        """Keep the unsaved line for the next start."""
        text = self.line.toPlainText()
        self._services.kept.write(_KEPT_LINE, text or None)
        self._services.kept.write(_KEPT_KIND, str(self.kind.value) if text else None)

    def _build(self) -> None:
        row = QHBoxLayout(self._row)
        row.setContentsMargins(8, 0, 8, 0)
        row.setSpacing(8)
        for widget in (self.kinds, self.line, self.stamp, self.save_button):
            row.addWidget(widget)
        self.save_button.setMinimumWidth(self._widest_button_px())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 1, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.fault)
        column.addWidget(self._row)

    def _widest_button_px(self) -> int:
        """Room for the answer as well, so that nothing moves when it appears."""
        probe = Button(self._saved_words("00:00"), self._style, kind=ButtonKind.PRIMARY)
        return max(self.save_button.sizeHint().width(), probe.sizeHint().width() + 24)

    def _connect(self) -> None:
        self.line.save_wanted.connect(self.save)
        self.line.left.connect(self.left)
        self.line.textChanged.connect(self._on_text_changed)
        self.save_button.clicked.connect(self.save)
        self.kinds.kind_chosen.connect(self._on_kind_chosen)
        self._keep.timeout.connect(self.keep_line)

    def _restore(self) -> None:
        text = self._services.kept.read(_KEPT_LINE)
        kind = self._services.kept.read(_KEPT_KIND)
        known = {str(each.value): each for each in EntryKind}
        if text:
            self.line.put(text)
            if kind in known:
                self.kinds.set_kind(known[kind])

    def _on_kind_chosen(self) -> None:
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self._keep.start()

    def _on_text_changed(self) -> None:
        self._keep.start()
        self.refresh()

    def _on_saved(self, operation: Operation) -> None:
        self._take_out(self._submitted or "")
        self._submitted = None
        self.fault.say("")
        self.kinds.set_kind(key_of(EntryKind.OBSERVATION).kinds[0])
        self.keep_line()
        at = time_of_day(self._services.clock.now(), self._services.zone)
        self.save_button.report(self._saved_words(at), Glyph.SAVED)
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.saved.emit(operation)

    def _on_failed(self, error: ExpectedError) -> None:
        self._submitted = None
        if error.code is ErrorCode.VALUE_INVALID:
            self.fault.say(error_sentence(error))
        else:
            failure = self.tr("没有存上：{why}文字还在框里。")
            self.fault.say(failure.replace("{why}", error_sentence(error)))
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_out(self, saved: str) -> None:
        """Empty the field of what is on disk; what was typed meanwhile stays."""
        text = self.line.toPlainText()
        if text == saved:
            self.line.clear()
        elif text.startswith(saved):
            self.line.put(text.removeprefix(saved).lstrip())

    def _saved_words(self, at: str) -> str:
        return self.tr("{time} 已存").replace("{time}", at)
