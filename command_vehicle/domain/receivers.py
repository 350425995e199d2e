# SPDX-License-Identifier: Apache-2.0
"""Receivers before they speak: ports of this computer, which of them we were given, recordings."""

import re
from dataclasses import dataclass
from enum import Enum
from typing import Self

from command_vehicle.domain.errors import ExpectedError

_USB = re.compile(r"([0-9a-f]{4}):([0-9a-f]{4})(?::([^@]*))?(?:@(.*))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class UsbIdentity:
    """What stays the same when a device is plugged in again; chips without number go by place."""

    vid: int
    pid: int
    serial_number: str | None
    location: str | None

    def is_same(self, other: "UsbIdentity") -> bool:
        """Whether this is the same device, as far as USB can tell."""
        if (self.vid, self.pid) != (other.vid, other.pid):
            return False
        if self.serial_number is not None or other.serial_number is not None:
            return self.serial_number == other.serial_number
        return self.location == other.location

    @property
    def chip(self) -> str:
        """Vendor and product, as every USB tool writes them."""
        return f"{self.vid:04x}:{self.pid:04x}"

    def text(self) -> str:
        """All of it on one line; `parse` reads it."""
        number = "" if self.serial_number is None else f":{self.serial_number}"
        place = "" if self.location is None else f"@{self.location}"
        return f"{self.chip}{number}{place}"

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """The identity that `text()` wrote; None when it is none."""
        match = _USB.fullmatch(text)
        if match is None:
            return None
        return cls(
            vid=int(match[1], 16),
            pid=int(match[2], 16),
            serial_number=match[3],
            location=match[4],
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiverPort:
    """A port that somebody gave to the program.

    Attributes:
        name: Person's word for the receiver.
        port: Device path, or a URL: `socket://`, `rfc2217://`, `gpsd://` or `file://`.
        baud_bps: Line speed; None to find it by listening.
        usb: Which device was behind the port when it was last open.
    """

    name: str
    port: str
    baud_bps: int | None = None
    usb: UsbIdentity | None = None


class PortUse(Enum):
    """Why a port that the system lists is not open."""

    NOT_GIVEN = "not_given"
    """Nobody gave it to the program."""
    HELD = "held"
    """Another program has it."""
    DENIED = "denied"
    """This user may not open it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPort:
    """A serial port as the system lists it; nobody has opened it to find out.

    Attributes:
        device: Its path or name.
        description: Words of the system's own.
        usb: Which device it is; None when it is not on USB.
        use: Why it is not open.
        holder: Program that has it, when held.
        group: System group whose members may open it, when denied.
        is_likely: Whether receivers often have its USB chip.
    """

    device: str
    description: str = ""
    usb: UsbIdentity | None = None
    use: PortUse = PortUse.NOT_GIVEN
    holder: str | None = None
    group: str | None = None
    is_likely: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """A raw log of a receiver, while it is written and for a while after.

    Attributes:
        source: Name of the receiver.
        path: The file.
        size_bytes: What is in it.
        is_running: Whether it still grows.
        error: Why it ended by itself.
    """

    source: str
    path: str
    size_bytes: int = 0
    is_running: bool = True
    error: ExpectedError | None = None
