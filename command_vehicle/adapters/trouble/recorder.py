# SPDX-License-Identifier: Apache-2.0
"""Logs that cannot fill the disk, and one recorder for everything that should not have happened.

`sys.excepthook` (also reached by exceptions in Qt slots), `threading.excepthook`, fatal Qt messages
and, through `faulthandler`, crashes of the interpreter all end as a crash report in the log
directory. The next start finds the reports that nobody has seen.
"""

import contextlib
import faulthandler
import logging
import sys
import threading
import traceback
from collections import deque
from collections.abc import Mapping
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import Final, TextIO

from typing_extensions import override

from command_vehicle.services.ports import Clock

LOG_NAME: Final = "program.log"
FAULT_NAME: Final = "fault.log"
KEPT_LOGS: Final = 4
KEPT_REPORTS: Final = 20
RECENT_LINES: Final = 200

_UNSEEN: Final = ".txt"
_SEEN: Final = ".seen.txt"

_log = logging.getLogger(__name__)


class UtcFormatter(logging.Formatter):
    """`2026-05-04T02:00:00.123Z INFO command-vehicle-store module: message`."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(threadName)s %(name)s: %(message)s")

    @override
    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:
        moment = datetime.fromtimestamp(record.created, tz=UTC)
        return moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{int(record.msecs):03d}Z"


class RecentLines(logging.Handler):
    """Keeps the last lines in memory, for crash reports."""

    def __init__(self) -> None:
        super().__init__()
        self.setFormatter(UtcFormatter())
        self._lines: deque[str] = deque(maxlen=RECENT_LINES)

    @override
    def emit(self, record: logging.LogRecord) -> None:
        self._lines.append(self.format(record))

    @property
    def lines(self) -> tuple[str, ...]:
        """Oldest first."""
        return tuple(self._lines)


class LogFiles(RotatingFileHandler):
    """Rotating files that are opened with the first line. A disk that refuses costs only the log.

    The refusal cannot be logged, and what people must know about the disk the store tells them.
    """

    @override
    def handleError(self, record: logging.LogRecord) -> None:
        return

    @override
    def close(self) -> None:
        with contextlib.suppress(OSError):
            super().close()


class ProgramLog:
    """The program's log: rotating files of bounded total size, and the last lines in memory.

    One process per data directory, the window, writes it; commands talk to stderr.
    """

    def __init__(self, directory: Path, total_bytes: int, level: int = logging.INFO) -> None:
        self.recent: Final = RecentLines()
        self._file = LogFiles(
            directory / LOG_NAME,
            maxBytes=total_bytes // (KEPT_LOGS + 1),
            backupCount=KEPT_LOGS,
            encoding="utf-8",
            delay=True,
        )
        self._file.setFormatter(UtcFormatter())
        root = logging.getLogger()
        self._level_before = root.level
        root.setLevel(level)
        root.addHandler(self._file)
        root.addHandler(self.recent)

    def close(self) -> None:
        """Write what is left and let go of the file."""
        root = logging.getLogger()
        root.removeHandler(self.recent)
        root.removeHandler(self._file)
        root.setLevel(self._level_before)
        self._file.close()


class CrashRecorder:
    """Writes crash reports. Safe to call from any thread; never raises."""

    def __init__(
        self, directory: Path, clock: Clock, versions: Mapping[str, str], recent: RecentLines
    ) -> None:
        self._directory = directory
        self._clock = clock
        self._versions = versions
        self._recent = recent
        self._lock = threading.Lock()
        self._written: set[str] = set()
        self._fault_file: TextIO | None = None
        self._hooks_before = (sys.excepthook, threading.excepthook)

    def install(self) -> None:
        """Take over both hooks and let the interpreter write its last words to a file."""
        self._hooks_before = (sys.excepthook, threading.excepthook)
        sys.excepthook = self.on_exception
        threading.excepthook = self._on_thread_exception
        try:
            self._adopt_fault()
            self._fault_file = (self._directory / FAULT_NAME).open("w", encoding="utf-8")
        except OSError as error:
            _log.info("a crash of the interpreter would leave no trace: %s", error)
        else:
            faulthandler.enable(self._fault_file)

    def uninstall(self) -> None:
        """Put the hooks back."""
        sys.excepthook, threading.excepthook = self._hooks_before
        if self._fault_file is not None:
            faulthandler.disable()
            self._fault_file.close()
            self._fault_file = None

    def on_exception(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        """Record an exception that nobody caught, in the form of `sys.excepthook`."""
        self._record_exception(kind, error, trace)
        self._hooks_before[0](kind, error, trace)

    def _on_thread_exception(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self._record_exception(args.exc_type, args.exc_value, args.exc_traceback)
        self._hooks_before[1](args)

    def _record_exception(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        """Leaving on purpose is no crash."""
        if not issubclass(kind, KeyboardInterrupt | SystemExit):
            self.record("".join(traceback.format_exception(kind, error, trace)))

    def record(self, description: str) -> Path | None:
        """Write one report; None when the same has been written or nothing can be written."""
        with self._lock:
            if description in self._written:
                return None
            self._written.add(description)
        _log.critical("crash recorded: %s", description.strip().rpartition("\n")[2])
        now = self._clock.now()
        head = {"time": now.isoformat(timespec="milliseconds"), **self._versions}
        text = "\n".join(
            [
                *(f"{name}: {value}" for name, value in head.items()),
                "",
                description,
                "last log lines:",
                *self._recent.lines,
                "",
            ]
        )
        return self._write(f"crash-{now:%Y%m%dT%H%M%S}.{now.microsecond:06d}", text)

    def unseen(self) -> tuple[Path, ...]:
        """Reports that no person has seen yet, oldest first."""
        return tuple(path for path in self.reports() if not path.name.endswith(_SEEN))

    def reports(self) -> tuple[Path, ...]:
        """All reports, oldest first."""
        return crash_reports(self._directory)

    def mark_seen(self) -> None:
        """A person has the reports before their eyes."""
        for path in self.unseen():
            try:
                path.rename(path.with_name(path.name.removesuffix(_UNSEEN) + _SEEN))
            except OSError as error:
                _log.info("a report stays unseen: %s", error)

    def _adopt_fault(self) -> None:
        """Turn the last words of a crashed interpreter, if any, into a report."""
        fault = self._directory / FAULT_NAME
        if fault.exists() and fault.stat().st_size > 0:
            self.record("interpreter crash\n\n" + fault.read_text("utf-8", errors="replace"))

    def _write(self, stem: str, text: str) -> Path | None:
        path = self._directory / f"{stem}{_UNSEEN}"
        try:
            path.write_text(text, encoding="utf-8")
            for surplus in self.reports()[:-KEPT_REPORTS]:
                surplus.unlink()
        except OSError as error:
            _log.warning("cannot write the crash report: %s", error)
            return None
        return path


def crash_reports(directory: Path) -> tuple[Path, ...]:
    """Crash reports in a log directory, oldest first."""
    return tuple(sorted(directory.glob(f"crash-*{_UNSEEN}")))
