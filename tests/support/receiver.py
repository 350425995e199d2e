# SPDX-License-Identifier: Apache-2.0
"""A receiver on a real pseudo-terminal that a test holds in its hand."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from command_vehicle.adapters.gnss.pseudo_terminal import PseudoTerminal


class FakeReceiver:
    """Speaks when told to, or every so often until told to stop."""

    def __init__(self, link: Path) -> None:
        self.link = link
        self._terminal: PseudoTerminal | None = PseudoTerminal(link)
        self._stopping = threading.Event()
        self._speaker: threading.Thread | None = None

    @property
    def port(self) -> str:
        """The path to open; it stays the same over `unplug` and `replug`."""
        return str(self.link)

    def send(self, data: bytes) -> None:
        """Say this now."""
        assert self._terminal is not None
        self._terminal.send(data)

    def speak(self, period_s: float, epoch: Callable[[int], bytes]) -> None:
        """Say `epoch(0)`, `epoch(1)` … from now on, from a thread of the receiver's own."""
        self.freeze()
        self._stopping.clear()
        self._speaker = threading.Thread(
            target=self._speak, args=(period_s, epoch), name="fake receiver"
        )
        self._speaker.start()

    def _speak(self, period_s: float, epoch: Callable[[int], bytes]) -> None:
        number = 0
        while not self._stopping.wait(period_s):
            self.send(epoch(number))
            number += 1

    def freeze(self) -> None:
        """Say nothing more; the port stays open."""
        self._stopping.set()
        if self._speaker is not None:
            self._speaker.join()
            self._speaker = None

    def unplug(self) -> None:
        """The port goes away."""
        self.freeze()
        if self._terminal is not None:
            self._terminal.close()
            self._terminal = None

    def replug(self) -> None:
        """A new port appears under the same path."""
        self.unplug()
        self._terminal = PseudoTerminal(self.link)


@contextmanager
def a_receiver(link: Path) -> Iterator[FakeReceiver]:
    """A receiver that is unplugged at the end."""
    receiver = FakeReceiver(link)
    try:
        yield receiver
    finally:
        receiver.unplug()
