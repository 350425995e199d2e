# SPDX-License-Identifier: Apache-2.0
"""Brings what Qt has to say into the program's log, and its last words into a crash report."""

import logging
from collections.abc import Callable

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def log_qt_messages(record_crash: Callable[[str], object]) -> Callable[[], None]:
    """Log Qt's messages under `qt.<category>`; the answer ends it.

    Args:
        record_crash: Called with the message before Qt aborts the process.
    """

    def handle(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        category = getattr(context, "category", None) or "default"
        logging.getLogger(f"qt.{category}").log(_LEVELS[kind], "%s", message)
        if kind is QtMsgType.QtFatalMsg:
            record_crash(f"Qt gave up: {message}\n")

    before = qInstallMessageHandler(handle)

    def restore() -> None:
        qInstallMessageHandler(before)

    return restore
