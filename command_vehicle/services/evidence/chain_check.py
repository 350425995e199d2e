# SPDX-License-Identifier: Apache-2.0
"""Walks a lane record by record and says what is wrong, and where."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum

from command_vehicle.domain.identity import Lane, ReplicaId
from command_vehicle.domain.operations import LoggedOperation
from command_vehicle.protocols.operations.hash_chain import chain, genesis
from command_vehicle.services.ports import JournalStore

OPERATIONS_PER_READ = 2000


class Damage(Enum):
    """What can be wrong with a record, a file, or the whole."""

    CHANGED = "changed"
    """Bytes and hash of the record do not belong together."""
    MISSING = "missing"
    """The record, or all from `seq` to `last`, is not there."""
    OUT_OF_ORDER = "out_of_order"
    """The record stands where another belongs."""
    REPEATED = "repeated"
    """The record is there more than once."""
    SURPLUS = "surplus"
    """The record lies beyond the end that was written down."""
    UNREADABLE = "unreadable"
    """The line after record `seq` cannot be read."""
    HEAD_WRONG = "head_wrong"
    """The lane ends in another hash than was written down."""
    FILE_CHANGED = "file_changed"
    FILE_MISSING = "file_missing"
    FILE_SURPLUS = "file_surplus"
    MANIFEST_UNREADABLE = "manifest_unreadable"
    SIGNATURE_WRONG = "signature_wrong"
    """The signature over the manifest is missing or is not of the key named there."""
    SEAL_SIGNATURE_WRONG = "seal_signature_wrong"
    """The signature of the seal at `seq` does not hold."""
    SEAL_CONTRADICTED = "seal_contradicted"
    """A seal fixed another hash for record `seq`, or a longer lane than there is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that is wrong.

    Attributes:
        damage: What.
        replica: Whose lane, in text form; None for files that belong to no lane.
        lane: Which; None likewise.
        seq: Number of the record; None when the file as a whole is meant.
        last: Last number, when a range is meant.
        file: Name of the file, when a file is meant.
    """

    damage: Damage
    replica: str | None = None
    lane: int | None = None
    seq: int | None = None
    last: int | None = None
    file: str | None = None


@dataclass(slots=True)
class LaneWalk:
    """What a walk along one lane has found.

    Attributes:
        findings: In the order of the records.
        hashes: Chain hash of every record that stands in its place.
    """

    replica: ReplicaId
    lane: Lane
    findings: list[Finding] = field(default_factory=list)
    hashes: dict[int, bytes] = field(default_factory=dict)

    def report(self, damage: Damage, seq: int, last: int | None = None) -> None:
        """Note what is wrong with a record or a range of them."""
        self.findings.append(
            Finding(
                damage=damage,
                replica=str(self.replica),
                lane=self.lane.value,
                seq=seq,
                last=last,
            )
        )


def walk_lane(
    replica: ReplicaId, lane: Lane, records: Sequence[LoggedOperation], upto: int
) -> LaneWalk:
    """Check records as they lie in a file against each other and against the promised number.

    Order and completeness are judged by the numbers, the bytes by the chain, so that one exchange
    or one lost record is one finding and not one for every record behind it.
    """
    walk = LaneWalk(replica=replica, lane=lane)
    numbers = [record.id.seq for record in records]
    _check_order(walk, numbers)
    _check_completeness(walk, set(numbers), upto)
    _check_chain(walk, sorted(records, key=lambda record: record.id.seq))
    return walk


def _check_order(walk: LaneWalk, numbers: list[int]) -> None:
    once = list(dict.fromkeys(numbers))
    for found, belongs in zip(once, sorted(once), strict=True):
        if found != belongs:
            walk.report(Damage.OUT_OF_ORDER, found)
    for number, times in Counter(numbers).items():
        if times > 1:
            walk.report(Damage.REPEATED, number)


def _check_completeness(walk: LaneWalk, numbers: set[int], upto: int) -> None:
    for first, last in _runs(seq for seq in range(1, upto + 1) if seq not in numbers):
        walk.report(Damage.MISSING, first, last)
    for seq in sorted(number for number in numbers if number > upto):
        walk.report(Damage.SURPLUS, seq)


def _runs(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Ascending numbers as inclusive ranges."""
    first = last = 0
    for number in numbers:
        if last and number == last + 1:
            last = number
            continue
        if last:
            yield first, last
        first = last = number
    if last:
        yield first, last


def _check_chain(walk: LaneWalk, records: list[LoggedOperation]) -> None:
    """Each record must follow from the one before.

    Behind a record that does not, two heads are possible: the stored hash, if its bytes were
    changed, and the computed one, if its hash was. The next record shows which, so that a change
    is one finding at its place.
    """
    heads = {genesis(walk.replica, walk.lane)}
    before = 0
    for record in records:
        seq = record.id.seq
        if seq == before:
            continue
        if seq != before + 1:
            heads = set()
        follows = {chain(head, record.content) for head in heads}
        if follows and record.chain_hash not in follows:
            walk.report(Damage.CHANGED, seq)
            heads = {record.chain_hash, *follows}
        else:
            heads = {record.chain_hash}
        before = seq
        walk.hashes[seq] = record.chain_hash


def read_lane(
    store: JournalStore, replica: ReplicaId, lane: Lane, upto: int
) -> Iterator[LoggedOperation]:
    """Records 1 to `upto` of a lane as they are stored, a bounded number at a time."""
    first = 1
    while first <= upto:
        last = min(upto, first + OPERATIONS_PER_READ - 1)
        operations = store.operations(replica, lane, first, last)
        if not operations:
            return
        yield from operations
        first = operations[-1].id.seq + 1


def check_store(store: JournalStore) -> tuple[Finding, ...]:
    """What is wrong with the chains of the database itself."""
    findings: list[Finding] = []
    for held in store.have():
        records = list(read_lane(store, held.replica, held.lane, held.upto))
        findings += walk_lane(held.replica, held.lane, records, held.upto).findings
    return tuple(findings)
