# SPDX-License-Identifier: Apache-2.0
"""The map with what lies over it: keys, search, scale, and the bar with cursor and pack."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from command_vehicle.ui.icons import IconSet
from command_vehicle.ui.pages.map.info_bar import BAR_PX, InfoBar, ScaleBar
from command_vehicle.ui.pages.map.map_keys import KeyColumn, KeyWish
from command_vehicle.ui.pages.map.search_box import SearchBox
from command_vehicle.ui.pages.map.surface import MapSurface
from command_vehicle.ui.style import Style

_EDGE_PX: Final = 16
_PAN_PX: Final = 120
FOLLOW, ZOOM_IN, ZOOM_OUT, LAYERS, AROUND, PANEL = (
    "follow", "zoom_in", "zoom_out", "layers", "around", "panel",
)  # fmt: skip


def _key_groups() -> tuple[tuple[KeyWish, ...], ...]:
    translate = QCoreApplication.translate
    return (
        (
            KeyWish(
                name=FOLLOW,
                icon="follow",
                word=translate("MapKeys", "跟随本车 F"),
                is_checkable=True,
            ),
            KeyWish(name=ZOOM_IN, icon="plus", word=translate("MapKeys", "放大 +")),
            KeyWish(name=ZOOM_OUT, icon="minus", word=translate("MapKeys", "缩小 −")),
        ),
        (
            KeyWish(name=LAYERS, icon="layers", word=translate("MapKeys", "图层 L")),
            KeyWish(name=AROUND, icon="around", word=translate("MapKeys", "地图中心周边 A")),
            KeyWish(name=PANEL, icon="panel", word=translate("MapKeys", "右侧面板 Alt+P")),
        ),
    )


class MapCanvas(QWidget):
    """Arranges; what the keys do is connected by the page."""

    def __init__(
        self, surface: MapSurface, search: SearchBox, style: Style, icons: IconSet, *, language: str
    ) -> None:
        super().__init__()
        self.surface = surface
        self.search = search
        surface.setParent(self)
        search.setParent(self)
        self.column = KeyColumn(_key_groups(), style, icons, parent=self)
        self.keys = self.column.keys
        self.scale = ScaleBar(style, parent=self)
        self.bar = InfoBar(style, language=language, parent=self)
        surface.cursor_seen.connect(self.bar.show_cursor)
        surface.follow_changed.connect(self.keys[FOLLOW].setChecked)
        surface.stand_in_changed.connect(self._on_stand_in)
        self.keys[FOLLOW].clicked.connect(self._on_follow)
        self.keys[ZOOM_IN].clicked.connect(self.zoom_in)
        self.keys[ZOOM_OUT].clicked.connect(self.zoom_out)
        self._bind_keys()

    def zoom_in(self) -> None:
        """One step."""
        self.surface.zoom_by(1)

    def zoom_out(self) -> None:
        """One step."""
        self.surface.zoom_by(-1)

    def bind(self, key: str | Qt.Key, action: Callable[[], None]) -> None:
        """Have a single key do something while the map has the focus."""
        shortcut = QShortcut(QKeySequence(key), self.surface)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(action)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.surface.setGeometry(self.rect())
        self.column.adjustSize()
        self.column.move(_EDGE_PX, _EDGE_PX)
        self.search.move(_EDGE_PX + self.column.width() + 12, _EDGE_PX)
        self.scale.move(12, self.height() - self.scale.height() - 10)
        self.bar.move(self.width() - self.bar.width(), self.height() - BAR_PX)
        for part in (self.column, self.search, self.scale, self.bar):
            part.raise_()

    def _bind_keys(self) -> None:
        self.bind("F", self.keys[FOLLOW].click)
        self.bind("+", self.zoom_in)
        self.bind("=", self.zoom_in)
        self.bind("-", self.zoom_out)
        self.bind(Qt.Key.Key_Left, lambda: self.surface.pan(-_PAN_PX, 0))
        self.bind(Qt.Key.Key_Right, lambda: self.surface.pan(_PAN_PX, 0))
        self.bind(Qt.Key.Key_Up, lambda: self.surface.pan(0, -_PAN_PX))
        self.bind(Qt.Key.Key_Down, lambda: self.surface.pan(0, _PAN_PX))

    def _on_follow(self) -> None:
        self.surface.set_follow(follows=self.keys[FOLLOW].isChecked())

    def _on_stand_in(self) -> None:
        self.bar.show_stand_in(is_standing_in=self.surface.is_standing_in)
