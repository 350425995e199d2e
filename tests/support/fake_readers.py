# SPDX-License-Identifier: Apache-2.0
"""Readers that read nothing and remember what was asked of them."""

from collections.abc import Sequence

from command_vehicle.domain.receivers import ReceiverPort


class FakeReaders:
    """`ReceiverReaders` of a test."""

    def __init__(self) -> None:
        self.ports: tuple[ReceiverPort, ...] = ()
        self.starts = 0
        self.trial: ReceiverPort | None = None
        self.recording: str | None = None

    def start(self, ports: Sequence[ReceiverPort]) -> None:
        """Remember the ports."""
        self.ports = tuple(ports)
        self.starts += 1

    def stop(self) -> None:
        """Read none."""
        self.ports = ()

    def start_trial(self, port: ReceiverPort) -> None:
        """Remember the port."""
        self.trial = port

    def stop_trial(self) -> None:
        """Leave it."""
        self.trial = None

    def start_recording(self, name: str) -> None:
        """Remember the receiver."""
        self.recording = name

    def stop_recording(self) -> None:
        """End it."""
        self.recording = None
