# SPDX-License-Identifier: Apache-2.0
"""Checks an evidence export against itself: files, chains, seals, signatures."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from command_vehicle.domain.identity import Lane, OperationId, ReplicaId
from command_vehicle.domain.operations import LaneHead, LoggedOperation, Seal
from command_vehicle.protocols.operations.codec import decode, seal_message
from command_vehicle.protocols.wire_format import WireFormatError
from command_vehicle.services.evidence.chain_check import Damage, Finding, LaneWalk, walk_lane
from command_vehicle.services.evidence.export import FORMAT, MANIFEST, SIGNATURE
from command_vehicle.services.ports import Verifier

_UNREADABLE = (ValueError, KeyError, TypeError, RecursionError)
"""What reading a JSON file of unknown making can raise."""


class EvidenceSource(Protocol):
    """An export that somebody hands in."""

    def names(self) -> frozenset[str]:
        """Every file below the folder, with `/`."""
        ...

    def lines(self, name: str) -> Iterator[bytes]:
        """The lines of a file with their ends; nothing when there is no such file."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the check has found.

    Attributes:
        findings: Everything that is wrong; empty when nothing is.
        lanes: Lanes in the export.
        operations: Records in the export.
        seals: Signed seals that hold.
        exported_at: By the manifest, ISO 8601.
        public_key: Of the exporter, hex: to be compared with the one the unit has made known.
    """

    findings: tuple[Finding, ...]
    lanes: int = 0
    operations: int = 0
    seals: int = 0
    exported_at: str = ""
    public_key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _ListedLane:
    replica: ReplicaId
    lane: Lane
    file: str
    upto: int
    head: bytes
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Manifest:
    content: bytes
    exported_at: str
    public_key: bytes
    lanes: tuple[_ListedLane, ...]
    documents: Mapping[str, str]


def check_export(source: EvidenceSource, verifier: Verifier) -> Verdict:
    """Check everything that an export says about itself."""
    content = b"".join(source.lines(MANIFEST))
    try:
        manifest = _read_manifest(content)
    except _UNREADABLE:
        return Verdict(findings=(Finding(damage=Damage.MANIFEST_UNREADABLE, file=MANIFEST),))
    findings = [*_check_signature(source, manifest, verifier), *_check_files(source, manifest)]
    walks: dict[tuple[ReplicaId, Lane], LaneWalk] = {}
    sealed: list[tuple[OperationId, Seal]] = []
    for listed in manifest.lanes:
        walk, seals = _check_lane(source, listed, findings)
        walks[listed.replica, listed.lane] = walk
        sealed += seals
    for finding in tuple(_check_seals(sealed, walks, verifier)):
        if not any(_tells(earlier, finding) for earlier in findings):
            findings.append(finding)
    return Verdict(
        findings=tuple(findings),
        lanes=len(walks),
        operations=sum(len(walk.hashes) for walk in walks.values()),
        seals=sum(_seal_holds(seal, verifier) for _, seal in sealed),
        exported_at=manifest.exported_at,
        public_key=manifest.public_key.hex(),
    )


def _tells(earlier: Finding, finding: Finding) -> bool:
    """Whether an earlier finding already says that this record is wrong."""
    if (earlier.replica, earlier.lane) != (finding.replica, finding.lane):
        return False
    if earlier.seq is None or finding.seq is None:
        return False
    return earlier.seq <= finding.seq <= (earlier.last or earlier.seq)


def _read_manifest(content: bytes) -> _Manifest:
    fields = json.loads(content)
    if fields["format"] != FORMAT:
        raise ValueError(fields["format"])
    lanes = tuple(_read_listed_lane(listed) for listed in fields["lanes"])
    if len({(lane.replica, lane.lane) for lane in lanes}) != len(lanes):
        raise ValueError("a lane is listed twice")
    return _Manifest(
        content=content,
        exported_at=str(fields["exported_at"]),
        public_key=bytes.fromhex(fields["public_key"]),
        lanes=lanes,
        documents={str(paper["file"]): str(paper["sha256"]) for paper in fields["documents"]},
    )


def _read_listed_lane(listed: Mapping[str, object]) -> _ListedLane:
    uuid, _, incarnation = str(listed["replica"]).partition(".")
    return _ListedLane(
        replica=ReplicaId(uuid=UUID(uuid), incarnation=int(incarnation)),
        lane=Lane(int(str(listed["lane"]))),
        file=str(listed["file"]),
        upto=int(str(listed["upto"])),
        head=bytes.fromhex(str(listed["head"])),
        sha256=str(listed["sha256"]),
    )


def _check_signature(
    source: EvidenceSource, manifest: _Manifest, verifier: Verifier
) -> Iterator[Finding]:
    try:
        fields = json.loads(b"".join(source.lines(SIGNATURE)))
        key = bytes.fromhex(fields["public_key"])
        signature = bytes.fromhex(fields["signature"])
    except _UNREADABLE:
        key = signature = b""
    if key != manifest.public_key or not verifier.verify(key, manifest.content, signature):
        yield Finding(damage=Damage.SIGNATURE_WRONG, file=MANIFEST)


def _check_files(source: EvidenceSource, manifest: _Manifest) -> Iterator[Finding]:
    listed = {MANIFEST, SIGNATURE, *manifest.documents, *(lane.file for lane in manifest.lanes)}
    present = source.names()
    for name in sorted(listed - present):
        yield Finding(damage=Damage.FILE_MISSING, file=name)
    for name in sorted(present - listed):
        yield Finding(damage=Damage.FILE_SURPLUS, file=name)
    for name, sha256 in manifest.documents.items():
        digest = hashlib.sha256(b"".join(source.lines(name))).hexdigest()
        if name in present and digest != sha256:
            yield Finding(damage=Damage.FILE_CHANGED, file=name)


def _check_lane(
    source: EvidenceSource, listed: _ListedLane, findings: list[Finding]
) -> tuple[LaneWalk, list[tuple[OperationId, Seal]]]:
    """Walk one lane; what is wrong goes to `findings`, the seals of a META lane are handed back."""
    reader = _LaneReader(listed)
    records = list(reader.records(source.lines(listed.file)))
    walk = walk_lane(listed.replica, listed.lane, records, listed.upto)
    walk.findings += reader.findings
    if walk.hashes.get(listed.upto, listed.head) != listed.head and not walk.findings:
        walk.report(Damage.HEAD_WRONG, listed.upto)
    findings += walk.findings
    if records and reader.sha256 != listed.sha256:
        place = walk.findings[0] if walk.findings else None
        seq = None if place is None else place.seq
        findings.append(_about_file(listed, seq))
    return walk, list(_seals(records)) if listed.lane is Lane.META else []


def _about_file(listed: _ListedLane, seq: int | None) -> Finding:
    return Finding(
        damage=Damage.FILE_CHANGED,
        replica=str(listed.replica),
        lane=listed.lane.value,
        seq=seq,
        file=listed.file,
    )


class _LaneReader:
    """Turns the lines of a lane's file into records, and takes the file's digest on the way."""

    def __init__(self, listed: _ListedLane) -> None:
        self._listed = listed
        self._digest = hashlib.sha256()
        self.findings: list[Finding] = []

    @property
    def sha256(self) -> str:
        """Of the lines read so far, hex."""
        return self._digest.hexdigest()

    def records(self, lines: Iterable[bytes]) -> Iterator[LoggedOperation]:
        """The records that can be read, as they stand."""
        seq = 0
        for line in lines:
            self._digest.update(line)
            try:
                record = self._record(line)
            except _UNREADABLE:
                self.findings.append(
                    Finding(
                        damage=Damage.UNREADABLE,
                        replica=str(self._listed.replica),
                        lane=self._listed.lane.value,
                        seq=seq,
                        file=self._listed.file,
                    )
                )
                continue
            seq = record.id.seq
            yield record

    def _record(self, line: bytes) -> LoggedOperation:
        fields = json.loads(line)
        place = f"{self._listed.replica}-{self._listed.lane.value}-{fields['seq']}"
        return LoggedOperation(
            id=OperationId.parse(place),
            content=bytes.fromhex(fields["content"]),
            chain_hash=bytes.fromhex(fields["hash"]),
        )


def _seals(records: Iterable[LoggedOperation]) -> Iterator[tuple[OperationId, Seal]]:
    for record in records:
        try:
            operation = decode(record.content, record.id)
        except WireFormatError:
            continue
        if isinstance(operation.body, Seal):
            yield operation.id, operation.body


def _seal_holds(seal: Seal, verifier: Verifier) -> bool:
    if seal.signature is None or seal.public_key is None:
        return False
    return verifier.verify(seal.public_key, seal_message(seal.heads), seal.signature)


def _check_seals(
    seals: Iterable[tuple[OperationId, Seal]],
    walks: Mapping[tuple[ReplicaId, Lane], LaneWalk],
    verifier: Verifier,
) -> Iterator[Finding]:
    """Every seal must be signed rightly and agree with the records that it fixed.

    A seal from before the replica had a key is unsigned; it proves nothing and accuses nobody.
    """
    for place, seal in seals:
        if seal.signature is not None and not _seal_holds(seal, verifier):
            yield _about(Damage.SEAL_SIGNATURE_WRONG, place.replica, place.lane, place.seq)
        for head in seal.heads:
            if not _agrees(head, walks.get((head.replica, head.lane))):
                yield _about(Damage.SEAL_CONTRADICTED, head.replica, head.lane, head.upto)


def _agrees(head: LaneHead, walk: LaneWalk | None) -> bool:
    return walk is not None and walk.hashes.get(head.upto) == head.head


def _about(damage: Damage, replica: ReplicaId, lane: Lane, seq: int) -> Finding:
    return Finding(damage=damage, replica=str(replica), lane=lane.value, seq=seq)
