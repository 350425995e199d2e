# SPDX-License-Identifier: Apache-2.0
"""The platform's HTTP face: bodies with a limit, one storage thread, shedding instead of dropping.

Threads: the event loop reads and writes sockets and nothing else; every body is handled on the
one storage thread, which owns the database.
"""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final, TypeVar

from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from command_vehicle.central.exchange import BUSY_RETRY_S, Exchange, Reply, problem
from command_vehicle.central.status_page import POLICY, StatusView, render
from command_vehicle.central.storage import CentralStorage
from command_vehicle.domain.errors import StoreError
from command_vehicle.protocols.sync.problem import ProblemCode
from command_vehicle.protocols.sync.wire import MAX_REQUEST_BYTES
from command_vehicle.services.ports import Clock, Signer, Verifier

MAX_WAITING: Final = 64
"""Requests in line for the storage beyond which new ones are asked to come later."""

MAX_READING: Final = 256
"""Bodies on their way in at once, beyond which new requests are asked to come later."""
WHOLE_BODY_S: Final = 180.0
"""Longest a body may take: a full round over the slowest link that is any use."""

_CONTENT_TYPE: Final = "application/cbor"
_THREAD_NAME: Final = "command-vehicle-central"
_SHOWN_ENTRIES: Final = 50
_HEADERS: Final = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
}

_log = logging.getLogger(__name__)
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True, kw_only=True)
class CentralParts:
    """What the platform works with.

    Attributes:
        open_storage: Called on the storage thread.
        signer: The platform's key.
        verifier: Checks vehicles' keys.
        clock: Both kinds of time.
        name: What people call the platform.
    """

    open_storage: Callable[[], CentralStorage]
    signer: Signer
    verifier: Verifier
    clock: Clock
    name: str


class CentralService:
    """The application behind the server. `open` and `close` frame all requests."""

    def __init__(self, parts: CentralParts, *, max_waiting: int = MAX_WAITING) -> None:
        self._parts = parts
        self._max_waiting = max_waiting
        self._waiting = 0
        self._reading = 0
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix=_THREAD_NAME)
        self._storage: CentralStorage | None = None

    def app(self) -> Starlette:
        """The ASGI application."""
        return Starlette(
            routes=[
                Route("/v1/enroll", self._enrol, methods=["POST"]),
                Route("/v1/sync", self._sync, methods=["POST"]),
                Route("/v1/health", self._health),
                Route("/", self._page),
            ],
        )

    def open(self) -> None:
        """Open the storage, before the first request.

        Raises:
            StoreError: It cannot be opened.
        """
        self._storage = self._executor.submit(self._parts.open_storage).result()

    def close(self) -> None:
        """Close the storage, after the last request, and end its thread."""
        storage, self._storage = self._storage, None
        if storage is not None:
            self._executor.submit(storage.close).result()
        self._executor.shutdown(wait=True)

    async def _enrol(self, request: Request) -> Response:
        return await self._handle(request, Exchange.enrol)

    async def _sync(self, request: Request) -> Response:
        return await self._handle(request, Exchange.sync)

    async def _handle(self, request: Request, act: Callable[[Exchange, bytes], Reply]) -> Response:
        if self._waiting >= self._max_waiting or self._reading >= MAX_READING:
            return _answer(problem(ProblemCode.BUSY, BUSY_RETRY_S))
        try:
            body = await self._body(request)
        except ClientDisconnect:
            return Response(status_code=400)
        if isinstance(body, ProblemCode):
            return _answer(problem(body))
        self._waiting += 1
        try:
            return _answer(await self._on_storage(lambda storage: act(self._at(storage), body)))
        finally:
            self._waiting -= 1

    async def _body(self, request: Request) -> bytes | ProblemCode:
        """The body, in time; whoever drips one holds up nobody who has sent his."""
        self._reading += 1
        try:
            async with asyncio.timeout(WHOLE_BODY_S):
                body = await _limited_body(request)
        except TimeoutError:
            return ProblemCode.TOO_SLOW
        finally:
            self._reading -= 1
        return ProblemCode.TOO_LARGE if body is None else body

    async def _health(self, _request: Request) -> Response:
        try:
            vehicles = await self._on_storage(lambda storage: len(storage.vehicles()))
        except StoreError as error:
            _log.warning("the platform is not well: %s", error)
            return JSONResponse({"ok": False, "reason": error.code.value}, status_code=500)
        return JSONResponse({"ok": True, "vehicles": vehicles, "waiting": self._waiting})

    async def _page(self, _request: Request) -> Response:
        try:
            view = await self._on_storage(self._view)
        except StoreError as error:
            _log.warning("the page cannot be shown: %s", error)
            return Response(error.code.value, status_code=500, headers=_HEADERS)
        return HTMLResponse(render(view), headers=_HEADERS)

    def _view(self, storage: CentralStorage) -> StatusView:
        return StatusView(
            name=self._parts.name,
            now=self._parts.clock.now(),
            vehicles=storage.vehicles(),
            incidents=storage.incidents(),
            entries=storage.newest_entries(_SHOWN_ENTRIES),
        )

    def _at(self, storage: CentralStorage) -> Exchange:
        parts = self._parts
        return Exchange(storage, parts.signer, parts.verifier, parts.clock, parts.name)

    async def _on_storage(self, job: Callable[[CentralStorage], Answer]) -> Answer:
        storage = self._storage
        if storage is None:
            raise RuntimeError("the storage is not open")
        return await asyncio.get_running_loop().run_in_executor(self._executor, job, storage)


async def _limited_body(request: Request) -> bytes | None:
    """The body; None when it is larger than any honest one."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_REQUEST_BYTES:
            return None
    return bytes(body)


def _answer(reply: Reply) -> Response:
    return Response(reply.body, status_code=reply.status, media_type=_CONTENT_TYPE)
