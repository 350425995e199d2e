#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Checks this evidence export (核对本证据包).

Usage: python3 verify.py [FOLDER] (without FOLDER: the folder this file lies in).
Needs Python 3.8 or later and nothing else. Prints what is wrong and where, one line each, then a
summary. Exit code: 0 nothing is wrong, 1 something is, 2 the folder is not such an export.

What is checked:
  1. the Ed25519 signature over manifest.json (RFC 8032);
  2. that every file the manifest names is there, unchanged, and no other;
  3. for each lane, that the records are numbered 1, 2, 3 ... up to the last one without a hole,
     and that hash(n) = SHA-256(hash(n-1) + content(n)), where
     hash(0) = SHA-256("command-vehicle lane 1" + uuid (16 bytes) + incarnation (2) + lane (1));
  4. for each seal among the records, its signature, and that every hash it fixed is still there.

A forger who signs everything anew with another key passes 1 to 4. So compare the key printed at
the end with the one that the unit or its headquarters has made known by another way.
"""

from __future__ import annotations

import collections
import hashlib
import json
import pathlib
import sys
from typing import Any, NamedTuple

FORMAT = "command-vehicle evidence 1"
LANE_MARK = b"command-vehicle lane 1"
SEAL_MARK = b"command-vehicle seal 1"
SEAL_TYPE = 50
META_LANE = 3
UNREADABLE = (ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError)


class Lane(NamedTuple):
    """A chain of records: who wrote it and which of the four it is."""

    replica: str
    number: int


class Point(NamedTuple):
    """A point of the curve in extended coordinates."""

    x: int
    y: int
    z: int
    t: int


# --- Ed25519, RFC 8032 section 5.1, verification only -------------------------------------------

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)
KEY_BYTES = 32
SIGNATURE_BYTES = 64


def recover_x(y: int, sign: int) -> int | None:
    """The x that belongs to y on the curve, with the wanted lowest bit; None when there is none."""
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    if square == 0:
        return None if sign else 0
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT_OF_MINUS_ONE % P
    if (x * x - square) % P:
        return None
    return P - x if x & 1 != sign else x


def read_point(octets: bytes) -> Point | None:
    """A curve point in extended coordinates (X, Y, Z, T) from 32 bytes; None when it is none."""
    number = int.from_bytes(octets, "little")
    y, sign = number & (2**255 - 1), number >> 255
    x = recover_x(y, sign)
    return None if x is None else Point(x, y, 1, x * y % P)


def add(a: Point, b: Point) -> Point:
    """Sum of two points."""
    m = (a.y - a.x) * (b.y - b.x) % P
    n = (a.y + a.x) * (b.y + b.x) % P
    c = 2 * a.t * b.t * D % P
    d = 2 * a.z * b.z % P
    e, f, g, h = n - m, d - c, d + c, n + m
    return Point(e * f % P, g * h % P, f * g % P, e * h % P)


def multiply(scalar: int, point: Point) -> Point:
    """The point taken `scalar` times."""
    total = Point(0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            total = add(total, point)
        point = add(point, point)
        scalar >>= 1
    return total


BASE_Y = 4 * pow(5, P - 2, P) % P
BASE_X = recover_x(BASE_Y, 0) or 0
BASE = Point(BASE_X, BASE_Y, 1, BASE_X * BASE_Y % P)


def signature_holds(key: bytes, message: bytes, signature: bytes) -> bool:
    """Whether `signature` over `message` was made with the private half of `key`."""
    if len(key) != KEY_BYTES or len(signature) != SIGNATURE_BYTES:
        return False
    a, r = read_point(key), read_point(signature[:KEY_BYTES])
    s = int.from_bytes(signature[KEY_BYTES:], "little")
    if a is None or r is None or s >= ORDER:
        return False
    digest = hashlib.sha512(signature[:KEY_BYTES] + key + message).digest()
    k = int.from_bytes(digest, "little") % ORDER
    left, right = multiply(s, BASE), add(r, multiply(k, a))
    same_x = (left.x * right.z - right.x * left.z) % P == 0
    same_y = (left.y * right.z - right.y * left.z) % P == 0
    return same_x and same_y


# --- CBOR, RFC 8949, as far as records use it ---------------------------------------------------

NUMBER, NEGATIVE, OCTETS, TEXT, ARRAY, MAP, TAG, SIMPLE = range(8)
SIMPLE_VALUES = {20: False, 21: True, 22: None}
LARGEST_SHORT = 23
LARGEST_HEAD = 27


def read_item(data: bytes, at: int) -> tuple[Any, int]:
    """The item that begins at `at`, and where the next one begins."""
    major, argument = data[at] >> 5, data[at] & 31
    at += 1
    if major == SIMPLE:
        return SIMPLE_VALUES[argument], at
    if argument > LARGEST_HEAD or major == TAG:
        raise ValueError("not a record")
    if argument > LARGEST_SHORT:
        width = 1 << (argument - LARGEST_SHORT - 1)
        argument = int.from_bytes(data[at : at + width], "big")
        at += width
    if major == NUMBER:
        return argument, at
    if major == NEGATIVE:
        return -1 - argument, at
    if major in (OCTETS, TEXT):
        if at + argument > len(data):
            raise ValueError("cut off")
        octets = data[at : at + argument]
        return (octets if major == OCTETS else octets.decode()), at + argument
    items: list[Any] = []
    for _ in range(argument if major == ARRAY else 2 * argument):
        item, at = read_item(data, at)
        items.append(item)
    if major == ARRAY:
        return items, at
    return {items[i]: items[i + 1] for i in range(0, len(items), 2)}, at


def write_head(major: int, argument: int) -> bytes:
    """The beginning of an item, in the shortest form."""
    if argument <= LARGEST_SHORT:
        return bytes([major << 5 | argument])
    width = next(width for width in (1, 2, 4, 8) if argument < 1 << 8 * width)
    return bytes([major << 5 | LARGEST_SHORT + width.bit_length()]) + argument.to_bytes(
        width, "big"
    )


class Head(NamedTuple):
    """How far a seal says that a lane went, and the hash there."""

    uuid: bytes
    incarnation: int
    lane: int
    upto: int
    digest: bytes

    def encoded(self) -> bytes:
        """As deterministic CBOR."""
        return (
            write_head(ARRAY, len(self))
            + write_head(OCTETS, len(self.uuid))
            + self.uuid
            + b"".join(
                write_head(NUMBER, each) for each in (self.incarnation, self.lane, self.upto)
            )
            + write_head(OCTETS, len(self.digest))
            + self.digest
        )


class Seal(NamedTuple):
    """A record that fixes all that came before it."""

    lane: Lane
    seq: int
    heads: list[Head]
    signature: bytes | None
    key: bytes

    def message(self) -> bytes:
        """What its signature is over."""
        heads = b"".join(head.encoded() for head in self.heads)
        return SEAL_MARK + write_head(ARRAY, len(self.heads)) + heads


def read_seal(lane: Lane, seq: int, content: bytes) -> Seal | None:
    """The seal in a record; None when the record is something else."""
    try:
        parts, _ = read_item(content, 0)
        if parts[1] != SEAL_TYPE:
            return None
        body = parts[8]
        seal = Seal(lane, seq, [Head(*head) for head in body[1]], body.get(2), body.get(3, b""))
        seal.message()
    except UNREADABLE:
        return None
    return seal


# --- the export ---------------------------------------------------------------------------------


class Report:
    """Prints findings and counts them; knows which records have been reported."""

    def __init__(self) -> None:
        self.count = 0
        self.told: list[tuple[Lane, int, int]] = []

    def say(self, where: str, what: str) -> None:
        """One finding."""
        self.count += 1
        write_line(f"WRONG  {where}: {what}")

    def say_record(self, lane: Lane, first: int, what: str, last: int = 0) -> None:
        """One finding about a record, or about a range of them."""
        last = last or first
        self.told.append((lane, first, last))
        span = str(first) if first == last else f"{first} to {last}"
        self.say(f"replica {lane.replica} lane {lane.number} record {span}", what)

    def knows(self, lane: Lane, seq: int) -> bool:
        """Whether this record has been reported."""
        return any(place == lane and first <= seq <= last for place, first, last in self.told)


class Record(NamedTuple):
    """One line of a lane's file."""

    seq: int
    stored: bytes
    content: bytes


