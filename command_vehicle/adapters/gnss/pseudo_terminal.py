# SPDX-License-Identifier: Apache-2.0
"""The device end of a pseudo-terminal: what a simulated terminal speaks through.

The other end is an ordinary serial port for whoever opens it, under a path that stays the same: a
link to whatever name the system gave. Unix only.
"""

import errno
import os
import sys
from pathlib import Path

from command_vehicle.domain.errors import DeviceError, ErrorCode

if sys.platform != "win32":
    import tty

READ_BYTES = 4096
_NOBODY_READS = frozenset({errno.EAGAIN, errno.EIO})


class PseudoTerminal:
    """An open pair. Not for several threads."""

    def __init__(self, link: Path) -> None:
        """Open a pair and point `link` at its port; a link that is there already is replaced.

        Raises:
            DeviceError: There are no pseudo-terminals here, or `link` is something else.
        """
        if sys.platform == "win32":
            raise DeviceError(ErrorCode.PORT_UNKNOWN, port=str(link), reason="no pseudo-terminals")
        if link.exists() and not link.is_symlink():
            raise DeviceError(ErrorCode.PORT_BUSY, port=str(link), holder="")
        self._master, port = os.openpty()
        self.port = os.ttyname(port)
        tty.setraw(port)
        os.close(port)
        os.set_blocking(self._master, False)
        self.link = link
        self._point_link()

    def _point_link(self) -> None:
        """Replace the link in one step, so that nobody ever finds it missing."""
        fresh = self.link.with_name(f".{self.link.name}.{os.getpid()}")
        fresh.unlink(missing_ok=True)
        fresh.symlink_to(self.port)
        fresh.replace(self.link)

    def send(self, data: bytes) -> int:
        """Bytes that fitted; a port that nobody reads loses the rest, as a serial line does."""
        self.receive()
        sent = 0
        while sent < len(data):
            try:
                sent += os.write(self._master, data[sent:])
            except OSError as error:
                if error.errno in _NOBODY_READS:
                    break
                raise
        return sent

    def receive(self) -> bytes:
        """What the other side has written, or the line has echoed before it was opened."""
        try:
            return os.read(self._master, READ_BYTES)
        except OSError as error:
            if error.errno in _NOBODY_READS:
                return b""
            raise

    def close(self) -> None:
        """Hang up: whoever has the port open finds it gone. The link goes too."""
        if self.link.is_symlink() and str(self.link.readlink()) == self.port:
            self.link.unlink()
        os.close(self._master)
