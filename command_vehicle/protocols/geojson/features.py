# SPDX-License-Identifier: Apache-2.0
"""GeoJSON (RFC 7946) feature collections, a piece at a time.

A register of a province does not fit comfortably into memory as one tree of objects, so the
members of `features` are cut out of the text as they complete:

```
PREAMBLE   members before "features" are read and dropped, one by one
FEATURES   one feature after the other, each at most MAX_FEATURE_CHARACTERS
AFTER      whatever follows is of no interest
BROKEN     the text is no feature collection; `damage` says why
```
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final

MAX_FEATURE_CHARACTERS: Final = 4_000_000
_SPACE: Final = " \t\r\n\ufeff"
_BETWEEN: Final = _SPACE + ","


class Damage(Enum):
    """Why a text is no feature collection."""

    NOT_A_COLLECTION = "not_a_collection"
    FEATURE_UNREADABLE = "feature_unreadable"
    CUT_SHORT = "cut_short"


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """One feature; its members are whatever the file has there.

    Attributes:
        number: From 1, in the order of the file.
        properties: Empty where the file has none.
        geometry: None where the file has none.
    """

    number: int
    properties: Mapping[str, object]
    geometry: object


class _State(Enum):
    PREAMBLE = 1
    FEATURES = 2
    AFTER = 3
    BROKEN = 4


class FeatureStream:
    """Cuts features out of text that arrives in pieces of any size."""

    def __init__(self) -> None:
        self.damage: Damage | None = None
        self._decoder = json.JSONDecoder()
        self._state = _State.PREAMBLE
        self._buffer = ""
        self._at = 0
        self._opened = False
        self._number = 0

    def feed(self, text: str) -> list[Feature]:
        """The features that are complete with this piece."""
        if self._state in {_State.AFTER, _State.BROKEN}:
            return []
        self._buffer = self._buffer[self._at :] + text
        self._at = 0
        features: list[Feature] = []
        while self._step(features):
            pass
        if len(self._buffer) - self._at > MAX_FEATURE_CHARACTERS:
            self._break(self._unfinished())
        return features

    def finish(self) -> None:
        """No more text comes; sets `damage` when something is missing."""
        if self._state is _State.FEATURES:
            rest = self._buffer[self._at :].strip(_BETWEEN)
            self._break(Damage.FEATURE_UNREADABLE if rest else Damage.CUT_SHORT)
        elif self._state is _State.PREAMBLE:
            self._break(Damage.NOT_A_COLLECTION)

    def _step(self, features: list[Feature]) -> bool:
        """Take one member or feature; False when more text is needed or nothing is left."""
        if self._state is _State.PREAMBLE:
            return self._step_preamble()
        return self._state is _State.FEATURES and self._step_feature(features)

    def _step_preamble(self) -> bool:
        char = self._skip(_BETWEEN if self._opened else _SPACE)
        if not self._opened:
            return self._open(char)
        if char != '"':
            return char != "" and self._break(Damage.NOT_A_COLLECTION)
        start = self._at
        key, after_key = self._decode(start)
        if after_key is None:
            return False
        self._at = after_key
        if self._skip(_SPACE) != ":":
            self._at = start
            return False
        self._at += 1
        return self._step_member(key, start)

    def _open(self, char: str) -> bool:
        if char not in {"", "{"}:
            return self._break(Damage.NOT_A_COLLECTION)
        self._opened = char == "{"
        self._at += len(char)
        return self._opened

    def _step_member(self, key: object, start: int) -> bool:
        char = self._skip(_SPACE)
        if key == "features" and char == "[":
            self._at += 1
            self._state = _State.FEATURES
            return True
        _, after = self._decode(self._at)
        if after is None or after == len(self._buffer):
            self._at = start
            return False
        self._at = after
        return True

    def _step_feature(self, features: list[Feature]) -> bool:
        char = self._skip(_BETWEEN)
        if char == "]":
            self._state, self._buffer, self._at = _State.AFTER, "", 0
            return False
        if char != "{":
            return char != "" and self._break(Damage.FEATURE_UNREADABLE)
        value, after = self._decode(self._at)
        if after is None or not isinstance(value, dict):
            return False
        self._at = after
        self._number += 1
        properties = value.get("properties")
        features.append(
            Feature(
                number=self._number,
                properties=properties if isinstance(properties, dict) else {},
                geometry=value.get("geometry"),
            )
        )
        return True

    def _skip(self, chars: str) -> str:
        """Move to the next character that is none of `chars`; empty at the end of the buffer."""
        while self._at < len(self._buffer) and self._buffer[self._at] in chars:
            self._at += 1
        return self._buffer[self._at : self._at + 1]

    def _decode(self, start: int) -> tuple[object, int | None]:
        """The value at `start` and where it ends; no end when it is not complete, or no JSON."""
        try:
            return self._decoder.raw_decode(self._buffer, start)
        except ValueError:
            return None, None
        except RecursionError:
            self._break(self._unfinished())
            return None, None

    def _unfinished(self) -> Damage:
        if self._state is _State.FEATURES:
            return Damage.FEATURE_UNREADABLE
        return Damage.NOT_A_COLLECTION

    def _break(self, damage: Damage) -> bool:
        self.damage = damage
        self._state, self._buffer, self._at = _State.BROKEN, "", 0
        return False
