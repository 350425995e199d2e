# SPDX-License-Identifier: Apache-2.0
"""Running the platform: a socket, a server on it, and an end that is waited for."""

import errno
import os
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

import uvicorn
from typing_extensions import override

from command_vehicle.central.service import MAX_WAITING, CentralParts, CentralService
from command_vehicle.domain.errors import DeviceError, ErrorCode, ExpectedError, InputError

_KEEP_ALIVE_S: Final = 75
"""Longer than an idle vehicle waits between two looks, so that it finds its connection open."""
_LAST_ANSWERS_S: Final = 5
_BACKLOG: Final = 512
_HIGHEST_PORT: Final = 65_535
_ENDING_SIGNALS: Final = (signal.SIGINT, signal.SIGTERM)


class _Server(uvicorn.Server):
    """Says when it takes requests; ends on a signal without passing it on."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.on_ready: Callable[[], None] | None = None

    @override
    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.on_ready is not None:
            self.on_ready()

    @override
    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """A signal is a wish to end, not a failure: the process ends with code 0."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = {number: signal.signal(number, self.handle_exit) for number in _ENDING_SIGNALS}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


class CentralServer:
    """A platform listening on one address.

    `run` may be called on any thread, `stop` from any other.
    """

    def __init__(
        self, parts: CentralParts, host: str, port: int, *, max_waiting: int = MAX_WAITING
    ) -> None:
        """Take the address.

        Args:
            parts: What the platform works with.
            host: Name or address to listen on.
            port: Port to listen on; 0 for any free one.
            max_waiting: Requests in line beyond which new ones are asked to come later.

        Raises:
            DeviceError: Somebody else listens there, or it is not ours to take.
            InputError: There is no such address or port here.
        """
        self._service = CentralService(parts, max_waiting=max_waiting)
        self._socket = _listen(host, port)
        taken_port: int = self._socket.getsockname()[1]
        self.url: Final = f"http://{f'[{host}]' if ':' in host else host}:{taken_port}"
        self._server = _Server(
            uvicorn.Config(
                self._service.app(),
                http="h11",
                ws="none",
                lifespan="off",
                log_config=None,
                access_log=False,
                server_header=False,
                timeout_keep_alive=_KEEP_ALIVE_S,
                timeout_graceful_shutdown=_LAST_ANSWERS_S,
            )
        )

    def run(self, on_ready: Callable[[str], None]) -> None:
        """Serve until `stop` or a signal; `on_ready` gets the address once requests are taken.

        Raises:
            StoreError: The database cannot be opened.
        """
        self._server.on_ready = lambda: on_ready(self.url)
        try:
            self._service.open()
            self._server.run(sockets=[self._socket])
        finally:
            self._service.close()
            self._socket.close()

    def stop(self) -> None:
        """Take no further request, answer those in hand, then let `run` return."""
        self._server.should_exit = True


def _listen(host: str, port: int) -> socket.socket:
    """A listening socket that says it is TCP.

    asyncio switches Nagle's algorithm off only where `proto` says so; with it on, every answer
    waits 40 ms for an acknowledgement that the vehicle delays.
    """
    if not 0 <= port <= _HIGHEST_PORT:
        raise InputError(ErrorCode.VALUE_INVALID, field="port", value=port)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if os.name == "posix":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(_BACKLOG)
    except OSError as error:
        listener.close()
        raise _address_error(error, host, port) from error
    return listener


def _address_error(error: OSError, host: str, port: int) -> ExpectedError:
    if error.errno == errno.EADDRINUSE:
        return DeviceError(ErrorCode.PORT_BUSY, port=port)
    if error.errno in {errno.EACCES, errno.EPERM}:
        return DeviceError(ErrorCode.PORT_DENIED, port=port)
    return InputError(ErrorCode.VALUE_INVALID, field="host", value=host)
