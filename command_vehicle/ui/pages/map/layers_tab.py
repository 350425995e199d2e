# SPDX-License-Identifier: Apache-2.0
"""图层: the packs with what is known about them, shown or hidden, and how strongly."""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSlider, QVBoxLayout, QWidget
from typing_extensions import override

from command_vehicle.domain.datum import Frame
from command_vehicle.domain.maps import MapPack, PackFault, PackKind, RefusedPack
from command_vehicle.ui import formatting
from command_vehicle.ui.components.check_row import CheckRow
from command_vehicle.ui.components.headings import SectionHeading
from command_vehicle.ui.components.painting import fill_box
from command_vehicle.ui.components.text import MUTED, Text
from command_vehicle.ui.pages.map.marks import LayerState
from command_vehicle.ui.style import Style

_PAD_PX: Final = 14
_STEPS: Final = 20
_SLIDER_PX: Final = 44
_HANDLE_PX: Final = 20


class _Fader(QSlider):
    """A slider 44 px high in the colours of the theme."""

    def __init__(self, style: Style) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._look = style
        self.setFixedHeight(_SLIDER_PX)
        style.changed.connect(self.update)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        middle = self.height() // 2
        share = (self.value() - self.minimum()) / (self.maximum() - self.minimum())
        reach = self.width() - _HANDLE_PX
        at = round(share * reach)
        painter.fillRect(0, middle - 2, self.width(), 4, self._look.color("border"))
        if self.isEnabled():
            painter.fillRect(0, middle - 2, at, 4, self._look.color("accent"))
        handle = QRect(at, middle - _HANDLE_PX // 2, _HANDLE_PX, _HANDLE_PX)
        line = self._look.color("focus" if self.hasFocus() else "border")
        width = 3 if self.hasFocus() else 2
        fill_box(painter, handle, ground=self._look.color("raised"), line=line, line_px=width)


class LayersTab(QWidget):
    """One block per pack, the one on top first; then the files that were refused, with the reason.

    Signals:
        layer_changed (LayerState): A person has shown, hidden or faded a pack.
    """

    layer_changed = Signal(object)

    def __init__(
        self,
        style: Style,
        layers: Iterable[LayerState],
        refused: Iterable[RefusedPack],
        *,
        language: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._style = style
        self._language = language
        self._layers = {layer.pack.key: layer for layer in layers}
        self.eyes: dict[str, CheckRow] = {}
        self.sliders: dict[str, QSlider] = {}
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, _PAD_PX)
        column.setSpacing(0)
        for layer in reversed(tuple(self._layers.values())):
            column.addWidget(self._make_block(layer))
        faults = tuple(refused)
        if faults:
            column.addWidget(SectionHeading(self.tr("没有用的文件"), style, str(len(faults))))
            for fault in faults:
                column.addWidget(self._make_fault(fault))
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(content)
        for ground in (scroll.viewport(), content):
            ground.setAutoFillBackground(False)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    def _make_block(self, layer: LayerState) -> QWidget:
        pack = layer.pack
        block = QWidget()
        column = QVBoxLayout(block)
        column.setContentsMargins(_PAD_PX, 10, _PAD_PX, 10)
        column.setSpacing(4)
        eye = CheckRow(pack_name(pack, self._language), self._style, pack.dated)
        eye.setChecked(layer.is_visible)
        eye.setEnabled(pack.lies_true)
        eye.toggled.connect(partial(self._on_toggled, pack.key))
        self.eyes[pack.key] = eye
        column.addWidget(eye)
        column.addLayout(self._make_fader(layer))
        for line in _facts(pack):
            column.addWidget(Text(line, self._style, "xs", MUTED, is_wrapped=True))
        return block

    def _make_fader(self, layer: LayerState) -> QHBoxLayout:
        slider = _Fader(self._style)
        slider.setRange(1, _STEPS)
        slider.setValue(round(layer.opacity * _STEPS))
        slider.setAccessibleName(self.tr("浓淡"))
        slider.setEnabled(layer.pack.lies_true)
        slider.valueChanged.connect(partial(self._on_faded, layer.pack.key))
        self.sliders[layer.pack.key] = slider
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(Text(self.tr("浓淡"), self._style, "s"))
        row.addWidget(slider, 1)
        return row

    def _make_fault(self, fault: RefusedPack) -> QWidget:
        block = QWidget()
        column = QVBoxLayout(block)
        column.setContentsMargins(_PAD_PX, 8, _PAD_PX, 8)
        column.setSpacing(2)
        column.addWidget(Text(Path(fault.file).name, self._style, "m"))
        column.addWidget(Text(fault_word(fault.fault), self._style, "xs", "alert", is_wrapped=True))
        return block

    def _on_toggled(self, key: str, is_visible: bool) -> None:  # noqa: FBT001
        self._change(replace(self._layers[key], is_visible=is_visible))

    def _on_faded(self, key: str, step: int) -> None:
        self._change(replace(self._layers[key], opacity=step / _STEPS))

    def _change(self, layer: LayerState) -> None:
        self._layers[layer.pack.key] = layer
        self.layer_changed.emit(layer)


def pack_name(pack: MapPack, language: str) -> str:
    """Name of a pack in a language."""
    return pack.name_en if language == "en" else pack.name_zh


def _facts(pack: MapPack) -> list[str]:
    translate = QCoreApplication.translate
    kind = {
        PackKind.VECTOR: translate("LayersTab", "矢量"),
        PackKind.RASTER: translate("LayersTab", "栅格"),
    }[pack.kind]
    zooms = translate("LayersTab", "%1 至 %2 级").replace("%1", str(pack.min_zoom))
    zooms = zooms.replace("%2", str(pack.max_zoom))
    lines = [f"{kind}　{zooms}　{formatting.size(pack.size_bytes)}　{_frame_word(pack)}"]
    if not pack.lies_true:
        lines.append(translate("LayersTab", "坐标系不同，本版不叠加。"))
    if pack.fictional:
        lines.append(translate("LayersTab", "虚构内容，用于演练和演示。"))
    unknown = formatting.unknown_word()
    lines.append(translate("LayersTab", "来源：%1").replace("%1", pack.source or unknown))
    lines.append(translate("LayersTab", "许可：%1").replace("%1", pack.licence or unknown))
    return lines


def _frame_word(pack: MapPack) -> str:
    name = {
        Frame.WGS84: "WGS-84",
        Frame.CGCS2000: "CGCS2000",
        Frame.GCJ02: "GCJ-02",
        Frame.BD09: "BD-09",
    }[pack.frame]
    if pack.frame_declared:
        return name
    return QCoreApplication.translate("LayersTab", "未写坐标系，按 %1").replace("%1", name)


def fault_word(fault: PackFault) -> str:
    """Why a file was refused."""
    translate = QCoreApplication.translate
    return {
        PackFault.FILE_UNREADABLE: translate("LayersTab", "打不开。换一份文件再放进来。"),
        PackFault.NOT_MBTILES: translate("LayersTab", "不是 MBTiles 底图包。"),
        PackFault.NO_TILES: translate("LayersTab", "里面没有瓦片。"),
        PackFault.TILE_UNREADABLE: translate("LayersTab", "瓦片已损坏。换一份文件再放进来。"),
        PackFault.MANIFEST_UNREADABLE: translate("LayersTab", "说明文件（.json）读不了。"),
        PackFault.MANIFEST_WRONG: translate("LayersTab", "说明文件（.json）填写有误。"),
        PackFault.KEY_TAKEN: translate("LayersTab", "与另一份底图同名。改名后再放进来。"),
    }[fault]
