# SPDX-License-Identifier: Apache-2.0
"""The word of each page on the rail."""

from PySide6.QtCore import QCoreApplication


def page_word(key: str) -> str:
    """The word of one of `PAGE_KEYS`, in the language in force."""
    words = {
        "map": QCoreApplication.translate("Pages", "态势"),
        "timeline": QCoreApplication.translate("Pages", "时间线"),
        "resources": QCoreApplication.translate("Pages", "资源"),
        "plans": QCoreApplication.translate("Pages", "预案"),
        "devices": QCoreApplication.translate("Pages", "设备"),
        "sync": QCoreApplication.translate("Pages", "同步"),
        "settings": QCoreApplication.translate("Pages", "设置"),
    }
    return words[key]
