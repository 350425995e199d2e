# SPDX-License-Identifier: Apache-2.0
"""Writes TOML 1.0 for everything that `tomllib` can read."""

import json
from collections.abc import Mapping
from datetime import date, datetime, time


def dump_toml(document: Mapping[str, object]) -> str:
    """The document as text: plain values of a table first, then its sub-tables.

    Raises:
        TypeError: A value is of a type that TOML does not have, such as None.
    """
    return "".join(f"{line}\n" for line in _table_lines(document, ())).lstrip("\n")


def _table_lines(table: Mapping[str, object], path: tuple[str, ...]) -> list[str]:
    values = {name: value for name, value in table.items() if not isinstance(value, Mapping)}
    lines = [f"{_key(name)} = {_value(value)}" for name, value in values.items()]
    for name, value in table.items():
        if isinstance(value, Mapping):
            below = (*path, name)
            lines += ["", f"[{'.'.join(map(_key, below))}]", *_table_lines(value, below)]
    return lines


def _key(name: str) -> str:
    is_bare = name.isascii() and name.replace("_", "").replace("-", "").isalnum()
    return name if is_bare else _string(name)


def _string(text: str) -> str:
    """A basic string; JSON's escapes are TOML's, except that TOML escapes DEL as well."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _value(value: object) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return _string(value)
        case int() | float():
            return repr(value)
        case datetime() | date() | time():
            return value.isoformat()
        case list() | tuple():
            return f"[{', '.join(map(_value, value))}]"
        case Mapping():
            members = (f"{_key(name)} = {_value(member)}" for name, member in value.items())
            return f"{{ {', '.join(members)} }}"
        case _:
            raise TypeError(f"TOML has no {type(value).__name__}")
