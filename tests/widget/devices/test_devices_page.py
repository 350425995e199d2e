# SPDX-License-Identifier: Apache-2.0
"""The Devices page shows what the receivers say, and loses its colour when they fall silent."""

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from command_vehicle.domain.errors import ErrorCode, StoreError
from command_vehicle.domain.positioning import (
    Constellation,
    Freshness,
    LinkState,
    PositioningState,
    ReceiverLink,
    SpeedBasis,
)
from command_vehicle.domain.receivers import FoundPort, PortUse, Recording, UsbIdentity
from command_vehicle.services.positioning.service import PositioningService
from command_vehicle.services.settings.declarations import RECEIVER_SECTIONS
from command_vehicle.ui.pages.devices.page import DevicesPage
from command_vehicle.ui.pages.devices.receiver_list import ROW_ROLE
from tests.support.hands import click, press
from tests.support.look import make_icons, make_style
from tests.support.sky_world import ROOF, STANDBY, SkyWorld


@pytest.fixture
def world() -> SkyWorld:
    return SkyWorld()


class _Counting:
    """Passes the state on and counts how often it is asked for."""

    def __init__(self, positioning: PositioningService) -> None:
        self._positioning = positioning
        self.asked = 0

    def state(self) -> PositioningState:
        self.asked += 1
        return self._positioning.state()


def _open(qtbot: QtBot, world: SkyWorld, width_px: int = 1600) -> DevicesPage:
    page = DevicesPage(
        positioning=world.positioning,
        desk=world.desk,
        clock=world.clock,
        style=make_style(),
        icons=make_icons(),
        bridge=world.bridge,
    )
    qtbot.addWidget(page)
    page.resize(width_px, 780)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    return page


def _states(page: DevicesPage) -> list[str]:
    rows = page.left.receiver_rows
    return [rows.index(row).data(ROW_ROLE).sign.word for row in range(rows.rowCount())]


def _wait(qtbot: QtBot, page: DevicesPage, verdict: Freshness) -> None:
    qtbot.waitUntil(lambda: page.figures.fix.words.verdict is verdict)


def test_without_a_receiver_the_page_says_where_to_begin(qtbot: QtBot, world: SkyWorld) -> None:
    page = _open(qtbot, world)
    assert page.left.empty.isVisible()
    assert page.figures.fix.words.value == "未定位"
    assert page.figures.accuracy.words.value == "?"


def test_a_live_fix_is_shown_with_its_source(qtbot: QtBot, world: SkyWorld) -> None:
    world.plug_in(ROOF)
    world.positioning.fix_received(world.a_fix())
    page = _open(qtbot, world)
    assert page.figures.fix.words.value == "三维 差分"
    assert page.figures.fix.words.source == "0.0\u2009s 前　来自车顶接收机"
    assert page.figures.accuracy.words.value == "±2.1\u2009m"
    assert page.figures.accuracy.words.source == "由 GST　水平 1σ"
    assert page.figures.motion.words.value == "0.1\u2009km/h　118°"
    assert page.figures.height_msl.words.value == "1318.4\u2009m"


def test_a_fix_turns_stale_after_three_seconds(qtbot: QtBot, world: SkyWorld) -> None:
    world.plug_in(ROOF)
    world.hear(2)
    page = _open(qtbot, world)
    assert page.figures.fix.ink == "text"
    for _ in range(3):
        world.pass_second()
    _wait(qtbot, page, Freshness.STALE)
    assert page.figures.fix.words.value.startswith("过时")
    assert page.figures.fix.ink == "doubt"
    assert page.signals.warning == "过时 4\u2009s 前"


def test_a_fix_is_lost_after_ten_seconds(qtbot: QtBot, world: SkyWorld) -> None:
    world.plug_in(ROOF)
    world.hear(2)
    page = _open(qtbot, world)
    for _ in range(10):
        world.pass_second()
    _wait(qtbot, page, Freshness.LOST)
    assert page.figures.fix.words.value.startswith("失效")
    assert page.figures.accuracy.ink == "lost"
    assert page.accuracy.value == "?"
    assert _states(page) == ["失效"]


