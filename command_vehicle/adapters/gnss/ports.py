# SPDX-License-Identifier: Apache-2.0
"""Serial ports of this computer: which there are, who holds one, why one cannot be opened.

Nothing here opens a port. VID and PID rank candidates and recognise a device again after it was
unplugged; they never say what it is, because the same USB chip sits in receivers, radios and door
locks.
"""

import errno
import os
import stat
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from serial.tools import list_ports
from serial.tools.list_ports_common import ListPortInfo

from command_vehicle.domain.errors import DeviceError, ErrorCode
from command_vehicle.domain.receivers import FoundPort, PortUse, UsbIdentity

PORT_ERRORS: tuple[type[Exception], ...] = (OSError, ValueError)
"""What pyserial raises; a terminal that cannot be set up raises a class of its own on Unix."""

if sys.platform != "win32":
    import grp
    import termios

    PORT_ERRORS = (OSError, ValueError, termios.error)

_PROCESSES = Path("/proc")
_DEVICES = "/dev/"
_UNKNOWN = "n/a"
_BUSY = frozenset({errno.EBUSY, errno.EAGAIN})
_GONE = frozenset({errno.ENOENT, errno.ENXIO, errno.ENODEV, errno.EIO})
_LIKELY_VENDORS = frozenset({0x1546, 0x1A86, 0x10C4, 0x0403, 0x067B, 0x0E8D})


def ports() -> tuple[FoundPort, ...]:
    """All serial ports, the likely ones first. None of them is opened."""
    held = _holders()
    found = [_found(port, held) for port in list_ports.comports()]
    return tuple(sorted(found, key=lambda info: (not info.is_likely, info.device)))


def _found(port: ListPortInfo, held: Mapping[str, str]) -> FoundPort:
    holder = held.get(_true_path(port.device))
    is_denied = Path(port.device).exists() and not os.access(port.device, os.R_OK | os.W_OK)
    use = PortUse.HELD if holder else PortUse.DENIED if is_denied else PortUse.NOT_GIVEN
    return FoundPort(
        device=port.device,
        description=port.description if port.description != _UNKNOWN else "",
        usb=_identity(port.vid, port.pid, port.serial_number, port.location),
        use=use,
        holder=holder,
        group=group_of(port.device) if is_denied else None,
        is_likely=port.vid in _LIKELY_VENDORS,
    )


def _true_path(device: str) -> str:
    """The path behind a link; the link itself when it goes away while it is being followed."""
    try:
        return str(Path(device).resolve())
    except OSError:
        return device


def identity_of(device: str) -> UsbIdentity | None:
    """USB identity of a device path or a link to one; None when it is not on USB."""
    path = _true_path(device)
    for port in list_ports.comports():
        if port.device == path:
            return _identity(port.vid, port.pid, port.serial_number, port.location)
    return None


def find_again(device: str, identity: UsbIdentity | None) -> str | None:
    """Where a device is now that was `device` before: there, or under another name.

    Another device that has taken over the name is not the one that we were given.
    """
    if is_url(device):
        return device
    present = identity_of(device)
    if Path(device).exists() and (identity is None or present is None or present.is_same(identity)):
        return device
    if identity is None:
        return None
    for port in list_ports.comports():
        found = _identity(port.vid, port.pid, port.serial_number, port.location)
        if found is not None and found.is_same(identity):
            return str(port.device)
    return None


def is_url(port: str) -> bool:
    """Whether pyserial reaches the port over a network."""
    return "://" in port


def holder_of(device: str) -> str | None:
    """Name of another program that has the device open, where the system lets us see that."""
    if is_url(device):
        return None
    return _holders().get(_true_path(device))


def _holders() -> dict[str, str]:
    """Devices that other programs have open, with the names of these programs."""
    if not _PROCESSES.is_dir():
        return {}
    return {
        target: _program_name(process)
        for process in _other_processes()
        for target in _open_files(process)
        if target.startswith(_DEVICES)
    }


def _other_processes() -> Iterator[Path]:
    own = str(os.getpid())
    for process in _PROCESSES.iterdir():
        if process.name.isdigit() and process.name != own:
            yield process


def _open_files(process: Path) -> set[str]:
    """Targets of all descriptors that we may see; processes end while one looks."""
    targets = set()
    try:
        for descriptor in (process / "fd").iterdir():
            targets.add(str(descriptor.readlink()))
    except OSError:
        return targets
    return targets


def _program_name(process: Path) -> str:
    try:
        return (process / "comm").read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return process.name


def classify(error: Exception, device: str) -> DeviceError:
    """Why opening failed, in our own terms."""
    number = error.errno if isinstance(error, OSError) else None
    if number in _BUSY:
        return DeviceError(ErrorCode.PORT_BUSY, port=device, holder=holder_of(device) or "")
    if number in {errno.EACCES, errno.EPERM}:
        return DeviceError(ErrorCode.PORT_DENIED, port=device, group=group_of(device) or "")
    if number in _GONE or not (is_url(device) or Path(device).exists()):
        return DeviceError(ErrorCode.PORT_GONE, port=device)
    return DeviceError(ErrorCode.PORT_UNKNOWN, port=device, reason=str(error))


def group_of(device: str) -> str | None:
    """System group whose members may open the device."""
    if sys.platform == "win32":
        return None
    try:
        status = Path(device).stat()
        name = grp.getgrgid(status.st_gid).gr_name
    except (OSError, KeyError):
        return None
    return name if status.st_mode & stat.S_IRGRP else None


def _identity(
    vid: int | None, pid: int | None, serial_number: str | None, location: str | None
) -> UsbIdentity | None:
    if vid is None or pid is None:
        return None
    return UsbIdentity(vid=vid, pid=pid, serial_number=serial_number, location=location)
