# SPDX-License-Identifier: Apache-2.0
"""Which receiver is believed and why, the one that is looked at, or a port that is none yet."""

from datetime import tzinfo
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from command_vehicle.domain.positioning import (
    LinkState,
    PositioningState,
    ReceiverState,
    SpeedBasis,
)
from command_vehicle.domain.receivers import FoundPort
from command_vehicle.services.ports import Clock
from command_vehicle.ui.components.button import Button
from command_vehicle.ui.components.facts import Fact, FactList
from command_vehicle.ui.components.panel_host import SidePanel
from command_vehicle.ui.components.surface import Edge, Surface
from command_vehicle.ui.components.text import MUTED, Text
from command_vehicle.ui.formatting import UNKNOWN, count, offset, with_unit
from command_vehicle.ui.icons import IconSet
from command_vehicle.ui.pages.devices.pairing_card import PairingCard
from command_vehicle.ui.pages.devices.words import (
    link_advice,
    reason_words,
    receiver_sign,
    short_port,
    speed_words,
)
from command_vehicle.ui.style import Style
from command_vehicle.ui.type_scale import BOLD, SEMIBOLD

_PAD_PX: Final = 14
_CLOCK_LIMIT_S: Final = 2.0


class RankingPanel(SidePanel):
    """Order of the receivers, the reason of the choice, the port, the clock; or a pairing card."""

    def __init__(
        self, style: Style, icons: IconSet, clock: Clock, zone: tzinfo | None = None
    ) -> None:
        super().__init__(style)
        self._look = style
        self.close_key = Button(self.tr("收起"), style, icon=icons["chevron-right"])
        self.chosen = Text("", style, "xl", weight=BOLD, is_wrapped=True)
        self.reason = Text("", style, "m", is_wrapped=True)
        self.order = FactList(style)
        self.looked_at = Text("", style, "s", MUTED, weight=SEMIBOLD)
        self.facts = FactList(style)
        self.advice = Text("", style, "m", "doubt", is_wrapped=True)
        self.first_key = Button(self.tr("排到最前"), style)
        self.speed_key = Button(self.tr("自动找波特率"), style)
        self.remove_key = Button(self.tr("不再使用"), style)
        self.trouble = Text("", style, "m", "alert", is_wrapped=True)
        self.trouble.hide()
        self.card = PairingCard(style, clock, zone)
        self._ranking = QScrollArea()
        self._port = QScrollArea()
        self.clock = FactList(style)
        self.clock_advice = Text("", style, "m", "doubt", is_wrapped=True)
        self._receiver = self._group(
            self.looked_at,
            self.facts,
            self.advice,
            self.first_key,
            self.speed_key,
            self.remove_key,
            self.trouble,
            edge=Edge.TOP,
        )
        self._may_change = False
        self._arrange()

    def set_closable(self, *, is_closable: bool) -> None:
        """Offer a key to close the panel, where it lies over the page."""
        self.close_key.setVisible(is_closable)

    @property
    def shows_port(self) -> bool:
        """Whether the pairing card is in front."""
        return not self._port.isHidden()

    def show_port(self, found: FoundPort) -> None:
        """Put the pairing card of this port in front."""
        self.card.show_port(found)
        self._port.show()
        self._ranking.hide()

    def show_ranking(self) -> None:
        """Put the receivers in front."""
        self._ranking.show()
        self._port.hide()

    def show_powers(self, *, may_put_first: bool, may_change: bool) -> None:
        """Offer what can be done with the receiver that is looked at."""
        self.first_key.setVisible(may_put_first)
        self.remove_key.setVisible(may_change)
        self._may_change = may_change

    def show_trouble(self, sentence: str) -> None:
        """Say why something was not done."""
        self.trouble.setText(sentence)
        self.trouble.setVisible(bool(sentence))

    def show_state(self, state: PositioningState, looked_at: ReceiverState | None) -> None:
        """Show the present choice and the receiver that is looked at."""
        self.chosen.setText(state.source or self.tr("没有在用的接收机"))
        self.reason.setText(reason_words(state.reason))
        self.order.show_facts(
            [
                self._order_fact(number, receiver, state.source)
                for number, receiver in enumerate(state.receivers, start=1)
            ]
        )
        self._show_receiver(looked_at)
        self._show_clock(state)

    def _order_fact(self, number: int, receiver: ReceiverState, chosen: str | None) -> Fact:
        is_chosen = receiver.name == chosen
        sign = receiver_sign(receiver, is_chosen=is_chosen)
        use = self.tr("在用") if is_chosen else ""
        return Fact(
            name=f"{number}　{receiver.name}",
            value="　".join(part for part in (use, sign.word) if part),
            role=sign.role,
            weight=SEMIBOLD,
        )

    def _show_receiver(self, receiver: ReceiverState | None) -> None:
        self._receiver.setVisible(receiver is not None)
        advice = "" if receiver is None else link_advice(receiver)
        self.advice.setText(advice)
        self.advice.setVisible(bool(advice))
        if receiver is None:
            return
        self.looked_at.setText(receiver.name)
        is_off = receiver.link in {LinkState.WRONG_SPEED, LinkState.SILENT}
        is_given = receiver.speed is SpeedBasis.GIVEN and receiver.baud_bps is not None
        self.speed_key.setVisible(self._may_change and is_off and is_given)
        baud = speed_words(receiver.baud_bps, receiver.speed)
        rate = UNKNOWN if receiver.rate_hz is None else f"{receiver.rate_hz:.1f}"
        self.facts.show_facts(
            [
                Fact(name=self.tr("端口"), value=_port_words(receiver)),
                *([Fact(name=self.tr("USB 身份"), value=receiver.usb)] if receiver.usb else []),
                *([Fact(name=self.tr("来自"), value=receiver.peer)] if receiver.peer else []),
                Fact(name=self.tr("波特率"), value=baud),
                Fact(name=self.tr("定位频度"), value=with_unit(rate, "Hz")),
                Fact(name=self.tr("语句"), value=count(receiver.sentence_count)),
                Fact(name=self.tr("校验错"), value=count(receiver.checksum_errors)),
                Fact(name=self.tr("其他字节"), value=count(receiver.garbage_bytes)),
                *([Fact(name=self.tr("占用"), value=receiver.holder)] if receiver.holder else []),
            ]
        )

    def _show_clock(self, state: PositioningState) -> None:
        uncertainty = state.clock_uncertainty_s
        exact = UNKNOWN if uncertainty is None else with_unit(f"±{uncertainty:.2f}", "s")
        is_off = state.clock_offset_s is not None and abs(state.clock_offset_s) > _CLOCK_LIMIT_S
        role = "doubt" if is_off else "text"
        self.clock.show_facts(
            [
                Fact(name=self.tr("本机时钟偏差"), value=offset(state.clock_offset_s), role=role),
                Fact(name=self.tr("不确定度"), value=exact),
            ]
        )
        self.clock_advice.setVisible(is_off)
        if state.clock_offset_s is not None and is_off:
            words = (
                self.tr("本机时钟快 %1 秒，按北斗时间记录，偏差已记下。")
                if state.clock_offset_s > 0
                else self.tr("本机时钟慢 %1 秒，按北斗时间记录，偏差已记下。")
            )
            self.clock_advice.setText(words.replace("%1", f"{abs(state.clock_offset_s):.1f}"))

    def _arrange(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(_PAD_PX, 4, _PAD_PX, 0)
        top.addWidget(self.close_key)
        top.addStretch(1)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        title = Text(self.tr("接收机次序"), self._look, "s", MUTED, weight=SEMIBOLD)
        column.addWidget(self._group(title, self.chosen, self.reason, self.order))
        column.addWidget(self._receiver)
        clock = Text(self.tr("授时"), self._look, "s", MUTED, weight=SEMIBOLD)
        column.addWidget(self._group(clock, self.clock, self.clock_advice, edge=Edge.TOP))
        column.addStretch(1)
        self.column.addLayout(top)
        for scroll, content in ((self._ranking, body), (self._port, self.card)):
            scroll.setWidget(content)
            scroll.setWidgetResizable(True)
            content.setAutoFillBackground(False)
            scroll.setFrameShape(QFrame.Shape.NoFrame)
            scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.column.addWidget(scroll, 1)
        self.show_ranking()

    def _group(self, *widgets: QWidget, edge: Edge = Edge.NONE) -> QWidget:
        group = Surface(self._look, "surface", edge)
        column = QVBoxLayout(group)
        column.setContentsMargins(_PAD_PX, 12, _PAD_PX, 12)
        column.setSpacing(8)
        for widget in widgets:
            column.addWidget(widget)
        return group


def _port_words(receiver: ReceiverState) -> str:
    """The port as it was given, and where it is now when that is somewhere else."""
    given = short_port(receiver.port)
    return given if receiver.device is None else f"{short_port(receiver.device)}（{given}）"
