# SPDX-License-Identifier: Apache-2.0
"""The map as a web page: makes the page, tells it what to show, and notices when it dies."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtWebChannel import QWebChannel
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineProfile, QWebEngineSettings
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import delete
from typing_extensions import override

from command_vehicle.domain.geodesy import GeoPoint
from command_vehicle.ui.pages.map.link import MapLink, as_text
from command_vehicle.ui.pages.map.map_roles import MAP_ROLES
from command_vehicle.ui.pages.map.marks import LayerState, OwnMark, PictureMarks
from command_vehicle.ui.pages.map.source import MapPageSource
from command_vehicle.ui.pages.map.symbols import SYMBOL_ICONS
from command_vehicle.ui.style import Style
from command_vehicle.ui.translation import SOURCE_LANGUAGE
from command_vehicle.ui.type_scale import FAMILIES

_log = logging.getLogger(__name__)

START_LIMIT_MS: Final = 20_000
"""A page that has not come up by then is loaded anew."""
RELOAD_AFTER_MS: Final = 500
RELOAD_SLOWLY_AFTER_MS: Final = 15_000
MAX_QUICK_RELOADS: Final = 3
MIN_ZOOM, MAX_ZOOM = 4, 18
_OFF: Final = (
    QWebEngineSettings.WebAttribute.LocalStorageEnabled,
    QWebEngineSettings.WebAttribute.PluginsEnabled,
    QWebEngineSettings.WebAttribute.JavascriptCanOpenWindows,
    QWebEngineSettings.WebAttribute.JavascriptCanAccessClipboard,
    QWebEngineSettings.WebAttribute.FullScreenSupportEnabled,
    QWebEngineSettings.WebAttribute.AutoLoadIconsForPage,
    QWebEngineSettings.WebAttribute.ErrorPageEnabled,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """Where to look first."""

    point: GeoPoint
    zoom: float


class _MapWebPage(QWebEnginePage):
    """Stays on its one address and reports what its scripts complain about."""

    def __init__(self, profile: QWebEngineProfile, home: QUrl, parent: QWidget) -> None:
        super().__init__(profile, parent)
        self._home = home

    @override
    def acceptNavigationRequest(
        self, url: QUrl | str, type: QWebEnginePage.NavigationType, isMainFrame: bool
    ) -> bool:
        return QUrl(url) == self._home

    @override
    def javaScriptConsoleMessage(
        self,
        level: QWebEnginePage.JavaScriptConsoleMessageLevel,
        message: str,
        lineNumber: int,
        sourceID: str,
    ) -> None:
        is_error = level is QWebEnginePage.JavaScriptConsoleMessageLevel.ErrorMessageLevel
        _log.log(
            logging.WARNING if is_error else logging.INFO,
            "map page: %s (%s:%d)",
            message,
            sourceID,
            lineNumber,
        )


class WebMap(QWidget):
    """The live map.

    Signals:
        loaded: The page is there; answer with `set_up`.
        became_ready: The page has been set up; it now takes everything else.
        died: The process behind the page has gone; it is started again by itself.
    """

    loaded = Signal()
    became_ready = Signal()
    died = Signal()

    def __init__(
        self,
        source: MapPageSource,
        style: Style,
        *,
        language: str = SOURCE_LANGUAGE,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._source = source
        self._style = style
        self._language = language
        self._quick_reloads = 0
        self.link = MapLink(self)
        self._view = QWebEngineView(self)
        self._page = _MapWebPage(source.profile, source.url, self._view)
        self._view.setPage(self._page)
        self._view.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._view.setAcceptDrops(False)
        self._view.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=False)
        is_wanted = False
        for attribute in _OFF:
            self._page.settings().setAttribute(attribute, is_wanted)
        self._channel = QWebChannel(self._page)
        self._channel.registerObject("program", self.link)
        self._page.setWebChannel(self._channel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._view)
        self.setFocusProxy(self._view)
        self._starting = QTimer(self, singleShot=True, interval=START_LIMIT_MS)
        self._starting.timeout.connect(self._on_start_overdue)
        self._reloading = QTimer(self, singleShot=True)
        self._reloading.timeout.connect(self.load)
        self._page.renderProcessTerminated.connect(self._on_terminated)
        self.link.page_loaded.connect(self.loaded)
        self.link.page_ready.connect(self._starting.stop)
        self.link.page_ready.connect(self.became_ready)
        style.changed.connect(self._on_style_changed)
        self._page.setBackgroundColor(style.color("mapLand"))

    def load(self) -> None:
        """Load the page, for the first time or anew."""
        self._starting.start()
        self._page.load(self._source.url)

    def shut_down(self) -> None:
        """End the page before its profile goes."""
        self._starting.stop()
        self._reloading.stop()
        delete(self._page)

    @property
    def web_page(self) -> QWebEnginePage:
        """The page itself, for measurements and tests."""
        return self._page

    @property
    def render_process_id(self) -> int:
        """Process that draws the page, for diagnostics."""
        return self._page.renderProcessPid()

    def set_up(self, opening: Opening, layers: Iterable[LayerState]) -> None:
        """Give a page that is ready everything it needs to draw."""
        message = {
            "colours": self._colours(),
            "families": ", ".join(f'"{family}"' for family in FAMILIES[:-1]) + ", sans-serif",
            "language": self._language,
            "lat": opening.point.latitude_deg,
            "lon": opening.point.longitude_deg,
            "zoom": opening.zoom,
            "minZoom": MIN_ZOOM,
            "maxZoom": MAX_ZOOM,
            "symbols": SYMBOL_ICONS,
            "packs": [layer.as_json() for layer in layers],
        }
        self.link.setup.emit(as_text(message))

    def show_picture(self, marks: PictureMarks) -> None:
        """Draw these resources and this track."""
        self.link.picture.emit(as_text(marks.as_json()))

    def show_own(self, mark: OwnMark) -> None:
        """Draw the own vehicle."""
        self.link.own.emit(as_text(mark.as_json()))

    def set_layer(self, layer: LayerState) -> None:
        """Show, hide or fade a pack."""
        self.link.layer.emit(as_text(layer.as_json()))

    def look(self, point: GeoPoint, zoom: float | None = None) -> None:
        """Put a place in the middle."""
        place = {"lat": point.latitude_deg, "lon": point.longitude_deg, "zoom": zoom}
        self.link.look.emit(as_text(place))

    def select(self, code: str) -> None:
        """Mark a resource; empty for none."""
        self.link.selected.emit(code)

    def set_follow(self, *, follows: bool) -> None:
        """Keep the own vehicle in the middle, or let the map be."""
        self.link.follow.emit(follows)

    def pan(self, right_px: int, down_px: int) -> None:
        """Move the view."""
        self.link.pan.emit(right_px, down_px)

    def zoom_by(self, steps: int) -> None:
        """Zoom in, or out when negative."""
        self.link.zoom.emit(steps)

    def _colours(self) -> dict[str, str]:
        return {role: self._style.hex(role) for role in MAP_ROLES}

    def _on_style_changed(self) -> None:
        self._page.setBackgroundColor(self._style.color("mapLand"))
        self.link.colours.emit(as_text(self._colours()))

    def _on_terminated(
        self, status: QWebEnginePage.RenderProcessTerminationStatus, exit_code: int
    ) -> None:
        _log.warning("the map page has died: %s, exit code %d", status.name, exit_code)
        self._start_anew()

    def _on_start_overdue(self) -> None:
        _log.warning("the map page did not come up within %d s", START_LIMIT_MS // 1000)
        self._start_anew()

    def _start_anew(self) -> None:
        self._starting.stop()
        self._quick_reloads += 1
        is_quick = self._quick_reloads <= MAX_QUICK_RELOADS
        self._reloading.start(RELOAD_AFTER_MS if is_quick else RELOAD_SLOWLY_AFTER_MS)
        self.died.emit()
