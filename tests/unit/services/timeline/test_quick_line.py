# SPDX-License-Identifier: Apache-2.0
"""The quick log line: what is taken as a time, a name, a tag, and above all what is not."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from command_vehicle.services.timeline.quick_line import QuickLine, parse_quick_line

BEIJING = timezone(timedelta(hours=8))
NOW = datetime(2026, 5, 4, 2, 0, 0, tzinfo=UTC)
"""Ten in the morning in Beijing."""


def read(line: str) -> QuickLine:
    return parse_quick_line(line, NOW, BEIJING)


@pytest.mark.parametrize(
    ("line", "minutes_ago"),
    [
        ("-5 堵漏组进入", 5),
        ("-90m 堵漏组进入", 90),
        ("-15min 堵漏组进入", 15),
        ("-2h 堵漏组进入", 120),
        ("－5 堵漏组进入", 5),
        ("-５　堵漏组进入", 5),
        ("  -0 堵漏组进入", 0),
        ("-1440 堵漏组进入", 1440),
    ],
)
def test_a_dash_and_a_number_mean_so_long_ago(line: str, minutes_ago: int) -> None:
    said = read(line)
    assert said.happened_at == NOW - timedelta(minutes=minutes_ago)
    assert said.text == "堵漏组进入"


@pytest.mark.parametrize(
    ("line", "local"),
    [
        ("0958 泄漏停止", (4, 9, 58)),
        ("09:58 泄漏停止", (4, 9, 58)),
        ("9:58 泄漏停止", (4, 9, 58)),
        ("09：58　泄漏停止", (4, 9, 58)),
        ("1001 泄漏停止", (4, 10, 1)),
        ("1002 泄漏停止", (3, 10, 2)),
        ("23:50 泄漏停止", (3, 23, 50)),
        ("0000 泄漏停止", (4, 0, 0)),
    ],
)
def test_a_clock_time_means_the_last_such_time(line: str, local: tuple[int, int, int]) -> None:
    day, hour, minute = local
    said = read(line)
    assert said.happened_at == datetime(2026, 5, day, hour, minute, tzinfo=BEIJING)
    assert said.text == "泄漏停止"


@pytest.mark.parametrize(
    "line",
    [
        "泄漏停止",
        "-5℃ 路面结冰",
        "-5 ℃ 路面结冰",
        "-5 度，路面结冰",
        "-5",
        "-1441 太久以前",
        "-25h 太久以前",
        "1402人已转移",
        "1200 人已转移",
        "0830 户停水",
        "1500 ppm 超标",
        "2000 m 外有村庄",
        "1430 公里处",
        "2026 年检修记录",
        "2460 不是时间",
        "25:00 不是时间",
        "14:02",
        "14:020 不是时间",
        "3# 测点 0.2 ppm",
        "- 5 分钟",
    ],
)
def test_what_could_mean_something_else_stays_in_the_text(line: str) -> None:
    said = read(line)
    assert said.happened_at is None
    assert said.text == line


@pytest.mark.parametrize(
    "line",
    ["0930 人员全部撤出", "0930 点名完毕", "0930 处置完毕", "0930 家属到场", "0930 升级为Ⅲ级"],
)
def test_a_word_that_only_begins_like_a_unit_is_no_unit(line: str) -> None:
    assert read(line).happened_at == datetime(2026, 5, 4, 9, 30, tzinfo=BEIJING)


def test_names_and_tags_are_found_and_stay_in_the_text() -> None:
    said = read("-5 @消防一中队 与 @李建国，到达 #氯气 #热区")
    assert said.resources == ("消防一中队", "李建国")
    assert said.tags == ("氯气", "热区")
    assert said.text == "@消防一中队 与 @李建国，到达 #氯气 #热区"


def test_a_name_or_tag_counts_once() -> None:
    said = read("@堵漏组 出，@堵漏组 进 #换班 #换班")
    assert (said.resources, said.tags) == (("堵漏组",), ("换班",))


@pytest.mark.parametrize(
    "line", ["3#测点 0.2", "写信到 duty@example.org", "#3 储罐", "@ 与 # 单独"]
)
def test_signs_with_another_meaning_are_neither_name_nor_tag(line: str) -> None:
    said = read(line)
    assert (said.resources, said.tags) == ((), ())


@given(st.text(max_size=80))
def test_no_line_loses_anything_but_its_time(line: str) -> None:
    said = read(line)
    assert line.strip().endswith(said.text)
    assert said.happened_at is not None or said.text == line.strip()


@given(st.text(max_size=80))
def test_no_line_happens_in_the_future(line: str) -> None:
    happened_at = read(line).happened_at
    assert happened_at is None or happened_at <= NOW + timedelta(minutes=1)