def test_the_sky_stays_fresh_when_only_the_position_is_lost(qtbot: QtBot, world: SkyWorld) -> None:
    world.plug_in(ROOF)
    world.hear(2)
    page = _open(qtbot, world)
    for _ in range(12):
        world.positioning.fix_received(world.no_fix())
        world.pass_second()
    _wait(qtbot, page, Freshness.LOST)
    assert page.signals.warning == ""


def test_receivers_are_listed_with_their_part(qtbot: QtBot, world: SkyWorld) -> None:
    world.plug_in(ROOF, STANDBY)
    world.hear(2, ROOF, STANDBY)
    page = _open(qtbot, world)
    assert _states(page) == ["有效", "热备"]


@pytest.mark.parametrize(
    ("link", "word", "advice"),
    [
        (LinkState.GONE, "已断开", "ttyUSB0 不在了。插回后会自己认出来。"),
        (
            LinkState.BUSY,
            "被占用",
            "串口 ttyUSB0 被“打印服务”占用，本程序不抢。关闭它，本程序会自己再打开。",
        ),
        (
            LinkState.DENIED,
            "无权打开",
            "无权打开 ttyUSB0。把本用户加入 dialout 组后重新登录。",
        ),
        (LinkState.SILENT, "无数据", "ttyUSB0 没有数据。查供电和接线。"),
    ],
)
def test_a_port_in_trouble_says_what_to_do(
    qtbot: QtBot, world: SkyWorld, link: LinkState, word: str, advice: str
) -> None:
    world.plug_in(ROOF)
    page = _open(qtbot, world)
    world.positioning.link_changed(
        world.a_link(ROOF, "/dev/ttyUSB0", link, holder="打印服务", group="dialout")
    )
    qtbot.waitUntil(lambda: _states(page) == [word])
    assert page.panel.advice.text() == advice


def test_the_reason_of_the_choice_is_in_words(qtbot: QtBot, world: SkyWorld) -> None:
    world.plug_in(ROOF, STANDBY)
    world.hear(2, ROOF, STANDBY)
    page = _open(qtbot, world)
    assert (page.panel.chosen.text(), page.panel.reason.text()) == (ROOF, "它最先定位，用它。")
    world.hear(4, STANDBY)
    qtbot.waitUntil(lambda: page.panel.chosen.text() == STANDBY)
    assert page.panel.reason.text() == "上一台无数据，改用它。"


def test_another_receiver_can_be_looked_at(qtbot: QtBot, world: SkyWorld) -> None:
    world.plug_in(ROOF, STANDBY)
    world.hear(2, ROOF, STANDBY)
    world.positioning.fix_received(world.a_fix(STANDBY, accuracy_m=7.5))
    page = _open(qtbot, world)
    press(page.left.list, Qt.Key.Key_Down)
    assert page.figures.accuracy.words.value == "±7.5\u2009m"
    assert page.panel.looked_at.text() == STANDBY


def test_satellites_are_counted_by_constellation_beidou_first(
    qtbot: QtBot, world: SkyWorld
) -> None:
    world.plug_in(ROOF)
    world.hear(1)
    page = _open(qtbot, world)
    said = page.signals.accessibleDescription().split("; ")
    assert said[0] == "北斗 用 15　见 16"
    assert len(said) == len({Constellation.BEIDOU, Constellation.GPS}) + 2


def test_a_clock_that_is_off_is_said(qtbot: QtBot, world: SkyWorld) -> None:
    world.plug_in(ROOF)
    page = _open(qtbot, world)
    for _ in range(30):
        world.positioning.fix_received(world.a_fix(pc_fast_s=3.4))
        world.pass_second()
    qtbot.waitUntil(page.panel.clock_advice.isVisible)
    assert page.panel.clock_advice.text().startswith("本机时钟快 3.")