def write_line(text: str) -> None:
    """Print one line, also where the terminal cannot show Chinese."""
    encoding = sys.stdout.encoding or "ascii"
    sys.stdout.write(text.encode(encoding, "replace").decode(encoding) + "\n")


def genesis(lane: Lane) -> bytes:
    """The hash that stands before the first record of a lane."""
    uuid, _, incarnation = lane.replica.partition(".")
    place = bytes.fromhex(uuid) + int(incarnation).to_bytes(2, "big") + bytes([lane.number])
    return hashlib.sha256(LANE_MARK + place).digest()


def read_record(line: bytes) -> Record:
    """One line of a lane's file."""
    fields = json.loads(line)
    if type(fields["seq"]) is not int or fields["seq"] < 1:
        raise ValueError("not a number")
    return Record(fields["seq"], bytes.fromhex(fields["hash"]), bytes.fromhex(fields["content"]))


def read_records(path: pathlib.Path, lane: Lane, report: Report) -> tuple[list[Record], str]:
    """The records of one file, and the file's SHA-256."""
    digest = hashlib.sha256()
    records: list[Record] = []
    if not path.is_file():
        return records, ""
    with path.open("rb") as lines:
        for line in lines:
            digest.update(line)
            try:
                records.append(read_record(line))
            except UNREADABLE:
                before = records[-1].seq if records else 0
                where = f"replica {lane.replica} lane {lane.number} after record {before}"
                report.say(where, "the line cannot be read")
    return records, digest.hexdigest()


