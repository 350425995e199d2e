# SPDX-License-Identifier: Apache-2.0
"""Ten minutes of one figure as a line: accuracy, satellites used, clock offset."""

import math
from collections import deque
from collections.abc import Iterator
from typing import Final

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from command_vehicle.ui.components.text import MUTED, Text
from command_vehicle.ui.style import Style
from command_vehicle.ui.type_scale import BOLD

SPAN_S: Final = 600.0
_HEIGHT_PX: Final = 92
_PLOT_PX: Final = 54
_GAP_PX: Final = 12
_PAD_PX: Final = 12


class History:
    """Values of the last ten minutes, at most one per second."""

    def __init__(self) -> None:
        self._points: deque[tuple[float, float | None]] = deque()

    def add(self, at_mono_s: float, value: float | None) -> None:
        """Keep a value, or that there was none, and drop what is older than ten minutes."""
        self._points.append((at_mono_s, value))
        while self._points and self._points[0][0] < at_mono_s - SPAN_S:
            self._points.popleft()

    @property
    def is_empty(self) -> bool:
        """Whether no value is known."""
        return all(value is None for _, value in self._points)

    def ages_s(self, now_mono_s: float) -> list[float]:
        """When each value was, as seconds before now, negative."""
        return [at - now_mono_s for at, _ in self._points]

    def values(self) -> list[float]:
        """Values, NaN where there was none, as the plotting library wants gaps."""
        return [math.nan if value is None else value for _, value in self._points]

    def known(self) -> Iterator[float]:
        """Values without the gaps."""
        return (value for _, value in self._points if value is not None)


class Strip(QWidget):
    """A title, the present value and ten minutes of line between its two limits."""

    def __init__(
        self,
        style: Style,
        *,
        floor: float | None = None,
        least_span: float = 1.0,
        parent: QWidget | None = None,
    ) -> None:
        """Values never go below `floor`; the scale never covers less than `least_span`."""
        super().__init__(parent)
        self._style = style
        self._floor = floor
        self._least_span = least_span
        self._ink = "text"
        self.history = History()
        self._title = Text("", style, "xs", MUTED)
        self._scale = Text("", style, "xs", MUTED)
        self._value = Text("", style, "m", weight=BOLD)
        self._value.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._plot = pg.PlotWidget()
        self._curve = pg.PlotCurveItem(connect="finite")
        self._limits = [pg.InfiniteLine(angle=0), pg.InfiniteLine(angle=0)]
        self._build()
        style.changed.connect(self.restyle)
        self.restyle()

    def set_title(self, title: str) -> None:
        """What is drawn, with its unit."""
        self._title.setText(title)

    @property
    def value(self) -> str:
        """The present value as a person reads it."""
        return self._value.text()

    def show_value(self, text: str, ink: str) -> None:
        """The present value in words, in the colour role `ink`."""
        self._value.setText(text)
        if ink != self._ink:
            self._ink = ink
            self._value.set_role(ink)
            self.restyle()

    def redraw(self, now_mono_s: float) -> None:
        """Draw the history up to now."""
        low, high = self._range()
        self._curve.setData(self.history.ages_s(now_mono_s), self.history.values())
        margin = (high - low) * 0.08
        self._plot.setRange(xRange=(-SPAN_S, 0.0), yRange=(low - margin, high + margin), padding=0)
        for line, value in zip(self._limits, (low, high), strict=True):
            line.setValue(value)
        self._scale.setText("" if self.history.is_empty else f"{low:g} … {high:g}")
        self._fit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def restyle(self) -> None:
        """Take colours and fonts of the present theme."""
        self._plot.setBackground(self._style.color("surface"))
        self._curve.setPen(pg.mkPen(self._style.color(self._ink), width=2))
        for line in self._limits:
            line.setPen(pg.mkPen(self._style.color("line"), width=1))

    def _build(self) -> None:
        self._plot.setFrameShape(QFrame.Shape.NoFrame)
        self._plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._plot.setMenuEnabled(False)
        self._plot.setMouseEnabled(x=False, y=False)
        self._plot.hideButtons()
        for side in ("left", "bottom"):
            self._plot.hideAxis(side)
        for item in (self._curve, *self._limits):
            self._plot.addItem(item)
        self._plot.setFixedHeight(_PLOT_PX)
        head = QHBoxLayout()
        head.setSpacing(_GAP_PX)
        head.addWidget(self._title)
        head.addWidget(self._scale)
        head.addStretch(1)
        head.addWidget(self._value)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_PAD_PX, 6, _PAD_PX, 6)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addWidget(self._plot)
        self.setFixedHeight(_HEIGHT_PX)

    def _fit(self) -> None:
        """Where the words need the room, the limits of the scale go first."""
        words = (self._title, self._scale, self._value)
        needed = sum(label.sizeHint().width() for label in words) + 2 * _GAP_PX + 2 * _PAD_PX
        self._scale.setVisible(needed <= self.width())

    def _range(self) -> tuple[float, float]:
        known = list(self.history.known())
        low = min(known, default=0.0)
        high = max(known, default=0.0)
        if self._floor is not None:
            low = self._floor
        if high - low < self._least_span:
            middle = (high + low) / 2
            low, high = middle - self._least_span / 2, middle + self._least_span / 2
            if self._floor is not None:
                low, high = self._floor, self._floor + self._least_span
        return low, high
