# SPDX-License-Identifier: Apache-2.0
"""The root of all commands."""

import importlib.util
import subprocess
import sys

import pytest

from command_vehicle import __version__
from command_vehicle.cli.root import COMMANDS, build_parser, main


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_its_module(name: str) -> None:
    assert importlib.util.find_spec(f"command_vehicle.cli.{name}") is not None


def test_a_command_is_parsed_by_its_own_module() -> None:
    parsed = build_parser(["log"]).parse_args(["log", "add", "泄漏停止", "--kind", "hazard"])
    assert (parsed.text, parsed.kind) == ("泄漏停止", "hazard")
    assert callable(parsed.run)


def test_the_version_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        build_parser([]).parse_args(["--version"])
    assert left.value.code == 0
    assert __version__ in capsys.readouterr().out


def test_a_wrong_argument_is_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["log", "add"])
    assert left.value.code == 2
    assert "TEXT" in capsys.readouterr().err


@pytest.mark.slow
def test_recording_a_line_does_not_load_a_window_or_a_server() -> None:
    script = (
        "import sys\n"
        "from command_vehicle.cli.root import build_parser\n"
        "build_parser(['log'])\n"
        "heavy = ('PySide6', 'uvicorn', 'httpx', 'folium', 'cryptography')\n"
        "print(sorted(name for name in heavy if name in sys.modules))\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60
    )
    assert result.stdout.strip() == "[]"