def check_numbers(lane: Lane, numbers: list[int], upto: int, report: Report) -> None:
    """Order and completeness."""
    seen = set(numbers)
    once = list(dict.fromkeys(numbers))
    ordered = sorted(once)
    for index, found in enumerate(once):
        if found != ordered[index]:
            report.say_record(lane, found, "stands where another belongs")
    for seq, times in collections.Counter(numbers).items():
        if times > 1:
            report.say_record(lane, seq, "is there more than once")
    first = 0
    for seq in range(1, upto + 2):
        if seq <= upto and seq not in seen:
            first = first or seq
        elif first:
            report.say_record(lane, first, "missing", seq - 1)
            first = 0
    for seq in sorted(number for number in seen if number > upto):
        report.say_record(lane, seq, "lies beyond the end that the manifest gives")


def check_chain(lane: Lane, records: list[Record], report: Report) -> dict[int, bytes]:
    """Every record follows from the one before. The answer is the hash of each by its number."""
    heads = {genesis(lane)}
    before = 0
    hashes: dict[int, bytes] = {}
    for record in sorted(records, key=lambda record: record.seq):
        if record.seq == before:
            continue
        if record.seq != before + 1:
            heads = set()
        follows = {hashlib.sha256(head + record.content).digest() for head in heads}
        if follows and record.stored not in follows:
            report.say_record(lane, record.seq, "was changed: its bytes do not give its hash")
            heads = follows | {record.stored}
        else:
            heads = {record.stored}
        before = record.seq
        hashes[before] = record.stored
    return hashes


def check_lane(
    folder: pathlib.Path, listed: dict[str, Any], report: Report
) -> tuple[Lane, dict[int, bytes], list[Seal]]:
    """One lane. The answer is the hash of each record, and the seals among them."""
    lane = Lane(str(listed["replica"]), int(listed["lane"]))
    upto = int(listed["upto"])
    told = report.count
    records, digest = read_records(folder / listed["file"], lane, report)
    check_numbers(lane, [record.seq for record in records], upto, report)
    hashes = check_chain(lane, records, report)
    if report.count == told and hashes.get(upto, b"").hex() != listed["head"]:
        report.say_record(lane, upto, "is not the end that the manifest gives")
    if records and digest != listed["sha256"]:
        report.say(listed["file"], "the file was changed")
    seals = [] if lane.number != META_LANE else [read_seal(lane, r.seq, r.content) for r in records]
    return lane, hashes, [seal for seal in seals if seal is not None]


