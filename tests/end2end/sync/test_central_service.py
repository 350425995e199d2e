# SPDX-License-Identifier: Apache-2.0
"""What strangers, mistaken vehicles and curious people get from a running platform."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import httpx
import pytest

from command_vehicle.central.server import CentralServer
from command_vehicle.domain.errors import DeviceError, ErrorCode, InputError, StoreError
from command_vehicle.domain.identity import ReplicaId
from command_vehicle.domain.sync import Platform
from command_vehicle.protocols.sync.envelope import Purpose, seal_envelope
from command_vehicle.protocols.sync.problem import Problem
from command_vehicle.protocols.sync.wire import MAX_REQUEST_BYTES, SyncRequest, encode_request
from tests.support.central_under_test import NAME, ThreadedCentral, held, new_code, parts
from tests.support.signatures import FakeSigner
from tests.support.sync_vehicle import SyncVehicle

pytestmark = pytest.mark.slow

AT = datetime(2026, 5, 4, 2, 0, tzinfo=UTC)


@pytest.fixture
def central(tmp_path: Path) -> Iterator[ThreadedCentral]:
    with ThreadedCentral(tmp_path / "central") as running:
        yield running


@pytest.fixture
def client(central: ThreadedCentral) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=central.url, trust_env=False) as opened:
        yield opened


@pytest.fixture
def vehicle(central: ThreadedCentral, tmp_path: Path) -> Iterator[SyncVehicle]:
    with SyncVehicle(tmp_path / "vehicle", name="青岚<b>01") as opened:
        assert isinstance(opened.enrol(central.url, new_code(central.root)), Platform)
        yield opened


def request_of(replica: ReplicaId, number: int = 1) -> bytes:
    return encode_request(
        SyncRequest(
            replica=replica,
            number=number,
            at=AT,
            round=1,
            have=(),
            have_mark=bytes(8),
            names={},
            max_answer_bytes=1000,
        )
    )


def problem(response: httpx.Response) -> tuple[int, str]:
    return response.status_code, Problem.decode(response.content, "other").code


@pytest.mark.parametrize("path", ["/v1/sync", "/v1/enroll"])
@pytest.mark.parametrize("body", [b"", b"\xff" * 100, b"\xa0", b"<html>"])
def test_nonsense_is_turned_away(client: httpx.Client, path: str, body: bytes) -> None:
    assert problem(client.post(path, content=body)) == (400, "nonsense")


def test_an_unknown_vehicle_is_turned_away(client: httpx.Client) -> None:
    body = seal_envelope(
        Purpose.SYNC_REQUEST, request_of(ReplicaId(uuid=UUID(int=5))), FakeSigner("x").sign
    )
    assert problem(client.post("/v1/sync", content=body)) == (401, "unknown-vehicle")


def test_a_request_signed_with_another_key_is_turned_away(
    client: httpx.Client, vehicle: SyncVehicle
) -> None:
    payload = request_of(vehicle.store.replica())
    body = seal_envelope(Purpose.SYNC_REQUEST, payload, FakeSigner("x").sign)
    assert problem(client.post("/v1/sync", content=body)) == (401, "bad-signature")


def test_a_signature_for_another_purpose_does_not_count(
    client: httpx.Client, vehicle: SyncVehicle
) -> None:
    payload = request_of(vehicle.store.replica())
    body = seal_envelope(Purpose.ENROLMENT_REQUEST, payload, vehicle.signer.sign)
    assert problem(client.post("/v1/sync", content=body)) == (401, "bad-signature")


def test_a_vehicle_with_another_number_is_turned_away(
    client: httpx.Client, vehicle: SyncVehicle
) -> None:
    payload = request_of(vehicle.store.replica(), number=2)
    body = seal_envelope(Purpose.SYNC_REQUEST, payload, vehicle.signer.sign)
    assert problem(client.post("/v1/sync", content=body)) == (401, "unknown-vehicle")


def test_a_body_beyond_measure_is_turned_away(client: httpx.Client) -> None:
    response = client.post("/v1/sync", content=bytes(MAX_REQUEST_BYTES + 1))
    assert problem(response) == (413, "too-large")


def test_other_methods_and_paths_are_not_there(client: httpx.Client) -> None:
    assert client.get("/v1/sync").status_code == 405
    assert client.get("/v1/other").status_code == 404


def test_health_says_how_many_vehicles_there_are(
    client: httpx.Client, vehicle: SyncVehicle
) -> None:
    assert client.get("/v1/health").json() == {"ok": True, "vehicles": 1, "waiting": 0}


def test_the_page_shows_what_came_in_and_runs_nothing(
    client: httpx.Client, vehicle: SyncVehicle
) -> None:
    vehicle.write(["<script>alert(1)</script> 液氯泄漏"])
    vehicle.sync()
    response = client.get("/")
    page = response.text
    assert NAME in page
    assert "青岚&lt;b&gt;01" in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; 液氯泄漏" in page
    assert "<script" not in page
    assert "default-src 'none'" in response.headers["content-security-policy"]


def test_an_empty_page_says_that_it_is_empty(client: httpx.Client) -> None:
    page = client.get("/").text
    assert "尚无车辆入网。" in page
    assert "平台上没有记录。" in page


def test_too_many_at_once_are_asked_to_come_later(tmp_path: Path) -> None:
    with ThreadedCentral(tmp_path / "busy", max_waiting=0) as busy:
        response = httpx.post(f"{busy.url}/v1/sync", content=b"x", trust_env=False)
    assert response.status_code == 429
    assert Problem.decode(response.content, "other") == Problem(code="busy", retry_after_s=5)


def test_many_vehicles_at_once_are_all_served(central: ThreadedCentral, tmp_path: Path) -> None:
    codes = [new_code(central.root) for _ in range(6)]

    def live(number: int) -> None:
        with SyncVehicle(tmp_path / str(number), name=str(number)) as vehicle:
            vehicle.enrol(central.url, codes[number])
            vehicle.write(f"{number} 号车第 {line} 条" for line in range(30))
            vehicle.sync_until_received(tries=3)

    threads = [threading.Thread(target=live, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(held(central.root)) == 180


def test_the_key_of_the_platform_is_its_own(central: ThreadedCentral) -> None:
    assert (central.root / "platform.key").stat().st_mode & 0o777 == 0o600


def test_an_address_that_is_taken_is_said_to_be(central: ThreadedCentral, tmp_path: Path) -> None:
    with pytest.raises(DeviceError) as caught:
        CentralServer(parts(tmp_path / "second"), "127.0.0.1", central.port)
    assert caught.value.code is ErrorCode.PORT_BUSY


def test_an_address_that_is_not_ours_is_said_to_be(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        CentralServer(parts(tmp_path / "second"), "203.0.113.1", 0)
    assert caught.value.params == {"field": "host", "value": "203.0.113.1"}


def test_a_port_that_there_is_not_is_said_to_be(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        CentralServer(parts(tmp_path / "second"), "127.0.0.1", 70_000)
    assert caught.value.params == {"field": "port", "value": 70_000}


def test_a_database_that_cannot_be_opened_ends_the_start(tmp_path: Path) -> None:
    damaged = tmp_path / "damaged"
    damaged.mkdir()
    (damaged / "central.sqlite3").write_bytes(b"this is not a database, but long enough" * 200)
    server = CentralServer(parts(damaged), "127.0.0.1", 0)
    with pytest.raises(StoreError):
        server.run(lambda url: None)
