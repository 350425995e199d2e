# SPDX-License-Identifier: Apache-2.0
"""An export that somebody has touched: both verifiers say so, and where."""

import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from command_vehicle.adapters.files.evidence import (
    EvidenceFolderReader,
    NewEvidenceFolder,
    evidence_documents,
)
from command_vehicle.adapters.files.keys import Ed25519Verifier, load_or_create_signer
from command_vehicle.domain.errors import ErrorCode, InputError, StoreError
from command_vehicle.domain.identity import Lane
from command_vehicle.domain.operations import ClockStamp, Draft, TimeSource
from command_vehicle.domain.timeline import EntryKind, EntryRecorded
from command_vehicle.services.evidence import export as evidence
from command_vehicle.services.evidence.chain_check import Damage, Finding
from command_vehicle.services.evidence.check import check_export
from tests.support.clock import START, FakeClock
from tests.support.store import file_store

COUNT = 40
CLOCK = ClockStamp(source=TimeSource.PC)


@dataclass(frozen=True)
class Exported:
    """A folder that a verifier is given."""

    folder: Path

    def lane(self, lane: Lane) -> Path:
        """The file of a lane."""
        (path,) = self.folder.glob(f"lanes/*-{lane.value}.jsonl")
        return path

    def rewrite(self, lane: Lane, change: Callable[[list[bytes]], list[bytes]]) -> None:
        """Put other lines into the file of a lane."""
        path = self.lane(lane)
        path.write_bytes(b"".join(change(path.read_bytes().splitlines(keepends=True))))

    def manifest(self) -> dict[str, Any]:
        """What the manifest says."""
        fields: dict[str, Any] = json.loads((self.folder / "manifest.json").read_bytes())
        return fields

    def forge_manifest(self, change: Callable[[dict[str, Any]], None]) -> None:
        """Make the manifest say something else."""
        fields = self.manifest()
        change(fields)
        (self.folder / "manifest.json").write_text(json.dumps(fields), encoding="utf-8")

    def findings(self) -> tuple[Finding, ...]:
        """What the program says."""
        return check_export(EvidenceFolderReader(self.folder), Ed25519Verifier()).findings

    def places(self) -> set[tuple[Damage, int | None, int | None]]:
        """Where the program sees damage to records."""
        return {
            (finding.damage, finding.lane, finding.seq)
            for finding in self.findings()
            if finding.lane is not None
        }


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An export of forty entries, eight orders and two seals."""
    directory = tmp_path_factory.mktemp("evidence")
    signer = load_or_create_signer(directory / "replica.key")
    with file_store(directory, FakeClock()) as store:
        for number in range(COUNT):
            store.append([_draft(number, Lane.OPS)])
            if number % 5 == 0:
                store.append([_draft(number, Lane.FLASH)])
        store.seal(signer, actor="周敏", clock=CLOCK)
        store.append([_draft(99, Lane.OPS)])
        with NewEvidenceFolder(directory / "export") as folder:
            evidence.export(
                store,
                folder,
                signer,
                actor="周敏",
                clock=CLOCK,
                at=START,
                program="command-vehicle test",
                unit={"vehicle": "青岚指挥01", "county": "青岚县"},
                documents=evidence_documents(),
            )
    return directory / "export"


@pytest.fixture
def exported(original: Path, tmp_path: Path) -> Exported:
    """A copy that a test may damage."""
    shutil.copytree(original, tmp_path / "copy")
    return Exported(tmp_path / "copy")


@pytest.fixture(scope="module")
def verifier(original: Path) -> ModuleType:
    """The stand-alone verifier, loaded once."""
    path = original / "verify.py"
    module = ModuleType("evidence_verify")
    module.__file__ = str(path)
    exec(compile(path.read_text(encoding="utf-8"), path, "exec"), module.__dict__)
    return module


def _draft(number: int, lane: Lane) -> Draft:
    body = EntryRecorded(kind=EntryKind.OTHER, text=f"第{number}条", happened_at=START)
    return Draft(lane=lane, body=body, actor="周敏", clock=CLOCK)


def _flip(line: bytes, field: str) -> bytes:
    record = json.loads(line)
    octets = bytearray.fromhex(record[field])
    octets[len(octets) // 2] ^= 0x10
    record[field] = octets.hex()
    return json.dumps(record).encode() + b"\n"


def _exchange_contents(lines: list[bytes]) -> list[bytes]:
    third, tenth = json.loads(lines[2]), json.loads(lines[9])
    third["content"], tenth["content"] = tenth["content"], third["content"]
    forged = list(lines)
    forged[2], forged[9] = (json.dumps(each).encode() + b"\n" for each in (third, tenth))
    return forged


DAMAGES = [
    pytest.param(
        lambda lines: [*lines[:16], _flip(lines[16], "content"), *lines[17:]],
        {(Damage.CHANGED, 17)},
        ["record 17: was changed"],
        id="a flipped bit in a record",
    ),
    pytest.param(
        lambda lines: [*lines[:16], _flip(lines[16], "hash"), *lines[17:]],
        {(Damage.CHANGED, 17)},
        ["record 17: was changed"],
        id="a flipped bit in a hash",
    ),
    pytest.param(
        lambda lines: [*lines[:6], *lines[7:]],
        {(Damage.MISSING, 7)},
        ["record 7: missing"],
        id="a dropped record",
    ),
    pytest.param(
        lambda lines: [*lines[:4], lines[20], *lines[5:20], lines[4], *lines[21:]],
        {(Damage.OUT_OF_ORDER, 5), (Damage.OUT_OF_ORDER, 21)},
        ["record 5: stands where", "record 21: stands where"],
        id="two exchanged lines",
    ),
    pytest.param(
        _exchange_contents,
        {(Damage.CHANGED, 3), (Damage.CHANGED, 10)},
        ["record 3: was changed", "record 10: was changed"],
        id="two exchanged contents",
    ),
    pytest.param(
        lambda lines: lines[:30],
        {(Damage.MISSING, 31)},
        ["record 31 to 41: missing"],
        id="a cut tail",
    ),
    pytest.param(
        lambda lines: [*lines[:-1], lines[-1][:40]],
        {(Damage.UNREADABLE, 40), (Damage.MISSING, 41)},
        ["after record 40: the line cannot be read", "record 41: missing"],
        id="half a line at the end",
    ),
    pytest.param(
        lambda lines: [*lines[:9], b"{not json\n", *lines[10:]],
        {(Damage.UNREADABLE, 9), (Damage.MISSING, 10)},
        ["after record 9: the line cannot be read", "record 10: missing"],
        id="a line of rubbish",
    ),
    pytest.param(
        lambda lines: [*lines[:12], lines[3], *lines[12:]],
        {(Damage.REPEATED, 4)},
        ["record 4: is there more than once"],
        id="a repeated record",
    ),
]


def test_an_untouched_export_is_intact(
    exported: Exported, verifier: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    verdict = check_export(EvidenceFolderReader(exported.folder), Ed25519Verifier())
    assert verdict.findings == ()
    assert (verdict.lanes, verdict.operations, verdict.seals) == (3, COUNT + 1 + 8 + 2, 2)
    assert verifier.main([str(exported.folder)]) == 0
    said = capsys.readouterr().out
    assert "records 51, lanes 3, seals that hold 2" in said
    assert exported.manifest()["public_key"] in said


@pytest.mark.parametrize(("damage", "places", "_sentences"), DAMAGES)
def test_the_program_says_which_record_is_wrong(
    exported: Exported,
    damage: Callable[[list[bytes]], list[bytes]],
    places: set[tuple[Damage, int]],
    _sentences: list[str],
) -> None:
    exported.rewrite(Lane.OPS, damage)
    about_records = {place for place in exported.places() if place[0] is not Damage.FILE_CHANGED}
    assert about_records == {(what, Lane.OPS.value, seq) for what, seq in places}


@pytest.mark.parametrize(("damage", "_places", "sentences"), DAMAGES)
def test_the_stand_alone_verifier_says_it_too(
    exported: Exported,
    verifier: ModuleType,
    capsys: pytest.CaptureFixture[str],
    damage: Callable[[list[bytes]], list[bytes]],
    _places: set[tuple[Damage, int]],
    sentences: list[str],
) -> None:
    exported.rewrite(Lane.OPS, damage)
    assert verifier.main([str(exported.folder)]) == 1
    said = capsys.readouterr().out
    about_records = [line for line in said.splitlines() if "lane 1" in line]
    assert [sentence for sentence in sentences if f"lane 1 {sentence}" not in said] == []
    assert len(about_records) == len(sentences)


def _agreeing_manifest(exported: Exported) -> None:
    """Bring the manifest into line with the damaged files, as a careful forger would."""

    def change(fields: dict[str, Any]) -> None:
        for listed in fields["lanes"]:
            path = exported.folder / listed["file"]
            records = [json.loads(line) for line in path.read_bytes().splitlines()]
            listed["upto"], listed["head"] = records[-1]["seq"], records[-1]["hash"]
            listed["sha256"] = hashlib.sha256(path.read_bytes()).hexdigest()

    exported.forge_manifest(change)


def test_a_cut_tail_under_a_forged_manifest_contradicts_the_seal(
    exported: Exported, verifier: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    exported.rewrite(Lane.OPS, lambda lines: lines[:30])
    _agreeing_manifest(exported)
    assert (Damage.SEAL_CONTRADICTED, Lane.OPS.value, 40) in exported.places()
    assert Damage.SIGNATURE_WRONG in {finding.damage for finding in exported.findings()}
    assert verifier.main([str(exported.folder)]) == 1
    said = capsys.readouterr().out
    assert "lane 1 record 40: is not what seal 1 of replica" in said
    assert "manifest.json: the signature is missing or does not hold" in said


def _rechained(lines: list[bytes]) -> list[bytes]:
    """Change record 17 and compute every later hash anew."""
    forged = lines[:16]
    head = bytes.fromhex(json.loads(lines[15])["hash"])
    for line in [_flip(lines[16], "content"), *lines[17:]]:
        record = json.loads(line)
        head = hashlib.sha256(head + bytes.fromhex(record["content"])).digest()
        forged.append(json.dumps({**record, "hash": head.hex()}).encode() + b"\n")
    return forged


def test_a_rewritten_chain_contradicts_the_seals(
    exported: Exported, verifier: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    exported.rewrite(Lane.OPS, _rechained)
    _agreeing_manifest(exported)
    places = exported.places()
    assert {(Damage.SEAL_CONTRADICTED, 1, 40), (Damage.SEAL_CONTRADICTED, 1, 41)} == places
    assert verifier.main([str(exported.folder)]) == 1
    assert "record 41: is not what seal 2" in capsys.readouterr().out


def _without_signature_line(exported: Exported) -> None:
    (exported.folder / "manifest.sig.json").write_text("{}", encoding="utf-8")


def _foreign_key(exported: Exported) -> None:
    other = load_or_create_signer(exported.folder.parent / "other.key")
    content = (exported.folder / "manifest.json").read_bytes()
    signature = {
        "public_key": other.public_key.hex(),
        "signature": other.sign(content).hex(),
    }
    (exported.folder / "manifest.sig.json").write_text(json.dumps(signature), encoding="utf-8")


@pytest.mark.parametrize(
    ("damage", "expected"),
    [
        (
            lambda exported: (exported.folder / "README.txt").write_text("改写"),
            (Damage.FILE_CHANGED, "README.txt", "README.txt: the file was changed"),
        ),
        (
            lambda exported: (exported.folder / "README.txt").unlink(),
            (Damage.FILE_MISSING, "README.txt", "README.txt: the file is missing"),
        ),
        (
            lambda exported: (exported.folder / "lanes" / "more.jsonl").write_text(""),
            (
                Damage.FILE_SURPLUS,
                "lanes/more.jsonl",
                "lanes/more.jsonl: the file is not part of the export",
            ),
        ),
        (
            lambda exported: exported.forge_manifest(
                lambda fields: fields.update(exported_at="2020-01-01T00:00:00.000+00:00")
            ),
            (
                Damage.SIGNATURE_WRONG,
                "manifest.json",
                "manifest.json: the signature is missing or does not hold",
            ),
        ),
        (
            _without_signature_line,
            (
                Damage.SIGNATURE_WRONG,
                "manifest.json",
                "manifest.json: the signature is missing or does not hold",
            ),
        ),
        (
            _foreign_key,
            (
                Damage.SIGNATURE_WRONG,
                "manifest.json",
                "manifest.json: the signature is missing or does not hold",
            ),
        ),
    ],
)
def test_touched_files_and_signatures_are_named(
    exported: Exported,
    verifier: ModuleType,
    capsys: pytest.CaptureFixture[str],
    damage: Callable[[Exported], object],
    expected: tuple[Damage, str, str],
) -> None:
    what, file, sentence = expected
    damage(exported)
    assert (what, file) in {(finding.damage, finding.file) for finding in exported.findings()}
    assert verifier.main([str(exported.folder)]) == 1
    assert sentence in capsys.readouterr().out


@pytest.mark.parametrize(
    "content",
    [b"", b"{}", b"[1]", b"null", b"\xff\xfe", b'{"format": "something else"}', b"[" * 100_000],
)
def test_a_manifest_that_is_none_is_no_export(
    exported: Exported,
    verifier: ModuleType,
    capsys: pytest.CaptureFixture[str],
    content: bytes,
) -> None:
    (exported.folder / "manifest.json").write_bytes(content)
    assert [finding.damage for finding in exported.findings()] == [Damage.MANIFEST_UNREADABLE]
    assert verifier.main([str(exported.folder)]) == 2
    assert "missing or unreadable" in capsys.readouterr().out


def test_a_manifest_cannot_lead_out_of_the_folder(exported: Exported, tmp_path: Path) -> None:
    secret = tmp_path / "secret.jsonl"
    secret.write_bytes(exported.lane(Lane.OPS).read_bytes())
    exported.forge_manifest(lambda fields: fields["lanes"][1].update(file="../secret.jsonl"))
    assert (Damage.MISSING, Lane.OPS.value, 1) in exported.places()


def test_an_existing_folder_is_not_overwritten(exported: Exported) -> None:
    with pytest.raises(InputError) as refused:
        NewEvidenceFolder(exported.folder)
    assert refused.value.code is ErrorCode.FILE_EXISTS


def test_an_export_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    def chunks() -> Iterator[bytes]:
        yield b"half"
        raise StoreError(ErrorCode.DISK_ERROR)

    with pytest.raises(StoreError), NewEvidenceFolder(tmp_path / "export") as folder:
        folder.write("lanes/x.jsonl", chunks())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_the_verifier_runs_alone_from_the_folder_it_lies_in(exported: Exported) -> None:
    result = subprocess.run(
        [sys.executable, "-I", "-B", str(exported.folder / "verify.py")],
        capture_output=True,
        text=True,
        check=False,
        cwd="/",
        env={"LC_ALL": "C"},
        timeout=60,
    )
    assert (result.returncode, result.stderr) == (0, "")
    assert "RESULT: nothing is wrong" in result.stdout
