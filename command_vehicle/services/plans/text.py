# SPDX-License-Identifier: Apache-2.0
"""The text of a plan file as a tree of words with line numbers, and what can be wrong with it.

Every scalar stays the text that stands in the file: `edition: 2025`, `key: 4.10` and `no` mean
what a clerk sees, not what a type resolver makes of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanNode:
    """A place in a plan file.

    Attributes:
        line: From 1.
        value: Text, members of a list, or members of a mapping by name.
    """

    line: int
    value: str | tuple["PlanNode", ...] | Mapping[str, "PlanNode"]


class PlanFaultReason(Enum):
    """Why a plan file cannot be taken; the words are made where they are shown."""

    UNREADABLE = "unreadable"
    """Not a text, or not YAML; the value is what the parser met."""
    TOO_LARGE = "too_large"
    NOT_A_MAPPING = "not_a_mapping"
    NOT_A_LIST = "not_a_list"
    NOT_A_TEXT = "not_a_text"
    MISSING = "missing"
    UNKNOWN_FIELD = "unknown_field"
    UNKNOWN_WORD = "unknown_word"
    NOT_A_NUMBER = "not_a_number"
    DATE_UNREADABLE = "date_unreadable"
    TWICE = "twice"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFault:
    """One thing that is wrong with a plan file.

    Attributes:
        file: Its name.
        line: From 1.
        field: Where in the plan, for example `tasks[3].phase`.
        reason: What is wrong.
        value: What stands there.
    """

    file: str
    line: int
    field: str
    reason: PlanFaultReason
    value: str = ""
