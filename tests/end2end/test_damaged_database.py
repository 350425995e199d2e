# SPDX-License-Identifier: Apache-2.0
"""Files that are no database any more: every command says so, and leaves them as they are."""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.commands import ROOT, command_line, environment, run_command
from tests.support.driven import DrivenProgram

PAGE_BYTES = 4096
COMMANDS = (
    ("log", "add", "x"),
    ("log", "list"),
    ("state", "digest"),
    ("sync", "status"),
    ("incident", "list"),
)
NOBODY = 65534


def cut(database: Path) -> None:
    os.truncate(database, 20_000)


def flip(database: Path) -> None:
    content = bytearray(database.read_bytes())
    for page in range(PAGE_BYTES, len(content), 3 * PAGE_BYTES):
        content[page : page + 64] = b"\xff" * 64
    database.write_bytes(content)


def empty(database: Path) -> None:
    database.write_bytes(b"")


def write_text(database: Path) -> None:
    database.write_text("not a database, but long enough to be looked at" * 9, encoding="utf-8")


def make_newer(database: Path) -> None:
    script = (
        "import pysqlite3, sys\n"
        "database = pysqlite3.connect(sys.argv[1])\n"
        'database.execute("insert into _sqlite_migrations (migration_set, name, applied_at) "\n'
        "    \"values ('command_vehicle', 'm9999_later', '2030')\")\n"
        "database.commit()\n"
        "database.execute('pragma wal_checkpoint(truncate)')\n"
    )
    subprocess.run([sys.executable, "-c", script, database], check=True)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory with some lines, closed."""
    vehicle = tmp_path_factory.mktemp("sound") / "vehicle"
    for number in range(3):
        assert run_command("log", "add", f"line {number}", "--data-dir", vehicle).code == 0
    return vehicle


@pytest.fixture
def vehicle(sound: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(sound, tmp_path / "vehicle"))


def digest(database: Path) -> str:
    return hashlib.sha256(database.read_bytes()).hexdigest()


@pytest.mark.slow
@pytest.mark.parametrize("harm", [cut, flip, empty, write_text])
def test_a_damaged_file_is_left_alone_and_named(
    vehicle: Path, harm: Callable[[Path], None]
) -> None:
    database = vehicle / "vehicle.sqlite3"
    harm(database)
    before = digest(database)
    for command in COMMANDS:
        ran = run_command(*command, "--data-dir", vehicle)
        assert (ran.code, ran.records) == (1, []), command
        assert ran.said.startswith("The database is damaged and was left as it is."), command
        assert len(ran.said.splitlines()) == 1, command
    assert digest(database) == before


@pytest.mark.slow
def test_a_database_of_a_newer_program_is_left_alone_and_named(vehicle: Path) -> None:
    database = vehicle / "vehicle.sqlite3"
    make_newer(database)
    before = digest(database)
    for command in COMMANDS:
        ran = run_command(*command, "--data-dir", vehicle)
        assert (ran.code, ran.records) == (1, []), command
        assert "newer version of this program" in ran.said, command
        assert len(ran.said.splitlines()) == 1, command
    assert digest(database) == before


@pytest.mark.slow
def test_a_folder_in_place_of_the_file_is_said_in_one_sentence(vehicle: Path) -> None:
    (vehicle / "vehicle.sqlite3").unlink()
    (vehicle / "vehicle.sqlite3").mkdir()
    ran = run_command("log", "add", "x", "--data-dir", vehicle)
    assert ran.code == 1
    assert ran.said.startswith("The database cannot be opened for writing.")


@pytest.mark.slow
def test_a_damaged_database_moved_away_makes_room_for_a_new_one(vehicle: Path) -> None:
    database = vehicle / "vehicle.sqlite3"
    flip(database)
    database.rename(vehicle / "damaged.sqlite3")
    ran = run_command("log", "add", "goes on", "--data-dir", vehicle)
    assert ran.code == 0
    assert "older copy: 3 records" in ran.said


def reachable_by_nobody(folder: Path) -> bool:
    """Whether another user finds sources and interpreter, and this one may become another."""
    if os.name != "posix" or os.geteuid() != 0 or shutil.which("setpriv") is None:
        return False
    probe = subprocess.run(
        [
            *as_nobody(),
            sys.executable,
            "-c",
            "import command_vehicle, os, sys; os.listdir(sys.argv[1])",
            folder,
        ],
        env=environment(),
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    return probe.returncode == 0


def as_nobody() -> list[str]:
    return ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]


@pytest.mark.slow
def test_a_folder_that_may_only_be_read_is_said_in_one_sentence(vehicle: Path) -> None:
    for folder in (vehicle, *vehicle.parents):
        if str(folder).startswith(str(vehicle.parents[2])):
            folder.chmod(0o755)
    if not reachable_by_nobody(vehicle):
        pytest.skip("needs root, setpriv, and sources that everybody may read")
    for command in COMMANDS:
        ran = subprocess.run(
            [*as_nobody(), *command_line(*command, "--data-dir", vehicle)],
            env=environment() | {"XDG_STATE_HOME": str(vehicle / "nowhere")},
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert (ran.returncode, ran.stdout) == (1, ""), command
        assert ran.stderr.startswith("The database cannot be opened for writing."), command
        assert len(ran.stderr.splitlines()) == 1, command


@pytest.mark.slow
@pytest.mark.webengine
@pytest.mark.parametrize(
    ("harm", "words"),
    [(flip, "数据库有损坏"), (empty, "数据库有损坏"), (make_newer, "更新的版本")],
)
def test_the_window_opens_and_says_what_is_wrong(
    vehicle: Path, harm: Callable[[Path], None], words: str
) -> None:
    database = vehicle / "vehicle.sqlite3"
    harm(database)
    before = digest(database)
    with DrivenProgram(vehicle) as program:
        program.wait_until(lambda seen: any(words in trouble for trouble in seen["troubles"]))
        program.press("F2")
        program.type("stays in the line")
        program.press("Return")
        seen = program.wait_until(lambda seen: bool(seen["fault"]))
        assert words in seen["fault"]
        assert seen["line"] == "stays in the line"
    assert digest(database) == before
    assert not list((vehicle / "logs").glob("crash-*"))
