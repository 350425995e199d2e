# SPDX-License-Identifier: Apache-2.0
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from command_vehicle.domain.geodesy import GeoPoint
from command_vehicle.domain.incidents import OperatingMode
from command_vehicle.domain.positioning import (
    LinkState,
    PositionEstimate,
    PositioningState,
    ReceiverState,
)
from command_vehicle.domain.sync import BearerHealth, BearerKind, BearerState, SyncState
from command_vehicle.services.events import PositioningChanged, SyncChanged
from command_vehicle.services.positioning.dead_reckoning import estimate
from command_vehicle.ui.formatting import THIN_SPACE
from command_vehicle.ui.frame.status_strip import StatusStrip
from command_vehicle.ui.frame.strip_cell import CellState, StripCell
from command_vehicle.ui.glyphs import Glyph
from command_vehicle.ui.main_window import MainWindow
from tests.support.frame_world import FrameWorld
from tests.support.hands import click


@pytest.fixture
def world() -> FrameWorld:
    return FrameWorld().lively()


def shown_window(
    qtbot: QtBot, world: FrameWorld, width: int = 1600, height: int = 900
) -> MainWindow:
    window = world.window()
    qtbot.addWidget(window)
    window.resize(width, height)
    with qtbot.waitExposed(window):
        window.show()
    return window


def strip_of(qtbot: QtBot, world: FrameWorld, width: int = 1600) -> StatusStrip:
    return shown_window(qtbot, world, width).strip


def lines(cell: StripCell) -> tuple[str, str]:
    """As a person reads them, with ordinary spaces."""
    first, second = cell.shown_lines
    return first.replace(THIN_SPACE, " "), second.replace(THIN_SPACE, " ")


def test_a_live_fix_shows_accuracy_age_and_satellites(qtbot: QtBot, world: FrameWorld) -> None:
    fix = strip_of(qtbot, world).fix
    assert lines(fix) == ("定位有效", "±1.8 m・0.4 s・北斗14 总26")
    assert (fix.content.state, fix.content.glyph) == (CellState.LIVE, Glyph.LIVE)


def test_a_stale_fix_is_in_doubt_with_its_age(qtbot: QtBot, world: FrameWorld) -> None:
    world.fix_of_age(6.2)
    fix = strip_of(qtbot, world).fix
    assert lines(fix) == ("定位过时", "6 s 前")
    assert (fix.content.state, fix.content.glyph) == (CellState.STALE, Glyph.STALE)


def test_a_lost_fix_turns_the_whole_cell_to_inverse_grey(qtbot: QtBot, world: FrameWorld) -> None:
    world.fix_of_age(134.0)
    strip = strip_of(qtbot, world)
    ground = strip.fix.grab().toImage().pixelColor(3, 3)
    assert lines(strip.fix) == ("定位失效", "2 min 14 s 前")
    assert ground == world.style.color("lostFill")


def test_a_lost_position_says_when_it_was_true(qtbot: QtBot, world: FrameWorld) -> None:
    world.fix_of_age(134.0)
    position = strip_of(qtbot, world).position
    assert lines(position) == ("40°12′11.5″N  101°53′54.6″E", "最后位置 09:57:46")


def test_a_lost_position_gives_way_to_dead_reckoning_which_says_so(
    qtbot: QtBot, world: FrameWorld
) -> None:
    world.fix_of_age(34.0)
    world.positioning = replace(
        world.positioning,
        estimate=PositionEstimate(
            point=GeoPoint(latitude_deg=40.21, longitude_deg=101.9),
            radius_m=210.0,
            reckoned_for_s=34.0,
            driven_m=374.0,
            course_true_deg=0.0,
        ),
    )
    position = strip_of(qtbot, world, 1920).position
    assert lines(position) == ("40°12′36.0″N  101°54′00.0″E", "推算 34 s ±210 m・最后位置 09:59:26")
    assert position.content.state is CellState.LOST


