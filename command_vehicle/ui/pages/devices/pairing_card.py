# SPDX-License-Identifier: Apache-2.0
"""A port that is not ours: what it is, what it says when somebody listens, and how to take it."""

from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from command_vehicle.domain.plans import TaskState
from command_vehicle.domain.positioning import Fix, LinkState, ReceiverLink, SpeedBasis
from command_vehicle.domain.receivers import FoundPort, PortUse
from command_vehicle.services.ports import Clock
from command_vehicle.ui.components.button import Button, ButtonKind
from command_vehicle.ui.components.facts import Fact, FactList
from command_vehicle.ui.components.status_label import StatusLabel
from command_vehicle.ui.components.text import MUTED, Text
from command_vehicle.ui.formatting import UNKNOWN, count, time_of_day
from command_vehicle.ui.glyphs import Sign, task_sign
from command_vehicle.ui.pages.devices.words import mode_words, short_port, speed_words
from command_vehicle.ui.style import Style
from command_vehicle.ui.type_scale import BOLD, SEMIBOLD

_PAD_PX: Final = 14


@dataclass(slots=True)
class Trial:
    """What has been heard on a port since somebody began to listen.

    Attributes:
        opened_at: When it could be opened.
        link: Newest word on the port.
        fix: Newest epoch.
    """

    opened_at: datetime | None = None
    link: ReceiverLink | None = None
    fix: Fix | None = None

    @property
    def has_sentences(self) -> bool:
        """Whether it is a receiver."""
        return self.link is not None and self.link.link is LinkState.RECEIVING


class _Step(QWidget):
    """A step of the recognition: glyph, words, and what came of it."""

    def __init__(self, style: Style) -> None:
        super().__init__()
        self.state = StatusLabel(style)
        self.words = Text("", style, "m", is_wrapped=True)
        self.detail = Text("", style, "xs", MUTED)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 4)
        row.addWidget(self.state)
        row.addWidget(self.words, 1)
        row.addWidget(self.detail)

    def show_step(self, state: TaskState, words: str, detail: str = "") -> None:
        """Say how far it is."""
        sign = task_sign(state)
        self.state.show_sign(Sign(glyph=sign.glyph, role=sign.role, word=""))
        self.state.setAccessibleName(sign.word)
        self.words.setText(words)
        self.detail.setText(detail)


