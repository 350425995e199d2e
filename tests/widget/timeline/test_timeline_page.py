# SPDX-License-Identifier: Apache-2.0
"""The Timeline page, driven like a hand and read like a person."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from command_vehicle.domain.delivery import Delivery, DeliveryState
from command_vehicle.domain.errors import ErrorCode, StoreError
from command_vehicle.domain.timeline import Entry, EntryKind
from command_vehicle.services.events import DeliveryChanged, SyncChanged, TimelineChanged
from command_vehicle.ui.components.text import Text
from command_vehicle.ui.formatting import THIN_SPACE
from command_vehicle.ui.pages.timeline.model import ROW_ROLE
from command_vehicle.ui.pages.timeline.page import TimelinePage
from command_vehicle.ui.pages.timeline.words import state_words
from tests.support.entries import MORNING, a_stamp, an_entry, an_id
from tests.support.hands import click, press, type_words
from tests.support.look import make_icons, make_style
from tests.support.story import story
from tests.support.sync_states import a_sync_state
from tests.support.timeline_world import BEIJING, TimelineWorld


@pytest.fixture
def world() -> TimelineWorld:
    return TimelineWorld()


def _made(world: TimelineWorld) -> TimelinePage:
    return TimelinePage(
        timeline=world.timeline,
        incidents=world.incidents,
        sync=world.sync,
        style=make_style(),
        icons=make_icons(),
        bridge=world.bridge,
        zone=BEIJING,
    )


def _open(qtbot: QtBot, world: TimelineWorld, width_px: int = 1600) -> TimelinePage:
    page = _made(world)
    qtbot.addWidget(page)
    page.resize(width_px, 780)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    return page


def _shown(page: TimelinePage) -> list[str]:
    rows = [page.model.row_at(number) for number in range(page.model.rowCount())]
    return [row.recorded.text for row in rows if isinstance(row, Entry)]


def test_an_empty_timeline_says_how_to_begin(qtbot: QtBot, world: TimelineWorld) -> None:
    page = _open(qtbot, world)
    assert page.empty.isVisible()
    assert _texts_of(page.empty) == ["还没有记录。", "按 F2 记第一条。"]


def test_entries_are_shown_newest_first(qtbot: QtBot, world: TimelineWorld) -> None:
    world.store.kept = story()
    page = _open(qtbot, world)
    assert page.table.isVisible()
    assert _shown(page)[-1] == "车辆例行检查，油量 3/4，发电机正常"


def test_the_newest_entry_is_chosen_and_shown_in_full(qtbot: QtBot, world: TimelineWorld) -> None:
    world.store.kept = story()
    page = _open(qtbot, world)
    assert page.panel.headline.text() == story()[0].recorded.text


def test_arrows_move_the_choice_and_pass_over_day_bars(qtbot: QtBot, world: TimelineWorld) -> None:
    world.store.kept = story()[-2:]
    page = _open(qtbot, world)
    press(page.table, Qt.Key.Key_Down)
    assert page.panel.headline.text() == "车辆例行检查，油量 3/4，发电机正常"


def test_typing_in_the_search_field_filters(qtbot: QtBot, world: TimelineWorld) -> None:
    world.store.kept = story()
    page = _open(qtbot, world)
    page.focus_search()
    type_words(page.search, "喷淋")
    qtbot.waitUntil(lambda: len(_shown(page)) == 2)
    assert page.foot.total.text() == "2 条"


def test_a_search_without_result_says_what_to_loosen(qtbot: QtBot, world: TimelineWorld) -> None:
    world.store.kept = story()
    page = _open(qtbot, world)
    type_words(page.search, "直升机")
    qtbot.waitUntil(page.empty.isVisible)
    assert _texts_of(page.empty) == ["没有找到“直升机”", "换个词，或把种类改成“全部”。"]


def test_a_tab_shows_one_kind_and_its_count(qtbot: QtBot, world: TimelineWorld) -> None:
    world.store.kept = story()
    page = _open(qtbot, world)
    tab = page.tabs.tabs.button("order")
    assert tab.text() == "指令 2"
    click(tab)
    assert len(_shown(page)) == 2


def test_a_rarer_kind_is_behind_one_more_key(qtbot: QtBot, world: TimelineWorld) -> None:
    world.store.kept = story()
    page = _open(qtbot, world)
    click(page.tabs.tabs.button("more"))
    assert page.tabs.others.isVisible()
    page.tabs.others.pick("气象 1")
    assert _shown(page) == ["西风 1.8 m/s，气温 7.4 °C，湿度 68 %"]
    assert page.tabs.tabs.button("more").text() == "气象 1"


def test_automatic_entries_can_be_hidden(qtbot: QtBot, world: TimelineWorld) -> None:
    world.store.kept = story()
    page = _open(qtbot, world)
    click(page.hide_automatic)
    assert len(_shown(page)) == len(story()) - 4


def test_the_state_of_a_row_follows_its_delivery(qtbot: QtBot, world: TimelineWorld) -> None:
    world.store.kept = [an_entry()]
    page = _open(qtbot, world)
    entry = page.table.model().index(1, 0).data(ROW_ROLE)
    assert state_words(entry, BEIJING) == "已存"
    at = MORNING + timedelta(minutes=2)
    world.store.set_delivery(an_id(1), DeliveryState(delivery=Delivery.RECEIVED, at=at))
    world.bus.publish(DeliveryChanged())
    entry = page.table.model().index(1, 0).data(ROW_ROLE)
    assert state_words(entry, BEIJING) == "收讫 08:02"


def test_the_panel_follows_the_delivery_too(qtbot: QtBot, world: TimelineWorld) -> None:
    world.store.kept = [an_entry()]
    page = _open(qtbot, world)
    world.store.set_delivery(
        an_id(1), DeliveryState(delivery=Delivery.SENT, at=MORNING, via="cellular")
    )
    world.bus.publish(DeliveryChanged())
    assert page.panel.delivery.state.shown_text == "已发"
    assert page.panel.delivery.addressee.text() == "4G/5G"


def test_a_refusal_shows_its_reason(qtbot: QtBot, world: TimelineWorld) -> None:
    world.store.kept = [an_entry(delivery=Delivery.REFUSED, reason="quarantined")]
    page = _open(qtbot, world)
    assert page.panel.delivery.state.shown_text == "被拒"
    assert page.panel.delivery.reason.text() == "平台读不出，已隔离"


def test_a_correction_strikes_the_old_wording_through(qtbot: QtBot, world: TimelineWorld) -> None:
    world.store.kept = [an_entry(text="失联 2 人", kind=EntryKind.CASUALTY)]
    page = _open(qtbot, world)
    press(page.table, Qt.Key.Key_R)
    assert page.panel.form.wording.hasFocus()
    type_words(page.panel.form.wording, "失联 1 人")
    type_words(page.panel.form.reason, "两个班组重复计数")
    press(page.panel.form.reason, Qt.Key.Key_Return)
    assert world.store.kept[0].text_in_force == "失联 1 人"
    qtbot.waitUntil(lambda: page.panel.headline.text() == "失联 1 人")
    said = page.table.model().index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "失联 1 人，09:00 更正：两个班组重复计数" in said


def test_after_a_correction_the_list_has_the_keys_again(qtbot: QtBot, world: TimelineWorld) -> None:
    world.store.kept = [an_entry()]
    page = _open(qtbot, world)
    press(page.table, Qt.Key.Key_R)
    type_words(page.panel.form.reason, "写错")
    click(page.panel.form.submit)
    assert page.table.hasFocus()
    assert not page.panel.is_amending


def test_a_correction_without_a_reason_is_held_back(qtbot: QtBot, world: TimelineWorld) -> None:
    world.store.kept = [an_entry()]
    page = _open(qtbot, world)
    click(page.panel.correct_key)
    click(page.panel.form.submit)
    assert page.panel.form.error.text() == "要写原因。原文会保留并划线，原因一起留下。"
    assert not world.store.kept[0].amendments


def test_a_correction_that_cannot_be_saved_stays_in_the_field(
    qtbot: QtBot, world: TimelineWorld
) -> None:
    world.store.kept = [an_entry()]
    page = _open(qtbot, world)
    press(page.table, Qt.Key.Key_R)
    type_words(page.panel.form.wording, "新的说法")
    type_words(page.panel.form.reason, "写错")
    world.store.error = StoreError(ErrorCode.DISK_ERROR)
    click(page.panel.form.submit)
    assert page.panel.form.wording.toPlainText() == "新的说法"
    assert page.panel.form.error.isVisible()
    assert page.panel.form.submit.isEnabled()


def test_escape_leaves_the_entry_as_it_is(qtbot: QtBot, world: TimelineWorld) -> None:
    world.store.kept = [an_entry()]
    page = _open(qtbot, world)
    press(page.table, Qt.Key.Key_R)
    press(page.panel.form.reason, Qt.Key.Key_Escape)
    assert not page.panel.is_amending
    assert not world.store.kept[0].amendments


def test_a_retraction_asks_why_and_strikes_through(qtbot: QtBot, world: TimelineWorld) -> None:
    world.store.kept = [an_entry(text="南侧有人员聚集")]
    page = _open(qtbot, world)
    press(page.table, Qt.Key.Key_Delete)
    assert not page.panel.form.wording.isVisible()
    type_words(page.panel.form.reason, "位置写错")
    press(page.panel.form.reason, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.panel.headline.font().strikeOut())
    assert page.panel.headline.text() == "南侧有人员聚集"
    assert page.panel.retract_key.shown_text == "已撤回"


def test_the_place_of_an_entry_can_be_seen_on_the_map(qtbot: QtBot, world: TimelineWorld) -> None:
    world.store.kept = [an_entry(position=a_stamp())]
    page = _open(qtbot, world)
    with qtbot.waitSignal(page.map_wanted) as wanted:
        click(page.panel.map_key)
    assert wanted.args == [a_stamp().point]


def test_an_old_position_is_told_with_its_time_and_age(qtbot: QtBot, world: TimelineWorld) -> None:
    world.store.kept = [an_entry(position=a_stamp(age_s=372.0))]
    page = _open(qtbot, world)
    words = [label.text().replace(THIN_SPACE, " ") for label in page.panel.findChildren(QLabel)]
    assert any("用 08:00:00 的位置，6 min 12 s 前" in each for each in words)


def test_without_a_place_the_map_key_says_why(qtbot: QtBot, world: TimelineWorld) -> None:
    world.store.kept = [an_entry()]
    page = _open(qtbot, world)
    assert not page.panel.map_key.isEnabled()
    assert page.panel.map_key.shown_text == "无位置"


def test_a_new_entry_keeps_the_choice_and_the_place(qtbot: QtBot, world: TimelineWorld) -> None:
    world.store.kept = [
        an_entry(
            seq=number, happened_at=MORNING + timedelta(minutes=number), text=f"第 {number} 条"
        )
        for number in range(1, 200)
    ]
    page = _open(qtbot, world)
    page.show_entry(an_id(100))
    offset = page.table.rowViewportPosition(page.table.currentIndex().row())
    world.store.kept.append(
        an_entry(seq=500, happened_at=MORNING + timedelta(hours=9), text="新的")
    )
    world.bus.publish(TimelineChanged())
    qtbot.waitUntil(lambda: _shown(page)[0] == "新的")
    assert page.panel.headline.text() == "第 100 条"
    assert page.table.rowViewportPosition(page.table.currentIndex().row()) == offset


def test_what_is_new_since_the_last_look_is_said(qtbot: QtBot, world: TimelineWorld) -> None:
    world.state.write("timeline.last_look", (MORNING - timedelta(minutes=30)).isoformat())
    world.store.kept = [an_entry(), an_entry(seq=2, happened_at=MORNING - timedelta(hours=2))]
    page = _open(qtbot, world)
    assert page.table.sticky.news == "上次查看 07:30 后新增 1 条"


def test_leaving_the_page_counts_as_having_looked(qtbot: QtBot, world: TimelineWorld) -> None:
    page = _open(qtbot, world)
    page.hide()
    assert world.timeline.last_look == world.clock.now()


def test_nothing_is_read_while_the_page_is_hidden(qtbot: QtBot, world: TimelineWorld) -> None:
    page = _open(qtbot, world)
    page.hide()
    world.store.kept = [an_entry()]
    world.bus.publish(TimelineChanged())
    assert _shown(page) == []
    page.show()
    assert len(_shown(page)) == 1


def test_the_foot_says_what_the_platform_lacks(qtbot: QtBot, world: TimelineWorld) -> None:
    page = _open(qtbot, world)
    world.bus.publish(SyncChanged(state=a_sync_state()))
    assert page.foot.received.shown_text == "收讫 144"
    assert page.foot.sent.shown_text == "已发 2"
    assert page.foot.queued.shown_text == "待发 1"
    assert page.foot.sides.text() == "本机 147　平台 144"


def test_without_a_platform_records_are_only_here(qtbot: QtBot, world: TimelineWorld) -> None:
    page = _open(qtbot, world)
    assert page.foot.sides.text() == "本机 0　未入网"


def test_a_store_that_cannot_be_read_keeps_what_was_shown(
    qtbot: QtBot, world: TimelineWorld
) -> None:
    world.store.kept = [an_entry()]
    page = _open(qtbot, world)
    world.store.error = StoreError(ErrorCode.DISK_ERROR)
    world.bus.publish(TimelineChanged())
    assert page.foot.notice.text() == "读不出记录，显示的是上次读到的。"
    assert len(_shown(page)) == 1


def test_on_a_small_window_the_panel_opens_with_enter(qtbot: QtBot, world: TimelineWorld) -> None:
    world.store.kept = [an_entry()]
    page = _open(qtbot, world, width_px=1280)
    assert not page.panel.isVisible()
    press(page.table, Qt.Key.Key_Return)
    assert page.panel.isVisible()
    click(page.panel.close_key)
    assert not page.panel.isVisible()


def _texts_of(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(Text) if label.text()]


def test_the_day_stays_in_view_while_the_list_is_scrolled(
    qtbot: QtBot, world: TimelineWorld
) -> None:
    world.store.kept = story()
    page = _open(qtbot, world)
    page.resize(900, 420)
    bar = page.table.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    bar.setValue(bar.maximum())
    assert bar.value() > 0
    assert (page.table.sticky.isVisible(), page.table.sticky.pos()) == (True, QPoint(0, 0))


def test_the_bar_says_by_which_clock_times_are_written(qtbot: QtBot, world: TimelineWorld) -> None:
    world.store.kept = [an_entry()]
    assert _open(qtbot, world).table.sticky.clock == "北京时间"


def test_a_wording_that_was_replaced_is_struck_through_in_the_panel(
    qtbot: QtBot, world: TimelineWorld
) -> None:
    world.store.kept = story()
    page = _open(qtbot, world)
    page.show_entry(an_id(137))
    QApplication.processEvents()
    struck = [
        label.text()
        for label in page.panel.history.findChildren(Text)
        if label.font().strikeOut() and not label.isHidden()
    ]
    assert struck == ["送医 7 人，失联 2 人"]


def test_a_page_that_was_never_shown_has_not_been_looked_at(
    qtbot: QtBot, world: TimelineWorld
) -> None:
    pages = QStackedWidget()
    qtbot.addWidget(pages)
    pages.addWidget(QWidget())
    pages.addWidget(_made(world))
    pages.show()
    assert world.timeline.last_look is None


def test_esc_closes_a_panel_that_lies_over_the_page(qtbot: QtBot, world: TimelineWorld) -> None:
    world.store.kept = [an_entry()]
    page = _open(qtbot, world)
    page.resize(1280, 600)
    page.show_entry(an_entry().id)
    assert page.panel.isVisible()
    press(page.table, Qt.Key.Key_Escape)
    assert not page.panel.isVisible()
