# SPDX-License-Identifier: Apache-2.0
"""The Devices page: positioning."""

from datetime import tzinfo
from typing import Final, Protocol

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from command_vehicle.domain.positioning import (
    Fix,
    Freshness,
    PositioningState,
    ReceiverLink,
    ReceiverState,
    freshness,
)
from command_vehicle.domain.receivers import FoundPort, Recording
from command_vehicle.services.ports import Clock
from command_vehicle.services.positioning.receivers import ReceiverDesk
from command_vehicle.ui.bridge import UiBridge
from command_vehicle.ui.components.button import Button
from command_vehicle.ui.components.headings import PageHeading
from command_vehicle.ui.components.panel_host import PanelHost
from command_vehicle.ui.components.surface import Edge, Surface
from command_vehicle.ui.formatting import UNKNOWN, ago, count
from command_vehicle.ui.glyphs import freshness_sign
from command_vehicle.ui.icons import IconSet
from command_vehicle.ui.pages.devices.desk_controls import DeskControls
from command_vehicle.ui.pages.devices.figures import FixFigures
from command_vehicle.ui.pages.devices.left_column import LeftColumn
from command_vehicle.ui.pages.devices.ranking_panel import RankingPanel
from command_vehicle.ui.pages.devices.recorder import RecorderKey
from command_vehicle.ui.pages.devices.sentences import Sentences
from command_vehicle.ui.pages.devices.signals import SignalBars
from command_vehicle.ui.pages.devices.skyplot import SkyPlot
from command_vehicle.ui.pages.devices.strips import Strip
from command_vehicle.ui.pages.devices.words import INK_OF_FRESHNESS
from command_vehicle.ui.size_classes import size_class
from command_vehicle.ui.style import Style
from command_vehicle.ui.throttle import Throttle

_UPDATE_MS: Final = 200
"""Five times a second, however fast the receiver speaks."""


class PositioningSource(Protocol):
    """Where the page learns where we are: the positioning service."""

    def state(self) -> PositioningState:
        """As of now."""
        ...


