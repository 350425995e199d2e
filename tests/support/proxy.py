# SPDX-License-Identifier: Apache-2.0
"""A TCP proxy on loopback that can cut, delay, lose and play back what goes through it."""

import contextlib
import socket
import threading
from collections.abc import Callable
from types import TracebackType
from typing import Final, Self

_CHUNK: Final = 4096
_JOIN_S: Final = 5.0


class Proxy:
    """Stands between a vehicle and a platform. Its moods may be changed at any time.

    Attributes:
        upstream_port: Where connections go; 0 for nowhere, as if the platform were away.
        answers_to_lose: So many answers are swallowed, and their connections cut.
        cut_requests_after: Bytes of request after which a connection is cut; None for never.
        delay_s: How long every piece of an answer is held back.
        at_request_bytes: Once so many bytes of requests have gone through, the call is made.
    """

    def __init__(self, upstream_port: int) -> None:
        self.upstream_port = upstream_port
        self.answers_to_lose = 0
        self.cut_requests_after: int | None = None
        self.delay_s = 0.0
        self.at_request_bytes: tuple[int, Callable[[], None]] | None = None
        self.request_bytes = 0
        self.last_request = b""
        self._closing = threading.Event()
        self._open: set[socket.socket] = set()
        self._threads: list[threading.Thread] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url: Final = f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    def __enter__(self) -> Self:
        self._run(self._accept)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._closing.set()
        _cut(self._listener)
        self.drop()
        for thread in self._threads:
            thread.join(_JOIN_S)

    def drop(self) -> None:
        """Cut every connection there is now."""
        for connection in tuple(self._open):
            _cut(connection)
        self._open.clear()

    def play_back(self) -> bytes:
        """Send the last whole request once more, as somebody who listened in would."""
        with socket.create_connection(("127.0.0.1", self.upstream_port), timeout=5) as upstream:
            upstream.sendall(self.last_request)
            return upstream.recv(_CHUNK)

    def _run(self, target: Callable[..., None], *arguments: object) -> None:
        thread = threading.Thread(target=target, args=arguments, name="proxy-under-test")
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while not self._closing.is_set():
            try:
                vehicle, _ = self._listener.accept()
            except OSError:
                return
            try:
                upstream = socket.create_connection(("127.0.0.1", self.upstream_port), timeout=5)
            except OSError:
                _cut(vehicle)
                continue
            upstream.settimeout(None)
            self._open |= {vehicle, upstream}
            line = _Line(vehicle, upstream)
            self._run(self._carry_requests, line)
            self._run(self._carry_answers, line)

    def _carry_requests(self, line: "_Line") -> None:
        sent = 0
        while data := _received(line.vehicle):
            line.note_request(data)
            sent += len(data)
            self.request_bytes += len(data)
            limit = self.cut_requests_after
            if limit is not None and sent > limit:
                _sent(line.upstream, data[: limit - sent])
                break
            if not _sent(line.upstream, data):
                break
            if self.at_request_bytes and self.request_bytes >= self.at_request_bytes[0]:
                _, call = self.at_request_bytes
                self.at_request_bytes = None
                call()
        line.cut()

    def _carry_answers(self, line: "_Line") -> None:
        while data := _received(line.upstream):
            self.last_request = line.finished_request() or self.last_request
            if self.answers_to_lose > 0:
                self.answers_to_lose -= 1
                break
            self._closing.wait(self.delay_s)
            if not _sent(line.vehicle, data):
                break
        line.cut()


class _Line:
    """The two ends of one connection through the proxy."""

    def __init__(self, vehicle: socket.socket, upstream: socket.socket) -> None:
        self.vehicle = vehicle
        self.upstream = upstream
        self._request = b""

    def note_request(self, data: bytes) -> None:
        self._request += data

    def finished_request(self) -> bytes:
        """The request that is being answered; empty for a later piece of the answer."""
        request, self._request = self._request, b""
        return request

    def cut(self) -> None:
        _cut(self.vehicle)
        _cut(self.upstream)


def _received(connection: socket.socket) -> bytes:
    try:
        return connection.recv(_CHUNK)
    except OSError:
        return b""


def _sent(connection: socket.socket, data: bytes) -> bool:
    try:
        connection.sendall(data)
    except OSError:
        return False
    return True


def _cut(connection: socket.socket) -> None:
    with contextlib.suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)
    connection.close()
