# SPDX-License-Identifier: Apache-2.0
import pytest

from command_vehicle.domain.datum import Frame
from command_vehicle.domain.resources import ResourceKind, ResourceStatus
from command_vehicle.services.resources.cells import CellFault, FaultReason
from command_vehicle.services.resources.columns import KINDS, ImportField, folded
from command_vehicle.services.resources.row_reader import ImportReport, ReturnedRow, RowOutcome
from command_vehicle.ui.pages.resources.filters import KINDS_OF_GROUP, group_word
from command_vehicle.ui.pages.resources.import_words import (
    field_word,
    frame_word,
    outcome_words,
    reason_words,
    row_reasons,
    summary_sentence,
)
from command_vehicle.ui.pages.resources.words import (
    ICON_OF_KIND,
    ResourceEntryWords,
    kind_word,
    status_word,
)
from tests.support.look import RESOURCES


@pytest.mark.parametrize("kind", ResourceKind)
def test_every_kind_has_a_word_that_an_import_understands(kind: ResourceKind) -> None:
    assert KINDS[folded(kind_word(kind))] is kind


@pytest.mark.parametrize("kind", ResourceKind)
def test_every_kind_has_an_icon_that_ships(kind: ResourceKind) -> None:
    assert (RESOURCES / "icons" / f"{ICON_OF_KIND[kind]}.svg").is_file()


@pytest.mark.parametrize("kind", ResourceKind)
def test_every_kind_is_in_one_group_of_the_filter(kind: ResourceKind) -> None:
    assert sum(kind in kinds for kinds in KINDS_OF_GROUP.values()) == 1


def test_groups_states_frames_and_columns_all_have_words() -> None:
    words = [group_word(group) for group in KINDS_OF_GROUP]
    words += [status_word(status) for status in ResourceStatus]
    words += [frame_word(frame) for frame in Frame]
    words += [field_word(field) for field in (None, *ImportField)]
    assert all(words)


@pytest.mark.parametrize("reason", FaultReason)
def test_every_reason_says_what_is_wrong_and_what_to_do(reason: FaultReason) -> None:
    words = reason_words(CellFault(field=ImportField.NAME, reason=reason, value="7"))
    assert words.count("。") >= 2
    assert "%1" not in words


def test_all_reasons_of_a_row_stand_on_one_line() -> None:
    faults = (
        CellFault(field=ImportField.NAME, reason=FaultReason.MISSING),
        CellFault(field=None, reason=FaultReason.TOO_MANY_CELLS, value="x"),
    )
    row = ReturnedRow(line=2, faults=faults, cells={})
    assert row_reasons(row) == "名称：没有填。补上。　整行：格数比表头多。查多余的分隔符。"


def test_the_sentence_at_the_end_counts_with_thin_spaces() -> None:
    report = ImportReport(source="f")
    report.outcomes[RowOutcome.ADDED] = 109_962
    report.returned_count = 38
    assert summary_sentence(report) == (
        "导入 110\u2009000 行，收下 109\u2009962，退回 38。退回原因见表，可改后再导。"
    )
    assert outcome_words(report) == "新增 109\u2009962，更新 0，未变 0"


def test_an_entry_names_resource_state_and_note() -> None:
    words = ResourceEntryWords()
    assert words.status_entry("甲队", ResourceStatus.EN_ROUTE, "") == "甲队 转为途中"
    assert words.status_entry("甲队", ResourceStatus.EN_ROUTE, "两车") == "甲队 转为途中：两车"
