# SPDX-License-Identifier: Apache-2.0
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from command_vehicle.domain.incidents import IncidentType, OperatingMode, ResponseLevel
from command_vehicle.ui.frame.incident_sheet import IncidentSheet
from command_vehicle.ui.main_window import MainWindow
from tests.support.clipping import clipped_words, small_targets
from tests.support.frame_world import HERE, FrameWorld, an_incident, operation_id
from tests.support.hands import click, press, type_words


@pytest.fixture
def world() -> FrameWorld:
    return FrameWorld().lively()


def opened_sheet(qtbot: QtBot, world: FrameWorld, width: int = 1600) -> IncidentSheet:
    return opened_window(qtbot, world, width).incident_sheet


def opened_window(qtbot: QtBot, world: FrameWorld, width: int = 1600) -> MainWindow:
    window = world.window()
    qtbot.addWidget(window)
    window.resize(width, 720)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    click(window.strip.incident)
    return window


def test_one_line_and_enter_take_an_incident_in(qtbot: QtBot, world: FrameWorld) -> None:
    world.incident = None
    sheet = opened_sheet(qtbot, world)
    type_words(sheet.intake.title, "青岚化工园区液氯泄漏")
    press(sheet.intake.title, Qt.Key.Key_Return)
    taken = world.desk.opened[0]
    assert (taken.title, taken.type) == (
        "青岚化工园区液氯泄漏",
        IncidentType.HAZARDOUS_CHEMICALS,
    )
    assert not sheet.isVisible()


def test_what_was_typed_is_kept_when_the_sheet_is_put_away(qtbot: QtBot, world: FrameWorld) -> None:
    world.incident = None
    window = opened_window(qtbot, world)
    title = window.incident_sheet.intake.title
    type_words(title, "青岚化工园区液氯泄漏")
    press(title, Qt.Key.Key_Escape)
    click(window.strip.incident)
    assert (title.isVisible(), title.text()) == (True, "青岚化工园区液氯泄漏")


def test_what_nobody_knows_stays_unknown(qtbot: QtBot, world: FrameWorld) -> None:
    world.incident = None
    sheet = opened_sheet(qtbot, world)
    type_words(sheet.intake.title, "泄漏")
    click(sheet.intake.open_key)
    taken = world.desk.opened[0]
    assert (taken.point, taken.casualties_known, taken.place) == (None, None, "")


