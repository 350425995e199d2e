# SPDX-License-Identifier: Apache-2.0
"""The way to the platform over IP for the window: one thread with a blocking client."""

import logging
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal, Slot

from command_vehicle.adapters.http.exchange import DEFAULT_TIMEOUT_S, HttpExchange
from command_vehicle.domain.errors import ExpectedError
from command_vehicle.services.ports import SyncReply

THREAD_NAME: Final = "command-vehicle-sync"

_JOIN_S: Final = 6.0
"""A little more than the longest wait for a connection, which nothing can cut short."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Order:
    """One request for the thread."""

    number: int
    url: str
    body: bytes
    timeout_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _News:
    """What the thread says about a request; `outcome` is None when the body has left."""

    number: int
    outcome: SyncReply | ExpectedError | None


@dataclass(frozen=True, slots=True)
class _Waiting:
    """Who is to be told."""

    then: Callable[[SyncReply], None]
    failed: Callable[[ExpectedError], None]
    left: Callable[[], None]


class HttpTransport(QObject):
    """A `SyncTransport` with a thread of its own; callbacks arrive on the GUI thread.

    Args:
        timeout_s: Longest silence of the platform; asked for each request.

    Signals:
        _told: `_News`, from the thread to the facade.
    """

    _told = Signal(object)

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        timeout_s: Callable[[], float] = lambda: DEFAULT_TIMEOUT_S,
    ) -> None:
        super().__init__(parent)
        self._timeout_s = timeout_s
        self._exchange = HttpExchange()
        self._orders: queue.SimpleQueue[_Order | None] = queue.SimpleQueue()
        self._waiting: dict[int, _Waiting] = {}
        self._next_number = 1
        self._told.connect(self._on_told, Qt.ConnectionType.QueuedConnection)
        self._thread = threading.Thread(target=self._work, name=THREAD_NAME)
        self._thread.start()

    def post(
        self,
        url: str,
        body: bytes,
        then: Callable[[SyncReply], None],
        failed: Callable[[ExpectedError], None],
        left: Callable[[], None],
    ) -> None:
        """See `SyncTransport`."""
        number = self._next_number
        self._next_number += 1
        self._waiting[number] = _Waiting(then, failed, left)
        order = _Order(number=number, url=url, body=body, timeout_s=self._timeout_s())
        self._orders.put(order)

    def close(self) -> None:
        """Drop the request in hand, end the thread and wait for it. No callback comes after."""
        self._waiting.clear()
        self._exchange.abort()
        self._orders.put(None)
        self._thread.join(_JOIN_S)
        if self._thread.is_alive():
            _log.warning("the sync thread is still waiting for the network")

    def _work(self) -> None:
        """The thread: one request after the other, until there is None."""
        while (order := self._orders.get()) is not None:
            self._tell(order.number, self._carry_out(order))
        self._exchange.close()

    def _carry_out(self, order: _Order) -> SyncReply | ExpectedError:
        try:
            return self._exchange.post(
                order.url, order.body, lambda: self._tell(order.number, None), order.timeout_s
            )
        except ExpectedError as error:
            return error

    def _tell(self, number: int, outcome: SyncReply | ExpectedError | None) -> None:
        self._told.emit(_News(number=number, outcome=outcome))

    @Slot(object)
    def _on_told(self, news: _News) -> None:
        waiting = self._waiting.get(news.number)
        if waiting is None:
            return
        if news.outcome is None:
            waiting.left()
            return
        del self._waiting[news.number]
        if isinstance(news.outcome, SyncReply):
            waiting.then(news.outcome)
        else:
            waiting.failed(news.outcome)
