# SPDX-License-Identifier: Apache-2.0
"""Settings and selections on disk: read without trust, written whole, never lost by a bad line."""

import tomllib
from pathlib import Path

import pytest

from command_vehicle.adapters.files.kept_state import KeptStateFile
from command_vehicle.adapters.files.settings import TomlSettingsFiles
from command_vehicle.adapters.paths import DataDir
from command_vehicle.domain.errors import StoreError
from command_vehicle.services.events import EventBus
from command_vehicle.services.settings.declarations import Theme
from command_vehicle.services.settings.layers import Layer, Problem
from command_vehicle.services.settings.service import SettingsService

SITE = '# 县局预设\n[unit]\ncounty = "青岚县"\n\n[platform]\ninterval_s = 30\n'


@pytest.fixture
def data_dir(tmp_path: Path) -> DataDir:
    return DataDir(tmp_path)


def start(data_dir: DataDir) -> SettingsService:
    """What a start of the program does."""
    return SettingsService(TomlSettingsFiles(data_dir), EventBus())


def test_a_change_is_there_at_the_next_start(data_dir: DataDir) -> None:
    start(data_dir).change("screen.theme", Theme.NIGHT)
    start(data_dir).change("unit.duty_person", "周敏")
    again = start(data_dir)
    assert again.settings.screen.theme is Theme.NIGHT
    assert again.settings.unit.duty_person == "周敏"
    assert again.notices == ()
    assert [path.name for path in data_dir.root.iterdir()] == ["settings.toml"]


def test_the_site_file_is_read_and_never_written(data_dir: DataDir) -> None:
    data_dir.site_settings.write_text(SITE, encoding="utf-8")
    service = start(data_dir)
    assert service.settings.unit.county == "青岚县"
    assert service.is_preset("platform.interval_s")
    service.change("screen.scale_percent", 125)
    assert data_dir.site_settings.read_text(encoding="utf-8") == SITE
    user = tomllib.loads(data_dir.user_settings.read_text(encoding="utf-8"))
    assert user == {"version": 1, "screen": {"scale_percent": 125}}


def test_a_file_with_a_bad_line_is_named_and_kept_beside_the_new_one(data_dir: DataDir) -> None:
    broken = '[screen\ntheme = "night"\n'
    data_dir.user_settings.write_text(broken, encoding="utf-8")
    service = start(data_dir)
    assert service.settings.screen.theme is Theme.DAY
    assert [(notice.layer, notice.problem) for notice in service.notices] == [
        (Layer.USER, Problem.UNREADABLE)
    ]
    service.change("screen.theme", Theme.NIGHT)
    kept = data_dir.root / "settings.toml.unreadable"
    assert kept.read_text(encoding="utf-8") == broken
    assert start(data_dir).settings.screen.theme is Theme.NIGHT


def test_a_file_that_is_no_text_is_named(data_dir: DataDir) -> None:
    data_dir.site_settings.write_bytes(b"\xff\xfe\x00")
    assert [notice.problem for notice in start(data_dir).notices] == [Problem.UNREADABLE]


def test_a_disk_that_refuses_leaves_the_old_file(data_dir: DataDir) -> None:
    start(data_dir).change("screen.theme", Theme.NIGHT)
    service = start(data_dir)
    before = data_dir.user_settings.read_bytes()
    draft_names = list(data_dir.root.iterdir())
    data_dir.root.rename(data_dir.root.with_name("elsewhere"))
    with pytest.raises(StoreError):
        service.change("screen.theme", Theme.DAY)
    data_dir.root.with_name("elsewhere").rename(data_dir.root)
    assert data_dir.user_settings.read_bytes() == before
    assert list(data_dir.root.iterdir()) == draft_names


def test_a_selection_is_there_at_the_next_start(tmp_path: Path) -> None:
    path = tmp_path / "state.json"
    KeptStateFile(path).write("quick_log.text", "写了一半的\n记录")
    KeptStateFile(path).write("incidents.current", "x")
    KeptStateFile(path).write("incidents.current", None)
    again = KeptStateFile(path)
    assert again.read("quick_log.text") == "写了一半的\n记录"
    assert again.read("incidents.current") is None


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b'{"a": 1}', b"\xff"])
def test_a_damaged_memory_is_an_empty_one(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "state.json"
    path.write_bytes(content)
    assert KeptStateFile(path).read("a") is None


def test_a_selection_that_cannot_be_kept_holds_until_the_end(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    kept = KeptStateFile(tmp_path / "gone" / "state.json")
    kept.write("a", "b")
    assert kept.read("a") == "b"
    assert "cannot keep a" in caplog.text