def test_everything_known_is_taken_along(qtbot: QtBot, world: FrameWorld) -> None:
    world.incident = None
    sheet = opened_sheet(qtbot, world)
    type_words(sheet.intake.title, "-20 油库起火")
    click(sheet.intake.type_key)
    sheet.intake.types.pick("火灾")
    type_words(sheet.intake.place, "白沙油库")
    type_words(sheet.intake.casualties, "0")
    click(sheet.intake.is_here)
    press(sheet.intake.place, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    taken = world.desk.opened[0]
    assert (taken.title, taken.type, taken.place) == ("油库起火", IncidentType.FIRE, "白沙油库")
    assert (taken.point, taken.casualties_known) == (HERE, 0)
    assert taken.happened_at == world.clock.now() - timedelta(minutes=20)


def test_an_incident_of_a_drill_is_marked_as_one(qtbot: QtBot, world: FrameWorld) -> None:
    world.incident, world.mode = None, OperatingMode.DRILL
    sheet = opened_sheet(qtbot, world)
    type_words(sheet.intake.title, "泄漏")
    click(sheet.intake.open_key)
    assert world.desk.opened[0].mode is OperatingMode.DRILL


def test_a_number_that_is_none_is_refused_and_kept(qtbot: QtBot, world: FrameWorld) -> None:
    world.incident = None
    sheet = opened_sheet(qtbot, world)
    type_words(sheet.intake.title, "泄漏")
    type_words(sheet.intake.casualties, "几个")
    click(sheet.intake.open_key)
    assert sheet.fault.text() == "伤亡人数要填整数；不知道就空着，不要填 0。"
    assert (world.desk.opened, sheet.intake.casualties.text()) == ([], "几个")


def test_an_incident_without_a_title_is_refused(qtbot: QtBot, world: FrameWorld) -> None:
    world.incident = None
    sheet = opened_sheet(qtbot, world)
    click(sheet.intake.open_key)
    assert (sheet.fault.isVisible(), sheet.fault.text()) == (True, "没有内容。写一句再存。")


def test_without_a_fix_the_incident_cannot_be_put_here(qtbot: QtBot, world: FrameWorld) -> None:
    world.incident, world.stamp = None, None
    assert not opened_sheet(qtbot, world).intake.is_here.isEnabled()


def test_a_level_needs_a_basis(qtbot: QtBot, world: FrameWorld) -> None:
    sheet = opened_sheet(qtbot, world)
    click(sheet.incident.levels[ResponseLevel.LEVEL_2])
    assert (sheet.fault.text(), world.desk.confirmed) == ("须写原因。写一句再存。", [])


def test_a_person_confirms_a_level(qtbot: QtBot, world: FrameWorld) -> None:
    sheet = opened_sheet(qtbot, world)
    type_words(sheet.incident.basis, "3.2.1 疏散 500 人以上")
    click(sheet.incident.levels[ResponseLevel.LEVEL_2])
    assert world.desk.confirmed == [(ResponseLevel.LEVEL_2, "3.2.1 疏散 500 人以上")]
    assert world.desk.wordings == ["确认Ⅱ级响应。依据：3.2.1 疏散 500 人以上"]
    assert not sheet.isVisible()


def test_an_incident_is_ended_with_a_sentence(qtbot: QtBot, world: FrameWorld) -> None:
    sheet = opened_sheet(qtbot, world)
    type_words(sheet.incident.summary, "泄漏停止，人员返回")
    click(sheet.incident.close_key)
    assert world.desk.closed == ["泄漏停止，人员返回"]
    assert world.desk.wordings == ["响应终止。泄漏停止，人员返回"]


def test_another_incident_is_chosen_from_a_list(qtbot: QtBot, world: FrameWorld) -> None:
    other = replace(an_incident("白沙油库起火"), id=operation_id(9))
    world.desk.others = (other,)
    sheet = opened_sheet(qtbot, world)
    click(sheet.incident.others_key)
    sheet.incident.others.pick("白沙油库起火")
    assert world.incident is other


def test_a_new_incident_can_be_taken_in_beside_the_current_one(
    qtbot: QtBot, world: FrameWorld
) -> None:
    sheet = opened_sheet(qtbot, world)
    click(sheet.incident.intake_key)
    assert (sheet.intake.isVisible(), sheet.incident.isVisible()) == (True, False)
    assert sheet.intake.title.hasFocus()


def test_an_incident_that_is_over_takes_no_level(qtbot: QtBot, world: FrameWorld) -> None:
    assert world.incident is not None
    world.incident = replace(world.incident, closed_at=world.clock.now())
    sheet = opened_sheet(qtbot, world)
    assert not sheet.incident.levels[ResponseLevel.LEVEL_1].isEnabled()


def test_escape_puts_the_sheet_away_and_gives_the_focus_back(
    qtbot: QtBot, world: FrameWorld
) -> None:
    window = opened_window(qtbot, world)
    press(window.incident_sheet, Qt.Key.Key_Escape)
    assert not window.incident_sheet.isVisible()
    assert window.strip.incident.hasFocus()


@pytest.mark.parametrize("has_incident", [True, False], ids=["incident", "intake"])
@pytest.mark.parametrize("width", [1280, 1920])
def test_the_sheet_fits_and_can_be_pressed(
    qtbot: QtBot, world: FrameWorld, width: int, *, has_incident: bool
) -> None:
    world.incident = world.incident if has_incident else None
    window = opened_window(qtbot, world, width)
    sheet = window.incident_sheet
    assert window.rect().contains(sheet.geometry())
    assert (clipped_words(sheet, world.style), small_targets(sheet)) == ([], [])
