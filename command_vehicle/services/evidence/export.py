# SPDX-License-Identifier: Apache-2.0
"""Evidence: seal the log, write it out so that strangers can check it, check such an export.

The layout is described in `docs/protocols/evidence.md`. The stand-alone `verify.py` that goes into
every export checks the same things with code of its own, so that no one program has to be trusted.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol

from command_vehicle.domain.identity import Lane, ReplicaId
from command_vehicle.domain.operations import (
    ClockStamp,
    LaneHead,
    LoggedOperation,
    Operation,
)
from command_vehicle.domain.sync import HaveRange
from command_vehicle.services.evidence.chain_check import read_lane
from command_vehicle.services.ports import JournalStore, Signer

FORMAT: Final = "command-vehicle evidence 1"
MANIFEST: Final = "manifest.json"
SIGNATURE: Final = "manifest.sig.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenFile:
    """A file of an export.

    Attributes:
        name: Below the export, with `/`.
        size_bytes: Length.
        sha256: Of its content, hex.
    """

    name: str
    size_bytes: int
    sha256: str


class EvidenceFolder(Protocol):
    """A new folder that comes into being whole or not at all."""

    def write(self, name: str, chunks: Iterable[bytes]) -> WrittenFile:
        """Write one file below the folder.

        Raises:
            StoreError: The disk refused.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """What has been exported.

    Attributes:
        operations: How many.
        lanes: How many lanes have any.
        seal: The seal made for this export.
        public_key: That signed it, hex.
    """

    operations: int
    lanes: int
    seal: Operation
    public_key: str


def heads_of(store: JournalStore, lanes: Iterable[HaveRange]) -> tuple[LaneHead, ...]:
    """The end of each lane with the chain hash there; lanes that begin with a hole have none."""
    heads: list[LaneHead] = []
    for held in lanes:
        newest = store.operations(held.replica, held.lane, held.upto, held.upto)
        heads += [
            LaneHead(
                replica=held.replica, lane=held.lane, upto=held.upto, head=operation.chain_hash
            )
            for operation in newest
        ]
    return tuple(heads)


def export(
    store: JournalStore,
    folder: EvidenceFolder,
    signer: Signer,
    *,
    actor: str,
    clock: ClockStamp,
    at: datetime,
    program: str,
    unit: Mapping[str, str],
    documents: Mapping[str, bytes],
) -> Export:
    """Seal the log and write all of it, with `documents` and a signed manifest, into `folder`.

    `unit` says whose record it is, by the settings: name of the vehicle, county.
    """
    sealed = store.seal(signer, actor=actor, clock=clock)
    held = [lane for lane in store.have() if lane.upto > 0]
    papers = [folder.write(name, [content]) for name, content in documents.items()]
    manifest = {
        "format": FORMAT,
        "exported_at": at.isoformat(timespec="milliseconds"),
        "exported_by": actor,
        "program": program,
        "unit": dict(unit),
        "replica": str(store.replica()),
        "public_key": signer.public_key.hex(),
        "seal": str(sealed.id),
        "lanes": _export_lanes(store, folder, held),
        "documents": [{"file": paper.name, "sha256": paper.sha256} for paper in papers],
    }
    _write_manifest(folder, manifest, signer)
    return Export(
        operations=sum(lane.upto for lane in held),
        lanes=len(held),
        seal=sealed,
        public_key=signer.public_key.hex(),
    )


def lane_file(replica: ReplicaId, lane: Lane) -> str:
    """Name of the file that holds a lane."""
    return f"lanes/{replica}-{lane.value}.jsonl"


def record_line(operation: LoggedOperation) -> bytes:
    """One operation as a line of its lane's file."""
    record = {
        "seq": operation.id.seq,
        "hash": operation.chain_hash.hex(),
        "content": operation.content.hex(),
    }
    return json.dumps(record, separators=(",", ":")).encode() + b"\n"


def _export_lanes(
    store: JournalStore, folder: EvidenceFolder, held: Sequence[HaveRange]
) -> list[dict[str, object]]:
    """Write every lane; the answer is what the manifest says of them."""
    return [
        _export_lane(store, folder, lane, end.head)
        for lane, end in zip(held, heads_of(store, held), strict=True)
    ]


def _export_lane(
    store: JournalStore, folder: EvidenceFolder, held: HaveRange, head: bytes
) -> dict[str, object]:
    """Write one lane; the answer is its line of the manifest.

    What lies above a gap cannot be chained yet; it is named as `islands` and not written.
    """

    def lines() -> Iterator[bytes]:
        for operation in read_lane(store, held.replica, held.lane, held.upto):
            yield record_line(operation)

    written = folder.write(lane_file(held.replica, held.lane), lines())
    return {
        "replica": str(held.replica),
        "lane": held.lane.value,
        "file": written.name,
        "upto": held.upto,
        "head": head.hex(),
        "sha256": written.sha256,
        "islands": [list(island) for island in held.islands],
    }


def _write_manifest(folder: EvidenceFolder, manifest: Mapping[str, object], signer: Signer) -> None:
    content = json.dumps(manifest, ensure_ascii=False, indent=2).encode() + b"\n"
    folder.write(MANIFEST, [content])
    folder.write(SIGNATURE, [_signature_file(content, signer)])


def _signature_file(manifest: bytes, signer: Signer) -> bytes:
    signature = {
        "algorithm": "Ed25519",
        "public_key": signer.public_key.hex(),
        "signature": signer.sign(manifest).hex(),
    }
    return json.dumps(signature, indent=2).encode() + b"\n"
