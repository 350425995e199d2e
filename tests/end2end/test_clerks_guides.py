# SPDX-License-Identifier: Apache-2.0
"""What the guides for clerks promise is what the program understands."""

import re
from pathlib import Path

import pytest

from command_vehicle.adapters.files.plans import PlanDirectories
from command_vehicle.services.resources.columns import COLUMNS, KINDS, folded

GUIDES = Path(__file__).resolve().parents[2] / "docs" / "operations"
BETWEEN_WORDS = re.compile(r"[、，]\s*")


def _words_under(heading: str) -> list[str]:
    """Words of the first two columns of the table below a heading."""
    text = (GUIDES / "import.md").read_text(encoding="utf-8")
    section = text.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    rows = [line.split("|")[1:3] for line in section.splitlines() if line.startswith("| ")]
    return [word.strip() for row in rows[1:] for cell in row for word in BETWEEN_WORDS.split(cell)]


@pytest.mark.parametrize("word", _words_under("列"))
def test_every_column_in_the_guide_is_understood(word: str) -> None:
    assert folded(word) in COLUMNS


@pytest.mark.parametrize("word", _words_under("类别"))
def test_every_kind_in_the_guide_is_understood(word: str) -> None:
    assert folded(word) in KINDS


def test_the_example_of_a_plan_can_be_read(tmp_path: Path) -> None:
    text = (GUIDES / "plans.md").read_text(encoding="utf-8")
    example = text.split("```yaml\n")[1].split("```")[0]
    (tmp_path / "example.yaml").write_text(example, encoding="utf-8")
    files = PlanDirectories([tmp_path]).load()
    assert files.faults == ()
    assert files.plans[0].tasks[0].checklist == ("通知到户", "车辆", "清点人数")
