# SPDX-License-Identifier: Apache-2.0
"""The left column of an activation: its phases with counts, and when to raise the level."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from command_vehicle.domain.identity import OperationId
from command_vehicle.domain.plans import Activation, LevelRule
from command_vehicle.services.plans.board import Tally
from command_vehicle.ui import formatting
from command_vehicle.ui.components.button import Button
from command_vehicle.ui.components.headings import SectionHeading
from command_vehicle.ui.components.painting import draw_inner_ring, draw_words, text_width_px
from command_vehicle.ui.components.rows import RIGHT
from command_vehicle.ui.components.status_label import StatusLabel
from command_vehicle.ui.components.surface import Edge, Surface
from command_vehicle.ui.components.text import MUTED, Text
from command_vehicle.ui.glyphs import GLYPH_PX, ROLE_OF_GLYPH, Glyph, Sign, paint_glyph
from command_vehicle.ui.style import Style
from command_vehicle.ui.type_scale import REGULAR, SEMIBOLD

ROW_PX: Final = 52
_BAR_PX: Final = 5
_PAD_PX: Final = 12


class ColumnRow(QAbstractButton):
    """One choice of the column: glyph, name, and a figure at the right end."""

    def __init__(self, style: Style, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._glyph: Glyph | None = None
        self._figure = ""
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        style.changed.connect(self.update)

    @property
    def figure(self) -> str:
        """What stands at the right end."""
        return self._figure

    def show_words(self, text: str, figure: str, glyph: Glyph | None) -> None:
        """Show these."""
        self.setText(text)
        self._figure, self._glyph = figure, glyph
        self.setAccessibleName(f"{text} {figure}".strip())
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(160, ROW_PX)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(80, ROW_PX)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        style, rect = self._style, self.rect()
        painter.fillRect(rect, style.color("accentSoft" if self.isChecked() else "surface"))
        painter.fillRect(0, rect.bottom(), rect.width(), 1, style.color("line"))
        if self.isChecked():
            painter.fillRect(0, 0, _BAR_PX, rect.height(), style.color("accent"))
        inner = rect.adjusted(_PAD_PX, 0, -_PAD_PX, -1)
        if self._glyph is not None:
            top = (rect.height() - GLYPH_PX) / 2
            paint_glyph(painter, QRectF(_PAD_PX, top, GLYPH_PX, GLYPH_PX), self._glyph, style)
        weight = SEMIBOLD if self.isChecked() else REGULAR
        figure_px = text_width_px(style.font("s", SEMIBOLD), self._figure)
        draw_words(
            painter,
            inner.adjusted(GLYPH_PX + 10, 0, -figure_px - 8, 0),
            self.text(),
            font=style.font("m", weight),
            ink=style.color("text"),
            is_elided=True,
        )
        draw_words(
            painter,
            inner,
            self._figure,
            font=style.font("s", weight),
            ink=style.color("text" if self.isChecked() else style.secondary("s")),
            align=RIGHT | Qt.AlignmentFlag.AlignVCenter,
        )
        if self.hasFocus():
            draw_inner_ring(painter, rect, style)


class PhaseColumn(Surface):
    """Phases of the activation shown; with several activations they stand on top.

    Signals:
        phase_chosen (str | None): Only this phase, or all.
        activation_chosen (OperationId): Show another activation.
        level_wanted: The level is to be changed.
    """

    phase_chosen = Signal(object)
    activation_chosen = Signal(object)
    level_wanted = Signal()

    def __init__(self, style: Style, *, parent: QWidget | None = None) -> None:
        super().__init__(style, "surface", Edge.RIGHT, line="border", parent=parent)
        self._look = style
        self._rows: list[ColumnRow] = []
        self._names: list[str | None] = []
        self._phases = QButtonGroup(self)
        self._plans: list[ColumnRow] = []
        self._ids: tuple[OperationId, ...] = ()
        self._plan_heading = SectionHeading(self.tr("执行中的预案"), style)
        self._plan_rows = QVBoxLayout()
        self._phase_rows = QVBoxLayout()
        self._rule_heading = Text(self.tr("扩大响应条件"), style, "s", MUTED, weight=SEMIBOLD)
        self._rule_rows = QVBoxLayout()
        self._foot = Surface(style, "surface", Edge.TOP | Edge.RIGHT)
        self.level_key = Button(self.tr("调整级别"), style)
        self.level_key.clicked.connect(self.level_wanted)
        self._arrange()

    @property
    def rows(self) -> tuple[ColumnRow, ...]:
        """All phases together, then phase by phase."""
        return tuple(self._rows)

    def show_activations(self, activations: Sequence[Activation], shown: OperationId) -> None:
        """Offer the others where there are several."""
        self._ids = tuple(activation.id for activation in activations)
        while len(self._plans) < len(activations):
            row = ColumnRow(self._look)
            row.clicked.connect(partial(self._on_plan_row, len(self._plans)))
            self._plan_rows.addWidget(row)
            self._plans.append(row)
        is_choice = len(activations) > 1
        self._plan_heading.setVisible(is_choice)
        for number, row in enumerate(self._plans):
            is_used = is_choice and number < len(activations)
            row.setVisible(is_used)
            if is_used:
                row.show_words(activations[number].started.plan_title, "", None)
                row.setChecked(activations[number].id == shown)

    def show_phases(self, overall: Tally, phases: Sequence[Tally], chosen: str | None) -> None:
        """Show counts of all and of each phase."""
        tallies = [overall, *phases]
        while len(self._rows) < len(tallies):
            row = ColumnRow(self._look)
            self._phases.addButton(row, len(self._rows))
            row.clicked.connect(partial(self._on_phase_row, len(self._rows)))
            self._phase_rows.addWidget(row)
            self._rows.append(row)
        for number, row in enumerate(self._rows):
            row.setVisible(number < len(tallies))
            if number < len(tallies):
                counts = tallies[number]
                name = counts.name or self.tr("全部阶段")
                row.show_words(name, self._figure(counts), phase_glyph(counts))
                row.setChecked((counts.name or None) == chosen)
        self._names = [counts.name or None for counts in tallies]

    def show_rules(self, rules: Sequence[LevelRule]) -> None:
        """Show when the level is to be raised; whether a condition is met, people must judge."""
        while self._rule_rows.count():
            item = self._rule_rows.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
        self._rule_heading.setVisible(bool(rules))
        for rule in rules:
            self._rule_rows.addWidget(self._rule_row(rule))

    def _rule_row(self, rule: LevelRule) -> QWidget:
        row = QWidget()
        sign = Sign(
            glyph=Glyph.UNKNOWN, role=ROLE_OF_GLYPH[Glyph.UNKNOWN], word=formatting.unknown_word()
        )
        words = Text(rule.condition, self._look, "s", is_wrapped=True)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(words, 1)
        line.addWidget(StatusLabel(self._look, sign), 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _arrange(self) -> None:
        for rows in (self._plan_rows, self._phase_rows):
            rows.setSpacing(0)
        self._rule_rows.setSpacing(4)
        foot = QVBoxLayout(self._foot)
        foot.setContentsMargins(_PAD_PX, _PAD_PX, _PAD_PX, _PAD_PX)
        foot.setSpacing(8)
        foot.addWidget(self._rule_heading)
        foot.addLayout(self._rule_rows)
        foot.addWidget(self.level_key)
        body = QWidget()
        rows = QVBoxLayout(body)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self._plan_heading)
        rows.addLayout(self._plan_rows)
        rows.addWidget(SectionHeading(self.tr("阶段"), self._look))
        rows.addLayout(self._phase_rows)
        rows.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(body)
        scroll.setWidgetResizable(True)
        body.setAutoFillBackground(False)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 1, 0)
        column.setSpacing(0)
        column.addWidget(scroll, 1)
        column.addWidget(self._foot)

    def _figure(self, counts: Tally) -> str:
        return f"{counts.closed} / {counts.due}" if counts.due else self.tr("未触发")

    def _on_phase_row(self, number: int) -> None:
        self.phase_chosen.emit(self._names[number])

    def _on_plan_row(self, number: int) -> None:
        self.activation_chosen.emit(self._ids[number])


def phase_glyph(counts: Tally) -> Glyph:
    """How a phase stands: overdue outranks everything."""
    if counts.overdue:
        return Glyph.DUE
    if counts.due and counts.closed == counts.due:
        return Glyph.DONE
    return Glyph.IN_PROGRESS if counts.closed or counts.under_way else Glyph.NOT_STARTED
