# SPDX-License-Identifier: Apache-2.0
"""One HTTP request to the platform, blocking, with a limit on everything.

Foreign exceptions end here: whatever the network does comes out as `PLATFORM_OFFLINE` with a
reason, an answer beyond all measure as `PLATFORM_NONSENSE`.
"""

import socket
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any, Final

import httpx

from command_vehicle.domain.errors import ErrorCode, SyncError
from command_vehicle.services.ports import SyncReply

CONTENT_TYPE: Final = "application/cbor"
MAX_ANSWER_BYTES: Final = 8 * 1024 * 1024
WHOLE_REQUEST_S: Final = 180.0
"""Longest a request may take, however steadily its bytes drip."""

DEFAULT_TIMEOUT_S: Final = 20.0

_CONNECT_S: Final = 5.0
"""Nothing can cut this wait short, so that no end of the program waits longer for it."""
_LIMITS: Final = httpx.Limits(max_connections=1, max_keepalive_connections=1, keepalive_expiry=60.0)
_HEADERS: Final = {
    "content-type": CONTENT_TYPE,
    "accept": CONTENT_TYPE,
    "accept-encoding": "identity",
}
_REASONS: Final[tuple[tuple[type[Exception], str], ...]] = (
    (httpx.ConnectTimeout, "connect-timeout"),
    (httpx.ConnectError, "connect"),
    (httpx.TimeoutException, "timeout"),
    (httpx.UnsupportedProtocol, "address"),
    (httpx.InvalidURL, "address"),
    (httpx.HTTPError, "cut"),
)
_BODY_LEFT: Final = "http11.send_request_body.complete"
_CONNECTED: Final = "connection.connect_tcp.complete"


class HttpExchange:
    """A connection to the platform. One thread posts; `abort` may be called from another."""

    def __init__(self) -> None:
        self._client: httpx.Client | None = None
        self._socket: socket.socket | None = None
        self._lock = threading.Lock()
        self._is_aborted = False

    def post(
        self,
        url: str,
        body: bytes,
        left: Callable[[], None],
        timeout_s: float = DEFAULT_TIMEOUT_S,
    ) -> SyncReply:
        """Send `body` and wait for the reply; `left` is called once all of it has been sent.

        Args:
            url: Where to.
            body: What.
            left: Called by this thread.
            timeout_s: Longest silence of the other side.

        Raises:
            SyncError: There was no reply.
        """
        try:
            with self._opened().stream(
                "POST",
                url,
                content=body,
                timeout=httpx.Timeout(timeout_s, connect=min(timeout_s, _CONNECT_S)),
                extensions={"trace": self._tracer(left)},
            ) as response:
                return SyncReply(status=response.status_code, body=_read(response))
        except tuple(kind for kind, _ in _REASONS) as error:
            reason = next(reason for kind, reason in _REASONS if isinstance(error, kind))
            raise SyncError(ErrorCode.PLATFORM_OFFLINE, reason=reason) from error

    def abort(self) -> None:
        """Make a `post` in hand fail soon, and every later one at once."""
        with self._lock:
            self._is_aborted = True
            if self._socket is not None:
                _shut(self._socket)

    def close(self) -> None:
        """Give the connection back; by the thread that posts."""
        if self._client is not None:
            self._client.close()
            self._client = None

    def _opened(self) -> httpx.Client:
        if self._is_aborted:
            raise SyncError(ErrorCode.PLATFORM_OFFLINE, reason="closing")
        if self._client is None:
            self._client = httpx.Client(limits=_LIMITS, headers=_HEADERS, trust_env=False)
        return self._client

    def _tracer(self, left: Callable[[], None]) -> Callable[[str, Mapping[str, Any]], None]:
        """Watches the request go through httpcore (its `trace` extension)."""

        def trace(event: str, info: Mapping[str, Any]) -> None:
            if event == _BODY_LEFT:
                left()
            elif event == _CONNECTED:
                self._remember(info["return_value"].get_extra_info("socket"))

        return trace

    def _remember(self, connected: socket.socket) -> None:
        with self._lock:
            self._socket = connected
            if self._is_aborted:
                _shut(connected)


def _read(response: httpx.Response) -> bytes:
    """The whole answer, if it stays within measure and time."""
    give_up_mono_s = time.monotonic() + WHOLE_REQUEST_S
    body = bytearray()
    for chunk in response.iter_raw():
        body += chunk
        if len(body) > MAX_ANSWER_BYTES:
            raise SyncError(ErrorCode.PLATFORM_NONSENSE, reason="the answer does not end")
        if time.monotonic() > give_up_mono_s:
            raise SyncError(ErrorCode.PLATFORM_OFFLINE, reason="timeout")
    return bytes(body)


def _shut(connected: socket.socket) -> None:
    """Wake whoever waits on this socket; one that is closed already wakes nobody."""
    try:
        connected.shutdown(socket.SHUT_RDWR)
    except OSError:
        return
