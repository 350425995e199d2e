# SPDX-License-Identifier: Apache-2.0
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from command_vehicle.domain.datum import Frame
from command_vehicle.domain.geodesy import GeoPoint, distance_m
from command_vehicle.domain.resources import Resource, ResourceKind
from command_vehicle.services.resources.cells import CellFault, FaultReason
from command_vehicle.services.resources.columns import COLUMNS, KINDS, ImportField
from command_vehicle.services.resources.row_reader import (
    RawRow,
    ReturnedRow,
    RowReader,
    derived_code,
    missing_columns,
)

TODAY = date(2026, 5, 4)
GOOD = {
    "编号": "QL-TM-01",
    "类别": "综合性消防救援队",
    "名称": "消防一中队",
    "纬度": "40.2050",
    "经度": "101.9080",
    "电话": "0139-0000-2071",
    "人数": "32",
    "车辆数": "6",
    "核实日期": "2026-04-18",
}


def _read(cells: dict[str, str], frame: Frame = Frame.WGS84) -> Resource | ReturnedRow:
    return RowReader(frame=frame, source="f.csv", today=TODAY).read(RawRow(line=2, cells=cells))


def _taken(changes: dict[str, str], frame: Frame = Frame.WGS84) -> Resource:
    answer = _read(GOOD | changes, frame)
    assert isinstance(answer, Resource), answer
    return answer


def _faults(changes: dict[str, str]) -> list[tuple[ImportField | None, FaultReason]]:
    answer = _read(GOOD | changes)
    assert isinstance(answer, ReturnedRow), answer
    return [(fault.field, fault.reason) for fault in answer.faults]


def test_a_good_row_becomes_a_resource() -> None:
    resource = _taken({})
    assert resource.kind is ResourceKind.TEAM
    assert resource.point == GeoPoint(latitude_deg=40.205, longitude_deg=101.908)
    assert (resource.people, resource.vehicles) == (32, 6)
    assert resource.contact.phone == "0139-0000-2071"
    assert resource.verified_on == date(2026, 4, 18)
    assert resource.source == "f.csv"


def test_english_headings_and_kinds_are_understood() -> None:
    cells = {"Code": "a", "TYPE": "Hospital", "Name": "County hospital", "Lat": "40", "Lng": "101"}
    resource = _read(cells)
    assert isinstance(resource, Resource)
    assert resource.kind is ResourceKind.HOSPITAL


@pytest.mark.parametrize("word", ["", "未知", "不详", "-", "?", "？", "unknown", "N/A", "  "])
def test_unknown_counts_stay_unknown(word: str) -> None:
    assert _taken({"人数": word}).people is None


@pytest.mark.parametrize(
    ("text", "number"),
    [("0", 0), ("30人", 30), ("30.0", 30), ("1 200", 1200), ("1,200", 1200), ("３０", 30)],
)
def test_counts_are_read_as_people_write_them(text: str, number: int) -> None:
    assert _taken({"人数": text}).people == number


@pytest.mark.parametrize("text", ["约30", "-3", "3.5", "三十", "20-30"])
def test_what_is_no_count_goes_back(text: str) -> None:
    assert _faults({"人数": text}) == [(ImportField.PEOPLE, FaultReason.COUNT_UNREADABLE)]


@pytest.mark.parametrize(
    "text",
    ["2026-04-18", "2026/4/18", "2026.4.18", "2026年4月18日", "20260418", "2026-04-18T08:00:00Z"],
)
def test_dates_are_read_as_people_write_them(text: str) -> None:
    assert _taken({"核实日期": text}).verified_on == date(2026, 4, 18)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("46113", FaultReason.DATE_UNREADABLE),
        ("2026-02-30", FaultReason.DATE_UNREADABLE),
        ("去年", FaultReason.DATE_UNREADABLE),
        ("2026-05-06", FaultReason.DATE_IN_FUTURE),
    ],
)
def test_dates_that_cannot_be_go_back(text: str, reason: FaultReason) -> None:
    assert _faults({"核实日期": text}) == [(ImportField.VERIFIED_ON, reason)]


