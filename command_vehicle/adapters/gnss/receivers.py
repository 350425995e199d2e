# SPDX-License-Identifier: Apache-2.0
"""The GUI-thread side of all receivers.

`Receivers` owns the reader threads and relays what they say by queued signals; nobody else connects
to a reader.
"""

import logging
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot

from command_vehicle.adapters.gnss.kinds import make_reader
from command_vehicle.adapters.gnss.raw_recorder import RawRecorder, raw_log_name
from command_vehicle.adapters.gnss.reader import RawLines, ReaderReport, ReceiverReader, TapFailed
from command_vehicle.domain.errors import ExpectedError
from command_vehicle.domain.positioning import Fix, ReceiverLink
from command_vehicle.domain.receivers import ReceiverPort, Recording
from command_vehicle.services.ports import Clock

JOIN_S = 3.0

_log = logging.getLogger(__name__)


class Receivers(QObject):
    """Reader threads of the ports that were given to the program, and of one that is tried.

    Signals:
        fix_received: `Fix`, every epoch, valid or not.
        link_changed: `ReceiverLink`, at every change and at most once a second.
        lines_received: `RawLines`, at most five times a second, while somebody watches.
        recording_changed: `Recording`, when one begins, grows or ends.
        trial_heard: `ReceiverLink` or `Fix` of the port that is tried.
    """

    fix_received = Signal(object)
    link_changed = Signal(object)
    lines_received = Signal(object)
    recording_changed = Signal(object)
    trial_heard = Signal(object)

    _reported = Signal(object, object)

    def __init__(
        self, clock: Clock, parent: QObject | None = None, raw_logs: Path | None = None
    ) -> None:
        """Readers stamp with `clock`; raw logs go below `raw_logs`, or the present folder."""
        super().__init__(parent)
        self._clock = clock
        self._raw_logs = raw_logs or Path()
        self._readers: dict[str, ReceiverReader] = {}
        self._given: dict[str, ReceiverPort] = {}
        self._leaving: list[ReceiverReader] = []
        self._trial: ReceiverReader | None = None
        self._recorder: RawRecorder | None = None
        self._reported.connect(self._on_reported, Qt.ConnectionType.QueuedConnection)

    def start(self, ports: Sequence[ReceiverPort]) -> None:
        """Read these ports and no others; readers of ports that stay as they are go on."""
        wanted = {port.name: port for port in ports}
        for name, reader in tuple(self._readers.items()):
            if wanted.get(name) != reader.receiver:
                self._dismiss(self._readers.pop(name))
        self._leaving = [reader for reader in self._leaving if reader.is_alive()]
        for name, port in wanted.items():
            if name not in self._readers:
                self._readers[name] = self._begin(port)
        self._given = {name: reader.receiver for name, reader in self._readers.items()}

    def stop(self) -> None:
        """End all readers; they are asked first and waited for then."""
        self.stop_recording()
        self.stop_trial()
        readers = [*self._readers.values(), *self._leaving]
        for reader in readers:
            reader.stop()
        for reader in readers:
            reader.join(JOIN_S)
            if reader.is_alive():
                _log.warning("%s has not ended within %s s", reader.name, JOIN_S)
        self._readers.clear()
        self._leaving.clear()

    def watch_lines(self, name: str, *, wanted: bool) -> None:
        """Ask for the raw sentences of a receiver, or no longer."""
        reader = self._readers.get(name)
        if reader is None:
            return
        if wanted:
            reader.wants_lines.set()
        else:
            reader.wants_lines.clear()

    def start_trial(self, port: ReceiverPort) -> None:
        """Listen to a port that a person wants to try; another one that is tried is left."""
        self.stop_trial()
        self._trial = self._begin(port)

    def stop_trial(self) -> None:
        """Leave the port that is tried."""
        if self._trial is not None:
            self._dismiss(self._trial)
            self._trial = None

    def start_recording(self, name: str) -> None:
        """Write a new raw log of this receiver; the answer is in `recording_changed`."""
        self.stop_recording()
        reader = self._readers.get(name)
        if reader is None:
            return
        path = self._raw_logs / raw_log_name(name, self._clock.now())
        try:
            self._recorder = RawRecorder(path, reader.receiver, self._clock)
        except ExpectedError as error:
            failed = Recording(source=name, path=str(path), is_running=False, error=error)
            self.recording_changed.emit(failed)
            return
        reader.record_to(self._recorder)
        _log.info("receiver %s is recorded", name)
        self._tell_recording()

    def stop_recording(self) -> None:
        """End the raw log that is being written."""
        self._end_recording(None)

    def _begin(self, port: ReceiverPort) -> ReceiverReader:
        reader = make_reader(port, self._clock, partial(self._publish, port))
        reader.start()
        return reader

    def _dismiss(self, reader: ReceiverReader) -> None:
        """Let a reader end in its own time; what it still says is not heard."""
        if self._recorder is not None and self._recorder.source == reader.receiver.name:
            self.stop_recording()
        reader.stop()
        self._leaving.append(reader)

    def _end_recording(self, error: ExpectedError | None) -> None:
        recorder, self._recorder = self._recorder, None
        if recorder is None:
            return
        reader = self._readers.get(recorder.source)
        if reader is not None:
            reader.record_to(None)
        recorder.close()
        self.recording_changed.emit(replace(_recording(recorder), is_running=False, error=error))

    def _tell_recording(self) -> None:
        if self._recorder is not None:
            self.recording_changed.emit(_recording(self._recorder))

    def _publish(self, port: ReceiverPort, report: ReaderReport) -> None:
        """Called on reader threads."""
        self._reported.emit(port, report)

    @Slot(object, object)
    def _on_reported(self, port: ReceiverPort, report: ReaderReport) -> None:
        if self._trial is not None and port is self._trial.receiver:
            if isinstance(report, Fix | ReceiverLink):
                self.trial_heard.emit(report)
        elif self._given.get(port.name) is port:
            self._relay(report)

    def _relay(self, report: ReaderReport) -> None:
        if isinstance(report, Fix):
            self.fix_received.emit(report)
        elif isinstance(report, ReceiverLink):
            self.link_changed.emit(report)
            self._tell_recording()
        elif isinstance(report, RawLines):
            self.lines_received.emit(report)
        elif isinstance(report, TapFailed):
            _log.info("the recording of %s ends: %s", report.source, report.error)
            self._end_recording(report.error)


def _recording(recorder: RawRecorder) -> Recording:
    return Recording(
        source=recorder.source, path=str(recorder.path), size_bytes=recorder.size_bytes
    )