def check_seals(seals: list[Seal], lanes: dict[Lane, dict[int, bytes]], report: Report) -> int:
    """Seals against the records that they fixed. The answer is how many are signed and hold."""
    held = 0
    for seal in seals:
        if seal.signature is not None:
            if signature_holds(seal.key, seal.message(), seal.signature):
                held += 1
            else:
                report.say_record(seal.lane, seal.seq, "the signature of this seal does not hold")
        for head in seal.heads:
            sealed = Lane(f"{head.uuid.hex()}.{head.incarnation}", head.lane)
            found = lanes.get(sealed, {}).get(head.upto)
            if found != head.digest and not report.knows(sealed, head.upto):
                by = f"seal {seal.seq} of replica {seal.lane.replica}"
                report.say_record(sealed, head.upto, f"is not what {by} fixed")
    return held


def check_signature(
    folder: pathlib.Path, content: bytes, manifest: dict[str, Any], report: Report
) -> None:
    """The signature over manifest.json."""
    try:
        fields = json.loads((folder / "manifest.sig.json").read_bytes())
        key, signature = bytes.fromhex(fields["public_key"]), bytes.fromhex(fields["signature"])
    except (OSError, *UNREADABLE):
        key = signature = b""
    if key.hex() != manifest["public_key"] or not signature_holds(key, content, signature):
        report.say("manifest.json", "the signature is missing or does not hold")


def check_files(folder: pathlib.Path, manifest: dict[str, Any], report: Report) -> None:
    """That the files the manifest names, and only these, are there; documents unchanged."""
    listed = {"manifest.json", "manifest.sig.json"}
    listed.update(paper["file"] for paper in manifest["documents"])
    listed.update(lane["file"] for lane in manifest["lanes"])
    present = {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and not path.is_symlink() and "__pycache__" not in path.parts
    }
    for name in sorted(listed - present):
        report.say(name, "the file is missing")
    for name in sorted(present - listed):
        report.say(name, "the file is not part of the export")
    for paper in manifest["documents"]:
        if paper["file"] in present:
            digest = hashlib.sha256((folder / paper["file"]).read_bytes()).hexdigest()
            if digest != paper["sha256"]:
                report.say(paper["file"], "the file was changed")


def check_export(folder: pathlib.Path, report: Report) -> list[str]:
    """Everything. The answer is the summary."""
    content = (folder / "manifest.json").read_bytes()
    manifest = json.loads(content)
    if manifest["format"] != FORMAT:
        raise ValueError("another format")
    check_signature(folder, content, manifest, report)
    check_files(folder, manifest, report)
    lanes: dict[Lane, dict[int, bytes]] = {}
    seals: list[Seal] = []
    for listed in manifest["lanes"]:
        lane, hashes, found = check_lane(folder, listed, report)
        if lane in lanes:
            raise ValueError("a lane is listed twice")
        lanes[lane] = hashes
        seals += found
    held = check_seals(seals, lanes, report)
    records = sum(len(hashes) for hashes in lanes.values())
    return [
        f"records {records}, lanes {len(lanes)}, seals that hold {held}",
        f"exported at {manifest['exported_at']}",
        f"signed with key {manifest['public_key']}",
    ]


def main(arguments: list[str]) -> int:
    """Check the folder and print the result."""
    folder = pathlib.Path(arguments[0]) if arguments else pathlib.Path(__file__).parent
    report = Report()
    try:
        summary = check_export(folder.resolve(), report)
    except (OSError, *UNREADABLE) as error:
        write_line(f"WRONG  manifest.json: missing or unreadable ({error})")
        return 2
    for line in summary:
        write_line(line)
    if report.count:
        write_line(f"RESULT: {report.count} findings. This export is NOT intact. 有改动，见上。")
        return 1
    write_line("RESULT: nothing is wrong. Now compare the key. 未见改动；请另行核对公钥。")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
