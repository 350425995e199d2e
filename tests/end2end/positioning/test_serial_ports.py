# SPDX-License-Identifier: Apache-2.0
import errno
import grp
import os
from pathlib import Path

import pytest
from serial.tools import list_ports
from serial.tools.list_ports_common import ListPortInfo

from command_vehicle.adapters.gnss import ports as serial_ports
from command_vehicle.domain.errors import ErrorCode
from command_vehicle.domain.receivers import UsbIdentity


def usb(
    device: str, serial_number: str | None = None, location: str | None = "1-2"
) -> ListPortInfo:
    info = ListPortInfo(device)
    info.vid, info.pid = 0x1A86, 0x7523
    info.serial_number, info.location, info.description = serial_number, location, "USB Serial"
    return info


@pytest.fixture
def plugged(monkeypatch: pytest.MonkeyPatch) -> list[ListPortInfo]:
    """What the system lists; a test fills it."""
    devices: list[ListPortInfo] = []
    monkeypatch.setattr(list_ports, "comports", lambda: devices)
    return devices


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.EBUSY, ErrorCode.PORT_BUSY),
        (errno.EAGAIN, ErrorCode.PORT_BUSY),
        (errno.EACCES, ErrorCode.PORT_DENIED),
        (errno.EPERM, ErrorCode.PORT_DENIED),
        (errno.ENOENT, ErrorCode.PORT_GONE),
        (errno.EIO, ErrorCode.PORT_GONE),
        (errno.EINVAL, ErrorCode.PORT_UNKNOWN),
    ],
)
def test_the_reason_why_a_port_does_not_open_is_told_apart(number: int, code: ErrorCode) -> None:
    assert serial_ports.classify(OSError(number, "no"), "/dev/null").code is code


def test_an_error_without_number_on_a_missing_port_means_that_it_is_gone() -> None:
    error = serial_ports.classify(ValueError("no"), "/dev/there-is-no-such-port")
    assert error.code is ErrorCode.PORT_GONE


def test_the_group_that_may_open_a_port_is_named(tmp_path: Path) -> None:
    device = tmp_path / "port"
    device.touch(mode=0o660)
    owner = grp.getgrgid(device.stat().st_gid).gr_name
    error = serial_ports.classify(PermissionError(errno.EACCES, "no"), str(device))
    assert error.params["group"] == owner


def test_no_group_is_named_where_none_would_help(tmp_path: Path) -> None:
    device = tmp_path / "port"
    device.touch(mode=0o600)
    assert serial_ports.group_of(str(device)) is None
    assert serial_ports.group_of(str(tmp_path / "missing")) is None


def test_a_device_is_found_under_another_name_by_its_number(plugged: list[ListPortInfo]) -> None:
    plugged.append(usb("/dev/ttyUSB7", "A50285BI", "3-1"))
    before = UsbIdentity(vid=0x1A86, pid=0x7523, serial_number="A50285BI", location="1-2")
    assert serial_ports.find_again("/dev/ttyUSB-gone", before) == "/dev/ttyUSB7"


def test_a_device_without_number_is_found_by_its_socket(plugged: list[ListPortInfo]) -> None:
    plugged += [usb("/dev/ttyUSB3", location="3-1"), usb("/dev/ttyUSB4", location="1-2")]
    before = UsbIdentity(vid=0x1A86, pid=0x7523, serial_number=None, location="1-2")
    assert serial_ports.find_again("/dev/ttyUSB-gone", before) == "/dev/ttyUSB4"


def test_another_device_is_not_taken_for_it(plugged: list[ListPortInfo]) -> None:
    plugged += [usb("/dev/ttyUSB3", "OTHER"), ListPortInfo("/dev/ttyS0")]
    before = UsbIdentity(vid=0x1A86, pid=0x7523, serial_number="A50285BI", location="1-2")
    other_chip = UsbIdentity(vid=0x0403, pid=0x6001, serial_number="OTHER", location="1-2")
    assert serial_ports.find_again("/dev/ttyUSB-gone", before) is None
    assert serial_ports.find_again("/dev/ttyUSB-gone", other_chip) is None


def test_a_port_that_is_not_on_usb_is_only_where_it_was(plugged: list[ListPortInfo]) -> None:
    plugged.append(usb("/dev/ttyUSB3"))
    assert serial_ports.find_again("/dev/ttyS-gone", None) is None


def test_an_address_on_a_network_is_always_there() -> None:
    assert serial_ports.find_again("socket://10.0.0.1:2000", None) == "socket://10.0.0.1:2000"


def test_the_identity_of_a_link_is_that_of_its_device(
    plugged: list[ListPortInfo], tmp_path: Path
) -> None:
    device, link = tmp_path / "ttyUSB0", tmp_path / "by-id"
    device.touch()
    link.symlink_to(device)
    plugged.append(usb(str(device), "A50285BI"))
    identity = serial_ports.identity_of(str(link))
    assert identity is not None
    assert identity.serial_number == "A50285BI"
    assert serial_ports.identity_of("/dev/ttyS0") is None


def test_likely_receivers_are_listed_first(plugged: list[ListPortInfo]) -> None:
    plugged += [ListPortInfo("/dev/ttyS0"), usb("/dev/ttyUSB0")]
    listed = [(port.device, port.is_likely) for port in serial_ports.ports()]
    assert listed == [("/dev/ttyUSB0", True), ("/dev/ttyS0", False)]


def test_another_device_under_the_old_name_is_not_opened(
    plugged: list[ListPortInfo], tmp_path: Path
) -> None:
    old, new = tmp_path / "ttyUSB0", tmp_path / "ttyUSB1"
    old.touch()
    new.touch()
    plugged += [usb(str(old), "STRANGER"), usb(str(new), "OURS")]
    ours = UsbIdentity(vid=0x1A86, pid=0x7523, serial_number="OURS", location="9-9")
    assert serial_ports.find_again(str(old), ours) == str(new)
    plugged.pop()
    assert serial_ports.find_again(str(old), ours) is None


@pytest.mark.parametrize("text", ["1a86:7523", "1a86:7523:A50285BI@1-2.4", "1a86:7523@1-2"])
def test_an_identity_can_be_kept_as_text(text: str) -> None:
    identity = UsbIdentity.parse(text)
    assert identity is not None
    assert (identity.text(), identity.chip) == (text, "1a86:7523")
    assert UsbIdentity.parse("no identity") is None


def test_a_link_that_goes_away_while_it_is_followed_is_no_error(
    tmp_path: Path, plugged: list[ListPortInfo], monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(path: str) -> str:
        raise FileNotFoundError(errno.ENOENT, "gone", path)

    link = tmp_path / "gnss"
    link.symlink_to(tmp_path / "device")
    monkeypatch.setattr(os, "readlink", gone)
    assert plugged == []
    assert serial_ports.identity_of(str(link)) is None
