# SPDX-License-Identifier: Apache-2.0
"""The type of pytest-qt's `qtmodeltester`, which declares none."""

from typing import Protocol

from PySide6.QtCore import QAbstractItemModel


class ModelTester(Protocol):
    """Checks that a model keeps to the rules of Qt."""

    def check(self, model: QAbstractItemModel) -> None:
        """Fail the test when it does not."""
        ...
