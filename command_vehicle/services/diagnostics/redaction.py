# SPDX-License-Identifier: Apache-2.0
"""Takes out of program logs what must not leave the vehicle with a fault report."""

import re
from collections.abc import Iterable
from typing import Final

_PATTERNS: Final = (
    (re.compile(r"-----BEGIN [A-Z ]+-----.*?-----END [A-Z ]+-----", re.DOTALL), "[key]"),
    (re.compile(r"[$!][A-Z]{2,}[A-Z0-9]*,[^\r\n*]*(?:\*[0-9A-Fa-f]{2})?"), "[sentence]"),
    (re.compile(r"\b[0-9a-fA-F]{32,}\b"), "[hex]"),
    (re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)"), "[phone]"),
    (re.compile(r"(?<![\d.-])\d{3,4}-\d{4}-?\d{3,4}(?![\d-])"), "[phone]"),
    (re.compile(r"(?<![\w.:])-?\d{1,3}\.\d{3,}(?![\w.])"), "[number]"),
    (re.compile(r"\d{1,3}°\s*\d{1,2}['′]\s*\d{1,2}(?:\.\d+)?[\"″]?\s*[NSEW]?"), "[number]"),
)
"""In this order: whole keys and receiver sentences first, then what is left inside lines."""


def redact(text: str, names: Iterable[str] = ()) -> str:
    """The text without keys, positions, telephone numbers and the names given.

    Any number with three or more decimals counts as a coordinate; rather one figure too few than
    one position too many.
    """
    for name in sorted((name for name in names if name), key=len, reverse=True):
        text = text.replace(name, "[name]")
    for pattern, stand_in in _PATTERNS:
        text = pattern.sub(stand_in, text)
    return text