def test_raw_sentences_are_asked_for_only_while_they_are_looked_at(
    qtbot: QtBot, world: SkyWorld
) -> None:
    world.plug_in(ROOF)
    wanted: list[str | None] = []
    page = DevicesPage(
        positioning=world.positioning,
        desk=world.desk,
        clock=world.clock,
        style=make_style(),
        icons=make_icons(),
        bridge=world.bridge,
    )
    qtbot.addWidget(page)
    page.lines_wanted.connect(wanted.append)
    page.show()
    page.hide()
    assert wanted == [ROOF, None]


def test_raw_sentences_stop_and_go_on(qtbot: QtBot, world: SkyWorld) -> None:
    world.plug_in(ROOF)
    page = _open(qtbot, world)
    page.show_lines(ROOF, ("$GNGGA,1*00",))
    press(page.sentences.text, Qt.Key.Key_Space)
    page.show_lines(ROOF, ("$GNRMC,2*00", "$GNGST,3*00"))
    assert page.sentences.text.toPlainText() == "$GNGGA,1*00"
    assert page.sentences.pause_key.shown_text == "继续　2"
    press(page.sentences.text, Qt.Key.Key_Space)
    assert page.sentences.text.toPlainText().endswith("$GNRMC,2*00\n$GNGST,3*00")


def test_raw_sentences_can_be_copied(qtbot: QtBot, world: SkyWorld) -> None:
    world.plug_in(ROOF)
    page = _open(qtbot, world)
    page.show_lines(ROOF, ("$GNGGA,1*00", "$GNRMC,2*00"))
    click(page.sentences.copy_key)
    assert QGuiApplication.clipboard().text() == "$GNGGA,1*00\n$GNRMC,2*00"
    assert page.sentences.copy_key.shown_text == "已复制 2 行"


def test_errors_on_the_wire_are_counted(qtbot: QtBot, world: SkyWorld) -> None:
    world.plug_in(ROOF)
    page = _open(qtbot, world)
    world.pass_second()
    world.positioning.link_changed(
        world.a_link(
            ROOF, "/dev/ttyUSB0", LinkState.RECEIVING, checksum_errors=3, garbage_bytes=1200
        )
    )
    world.pass_second()
    expected = "115200　每秒 94 句　校验错 3　其他 1\u2009200 字节"
    assert page.sentences.counts.text() == expected


def test_nothing_is_drawn_while_the_page_is_hidden(qtbot: QtBot, world: SkyWorld) -> None:
    world.plug_in(ROOF)
    page = _open(qtbot, world)
    page.hide()
    world.hear(3)
    assert page.figures.fix.words.value == "未定位"
    page.show()
    assert page.figures.fix.words.value == "三维 差分"


def test_the_history_goes_on_while_the_page_is_hidden(qtbot: QtBot, world: SkyWorld) -> None:
    world.plug_in(ROOF)
    page = _open(qtbot, world)
    page.hide()
    world.hear(30)
    assert len(list(page.accuracy.history.known())) == 30


def test_a_burst_of_fixes_is_drawn_at_a_bounded_rate(qtbot: QtBot, world: SkyWorld) -> None:
    world.plug_in(ROOF)
    counting = _Counting(world.positioning)
    page = DevicesPage(
        positioning=counting,
        desk=world.desk,
        clock=world.clock,
        style=make_style(),
        icons=make_icons(),
        bridge=world.bridge,
    )
    qtbot.addWidget(page)
    page.show()
    counting.asked = 0
    for _ in range(50):
        world.positioning.fix_received(world.a_fix())
    assert counting.asked <= 1


def test_the_list_of_receivers_keeps_to_the_rules_of_qt(
    qtbot: QtBot, world: SkyWorld, qtmodeltester: "ModelTester"
) -> None:
    world.plug_in(ROOF, STANDBY)
    page = _open(qtbot, world)
    qtmodeltester.check(page.left.receiver_rows)


