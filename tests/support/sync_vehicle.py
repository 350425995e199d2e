# SPDX-License-Identifier: Apache-2.0
"""A vehicle with a real database, real keys and a real HTTP client, on the test's own thread."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Self

from command_vehicle.adapters.clock import SystemClock
from command_vehicle.adapters.files.keys import Ed25519Verifier, load_or_create_signer
from command_vehicle.adapters.http.inline_transport import InlineHttpTransport
from command_vehicle.domain.errors import ExpectedError
from command_vehicle.domain.identity import Lane
from command_vehicle.domain.operations import LoggedOperation
from command_vehicle.domain.sync import Platform, SyncState
from command_vehicle.services.events import EventBus, Trouble
from command_vehicle.services.sync.enrolment import EnrolmentService
from command_vehicle.services.sync.service import SyncParts, SyncService
from command_vehicle.storage.inline_runner import InlineStoreRunner
from command_vehicle.storage.vehicle_store import VehicleStore
from tests.support.operations import entry


class SyncVehicle:
    """One vehicle below `root`."""

    def __init__(self, root: Path, name: str = "青岚指挥01") -> None:
        root.mkdir(parents=True, exist_ok=True)
        self.name = name
        self.clock = SystemClock()
        self.signer = load_or_create_signer(root / "replica.key")
        self.store = VehicleStore(root / "vehicle.sqlite3", self.clock, signer=self.signer)
        self.transport = InlineHttpTransport()
        self.bus = EventBus()
        self.troubles: list[ExpectedError] = []
        self.bus.subscribe(Trouble, lambda trouble: self.troubles.append(trouble.error))
        runner = InlineStoreRunner(self.store)
        self.service = SyncService(
            SyncParts(
                runner=runner,
                transport=self.transport,
                signer=self.signer,
                verifier=Ed25519Verifier(),
                clock=self.clock,
                bus=self.bus,
                chance=lambda: 0.5,
            )
        )
        self._enrolment = EnrolmentService(
            runner, self.transport, self.signer, Ed25519Verifier(), self.clock
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.transport.close()
        self.store.close()

    def enrol(self, url: str, code: str) -> Platform | ExpectedError:
        """Enrol; gives the platform or the reason why not."""
        answers: list[Platform | ExpectedError] = []
        self._enrolment.enrol(url, code, self.name, answers.append, answers.append)
        return answers[0]

    def write(self, texts: Iterable[str], lane: Lane = Lane.OPS) -> None:
        """Append lines to the log."""
        self.store.append([replace(entry(text), lane=lane) for text in texts])

    def sync(self) -> SyncState:
        """Exchange until both are in step or the platform does not answer."""
        self.service.try_now()
        return self.service.state

    def sync_until_received(self, tries: int) -> SyncState:
        """Exchange again and again, as the backoff would; fails when it takes too many tries."""
        for _ in range(tries):
            state = self.sync()
            if state.received_total == state.local_total:
                return state
        raise AssertionError(f"not in step after {tries} tries: {self.service.state}")

    def own(self) -> list[LoggedOperation]:
        """Every operation of this vehicle, by lane and number."""
        replica = self.store.replica()
        lanes = sorted(
            (each for each in self.store.have() if each.replica == replica),
            key=lambda each: each.lane,
        )
        return [
            operation
            for each in lanes
            for operation in self.store.operations(replica, each.lane, 1, each.upto)
        ]
