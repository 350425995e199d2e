# SPDX-License-Identifier: Apache-2.0
"""Reads one receiver on a thread of its own: what all kinds of input have in common.

The thread owns its input and its decoder; frozen values go out through `publish`, which must be
safe to call from it. It opens only the port that it was given, listens and never transmits. When
the input goes away it tries again, at first often, then every few seconds, until it is stopped.
"""

import logging
import threading
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final, Protocol

from typing_extensions import override

from command_vehicle.domain.errors import DeviceError, ErrorCode, StoreError
from command_vehicle.domain.positioning import Fix, LinkState, ReceiverLink
from command_vehicle.domain.receivers import ReceiverPort
from command_vehicle.protocols.nmea.decoder import LinkQuality
from command_vehicle.services.ports import Clock

READ_TIMEOUT_S = 0.04
"""Shorter than the shortest silence that ends an epoch."""
SILENT_AFTER_S = 5.0
LINK_REPORT_S = 1.0
LINES_PERIOD_S = 0.2
FIRST_RETRY_S = 0.25
LAST_RETRY_S = 4.0

_LINK_OF_ERROR: Final = {
    ErrorCode.PORT_BUSY: LinkState.BUSY,
    ErrorCode.PORT_DENIED: LinkState.DENIED,
    ErrorCode.PORT_GONE: LinkState.GONE,
}
_OPEN: Final = frozenset(
    {LinkState.LISTENING, LinkState.RECEIVING, LinkState.SILENT, LinkState.WRONG_SPEED}
)

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class RawLines:
    """Sentences as they came, for whoever wants to look at them."""

    source: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TapFailed:
    """A recording could not be written any further; the receiver is read on."""

    source: str
    error: StoreError


ReaderReport = Fix | ReceiverLink | RawLines | TapFailed


class Tap(Protocol):
    """Where a copy of every byte goes, on the reader's thread."""

    def write(self, data: bytes, mono_s: float) -> None:
        """Keep bytes that came at this time.

        Raises:
            StoreError: They could not be kept.
        """
        ...


class ReceiverReader(threading.Thread, ABC):
    """One receiver, until `stop`.

    Args:
        receiver: Which port, and how.
        clock: Stamps arrival.
        publish: Called on this thread with everything there is to say.
    """

    def __init__(
        self, receiver: ReceiverPort, clock: Clock, publish: Callable[[ReaderReport], None]
    ) -> None:
        super().__init__(name=f"command-vehicle reader {receiver.name}")
        self.receiver: Final = receiver
        self.wants_lines = threading.Event()
        self._clock = clock
        self._publish = publish
        self._tap: Tap | None = None
        self._stopping = threading.Event()
        self._link = ReceiverLink(
            source=receiver.name, port=receiver.port, baud_bps=receiver.baud_bps
        )
        self._link_reported_mono_s = 0.0
        self._lines_sent_mono_s = 0.0
        self._byte_mono_s = 0.0
        self._sentence_mono_s = 0.0

    def stop(self) -> None:
        """Ask the thread to end; it does within its read timeout."""
        self._stopping.set()

    def record_to(self, tap: Tap | None) -> None:
        """From now on give `tap` every byte too; None ends that. Safe from any thread."""
        self._tap = tap

    @override
    def run(self) -> None:
        """Open, read, and open again."""
        retry_s = FIRST_RETRY_S
        while not self._stopping.is_set():
            try:
                self._open_and_read()
            except DeviceError as error:
                was_open = self._link.link in _OPEN
                retry_s = FIRST_RETRY_S if was_open else min(LAST_RETRY_S, retry_s * 2)
                self._report_failure(error)
                self._stopping.wait(retry_s)
        self._change(link=LinkState.OFF)

    @abstractmethod
    def _open_and_read(self) -> None:
        """Read until told to stop.

        Raises:
            DeviceError: The input cannot be opened, or went away.
        """

    @abstractmethod
    def _quality(self) -> LinkQuality:
        """Counters since the start."""

    @abstractmethod
    def _take_lines(self) -> tuple[str, ...]:
        """Raw sentences since the last call."""

    def _report_failure(self, error: DeviceError) -> None:
        link = _LINK_OF_ERROR.get(error.code, LinkState.GONE)
        if link is not self._link.link:
            _log.info("receiver %s: %s", self.receiver.name, error)
        holder = str(error.params.get("holder", "")) or None
        group = str(error.params.get("group", "")) or None
        self._change(link=link, holder=holder, group=group)

    def _begin(self) -> None:
        """The input has just been opened."""
        self._byte_mono_s = self._sentence_mono_s = self._clock.monotonic_s()

    def _record(self, data: bytes, now_mono_s: float) -> None:
        """Give the bytes to whoever records; a full disk ends the recording, not the reading."""
        tap = self._tap
        if tap is None:
            return
        try:
            tap.write(data, now_mono_s)
        except StoreError as error:
            self._tap = None
            self._publish(TapFailed(self.receiver.name, error))

    def _verdict(self, now_mono_s: float) -> LinkState:
        """State of an open input by what was heard."""
        if now_mono_s - self._byte_mono_s > SILENT_AFTER_S:
            return LinkState.SILENT
        if now_mono_s - self._sentence_mono_s > SILENT_AFTER_S:
            return self._unreadable()
        return LinkState.RECEIVING if self._quality().sentence_count > 0 else self._link.link

    def _unreadable(self) -> LinkState:
        """What it means that bytes come, but no sentence."""
        return LinkState.LISTENING

    def _watch(self, now_mono_s: float) -> None:
        """The regular reports, and one at once when the state changes."""
        link = self._verdict(now_mono_s)
        is_due = now_mono_s - self._link_reported_mono_s >= LINK_REPORT_S
        if link is not self._link.link or is_due:
            self._change(link=link)
        if self.wants_lines.is_set() and now_mono_s - self._lines_sent_mono_s >= LINES_PERIOD_S:
            self._lines_sent_mono_s = now_mono_s
            lines = self._take_lines()
            if lines:
                self._publish(RawLines(self.receiver.name, lines))

    def _change(
        self,
        *,
        link: LinkState | None = None,
        holder: str | None = None,
        group: str | None = None,
    ) -> None:
        """Report the link with the counters of this moment."""
        quality = self._quality()
        self._link = replace(
            self._link,
            link=self._link.link if link is None else link,
            holder=holder,
            group=group,
            sentence_count=quality.sentence_count,
            checksum_errors=quality.checksum_errors,
            garbage_bytes=quality.garbage_bytes,
        )
        self._link_reported_mono_s = self._clock.monotonic_s()
        self._publish(self._link)

    def _publish_all(self, fixes: list[Fix]) -> None:
        for fix in fixes:
            self._publish(fix)