class ModelTester:
    """The fixture of pytest-qt, which has no types of its own."""

    def check(self, model: QAbstractItemModel) -> None: ...


USB = UsbIdentity(vid=0x1A86, pid=0x7523, serial_number=None, location="1-2")
NEW = FoundPort(device="/dev/ttyUSB2", description="USB Serial", usb=USB, is_likely=True)
HELD = FoundPort(device="/dev/ttyS0", use=PortUse.HELD, holder="打印服务")
DENIED = FoundPort(device="/dev/ttyUSB5", use=PortUse.DENIED, group="uucp")


def _point_at(page: DevicesPage, row: int) -> None:
    page.left.ports.setCurrentIndex(page.left.port_rows.index(row))


def test_ports_are_looked_at_only_while_the_page_is_open(qtbot: QtBot, world: SkyWorld) -> None:
    page = _open(qtbot, world)
    wanted: list[bool] = []
    page.ports_wanted.connect(wanted.append)
    click(page.left.look_key)
    page.hide()
    assert wanted == [True, False]


def test_other_ports_say_why_they_are_not_opened(qtbot: QtBot, world: SkyWorld) -> None:
    page = _open(qtbot, world)
    page.show_ports((NEW, HELD, DENIED))
    rows = page.left.port_rows
    assert [rows.data(rows.index(row)) for row in range(rows.rowCount())] == [
        "/dev/ttyUSB2，未给本程序，USB Serial",
        "/dev/ttyS0，被占用，由“打印服务”占用",
        "/dev/ttyUSB5，无权打开，加入 uucp 组",
    ]


@pytest.mark.parametrize(
    ("found", "advice", "key"),
    [
        (
            HELD,
            "串口 ttyS0 被“打印服务”占用，本程序不抢。关闭它后点“重新查看端口”。",
            "被占用，不能打开",
        ),
        (
            DENIED,
            "无权打开 ttyUSB5。把本用户加入 uucp 组后重新登录：sudo usermod -aG uucp 用户名",
            "无权，不能打开",
        ),
    ],
)
def test_a_port_that_cannot_be_opened_says_what_to_do(
    qtbot: QtBot, world: SkyWorld, found: FoundPort, advice: str, key: str
) -> None:
    page = _open(qtbot, world)
    page.show_ports((found,))
    _point_at(page, 0)
    card = page.panel.card
    assert (card.advice.text(), card.accept_key.shown_text) == (advice, key)
    assert not card.accept_key.isEnabled()


def test_a_port_is_listened_to_and_taken(qtbot: QtBot, world: SkyWorld) -> None:
    world.desk.start()
    page = _open(qtbot, world)
    page.show_ports((NEW, HELD))
    _point_at(page, 0)
    card = page.panel.card
    assert world.readers.trial is None
    click(card.listen_key)
    assert world.readers.trial is not None
    page.show_trial(world.a_link("", NEW.device, LinkState.RECEIVING, speed=SpeedBasis.FOUND))
    page.show_trial(world.a_fix(""))
    assert [step.detail.text() for step in card.steps[1:]] == [
        "115200　监听得出",
        "94 句",
        "三维 差分",
    ]
    click(card.accept_key)
    assert [(port.port, port.baud_bps, port.usb) for port in world.readers.ports] == [
        ("/dev/ttyUSB2", 115200, USB)
    ]
    assert (world.readers.trial, page.panel.shows_port) == (None, False)
    assert page.left.port_rows.rowCount() == 1
    assert page.left.receiver_rows.rowCount() == 1


def test_without_a_free_place_the_port_is_not_taken(qtbot: QtBot, world: SkyWorld) -> None:
    for place in RECEIVER_SECTIONS:
        world.settings.change(f"{place}.port", f"/dev/{place}")
    world.desk.start()
    page = _open(qtbot, world)
    page.show_ports((NEW,))
    _point_at(page, 0)
    click(page.panel.card.accept_key)
    assert page.panel.card.answer.text() == "四台接收机的位置都占满了。先让一台“不再使用”。"


