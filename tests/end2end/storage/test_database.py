# SPDX-License-Identifier: Apache-2.0
"""What the disk and other programs can do to the file, and what is said about it."""

import os
from pathlib import Path

import pysqlite3
import pytest

from command_vehicle.domain.errors import ErrorCode, StoreError
from command_vehicle.storage.database import (
    FIRST_SAFE_SQLITE,
    Database,
    classified,
    refuse_unsafe_sqlite,
)
from command_vehicle.storage.schema import MIGRATION_SET, STEPS
from command_vehicle.storage.vehicle_store import VehicleStore
from tests.support.clock import FakeClock
from tests.support.operations import entry
from tests.support.store import file_store


def opening_error(path: Path) -> ErrorCode:
    with pytest.raises(StoreError) as caught:
        VehicleStore(path, FakeClock()).close()
    return caught.value.code


def test_a_file_is_written_ahead_and_flushed_at_every_commit(tmp_path: Path) -> None:
    with file_store(tmp_path) as store:
        settings = {
            name: store.database.rows(f"PRAGMA {name}")[0][0]
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    assert settings == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 10_000,
    }


def test_the_library_in_use_has_no_reset_bug() -> None:
    assert pysqlite3.sqlite_version_info >= FIRST_SAFE_SQLITE


@pytest.mark.parametrize("version", [(3, 7, 0), (3, 40, 1), (3, 51, 2)])
def test_a_library_that_may_lose_writes_is_refused(version: tuple[int, ...]) -> None:
    with pytest.raises(StoreError) as caught:
        refuse_unsafe_sqlite(version)
    assert caught.value.code is ErrorCode.STORE_UNSAFE


def test_everything_is_there_after_opening_again(tmp_path: Path) -> None:
    with file_store(tmp_path) as store:
        store.append([entry()])
        before = (store.replica(), store.have(), store.state_digest())
    with file_store(tmp_path) as store:
        assert (store.replica(), store.have(), store.state_digest()) == before


def test_a_file_of_a_newer_program_is_refused(tmp_path: Path) -> None:
    with file_store(tmp_path) as store:
        store.database.run(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES (?, ?, ?)",
            (MIGRATION_SET, "m9999_later", "2030-01-01"),
        )
    assert opening_error(tmp_path / "vehicle.sqlite3") is ErrorCode.STORE_TOO_NEW


def test_a_schema_grows_step_by_step_and_keeps_what_is_there(tmp_path: Path) -> None:
    path = tmp_path / "vehicle.sqlite3"
    database = Database(path)
    database.migrate(MIGRATION_SET, STEPS[:1])
    database.run("INSERT INTO replica (uuid, incarnation, is_self) VALUES (x'01', 0, 0)")
    database.close()
    with VehicleStore(path, FakeClock()) as store:
        assert store.database.rows("SELECT uuid FROM replica WHERE is_self = 0") == [(b"\x01",)]
        store.append([entry()])


def test_projections_of_another_version_are_made_anew(tmp_path: Path) -> None:
    with file_store(tmp_path) as store:
        store.append([entry()])
        before = store.state_digest()
        store.database.run("DELETE FROM entry")
        store.database.run("UPDATE projected SET version = 0")
        assert store.state_digest() != before
    with file_store(tmp_path) as store:
        assert store.state_digest() == before


def test_a_full_disk_is_called_that_and_nothing_is_half_written(tmp_path: Path) -> None:
    with file_store(tmp_path) as store:
        (first,) = store.append([entry()])
        pages = store.database.rows("PRAGMA page_count")[0][0]
        store.database.rows(f"PRAGMA max_page_count = {pages + 2}")
        before = store.state_digest()
        with pytest.raises(StoreError) as caught:
            store.append([entry("氯" * 20_000)])
        assert caught.value.code is ErrorCode.DISK_FULL
        assert store.state_digest() == before
        store.database.rows("PRAGMA max_page_count = 1000000")
        (second,) = store.append([entry()])
    assert second.id.seq == first.id.seq + 1


def test_a_file_that_is_no_database_is_called_damaged(tmp_path: Path) -> None:
    path = tmp_path / "vehicle.sqlite3"
    path.write_bytes(b"something else entirely" * 100)
    assert opening_error(path) is ErrorCode.STORE_DAMAGED


def test_a_folder_that_is_not_there_is_unreachable(tmp_path: Path) -> None:
    assert opening_error(tmp_path / "missing" / "vehicle.sqlite3") is ErrorCode.STORE_UNREACHABLE


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_is_unreachable(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    assert opening_error(tmp_path / "vehicle.sqlite3") is ErrorCode.STORE_UNREACHABLE


def test_a_file_that_may_only_be_read_is_unreachable(tmp_path: Path) -> None:
    with file_store(tmp_path) as store:
        store.database.rows("PRAGMA query_only = ON")
        with pytest.raises(StoreError) as caught:
            store.append([entry()])
    assert caught.value.code is ErrorCode.STORE_UNREACHABLE


@pytest.mark.slow
def test_a_writer_that_never_ends_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("command_vehicle.storage.database.BUSY_TIMEOUT_MS", 100)
    with file_store(tmp_path) as store, file_store(tmp_path) as other, other.database.writing():
        other.database.run("UPDATE clock SET hlc = hlc")
        with pytest.raises(StoreError) as caught:
            store.append([entry()])
    assert caught.value.code is ErrorCode.STORE_LOCKED


def test_an_error_of_our_own_is_not_blamed_on_the_disk() -> None:
    database = Database(None)
    try:
        with pytest.raises(pysqlite3.OperationalError) as caught:
            database.rows("SELECT * FROM nowhere")
    finally:
        database.close()
    assert classified(caught.value) is None
