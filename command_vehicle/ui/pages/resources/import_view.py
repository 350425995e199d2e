# SPDX-License-Identifier: Apache-2.0
"""Taking over a register: choose a file, say its frame, read the report, correct, import again."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from command_vehicle.domain.datum import Frame
from command_vehicle.domain.errors import ExpectedError
from command_vehicle.services.resources.intake import Intake
from command_vehicle.services.resources.row_reader import ImportReport
from command_vehicle.services.resources.service import RegisterFiles, ResourceService
from command_vehicle.ui.components.button import Button, ButtonKind
from command_vehicle.ui.components.empty_state import EmptyState
from command_vehicle.ui.components.headings import PageHeading
from command_vehicle.ui.components.surface import Edge, Surface
from command_vehicle.ui.components.tabs import ChoiceTabs, Tab
from command_vehicle.ui.components.text import MUTED, Text
from command_vehicle.ui.error_words import error_sentence
from command_vehicle.ui.glyphs import Glyph
from command_vehicle.ui.icons import IconSet
from command_vehicle.ui.pages.resources.import_words import (
    frame_word,
    outcome_words,
    progress_words,
    returned_labels,
    row_reasons,
    summary_sentence,
)
from command_vehicle.ui.pages.resources.returned_rows import ReturnedModel, ReturnedTable
from command_vehicle.ui.style import Style
from command_vehicle.ui.type_scale import SEMIBOLD

_PAD_PX: Final = 12


class FileChooser:
    """Asks for a file when a person presses a key for it."""

    def ask_open(self, parent: QWidget, title: str, filters: str) -> Path | None:
        """A file that exists; None when the person thinks better of it."""
        name, _ = QFileDialog.getOpenFileName(parent, title, "", filters)
        return Path(name) if name else None

    def ask_save(self, parent: QWidget, title: str, proposed: str) -> Path | None:
        """A name for a new file; None when the person thinks better of it."""
        name, _ = QFileDialog.getSaveFileName(parent, title, proposed)
        return Path(name) if name else None


class ImportView(QWidget):
    """Stands in place of the catalogue until it is closed.

    Signals:
        closed: Back to the catalogue.
    """

    closed = Signal()

    def __init__(
        self,
        service: ResourceService,
        files: RegisterFiles,
        style: Style,
        icons: IconSet,
        *,
        chooser: FileChooser,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._service = service
        self._files = files
        self._chooser = chooser
        self._frame = Frame.WGS84
        self._intake: Intake | None = None
        self._report: ImportReport | None = None
        self.path = QLineEdit()
        self.path.setPlaceholderText(self.tr("CSV 或 GeoJSON 文件"))
        self.path.setAccessibleName(self.tr("文件"))
        self.choose_key = Button(self.tr("选文件"), style, icon=icons["folder"])
        frames = [Tab(key=frame.value, text=frame_word(frame)) for frame in Frame]
        self.frames = ChoiceTabs(frames, style)
        self.frames.choose(self._frame.value)
        self.start_key = Button(self.tr("导入"), style, kind=ButtonKind.PRIMARY, key="Ctrl+Enter")
        self.stop_key = Button(self.tr("停下"), style)
        self.save_key = Button(self.tr("退回行存为 CSV"), style, icon=icons["export"])
        self.back_key = Button(self.tr("返回目录"), style, icon=icons["arrow-left"], key="Esc")
        self.summary = Text("", style, "l", weight=SEMIBOLD, is_wrapped=True)
        self.detail = Text("", style, "s", MUTED)
        self.error = Text("", style, "m", "alert", is_wrapped=True)
        self.model = ReturnedModel(self)
        self.table = ReturnedTable(self.model, style)
        self._empty = EmptyState("", "", style)
        self._middle = QStackedWidget()
        self._style = style
        self._arrange(style)
        self._connect()
        self._show_report(None)
        self._restyle()

    @property
    def running(self) -> Intake | None:
        """The import under way."""
        return self._intake

    def begin(self) -> None:
        """A person has come to import."""
        self.path.setFocus()
        self.path.selectAll()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._start()
        else:
            super().keyPressEvent(event)

    def _arrange(self, style: Style) -> None:
        heading = PageHeading(self.tr("导入资源"), style)
        heading.add_right(self.back_key)
        form = Surface(style, "surface", Edge.BOTTOM)
        grid = QGridLayout(form)
        grid.setContentsMargins(_PAD_PX, _PAD_PX, _PAD_PX, _PAD_PX)
        grid.setHorizontalSpacing(_PAD_PX)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        grid.addWidget(Text(self.tr("文件"), style, "m", MUTED), 0, 0)
        grid.addWidget(self.path, 0, 1)
        grid.addWidget(self.choose_key, 0, 2)
        grid.addWidget(Text(self.tr("坐标系"), style, "m", MUTED), 1, 0)
        grid.addWidget(self.frames, 1, 1, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(self.start_key, 1, 2)
        grid.addWidget(self.error, 2, 1, 1, 2)
        result = Surface(style, "surface", Edge.BOTTOM)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.summary)
        words.addWidget(self.detail)
        row = QHBoxLayout(result)
        row.setContentsMargins(_PAD_PX, 8, _PAD_PX, 8)
        row.setSpacing(8)
        row.addLayout(words, 1)
        row.addWidget(self.stop_key)
        row.addWidget(self.save_key)
        self._result = result
        self._middle.addWidget(self.table)
        self._middle.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (heading, form, result):
            column.addWidget(widget)
        column.addWidget(self._middle, 1)

    def _connect(self) -> None:
        self.choose_key.clicked.connect(self._on_choose)
        self.frames.chosen.connect(self._on_frame)
        self.start_key.clicked.connect(self._start)
        self.stop_key.clicked.connect(self._on_stop)
        self.save_key.clicked.connect(self._on_save)
        self.back_key.clicked.connect(self.closed)
        self._style.changed.connect(self._restyle)
        self.path.returnPressed.connect(self._start)

    def _start(self) -> None:
        if self._intake is not None:
            return
        text = self.path.text().strip()
        if not text:
            self._show_error(self.tr("先选一个文件。"))
            return
        self._show_error("")
        self._show_report(None)
        self.stop_key.show()
        self._result.show()
        self.stop_key.setFocus()
        self.start_key.setEnabled(False)
        source = self._files.open(Path(text).expanduser())
        intake = self._service.import_rows(
            source,
            self._frame,
            progress=self._on_progress,
            then=self._on_finished,
            failed=self._on_failed,
        )
        if not self.start_key.isEnabled():
            self._intake = intake

    def _on_progress(self, report: ImportReport) -> None:
        self.summary.setText(progress_words(report))

    def _on_finished(self, report: ImportReport) -> None:
        had_focus = self.stop_key.hasFocus()
        self._end()
        self._show_report(report)
        if had_focus:
            (self.table if report.returned else self.back_key).setFocus()

    def _on_failed(self, error: ExpectedError, report: ImportReport) -> None:
        if self.stop_key.hasFocus():
            self.path.setFocus()
        self._end()
        self._show_report(report if report.read else None)
        self._show_error(error_sentence(error))

    def _end(self) -> None:
        self._intake = None
        self.start_key.setEnabled(True)
        self.stop_key.hide()

    def _show_report(self, report: ImportReport | None) -> None:
        self._report = report
        self.stop_key.hide()
        self._result.setVisible(report is not None)
        returned = report.returned if report is not None else []
        self.model.show(returned)
        self.save_key.setVisible(bool(returned))
        if report is not None:
            self.summary.setText(summary_sentence(report))
            self.detail.setText(outcome_words(report))
        if report is None:
            self._empty.set_words(
                self.tr("退回的行列在这里，逐行写明原因。"),
                self.tr("第一行是列名，须有“名称”和“类别”；人数不知道就留空。"),
            )
        else:
            self._empty.set_words(self.tr("没有退回的行。"), self.tr("按 Esc 返回目录。"))
        self._middle.setCurrentWidget(self.table if returned else self._empty)

    def _restyle(self) -> None:
        self.path.setFont(self._style.font("m"))

    def _show_error(self, sentence: str) -> None:
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))

    def _on_choose(self) -> None:
        filters = self.tr("登记表") + " (*.csv *.txt *.geojson *.json)"
        chosen = self._chooser.ask_open(self, self.tr("选文件"), filters)
        if chosen is not None:
            self.path.setText(str(chosen))
            self.start_key.setFocus()

    def _on_frame(self, key: str) -> None:
        self._frame = Frame(key)

    def _on_stop(self) -> None:
        if self._intake is not None:
            self._intake.stop()

    def _on_save(self) -> None:
        if self._report is None:
            return
        returned = self.tr("退回")
        proposed = f"{Path(self._report.source).stem}-{returned}.csv"
        path = self._chooser.ask_save(self, self.tr("退回行存为 CSV"), proposed)
        if path is None:
            return
        rows = self._report.returned
        try:
            self._files.write_returned(
                path, rows, [row_reasons(row) for row in rows], returned_labels()
            )
        except ExpectedError as error:
            self._show_error(error_sentence(error))
            return
        self.save_key.report(self.tr("已存 %1").replace("%1", path.name), Glyph.SAVED)
