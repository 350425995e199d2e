# SPDX-License-Identifier: Apache-2.0
import csv
import json
from pathlib import Path

import pytest

from command_vehicle.adapters.files import resources as resource_files
from command_vehicle.adapters.files.resources import ResourceFile, ResourceFiles
from command_vehicle.domain.errors import ErrorCode, InputError
from command_vehicle.services.resources.cells import CellFault, FaultReason
from command_vehicle.services.resources.columns import ImportField
from command_vehicle.services.resources.row_reader import RawRow, ReturnedRow

TEXT = "类别,名称,说明\n队伍,消防一中队,氯气\n"


def _rows(path: Path) -> list[RawRow]:
    return list(ResourceFile(path).rows())


def _error(path: Path) -> InputError:
    with pytest.raises(InputError) as caught:
        _rows(path)
    return caught.value


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_the_encoding_is_found(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "f.csv"
    path.write_text(TEXT, encoding=encoding)
    assert _rows(path)[0].cells == {"类别": "队伍", "名称": "消防一中队", "说明": "氯气"}


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "，"])
def test_the_delimiter_is_found(tmp_path: Path, delimiter: str) -> None:
    path = tmp_path / "f.csv"
    path.write_text(TEXT.replace(",", delimiter), encoding="utf-8")
    assert _rows(path)[0].cells["名称"] == "消防一中队"


def test_lines_are_numbered_as_an_editor_does(tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    path.write_text('类别,名称\n队伍,"两\n行"\n\n医院,县医院\n', encoding="utf-8")
    assert [(row.line, row.cells["名称"]) for row in _rows(path)] == [(2, "两\n行"), (5, "县医院")]


def test_a_short_row_is_taken_and_a_long_one_has_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    path.write_text("类别,名称,说明\n队伍,甲\n队伍,乙,a,b,\n", encoding="utf-8")
    short, long = _rows(path)
    assert short.fault is None
    assert long.fault == CellFault(field=None, reason=FaultReason.TOO_MANY_CELLS, value="b")


def test_two_columns_of_one_name_both_stay(tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    path.write_text("类别,名称,备注,备注\n队伍,甲,a,b\n", encoding="utf-8")
    assert _rows(path)[0].cells == {"类别": "队伍", "名称": "甲", "备注": "a", "备注 (2)": "b"}


def test_a_file_without_needed_columns_says_which(tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    path.write_text("编号,地址\n1,x\n", encoding="utf-8")
    error = _error(path)
    assert error.code is ErrorCode.COLUMNS_MISSING
    assert error.params["columns"] == "kind name"


def test_an_empty_file_lacks_its_columns(tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    path.touch()
    assert _error(path).code is ErrorCode.COLUMNS_MISSING


@pytest.mark.parametrize("start", [b"PK\x03\x04rest", b"\xd0\xcf\x11\xe0rest"])
def test_a_workbook_is_named_as_one(tmp_path: Path, start: bytes) -> None:
    path = tmp_path / "f.csv"
    path.write_bytes(start)
    assert _error(path).code is ErrorCode.FILE_IS_WORKBOOK


@pytest.mark.parametrize("content", [b"a\x00b", b"\xff\xff\xff\xff\xff", b"name\n\x81\x20\xff"])
def test_what_is_no_text_is_named_as_such(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "f.csv"
    path.write_bytes(content)
    assert _error(path).code is ErrorCode.FILE_NOT_TEXT


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    assert _error(tmp_path / "f.csv").code is ErrorCode.FILE_MISSING


def test_a_directory_is_unreadable(tmp_path: Path) -> None:
    assert _error(tmp_path).code is ErrorCode.FILE_UNREADABLE


def test_a_file_that_is_too_large_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resource_files, "MAX_FILE_BYTES", 10)
    path = tmp_path / "f.csv"
    path.write_text(TEXT, encoding="utf-8")
    assert _error(path).code is ErrorCode.FILE_TOO_LARGE


def test_a_field_beyond_all_bounds_names_its_line(tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    path.write_text(f'类别,名称\n队伍,甲\n队伍,"{"x" * 200_000}"\n', encoding="utf-8")
    error = _error(path)
    assert (error.code, error.params["line"]) == (ErrorCode.FILE_DAMAGED, 3)


def test_features_become_rows_with_their_place(tmp_path: Path) -> None:
    path = tmp_path / "f.geojson"
    properties = {"类别": "企业", "名称": "甲", "人数": 12, "空": None, "是": True}
    geometry = {"type": "Point", "coordinates": [101.9622, 40.2308]}
    _write(path, {"type": "Feature", "properties": properties, "geometry": geometry})
    row = _rows(path)[0]
    assert row.cells["longitude"] == "101.9622"
    assert row.cells["latitude"] == "40.2308"
    assert (row.cells["人数"], row.cells["空"], row.cells["是"]) == ("12", "", "true")


def test_a_feature_without_geometry_has_no_place(tmp_path: Path) -> None:
    path = tmp_path / "f.geojson"
    _write(path, {"type": "Feature", "properties": {"名称": "甲"}, "geometry": None})
    row = _rows(path)[0]
    assert (row.cells, row.fault) == ({"名称": "甲"}, None)


def test_a_geometry_without_a_centre_is_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "f.geojson"
    geometry = {"type": "GeometryCollection", "geometries": []}
    _write(path, {"type": "Feature", "properties": {}, "geometry": geometry})
    assert _rows(path)[0].fault == CellFault(
        field=ImportField.COORDINATES, reason=FaultReason.GEOMETRY_UNUSABLE
    )


def test_damaged_geojson_names_the_feature(tmp_path: Path) -> None:
    path = tmp_path / "f.geojson"
    path.write_text('{"features":[{"properties":{}},{"prop', encoding="utf-8")
    rows = ResourceFile(path).rows()
    assert next(rows).line == 1
    with pytest.raises(InputError) as caught:
        next(rows)
    assert caught.value.code is ErrorCode.GEOJSON_DAMAGED
    assert caught.value.params["feature"] == 2


def test_returned_rows_are_saved_for_a_spreadsheet(tmp_path: Path) -> None:
    path = tmp_path / "back.csv"
    row = ReturnedRow(line=7, faults=(), cells={"名称": "甲", "电话": "+86 139", "公式": "=1+1"})
    ResourceFiles().write_returned(path, [row], ["没有类别"], ("行号", "原因"))
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file)) == [
            ["行号", "原因", "名称", "电话", "公式"],
            ["7", "没有类别", "甲", "'+86 139", "'=1+1"],
        ]


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        ResourceFiles().write_returned(tmp_path / "no" / "back.csv", [], [], ("a", "b"))
    assert caught.value.code is ErrorCode.FILE_UNWRITABLE


def _write(path: Path, *features: object) -> None:
    collection = {"type": "FeatureCollection", "features": features}
    path.write_text(json.dumps(collection, ensure_ascii=False), encoding="utf-8")