class PairingCard(QWidget):
    """One port.

    Signals:
        listening_wanted: Open it and hear what it says.
        accepted: Take it for good.
        left: Show the receivers again.
    """

    listening_wanted = Signal()
    accepted = Signal()
    left = Signal()

    def __init__(self, style: Style, clock: Clock, zone: tzinfo | None = None) -> None:
        super().__init__()
        self._look = style
        self._clock = clock
        self._zone = zone
        self.found: FoundPort | None = None
        self.trial = Trial()
        self.title = Text(self.tr("其他端口"), style, "xl", weight=BOLD)
        self.facts = FactList(style)
        self.advice = Text("", style, "m", "doubt", is_wrapped=True)
        self.steps = tuple(_Step(style) for _ in range(4))
        self.listen_key = Button(self.tr("听一听"), style)
        self.accept_key = Button(
            self.tr("收下此设备，以后自动识别"), style, kind=ButtonKind.PRIMARY
        )
        self.leave_key = Button(self.tr("不用它"), style)
        self.answer = Text("", style, "m", "alert", is_wrapped=True)
        self._arrange()
        self.listen_key.clicked.connect(self._on_listen)
        self.accept_key.clicked.connect(self.accepted)
        self.leave_key.clicked.connect(self.left)

    @property
    def baud_bps(self) -> int | None:
        """The speed that was found by listening."""
        link = self.trial.link
        is_found = link is not None and link.speed is SpeedBasis.FOUND
        return link.baud_bps if link is not None and is_found else None

    def show_port(self, found: FoundPort) -> None:
        """Show this port; another one than before begins anew."""
        if self.found is None or self.found.device != found.device:
            self.trial = Trial()
            self.answer.setText("")
        self.found = found
        self._refresh()

    def hear(self, report: ReceiverLink | Fix) -> None:
        """What the port says that is being listened to."""
        if isinstance(report, Fix):
            self.trial.fix = report
        else:
            self.trial.link = report
            is_open = report.link not in {LinkState.OFF, LinkState.OPENING}
            failed = {LinkState.BUSY, LinkState.DENIED, LinkState.GONE}
            if is_open and report.link not in failed and self.trial.opened_at is None:
                self.trial.opened_at = self._clock.now()
        self._refresh()

    def show_trouble(self, sentence: str) -> None:
        """Say why the device could not be taken."""
        self.answer.setText(sentence)
        self._refresh()

    def _on_listen(self) -> None:
        self.trial = Trial()
        self._refresh()
        self.listening_wanted.emit()

    def _refresh(self) -> None:
        found = self.found
        if found is None:
            return
        usb = self.tr("不在 USB 上") if found.usb is None else found.usb.chip
        number = None if found.usb is None else found.usb.serial_number
        self.facts.show_facts(
            [
                Fact(name=self.tr("端口"), value=short_port(found.device), weight=SEMIBOLD),
                Fact(name=self.tr("USB 身份"), value=usb),
                Fact(name=self.tr("串号"), value=number or self.tr("无")),
                Fact(name=self.tr("占用"), value=found.holder or self.tr("无")),
            ]
        )
        self._show_advice(found)
        self._show_steps()

    def _show_advice(self, found: FoundPort) -> None:
        words = ""
        if found.use is PortUse.HELD:
            words = self.tr("串口 %1 被“%2”占用，本程序不抢。关闭它后点“重新查看端口”。")
        elif found.use is PortUse.DENIED:
            words = self.tr("无权打开 %1。把本用户加入 %3 组后重新登录：sudo usermod -aG %3 用户名")
        words = words.replace("%1", short_port(found.device)).replace("%2", found.holder or UNKNOWN)
        self.advice.setText(words.replace("%3", found.group or "dialout"))
        self.advice.setVisible(bool(words))
        reason = {
            PortUse.NOT_GIVEN: None,
            PortUse.HELD: self.tr("被占用，不能打开"),
            PortUse.DENIED: self.tr("无权，不能打开"),
        }[found.use]
        self.listen_key.set_blocked(reason)
        self.accept_key.set_blocked(reason)

    def _show_steps(self) -> None:
        trial, link = self.trial, self.trial.link
        opened, listened, heard, fixed = self.steps
        is_open = trial.opened_at is not None
        opened.show_step(
            TaskState.DONE if is_open else TaskState.NOT_STARTED,
            self.tr("端口可打开"),
            time_of_day(trial.opened_at, self._zone, seconds=True) if is_open else "",
        )
        speed = "" if link is None else speed_words(link.baud_bps, link.speed)
        listened.show_step(
            self._progress(is_open, trial.has_sentences), self.tr("监听 4800 … 921600"), speed
        )
        sentences = 0 if link is None else link.sentence_count
        heard.show_step(
            self._progress(is_open, trial.has_sentences),
            self.tr("听到定位语句"),
            self.tr("%1 句").replace("%1", count(sentences)) if sentences else "",
        )
        has_fix = trial.fix is not None and trial.fix.is_valid
        fixed.show_step(
            self._progress(trial.has_sentences, has_fix),
            self.tr("核对定位"),
            mode_words(trial.fix) if trial.fix is not None else "",
        )
        self.answer.setVisible(bool(self.answer.text()))

    @staticmethod
    def _progress(is_begun: bool, is_done: bool) -> TaskState:  # noqa: FBT001
        if is_done:
            return TaskState.DONE
        return TaskState.IN_PROGRESS if is_begun else TaskState.NOT_STARTED

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(_PAD_PX, 12, _PAD_PX, 12)
        column.setSpacing(8)
        column.addWidget(self.title)
        column.addWidget(self.facts)
        column.addWidget(self.advice)
        heading = self.tr("辨认　只听，不发射")
        column.addWidget(Text(heading, self._look, "s", MUTED, weight=SEMIBOLD))
        for step in self.steps:
            column.addWidget(step)
        column.addWidget(self.listen_key)
        column.addStretch(1)
        column.addWidget(self.answer)
        column.addWidget(self.accept_key)
        column.addWidget(self.leave_key)
