# SPDX-License-Identifier: Apache-2.0
"""`track` and `geofence` as scripts use them."""

import json
import xml.etree.ElementTree as ET
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from command_vehicle.adapters.clock import SystemClock
from command_vehicle.adapters.paths import DataDir
from command_vehicle.domain.geodesy import GeoPoint, destination
from command_vehicle.domain.identity import Lane
from command_vehicle.domain.track import TrackPoint, TrackSegment
from command_vehicle.storage.vehicle_store import VehicleStore
from tests.support.commands import run_command
from tests.support.operations import draft

pytestmark = pytest.mark.slow
TOWN = GeoPoint(latitude_deg=40.2, longitude_deg=101.9)
BEGUN_AT = datetime(2026, 5, 4, 4, 0, 0, tzinfo=UTC)


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    root = tmp_path / "vehicle"
    data = DataDir(root)
    data.prepare()
    with VehicleStore(data.database, SystemClock()) as store:
        for minute in range(10):
            body = TrackSegment(source="roof", points=_minute(minute))
            store.append([draft(body, lane=Lane.TRACK)])
    return root


def _minute(minute: int) -> tuple[TrackPoint, ...]:
    """Five seconds of standing at the end, as at a crossing."""
    return tuple(
        TrackPoint(
            at=BEGUN_AT + timedelta(minutes=minute, seconds=second),
            point=destination(TOWN, 90.0, minute * 550.0 + 10.0 * min(second, 55)),
            speed_mps=10.0 if second <= 55 else 0.0,
            course_true_deg=90.0,
        )
        for second in range(60)
    )


@pytest.mark.parametrize("kind", ["gpx", "kml", "geojson"])
def test_the_track_is_written_to_a_file(data_dir: Path, tmp_path: Path, kind: str) -> None:
    out = tmp_path / f"track.{kind}"
    ran = run_command("track", "export", "--format", kind, "--out", out, "--data-dir", data_dir)
    assert ran.code == 0, ran.said
    assert ran.records == [{"path": str(out), "format": kind, "points": 600}]
    text = out.read_text(encoding="utf-8")
    if kind == "geojson":
        assert json.loads(text)["type"] == "FeatureCollection"
    else:
        assert ET.fromstring(text) is not None


def test_a_file_that_is_there_is_not_overwritten(data_dir: Path, tmp_path: Path) -> None:
    out = tmp_path / "track.gpx"
    out.write_text("mine", encoding="utf-8")
    ran = run_command("track", "export", "--format", "gpx", "--out", out, "--data-dir", data_dir)
    assert (ran.code, out.read_text(encoding="utf-8")) == (1, "mine")
    assert "is there already" in ran.said


def test_a_folder_that_is_not_there_is_said(data_dir: Path, tmp_path: Path) -> None:
    out = tmp_path / "nowhere" / "track.gpx"
    ran = run_command("track", "export", "--format", "gpx", "--out", out, "--data-dir", data_dir)
    assert ran.code == 1
    assert "cannot be written" in ran.said


def test_only_the_time_wanted_is_written(data_dir: Path, tmp_path: Path) -> None:
    out = tmp_path / "track.gpx"
    ran = run_command(
        "track",
        "export",
        "--format",
        "gpx",
        "--since",
        "2026-05-04T04:02:00Z",
        "--until",
        "2026-05-04T04:02:59Z",
        "--out",
        out,
        "--data-dir",
        data_dir,
    )
    assert ran.records[0]["points"] == 60


def test_a_day_is_summed_up_in_one_line(data_dir: Path) -> None:
    (day,) = run_command("track", "stats", "--data-dir", data_dir).records
    assert day["day"] == "2026-05-04"
    assert day["distance_m"] == pytest.approx(5_500, abs=15)
    assert day["moving_s"] == pytest.approx(560, abs=2)
    assert (day["points"], day["stops"], day["unknown_s"]) == (600, [], 0.0)


def test_an_incident_is_summed_up_while_it_lasted(data_dir: Path) -> None:
    run_command(
        "incident",
        "new",
        "--title",
        "液氯泄漏",
        "--type",
        "hazardous-chemicals",
        "--at",
        "2026-05-04T04:05:00Z",
        "--data-dir",
        data_dir,
    )
    (sums,) = run_command("track", "stats", "--by", "incident", "--data-dir", data_dir).records
    assert (sums["title"], sums["points"]) == ("液氯泄漏", 300)


def test_an_incident_that_nobody_knows_is_said(data_dir: Path) -> None:
    name = f"{'0' * 32}.0-1-7"
    ran = run_command("track", "stats", "--incident", name, "--data-dir", data_dir)
    assert ran.code == 1
    assert "There is no record" in ran.said


def test_fences_are_drawn_listed_and_removed(data_dir: Path) -> None:
    circle = run_command(
        "geofence", "add", "--name", "北门", "--at", "40.235,101.966", "--radius", "200.5",
        "--data-dir", data_dir,
    )  # fmt: skip
    area = run_command(
        "geofence", "add", "--name", "集结", "--purpose", "staging-area",
        "--ring", "40.2,101.9 40.3,101.9 40.3,102.0", "--data-dir", data_dir,
    )  # fmt: skip
    keys = [circle.records[0]["key"], area.records[0]["key"]]
    listed = run_command("geofence", "list", "--data-dir", data_dir).records
    assert [each["key"] for each in listed] == keys
    assert [each["purpose"] for each in listed] == ["cordon", "staging-area"]
    assert (listed[0]["radius_m"], len(listed[1]["ring"])) == (200.5, 3)
    removed = run_command("geofence", "remove", keys[0], "--data-dir", data_dir)
    assert removed.code == 0, removed.said
    listed = run_command("geofence", "list", "--data-dir", data_dir).records
    assert [each["key"] for each in listed] == keys[1:]


@pytest.mark.parametrize(
    "arguments",
    [
        ("--at", "40.2"),
        ("--at", "99,101"),
        ("--at", " "),
        ("--at", "40.2,101.9"),
        ("--at", "40.2,101.9", "--radius", "2"),
        ("--ring", "40.2,101.9 40.3,101.9"),
    ],
)
def test_what_encloses_nothing_is_refused(data_dir: Path, arguments: tuple[str, ...]) -> None:
    ran = run_command("geofence", "add", "--name", "x", *arguments, "--data-dir", data_dir)
    assert ran.code == 1
    assert "cannot be taken" in ran.said


def test_a_fence_that_is_not_there_cannot_be_removed(data_dir: Path) -> None:
    ran = run_command("geofence", "remove", "fence:x", "--data-dir", data_dir)
    assert ran.code == 1
    assert "There is no record" in ran.said