def test_leaving_the_page_leaves_the_port(qtbot: QtBot, world: SkyWorld) -> None:
    page = _open(qtbot, world)
    page.show_ports((NEW,))
    _point_at(page, 0)
    click(page.panel.card.listen_key)
    page.hide()
    assert (world.readers.trial, page.panel.shows_port) == (None, False)


def test_a_port_that_is_pulled_out_leaves_the_panel(qtbot: QtBot, world: SkyWorld) -> None:
    page = _open(qtbot, world)
    page.show_ports((NEW, HELD))
    _point_at(page, 0)
    page.show_ports((HELD,))
    assert not page.panel.shows_port


def _give(world: SkyWorld) -> None:
    """Two receivers by way of the settings."""
    for place, name in zip(RECEIVER_SECTIONS, (ROOF, STANDBY), strict=False):
        world.settings.change_together(
            {
                f"{place}.port": f"/dev/{place}",
                f"{place}.receiver_name": name,
                f"{place}.baud_bps": 9600,
            }
        )
    world.desk.start()


def test_a_receiver_can_be_preferred_and_given_back(qtbot: QtBot, world: SkyWorld) -> None:
    _give(world)
    page = _open(qtbot, world)
    press(page.left.list, Qt.Key.Key_Down)
    click(page.panel.first_key)
    assert [port.name for port in world.readers.ports] == [STANDBY, ROOF]
    click(page.panel.remove_key)
    assert [port.name for port in world.readers.ports] == [ROOF]


def test_a_wrong_speed_offers_to_look_for_the_right_one(qtbot: QtBot, world: SkyWorld) -> None:
    _give(world)
    page = _open(qtbot, world)
    link = ReceiverLink(
        source=ROOF, port="/dev/positioning", baud_bps=9600, link=LinkState.WRONG_SPEED
    )
    world.positioning.link_changed(link)
    qtbot.waitUntil(page.panel.speed_key.isVisible)
    assert page.panel.advice.text() == (
        "positioning 有数据，按 9600 读不懂。点“自动找波特率”，只听不发。"
    )
    assert _states(page)[0] == "波特率不对"
    click(page.panel.speed_key)
    assert world.readers.ports[0].baud_bps is None


def test_a_receiver_that_came_back_elsewhere_says_where(qtbot: QtBot, world: SkyWorld) -> None:
    world.plug_in(ROOF)
    page = _open(qtbot, world)
    world.positioning.link_changed(
        world.a_link(ROOF, "/dev/ttyUSB0", LinkState.RECEIVING, device="/dev/ttyUSB7")
    )
    qtbot.waitUntil(lambda: page.panel.facts.facts[0].value == "ttyUSB7（ttyUSB0）")


def test_recording_says_where_it_goes(qtbot: QtBot, world: SkyWorld) -> None:
    world.plug_in(ROOF)
    page = _open(qtbot, world)
    click(page.record_key)
    assert world.readers.recording == ROOF
    page.show_recording(Recording(source=ROOF, path="/data/raw/a.cvraw", size_bytes=1_260_000))
    assert page.record_key.shown_text == "停止录制"
    words = "正在录“车顶接收机”的原始数据：1.3\u2009MB，写到 /data/raw/a.cvraw"
    assert page.left.record_line.words.text().replace("\u200b", "") == words
    click(page.record_key)
    assert world.readers.recording is None


def test_a_recording_that_ends_by_itself_says_why(qtbot: QtBot, world: SkyWorld) -> None:
    world.plug_in(ROOF)
    page = _open(qtbot, world)
    error = StoreError(ErrorCode.DISK_FULL, path="/data/raw/a.cvraw")
    page.show_recording(
        Recording(
            source=ROOF, path="/data/raw/a.cvraw", size_bytes=812, is_running=False, error=error
        )
    )
    assert page.left.record_line.words.text().startswith("录制停了：")
    assert (page.left.record_line.words.role, page.record_key.isChecked()) == ("alert", False)
