# SPDX-License-Identifier: Apache-2.0
"""The store on a thread of its own.

`StoreThread` lives on the GUI thread and is the only one that knows the worker. The worker opens
the store, runs the jobs one after the other and closes the store. Each finished job is announced by
a queued signal; its callbacks then run on the GUI thread, in the order of the jobs.
"""

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from command_vehicle.domain.errors import ExpectedError
from command_vehicle.services.ports import Store

Answer = TypeVar("Answer")


class OpenStore(Store, Protocol):
    """A store that can be closed."""

    def close(self) -> None:
        """Close it."""
        ...


@dataclass(frozen=True, slots=True)
class _Job:
    future: Future[Any]
    then: Callable[[Any], None]
    failed: Callable[[ExpectedError], None]


class StoreThread(QObject):
    """Implements `services.ports.StoreRunner`. GUI thread.

    The store is opened before the first job. While it cannot be opened, every job fails with the
    reason, and the next one tries again.

    Args:
        open_store: Opens the store; called on the store thread.

    Signals:
        _finished: A job is done; carries nothing, sent from the store thread.
    """

    _finished = Signal()

    def __init__(self, open_store: Callable[[], OpenStore], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = _Worker(open_store)
        self._executor = ThreadPoolExecutor(
            max_workers=1, thread_name_prefix="command-vehicle-store"
        )
        self._jobs: deque[_Job] = deque()
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def submit(
        self,
        job: Callable[[Store], Answer],
        then: Callable[[Answer], None],
        failed: Callable[[ExpectedError], None],
    ) -> None:
        """Run `job` on the store thread; exactly one of the callbacks is called, here, later.

        An error that is not expected is raised from the event loop, for the crash recorder.
        """
        future = self._executor.submit(self._worker.run, job)
        self._jobs.append(_Job(future, then, failed))
        future.add_done_callback(self._announce)

    def close(self) -> None:
        """Finish and deliver what was submitted, close the store, end the thread."""
        try:
            while self._jobs:
                wait([self._jobs[0].future])
                self._deliver()
        finally:
            closing = self._executor.submit(self._worker.close)
            self._executor.shutdown(wait=True)
        closing.result()

    def _announce(self, future: Future[Any]) -> None:
        """Called on the store thread."""
        self._finished.emit()

    @Slot()
    def _deliver(self) -> None:
        while self._jobs and self._jobs[0].future.done():
            job = self._jobs.popleft()
            error = job.future.exception()
            if error is None:
                job.then(job.future.result())
            elif isinstance(error, ExpectedError):
                job.failed(error)
            else:
                raise error


class _Worker:
    """What happens on the store thread."""

    def __init__(self, open_store: Callable[[], OpenStore]) -> None:
        self._open_store = open_store
        self._store: OpenStore | None = None

    def run(self, job: Callable[[Store], Answer]) -> Answer:
        if self._store is None:
            self._store = self._open_store()
        return job(self._store)

    def close(self) -> None:
        if self._store is not None:
            self._store.close()
            self._store = None
