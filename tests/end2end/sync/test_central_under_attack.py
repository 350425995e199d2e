# SPDX-License-Identifier: Apache-2.0
"""A platform as a process of its own, and people who mean it no good. Loopback only."""

import random
import socket
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
import zstandard

from command_vehicle.domain.identity import Lane, ReplicaId
from command_vehicle.domain.sync import Platform
from command_vehicle.protocols.sync.envelope import Purpose, open_envelope, seal_envelope
from command_vehicle.protocols.sync.problem import Problem, ProblemCode
from command_vehicle.protocols.sync.wire import (
    MAX_REQUEST_BYTES,
    SyncRequest,
    decode_answer,
    encode_request,
)
from tests.support.central_under_test import CentralProcess, held, new_code
from tests.support.sync_vehicle import SyncVehicle

pytestmark = pytest.mark.slow

PATHS = ("/v1/sync", "/v1/enroll")
CODES = {code.value for code in ProblemCode}
RANDOM_BODIES = 150
MUTATIONS = 150
SLOW_CLIENTS = 80
BOMB_BYTES = 512 * 1024 * 1024
PATIENCE_S = 10.0


class Attack:
    """A platform, a vehicle it knows, and a raw client."""

    def __init__(
        self, platform: CentralProcess, vehicle: SyncVehicle, client: httpx.Client
    ) -> None:
        self.platform = platform
        self.vehicle = vehicle
        self.client = client
        self.before = held(platform.root)

    def post(self, body: bytes, path: str = "/v1/sync") -> tuple[int, str]:
        """Status, and the code of the problem; empty when it was answered."""
        response = self.client.post(path, content=body)
        code = (
            Problem.decode(response.content, "untyped").code if response.status_code != 200 else ""
        )
        return response.status_code, code

    def request(self, *segments: bytes, replica: ReplicaId | None = None) -> bytes:
        """A request of the vehicle, properly signed."""
        payload = encode_request(
            SyncRequest(
                replica=replica or self.vehicle.store.replica(),
                number=1,
                at=datetime(2026, 5, 4, tzinfo=UTC),
                round=1,
                have=(),
                have_mark=bytes(8),
                segments=segments,
                names={},
                max_answer_bytes=1000,
            )
        )
        return seal_envelope(Purpose.SYNC_REQUEST, payload, self.vehicle.signer.sign)

    def check(self) -> None:
        """The platform is well, has taken in nothing, and still serves who is honest."""
        assert self.client.get("/v1/health").json()["ok"] is True
        assert held(self.platform.root) == self.before
        self.vehicle.write(["after the attack"])
        state = self.vehicle.sync()
        assert state.received_total == state.local_total


@pytest.fixture
def attack(tmp_path: Path) -> Iterator[Attack]:
    with (
        CentralProcess(tmp_path / "central") as platform,
        SyncVehicle(tmp_path / "vehicle") as vehicle,
        httpx.Client(base_url=platform.url, trust_env=False, timeout=PATIENCE_S) as client,
    ):
        assert isinstance(vehicle.enrol(platform.url, new_code(platform.root)), Platform)
        vehicle.write(["一", "二"])
        vehicle.sync()
        yield Attack(platform, vehicle, client)


def test_random_bytes_get_a_typed_problem(attack: Attack) -> None:
    chance = random.Random(7)
    for _ in range(RANDOM_BODIES):
        body = chance.randbytes(chance.randrange(1, 3000))
        status, code = attack.post(body, chance.choice(PATHS))
        assert (status, code) == (400, "nonsense")
    attack.check()


def test_a_request_with_any_bit_changed_is_turned_away(attack: Attack) -> None:
    chance = random.Random(11)
    honest = attack.request()
    for _ in range(MUTATIONS):
        body = bytearray(honest)
        body[chance.randrange(len(body))] ^= 1 << chance.randrange(8)
        status, code = attack.post(bytes(body))
        assert status in {400, 401}
        assert code in CODES
    attack.check()


