# SPDX-License-Identifier: Apache-2.0
"""Why the other side did not take a record, in words, wherever that is shown."""

from PySide6.QtCore import QCoreApplication


def refusal_words(reason: str) -> str:
    """Words for the code of a platform; a code of a newer platform is shown as it is."""
    translate = QCoreApplication.translate
    return {
        "fork": translate("Refusal", "与平台已有的对不上，平台隔离"),
        "quarantined": translate("Refusal", "平台读不出，已隔离"),
        "platform-ahead": translate("Refusal", "平台的比本机多，本机可能是旧备份"),
    }.get(reason, reason)
