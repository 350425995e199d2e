# SPDX-License-Identifier: Apache-2.0
"""The fault report: complete even when parts of it cannot be had."""

from typing import cast

from command_vehicle.domain.errors import ErrorCode, StoreError
from command_vehicle.domain.geodesy import GeoPoint
from command_vehicle.domain.identity import Lane
from command_vehicle.domain.operations import Draft
from command_vehicle.domain.positioning import (
    Fix,
    Freshness,
    LinkState,
    PositioningState,
    ReceiverState,
)
from command_vehicle.domain.sync import (
    BearerHealth,
    BearerKind,
    BearerState,
    LaneProgress,
    SyncState,
)
from command_vehicle.domain.timeline import EntryKind, EntryRecorded
from command_vehicle.services.diagnostics.report import (
    DiagnosticReport,
    ReportSection,
    Rows,
    positioning_rows,
    record_rows,
    reported,
    settings_rows,
    sync_rows,
)
from command_vehicle.services.ports import Store
from command_vehicle.services.settings.layers import Layer, Problem, SettingNotice
from tests.support.clock import START, FakeClock
from tests.support.fake_store import FakeStore


def a_store() -> FakeStore:
    store = FakeStore(FakeClock())
    body = EntryRecorded(kind=EntryKind.OTHER, text="泄漏停止", happened_at=START)
    store.append([Draft(lane=Lane.OPS, body=body, actor="周敏")] * 3)
    return store


def test_the_report_reads_row_by_row() -> None:
    report = DiagnosticReport(
        made_at=START,
        sections=(ReportSection(title="disk", rows={"free": "12.0 MiB", "logs": "0.1 MiB"}),),
    )
    assert report.as_text() == (
        "Command Vehicle diagnostics, 2026-05-04T02:00:00+00:00\n"
        "\n[disk]\nfree: 12.0 MiB\nlogs: 0.1 MiB\n"
    )


def test_a_section_that_cannot_be_made_says_why() -> None:
    def broken() -> Rows:
        raise StoreError(ErrorCode.STORE_DAMAGED, page=7)

    assert reported("record", broken).rows == {"unavailable": "store_damaged page=7"}


def test_the_record_is_counted_and_checked() -> None:
    rows = record_rows(cast("Store", a_store()))
    assert rows["lane 01920000.0-1"].startswith("3 operations, head ")
    assert rows["chains"] == "intact"


def test_damage_in_the_record_is_named() -> None:
    store = a_store()
    store.damage(Lane.OPS, 2, b"\x80")
    rows = record_rows(cast("Store", store))
    assert rows["chains"] == "1 findings"
    assert rows["finding 1"] == "changed in lane 1 at 2"


def test_receivers_are_described_without_their_place() -> None:
    here = GeoPoint(latitude_deg=40.2032, longitude_deg=101.8985)
    fix = Fix(source="主", arrived_mono_s=1.0, point=here)
    receiver = ReceiverState(
        name="主",
        port="/dev/ttyUSB0",
        link=LinkState.RECEIVING,
        sentence_count=120,
        checksum_errors=2,
        fix=fix,
        fix_age_s=0.34,
    )
    rows = positioning_rows(
        PositioningState(freshness=Freshness.LIVE, last_valid=fix, receivers=(receiver,))
    )
    assert rows == {
        "freshness": "live",
        "clock offset": "unknown",
        "receiver /dev/ttyUSB0": "receiving, 120 sentences, 2 bad, 0 stray bytes, fix age 0.3 s",
    }


def test_sync_is_described_bearer_by_bearer_and_lane_by_lane() -> None:
    state = SyncState(
        bearers=(
            BearerState(
                kind=BearerKind.CELLULAR, health=BearerHealth.DOWN, queued=3, error="offline"
            ),
        ),
        lanes=(LaneProgress(lane=Lane.OPS, local=12, sent=10, received=9),),
        refused=("x",),
    )
    assert sync_rows(state) == {
        "platform": "none",
        "bearer cellular": "down, last success unknown ago, 3 waiting, last error offline",
        "lane 1": "12 here, 10 sent, 9 received",
        "refused": "1",
    }


def test_notices_are_given_without_the_values() -> None:
    notice = SettingNotice(
        layer=Layer.SITE, key="unit.duty_person", problem=Problem.WRONG_TYPE, value="周敏"
    )
    assert settings_rows((notice,)) == {"notice 1": "site file, unit.duty_person: wrong_type"}
    assert settings_rows(()) == {"notices": "none"}
