# SPDX-License-Identifier: Apache-2.0
"""The status strip: mode, incident, fix, position, clock, bearers, alarms, theme; 56 px high."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import tzinfo
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QGuiApplication, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget
from typing_extensions import override

from command_vehicle.domain.geodesy import GeoPoint
from command_vehicle.domain.incidents import Incident, OperatingMode
from command_vehicle.domain.positioning import PositioningState
from command_vehicle.domain.sync import BearerKind, BearerState, SyncState
from command_vehicle.services.ports import Clock
from command_vehicle.ui.components.painting import (
    draw_inner_ring,
    draw_stripes,
    draw_words,
    text_width_px,
)
from command_vehicle.ui.formatting import CoordinateForm, coordinate
from command_vehicle.ui.frame.strip_cell import StripCell
from command_vehicle.ui.frame.strip_words import (
    NearestPlace,
    bearer_content,
    clock_content,
    fix_content,
    incident_content,
    mode_word,
    position_content,
)
from command_vehicle.ui.icons import IconSet
from command_vehicle.ui.size_classes import (
    MINIMUM_WIDTH_PX,
    SMALL,
    STRIP_PX,
    SizeClass,
    size_class,
)
from command_vehicle.ui.style import NIGHT, SUNLIGHT, Style
from command_vehicle.ui.type_scale import BOLD, SEMIBOLD

_ICON_PX: Final = 24
_MODE_SPACING_PX: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class StripSources:
    """Where the strip looks once a second, so that every age on it is true.

    Attributes:
        clock: Wall time of this machine.
        zone: Local time zone.
        positioning: Where we are now.
        sync: Bearers now.
        incident: The current one.
        elapsed_s: Seconds since it happened.
        mode: Routine, drill or real.
        nearest: Nearest named place of a point; None when none is known.
    """

    clock: Clock
    zone: tzinfo
    positioning: Callable[[], PositioningState]
    sync: Callable[[], SyncState]
    incident: Callable[[], Incident | None]
    elapsed_s: Callable[[], float | None]
    mode: Callable[[], OperatingMode]
    nearest: Callable[[GeoPoint], NearestPlace | None]


class ModeCell(QAbstractButton):
    """日常 outlined, 演练 striped, 实战 inverse: three grounds, three words."""

    def __init__(self, style: Style, parent: QWidget) -> None:
        super().__init__(parent)
        self._style = style
        self._mode = OperatingMode.ROUTINE
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        style.changed.connect(self.update)

    def show_mode(self, mode: OperatingMode) -> None:
        """Show another mode."""
        self._mode = mode
        self.setAccessibleName(mode_word(mode))
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        style, ink = self._style, "text"
        if self._mode is OperatingMode.REAL:
            painter.fillRect(self.rect(), style.color("text"))
            ink = "surface"
        elif self._mode is OperatingMode.DRILL:
            draw_stripes(painter, self.rect(), style.color("drill"), style.color("drillStripe"))
            ink = "onDrill"
        else:
            painter.setPen(style.color("border"))
            painter.drawRect(QRect(5, 5, self.width() - 11, self.height() - 11))
        draw_words(
            painter,
            self.rect(),
            mode_word(self._mode),
            font=self._font(),
            ink=style.color(ink),
            align=Qt.AlignmentFlag.AlignCenter,
        )
        if self.hasFocus():
            draw_inner_ring(painter, self.rect(), style)

    def _font(self) -> QFont:
        """As large as the cell allows: Chinese has two characters, English a word."""
        font = self._style.font("xl", BOLD)
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, _MODE_SPACING_PX)
        if text_width_px(font, mode_word(self._mode)) > self.width() - 16:
            return self._style.font("s", BOLD)
        return font


class IconCell(QAbstractButton):
    """Bell or theme: an icon, and a count beside it."""

    def __init__(self, style: Style, icons: IconSet, icon: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._style = style
        self._icons = icons
        self._icon = icon
        self._count: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        style.changed.connect(self.update)

    @property
    def count(self) -> int | None:
        """Figure beside the icon."""
        return self._count

    def show_icon(self, icon: str) -> None:
        """Show another icon."""
        self._icon = icon
        self.update()

    def show_count(self, count: int) -> None:
        """Show how many; more than none in alert."""
        self._count = count
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        style = self._style
        if self.isDown() or self.underMouse():
            painter.fillRect(self.rect(), style.color("accentSoft" if self.isDown() else "sunken"))
        painter.fillRect(self.width() - 1, 0, 1, self.height(), style.color("line"))
        ink = style.color("alert" if self._count else "text")
        pixmap = self._icons.pixmap(self._icon, ink, _ICON_PX)
        top = (self.height() - _ICON_PX) // 2
        if self._count is None:
            painter.drawPixmap((self.width() - _ICON_PX) // 2, top, pixmap)
        else:
            left = (self.width() - _ICON_PX - 16) // 2
            painter.drawPixmap(left, top, pixmap)
            figure = QRect(left + _ICON_PX + 4, 0, 24, self.height())
            font = style.font("l", SEMIBOLD)
            draw_words(painter, figure, str(self._count), font=font, ink=ink)
        if self.hasFocus():
            draw_inner_ring(painter, self.rect(), style)


class StatusStrip(QWidget):
    """Always visible; every cell is a button.

    Signals:
        page_wanted (str): A cell was pressed; key of the page it belongs to.
        incident_pressed: The incident was asked for.
        bell_pressed: The alarms were asked for.
        coordinate_form_changed (CoordinateForm): The position was held.
    """

    page_wanted = Signal(str)
    incident_pressed = Signal()
    bell_pressed = Signal()
    coordinate_form_changed = Signal(object)

    def __init__(
        self,
        style: Style,
        icons: IconSet,
        sources: StripSources,
        form: CoordinateForm,
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._style = style
        self._sources = sources
        self._form = form
        self._class: SizeClass = SMALL
        self.mode = ModeCell(style, self)
        self.incident = StripCell(style, is_elided=True, parent=self)
        self.fix = StripCell(style, parent=self)
        self.position = StripCell(style, is_elided=True, parent=self)
        self.clock = StripCell(style, parent=self)
        self.bearers = {kind: StripCell(style, parent=self) for kind in BearerKind}
        self.bell = IconCell(style, icons, "bell", self)
        self.theme = IconCell(style, icons, "sun", self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._connect()
        style.changed.connect(self._restyle)
        self._restyle()
        self.bell.show_count(0)
        self.refresh()

    @override
    def sizeHint(self) -> QSize:
        return QSize(MINIMUM_WIDTH_PX, STRIP_PX)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, STRIP_PX)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._class = size_class(self.window().width())
        self._arrange()
        self.refresh()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        is_drill = self._sources.mode() is OperatingMode.DRILL
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._style.color("drillSoft" if is_drill else "surface"))
        line = self._style.color("border")
        painter.fillRect(0, self.height() - 1, self.width(), 1, line)

    def refresh(self) -> None:
        """Look at all sources again."""
        sources = self._sources
        self.mode.show_mode(sources.mode())
        self.incident.show_content(incident_content(sources.incident(), sources.elapsed_s()))
        self.show_positioning(sources.positioning())
        self.show_sync(sources.sync())

    def set_pages(self, keys: frozenset[str]) -> None:
        """Let a cell be pressed only when the page it opens exists."""
        self.mode.setEnabled("settings" in keys)
        for cell in (self.fix, self.clock):
            cell.setEnabled("devices" in keys)
        for cell in self.bearers.values():
            cell.setEnabled("sync" in keys)

    def show_positioning(self, state: PositioningState) -> None:
        """Show where we are: fix, position, clock."""
        self.fix.show_content(fix_content(state))
        fix = state.last_valid
        point = fix.point if fix is not None else None
        nearest = self._sources.nearest(point) if point is not None else None
        zone = self._sources.zone
        self.position.show_content(position_content(state, self._form, nearest, zone))
        self.clock.show_content(clock_content(state, self._sources.clock.now(), zone))

    def show_sync(self, state: SyncState) -> None:
        """Show the bearers; one that nobody speaks of is off."""
        known = {bearer.kind: bearer for bearer in state.bearers}
        for kind, cell in self.bearers.items():
            bearer = known.get(kind, BearerState(kind=kind))
            cell.show_content(bearer_content(bearer, is_short=self._class.has_short_bearers))

    def _connect(self) -> None:
        self.mode.clicked.connect(self._on_settings_cell)
        self.incident.clicked.connect(self.incident_pressed)
        self.fix.clicked.connect(self._on_fix_cell)
        self.clock.clicked.connect(self._on_fix_cell)
        self.position.clicked.connect(self._copy_position)
        self.position.held.connect(self._change_form)
        for cell in self.bearers.values():
            cell.clicked.connect(self._on_bearer_cell)
        self.bell.clicked.connect(self.bell_pressed)
        self.theme.clicked.connect(self._style.next_theme)

    def _on_settings_cell(self) -> None:
        self.page_wanted.emit("settings")

    def _on_fix_cell(self) -> None:
        self.page_wanted.emit("devices")

    def _on_bearer_cell(self) -> None:
        self.page_wanted.emit("sync")

    def _copy_position(self) -> None:
        fix = self._sources.positioning().last_valid
        if fix is not None and fix.point is not None:
            QGuiApplication.clipboard().setText(coordinate(fix.point, self._form))
            self.position.answer(self.tr("已复制"))

    def _change_form(self) -> None:
        is_dms = self._form is CoordinateForm.DMS
        self.set_coordinate_form(CoordinateForm.DEGREES if is_dms else CoordinateForm.DMS)
        self.coordinate_form_changed.emit(self._form)

    def set_coordinate_form(self, form: CoordinateForm) -> None:
        """Write the position another way."""
        self._form = form
        self.show_positioning(self._sources.positioning())

    def _arrange(self) -> None:
        sizes = self._class
        self.bearers[BearerKind.SATELLITE].setVisible(self.width() >= MINIMUM_WIDTH_PX - 1)
        cells: list[tuple[QWidget, int]] = [
            (self.mode, sizes.mode_px),
            (self.incident, sizes.incident_px),
            (self.fix, sizes.fix_px),
            (self.position, sizes.position_px),
            (self.clock, sizes.clock_px),
            *((cell, sizes.bearer_px) for cell in self.bearers.values() if not cell.isHidden()),
            (self.bell, sizes.bell_px),
            (self.theme, sizes.theme_px),
        ]
        spare = self.width() - sum(width for _, width in cells)
        left = 0
        for cell, width in cells:
            taken = width + spare if cell is self.incident else width
            cell.setGeometry(left, 0, taken, STRIP_PX - 1)
            left += taken
        small_step = "m" if sizes is SMALL else "l"
        for each in (self.incident, self.fix, self.clock, *self.bearers.values()):
            each.set_measure(sizes.cell_padding_px)
        self.position.set_measure(sizes.cell_padding_px, small_step)

    def _restyle(self) -> None:
        icon = {NIGHT: "moon", SUNLIGHT: "sunlight"}.get(self._style.theme, "sun")
        self.theme.show_icon(icon)
        self.theme.setAccessibleName(self.tr("日间、强光、夜间"))
        self.bell.setAccessibleName(self.tr("告警"))
        self.update()
