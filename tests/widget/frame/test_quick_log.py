# SPDX-License-Identifier: Apache-2.0
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from command_vehicle.domain.errors import ErrorCode, InputError, StoreError
from command_vehicle.domain.timeline import EntryKind
from command_vehicle.ui.formatting import THIN_SPACE
from command_vehicle.ui.frame.kinds import KIND_KEYS
from command_vehicle.ui.frame.quick_log import QuickLog
from command_vehicle.ui.main_window import MainWindow
from tests.support.frame_world import FrameWorld
from tests.support.hands import click, press, type_words


@pytest.fixture
def world() -> FrameWorld:
    return FrameWorld().lively()


def open_window(
    qtbot: QtBot, world: FrameWorld, width: int = 1600, height: int = 900
) -> MainWindow:
    window = world.window()
    qtbot.addWidget(window)
    window.resize(width, height)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    return window


def compose(log: QuickLog, preedit: str, commit: str = "") -> None:
    """What an input method sends while a person chooses characters."""
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit)
    QApplication.sendEvent(log.line, event)


def stamp_lines(log: QuickLog) -> tuple[str, str]:
    first, second = log.stamp.shown_lines
    return first.replace(THIN_SPACE, " "), second.replace(THIN_SPACE, " ")


def test_one_key_then_text_then_enter_saves_once(qtbot: QtBot, world: FrameWorld) -> None:
    window = open_window(qtbot, world)
    press(window, Qt.Key.Key_F4)
    type_words(window.quick_log.line, "team 1 goes in")
    press(window.quick_log.line, Qt.Key.Key_Return)
    assert world.recorder.recorded == [(EntryKind.ORDER, "team 1 goes in")]


def test_after_saving_the_line_is_empty_and_ready_again(qtbot: QtBot, world: FrameWorld) -> None:
    window = open_window(qtbot, world)
    press(window, Qt.Key.Key_F9)
    type_words(window.quick_log.line, "4.6 ppm")
    press(window.quick_log.line, Qt.Key.Key_Return)
    assert window.quick_log.line.toPlainText() == ""
    assert window.quick_log.line.hasFocus()
    assert window.quick_log.kind is EntryKind.OBSERVATION


def test_the_save_button_says_when_it_was_saved(qtbot: QtBot, world: FrameWorld) -> None:
    window = open_window(qtbot, world)
    type_words(window.quick_log.line, "leak stopped")
    click(window.quick_log.save_button)
    assert window.quick_log.save_button.shown_text == "10:00 已存"