class DevicesPage(QWidget):
    """Receivers, what they hear, and which one is believed. Draws nothing while hidden.

    Signals:
        lines_wanted (str | None): Raw sentences of this receiver are looked at; None for none.
        ports_wanted (bool): Look now and again which ports there are, or no longer.
    """

    lines_wanted = Signal(object)
    ports_wanted = Signal(bool)

    def __init__(
        self,
        *,
        positioning: PositioningSource,
        desk: ReceiverDesk,
        clock: Clock,
        style: Style,
        icons: IconSet,
        bridge: UiBridge,
        zone: tzinfo | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._positioning = positioning
        self._clock = clock
        self._style = style
        self._looked_at: str | None = None
        self._lines_of: str | None = None
        self.left = LeftColumn(style, icons)
        self.record_key = RecorderKey(style, icons)
        self.figures = FixFigures(style)
        self.sky = SkyPlot(style)
        self.signals = SignalBars(style)
        self.accuracy = Strip(style, floor=0.0, least_span=5.0)
        self.satellites = Strip(style, floor=0.0, least_span=20.0)
        self.clock_offset = Strip(style, least_span=0.5)
        self.sentences = Sentences(style, icons)
        self.panel = RankingPanel(style, icons, clock, zone)
        self._controls = DeskControls(desk, self.left, self.panel, self.record_key)
        self.panel_key = Button(
            self.tr("接收机次序"), style, icon=icons["panel"], is_checkable=True
        )
        self._middle = QWidget()
        self._host = PanelHost(self._make_content(), self.panel, parent=self)
        self._updating = Throttle(_UPDATE_MS, self)
        self._arrange()
        self._connect(bridge)

    def toggle_panel(self) -> None:
        """Alt+P."""
        self._host.toggle_panel()

    def show_lines(self, source: str, lines: tuple[str, ...]) -> None:
        """Raw sentences of one receiver."""
        if source == self._lines_of and self.isVisible():
            self.sentences.add(lines)

    def show_ports(self, found: tuple[FoundPort, ...]) -> None:
        """The serial ports that there are now."""
        self._controls.show_ports(found)

    def show_trial(self, report: ReceiverLink | Fix) -> None:
        """What the port says that is being listened to."""
        self._controls.show_trial(report)

    def show_recording(self, recording: Recording) -> None:
        """A raw log begins, grows or ends."""
        self._controls.show_recording(recording)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.ports_wanted.emit(True)  # noqa: FBT003
        self._update()
        self._redraw_strips()
        self._want_lines()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._updating.cancel()
        self._controls.leave_port()
        self.ports_wanted.emit(False)  # noqa: FBT003
        self._want_lines()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        size = size_class(self.window().width())
        self.left.setFixedWidth(size.list_devices_px)
        self.panel.set_closable(is_closable=not size.has_docked_panel)
        self.panel_key.setChecked(self._host.is_panel_open)

    def _make_content(self) -> QWidget:
        content = Surface(self._style, "surface")
        row = QHBoxLayout(content)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.left)
        row.addWidget(self._middle, 1)
        self._arrange_middle()
        return content

    def _arrange_middle(self) -> None:
        heading = PageHeading(self.tr("定位"), self._style)
        heading.add_right(self.record_key)
        heading.add_right(self.panel_key)
        charts = QHBoxLayout()
        charts.setSpacing(0)
        charts.addWidget(self.sky)
        charts.addWidget(self.signals, 1)
        strips = Surface(self._style, "surface", Edge.TOP | Edge.BOTTOM, line="border")
        row = QHBoxLayout(strips)
        row.setContentsMargins(0, 1, 0, 1)
        row.setSpacing(0)
        for strip in (self.accuracy, self.satellites, self.clock_offset):
            row.addWidget(strip, 1)
        column = QVBoxLayout(self._middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(heading)
        column.addWidget(self.figures)
        column.addLayout(charts, 3)
        column.addWidget(strips)
        column.addWidget(self.sentences, 1)

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._host)
        span = self.tr("近 10 分钟")
        titles = {
            self.accuracy: self.tr("精度 m"),
            self.satellites: self.tr("参与卫星"),
            self.clock_offset: self.tr("本机时钟偏差 s"),
        }
        for strip, title in titles.items():
            strip.set_title(f"{title}　{span}")

    def _connect(self, bridge: UiBridge) -> None:
        self.left.list.looked_at.connect(self._on_looked_at)
        self.left.list.clicked.connect(self._on_receiver_clicked)
        self.left.look_wanted.connect(self._on_look_wanted)
        self._controls.port_chosen.connect(self._on_port_chosen)
        self._controls.receiver_taken.connect(self._on_looked_at)
        self.panel_key.clicked.connect(self._host.toggle_panel)
        self.panel.close_key.clicked.connect(self._host.toggle_panel)
        self._host.panel_toggled.connect(self.panel_key.setChecked)
        self._updating.fired.connect(self._update)
        bridge.positioning_changed.connect(self._on_positioning_changed)
        bridge.second_ticked.connect(self._on_second)

    def _on_positioning_changed(self, _state: PositioningState) -> None:
        if self.isVisible():
            self._updating.request()

    def _on_second(self) -> None:
        """Keep the history whether or not anybody looks; draw it only when somebody does."""
        state = self._positioning.state()
        now_mono_s = self._clock.monotonic_s()
        fix = state.last_valid if state.freshness is Freshness.LIVE else None
        self.accuracy.history.add(now_mono_s, None if fix is None else fix.accuracy_m)
        used = None if fix is None else fix.satellites_used
        self.satellites.history.add(now_mono_s, used)
        self.clock_offset.history.add(now_mono_s, state.clock_offset_s)
        if self.isVisible():
            self._updating.request()
            self._redraw_strips()
            self.sentences.show_counts(self._receiver(state))

    def _on_looked_at(self, name: str) -> None:
        self._looked_at = name
        self._controls.leave_port()
        self._update()
        self._want_lines()

    def _on_receiver_clicked(self) -> None:
        """A click on the receiver that is marked already brings it back, too."""
        if self.panel.shows_port:
            self._controls.leave_port()

    def _on_look_wanted(self) -> None:
        self.ports_wanted.emit(True)  # noqa: FBT003

    def _on_port_chosen(self) -> None:
        self._host.set_panel_open(is_open=True)

    def _update(self) -> None:
        state = self._positioning.state()
        receiver = self._receiver(state)
        name = None if receiver is None else receiver.name
        self.left.receiver_rows.show_receivers(state.receivers, state.source)
        self.left.list.mark(name)
        self.left.show_number(len(state.receivers))
        self._controls.look_at(name)
        self._show_fix(state, receiver)
        self.panel.show_state(state, receiver)
        if self._lines_of != name:
            self._want_lines()

    def _show_fix(self, state: PositioningState, receiver: ReceiverState | None) -> None:
        if receiver is None or receiver.name == state.source:
            valid, age_s, newest = state.last_valid, state.age_s, state.newest
        else:
            newest, age_s = receiver.fix, receiver.fix_age_s
            valid = newest if newest is not None and newest.is_valid else None
        self.figures.show_fix(valid, age_s, freshness(age_s))
        self._show_sky(newest)

    def _show_sky(self, newest: Fix | None) -> None:
        """The sky is as old as the newest epoch, even when that gave no position."""
        if newest is None:
            self.sky.show_satellites((), "lost")
            self.signals.show_satellites((), "lost")
            return
        age_s = max(0.0, self._clock.monotonic_s() - newest.arrived_mono_s)
        verdict = freshness(age_s)
        ink = INK_OF_FRESHNESS[verdict]
        is_old = verdict is not Freshness.LIVE
        warning = (freshness_sign(verdict), ago(age_s)) if is_old else None
        self.sky.show_satellites(newest.satellites, ink)
        self.signals.show_satellites(newest.satellites, ink, warning)

    def _redraw_strips(self) -> None:
        state = self._positioning.state()
        now_mono_s = self._clock.monotonic_s()
        ink = INK_OF_FRESHNESS[state.freshness]
        is_lost = state.freshness in {Freshness.LOST, Freshness.NEVER}
        fix = None if is_lost else state.last_valid
        exact = None if fix is None else fix.accuracy_m
        self.accuracy.show_value(UNKNOWN if exact is None else f"{exact:.1f}", ink)
        self.satellites.show_value(count(None if fix is None else fix.satellites_used), ink)
        offset_s = state.clock_offset_s
        self.clock_offset.show_value(UNKNOWN if offset_s is None else f"{offset_s:+.2f}", ink)
        for strip in (self.accuracy, self.satellites, self.clock_offset):
            strip.redraw(now_mono_s)

    def _receiver(self, state: PositioningState) -> ReceiverState | None:
        """The receiver that is looked at: the one a person chose, else the one in use."""
        names = {receiver.name: receiver for receiver in state.receivers}
        if self._looked_at in names:
            return names[self._looked_at]
        if state.source in names:
            return names[state.source]
        return state.receivers[0] if state.receivers else None

    def _want_lines(self) -> None:
        receiver = self._receiver(self._positioning.state()) if self.isVisible() else None
        name = None if receiver is None else receiver.name
        if name == self._lines_of:
            return
        if name is not None:
            self.sentences.clear()
        self._lines_of = name
        self.lines_wanted.emit(name)