def test_the_day_of_a_zone_ahead_of_utc_is_not_the_future() -> None:
    assert _taken({"核实日期": "2026-05-05"}).verified_on == date(2026, 5, 5)


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"名称": " "}, (ImportField.NAME, FaultReason.MISSING)),
        ({"类别": ""}, (ImportField.KIND, FaultReason.MISSING)),
        ({"类别": "飞船"}, (ImportField.KIND, FaultReason.UNKNOWN_KIND)),
        ({"电话": "1.39E+10"}, (ImportField.CONTACT_PHONE, FaultReason.PHONE_DAMAGED)),
        ({"电话": "13900002071.5"}, (ImportField.CONTACT_PHONE, FaultReason.PHONE_DAMAGED)),
        ({"电话": "#######"}, (ImportField.CONTACT_PHONE, FaultReason.PHONE_DAMAGED)),
        ({"纬度": ""}, (ImportField.LATITUDE, FaultReason.MISSING)),
        ({"经度": "东边"}, (ImportField.LONGITUDE, FaultReason.COORDINATE_UNREADABLE)),
        (
            {"纬度": "101.9080", "经度": "40.2050"},
            (ImportField.COORDINATES, FaultReason.COORDINATES_SWAPPED),
        ),
        (
            {"纬度": "87.6", "经度": "43.8"},
            (ImportField.COORDINATES, FaultReason.COORDINATES_SWAPPED),
        ),
        (
            {"纬度": "E101.9", "经度": "N40.2"},
            (ImportField.COORDINATES, FaultReason.COORDINATES_SWAPPED),
        ),
        ({"纬度": "95"}, (ImportField.COORDINATES, FaultReason.COORDINATE_OUT_OF_RANGE)),
        (
            {"纬度": "0", "经度": "0"},
            (ImportField.COORDINATES, FaultReason.COORDINATES_ZERO),
        ),
        ({"纬度": "4455000.5"}, (ImportField.LATITUDE, FaultReason.COORDINATE_UNREADABLE)),
    ],
)
def test_a_wrong_cell_goes_back_with_its_reason(
    changes: dict[str, str], fault: tuple[ImportField, FaultReason]
) -> None:
    assert _faults(changes) == [fault]


def test_all_that_is_wrong_with_a_row_is_said_at_once() -> None:
    found = _faults({"名称": "", "人数": "许多", "核实日期": "昨天"})
    assert {field for field, _ in found} == {
        ImportField.NAME,
        ImportField.PEOPLE,
        ImportField.VERIFIED_ON,
    }


def test_a_returned_row_keeps_what_stood_there() -> None:
    answer = _read(GOOD | {"人数": "约30"})
    assert isinstance(answer, ReturnedRow)
    assert answer.faults[0].value == "约30"
    assert answer.cells["名称"] == "消防一中队"


def test_the_second_row_with_a_code_goes_back_and_names_the_first() -> None:
    reader = RowReader(frame=Frame.WGS84, source="f", today=TODAY)
    assert isinstance(reader.read(RawRow(line=2, cells=GOOD)), Resource)
    answer = reader.read(RawRow(line=9, cells=GOOD))
    assert isinstance(answer, ReturnedRow)
    assert answer.faults[0] == CellFault(
        field=ImportField.CODE, reason=FaultReason.TWICE, value="2"
    )


def test_a_code_of_a_returned_row_can_be_used_again() -> None:
    reader = RowReader(frame=Frame.WGS84, source="f", today=TODAY)
    assert isinstance(reader.read(RawRow(line=2, cells=GOOD | {"人数": "x"})), ReturnedRow)
    assert isinstance(reader.read(RawRow(line=3, cells=GOOD)), Resource)


def test_without_a_code_the_same_name_and_kind_give_the_same_one() -> None:
    assert _taken({"编号": ""}).code == derived_code(ResourceKind.TEAM, "消防一中队")
    assert derived_code(ResourceKind.TEAM, " 消防一中队 ") == _taken({"编号": ""}).code


def test_a_row_without_a_place_is_taken() -> None:
    assert _taken({"纬度": "", "经度": "未知"}).point is None


@pytest.mark.parametrize(
    "text", ["101.908, 40.205", "40.205，101.908", "N40.205; E101.908", "40°12′18″N, 101°54′28.8″E"]
)
def test_both_coordinates_in_one_cell_are_put_in_order(text: str) -> None:
    point = _taken({"纬度": "", "经度": "", "坐标": text}).point
    assert point is not None
    assert point.latitude_deg == pytest.approx(40.205, abs=1e-6)
    assert point.longitude_deg == pytest.approx(101.908, abs=1e-6)


@pytest.mark.parametrize("text", ["东门外", "40.2", "1,2,3"])
def test_one_cell_that_is_no_pair_goes_back(text: str) -> None:
    assert _faults({"纬度": "", "经度": "", "坐标": text}) == [
        (ImportField.COORDINATES, FaultReason.COORDINATE_UNREADABLE)
    ]


@pytest.mark.parametrize("frame", [Frame.GCJ02, Frame.BD09])
def test_a_displaced_frame_is_put_back(frame: Frame) -> None:
    there = _taken({}, frame).point
    assert there is not None
    assert 100 < distance_m(there, GeoPoint(latitude_deg=40.205, longitude_deg=101.908)) < 2000


def test_half_a_surrogate_does_not_reach_the_log() -> None:
    assert _taken({"名称": "队\ud800伍"}).name == "队 伍"


def test_needed_columns_that_are_missing_are_named() -> None:
    assert missing_columns(["编号", "备注"]) == (ImportField.KIND, ImportField.NAME)
    assert missing_columns(["类 别", "（名称）"]) == ()


def test_every_field_and_kind_can_be_named() -> None:
    assert set(COLUMNS.values()) == set(ImportField)
    assert set(KINDS.values()) == set(ResourceKind)


@given(
    st.dictionaries(st.sampled_from([*GOOD, "坐标", "说明", "别的"]), st.text(max_size=30)),
    st.sampled_from(Frame),
)
def test_no_row_raises(cells: dict[str, str], frame: Frame) -> None:
    assert isinstance(_read(cells, frame), Resource | ReturnedRow)
