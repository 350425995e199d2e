# SPDX-License-Identifier: Apache-2.0
"""The timeline model reads as it is scrolled and keeps what it has."""

from dataclasses import replace
from datetime import UTC, timedelta
from typing import Protocol

import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from pytestqt.qtbot import QtBot

from command_vehicle.domain.errors import ErrorCode, StoreError
from command_vehicle.domain.timeline import Entry, EntryFilter, EntryKind
from command_vehicle.ui.formatting import THIN_SPACE
from command_vehicle.ui.pages.timeline.model import PAGE_ENTRIES, ROW_ROLE, TimelineModel
from command_vehicle.ui.pages.timeline.rows import DayBar
from command_vehicle.ui.pages.timeline.words import said
from tests.support.entries import MORNING, a_stamp, an_entry, an_id
from tests.support.entry_source import FakeEntrySource


def _entries(count: int) -> list[Entry]:
    return [
        an_entry(
            seq=number, text=f"第 {number} 条", happened_at=MORNING + timedelta(minutes=number)
        )
        for number in range(1, count + 1)
    ]


def _model(source: FakeEntrySource) -> TimelineModel:
    model = TimelineModel(source=source, zone=UTC, words=lambda row: said(row, UTC))
    model.show(EntryFilter())
    return model


def _texts(model: TimelineModel) -> list[str]:
    rows = [model.index(number).data(ROW_ROLE) for number in range(model.rowCount())]
    return [row.recorded.text for row in rows if isinstance(row, Entry)]


class ModelTester(Protocol):
    """The fixture of pytest-qt, which has no types of its own."""

    def check(self, model: QAbstractItemModel) -> None: ...


def test_the_model_keeps_to_the_rules_of_qt(qtmodeltester: ModelTester) -> None:
    source = FakeEntrySource(_entries(30))
    model = _model(source)
    qtmodeltester.check(model)
    source.entries.append(an_entry(seq=99, happened_at=MORNING + timedelta(hours=40)))
    model.refresh(0, 5)
    qtmodeltester.check(model)


def test_only_the_first_page_is_read_at_first() -> None:
    model = _model(FakeEntrySource(_entries(PAGE_ENTRIES + 200)))
    assert model.entry_count == PAGE_ENTRIES


def test_the_next_page_is_read_when_the_end_comes_near() -> None:
    model = _model(FakeEntrySource(_entries(PAGE_ENTRIES + 200)))
    model.fetchMore(QModelIndex())
    assert model.entry_count == PAGE_ENTRIES + 200
    assert not model.canFetchMore(QModelIndex())


def test_one_page_is_read_at_a_time() -> None:
    source = FakeEntrySource(_entries(3 * PAGE_ENTRIES))
    model = _model(source)
    source.is_holding = True
    model.fetchMore(QModelIndex())
    model.fetchMore(QModelIndex())
    source.release()
    assert model.entry_count == 2 * PAGE_ENTRIES


def test_a_new_entry_appears_on_top() -> None:
    source = FakeEntrySource(_entries(3))
    model = _model(source)
    source.entries.append(an_entry(seq=4, text="新的", happened_at=MORNING + timedelta(minutes=9)))
    model.refresh(0, 2)
    assert _texts(model)[0] == "新的"


def test_a_new_entry_moves_nothing_else(qtbot: QtBot) -> None:
    source = FakeEntrySource(_entries(3))
    model = _model(source)
    source.entries.append(an_entry(seq=4, happened_at=MORNING + timedelta(minutes=9)))
    with qtbot.waitSignal(model.rowsInserted), qtbot.assertNotEmitted(model.modelReset):
        model.refresh(0, 2)


def test_a_new_day_gets_its_bar() -> None:
    source = FakeEntrySource(_entries(1))
    model = _model(source)
    source.entries.append(an_entry(seq=4, happened_at=MORNING + timedelta(days=1)))
    model.refresh(0, 2)
    kinds = [isinstance(model.row_at(row), DayBar) for row in range(model.rowCount())]
    assert kinds == [True, False, True, False]


def test_a_late_entry_below_what_was_read_waits_for_its_page() -> None:
    source = FakeEntrySource(_entries(PAGE_ENTRIES + 10))
    model = _model(source)
    source.entries.append(an_entry(seq=999, text="很早", happened_at=MORNING))
    model.refresh(PAGE_ENTRIES - 5, PAGE_ENTRIES)
    assert "很早" not in _texts(model)
    model.fetchMore(QModelIndex())
    assert _texts(model)[-1] == "很早"
    assert model.entry_count == PAGE_ENTRIES + 11


def test_a_changed_entry_is_changed_in_place(qtbot: QtBot) -> None:
    source = FakeEntrySource(_entries(3))
    model = _model(source)
    source.entries[1] = replace(source.entries[1], actor="何志强")
    with qtbot.waitSignal(model.dataChanged) as changed:
        model.refresh(0, 2)
    assert changed.args is not None
    assert changed.args[0].data(ROW_ROLE).actor == "何志强"


def test_an_answer_to_an_old_filter_is_ignored() -> None:
    source = FakeEntrySource(_entries(3))
    source.is_holding = True
    model = _model(source)
    model.show(EntryFilter(text="第 2"))
    source.release()
    assert _texts(model) == ["第 2 条"]


def test_the_old_rows_stay_until_the_answer_is_there() -> None:
    source = FakeEntrySource(_entries(3))
    model = _model(source)
    source.is_holding = True
    model.show(EntryFilter(text="第 2"))
    assert len(_texts(model)) == 3


def test_a_failure_keeps_the_rows_and_says_so(qtbot: QtBot) -> None:
    source = FakeEntrySource(_entries(3))
    model = _model(source)
    source.error = StoreError(ErrorCode.DISK_ERROR)
    with qtbot.waitSignal(model.reading_failed):
        model.refresh(0, 2)
    assert len(_texts(model)) == 3


def test_a_screen_reader_hears_what_is_painted() -> None:
    model = _model(FakeEntrySource([an_entry(recorded_after_s=180)]))
    heard = model.index(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert heard == "00:00，补记 00:03，观察，堵漏罩安装到位，瓶阀泄漏停止，周敏，无位置，已存"


def test_an_entry_stamped_without_a_live_fix_says_so() -> None:
    entry = an_entry(position=a_stamp(age_s=372.0))
    assert "用 00:00:00 的位置，6 min 12 s 前" in said(entry, UTC).replace(THIN_SPACE, " ")


def test_a_fence_is_named_as_the_source_of_its_line() -> None:
    entry = an_entry(kind=EntryKind.ARRIVAL, source="geofences")
    assert "自动 ・ 电子围栏" in said(entry, UTC)


def test_an_entry_that_was_read_can_be_found_by_its_id() -> None:
    model = _model(FakeEntrySource(_entries(3)))
    assert model.index_of(an_id(2)).data(ROW_ROLE).recorded.text == "第 2 条"
    assert not model.index_of(an_id(77)).isValid()


@pytest.mark.slow
def test_a_hundred_thousand_entries_can_be_scrolled_through() -> None:
    model = _model(FakeEntrySource(reversed(_entries(100_000))))
    pages = 0
    while model.canFetchMore(QModelIndex()):
        model.fetchMore(QModelIndex())
        pages += 1
    assert (pages, model.entry_count) == (200, 100_000)
