# SPDX-License-Identifier: Apache-2.0
"""The record from the command line: durable once printed, plain about what it cannot take."""

import os
import random
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from command_vehicle.adapters.files.keys import Ed25519Verifier
from command_vehicle.cli.session import open_session
from command_vehicle.domain.identity import Lane, OperationId
from command_vehicle.domain.operations import Seal
from command_vehicle.protocols.operations.codec import decode, seal_message
from command_vehicle.storage.operation_log import SEAL_EVERY
from tests.support.commands import Ran, command_line, environment, run_command
from tests.support.operations import entry
from tests.support.store import own_operations

pytestmark = pytest.mark.slow

KILLS = 1000 if os.environ.get("SOAK") else 20


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def ids(ran: Ran) -> list[str]:
    return [record["id"] for record in ran.records]


def test_a_line_is_recorded_and_listed(tmp_path: Path) -> None:
    before = datetime.now(tz=UTC) - timedelta(seconds=1)
    added = run_command(
        "log", "add", "@消防一中队 到场 #热区", "--kind", "arrival", "--actor", "周敏",
        "--data-dir", tmp_path,
    )  # fmt: skip
    assert (added.code, added.said) == (0, "")
    (printed,) = added.records
    assert set(printed) == {"id", "recorded_at"}
    assert OperationId.parse(printed["id"]).lane is Lane.OPS
    listed = run_command("log", "list", "--data-dir", tmp_path)
    (record,) = listed.records
    assert record["id"] == printed["id"]
    assert record["recorded_at"] == printed["recorded_at"]
    assert (record["kind"], record["text"], record["actor"]) == (
        "arrival",
        "@消防一中队 到场 #热区",
        "周敏",
    )
    assert (record["resources"], record["tags"]) == (["消防一中队"], ["热区"])
    assert record["delivery"] == "saved"
    assert before < at(record["happened_at"]) <= at(record["recorded_at"])


def test_the_time_shorthand_and_the_option_both_work(tmp_path: Path) -> None:
    run_command("log", "add", "--data-dir", tmp_path, "--", "-5 堵漏组进入")
    run_command("log", "add", "1402 号车到场", "--at", "-5", "--data-dir", tmp_path)
    run_command("log", "add", "首报", "--at", "2026-05-04T10:00:00+08:00", "--data-dir", tmp_path)
    *recent, old = run_command("log", "list", "--data-dir", tmp_path).records
    assert [record["text"] for record in recent] == ["1402 号车到场", "堵漏组进入"]
    late = [at(record["recorded_at"]) - at(record["happened_at"]) for record in recent]
    assert [round(delay.total_seconds() / 60) for delay in late] == [5, 5]
    assert old["happened_at"] == "2026-05-04T02:00:00.000+00:00"


def test_an_incident_collects_its_records(tmp_path: Path) -> None:
    stray = run_command("log", "add", "无事件", "--data-dir", tmp_path)
    new = run_command(
        "incident", "new", "--title", "液氯泄漏", "--type", "hazardous-chemicals",
        "--place", "华澄公司", "--at", "-3", "--lat", "40.2308", "--lon", "101.9622",
        "--casualties", "unknown", "--data-dir", tmp_path,
    )  # fmt: skip
    (opened,) = new.records
    order = run_command("log", "add", "撤出热区", "--kind", "order", "--data-dir", tmp_path)
    assert OperationId.parse(ids(order)[0]).lane is Lane.FLASH
    inside = run_command("log", "list", "--incident", opened["id"], "--data-dir", tmp_path)
    assert ids(inside) == [*ids(order), opened["id"]]
    everything = run_command("log", "list", "--data-dir", tmp_path)
    assert set(ids(everything)) == {*ids(stray), *ids(order), opened["id"]}
    (listed,) = run_command("incident", "list", "--data-dir", tmp_path).records
    assert (listed["title"], listed["place"], listed["casualties_known"]) == (
        "液氯泄漏",
        "华澄公司",
        None,
    )
    assert (listed["lat"], listed["lon"]) == (40.2308, 101.9622)
    assert listed["level"] is None


def test_lists_can_be_narrowed(tmp_path: Path) -> None:
    for number in range(3):
        run_command("log", "add", f"氯气读数第{number}次", "--data-dir", tmp_path)
    run_command("log", "add", "西风", "--kind", "weather", "--data-dir", tmp_path)
    readings = run_command("log", "list", "--text", "氯气读数", "--data-dir", tmp_path)
    assert len(readings.records) == 3
    newest = run_command("log", "list", "--limit", "1", "--data-dir", tmp_path)
    assert [record["text"] for record in newest.records] == ["西风"]
    later = run_command(
        "log", "list", "--since", newest.records[0]["recorded_at"], "--data-dir", tmp_path
    )
    assert ids(later) == ids(newest)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["log", "add", "  "], "The value for text cannot be taken."),
        (["log", "add", "x", "--at", "soon"], "The value for time cannot be taken."),
        (["log", "add", "x", "--at", "2999-01-01"], "in the future"),
        (["log", "add", "x", "--incident", "7"], "The value for id cannot be taken."),
        (["log", "add", "x", "--incident", f"{'0' * 32}.0-1-1"], "There is no record"),
        (["incident", "new", "--title", " "], "The value for title cannot be taken."),
        (["incident", "new", "--title", "x", "--lat", "40"], "both --lat and --lon"),
        (["incident", "new", "--title", "x", "--lat", "95", "--lon", "0"], "outside -90..90"),
        (["evidence", "verify", "/nowhere/at/all"], "/nowhere/at/all is not there."),
    ],
)
def test_what_cannot_be_taken_is_said_in_words(
    tmp_path: Path, arguments: list[str], words: str
) -> None:
    ran = run_command(*arguments, "--data-dir", tmp_path)
    assert (ran.code, ran.records) == (1, [])
    assert words in ran.said
    assert "Traceback" not in ran.said


