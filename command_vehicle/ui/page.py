# SPDX-License-Identifier: Apache-2.0
"""What the window must know about a page, and the keys that pages are opened with."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Protocol, runtime_checkable

from PySide6.QtWidgets import QWidget

PAGE_KEYS: Final = (
    "map",
    "timeline",
    "resources",
    "plans",
    "messages",
    "sensors",
    "reports",
    "devices",
    "sync",
    "settings",
)
"""All pages in rail order; Alt+1 … Alt+9, Alt+0 stay with them whether they exist or not."""


@runtime_checkable
class Searchable(Protocol):
    """A page that can be searched."""

    def focus_search(self) -> None:
        """Ctrl+F: put the cursor into the search field."""
        ...


@runtime_checkable
class WithPanel(Protocol):
    """A page with a side panel."""

    def toggle_panel(self) -> None:
        """Alt+P: open or close the panel."""
        ...


@runtime_checkable
class Creating(Protocol):
    """A page on which something can be begun."""

    def make_new(self) -> None:
        """Ctrl+N: begin it."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class PageDescriptor:
    """A page that exists.

    Attributes:
        key: One of `PAGE_KEYS`.
        word: Gives the word on the rail, in the language in force.
        icon: Name in the icon set.
        widget: The page; what it can do besides is told by `Searchable`, `WithPanel`, `Creating`.
    """

    key: str
    word: Callable[[], str]
    icon: str
    widget: QWidget

    def __post_init__(self) -> None:
        """Refuse a page that no key opens."""
        if self.key not in PAGE_KEYS:
            raise ValueError(f"unknown page {self.key!r}")


def page_digit(key: str) -> int:
    """Digit that opens the page together with Alt."""
    return (PAGE_KEYS.index(key) + 1) % len(PAGE_KEYS)
