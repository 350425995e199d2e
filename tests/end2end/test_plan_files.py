# SPDX-License-Identifier: Apache-2.0
import hashlib
from datetime import timedelta
from pathlib import Path

import pytest

from command_vehicle.adapters.files.plans import MAX_PLAN_BYTES, PlanDirectories
from command_vehicle.domain.incidents import ResponseLevel
from command_vehicle.services.plans.text import PlanFault, PlanFaultReason

SHIPPED = Path(__file__).resolve().parents[2] / "resources" / "plans"
FLOOD = SHIPPED / "qinglan-flood.yaml"


def _fault(tmp_path: Path, content: bytes) -> PlanFault:
    (tmp_path / "p.yaml").write_bytes(content)
    files = PlanDirectories([tmp_path]).load()
    assert files.plans == ()
    return files.faults[0]


def test_the_plans_that_ship_are_whole() -> None:
    files = PlanDirectories([SHIPPED]).load()
    assert files.faults == ()
    assert {plan.key: len(plan.tasks) for plan in files.plans} == {
        "qinglan-hazardous-chemicals": 62,
        "qinglan-flood": 28,
    }


def test_every_level_of_a_plan_that_ships_has_a_rule() -> None:
    files = PlanDirectories([SHIPPED]).load()
    for plan in files.plans:
        assert {rule.level for rule in plan.level_rules} == set(ResponseLevel)


def test_every_group_and_phase_that_ships_has_a_task() -> None:
    files = PlanDirectories([SHIPPED]).load()
    for plan in files.plans:
        assert {task.phase for task in plan.tasks} == set(plan.phases)
        assert {task.group for task in plan.tasks} == set(plan.groups)


def test_a_plan_carries_the_digest_of_its_file() -> None:
    files = PlanDirectories([SHIPPED]).load()
    plan = next(plan for plan in files.plans if plan.key == "qinglan-flood")
    assert plan.digest == hashlib.sha256(FLOOD.read_bytes()).hexdigest()
    assert plan.tasks[0].time_limit == timedelta(minutes=15)


def test_a_broken_plan_leaves_the_others_alone(tmp_path: Path) -> None:
    (tmp_path / "good.yaml").write_bytes(FLOOD.read_bytes())
    (tmp_path / "broken.yaml").write_text("title: [", encoding="utf-8")
    (tmp_path / "note.txt").write_text("not a plan", encoding="utf-8")
    files = PlanDirectories([tmp_path, tmp_path / "missing"]).load()
    assert len(files.plans) == 1
    assert [fault.file for fault in files.faults] == ["broken.yaml"]


def test_the_plan_of_the_unit_stands_for_the_one_that_ships(tmp_path: Path) -> None:
    text = FLOOD.read_text(encoding="utf-8").replace("青岚县水利局", "本车")
    (tmp_path / "own.yaml").write_text(text, encoding="utf-8")
    files = PlanDirectories([SHIPPED, tmp_path]).load()
    owners = [plan.owner for plan in files.plans if plan.key == "qinglan-flood"]
    assert owners == ["本车"]


@pytest.mark.parametrize(
    ("content", "line", "reason"),
    [
        (b"", 1, PlanFaultReason.MISSING),
        (b"key: a\ntitle: ]", 2, PlanFaultReason.UNREADABLE),
        (b"key: a\n\t- b", 2, PlanFaultReason.UNREADABLE),
        (b"key: a\nkey: b", 2, PlanFaultReason.TWICE),
        (b"key: a\ntitle: \xff", 2, PlanFaultReason.UNREADABLE),
        (b"[" * 5000, 1, PlanFaultReason.UNREADABLE),
        (b"&a [*a]", 1, PlanFaultReason.TOO_LARGE),
        (b"#" * (MAX_PLAN_BYTES + 1), 1, PlanFaultReason.TOO_LARGE),
        (b"- 1\n", 1, PlanFaultReason.NOT_A_MAPPING),
    ],
)
def test_an_unreadable_file_says_where(
    tmp_path: Path, content: bytes, line: int, reason: PlanFaultReason
) -> None:
    fault = _fault(tmp_path, content)
    assert (fault.line, fault.reason) == (line, reason)


@pytest.mark.slow
def test_aliases_that_multiply_are_refused(tmp_path: Path) -> None:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x, x]"]
    lines += [
        f"{name}: &{name} [{', '.join([f'*{before}'] * 10)}]"
        for before, name in zip("abcdefg", "bcdefgh", strict=True)
    ]
    fault = _fault(tmp_path, "\n".join(lines).encode())
    assert fault.reason is PlanFaultReason.TOO_LARGE


def test_a_wrong_field_says_line_and_field(tmp_path: Path) -> None:
    text = FLOOD.read_text(encoding="utf-8").replace("time_limit_min: 15", "time_limit_min: 一刻")
    expected = text[: text.index("time_limit_min: 一刻")].count("\n") + 1
    fault = _fault(tmp_path, text.encode())
    assert fault == PlanFault(
        file="p.yaml",
        line=expected,
        field="tasks[1].time_limit_min",
        reason=PlanFaultReason.NOT_A_NUMBER,
        value="一刻",
    )