def test_a_signature_of_another_key_is_turned_away(attack: Attack, tmp_path: Path) -> None:
    with SyncVehicle(tmp_path / "stranger") as stranger:
        payload = open_envelope(attack.request()).payload
        forged = seal_envelope(Purpose.SYNC_REQUEST, payload, stranger.signer.sign)
    assert attack.post(forged) == (401, "bad-signature")
    attack.check()


def test_a_body_without_end_is_cut_off(attack: Attack) -> None:
    def endless() -> Iterator[bytes]:
        for _ in range(10 * MAX_REQUEST_BYTES // 65536):
            yield bytes(65536)

    try:
        status = attack.client.post("/v1/sync", content=endless()).status_code
    except httpx.TransportError:
        status = 413
    assert status == 413
    attack.check()


def test_slow_clients_do_not_keep_an_honest_one_waiting(attack: Attack) -> None:
    head = b"POST /v1/sync HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n"
    slow = [
        socket.create_connection(("127.0.0.1", attack.platform.port)) for _ in range(SLOW_CLIENTS)
    ]
    try:
        for connection in slow:
            connection.sendall(head + b"x")
        half = [
            socket.create_connection(("127.0.0.1", attack.platform.port))
            for _ in range(SLOW_CLIENTS)
        ]
        slow += half
        for connection in half:
            connection.sendall(head[:20])
        attack.check()
    finally:
        for connection in slow:
            connection.close()


def test_a_bomb_in_a_signed_request_is_not_unpacked(attack: Attack) -> None:
    honest_size = zstandard.ZstdCompressor(level=1).compress(bytes(BOMB_BYTES))
    lying_size = zstandard.ZstdCompressor(level=1, write_content_size=False).compress(
        bytes(BOMB_BYTES)
    )
    head = bytes((0x15,)) + (1 << 10).to_bytes(3, "big") + b"\x01\x01" + bytes(8)
    before_kib = memory_kib(attack.platform)
    for frame in (honest_size, lying_size):
        response = attack.client.post("/v1/sync", content=attack.request(head + frame))
        assert response.status_code == 200
        assert decode_answer(open_envelope(response.content).payload).unread == 1
    assert memory_kib(attack.platform) - before_kib < 32 * 1024
    attack.check()


def test_old_requests_played_back_change_nothing(attack: Attack) -> None:
    old = attack.request()
    for _ in range(20):
        assert attack.post(old)[0] == 200
    attack.check()


def test_a_vehicle_cannot_write_in_the_name_of_another(attack: Attack, tmp_path: Path) -> None:
    other = SyncVehicle(tmp_path / "other")
    with other:
        other.enrol(attack.platform.url, new_code(attack.platform.root))
        status, code = attack.post(attack.request(replica=other.store.replica()))
        assert (status, code) == (401, "unknown-vehicle")
        assert other.store.have() == ()
    attack.check()


def test_two_vehicles_with_one_key_and_one_name_cannot_overwrite_each_other(
    attack: Attack, tmp_path: Path
) -> None:
    attack.vehicle.store.database.rows("PRAGMA wal_checkpoint(TRUNCATE)")
    clone_root = tmp_path / "clone"
    clone_root.mkdir()
    for name in ("vehicle.sqlite3", "replica.key"):
        (clone_root / name).write_bytes((tmp_path / "vehicle" / name).read_bytes())
    with SyncVehicle(clone_root) as clone:
        attack.vehicle.write(["of the first"])
        attack.vehicle.sync()
        clone.write(["of the clone"])
        state = clone.sync()
        assert state.refused != ()
        assert state.received_total < state.local_total
        assert clone.store.replica().incarnation == 1
        clone.write(["of the clone, numbered apart"])
        clone.sync()
    there = held(attack.platform.root)
    places = {str(each.id) for each in there}
    assert len(places) == len(there)
    own = [each for each in attack.vehicle.own() if each.id.lane is Lane.OPS]
    assert all(each in there for each in own)
    attack.vehicle.write(["goes on"])
    state = attack.vehicle.sync()
    assert state.renewal is not None
    assert state.received_total == state.local_total


def memory_kib(platform: CentralProcess) -> int:
    """Resident memory of the platform's process."""
    status = Path(f"/proc/{platform.pid}/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmRSS:"))
    return int(line.split()[1])
