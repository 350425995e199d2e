# SPDX-License-Identifier: Apache-2.0
"""F1: what the page in front is for, and the keys that work on it; F1 again shows all keys."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication, QRect, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget
from typing_extensions import override

from command_vehicle.ui.components.chip import KeyHint
from command_vehicle.ui.components.text import MUTED, Text
from command_vehicle.ui.frame.sheet import Sheet
from command_vehicle.ui.style import Style
from command_vehicle.ui.type_scale import BOLD

_MARGIN_PX: Final = 24
_WIDTH_PX: Final = 520


@dataclass(frozen=True, slots=True, kw_only=True)
class PageHelp:
    """Help for one page.

    Attributes:
        purpose: What the page is for, a sentence or two.
        keys: Key and what it does there.
    """

    purpose: str
    keys: tuple[tuple[str, str], ...] = ()


def page_help(page: str) -> PageHelp | None:
    """Help for the page with this key; None where there is nothing to say."""
    make = _HELP_OF_PAGE.get(page)
    return None if make is None else make()


_Key = tuple[str, str]


def _find() -> _Key:
    return ("Ctrl+F", QCoreApplication.translate("PageHelp", "在本页查找"))


def _panel() -> _Key:
    return ("Alt+P", QCoreApplication.translate("PageHelp", "开关侧栏"))


def _space(words: str) -> _Key:
    return (QCoreApplication.translate("PageHelp", "空格"), words)


def _rows() -> tuple[_Key, _Key]:
    translate = QCoreApplication.translate
    return (
        ("↑ ↓", translate("PageHelp", "换一行")),
        ("Enter", translate("PageHelp", "看详情")),
    )


def _map() -> PageHelp:
    translate = QCoreApplication.translate
    return PageHelp(
        purpose=translate("PageHelp", "本车、事件和资源在哪里。每个数都带时间和来源。"),
        keys=(
            ("↑ ↓ ← →", translate("PageHelp", "移动地图")),
            ("+ −", translate("PageHelp", "放大、缩小")),
            _space(translate("PageHelp", "以本车为中心")),
            ("A", translate("PageHelp", "地图中心周边")),
            ("L", translate("PageHelp", "图层")),
            _find(),
            _panel(),
        ),
    )


def _timeline() -> PageHelp:
    translate = QCoreApplication.translate
    return PageHelp(
        purpose=translate("PageHelp", "记下的每一条，新的在上。原文从不改动，更正另记。"),
        keys=(
            *_rows(),
            ("R", translate("PageHelp", "更正这一条")),
            ("Del", translate("PageHelp", "撤回这一条，要写原因")),
            _find(),
            _panel(),
        ),
    )


def _resources() -> PageHelp:
    translate = QCoreApplication.translate
    return PageHelp(
        purpose=translate("PageHelp", "队伍、物资、医院、危险源等的登记表。"),
        keys=(*_rows(), ("Ctrl+N", translate("PageHelp", "导入登记表")), _find(), _panel()),
    )


def _plans() -> PageHelp:
    translate = QCoreApplication.translate
    return PageHelp(
        purpose=translate("PageHelp", "预案原文，和正在执行的任务。"),
        keys=(
            *_rows(),
            _space(translate("PageHelp", "完成所选任务")),
            ("Ctrl+N", translate("PageHelp", "启动所看的预案")),
            _find(),
            _panel(),
        ),
    )


def _devices() -> PageHelp:
    words = QCoreApplication.translate("PageHelp", "接收机在收什么，用的是哪一台，为什么。")
    return PageHelp(purpose=words, keys=_rows()[:1])


def _sync() -> PageHelp:
    words = QCoreApplication.translate("PageHelp", "平台已收讫多少，还差多少，走哪条链路。")
    return PageHelp(purpose=words)


def _settings() -> PageHelp:
    words = QCoreApplication.translate("PageHelp", "改了就存在本机。由单位预设的在这里改不了。")
    return PageHelp(purpose=words, keys=(_find(),))


_HELP_OF_PAGE: Final[dict[str, Callable[[], PageHelp]]] = {
    "map": _map,
    "timeline": _timeline,
    "resources": _resources,
    "plans": _plans,
    "devices": _devices,
    "sync": _sync,
    "settings": _settings,
}


class PageHelpSheet(Sheet):
    """Lies over the page while it is open, and gives the focus back when it goes."""

    def __init__(self, style: Style, *, parent: QWidget) -> None:
        super().__init__(style, parent=parent)
        self._page = QRect()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._title = Text("", style, "xl", weight=BOLD)
        self._purpose = Text("", style, "l", is_wrapped=True)
        self._keys = QWidget()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(_MARGIN_PX, 16, _MARGIN_PX, 16)
        self._column.setSpacing(12)
        foot = Text(self.tr("再按 F1 看全部按键，Esc 收起"), style, "s", MUTED)
        for widget in (self._title, self._purpose, self._keys, foot):
            self._column.addWidget(widget)
        self.setFixedWidth(_WIDTH_PX)

    @property
    def words(self) -> str:
        """All that is written on it about the page."""
        labels = self._keys.findChildren(Text)
        return "\n".join([self._purpose.text(), *(label.text() for label in labels)])

    def show_page(self, title: str, help_: PageHelp) -> None:
        """Open with the help of a page."""
        self._title.setText(title)
        self._purpose.setText(help_.purpose)
        keys = self._grid(help_.keys)
        self._column.replaceWidget(self._keys, keys)
        self._keys.hide()
        self._keys.deleteLater()
        self._keys = keys
        keys.show()
        self.centre_over(self._page)
        self.open_at(self.pos(), self)

    def centre_over(self, page: QRect) -> None:
        """Lie in the middle of the page."""
        self._page = page
        self.adjustSize()
        self.move(page.center() - self.rect().center())

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.hide()

    def _grid(self, keys: tuple[tuple[str, str], ...]) -> QWidget:
        holder = QWidget(self)
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for row, (key, words) in enumerate(keys):
            grid.addWidget(KeyHint(key, self._style), row, 0, Qt.AlignmentFlag.AlignRight)
            grid.addWidget(Text(words, self._style, "m"), row, 1)
        return holder
