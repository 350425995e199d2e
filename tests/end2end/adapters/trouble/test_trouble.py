# SPDX-License-Identifier: Apache-2.0
"""What should not have happened is written down once, with what came before it."""

import faulthandler
import logging
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import qWarning

from command_vehicle.adapters.trouble.qt_messages import log_qt_messages
from command_vehicle.adapters.trouble.recorder import (
    KEPT_LOGS,
    KEPT_REPORTS,
    LOG_NAME,
    CrashRecorder,
    ProgramLog,
    crash_reports,
)
from tests.support.clock import FakeClock
from tests.support.commands import environment

TOTAL_BYTES = 50_000

pytestmark = pytest.mark.qt_no_exception_capture


@pytest.fixture
def log(tmp_path: Path) -> Iterator[ProgramLog]:
    log = ProgramLog(tmp_path, TOTAL_BYTES)
    yield log
    log.close()


@pytest.fixture
def passed_on(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What the hooks that were there before still get."""
    passed: list[object] = []
    monkeypatch.setattr(sys, "excepthook", lambda _kind, error, _trace: passed.append(error))
    monkeypatch.setattr(threading, "excepthook", lambda args: passed.append(args.exc_value))
    return passed


@pytest.fixture
def recorder(tmp_path: Path, log: ProgramLog, passed_on: list[object]) -> Iterator[CrashRecorder]:
    assert passed_on == []
    recorder = CrashRecorder(tmp_path, FakeClock(), {"program": "0.1.0"}, log.recent)
    faults_before = faulthandler.is_enabled()
    recorder.install()
    yield recorder
    recorder.uninstall()
    if faults_before:
        faulthandler.enable()


def test_a_line_has_utc_milliseconds_and_the_thread(tmp_path: Path, log: ProgramLog) -> None:
    logging.getLogger("command_vehicle.store").info("saved %d", 12)
    line = (tmp_path / LOG_NAME).read_text(encoding="utf-8")
    assert re.fullmatch(
        r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z INFO MainThread "
        r"command_vehicle\.store: saved 12\n",
        line,
    )
    assert log.recent.lines == (line.rstrip("\n"),)


def test_details_are_not_written(tmp_path: Path, log: ProgramLog) -> None:
    logging.getLogger("command_vehicle.store").debug("at 40.2032,101.8985")
    logging.getLogger("command_vehicle.store").info("opened")
    lines = (tmp_path / LOG_NAME).read_text(encoding="utf-8").splitlines()
    assert [line.endswith("opened") for line in lines] == [True]
    assert len(log.recent.lines) == 1


def test_all_logs_together_stay_below_the_limit(tmp_path: Path, log: ProgramLog) -> None:
    logger = logging.getLogger("command_vehicle.flood")
    for number in range(3000):
        logger.info("line %d of far too many lines about the same thing", number)
    files = list(tmp_path.glob(f"{LOG_NAME}*"))
    assert len(files) == KEPT_LOGS + 1
    assert sum(path.stat().st_size for path in files) <= TOTAL_BYTES
    assert "line 2999" in (tmp_path / LOG_NAME).read_text(encoding="utf-8")
    assert len(log.recent.lines) == 200


def _fail(number: int) -> None:
    raise ZeroDivisionError(f"bug {number}")


def _crash(recorder: CrashRecorder, number: int) -> None:
    try:
        _fail(number)
    except ZeroDivisionError as error:
        recorder.on_exception(type(error), error, error.__traceback__)


def test_an_uncaught_exception_becomes_a_report(
    tmp_path: Path,
    recorder: CrashRecorder,
    caplog: pytest.LogCaptureFixture,
    passed_on: list[object],
) -> None:
    logging.getLogger("command_vehicle.before").info("the last thing that went well")
    _crash(recorder, 1)
    (report,) = crash_reports(tmp_path)
    text = report.read_text(encoding="utf-8")
    assert "program: 0.1.0" in text
    assert "ZeroDivisionError: bug 1" in text
    assert "_fail" in text
    assert "the last thing that went well" in text
    assert "crash recorded: ZeroDivisionError: bug 1" in caplog.text
    assert [str(error) for error in passed_on] == ["bug 1"]


def test_the_hook_of_the_interpreter_leads_here(recorder: CrashRecorder) -> None:
    assert sys.excepthook == recorder.on_exception
    recorder.uninstall()
    assert sys.excepthook != recorder.on_exception


def test_an_exception_in_a_thread_becomes_a_report(
    tmp_path: Path,
    recorder: CrashRecorder,
    caplog: pytest.LogCaptureFixture,
    passed_on: list[object],
) -> None:
    assert recorder.reports() == ()
    thread = threading.Thread(target=_fail, args=(2,), name="command-vehicle-test")
    thread.start()
    thread.join()
    (report,) = crash_reports(tmp_path)
    assert "ZeroDivisionError: bug 2" in report.read_text(encoding="utf-8")
    assert "bug 2" in caplog.text
    assert [str(error) for error in passed_on] == ["bug 2"]


def test_the_same_crash_is_written_once(
    recorder: CrashRecorder, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(50):
        _crash(recorder, 3)
    assert len(recorder.reports()) == 1
    assert caplog.text.count("crash recorded") == 1


def test_only_the_newest_reports_are_kept(
    recorder: CrashRecorder, caplog: pytest.LogCaptureFixture
) -> None:
    clock = FakeClock()
    recorder._clock = clock
    for number in range(KEPT_REPORTS + 5):
        clock.advance(1)
        _crash(recorder, number)
    reports = recorder.reports()
    assert len(reports) == KEPT_REPORTS
    assert f"bug {KEPT_REPORTS + 4}" in reports[-1].read_text(encoding="utf-8")
    assert "bug 5" in reports[0].read_text(encoding="utf-8")
    assert caplog.records


def test_a_report_is_unseen_until_somebody_has_looked(
    recorder: CrashRecorder, caplog: pytest.LogCaptureFixture
) -> None:
    _crash(recorder, 4)
    assert len(recorder.unseen()) == 1
    recorder.mark_seen()
    assert recorder.unseen() == ()
    assert len(recorder.reports()) == 1
    assert caplog.records


def test_ctrl_c_is_no_crash(recorder: CrashRecorder, passed_on: list[object]) -> None:
    recorder.on_exception(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert recorder.reports() == ()
    assert len(passed_on) == 1


def test_qt_speaks_into_the_log(log: ProgramLog, caplog: pytest.LogCaptureFixture) -> None:
    end = log_qt_messages(lambda _description: None)
    qWarning("a warning from Qt")
    end()
    assert any("qt.default: a warning from Qt" in line for line in log.recent.lines)
    assert "a warning from Qt" in caplog.text


@pytest.mark.slow
def test_the_last_words_of_a_crashed_interpreter_are_found_at_the_next_start(
    tmp_path: Path,
    log: ProgramLog,
    caplog: pytest.LogCaptureFixture,
) -> None:
    script = (
        "import ctypes, pathlib, sys\n"
        "from command_vehicle.adapters.clock import SystemClock\n"
        "from command_vehicle.adapters.trouble.recorder import CrashRecorder, RecentLines\n"
        "folder = pathlib.Path(sys.argv[1])\n"
        "CrashRecorder(folder, SystemClock(), {}, RecentLines()).install()\n"
        "ctypes.string_at(0)\n"
    )
    crashed = subprocess.run(
        [sys.executable, "-c", script, tmp_path],
        env=environment(),
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert crashed.returncode != 0
    faults_before = faulthandler.is_enabled()
    recorder = CrashRecorder(tmp_path, FakeClock(), {}, log.recent)
    recorder.install()
    recorder.uninstall()
    if faults_before:
        faulthandler.enable()
    (report,) = recorder.unseen()
    text = report.read_text(encoding="utf-8")
    assert "interpreter crash" in text
    assert "Segmentation fault" in text
    assert caplog.records