def test_a_file_where_the_data_directory_should_be_is_said_in_words(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a directory", encoding="utf-8")
    ran = run_command("log", "add", "x", "--data-dir", blocked)
    assert ran.code == 1
    assert "the disk refused the write" in ran.said


def test_a_damaged_database_is_said_in_words(tmp_path: Path) -> None:
    (tmp_path / "vehicle.sqlite3").write_bytes(b"this is not a database at all" * 100)
    ran = run_command("log", "list", "--data-dir", tmp_path)
    assert ran.code == 1
    assert ran.said.startswith("The database is damaged and was left as it is.")


def test_the_digest_changes_with_the_record_only(tmp_path: Path) -> None:
    def digest() -> str:
        (record,) = run_command("state", "digest", "--data-dir", tmp_path).records
        return str(record["digest"])

    run_command("log", "add", "第一条", "--data-dir", tmp_path)
    first = digest()
    assert len(first) == 64
    assert digest() == first
    run_command("log", "add", "第二条", "--data-dir", tmp_path)
    assert digest() != first


def test_an_export_is_verified_and_a_touched_one_is_not(tmp_path: Path) -> None:
    run_command("log", "add", "第一条", "--data-dir", tmp_path)
    run_command("log", "add", "第二条", "--data-dir", tmp_path)
    export = tmp_path / "export"
    (made,) = run_command("evidence", "export", export, "--data-dir", tmp_path).records
    intact = run_command("evidence", "verify", export)
    assert intact.code == 0
    assert intact.records[-1]["ok"] is True
    assert intact.records[-1]["public_key"] == made["public_key"]
    (lane,) = export.glob("lanes/*-1.jsonl")
    lane.write_bytes(lane.read_bytes().splitlines(keepends=True)[0])
    touched = run_command("evidence", "verify", export)
    assert touched.code == 1
    missing, *_, verdict = touched.records
    assert (missing["problem"], missing["lane"], missing["seq"]) == ("missing", 1, 2)
    assert verdict["ok"] is False
    assert "The evidence is not intact." in touched.said


def test_a_reader_that_goes_away_is_no_crash(tmp_path: Path) -> None:
    run_command("log", "add", "第一条", "--data-dir", tmp_path)
    with subprocess.Popen(
        command_line("log", "list", "--data-dir", tmp_path),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        said = process.stderr.read()
        process.stderr.close()
    assert (process.returncode, said) == (1, b"")


def _add_and_kill(data_dir: Path, number: int, after_s: float) -> str:
    """What a `log add` has printed by the time it is killed, or by its end."""
    with subprocess.Popen(
        command_line("log", "add", f"第{number}条", "--data-dir", data_dir),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment(),
    ) as process:
        try:
            printed, _ = process.communicate(timeout=after_s)
        except subprocess.TimeoutExpired:
            process.kill()
            printed, _ = process.communicate()
    return printed.decode()


def test_every_printed_id_is_there_whenever_the_process_is_killed(tmp_path: Path) -> None:
    started = datetime.now(tz=UTC)
    (first,) = run_command("log", "add", "第一条", "--data-dir", tmp_path).records
    usual_s = (datetime.now(tz=UTC) - started).total_seconds()
    chance = random.Random(20260504)
    printed = [
        _add_and_kill(tmp_path, number, chance.uniform(0.3, 1.2) * usual_s)
        for number in range(KILLS)
    ]
    listed = set(ids(run_command("log", "list", "--data-dir", tmp_path)))
    promised = {first["id"], *(line.split('"')[3] for line in printed if line.endswith("\n"))}
    assert promised <= listed
    export = tmp_path / "export"
    run_command("evidence", "export", export, "--data-dir", tmp_path)
    assert run_command("evidence", "verify", export).records[-1]["ok"] is True


@pytest.mark.slow
def test_a_seal_that_falls_due_in_a_command_is_signed(tmp_path: Path) -> None:
    with open_session(tmp_path) as session:
        session.store.append([entry("x")] * (SEAL_EVERY - 1))
    ran = run_command("log", "add", "the last one", "--data-dir", tmp_path)
    assert ran.code == 0, ran.said
    with open_session(tmp_path) as session:
        (sealed,) = own_operations(session.store, Lane.META)
        body = decode(sealed.content, sealed.id).body
    assert isinstance(body, Seal)
    assert body.signature is not None
    assert Ed25519Verifier().verify(
        body.public_key or b"", seal_message(body.heads), body.signature
    )


@pytest.mark.slow
def test_a_key_that_is_damaged_keeps_nobody_from_recording(tmp_path: Path) -> None:
    with open_session(tmp_path) as session:
        session.store.append([entry("x")] * (SEAL_EVERY - 1))
    (tmp_path / "replica.key").write_bytes(b"no key")
    ran = run_command("log", "add", "the last one", "--data-dir", tmp_path)
    assert ran.code == 0
    with open_session(tmp_path) as session:
        (sealed,) = own_operations(session.store, Lane.META)
        body = decode(sealed.content, sealed.id).body
    assert isinstance(body, Seal)
    assert body.signature is None
