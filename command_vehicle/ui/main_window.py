# SPDX-License-Identifier: Apache-2.0
"""The one window: arranges strip, rail, pages and quick log; knows nothing of what is on them."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QCloseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from command_vehicle.domain.incidents import OperatingMode
from command_vehicle.domain.positioning import PositioningState
from command_vehicle.domain.sync import SyncState
from command_vehicle.services.events import Trouble
from command_vehicle.ui.bridge import UiBridge
from command_vehicle.ui.components.focus_ring import FocusRing
from command_vehicle.ui.fonts import missing_characters
from command_vehicle.ui.formatting import CoordinateForm
from command_vehicle.ui.frame.drill import FRAME_PX, DrillWatermark, paint_drill_frame
from command_vehicle.ui.frame.incident_sheet import IncidentSheet
from command_vehicle.ui.frame.intake_form import IncidentSources
from command_vehicle.ui.frame.key_sheet import KeySheet
from command_vehicle.ui.frame.kinds import KIND_KEYS, key_word
from command_vehicle.ui.frame.notice_line import NoticeLine, NoticeRank
from command_vehicle.ui.frame.page_help import PageHelpSheet, page_help
from command_vehicle.ui.frame.quick_log import QuickLog, QuickLogServices
from command_vehicle.ui.frame.rail import Rail
from command_vehicle.ui.frame.regions import Regions
from command_vehicle.ui.frame.sheet import Sheet
from command_vehicle.ui.frame.shortcuts import KeyAction, bind
from command_vehicle.ui.frame.status_strip import StatusStrip, StripSources
from command_vehicle.ui.frame.trouble_list import TroubleList
from command_vehicle.ui.icons import IconSet
from command_vehicle.ui.page import (
    Creating,
    PageDescriptor,
    Searchable,
    WithPanel,
    page_digit,
)
from command_vehicle.ui.size_classes import STRIP_PX, size_class
from command_vehicle.ui.style import Style

SMALLEST_PX: Final = (1160, 640)


class MainWindow(QWidget):
    """The frame around the pages.

    Signals:
        page_shown (str): Key of the page that is in front now.
        coordinate_form_changed (CoordinateForm): A person wants positions written another way.
        closed: The window is going away.
    """

    page_shown = Signal(str)
    coordinate_form_changed = Signal(object)
    closed = Signal()

    def __init__(
        self,
        *,
        style: Style,
        icons: IconSet,
        bridge: UiBridge,
        pages: Sequence[PageDescriptor],
        strip: StripSources,
        quick_log: QuickLogServices,
        incidents: IncidentSources,
        coordinate_form: CoordinateForm = CoordinateForm.DMS,
        vehicle_name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._style = style
        self._sources = strip
        self._vehicle_name = vehicle_name
        self._pages = {page.key: page for page in pages}
        self._focus_of_page: dict[str, QWidget] = {}
        self._current = ""
        self._is_drill = False
        self.strip = StatusStrip(style, icons, strip, coordinate_form, parent=self)
        self.rail = Rail(pages, style, icons, parent=self)
        self.quick_log = QuickLog(style, quick_log, parent=self)
        self.notice = NoticeLine(style, NoticeRank.DOUBT, parent=self)
        self._stack = QStackedWidget(self)
        self._watermark = DrillWatermark(style, parent=self)
        self.incident_sheet = IncidentSheet(style, incidents, parent=self)
        self.troubles = TroubleList(style, strip.zone, parent=self)
        actions = self._actions()
        self.key_sheet = KeySheet(style, actions, parent=self)
        self._shortcuts = bind(self, actions)
        self._ring = FocusRing(self, style)
        self.setMinimumSize(*SMALLEST_PX)
        self._build(pages)
        self._connect(bridge)
        self._restyle()
        self._refresh()
        self._check_fonts()

    @property
    def current_page(self) -> str:
        """Key of the page in front."""
        return self._current

    def open_page(self, key: str) -> None:
        """Bring a page to the front and give it the focus it had; unknown keys do nothing."""
        if key not in self._pages:
            return
        for sheet in self.findChildren(Sheet):
            sheet.hide()
        self._remember_focus()
        page = self._pages[key].widget
        self._current = key
        self._stack.setCurrentWidget(page)
        self.rail.choose(key)
        self._focus_page()
        self.page_shown.emit(key)

    def show_badge(self, key: str, count: int, *, is_alarm: bool = False) -> None:
        """Show a count on the rail."""
        self.rail.show_badge(key, count, is_alarm=is_alarm)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.rail.setFixedWidth(size_class(self.width()).rail_px)
        self.quick_log.set_size_class(size_class(self.width()))
        self._place_overlays()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._style.color("bg"))
        if self._is_drill:
            paint_drill_frame(painter, self.rect(), self._style)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self.quick_log.keep_line()
        super().closeEvent(event)
        self.closed.emit()

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            handled = super().event(event)
            self._place_overlays()
            return handled
        return super().event(event)

    def _build(self, pages: Sequence[PageDescriptor]) -> None:
        for page in pages:
            self._stack.addWidget(page.widget)
        self._stack.setMinimumSize(1, 1)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self._stack, 1)
        right.addWidget(self.quick_log)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.rail)
        middle.addLayout(right, 1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.strip)
        self._column.addWidget(self.notice)
        self._column.addLayout(middle, 1)
        self.help_sheet = PageHelpSheet(self._style, parent=self)
        self._regions = Regions(self.quick_log, self.strip)
        self.strip.set_pages(frozenset(self._pages))
        if pages:
            self._current = self.rail.items[0].key
            self._stack.setCurrentWidget(self._pages[self._current].widget)
            self.rail.choose(self._current)

    def _connect(self, bridge: UiBridge) -> None:
        self.rail.page_wanted.connect(self.open_page)
        self.strip.page_wanted.connect(self.open_page)
        self.strip.incident_pressed.connect(self._on_incident_pressed)
        self.strip.bell_pressed.connect(self._on_bell_pressed)
        self.strip.coordinate_form_changed.connect(self.coordinate_form_changed)
        self.quick_log.left.connect(self._focus_page)
        self.troubles.count_changed.connect(self.strip.bell.show_count)
        bridge.positioning_changed.connect(self._on_positioning_changed)
        bridge.sync_changed.connect(self._on_sync_changed)
        bridge.incidents_changed.connect(self._refresh)
        bridge.second_ticked.connect(self._refresh)
        bridge.trouble.connect(self._on_trouble)
        self._style.changed.connect(self._restyle)

    def _actions(self) -> tuple[KeyAction, ...]:
        pages = [
            KeyAction(
                keys=f"Alt+{page_digit(page.key)}",
                words=page.word(),
                act=partial(self.open_page, page.key),
            )
            for page in self._pages.values()
        ]
        kinds = [
            KeyAction(keys=key.name, words=key_word(key), act=partial(self.quick_log.choose, key))
            for key in KIND_KEYS
        ]
        others = (
            KeyAction(keys="Ctrl+L", words=self.tr("到快速记录"), act=self._focus_line),
            KeyAction(keys="Ctrl+F", words=self.tr("在本页查找"), act=self._search_page),
            KeyAction(keys="Ctrl+N", words=self.tr("在本页新建"), act=self._make_new),
            KeyAction(keys="Alt+P", words=self.tr("开关侧栏"), act=self._toggle_panel),
            KeyAction(keys="Ctrl+Tab", words=self.tr("下一个区域"), act=self._next_region),
            KeyAction(keys="Ctrl+T", words=self.tr("日间、强光、夜间"), act=self._style.next_theme),
            KeyAction(keys="Alt+Return", words=self.tr("全屏"), act=self._toggle_full_screen),
            KeyAction(keys="F1", words=self.tr("本页帮助，再按看本表"), act=self._help),
        )
        return (*pages, *kinds, *others)

    def _refresh(self) -> None:
        self.strip.refresh()
        self.quick_log.refresh()
        is_drill = self._sources.mode() is OperatingMode.DRILL
        if is_drill != self._is_drill:
            self._is_drill = is_drill
            margin = FRAME_PX if is_drill else 0
            self._column.setContentsMargins(margin, margin, margin, margin)
            self._watermark.setVisible(is_drill)
            self.update()
        self._show_title()

    def _show_title(self) -> None:
        name = self.tr("应急指挥车")
        title = f"{self._vehicle_name} {name}".strip()
        self.setWindowTitle(self.tr("【演练】") + title if self._is_drill else title)

    def _check_fonts(self) -> None:
        missing = missing_characters(self._style)
        if missing:
            words = self.tr("缺字：{letters}。安装 fonts-noto-cjk 或 fonts-wqy-microhei 后重启。")
            self.notice.say(words.replace("{letters}", missing))

    def _place_overlays(self) -> None:
        corner = self._stack.mapTo(self, QPoint(0, 0))
        page = QRect(corner, self._stack.size())
        self._watermark.setGeometry(page)
        self._watermark.raise_()
        self.key_sheet.centre_over(page)
        self.help_sheet.centre_over(page)

    def _restyle(self) -> None:
        self.setPalette(self._style.palette())
        self.setFont(self._style.font("m"))
        self.setStyleSheet(self._style.stylesheet())
        self.update()

    def _focused(self) -> QWidget | None:
        return self.focusWidget()

    def _remember_focus(self) -> None:
        focused = self._focused()
        page = self._stack.currentWidget()
        if focused is not None and page is not None and page.isAncestorOf(focused):
            self._focus_of_page[self._current] = focused

    def _focus_page(self) -> None:
        page = self._stack.currentWidget()
        if page is None:
            return
        target = self._focus_of_page.get(self._current, page)
        is_bare = target is page and page.focusProxy() is None
        if is_bare and page.focusPolicy() is Qt.FocusPolicy.NoFocus:
            page.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _focus_line(self) -> None:
        self.quick_log.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _next_region(self) -> None:
        page = self._stack.currentWidget()
        if page is None:
            return
        self._remember_focus()
        stop = self._regions.after(self._focused(), page, self._focus_of_page.get(self._current))
        if stop is not None:
            stop.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _search_page(self) -> None:
        page = self._stack.currentWidget()
        if isinstance(page, Searchable):
            page.focus_search()

    def _make_new(self) -> None:
        page = self._stack.currentWidget()
        if isinstance(page, Creating):
            page.make_new()

    def _toggle_panel(self) -> None:
        page = self._stack.currentWidget()
        if isinstance(page, WithPanel):
            page.toggle_panel()

    def _toggle_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _help(self) -> None:
        """The page's own help first, then all keys, then neither."""
        words = page_help(self._current)
        was_helping = self.help_sheet.isVisible()
        if was_helping:
            self.help_sheet.put_away()
        if words is None or was_helping or self.key_sheet.isVisible():
            self.key_sheet.toggle()
        else:
            self.help_sheet.show_page(self._pages[self._current].word(), words)

    def _on_incident_pressed(self) -> None:
        corner = self.strip.incident.mapTo(self, QPoint(0, STRIP_PX))
        beside_rail = self.rail.mapTo(self, QPoint(self.rail.width(), 0)).x()
        self.incident_sheet.toggle(QPoint(max(corner.x(), beside_rail), corner.y()))

    def _on_bell_pressed(self) -> None:
        right = self.strip.bell.mapTo(self, self.strip.bell.rect().topRight()).x() + 1
        self.troubles.toggle(right, STRIP_PX + self._column.contentsMargins().top())

    def _on_positioning_changed(self, state: PositioningState) -> None:
        self.strip.show_positioning(state)

    def _on_sync_changed(self, state: SyncState) -> None:
        self.strip.show_sync(state)

    def _on_trouble(self, trouble: Trouble) -> None:
        self.troubles.note(trouble, self._sources.clock.now())
