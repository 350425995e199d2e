# SPDX-License-Identifier: Apache-2.0
"""Which reader a port needs."""

from collections.abc import Callable
from typing import Final

from command_vehicle.adapters.gnss.gpsd_reader import GpsdReader
from command_vehicle.adapters.gnss.log_reader import LogReader
from command_vehicle.adapters.gnss.reader import ReaderReport, ReceiverReader
from command_vehicle.adapters.gnss.serial_reader import NmeaReader, SerialReader
from command_vehicle.domain.receivers import ReceiverPort
from command_vehicle.services.ports import Clock

_OF_SCHEME: Final[dict[str, type[ReceiverReader]]] = {
    "gpsd": GpsdReader,
    "file": LogReader,
    "socket": NmeaReader,
}


def make_reader(
    receiver: ReceiverPort, clock: Clock, publish: Callable[[ReaderReport], None]
) -> ReceiverReader:
    """A reader for this port, not yet started; device paths and other URLs go to pyserial."""
    scheme, separator, _rest = receiver.port.partition("://")
    kind = _OF_SCHEME.get(scheme.lower(), SerialReader) if separator else SerialReader
    return kind(receiver, clock, publish)
