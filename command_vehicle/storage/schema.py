# SPDX-License-Identifier: Apache-2.0
"""Tables of the log, in numbered steps.

What a step has once created stays as it is: a later need is a later step. Projections are not here;
they are dropped and made anew from the log whenever their version changes (`projections`).
"""

from typing import Final

import sqlite_utils

MIGRATION_SET: Final = "command_vehicle"

_OPERATION_COLUMNS: Final = """
    rep INTEGER NOT NULL REFERENCES replica(rep), lane INTEGER NOT NULL, seq INTEGER NOT NULL,
    hlc INTEGER NOT NULL, type INTEGER NOT NULL, bytes BLOB NOT NULL, hash BLOB NOT NULL,
    recv_ms INTEGER NOT NULL, bearer TEXT NOT NULL,
    PRIMARY KEY (rep, lane, seq)
"""

_LOG: Final = (
    """CREATE TABLE replica (
        rep INTEGER PRIMARY KEY, uuid BLOB NOT NULL, incarnation INTEGER NOT NULL,
        alias INTEGER, public_key BLOB, name TEXT NOT NULL DEFAULT '',
        is_self INTEGER NOT NULL DEFAULT 0, UNIQUE (uuid, incarnation)
    ) STRICT""",
    "CREATE UNIQUE INDEX replica_self ON replica (is_self) WHERE is_self = 1",
    f"CREATE TABLE op ({_OPERATION_COLUMNS}) STRICT, WITHOUT ROWID",
    """CREATE TRIGGER op_is_never_changed BEFORE UPDATE ON op
       BEGIN SELECT RAISE(ABORT, 'an operation is never changed'); END""",
    """CREATE TRIGGER op_is_never_deleted BEFORE DELETE ON op
       BEGIN SELECT RAISE(ABORT, 'an operation is never deleted'); END""",
    f"CREATE TABLE island ({_OPERATION_COLUMNS}) STRICT, WITHOUT ROWID",
    """CREATE TABLE have (
        rep INTEGER NOT NULL REFERENCES replica(rep), lane INTEGER NOT NULL,
        upto INTEGER NOT NULL, head BLOB NOT NULL, PRIMARY KEY (rep, lane)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE fork (
        rep INTEGER NOT NULL REFERENCES replica(rep), lane INTEGER NOT NULL, seq INTEGER NOT NULL,
        hash BLOB NOT NULL, bytes BLOB NOT NULL, seen_ms INTEGER NOT NULL, bearer TEXT NOT NULL,
        PRIMARY KEY (rep, lane, seq, hash)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE quarantine (
        place TEXT NOT NULL, hash BLOB NOT NULL, bytes BLOB NOT NULL, reason TEXT NOT NULL,
        seen_ms INTEGER NOT NULL, bearer TEXT NOT NULL, PRIMARY KEY (place, hash, bytes)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE seal (
        rep INTEGER NOT NULL REFERENCES replica(rep), seq INTEGER NOT NULL,
        covers INTEGER NOT NULL, signed INTEGER NOT NULL, PRIMARY KEY (rep, seq)
    ) STRICT, WITHOUT ROWID""",
    "CREATE TABLE clock (id INTEGER PRIMARY KEY CHECK (id = 1), hlc INTEGER NOT NULL) STRICT",
    "INSERT INTO clock VALUES (1, 0)",
)

_EXCHANGE: Final = (
    """CREATE TABLE platform (
        uuid TEXT PRIMARY KEY, url TEXT NOT NULL, name TEXT NOT NULL, public_key BLOB NOT NULL,
        alias INTEGER NOT NULL, enrolled_ms INTEGER NOT NULL, is_current INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE watermark (
        peer TEXT NOT NULL, lane INTEGER NOT NULL, queued INTEGER NOT NULL DEFAULT 0,
        sent INTEGER NOT NULL DEFAULT 0, received INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (peer, lane)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE receipt (
        peer TEXT NOT NULL, lane INTEGER NOT NULL, stage INTEGER NOT NULL, first INTEGER NOT NULL,
        last INTEGER NOT NULL, at_ms INTEGER NOT NULL, via TEXT NOT NULL,
        PRIMARY KEY (peer, lane, stage, first)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE refusal (
        peer TEXT NOT NULL, lane INTEGER NOT NULL, seq INTEGER NOT NULL, reason TEXT NOT NULL,
        at_ms INTEGER NOT NULL, PRIMARY KEY (peer, lane, seq)
    ) STRICT, WITHOUT ROWID""",
)

_PROJECTED: Final = (
    """CREATE TABLE projected (id INTEGER PRIMARY KEY CHECK (id = 1), version INTEGER NOT NULL)
       STRICT""",
    "INSERT INTO projected VALUES (1, 0)",
)
_TRACK_TAIL: Final = (
    """CREATE TABLE track_tail (
        id INTEGER PRIMARY KEY CHECK (id = 1), content BLOB NOT NULL
    ) STRICT""",
)


_RENEWAL: Final = (
    """CREATE TABLE renewal (
        incarnation INTEGER PRIMARY KEY, at_ms INTEGER NOT NULL, reason TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE remembered (
        incarnation INTEGER NOT NULL, lane INTEGER NOT NULL, upto INTEGER NOT NULL,
        PRIMARY KEY (incarnation, lane)
    ) STRICT, WITHOUT ROWID""",
)


def m0001_log(db: sqlite_utils.Database) -> None:
    """Operations, what is held of each lane, what was not taken, seals, the hybrid clock."""
    _run(db, _LOG)


def m0002_exchange(db: sqlite_utils.Database) -> None:
    """The platform, and how far it has come with our lanes."""
    _run(db, _EXCHANGE)


def m0003_projected(db: sqlite_utils.Database) -> None:
    """Which version of the projections stands in this file; 0 for none yet."""
    _run(db, _PROJECTED)


def m0004_track_tail(db: sqlite_utils.Database) -> None:
    """The part of the track that is being collected and is no operation yet."""
    _run(db, _TRACK_TAIL)


def m0005_renewal(db: sqlite_utils.Database) -> None:
    """When a new incarnation began, and how far earlier ones are known to have gone."""
    _run(db, _RENEWAL)


STEPS: Final = (m0001_log, m0002_exchange, m0003_projected, m0004_track_tail, m0005_renewal)


def _run(db: sqlite_utils.Database, statements: tuple[str, ...]) -> None:
    for statement in statements:
        db.execute(statement)
