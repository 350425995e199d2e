# SPDX-License-Identifier: Apache-2.0
"""The sky as the receiver sees it, north up, BeiDou as diamonds."""

import math
from collections.abc import Sequence
from typing import Final

import pyqtgraph as pg
from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget
from typing_extensions import override

from command_vehicle.domain.positioning import Constellation, Satellite
from command_vehicle.ui.pages.devices.sky import (
    RING_ELEVATIONS_DEG,
    Sizes,
    Spot,
    label_places,
    name_of,
    radius_of,
    spots,
)
from command_vehicle.ui.style import Style

SYMBOLS: Final = {
    Constellation.BEIDOU: "d",
    Constellation.GPS: "o",
    Constellation.GALILEO: "s",
    Constellation.GLONASS: "t1",
    Constellation.QZSS: "p",
    Constellation.NAVIC: "h",
    Constellation.SBAS: "t",
    Constellation.IMES: "+",
}
_SYMBOL_PX: Final = 17
_PLOT_REACH: Final = 1.16
"""Half the side of the plot, in horizon radii: leaves room for the compass words."""
_COMPASS_RADIUS: Final = 1.08
_CIRCLE: Final = [math.radians(5 * step) for step in range(73)]
_MIN_SIDE_PX: Final = 280
_SIDE_PX: Final = 404


class SkyPlot(QWidget):
    """Draws satellites; filled means used for the fix."""

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._placed: tuple[Spot, ...] = ()
        self._ink = "text"
        self._plot = pg.PlotWidget()
        self._plot.setFrameShape(QFrame.Shape.NoFrame)
        self._plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._plot.setAspectLocked(lock=True)
        self._plot.setMenuEnabled(False)
        self._plot.setMouseEnabled(x=False, y=False)
        self._plot.hideButtons()
        for side in ("left", "bottom"):
            self._plot.hideAxis(side)
        reach = (-_PLOT_REACH, _PLOT_REACH)
        self._plot.setRange(xRange=reach, yRange=reach, padding=0)
        self._lines = self._make_lines()
        self._scatter = pg.ScatterPlotItem(size=_SYMBOL_PX, pxMode=True)
        self._scatter.setZValue(1)
        self._plot.addItem(self._scatter)
        self._names: list[pg.TextItem] = []
        self._compass = [self._make_text() for _ in range(4)]
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._plot)
        self.setMinimumSize(_MIN_SIDE_PX, _MIN_SIDE_PX)
        style.changed.connect(self.restyle)
        self.restyle()

    @override
    def sizeHint(self) -> QSize:
        return QSize(_SIDE_PX, _SIDE_PX)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_names()

    def show_satellites(self, satellites: Sequence[Satellite], ink: str) -> None:
        """Draw these, in the colour role `ink`."""
        placed = spots(satellites)
        if placed == self._placed and ink == self._ink:
            return
        moved = [(spot.x, spot.y) for spot in placed] != [(s.x, s.y) for s in self._placed]
        recoloured = ink != self._ink
        self._placed, self._ink = placed, ink
        self._draw_symbols()
        if moved:
            self._place_names()
        if moved or recoloured:
            self._colour_texts()

    def restyle(self) -> None:
        """Take colours and fonts of the present theme."""
        self._plot.setBackground(self._style.color("sunken"))
        pens = [pg.mkPen(self._style.color("border"), width=1)]
        pens += [
            pg.mkPen(self._style.color("line"), width=1, style=Qt.PenStyle.DashLine)
            for _ in self._lines[1:]
        ]
        for line, pen in zip(self._lines, pens, strict=True):
            line.setPen(pen)
        self._draw_symbols()
        self._place_names()
        self._colour_texts()

    def _make_lines(self) -> list[pg.PlotCurveItem]:
        lines = []
        for elevation in (0.0, *RING_ELEVATIONS_DEG):
            radius = radius_of(elevation)
            x = [radius * math.sin(angle) for angle in _CIRCLE]
            y = [radius * math.cos(angle) for angle in _CIRCLE]
            lines.append(pg.PlotCurveItem(x, y, antialias=True))
        lines.append(pg.PlotCurveItem([-1.0, 1.0], [0.0, 0.0]))
        lines.append(pg.PlotCurveItem([0.0, 0.0], [-1.0, 1.0]))
        for line in lines:
            self._plot.addItem(line)
        return lines

    def _make_text(self) -> pg.TextItem:
        text = pg.TextItem(anchor=(0.5, 0.5))
        text.setZValue(2)
        self._plot.addItem(text)
        return text

    def _draw_symbols(self) -> None:
        ink = self._style.color(self._ink)
        hollow = pg.mkBrush(None)
        full = pg.mkBrush(ink)
        self._scatter.setData(
            x=[spot.x for spot in self._placed],
            y=[spot.y for spot in self._placed],
            symbol=[SYMBOLS[spot.satellite.constellation] for spot in self._placed],
            brush=[full if spot.satellite.used else hollow for spot in self._placed],
            pen=pg.mkPen(ink, width=2),
        )

    def _place_names(self) -> None:
        while len(self._names) < len(self._placed):
            self._names.append(self._make_text())
        places = label_places(self._placed, self._sizes())
        for text in self._names[len(places) :]:
            text.setVisible(False)
        for text, spot, place in zip(self._names, self._placed, places, strict=False):
            text.setVisible(True)
            text.setText(name_of(spot.satellite))
            text.setPos(*place)
        words = (
            (QCoreApplication.translate("SkyPlot", "北"), 0.0, _COMPASS_RADIUS),
            (QCoreApplication.translate("SkyPlot", "东"), _COMPASS_RADIUS, 0.0),
            (QCoreApplication.translate("SkyPlot", "南"), 0.0, -_COMPASS_RADIUS),
            (QCoreApplication.translate("SkyPlot", "西"), -_COMPASS_RADIUS, 0.0),
        )
        for text, (word, x, y) in zip(self._compass, words, strict=True):
            text.setText(word)
            text.setPos(x, y)

    def _colour_texts(self) -> None:
        font = self._style.font("xs")
        for text in self._names:
            text.setFont(font)
            text.setColor(self._style.color(self._ink))
        for text in self._compass:
            text.setFont(self._style.font("s", 600))
            text.setColor(self._style.color("text"))

    def _sizes(self) -> Sizes:
        side_px = max(1, min(self.width(), self.height()))
        unit = 2 * _PLOT_REACH / side_px
        metrics = QFontMetricsF(self._style.font("xs"))
        return Sizes(
            symbol=_SYMBOL_PX * unit,
            label_width=metrics.horizontalAdvance("C00") * unit,
            label_height=metrics.ascent() * unit,
        )