def test_nothing_moves_when_the_button_answers(qtbot: QtBot, world: FrameWorld) -> None:
    window = open_window(qtbot, world)
    before = window.quick_log.line.geometry()
    type_words(window.quick_log.line, "leak stopped")
    press(window.quick_log.line, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert window.quick_log.line.geometry() == before


def test_a_line_that_is_being_saved_is_not_saved_twice(qtbot: QtBot, world: FrameWorld) -> None:
    world.recorder.answers_at_once = False
    log = open_window(qtbot, world).quick_log
    type_words(log.line, "leak stopped")
    press(log.line, Qt.Key.Key_Return)
    press(log.line, Qt.Key.Key_Return)
    assert len(world.recorder.recorded) == 1


def test_the_text_stays_in_the_field_until_it_is_on_disk(qtbot: QtBot, world: FrameWorld) -> None:
    world.recorder.answers_at_once = False
    log = open_window(qtbot, world).quick_log
    type_words(log.line, "leak stopped")
    press(log.line, Qt.Key.Key_Return)
    assert log.line.toPlainText() == "leak stopped"


def test_what_is_typed_while_saving_is_not_lost(qtbot: QtBot, world: FrameWorld) -> None:
    world.recorder.answers_at_once = False
    log = open_window(qtbot, world).quick_log
    type_words(log.line, "first")
    press(log.line, Qt.Key.Key_Return)
    type_words(log.line, " second")
    world.recorder.pending.pop()()
    assert log.line.toPlainText() == "second"


def test_a_failed_save_keeps_the_text_and_says_why(qtbot: QtBot, world: FrameWorld) -> None:
    world.recorder.error = StoreError(ErrorCode.DISK_ERROR)
    log = open_window(qtbot, world).quick_log
    type_words(log.line, "leak stopped")
    press(log.line, Qt.Key.Key_Return)
    assert log.line.toPlainText() == "leak stopped"
    assert log.fault.isVisible()
    assert log.fault.text() == ("没有存上：磁盘写入出错。换盘或导出到 U 盘。文字还在框里。")


def test_the_failure_goes_when_saving_works_again(qtbot: QtBot, world: FrameWorld) -> None:
    world.recorder.error = StoreError(ErrorCode.DISK_ERROR)
    log = open_window(qtbot, world).quick_log
    type_words(log.line, "leak stopped")
    press(log.line, Qt.Key.Key_Return)
    world.recorder.error = None
    press(log.line, Qt.Key.Key_Return)
    assert not log.fault.isVisible()


def test_an_empty_line_is_refused_in_plain_words(qtbot: QtBot, world: FrameWorld) -> None:
    world.recorder.error = InputError(ErrorCode.VALUE_INVALID, field="text", reason="empty")
    log = open_window(qtbot, world).quick_log
    press(log.line, Qt.Key.Key_Return)
    assert log.fault.text() == "没有内容。写一句再存。"


def test_shift_enter_begins_a_new_line(qtbot: QtBot, world: FrameWorld) -> None:
    log = open_window(qtbot, world).quick_log
    type_words(log.line, "one")
    press(log.line, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    type_words(log.line, "two")
    assert log.line.toPlainText() == "one\ntwo"
    assert world.recorder.recorded == []


def test_enter_saves_nothing_while_an_input_method_is_composing(
    qtbot: QtBot, world: FrameWorld
) -> None:
    log = open_window(qtbot, world).quick_log
    compose(log, "xielou")
    press(log.line, Qt.Key.Key_Return)
    assert world.recorder.recorded == []


def test_enter_saves_once_the_composition_is_committed(qtbot: QtBot, world: FrameWorld) -> None:
    log = open_window(qtbot, world).quick_log
    compose(log, "xielou")
    compose(log, "", commit="泄漏停止")
    press(log.line, Qt.Key.Key_Return)
    assert world.recorder.recorded == [(EntryKind.OBSERVATION, "泄漏停止")]


def test_escape_ends_a_composition_and_does_not_leave_the_line(
    qtbot: QtBot, world: FrameWorld
) -> None:
    log = open_window(qtbot, world).quick_log
    log.line.setFocus()
    compose(log, "xielou")
    press(log.line, Qt.Key.Key_Escape)
    assert log.line.hasFocus()


def test_escape_leaves_the_line_and_keeps_the_text(qtbot: QtBot, world: FrameWorld) -> None:
    log = open_window(qtbot, world).quick_log
    log.line.setFocus()
    type_words(log.line, "half a sentence")
    press(log.line, Qt.Key.Key_Escape)
    assert not log.line.hasFocus()
    assert log.line.toPlainText() == "half a sentence"


@pytest.mark.parametrize("key", KIND_KEYS, ids=lambda key: key.name)
def test_an_f_key_chooses_its_kind_from_anywhere(
    qtbot: QtBot, world: FrameWorld, key: object
) -> None:
    window = open_window(qtbot, world)
    window.open_page("resources")
    kind_key = next(each for each in KIND_KEYS if each is key)
    window.quick_log.kinds.set_kind(EntryKind.OTHER)
    press(window, Qt.Key[f"Key_{kind_key.name}"])
    assert window.quick_log.kind is kind_key.kinds[0]
    assert window.quick_log.line.hasFocus()


def test_the_same_f_key_again_steps_to_the_next_sub_kind(qtbot: QtBot, world: FrameWorld) -> None:
    window = open_window(qtbot, world)
    press(window, Qt.Key.Key_F3)
    first = window.quick_log.kinds.keys["F3"].text()
    press(window, Qt.Key.Key_F3)
    assert (first, window.quick_log.kinds.keys["F3"].text()) == ("行政", "技术")
    assert window.quick_log.kind is EntryKind.DECISION_TECHNICAL


def test_the_stamp_shows_time_place_and_age(qtbot: QtBot, world: FrameWorld) -> None:
    log = open_window(qtbot, world).quick_log
    assert stamp_lines(log) == ("10:00 ・ 40.20320, 101.89850", "定位 0.4 s ・ ±1.8 m")
    assert log.stamp.role == "text"


def test_an_old_position_puts_the_stamp_in_doubt(qtbot: QtBot, world: FrameWorld) -> None:
    world.fix_of_age(360.0)
    log = open_window(qtbot, world).quick_log
    assert stamp_lines(log)[1] == "用 09:54:00 的位置，6 min 00 s 前"
    assert log.stamp.role == "doubt"


def test_without_a_position_the_stamp_says_so_and_saving_goes_on(
    qtbot: QtBot, world: FrameWorld
) -> None:
    world.stamp = None
    log = open_window(qtbot, world).quick_log
    type_words(log.line, "no sky here")
    press(log.line, Qt.Key.Key_Return)
    assert stamp_lines(log)[1] == "无位置"
    assert len(world.recorder.recorded) == 1


def test_a_time_shorthand_shows_in_the_stamp(qtbot: QtBot, world: FrameWorld) -> None:
    log = open_window(qtbot, world).quick_log
    type_words(log.line, "-5 went in")
    assert stamp_lines(log)[0] == "补记 09:55 ・ 40.20320, 101.89850"


def test_the_unsaved_line_is_there_after_a_restart(qtbot: QtBot, world: FrameWorld) -> None:
    window = open_window(qtbot, world)
    press(window, Qt.Key.Key_F8)
    type_words(window.quick_log.line, "two people")
    window.close()
    again = open_window(qtbot, world)
    assert again.quick_log.line.toPlainText() == "two people"
    assert again.quick_log.kind is EntryKind.CASUALTY


def test_a_saved_line_does_not_come_back(qtbot: QtBot, world: FrameWorld) -> None:
    window = open_window(qtbot, world)
    type_words(window.quick_log.line, "two people")
    press(window.quick_log.line, Qt.Key.Key_Return)
    window.close()
    assert open_window(qtbot, world).quick_log.line.toPlainText() == ""


def test_small_windows_have_one_key_that_opens_a_sheet(qtbot: QtBot, world: FrameWorld) -> None:
    window = open_window(qtbot, world, 1280, 720)
    kinds = window.quick_log.kinds
    assert not kinds.keys["F2"].isVisible()
    click(kinds.opener)
    assert kinds.sheet is not None
    click(kinds.sheet.keys["F9"])
    assert window.quick_log.kind is EntryKind.HAZARD
    assert window.quick_log.line.hasFocus()
    assert not kinds.sheet.isVisible()


def test_an_f_key_puts_the_sheet_away(qtbot: QtBot, world: FrameWorld) -> None:
    window = open_window(qtbot, world, 1280, 720)
    kinds = window.quick_log.kinds
    click(kinds.opener)
    press(window, Qt.Key.Key_F6)
    assert kinds.sheet is not None
    assert not kinds.sheet.isVisible()


def test_the_sheet_lies_inside_the_window(qtbot: QtBot, world: FrameWorld) -> None:
    window = open_window(qtbot, world, 1280, 720)
    kinds = window.quick_log.kinds
    click(kinds.opener)
    assert kinds.sheet is not None
    assert window.rect().contains(kinds.sheet.geometry())
