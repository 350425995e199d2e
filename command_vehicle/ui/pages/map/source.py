# SPDX-License-Identifier: Apache-2.0
"""Where the page of the map comes from; the adapter behind it is put in by the composition."""

from typing import Protocol

from PySide6.QtCore import QUrl
from PySide6.QtWebEngineCore import QWebEngineProfile


class MapPageSource(Protocol):
    """A web page that needs no network, with the profile that answers its requests."""

    @property
    def profile(self) -> QWebEngineProfile:
        """The profile to make the page with; outlives it."""
        ...

    @property
    def url(self) -> QUrl:
        """The address of the page."""
        ...