def test_dead_reckoning_does_not_replace_a_position_that_is_only_stale(
    qtbot: QtBot, world: FrameWorld
) -> None:
    world.fix_of_age(6.0)
    last = world.positioning.last_valid
    assert last is not None
    world.positioning = replace(
        world.positioning,
        estimate=estimate(replace(last, speed_mps=11.0, course_true_deg=0.0), 6.0),
    )
    position = strip_of(qtbot, world).position
    assert lines(position) == ("40°12′11.5″N  101°53′54.6″E", "最后位置 09:59:54")


def test_the_position_names_the_nearest_place(qtbot: QtBot, world: FrameWorld) -> None:
    assert lines(strip_of(qtbot, world).position)[1] == "WGS-84　县城东北 6.4 km"


def test_the_age_stays_when_there_is_no_room_for_the_rest(qtbot: QtBot, world: FrameWorld) -> None:
    assert lines(strip_of(qtbot, world, 1280).fix)[1] == "±1.8 m・0.4 s"


def test_ages_grow_while_nothing_arrives(qtbot: QtBot, world: FrameWorld) -> None:
    strip = strip_of(qtbot, world)
    world.fix_of_age(11.0)
    world.ticker.tick()
    assert lines(strip.fix) == ("定位失效", "11 s 前")


def test_a_fix_shows_at_once_without_waiting_for_the_second(
    qtbot: QtBot, world: FrameWorld
) -> None:
    world.positioning = PositioningState()
    strip = strip_of(qtbot, world)
    world.fix_of_age(0.1)
    world.bus.publish(PositioningChanged(state=world.positioning))
    assert lines(strip.fix)[0] == "定位有效"


@pytest.mark.parametrize(
    ("link", "words"),
    [
        (LinkState.RECEIVING, "正在搜星"),
        (LinkState.SILENT, "没有数据"),
        (LinkState.BUSY, "端口被占用"),
        (LinkState.DENIED, "无权打开端口"),
        (LinkState.GONE, "接收机已断开"),
        (LinkState.OFF, "没有接收机"),
    ],
)
def test_without_any_fix_the_strip_says_why(
    qtbot: QtBot, world: FrameWorld, link: LinkState, words: str
) -> None:
    receiver = ReceiverState(name="车顶接收机", port="ttyUSB0", link=link)
    world.positioning = PositioningState(receivers=(receiver,))
    strip = strip_of(qtbot, world)
    assert lines(strip.fix) == ("未定位", words)
    assert lines(strip.position)[0] == "位置未知"


def test_the_clock_shows_satellite_time_and_the_offset(qtbot: QtBot, world: FrameWorld) -> None:
    assert lines(strip_of(qtbot, world).clock) == ("09:59:59", "北斗授时・本机 +0.12 s")


def test_a_clock_further_off_than_two_seconds_is_in_doubt(qtbot: QtBot, world: FrameWorld) -> None:
    world.positioning = replace(world.positioning, clock_offset_s=3.4)
    assert strip_of(qtbot, world).clock.content.state is CellState.STALE


def test_a_clock_never_compared_says_so(qtbot: QtBot, world: FrameWorld) -> None:
    world.positioning = PositioningState()
    assert lines(strip_of(qtbot, world).clock) == ("10:00:00", "本机时钟，未对时")


def test_bearers_show_state_age_and_queue(qtbot: QtBot, world: FrameWorld) -> None:
    bearers = strip_of(qtbot, world).bearers
    assert {kind: lines(cell) for kind, cell in bearers.items()} == {
        BearerKind.BEIDOU: ("北斗短报文", "待发 2・38 s 前"),
        BearerKind.CELLULAR: ("4G/5G", "中断 41 min"),
        BearerKind.SATELLITE: ("卫星宽带", "未开通"),
        BearerKind.LAN: ("现场局域网", "3 s 前"),
    }


def test_a_bearer_that_is_down_is_inverse(qtbot: QtBot, world: FrameWorld) -> None:
    bearers = strip_of(qtbot, world).bearers
    assert bearers[BearerKind.CELLULAR].content.state is CellState.LOST
    assert bearers[BearerKind.SATELLITE].content.state is CellState.OFF


