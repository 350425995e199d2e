# SPDX-License-Identifier: Apache-2.0
"""Settings of a file, in the real process."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from command_vehicle.app.desktop import wanted_scale_percent
from tests.support.commands import ROOT, environment, run_command

SCALE = """
import json, sys
from pathlib import Path
from command_vehicle.app.desktop import prepare_desktop, wanted_scale_percent
percent = wanted_scale_percent(Path(sys.argv[1]))
application = prepare_desktop(offscreen=True, scale_percent=percent)
print(json.dumps(application.primaryScreen().devicePixelRatio()))
"""


@pytest.mark.slow
def test_the_size_of_everything_is_what_the_settings_say(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text("[screen]\nscale_percent = 150\n", encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, "-c", SCALE, tmp_path],
        env=environment(),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(ran.stdout) == 1.5


def test_without_settings_everything_has_its_own_size(tmp_path: Path) -> None:
    assert wanted_scale_percent(tmp_path) == 100


@pytest.mark.slow
def test_an_export_names_vehicle_and_county(tmp_path: Path) -> None:
    unit = '[unit]\nvehicle_name = "青岚指挥01"\ncounty = "青岚县"\n'
    vehicle, export = tmp_path / "vehicle", tmp_path / "export"
    vehicle.mkdir()
    (vehicle / "settings.toml").write_text(unit, encoding="utf-8")
    assert run_command("log", "add", "x", "--data-dir", vehicle).code == 0
    assert run_command("evidence", "export", export, "--data-dir", vehicle).code == 0
    manifest = json.loads((export / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["unit"] == {"vehicle": "青岚指挥01", "county": "青岚县"}
    verified = run_command("evidence", "verify", export, "--data-dir", vehicle)
    assert verified.code == 0, verified.said
