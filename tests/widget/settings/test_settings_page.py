# SPDX-License-Identifier: Apache-2.0
"""The Settings page: every setting in words, changed in place, and a report to send."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from command_vehicle.domain.errors import ErrorCode, StoreError
from command_vehicle.services.events import EventBus, SettingsChanged
from command_vehicle.services.settings.declarations import RECEIVER_SECTIONS, Language, Theme
from command_vehicle.services.settings.layers import declarations
from command_vehicle.services.settings.service import SettingsService
from command_vehicle.ui.components.text import Text
from command_vehicle.ui.pages.settings.fault_report import CrashNote
from command_vehicle.ui.pages.settings.page import SettingsPage
from command_vehicle.ui.pages.settings.words import (
    SECTIONS,
    choice_word,
    section_of,
    setting_words,
)
from tests.support.entries import MORNING
from tests.support.hands import click, press, type_words
from tests.support.look import make_icons, make_style
from tests.support.settings_world import FakeDiagnosing, MemoryFiles, enter, some_files
from tests.support.timeline_world import BEIJING


class SettingsHarness:
    """The page over real settings in memory."""

    def __init__(self, qtbot: QtBot, files: MemoryFiles | None = None) -> None:
        self.files = files or some_files()
        self.bus = EventBus()
        self.settings = SettingsService(self.files, self.bus)
        self.diagnosing = FakeDiagnosing()
        self.page = SettingsPage(
            settings=self.settings,
            diagnosing=self.diagnosing,
            program_version="0.1.0",
            style=make_style(),
            icons=make_icons(),
            zone=BEIJING,
        )
        qtbot.addWidget(self.page)
        self.page.resize(1524, 780)

    def show(self, qtbot: QtBot) -> SettingsPage:
        """Bring it to the front."""
        with qtbot.waitActive(self.page):
            self.page.show()
            self.page.activateWindow()
        return self.page


@pytest.fixture
def harness(qtbot: QtBot) -> SettingsHarness:
    return SettingsHarness(qtbot)


@pytest.mark.parametrize("key", list(declarations()))
def test_every_setting_is_described(key: str, qapp: object) -> None:
    words = setting_words(key)
    assert words.name != key
    assert words.effect
    assert section_of(key) in SECTIONS


@pytest.mark.parametrize("key", list(declarations()))
def test_every_choice_has_a_word(key: str, qapp: object) -> None:
    words = [choice_word(choice) for choice in declarations()[key].choices]
    assert not [word for word in words if word.isascii() and word != "English"]


def test_each_setting_has_its_row(qtbot: QtBot, harness: SettingsHarness) -> None:
    page = harness.show(qtbot)
    assert list(page.rows) == list(declarations())


def test_a_value_is_shown_and_changed_in_place(qtbot: QtBot, harness: SettingsHarness) -> None:
    page = harness.show(qtbot)
    heard: list[object] = []
    harness.bus.subscribe(SettingsChanged, heard.append)
    row = page.rows["unit.duty_person"]
    assert row.field is not None
    assert row.field.text() == "周敏"
    enter(row, "唐伟")
    assert harness.settings.settings.unit.duty_person == "唐伟"
    assert row.answer.text() == "已存"
    assert len(heard) == 1


def test_a_number_out_of_range_is_kept_and_explained(
    qtbot: QtBot, harness: SettingsHarness
) -> None:
    page = harness.show(qtbot)
    row = page.rows["screen.scale_percent"]
    enter(row, "300")
    assert row.field is not None
    assert row.field.text() == "300"
    assert row.error.isVisible()
    assert row.error.text() == "要在 75 到 200 之间。"
    assert harness.settings.settings.screen.scale_percent == 100


def test_what_is_not_a_number_is_explained(qtbot: QtBot, harness: SettingsHarness) -> None:
    page = harness.show(qtbot)
    row = page.rows["map.track_hours"]
    enter(row, "半天")
    assert row.error.text() == "要填整数。"
    assert harness.settings.settings.map.track_hours == 12


def test_a_text_that_is_too_long_is_explained(qtbot: QtBot, harness: SettingsHarness) -> None:
    page = harness.show(qtbot)
    row = page.rows["unit.vehicle_name"]
    enter(row, "车" * 41)
    assert row.error.text() == "太长，最多 40 个字。"


def test_a_correct_value_takes_the_explanation_away(qtbot: QtBot, harness: SettingsHarness) -> None:
    page = harness.show(qtbot)
    row = page.rows["screen.scale_percent"]
    enter(row, "300")
    enter(row, "125")
    assert not row.error.isVisible()
    assert harness.settings.settings.screen.scale_percent == 125


def test_a_choice_is_made_with_one_press(qtbot: QtBot, harness: SettingsHarness) -> None:
    page = harness.show(qtbot)
    theme, language = page.rows["screen.theme"].tabs, page.rows["screen.language"].tabs
    assert theme is not None
    assert language is not None
    click(theme.button("night"))
    click(language.button("en"))
    assert harness.settings.settings.screen.theme is Theme.NIGHT
    assert harness.settings.settings.screen.language is Language.ENGLISH


def test_a_switch_says_how_it_stands(qtbot: QtBot, harness: SettingsHarness) -> None:
    page = harness.show(qtbot)
    check = page.rows["platform.enabled"].check
    assert check is not None
    assert check.text() == "开"
    press(check, Qt.Key.Key_Space)
    assert check.text() == "关"
    assert not harness.settings.settings.platform.enabled


def test_a_preset_value_is_locked(qtbot: QtBot, harness: SettingsHarness) -> None:
    page = harness.show(qtbot)
    row = page.rows["unit.county"]
    assert row.field is not None
    assert row.field.text() == "青岚县"
    assert not row.field.isEnabled()
    assert row.preset.isVisible()
    assert row.preset.text() == "由单位预设"


def test_a_chosen_value_can_be_taken_back(qtbot: QtBot, harness: SettingsHarness) -> None:
    page = harness.show(qtbot)
    row = page.rows["screen.scale_percent"]
    assert not row.reset_key.isVisible()
    enter(row, "150")
    click(row.reset_key)
    assert row.field is not None
    assert row.field.text() == "100"
    assert not row.reset_key.isVisible()


def test_a_disk_that_refuses_keeps_the_text(qtbot: QtBot, harness: SettingsHarness) -> None:
    page = harness.show(qtbot)
    harness.files.error = StoreError(ErrorCode.DISK_FULL)
    row = page.rows["unit.duty_person"]
    enter(row, "唐伟")
    assert row.field is not None
    assert row.field.text() == "唐伟"
    assert row.error.isVisible()
    assert harness.settings.settings.unit.duty_person == "周敏"


def test_a_bad_value_in_a_file_is_said_once(qtbot: QtBot, harness: SettingsHarness) -> None:
    page = harness.show(qtbot)
    assert page.notices.text() == "本机文件 画出的轨迹：值超出范围，没有用"


def test_the_checklist_leads_to_what_is_missing(qtbot: QtBot, harness: SettingsHarness) -> None:
    page = harness.show(qtbot)
    assert page.checklist.isVisible()
    click(page.checklist.keys["positioning.port"])
    field = page.rows["positioning.port"].field
    assert field is not None
    assert field.hasFocus()
    enter(page.rows["positioning.port"], "/dev/ttyUSB0")
    assert not page.checklist.isVisible()


def test_searching_leaves_only_what_matches(qtbot: QtBot, harness: SettingsHarness) -> None:
    page = harness.show(qtbot)
    page.focus_search()
    type_words(page.search, "波特率")
    press(page.search, Qt.Key.Key_Return)
    assert [key for key, row in page.rows.items() if row.isVisible()] == [
        f"{section}.baud_bps" for section in RECEIVER_SECTIONS
    ]


def test_a_search_without_result_says_so(qtbot: QtBot, harness: SettingsHarness) -> None:
    page = harness.show(qtbot)
    type_words(page.search, "咖啡")
    press(page.search, Qt.Key.Key_Return)
    assert page.nothing.text() == "没有找到“咖啡”。换个词。"
    assert page.nothing.isVisible()


def test_the_report_is_made_only_when_asked_for(qtbot: QtBot, harness: SettingsHarness) -> None:
    page = harness.show(qtbot)
    assert not page.fault_report.text.isVisible()
    click(page.fault_report.check_key)
    assert "chains: intact" in page.fault_report.text.toPlainText()
    assert page.fault_report.answer.text() == "08:14:00 查过"
    assert page.fault_report.check_key.shown_text == "重新检查"


def test_the_file_to_send_is_named(qtbot: QtBot, harness: SettingsHarness) -> None:
    page = harness.show(qtbot)
    click(page.fault_report.save_key)
    expected = "已写入 /media/usb/diagnose-20260504T001400Z.zip"
    assert page.fault_report.answer.text() == expected


def test_a_file_that_cannot_be_written_is_explained(qtbot: QtBot, harness: SettingsHarness) -> None:
    page = harness.show(qtbot)
    harness.diagnosing.error = StoreError(ErrorCode.DISK_FULL)
    click(page.fault_report.save_key)
    assert page.fault_report.answer.role == "alert"
    assert page.fault_report.save_key.isEnabled()


def test_crashes_since_the_last_start_are_listed(qtbot: QtBot, harness: SettingsHarness) -> None:
    harness.diagnosing.notes = [CrashNote(name="crash-20260504T000000Z.txt", at=MORNING)]
    page = harness.show(qtbot)
    facts = [(fact.name, fact.value) for fact in page.fault_report.crashes.facts]
    assert facts == [("2026-05-04 08:00", "crash-20260504T000000Z.txt")]


def test_without_a_crash_the_page_says_so(qtbot: QtBot, harness: SettingsHarness) -> None:
    page = harness.show(qtbot)
    assert not page.fault_report.no_crash.isHidden()


def test_the_program_names_its_version_its_limit_and_its_libraries(
    qtbot: QtBot, harness: SettingsHarness
) -> None:
    page = harness.show(qtbot)
    words = [label.text() for label in page.about.findChildren(Text)]
    assert "0.1.0" in words
    assert any("不代替现场指挥" in word for word in words)
    assert "PySide6" in words