def test_a_bearer_that_never_answered_claims_no_age(qtbot: QtBot, world: FrameWorld) -> None:
    world.sync = SyncState(
        bearers=(BearerState(kind=BearerKind.CELLULAR, health=BearerHealth.DOWN),)
    )
    assert lines(strip_of(qtbot, world).bearers[BearerKind.CELLULAR])[1] == "没有连上过"


def test_a_bearer_changes_on_the_word_of_the_sync_service(qtbot: QtBot, world: FrameWorld) -> None:
    strip = strip_of(qtbot, world)
    up = BearerState(kind=BearerKind.CELLULAR, health=BearerHealth.UP, last_success_age_s=2.0)
    world.bus.publish(SyncChanged(state=SyncState(bearers=(up,))))
    assert strip.bearers[BearerKind.CELLULAR].content.glyph is Glyph.LIVE


def test_names_of_bearers_are_short_on_small_windows(qtbot: QtBot, world: FrameWorld) -> None:
    bearers = strip_of(qtbot, world, 1280).bearers
    assert [lines(cell)[0] for cell in bearers.values()] == ["北斗", "4G", "卫星", "局域网"]


def test_the_incident_shows_level_and_elapsed_time(qtbot: QtBot, world: FrameWorld) -> None:
    assert lines(strip_of(qtbot, world).incident) == (
        "华澄公司液氯泄漏",
        "Ⅲ级响应　已历时 03:33:07",
    )


def test_without_an_incident_the_strip_says_none(qtbot: QtBot, world: FrameWorld) -> None:
    world.incident = None
    assert lines(strip_of(qtbot, world).incident)[0] == "没有事件"


@pytest.mark.parametrize(
    ("mode", "word"),
    [
        (OperatingMode.ROUTINE, "日常"),
        (OperatingMode.DRILL, "演练"),
        (OperatingMode.REAL, "实战"),
    ],
)
def test_the_mode_is_said_in_words(
    qtbot: QtBot, world: FrameWorld, mode: OperatingMode, word: str
) -> None:
    world.mode = mode
    assert strip_of(qtbot, world).mode.accessibleName() == word


def test_the_three_modes_have_three_grounds(qtbot: QtBot, world: FrameWorld) -> None:
    grounds = set()
    for mode in OperatingMode:
        world.mode = mode
        image = strip_of(qtbot, world).mode.grab().toImage()
        grounds.add(bytes(image.constBits()))
    assert len(grounds) == len(OperatingMode)


def test_pressing_the_position_copies_it(qtbot: QtBot, world: FrameWorld) -> None:
    strip = strip_of(qtbot, world)
    click(strip.position)
    copied = QGuiApplication.clipboard().text()
    assert copied.replace(THIN_SPACE, " ") == "40°12′11.5″N  101°53′54.6″E"
    assert lines(strip.position)[1] == "已复制"


@pytest.mark.slow
def test_holding_the_position_changes_how_it_is_written(qtbot: QtBot, world: FrameWorld) -> None:
    window = shown_window(qtbot, world)
    with qtbot.waitSignal(window.coordinate_form_changed):
        QTest.mousePress(window.strip.position, Qt.MouseButton.LeftButton)
    QTest.mouseRelease(window.strip.position, Qt.MouseButton.LeftButton)
    assert lines(window.strip.position)[0] == "40.20320, 101.89850"


def test_a_cell_opens_its_page(qtbot: QtBot, world: FrameWorld) -> None:
    window = shown_window(qtbot, world)
    click(window.strip.fix)
    assert window.current_page == "devices"


def test_the_theme_key_steps_through_the_themes(qtbot: QtBot, world: FrameWorld) -> None:
    strip = strip_of(qtbot, world)
    themes = []
    for _ in range(3):
        click(strip.theme)
        themes.append(world.style.theme)
    assert themes == ["sunlight", "night", "day"]


def test_an_incident_that_is_over_stops_its_clock(qtbot: QtBot, world: FrameWorld) -> None:
    assert world.incident is not None
    over = world.clock.now() - timedelta(hours=1)
    world.incident = replace(world.incident, closed_at=over)
    assert "已结束" in lines(strip_of(qtbot, world).incident)[1]
