# SPDX-License-Identifier: Apache-2.0
"""Reads one mapping of a plan file, field by field, and collects what is wrong with it."""

import re
from collections.abc import Collection, Mapping
from datetime import date
from typing import Final, TypeVar

from command_vehicle.services.plans.text import PlanFault, PlanFaultReason, PlanNode

Choice = TypeVar("Choice")

_NUMBER: Final = re.compile(r"[0-9]{1,5}")


class PlanForm:
    """A mapping and the faults found in its file so far.

    A field that is wrong gives its empty value, so that one reading finds all faults.
    """

    def __init__(self, file: str, node: PlanNode, path: str, faults: list[PlanFault]) -> None:
        self._file = file
        self._node = node
        self._path = path
        self._faults = faults
        self._members: Mapping[str, PlanNode] = {}
        self._asked: set[str] = set()
        if isinstance(node.value, Mapping):
            self._members = node.value
        else:
            self._blame(node, path, PlanFaultReason.NOT_A_MAPPING)

    def close(self) -> None:
        """What nobody asked for is misspelt: a fault, not something to pass over."""
        for name, node in self._members.items():
            if name not in self._asked:
                self._blame(node, self._field(name), PlanFaultReason.UNKNOWN_FIELD, name)

    def text(self, name: str, *, required: bool = False) -> str:
        """The words of a field."""
        node = self._member(name, required=required)
        return "" if node is None else self._words(node, self._field(name))

    def texts(self, name: str, *, required: bool = False) -> tuple[str, ...]:
        """The words of a list."""
        items = self._items(name, required=required)
        words = (self._words(item, path) for path, item in items)
        return tuple(word for word in words if word)

    def choice(self, name: str, words: Mapping[str, Choice]) -> Choice | None:
        """What a field's word stands for."""
        node = self._member(name, required=True)
        return None if node is None else self._chosen(node, self._field(name), words)

    def choices(
        self, name: str, words: Mapping[str, Choice], *, required: bool = False
    ) -> tuple[Choice, ...]:
        """What the words of a list stand for."""
        items = self._items(name, required=required)
        found = (self._chosen(item, path, words) for path, item in items)
        return tuple(choice for choice in found if choice is not None)

    def one_of(self, name: str, words: Collection[str]) -> str:
        """A field whose words must have been declared before."""
        return self.choice(name, {word: word for word in words}) or ""

    def number(self, name: str) -> int | None:
        """A whole number, not negative; None where there is none."""
        node = self._member(name, required=False)
        if node is None:
            return None
        words = self._words(node, self._field(name))
        if _NUMBER.fullmatch(words) is None:
            self._blame(node, self._field(name), PlanFaultReason.NOT_A_NUMBER, words)
            return None
        return int(words)

    def day(self, name: str) -> date | None:
        """A day, `2028-06-30`; None where there is none."""
        node = self._member(name, required=False)
        if node is None:
            return None
        words = self._words(node, self._field(name))
        try:
            return date.fromisoformat(words)
        except ValueError:
            self._blame(node, self._field(name), PlanFaultReason.DATE_UNREADABLE, words)
            return None

    def forms(self, name: str) -> "tuple[PlanForm, ...]":
        """The mappings of a list."""
        items = self._items(name, required=True)
        return tuple(PlanForm(self._file, item, path, self._faults) for path, item in items)

    def blame(self, name: str, reason: PlanFaultReason, value: str = "") -> None:
        """Something is wrong with a field that only the caller can see."""
        self._blame(self._members.get(name, self._node), self._field(name), reason, value)

    def _field(self, name: str) -> str:
        return f"{self._path}.{name}" if self._path else name

    def _member(self, name: str, *, required: bool) -> PlanNode | None:
        self._asked.add(name)
        node = self._members.get(name)
        if node is None and required and isinstance(self._node.value, Mapping):
            self._blame(self._node, self._field(name), PlanFaultReason.MISSING)
        return node

    def _items(self, name: str, *, required: bool) -> tuple[tuple[str, PlanNode], ...]:
        node = self._member(name, required=required)
        if node is None:
            return ()
        field = self._field(name)
        if not isinstance(node.value, tuple):
            self._blame(node, field, PlanFaultReason.NOT_A_LIST)
            return ()
        if required and not node.value:
            self._blame(node, field, PlanFaultReason.MISSING)
        return tuple((f"{field}[{place}]", item) for place, item in enumerate(node.value, 1))

    def _words(self, node: PlanNode, field: str) -> str:
        if not isinstance(node.value, str):
            self._blame(node, field, PlanFaultReason.NOT_A_TEXT)
            return ""
        words = node.value.strip()
        if not words:
            self._blame(node, field, PlanFaultReason.MISSING)
        return words

    def _chosen(self, node: PlanNode, field: str, words: Mapping[str, Choice]) -> Choice | None:
        word = self._words(node, field)
        choice = words.get(word)
        if choice is None and word:
            self._blame(node, field, PlanFaultReason.UNKNOWN_WORD, word)
        return choice

    def _blame(self, node: PlanNode, field: str, reason: PlanFaultReason, value: str = "") -> None:
        self._faults.append(
            PlanFault(file=self._file, line=node.line, field=field, reason=reason, value=value)
        )
