# SPDX-License-Identifier: Apache-2.0
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from command_vehicle.domain.errors import DeviceError, ErrorCode
from command_vehicle.domain.incidents import OperatingMode
from command_vehicle.services.events import Trouble
from command_vehicle.ui.main_window import MainWindow
from command_vehicle.ui.translation import install_language
from tests.support.clipping import clipped_words, small_targets
from tests.support.frame_world import EmptyPage, FrameWorld
from tests.support.hands import click, press
from tests.support.translations import compiled_translations

SIZES = [(1280, 720), (1366, 768), (1600, 900), (1920, 1080), (2560, 1440)]
PAGES_BY_KEY = [
    (Qt.Key.Key_1, "map"),
    (Qt.Key.Key_2, "timeline"),
    (Qt.Key.Key_3, "resources"),
    (Qt.Key.Key_4, "plans"),
    (Qt.Key.Key_8, "devices"),
    (Qt.Key.Key_9, "sync"),
    (Qt.Key.Key_0, "settings"),
]
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def world() -> FrameWorld:
    return FrameWorld().lively()


@pytest.fixture(params=["zh", "en"])
def language(
    request: pytest.FixtureRequest, qapp: QApplication, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """Everything built in the test speaks this language."""
    name: str = request.param
    directory = compiled_translations(Path(tmp_path_factory.getbasetemp()))
    translator = install_language(qapp, name, directory)
    yield name
    if translator is not None:
        qapp.removeTranslator(translator)


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


def page_of(window: MainWindow) -> EmptyPage:
    page = next(page for page in window.findChildren(EmptyPage) if page.isVisible())
    assert isinstance(page, EmptyPage)
    return page


@pytest.mark.slow
@pytest.mark.parametrize("theme", ["day", "sunlight", "night"])
@pytest.mark.parametrize(("width", "height"), SIZES)
def test_no_word_of_the_frame_is_clipped(
    qtbot: QtBot, language: str, theme: str, width: int, height: int
) -> None:
    world = FrameWorld(theme=theme).lively()
    window = open_window(qtbot, world, width, height)
    clipped = []
    for age_s in (0.4, 6.2, 134.0, 11_100.0):
        world.fix_of_age(age_s)
        world.ticker.tick()
        clipped += clipped_words(window, world.style)
    assert (language, clipped) == (language, [])


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_every_target_of_the_frame_is_large_enough(
    qtbot: QtBot, world: FrameWorld, width: int, height: int
) -> None:
    assert small_targets(open_window(qtbot, world, width, height)) == []


@pytest.mark.parametrize(
    ("size", "strip_rail_log"),
    [
        ((1280, 720), (56, 72, 64)),
        ((1366, 768), (56, 72, 64)),
        ((1600, 900), (56, 76, 64)),
        ((1920, 1080), (56, 84, 72)),
    ],
)
def test_the_frame_has_the_sizes_of_the_table(
    qtbot: QtBot,
    world: FrameWorld,
    size: tuple[int, int],
    strip_rail_log: tuple[int, int, int],
) -> None:
    window = open_window(qtbot, world, *size)
    strip, rail, log = strip_rail_log
    frame = (window.strip.height(), window.rail.width(), window.quick_log.height())
    page = page_of(window)
    assert frame == strip_rail_log
    assert (page.width(), page.height()) == (size[0] - rail, size[1] - strip - log)


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_the_cells_fill_the_strip(qtbot: QtBot, world: FrameWorld, width: int, height: int) -> None:
    strip = open_window(qtbot, world, width, height).strip
    assert strip.theme.geometry().right() == width - 1


@pytest.mark.parametrize(("key", "page"), PAGES_BY_KEY)
def test_alt_and_a_digit_opens_a_page(
    qtbot: QtBot, world: FrameWorld, key: Qt.Key, page: str
) -> None:
    window = open_window(qtbot, world)
    press(window, key, ALT)
    assert window.current_page == page


def test_pages_that_do_not_exist_are_not_on_the_rail(qtbot: QtBot, world: FrameWorld) -> None:
    words = [item.text() for item in open_window(qtbot, world).rail.items]
    assert words == ["态势", "时间线", "资源", "预案", "设备", "同步", "设置"]


def test_the_digit_of_a_page_that_does_not_exist_does_nothing(
    qtbot: QtBot, world: FrameWorld
) -> None:
    window = open_window(qtbot, world)
    press(window, Qt.Key.Key_7, ALT)
    assert window.current_page == "map"


def test_the_rail_opens_a_page(qtbot: QtBot, world: FrameWorld) -> None:
    window = open_window(qtbot, world)
    with qtbot.waitSignal(window.page_shown) as shown:
        click(window.rail.items[2])
    assert shown.args == ["resources"]


def test_the_focus_is_kept_per_page(qtbot: QtBot, world: FrameWorld) -> None:
    window = open_window(qtbot, world)
    window.open_page("plans")
    page_of(window).field.setFocus()
    plans = page_of(window)
    window.open_page("sync")
    window.open_page("plans")
    assert plans.field.hasFocus()


def test_ctrl_l_goes_to_the_quick_log(qtbot: QtBot, world: FrameWorld) -> None:
    window = open_window(qtbot, world)
    press(window, Qt.Key.Key_L, CTRL)
    assert window.quick_log.line.hasFocus()


def test_ctrl_f_searches_on_the_page(qtbot: QtBot, world: FrameWorld) -> None:
    window = open_window(qtbot, world)
    press(window, Qt.Key.Key_F, CTRL)
    assert page_of(window).field.hasFocus()


def test_alt_p_toggles_the_panel_of_the_page(qtbot: QtBot, world: FrameWorld) -> None:
    window = open_window(qtbot, world)
    press(window, Qt.Key.Key_P, ALT)
    assert page_of(window).panel_toggles == 1


def test_ctrl_t_steps_through_the_themes(qtbot: QtBot, world: FrameWorld) -> None:
    window = open_window(qtbot, world)
    press(window, Qt.Key.Key_T, CTRL)
    assert world.style.theme == "sunlight"


def test_ctrl_tab_goes_round_the_regions(qtbot: QtBot, world: FrameWorld) -> None:
    window = open_window(qtbot, world)
    page_of(window).field.setFocus()
    stops: list[QWidget | None] = []
    for _ in range(3):
        press(window, Qt.Key.Key_Tab, CTRL)
        stops.append(QApplication.focusWidget())
    assert stops == [window.quick_log.line, window.strip.mode, page_of(window).field]


def test_f1_helps_with_the_page_and_gives_the_focus_back(qtbot: QtBot, world: FrameWorld) -> None:
    window = open_window(qtbot, world)
    window.open_page("timeline")
    window.quick_log.line.setFocus()
    press(window, Qt.Key.Key_F1)
    assert window.help_sheet.isVisible()
    assert "更正这一条" in window.help_sheet.words
    press(window.help_sheet, Qt.Key.Key_Escape)
    assert not window.help_sheet.isVisible()
    assert window.quick_log.line.hasFocus()


def test_f1_twice_shows_all_keys(qtbot: QtBot, world: FrameWorld) -> None:
    window = open_window(qtbot, world)
    window.quick_log.line.setFocus()
    press(window, Qt.Key.Key_F1)
    press(window, Qt.Key.Key_F1)
    assert (window.help_sheet.isVisible(), window.key_sheet.isVisible()) == (False, True)
    press(window, Qt.Key.Key_F1)
    assert not window.key_sheet.isVisible()
    assert window.quick_log.line.hasFocus()


def test_only_one_sheet_is_open(qtbot: QtBot, world: FrameWorld) -> None:
    window = open_window(qtbot, world)
    click(window.strip.bell)
    assert window.troubles.isVisible()
    click(window.strip.incident)
    assert (window.troubles.isVisible(), window.incident_sheet.isVisible()) == (False, True)


def test_another_page_puts_a_sheet_away(qtbot: QtBot, world: FrameWorld) -> None:
    window = open_window(qtbot, world)
    click(window.strip.bell)
    press(window, Qt.Key.Key_3, ALT)
    assert not window.troubles.isVisible()


def test_esc_puts_an_empty_list_of_troubles_away(qtbot: QtBot, world: FrameWorld) -> None:
    window = open_window(qtbot, world)
    click(window.strip.bell)
    focused = QApplication.focusWidget()
    assert focused is not None
    press(focused, Qt.Key.Key_Escape)
    assert not window.troubles.isVisible()


def test_a_drill_leaves_a_striped_margin_and_marks_the_title(
    qtbot: QtBot, world: FrameWorld
) -> None:
    world.mode = OperatingMode.DRILL
    window = open_window(qtbot, world)
    edge = window.grab().toImage()
    stripes = {edge.pixelColor(2, y).name() for y in range(100, 160)}
    assert {world.style.hex("drill").lower(), world.style.hex("drillStripe").lower()} <= stripes
    assert window.windowTitle() == "【演练】青岚指挥01 应急指挥车"
    assert window.strip.geometry().topLeft().toTuple() == (8, 8)


def test_a_drill_marks_the_page_and_lets_presses_through(qtbot: QtBot, world: FrameWorld) -> None:
    world.mode = OperatingMode.DRILL
    window = open_window(qtbot, world)
    hit = window.childAt(window.width() // 2, window.height() // 2)
    assert hit is page_of(window)


def test_the_bell_counts_troubles_and_says_them(qtbot: QtBot, world: FrameWorld) -> None:
    window = open_window(qtbot, world)
    busy = DeviceError(ErrorCode.PORT_BUSY, port="ttyUSB2", holder="打印服务")
    for _ in range(3):
        world.bus.publish(Trouble(subject="receiver", error=busy))
    click(window.strip.bell)
    assert window.strip.bell.count == 1
    assert window.troubles.sentences == (
        "串口 ttyUSB2 被“打印服务”占用，本程序不抢。关闭它后点“重看”。",
    )


def test_troubles_stay_until_a_person_takes_note(qtbot: QtBot, world: FrameWorld) -> None:
    window = open_window(qtbot, world)
    gone = DeviceError(ErrorCode.PORT_GONE, port="ttyUSB0")
    world.bus.publish(Trouble(subject="receiver", error=gone))
    click(window.strip.bell)
    click(window.troubles.acknowledge_button)
    assert (window.strip.bell.count, window.troubles.isVisible()) == (0, False)


def test_a_badge_shows_on_the_rail(qtbot: QtBot, world: FrameWorld) -> None:
    window = open_window(qtbot, world)
    window.show_badge("timeline", 5)
    assert window.rail.items[1].accessibleDescription() == "5"


@pytest.mark.parametrize("theme", ["day", "sunlight", "night"])
def test_a_change_of_theme_repaints_everything(qtbot: QtBot, world: FrameWorld, theme: str) -> None:
    window = open_window(qtbot, world)
    world.style.set_theme(theme)
    QApplication.processEvents()
    image = window.grab().toImage()
    assert image.pixelColor(800, 500) == world.style.color("bg")
    assert image.pixelColor(30, 880) == world.style.color("surface")


def test_the_night_has_no_large_area_brighter_than_raised(qtbot: QtBot) -> None:
    world = FrameWorld(theme="night").lively()
    image = open_window(qtbot, world).grab().toImage()
    limit = world.style.color("raised").lightness()
    samples = [
        image.pixelColor(x, y).lightness() for x in range(2, 1600, 5) for y in range(2, 900, 5)
    ]
    assert sum(lightness > limit for lightness in samples) / len(samples) < 0.05


def test_nothing_is_heard_after_the_bridge_stopped(qtbot: QtBot, world: FrameWorld) -> None:
    window = open_window(qtbot, world)
    world.bridge.stop()
    world.fix_of_age(134.0)
    world.ticker.tick()
    assert window.strip.fix.shown_lines[0] == "定位有效"
