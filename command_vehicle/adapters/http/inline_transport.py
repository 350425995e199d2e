# SPDX-License-Identifier: Apache-2.0
"""The way to the platform over IP for commands: without a thread."""

from collections.abc import Callable

from command_vehicle.adapters.http.exchange import DEFAULT_TIMEOUT_S, HttpExchange
from command_vehicle.domain.errors import ExpectedError
from command_vehicle.services.ports import SyncReply


class InlineHttpTransport:
    """A `SyncTransport` that blocks until the answer is there."""

    def __init__(self, timeout_s: float = DEFAULT_TIMEOUT_S) -> None:
        """Prepare; `timeout_s` is the longest silence of the platform."""
        self._exchange = HttpExchange()
        self._timeout_s = timeout_s

    def post(
        self,
        url: str,
        body: bytes,
        then: Callable[[SyncReply], None],
        failed: Callable[[ExpectedError], None],
        left: Callable[[], None],
    ) -> None:
        """See `SyncTransport`."""
        try:
            reply = self._exchange.post(url, body, left, self._timeout_s)
        except ExpectedError as error:
            failed(error)
        else:
            then(reply)

    def close(self) -> None:
        """Give the connection back."""
        self._exchange.close()
