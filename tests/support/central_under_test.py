# SPDX-License-Identifier: Apache-2.0
"""A real platform on loopback: in a thread of the test, or in a process that can be killed."""

import json
import queue
import secrets
import signal
import subprocess
import threading
from datetime import timedelta
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from command_vehicle.adapters.clock import SystemClock
from command_vehicle.adapters.files.keys import Ed25519Verifier, load_or_create_signer
from command_vehicle.central.exchange import code_digest
from command_vehicle.central.files import CentralDir
from command_vehicle.central.server import CentralServer
from command_vehicle.central.service import MAX_WAITING, CentralParts
from command_vehicle.central.sqlite_storage import SqliteCentralStorage
from command_vehicle.domain.operations import LoggedOperation
from command_vehicle.protocols.sync.enrolment import SECRET_BYTES, EnrolmentCode
from tests.support.commands import command_line, environment

NAME: Final = "青岚县应急指挥中心"
_PATIENCE_S: Final = 20.0


def parts(root: Path) -> CentralParts:
    """What a platform with its files below `root` works with."""
    files = CentralDir(root)
    files.prepare()
    clock = SystemClock()
    return CentralParts(
        open_storage=partial(SqliteCentralStorage, files.database, clock),
        signer=load_or_create_signer(files.signing_key),
        verifier=Ed25519Verifier(),
        clock=clock,
        name=NAME,
    )


def new_code(root: Path) -> str:
    """A code that lets one vehicle in, made beside the running platform."""
    files = CentralDir(root)
    files.prepare()
    signer = load_or_create_signer(files.signing_key)
    code = EnrolmentCode.make(secrets.token_bytes(SECRET_BYTES), signer.public_key)
    clock = SystemClock()
    storage = SqliteCentralStorage(files.database, clock)
    storage.add_code(code_digest(code.secret), clock.now() + timedelta(hours=1))
    storage.close()
    return code.text()


def held(root: Path) -> list[LoggedOperation]:
    """Every operation in the platform's database."""
    storage = SqliteCentralStorage(CentralDir(root).database, SystemClock())
    operations = list(storage.received())
    storage.close()
    return operations


class ThreadedCentral:
    """A platform in a thread of this process."""

    def __init__(self, root: Path, *, max_waiting: int = MAX_WAITING) -> None:
        self.root = root
        self._server = CentralServer(parts(root), "127.0.0.1", 0, max_waiting=max_waiting)
        self._ready: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._thread = threading.Thread(
            target=self._server.run, args=(self._ready.put,), name="central-under-test"
        )

    @property
    def url(self) -> str:
        """Where it listens."""
        return self._server.url

    @property
    def port(self) -> int:
        """The port alone."""
        return int(self._server.url.rsplit(":", 1)[1])

    def __enter__(self) -> Self:
        self._thread.start()
        self._ready.get(timeout=_PATIENCE_S)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._server.stop()
        self._thread.join(_PATIENCE_S)
        assert not self._thread.is_alive()


class CentralProcess:
    """A platform as `central serve` starts it."""

    def __init__(self, root: Path, port: int = 0) -> None:
        self.root = root
        self._process = subprocess.Popen(
            command_line(
                "central", "serve", "--port", str(port), "--data-dir", root, "--name", NAME
            ),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment(),
        )
        assert self._process.stdout is not None
        self.url: str = json.loads(self._process.stdout.readline())["url"]

    @property
    def port(self) -> int:
        """The port it listens on."""
        return int(self.url.rsplit(":", 1)[1])

    @property
    def pid(self) -> int:
        """Of the process."""
        return self._process.pid

    def kill(self) -> None:
        """As a power cut does it, as far as the program can tell."""
        self._process.send_signal(signal.SIGKILL)
        self._process.wait(_PATIENCE_S)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.end()

    def end(self) -> int:
        """Ask it to end; the answer is its exit code."""
        self._process.terminate()
        code = self._process.wait(_PATIENCE_S)
        if self._process.stdout is not None:
            self._process.stdout.close()
        return code
