# SPDX-License-Identifier: Apache-2.0
"""Ctrl+Tab: from the page to its panel, the quick log, the strip, and round again."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from command_vehicle.ui.components.panel_host import SidePanel


class Regions:
    """The parts of the window that take the focus in turn; a part with no stop is passed over."""

    def __init__(self, quick_log: QWidget, strip: QWidget) -> None:
        self._quick_log = quick_log
        self._strip = strip

    def after(
        self, focused: QWidget | None, page: QWidget, kept: QWidget | None = None
    ) -> QWidget | None:
        """Where the region behind `focused` begins; `kept` had the focus on the page last."""
        panel = open_panel(page)
        regions = [page, *([panel] if panel else []), self._quick_log, self._strip]
        within = [each for each in regions if focused is not None and _holds(each, focused)]
        start = regions.index(within[-1]) + 1 if within else 0
        for region in regions[start:] + regions[:start]:
            for stop in _stops(region, kept):
                if region is not page or panel is None or not _holds(panel, stop):
                    return stop
        return None


def open_panel(page: QWidget) -> SidePanel | None:
    """The side panel of a page, where it can be seen."""
    return next((each for each in page.findChildren(SidePanel) if each.isVisible()), None)


def _stops(region: QWidget, kept: QWidget | None) -> Iterator[QWidget]:
    """What takes the focus in a region, the best first."""
    for preferred in (kept, region.focusProxy()):
        if preferred is not None and _holds(region, preferred) and _takes_focus(preferred):
            yield preferred
    widget: QWidget | None = region.nextInFocusChain()
    while widget is not None and widget is not region:
        if _holds(region, widget) and _takes_focus(widget):
            yield widget
        widget = widget.nextInFocusChain()


def _holds(region: QWidget, widget: QWidget) -> bool:
    return region is widget or region.isAncestorOf(widget)


def _takes_focus(widget: QWidget) -> bool:
    by_tab = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    return bool(by_tab) and widget.isVisible() and widget.isEnabled()
