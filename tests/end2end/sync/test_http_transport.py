# SPDX-License-Identifier: Apache-2.0
"""The HTTP client: its thread, its limits, and that everything the network does is one error."""

import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest
from pytestqt.qtbot import QtBot
from typing_extensions import override

from command_vehicle.adapters.http import exchange as http_exchange
from command_vehicle.adapters.http.exchange import HttpExchange
from command_vehicle.adapters.http.inline_transport import InlineHttpTransport
from command_vehicle.adapters.http.transport import HttpTransport
from command_vehicle.domain.errors import ErrorCode, ExpectedError, SyncError
from command_vehicle.services.ports import SyncReply

pytestmark = pytest.mark.slow


class EchoHandler(BaseHTTPRequestHandler):
    """Answers with what it got; `/endless` answers without end."""

    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        if self.path == "/endless":
            self.send_response(200)
            self.send_header("content-length", str(10**9))
            self.end_headers()
            self._pour()
            return
        self.send_response(418 if self.path == "/teapot" else 200)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _pour(self) -> None:
        try:
            while True:
                self.wfile.write(bytes(65536))
        except OSError:
            self.close_connection = True

    @override
    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet."""


@pytest.fixture
def echo() -> Iterator[str]:
    """A server that answers with what it got."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), EchoHandler)
    server.block_on_close = False
    thread = threading.Thread(target=server.serve_forever, name="echo-under-test")
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def silent() -> Iterator[str]:
    """Somebody who takes connections and never says a word."""
    listener = socket.create_server(("127.0.0.1", 0))
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    listener.close()


@pytest.fixture
def exchange() -> Iterator[HttpExchange]:
    opened = HttpExchange()
    yield opened
    opened.close()


def nobody() -> str:
    """An address where nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
    return f"http://127.0.0.1:{port}"


class Ear:
    """Takes what a transport says, and on which thread."""

    def __init__(self) -> None:
        self.heard: list[str | SyncReply | ExpectedError] = []
        self.threads: set[threading.Thread] = set()

    def hear(self, word: str | SyncReply | ExpectedError) -> None:
        self.heard.append(word)
        self.threads.add(threading.current_thread())

    def left(self) -> None:
        self.hear("left")

    def listen_to(self, transport: HttpTransport | InlineHttpTransport, url: str) -> None:
        transport.post(url, b"body", self.hear, self.hear, self.left)


def reason(error: object) -> object:
    assert isinstance(error, SyncError)
    assert error.code is ErrorCode.PLATFORM_OFFLINE
    return error.params["reason"]


# The exchange.


def test_the_reply_comes_verbatim_with_its_status(exchange: HttpExchange, echo: str) -> None:
    assert exchange.post(f"{echo}/x", b"\x00\xff", lambda: None) == SyncReply(
        status=200, body=b"\x00\xff"
    )
    assert exchange.post(f"{echo}/teapot", b"t", lambda: None).status == 418


def test_one_connection_serves_many_requests(exchange: HttpExchange, echo: str) -> None:
    for number in range(20):
        body = str(number).encode()
        assert exchange.post(f"{echo}/x", body, lambda: None).body == body


def test_a_silent_platform_is_given_up_after_the_time_that_was_set(
    exchange: HttpExchange, silent: str
) -> None:
    with pytest.raises(SyncError) as caught:
        exchange.post(silent, b"x", lambda: None, timeout_s=0.05)
    assert reason(caught.value) == "timeout"


def test_nobody_there_is_offline_and_nothing_has_left(exchange: HttpExchange) -> None:
    left: list[bool] = []
    with pytest.raises(SyncError) as caught:
        exchange.post(nobody(), b"x", lambda: left.append(True))
    assert reason(caught.value) == "connect"
    assert left == []


@pytest.mark.parametrize("url", ["", "ftp://127.0.0.1/x", "http://", "nonsense"])
def test_an_address_that_is_none_is_offline_too(exchange: HttpExchange, url: str) -> None:
    with pytest.raises(SyncError) as caught:
        exchange.post(url, b"x", lambda: None)
    assert reason(caught.value) == "address"


def test_a_proxy_in_the_environment_is_not_used(
    exchange: HttpExchange, echo: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", nobody())
    monkeypatch.setenv("ALL_PROXY", nobody())
    assert exchange.post(f"{echo}/x", b"x", lambda: None).body == b"x"


def test_an_answer_without_end_is_nonsense(exchange: HttpExchange, echo: str) -> None:
    with pytest.raises(SyncError) as caught:
        exchange.post(f"{echo}/endless", b"x", lambda: None)
    assert caught.value.code is ErrorCode.PLATFORM_NONSENSE


def test_every_exception_of_the_client_has_a_reason() -> None:
    mapped = tuple(kind for kind, _ in http_exchange._REASONS)
    for name in httpx.__all__:
        kind = getattr(httpx, name)
        if isinstance(kind, type) and issubclass(kind, httpx.HTTPError):
            assert issubclass(kind, mapped), name


# Without a thread.


def test_inline_the_answer_is_there_when_post_returns(echo: str) -> None:
    ear, transport = Ear(), InlineHttpTransport()
    ear.listen_to(transport, f"{echo}/x")
    ear.listen_to(transport, nobody())
    transport.close()
    assert ear.heard[:2] == ["left", SyncReply(status=200, body=b"body")]
    assert reason(ear.heard[2]) == "connect"


# With one.


@pytest.fixture
def transport(qtbot: QtBot) -> Iterator[HttpTransport]:
    opened = HttpTransport()
    yield opened
    opened.close()


def test_callbacks_come_on_the_asking_thread_in_order(
    transport: HttpTransport, echo: str, qtbot: QtBot
) -> None:
    ear = Ear()
    ear.listen_to(transport, f"{echo}/x")
    ear.listen_to(transport, nobody())
    qtbot.waitUntil(lambda: len(ear.heard) == 3)
    assert ear.heard[:2] == ["left", SyncReply(status=200, body=b"body")]
    assert reason(ear.heard[2]) == "connect"
    assert ear.threads == {threading.current_thread()}


def test_posting_does_not_wait(transport: HttpTransport, silent: str) -> None:
    started_s = time.monotonic()
    Ear().listen_to(transport, silent)
    assert time.monotonic() - started_s < 0.1


def test_closing_does_not_wait_for_an_answer_that_does_not_come(
    transport: HttpTransport, silent: str, qtbot: QtBot
) -> None:
    ear = Ear()
    ear.listen_to(transport, silent)
    qtbot.waitUntil(lambda: ear.heard == ["left"])
    started_s = time.monotonic()
    transport.close()
    assert time.monotonic() - started_s < 1.0
    qtbot.wait(20)
    assert ear.heard == ["left"]


def test_requests_in_line_are_dropped_at_the_end(
    transport: HttpTransport, silent: str, qtbot: QtBot
) -> None:
    ears = [Ear() for _ in range(5)]
    for ear in ears:
        ear.listen_to(transport, silent)
    qtbot.waitUntil(lambda: ears[0].heard == ["left"])
    started_s = time.monotonic()
    transport.close()
    assert time.monotonic() - started_s < 1.0
    assert [ear.heard for ear in ears[1:]] == [[]] * 4
