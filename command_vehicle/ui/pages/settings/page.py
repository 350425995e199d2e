# SPDX-License-Identifier: Apache-2.0
"""The Settings page: one column, one row per setting, then diagnostics and the program itself."""

from datetime import tzinfo
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from command_vehicle.services.settings.layers import declarations
from command_vehicle.services.settings.service import SettingsService
from command_vehicle.ui.components.button import Button
from command_vehicle.ui.components.headings import PageHeading, SectionHeading
from command_vehicle.ui.components.search_field import SearchField
from command_vehicle.ui.components.surface import Edge, Surface
from command_vehicle.ui.components.text import MUTED, Text
from command_vehicle.ui.icons import IconSet
from command_vehicle.ui.pages.settings.about import About
from command_vehicle.ui.pages.settings.checklist import Checklist
from command_vehicle.ui.pages.settings.fault_report import Diagnosing, FaultReport
from command_vehicle.ui.pages.settings.setting_row import SettingRow
from command_vehicle.ui.pages.settings.words import SECTIONS, notice_words, section_of, section_word
from command_vehicle.ui.style import Style

COLUMN_PX: Final = 720
_INDEX_PX: Final = 200
_SEARCH_PX: Final = 232
DIAGNOSTICS: Final = "diagnostics"
ABOUT: Final = "about"


class SettingsPage(QWidget):
    """Every declared setting, the fault report, and the particulars of the program.

    Signals:
        changed (str): Key of a setting that has another value now.
    """

    changed = Signal(str)

    def __init__(
        self,
        *,
        settings: SettingsService,
        diagnosing: Diagnosing,
        program_version: str,
        style: Style,
        icons: IconSet,
        zone: tzinfo | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._look = style
        self.search = SearchField(self.tr("查设置"), style, icons["search"])
        self.rows = {
            key: SettingRow(declaration, settings, style, icons)
            for key, declaration in declarations().items()
        }
        self.checklist = Checklist(settings, style)
        self.notices = Text("", style, "s", "doubt", is_wrapped=True)
        self.nothing = Text("", style, "m", MUTED)
        self.fault_report = FaultReport(diagnosing, style, icons, zone)
        self.about = About(program_version, style)
        self._sections: dict[str, QWidget] = {}
        self._scroll = QScrollArea()
        self._arrange()
        self._connect()
        self._refresh()

    def focus_search(self) -> None:
        """Ctrl+F."""
        self.search.setFocus()
        self.search.selectAll()

    def show_section(self, section: str) -> None:
        """Scroll to a section."""
        self._scroll.verticalScrollBar().setValue(self._sections[section].y())

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()
        self.fault_report.refresh()

    def _arrange(self) -> None:
        heading = PageHeading(self.tr("设置"), self._look)
        self.search.setFixedWidth(_SEARCH_PX)
        heading.add_right(self.search)
        content = self._make_column()
        self._scroll.setWidget(content)
        self._scroll.setWidgetResizable(True)
        content.setAutoFillBackground(False)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self._make_index())
        body.addWidget(self._scroll, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(heading)
        column.addLayout(body, 1)

    def _make_index(self) -> QWidget:
        """A key for each section, so that none is a long scroll away."""
        index = Surface(self._look, "surface", Edge.RIGHT)
        index.setFixedWidth(_INDEX_PX)
        column = QVBoxLayout(index)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(6)
        for section in self._sections:
            key = Button(self._section_word(section), self._look)
            key.setProperty("section", section)
            key.clicked.connect(self._on_index_key)
            column.addWidget(key)
        column.addStretch(1)
        return index

    def _make_column(self) -> QWidget:
        column_widget = QWidget()
        column_widget.setFixedWidth(COLUMN_PX)
        column = QVBoxLayout(column_widget)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.notices.setContentsMargins(16, 10, 16, 10)
        self.nothing.setContentsMargins(16, 16, 16, 16)
        for widget in (self.notices, self.checklist, self.nothing):
            column.addWidget(widget)
        for section in SECTIONS:
            rows = [row for key, row in self.rows.items() if section_of(key) == section]
            column.addWidget(self._make_section(section, *rows))
        column.addWidget(self._make_section(DIAGNOSTICS, self.fault_report))
        column.addWidget(self._make_section(ABOUT, self.about))
        column.addStretch(1)
        middle = QWidget()
        row = QHBoxLayout(middle)
        row.setContentsMargins(24, 12, 24, 24)
        row.addWidget(column_widget)
        row.addStretch(1)
        return middle

    def _make_section(self, section: str, *content: QWidget) -> QWidget:
        group = QWidget()
        column = QVBoxLayout(group)
        column.setContentsMargins(0, 0, 0, 16)
        column.setSpacing(0)
        column.addWidget(SectionHeading(self._section_word(section), self._look))
        for widget in content:
            column.addWidget(widget)
        self._sections[section] = group
        return group

    def _section_word(self, section: str) -> str:
        own = {DIAGNOSTICS: self.tr("诊断"), ABOUT: self.tr("关于")}
        return own.get(section) or section_word(section)

    def _connect(self) -> None:
        self.search.searched.connect(self._on_searched)
        self.checklist.wanted.connect(self._on_wanted)
        for row in self.rows.values():
            row.changed.connect(self._on_changed)

    def _refresh(self) -> None:
        for row in self.rows.values():
            row.refresh()
        self.checklist.refresh()
        notices = "\n".join(notice_words(notice) for notice in self._settings.notices)
        self.notices.setText(notices)
        self.notices.setVisible(bool(notices))
        self.nothing.setVisible(bool(self.nothing.text()))

    def _on_changed(self, key: str) -> None:
        self._refresh()
        self.changed.emit(key)

    def _on_index_key(self) -> None:
        key = self.sender()
        if isinstance(key, Button):
            self.show_section(str(key.property("section")))

    def _on_wanted(self, key: str) -> None:
        field = self.rows[key].field
        if field is not None:
            self._scroll.ensureWidgetVisible(self.rows[key])
            field.setFocus()

    def _on_searched(self, text: str) -> None:
        found = 0
        for section, group in self._sections.items():
            rows = [row for key, row in self.rows.items() if section_of(key) == section]
            for row in rows:
                row.setVisible(row.matches(text))
            hits = [row for row in rows if row.matches(text)]
            is_named = not rows and text.strip() in self._section_word(section)
            group.setVisible(bool(hits) or is_named)
            found += len(hits) + is_named
        words = self.tr("没有找到“%1”。换个词。").replace("%1", text)
        self.nothing.setText("" if found else words)
        self.nothing.setVisible(not found)
