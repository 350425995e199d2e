# SPDX-License-Identifier: Apache-2.0
"""Backups put back, folders moved, files emptied: real files, and who the database then is."""

import shutil
from pathlib import Path

import pytest

from command_vehicle.adapters.files.high_water import HighWaterFiles
from command_vehicle.domain.errors import ErrorCode, StoreError
from command_vehicle.domain.identity import Lane
from command_vehicle.domain.renewal import Renewal, RenewalReason
from command_vehicle.domain.timeline import EntryFilter
from command_vehicle.services.ports import PageOf
from command_vehicle.storage.vehicle_store import VehicleStore
from tests.support.clock import FakeClock
from tests.support.operations import entry
from tests.support.signatures import FakeSigner


class Folder:
    """A data directory on a computer whose user remembers."""

    def __init__(self, root: Path) -> None:
        self.marks = root / "state"
        self.place = root / "vehicle"
        self.backup = root / "backup"
        self.place.mkdir()

    @property
    def database(self) -> Path:
        return self.place / "vehicle.sqlite3"

    def open(self) -> VehicleStore:
        high_water = HighWaterFiles(self.database, self.marks)
        return VehicleStore(self.database, FakeClock(), high_water=high_water)

    def write(self, *texts: str) -> int:
        """Append lines; the answer is the incarnation that wrote them."""
        with self.open() as store:
            written = store.append([entry(text) for text in texts])
            return written[-1].id.replica.incarnation

    def back_up(self) -> None:
        shutil.copytree(self.place, self.backup)

    def put_back(self) -> None:
        shutil.rmtree(self.place)
        shutil.copytree(self.backup, self.place)

    def texts(self) -> list[str]:
        with self.open() as store:
            found = store.entries(EntryFilter(), PageOf())
            return sorted(each.recorded.text for each in found)

    def renewal(self) -> Renewal | None:
        with self.open() as store:
            return store.renewal()


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def test_opening_again_and_again_changes_nothing(folder: Folder) -> None:
    assert [folder.write("一"), folder.write("二"), folder.write("三")] == [0, 0, 0]
    assert folder.renewal() is None


def test_a_whole_folder_put_back_goes_on_as_a_new_incarnation(folder: Folder) -> None:
    folder.write("一")
    folder.back_up()
    folder.write("二", "三")
    folder.put_back()
    assert folder.write("四") == 1
    renewal = folder.renewal()
    assert renewal is not None
    assert (renewal.reason, renewal.missing) == (RenewalReason.OLDER_COPY, 2)
    assert folder.texts() == ["一", "四"]


def test_a_folder_copied_over_in_place_is_noticed_too(folder: Folder) -> None:
    folder.write("一")
    folder.back_up()
    folder.write("二")
    shutil.copytree(folder.backup, folder.place, dirs_exist_ok=True)
    assert folder.write("三") == 1


def test_only_the_database_put_back_is_noticed_by_the_mark_beside_it(
    folder: Folder, tmp_path: Path
) -> None:
    folder.write("一")
    folder.back_up()
    folder.write("二")
    shutil.copy(folder.backup / "vehicle.sqlite3", folder.database)
    folder.marks = tmp_path / "another user"
    assert folder.write("三") == 1
    renewal = folder.renewal()
    assert renewal is not None
    assert renewal.reason is RenewalReason.OLDER_COPY


def test_a_copy_put_back_twice_never_uses_a_number_again(folder: Folder) -> None:
    folder.write("一")
    folder.back_up()
    incarnations = [folder.write("二")]
    folder.put_back()
    incarnations.append(folder.write("三"))
    folder.put_back()
    incarnations.append(folder.write("四"))
    assert incarnations == [0, 1, 2]


def test_a_backup_of_the_present_state_changes_nothing(folder: Folder) -> None:
    folder.write("一")
    folder.back_up()
    folder.put_back()
    assert folder.write("二") == 0


def test_a_folder_moved_elsewhere_numbers_apart_from_the_one_left_behind(
    folder: Folder, tmp_path: Path
) -> None:
    folder.write("一")
    original = folder.place
    folder.place = tmp_path / "copy"
    shutil.copytree(original, folder.place)
    assert folder.write("二") == 1
    renewal = folder.renewal()
    assert renewal is not None
    assert (renewal.reason, renewal.missing) == (RenewalReason.ELSEWHERE, 0)
    assert folder.write("三") == 1
    folder.place = original
    assert folder.write("四") == 0


def test_where_nothing_can_be_remembered_outside_nothing_is_suspected(
    folder: Folder, tmp_path: Path
) -> None:
    folder.write("一")
    (tmp_path / "a file").touch()
    folder.marks = tmp_path / "a file" / "state"
    assert [folder.write("二"), folder.write("三")] == [0, 0]


def test_a_missing_write_ahead_log_is_noticed(folder: Folder) -> None:
    with folder.open() as store:
        store.append([entry("一")])
        store.database.rows("PRAGMA wal_checkpoint(TRUNCATE)")
        store.append([entry("二")])
        shutil.copy(folder.database, folder.place.parent / "without wal")
    shutil.move(folder.place.parent / "without wal", folder.database)
    assert folder.write("三") == 1
    assert folder.texts() == ["一", "三"]


def test_an_emptied_file_is_damaged_and_stays_as_it_is(folder: Folder) -> None:
    folder.write("一")
    folder.database.write_bytes(b"")
    with pytest.raises(StoreError) as caught:
        folder.open()
    assert caught.value.code is ErrorCode.STORE_DAMAGED
    assert folder.database.stat().st_size == 0


def test_a_file_moved_away_begins_the_next_life_of_the_same_vehicle(folder: Folder) -> None:
    folder.write("一", "二")
    with folder.open() as store:
        uuid = store.replica().uuid
    folder.database.rename(folder.place / "damaged.sqlite3")
    assert folder.write("三") == 1
    with folder.open() as store:
        assert store.replica().uuid == uuid
    renewal = folder.renewal()
    assert renewal is not None
    assert renewal.missing == 2


def test_what_comes_back_is_missing_no_more(folder: Folder) -> None:
    folder.write("一")
    folder.back_up()
    folder.write("二", "三")
    with folder.open() as store:
        lost = store.operations(store.replica(), Lane.OPS, 2, 3)
    folder.put_back()
    folder.write("四")
    with folder.open() as store:
        store.ingest(lost, "usb")
        renewal = store.renewal()
    assert renewal is not None
    assert renewal.missing == 0
    assert folder.texts() == ["一", "三", "二", "四"]


def test_a_damaged_mark_is_as_good_as_none(folder: Folder) -> None:
    folder.write("一")
    folder.database.with_suffix(".mark").write_bytes(b"\xff{[")
    for mark in folder.marks.iterdir():
        mark.write_bytes(b"[]")
    assert folder.write("二") == 0


def test_the_mark_says_how_far_each_lane_has_come(folder: Folder) -> None:
    with VehicleStore(
        folder.database,
        FakeClock(),
        signer=FakeSigner("vehicle"),
        high_water=HighWaterFiles(folder.database, folder.marks),
    ) as store:
        store.append([entry("一"), entry("二")])
        store.seal_rest()
        mark = HighWaterFiles(folder.database, folder.marks).outside()
        assert mark is not None
        assert mark.replica == store.replica()
        assert {head.lane: head.upto for head in mark.heads} == {Lane.OPS: 2, Lane.META: 1}
        assert mark == HighWaterFiles(folder.database, folder.marks).beside()
