# SPDX-License-Identifier: Apache-2.0
"""The Sync page."""

from datetime import tzinfo
from typing import Final, Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from command_vehicle.domain.sync import Platform, SyncState
from command_vehicle.ui.bridge import UiBridge
from command_vehicle.ui.components.button import Button
from command_vehicle.ui.components.facts import Fact, FactList
from command_vehicle.ui.components.headings import PageHeading, SectionHeading
from command_vehicle.ui.components.surface import Edge, Surface
from command_vehicle.ui.components.text import MUTED, Text
from command_vehicle.ui.formatting import count, time_of_day
from command_vehicle.ui.icons import IconSet
from command_vehicle.ui.pages.sync.bearer_rows import BearerRows
from command_vehicle.ui.pages.sync.enrolment_form import Enrolling, EnrolmentForm
from command_vehicle.ui.pages.sync.lane_bars import LaneBars
from command_vehicle.ui.pages.sync.words import headline, refused_record, renewal_words
from command_vehicle.ui.size_classes import size_class
from command_vehicle.ui.style import Style
from command_vehicle.ui.type_scale import BOLD, SEMIBOLD

_PAD_PX: Final = 12
_MOST_REFUSED: Final = 50
_KEY_GROUP: Final = 4
_KEY_DIGITS: Final = 16


class Syncing(Protocol):
    """The sync service."""

    @property
    def state(self) -> SyncState:
        """As of now."""
        ...

    def try_now(self) -> None:
        """Do not wait for the next look."""
        ...


class SyncPage(QWidget):
    """What headquarters has, over which links the rest goes, and what was refused."""

    def __init__(
        self,
        *,
        sync: Syncing,
        enrolment: Enrolling,
        vehicle_name: str,
        style: Style,
        icons: IconSet,
        bridge: UiBridge,
        zone: tzinfo | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._sync = sync
        self._look = style
        self._zone = zone
        self.headline = Text("", style, "xl", weight=BOLD, is_wrapped=True)
        self.since = Text("", style, "s", MUTED)
        self.try_key = Button(self.tr("现在试"), style, icon=icons["refresh"])
        self.bearers = BearerRows(style)
        self.lanes = LaneBars(style)
        self.platform = FactList(style)
        self.form = EnrolmentForm(enrolment, vehicle_name, style)
        self.refused = FactList(style)
        self.none_refused = Text(self.tr("没有被拒的记录。"), style, "m", MUTED)
        self._known = self._group(
            Text(self.tr("平台"), style, "s", MUTED, weight=SEMIBOLD), self.platform
        )
        self._unknown = self._group(self.form)
        self._arrange()
        self._connect(bridge)
        self._show(sync.state)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show(self._sync.state)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._side.setFixedWidth(size_class(self.window().width()).panel_px)

    def _arrange(self) -> None:
        heading = PageHeading(self.tr("同步"), self._look)
        heading.add_right(self.try_key)
        columns = QHBoxLayout()
        columns.setSpacing(0)
        columns.addWidget(self._scrolled(self._left()), 1)
        self._side = self._scrolled(self._right())
        columns.addWidget(self._side)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(heading)
        column.addLayout(columns, 1)

    def _left(self) -> QWidget:
        left = Surface(self._look, "surface")
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._group(self.headline, self.since))
        column.addWidget(SectionHeading(self.tr("链路"), self._look))
        column.addWidget(self.bearers)
        legend = self.tr("实心 收讫　斜线 已发　空 待发")
        column.addWidget(SectionHeading(self.tr("四类记录"), self._look, legend))
        column.addWidget(self.lanes)
        column.addStretch(1)
        return left

    def _right(self) -> QWidget:
        right = Surface(self._look, "surface", Edge.LEFT, line="border")
        column = QVBoxLayout(right)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._known)
        column.addWidget(self._unknown)
        title = Text(self.tr("被拒和隔离"), self._look, "s", MUTED, weight=SEMIBOLD)
        column.addWidget(self._group(title, self.none_refused, self.refused, edge=Edge.TOP))
        column.addStretch(1)
        return right

    def _group(self, *widgets: QWidget, edge: Edge = Edge.NONE) -> QWidget:
        group = Surface(self._look, "surface", edge)
        column = QVBoxLayout(group)
        column.setContentsMargins(_PAD_PX, 14, _PAD_PX, 14)
        column.setSpacing(8)
        for widget in widgets:
            column.addWidget(widget)
        return group

    def _scrolled(self, content: QWidget) -> QScrollArea:
        scroll = QScrollArea()
        scroll.setWidget(content)
        content.setAutoFillBackground(False)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return scroll

    def _connect(self, bridge: UiBridge) -> None:
        self.try_key.clicked.connect(self._on_try)
        self.form.enrolled.connect(self._on_enrolled)
        bridge.sync_changed.connect(self._on_changed)
        bridge.delivery_changed.connect(self._on_second)
        bridge.second_ticked.connect(self._on_second)

    def _on_changed(self, state: SyncState) -> None:
        if self.isVisible():
            self._show(state)

    def _on_second(self) -> None:
        if self.isVisible():
            self._show(self._sync.state)

    def _on_try(self) -> None:
        self._sync.try_now()
        self.try_key.report(self.tr("已在试"))

    def _on_enrolled(self, _platform: Platform) -> None:
        self._sync.try_now()
        self._show(self._sync.state)

    def _show(self, state: SyncState) -> None:
        self.headline.setText(headline(state))
        self._show_since(state)
        self.bearers.show_states(state.bearers)
        self.lanes.show_lanes(state.lanes)
        platform = state.platform
        self._known.setVisible(platform is not None)
        self._unknown.setVisible(platform is None)
        if self.try_key.isEnabled() is (platform is None):
            self.try_key.set_blocked(self.tr("没有入网，不能试") if platform is None else None)
        if platform is not None:
            self.platform.show_facts(self._platform_facts(platform))
        self._show_refused(state)

    def _show_since(self, state: SyncState) -> None:
        """The platform's word is as old as its last answer."""
        answers = [each.last_success_at for each in state.bearers if each.last_success_at]
        self.since.setVisible(bool(answers))
        if answers:
            at = time_of_day(max(answers), self._zone, seconds=True)
            self.since.setText(self.tr("以平台 %1 的回答为准").replace("%1", at))

    def _platform_facts(self, platform: Platform) -> list[Fact]:
        digits = platform.public_key.hex()[:_KEY_DIGITS].upper()
        groups = [digits[start : start + _KEY_GROUP] for start in range(0, len(digits), _KEY_GROUP)]
        return [
            Fact(name=self.tr("名称"), value=platform.name, weight=SEMIBOLD),
            Fact(name=self.tr("地址"), value=platform.url),
            Fact(name=self.tr("本车编号"), value=str(platform.alias)),
            Fact(name=self.tr("平台密钥"), value=" ".join(groups)),
        ]

    def _show_refused(self, state: SyncState) -> None:
        records = [refused_record(text) for text in state.refused[:_MOST_REFUSED]]
        facts = [Fact(name=record.number, value=record.reason, role="alert") for record in records]
        if state.renewal is not None:
            words = renewal_words(state.renewal, self._zone)
            role = "alert" if state.renewal.missing else "text"
            facts.insert(0, Fact(name=self.tr("编号"), value=words, role=role))
        left_out = len(state.refused) - len(records)
        if left_out > 0:
            others = self.tr("另有 %1 条").replace("%1", count(left_out))
            facts.append(Fact(name="", value=others))
        self.refused.show_facts(facts)
        self.refused.setVisible(bool(facts))
        self.none_refused.setVisible(not facts)
