# SPDX-License-Identifier: Apache-2.0
"""The Sync page says what headquarters has, and enrols in place."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from command_vehicle.domain.errors import ErrorCode, InputError, SyncError
from command_vehicle.domain.identity import Lane
from command_vehicle.domain.renewal import Renewal, RenewalReason
from command_vehicle.domain.sync import BearerKind, LaneProgress, SyncState
from command_vehicle.services.events import SyncChanged
from command_vehicle.ui.components.text import Text
from command_vehicle.ui.pages.sync.page import SyncPage
from tests.support.clock import START
from tests.support.hands import click, press, type_words
from tests.support.look import make_icons, make_style
from tests.support.sync_states import (
    COMMAND_CENTRE,
    FakeEnrolment,
    StillSync,
    a_cut_state,
    a_lone_state,
    a_sync_state,
)
from tests.support.timeline_world import BEIJING, TimelineWorld


class SyncHarness:
    """The page, and what is behind it."""

    def __init__(self, qtbot: QtBot, state: SyncState) -> None:
        self.world = TimelineWorld()
        self.sync = StillSync(state)
        self.enrolment = FakeEnrolment()
        self.page = SyncPage(
            sync=self.sync,
            enrolment=self.enrolment,
            vehicle_name="青岚指挥01",
            style=make_style(),
            icons=make_icons(),
            bridge=self.world.bridge,
            zone=BEIJING,
        )
        qtbot.addWidget(self.page)
        self.page.resize(1524, 780)
        with qtbot.waitActive(self.page):
            self.page.show()
            self.page.activateWindow()

    def fill_in(self, url: str = "https://10.2.0.8:8443", code: str = "K7QW-93MD") -> None:
        """Type address and code."""
        type_words(self.page.form.url, url)
        type_words(self.page.form.code, code)


def _shown_words(page: SyncPage) -> list[str]:
    return [label.text() for label in page.findChildren(Text) if label.isVisible()]


def test_the_headline_says_what_the_platform_lacks(qtbot: QtBot) -> None:
    harness = SyncHarness(qtbot, a_sync_state())
    assert harness.page.headline.text() == "本机 496 条，平台已收讫 493，差 3"
    assert harness.page.since.text() == "以平台 08:00:00 的回答为准"


def test_the_headline_follows_the_platform(qtbot: QtBot) -> None:
    harness = SyncHarness(qtbot, a_sync_state())
    done = tuple(
        replace(lane, sent=lane.local, received=lane.local) for lane in a_sync_state().lanes
    )
    harness.world.bus.publish(SyncChanged(state=replace(a_sync_state(), lanes=done)))
    assert harness.page.headline.text() == "本机 496 条，平台全部收讫"


def test_a_platform_that_has_more_than_we_is_not_called_in_step(qtbot: QtBot) -> None:
    lanes = (LaneProgress(lane=Lane.OPS, local=5, sent=5, received=9),)
    harness = SyncHarness(qtbot, replace(a_sync_state(), lanes=lanes))
    assert harness.page.headline.text() == "本机 5 条，平台说有 9，比本机多"


def test_each_lane_says_how_far_it_is(qtbot: QtBot) -> None:
    harness = SyncHarness(qtbot, a_sync_state())
    assert harness.page.lanes.words == [
        "急报 19 / 19",
        "业务 125 / 128　差 3 1.2\u2009kB",
        "轨迹 340 / 340",
        "资料 9 / 9",
    ]


def test_a_live_link_says_when_it_last_answered(qtbot: QtBot) -> None:
    harness = SyncHarness(qtbot, a_sync_state())
    row = harness.page.bearers.rows[BearerKind.CELLULAR]
    assert row.words == ("通", "上次收到回答 2\u2009s 前", "", "待发 3")


def test_a_dead_link_says_when_it_is_tried_again_and_why(qtbot: QtBot) -> None:
    harness = SyncHarness(qtbot, a_cut_state())
    state, last, wrong, queued = harness.page.bearers.rows[BearerKind.CELLULAR].words
    assert (state, last) == ("中断", "上次收到回答 41\u2009min 前　00:38 后再试")
    assert wrong == "平台没有应答。记录照常保存，恢复后补传。"
    assert queued == "待发 124"


def test_a_link_that_is_not_in_use_takes_one_line(qtbot: QtBot) -> None:
    harness = SyncHarness(qtbot, a_sync_state())
    row = harness.page.bearers.rows[BearerKind.BEIDOU]
    assert row.words == ("未开通", "", "", "")
    assert row.height() == 44


def test_trying_now_is_passed_on_once(qtbot: QtBot) -> None:
    harness = SyncHarness(qtbot, a_cut_state())
    click(harness.page.try_key)
    assert harness.sync.tries == 1
    assert harness.page.try_key.shown_text == "已在试"


def test_refused_records_are_named_with_their_reason(qtbot: QtBot) -> None:
    harness = SyncHarness(qtbot, a_cut_state())
    facts = [(fact.name, fact.value) for fact in harness.page.refused.facts]
    assert facts == [
        ("1-93", "与平台已有的对不上，平台隔离"),
        ("资料", "平台的比本机多，本机可能是旧备份"),
    ]


def test_without_refusals_the_page_says_so(qtbot: QtBot) -> None:
    harness = SyncHarness(qtbot, a_sync_state())
    assert "没有被拒的记录。" in _shown_words(harness.page)


def test_the_platform_is_named_with_its_key(qtbot: QtBot) -> None:
    harness = SyncHarness(qtbot, a_sync_state())
    values = [fact.value for fact in harness.page.platform.facts]
    assert values == ["青岚县应急指挥中心", "https://10.2.0.8:8443", "17", "0708 090A 0B0C 0D0E"]
    assert not harness.page.form.isVisible()


def test_an_unenrolled_vehicle_is_offered_the_form(qtbot: QtBot) -> None:
    harness = SyncHarness(qtbot, a_lone_state())
    assert harness.page.form.isVisible()
    assert harness.page.form.name.text() == "青岚指挥01"
    assert harness.page.headline.text() == "本机 16 条，还没有入网，只存在本机"
    assert harness.page.try_key.shown_text == "没有入网，不能试"


def test_the_form_calls_the_service_once(qtbot: QtBot) -> None:
    harness = SyncHarness(qtbot, a_lone_state())
    harness.fill_in()
    click(harness.page.form.submit)
    click(harness.page.form.submit)
    press(harness.page.form.code, Qt.Key.Key_Return)
    asked = [(each.url, each.code, each.name) for each in harness.enrolment.asked]
    assert asked == [("https://10.2.0.8:8443", "K7QW-93MD", "青岚指挥01")]
    assert harness.page.form.submit.shown_text == "正在联系平台"


def test_a_missing_field_is_named(qtbot: QtBot) -> None:
    harness = SyncHarness(qtbot, a_lone_state())
    type_words(harness.page.form.url, "https://10.2.0.8:8443")
    press(harness.page.form.url, Qt.Key.Key_Return)
    assert harness.page.form.error.text() == "还缺：入网码。"
    assert harness.page.form.code.hasFocus()
    assert not harness.enrolment.asked


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (
            InputError(ErrorCode.VALUE_INVALID, field="url"),
            "地址要以 https:// 或 http:// 开头。改好再试。",
        ),
        (SyncError(ErrorCode.PLATFORM_OFFLINE), "平台没有应答。记录照常保存，恢复后补传。"),
    ],
)
def test_a_failed_enrolment_keeps_what_was_typed(
    qtbot: QtBot, error: InputError | SyncError, sentence: str
) -> None:
    harness = SyncHarness(qtbot, a_lone_state())
    harness.fill_in()
    press(harness.page.form.code, Qt.Key.Key_Return)
    harness.enrolment.asked[0].failed(error)
    assert harness.page.form.error.text() == sentence
    assert harness.page.form.code.text() == "K7QW-93MD"
    assert harness.page.form.submit.isEnabled()


def test_after_enrolment_the_platform_stands_where_the_form_was(qtbot: QtBot) -> None:
    harness = SyncHarness(qtbot, a_lone_state())
    harness.fill_in()
    click(harness.page.form.submit)
    harness.sync.state = a_sync_state()
    harness.enrolment.asked[0].then(COMMAND_CENTRE)
    assert not harness.page.form.isVisible()
    assert harness.page.platform.isVisible()
    assert harness.sync.tries == 1


def a_renewal(missing: int) -> Renewal:
    return Renewal(incarnation=1, at=START, reason=RenewalReason.OLDER_COPY, missing=missing)


def test_an_older_copy_says_what_is_missing_until_it_has_come_back(qtbot: QtBot) -> None:
    harness = SyncHarness(qtbot, replace(a_sync_state(), refused=(), renewal=a_renewal(4)))
    assert harness.page.refused.facts[0].value == (
        "数据库是旧的一份，缺本车 4 条。新记录另编号；缺的从平台或备份取回。"
    )
    state = replace(a_sync_state(), refused=(), renewal=a_renewal(0))
    harness.world.bus.publish(SyncChanged(state=state))
    assert "旧备份缺的已经取回" in harness.page.refused.facts[0].value
