# SPDX-License-Identifier: Apache-2.0
import json
from pathlib import Path

import pytest

from command_vehicle.cli.root import main
from tests.support.county import COUNTY, SAMPLE_FILES

WITH_MISTAKES = "类别,名称,人数\n队伍,甲,12\n队伍,乙,许多\n飞船,,\n"

Lines = list[dict[str, object]]


def _run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, Lines, str]:
    code = main(arguments)
    captured = capsys.readouterr()
    return code, [json.loads(line) for line in captured.out.splitlines()], captured.err


@pytest.mark.slow
def test_a_register_is_taken_over_and_listed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for path in SAMPLE_FILES:
        code, lines, _ = _run(capsys, "resources", "import", str(path), "--data-dir", str(tmp_path))
        assert (code, lines[-1]["returned"]) == (0, 0)
    _, found, _ = _run(
        capsys, "resources", "list", "--kind", "hospital", "--data-dir", str(tmp_path)
    )
    assert [line["code"] for line in found] == ["QL-HS-04", "QL-HS-02", "QL-HS-01", "QL-HS-03"]
    assert found[2]["people"] == 310
    _, found, _ = _run(
        capsys, "resources", "list", "--text", "液氯", "--limit", "1", "--data-dir", str(tmp_path)
    )
    assert len(found) == 1


def test_each_returned_row_is_a_line_with_its_reasons(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "f.csv"
    path.write_text(WITH_MISTAKES, encoding="utf-8")
    code, lines, _ = _run(
        capsys, "resources", "import", str(path), "--source", "县局", "--data-dir", str(tmp_path)
    )
    assert code == 0
    assert lines[0] == {
        "line": 3,
        "faults": [{"field": "people", "reason": "count_unreadable", "value": "许多"}],
    }
    faults = lines[1]["faults"]
    assert isinstance(faults, list)
    assert [fault["reason"] for fault in faults] == ["unknown_kind", "missing"]
    assert lines[2] == {
        "source": "县局",
        "read": 3,
        "accepted": 1,
        "added": 1,
        "updated": 0,
        "unchanged": 0,
        "returned": 2,
    }


def test_a_file_of_which_nothing_is_taken_fails(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "f.csv"
    path.write_text("类别,名称\n飞船,甲\n", encoding="utf-8")
    code, _, _ = _run(capsys, "resources", "import", str(path), "--data-dir", str(tmp_path))
    assert code == 1


def test_a_missing_file_is_told_in_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, lines, said = _run(
        capsys, "resources", "import", str(tmp_path / "no.csv"), "--data-dir", str(tmp_path)
    )
    assert (code, lines) == (1, [])
    assert "no.csv" in said


def test_a_file_that_breaks_off_prints_what_was_taken(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "f.csv"
    rows = "".join(f"队伍,队{number}\n" for number in range(400))
    path.write_text(f'类别,名称\n{rows}队伍,"{"x" * 200_000}"\n', encoding="utf-8")
    code, lines, said = _run(capsys, "resources", "import", str(path), "--data-dir", str(tmp_path))
    assert (code, lines[-1]["accepted"]) == (1, 400)
    assert "f.csv" in said


def test_coordinates_of_a_declared_frame_are_put_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = COUNTY / "enterprises.geojson"
    _run(capsys, "resources", "import", str(path), "--frame", "bd09", "--data-dir", str(tmp_path))
    _, lines, _ = _run(capsys, "resources", "list", "--data-dir", str(tmp_path))
    first = next(line for line in lines if line["code"] == "QL-EN-01")
    assert isinstance(first["lon"], float)
    assert 0.005 < abs(first["lon"] - 101.9620) < 0.03


def test_plans_are_listed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, lines, said = _run(capsys, "plans", "list", "--data-dir", str(tmp_path))
    assert (code, said) == (0, "")
    assert {line["key"]: line["tasks"] for line in lines} == {
        "qinglan-hazardous-chemicals": 62,
        "qinglan-flood": 28,
    }


def test_plans_are_searched(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, lines, _ = _run(capsys, "plans", "list", "--text", "检查点", "--data-dir", str(tmp_path))
    assert [(line["task"], line["sentence"]) for line in lines] == [
        (
            "4.5.3",
            "4.5.3　人员返回前，应当在主要通道设置检查点，配备检测仪器，经检测合格后方可放行。",
        )
    ]


def test_a_broken_plan_is_told_of_and_the_others_are_listed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "broken.yaml").write_text("title: [\n", encoding="utf-8")
    code, lines, said = _run(capsys, "plans", "list", "--data-dir", str(tmp_path))
    assert (code, len(lines)) == (0, 2)
    assert said.startswith("Plan broken.yaml, line 2: unreadable")
