# SPDX-License-Identifier: Apache-2.0
"""How a setting gets its value: defaults, over them the site file, over it the user file.

A value that does not fit is passed over in favour of the layer below it, with one notice. Pure:
documents come in as mappings, as `tomllib` makes them.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from enum import Enum
from functools import cache
from typing import Any, Final, get_type_hints

from command_vehicle.services.settings.declarations import SETTINGS_VERSION, Settings

Value = str | int | float | bool | Enum
Document = Mapping[str, object]

VERSION_KEY: Final = "version"


class Layer(Enum):
    """Where a value comes from, lowest first."""

    DEFAULT = "default"
    SITE = "site"
    USER = "user"


class Problem(Enum):
    """What is wrong in a settings file."""

    UNREADABLE = "unreadable"
    TOO_NEW = "too_new"
    WRONG_TYPE = "wrong_type"
    OUT_OF_RANGE = "out_of_range"
    NOT_A_CHOICE = "not_a_choice"
    UNKNOWN_KEY = "unknown_key"


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingNotice:
    """One thing in one file that was passed over.

    Attributes:
        layer: The file.
        key: Setting or section; empty for the file as a whole.
        problem: What is wrong.
        value: What stands there, shortened.
    """

    layer: Layer
    key: str
    problem: Problem
    value: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """A setting as the settings page and the documentation need it.

    Attributes:
        key: Section and name, for example `screen.theme`.
        value_type: str, int, float, bool or an Enum.
        default: Value when no file says otherwise.
        since: First release that knows it.
        unit: Of a number.
        minimum: Smallest number, or fewest characters.
        maximum: Largest number, or most characters.
    """

    key: str
    value_type: type
    default: Value
    since: str
    unit: str | None
    minimum: float | None
    maximum: float | None

    @property
    def choices(self) -> tuple[Enum, ...]:
        """The values of a setting that has a fixed set of them; empty for the others."""
        return tuple(self.value_type) if issubclass(self.value_type, Enum) else ()

    def read(self, raw: object) -> Value | Problem:
        """The value behind what stands in a file, or what is wrong with it."""
        if issubclass(self.value_type, Enum):
            return self._choice(raw)
        if self.value_type is float and type(raw) is int:
            raw = float(raw)
        if type(raw) is not self.value_type or not isinstance(raw, str | int | float):
            return Problem.WRONG_TYPE
        measure = len(raw) if isinstance(raw, str) else raw
        too_small = self.minimum is not None and not measure >= self.minimum
        too_large = self.maximum is not None and not measure <= self.maximum
        return Problem.OUT_OF_RANGE if too_small or too_large else raw

    def _choice(self, raw: object) -> Value | Problem:
        choices: dict[object, Enum] = {choice.value: choice for choice in self.choices}
        if isinstance(raw, Enum):
            raw = raw.value
        return (
            choices.get(raw, Problem.NOT_A_CHOICE) if isinstance(raw, str) else Problem.WRONG_TYPE
        )


@cache
def declarations() -> Mapping[str, Declaration]:
    """All settings by key, in the order of the settings page."""
    return {declaration.key: declaration for declaration in _declared()}


def _declared() -> Iterator[Declaration]:
    for section, section_type in _section_types().items():
        types = get_type_hints(section_type)
        for option in fields(section_type):
            yield Declaration(
                key=f"{section}.{option.name}",
                value_type=types[option.name],
                default=option.default,
                since=option.metadata["since"],
                unit=option.metadata["unit"],
                minimum=option.metadata["min"],
                maximum=option.metadata["max"],
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """The settings in force.

    Attributes:
        settings: All sections.
        sources: Layer that each key got its value from.
        notices: What was passed over.
    """

    settings: Settings
    sources: Mapping[str, Layer]
    notices: tuple[SettingNotice, ...]


def resolve(site: Document, user: Document) -> Resolved:
    """Lay the files over the defaults."""
    values = {key: declared.default for key, declared in declarations().items()}
    sources = dict.fromkeys(values, Layer.DEFAULT)
    notices: list[SettingNotice] = []
    for layer, document in ((Layer.SITE, site), (Layer.USER, user)):
        for key, raw in _flat(document):
            declared = declarations().get(key)
            value = Problem.UNKNOWN_KEY if declared is None else declared.read(raw)
            if isinstance(value, Problem):
                notices.append(_notice(layer, key, value, raw))
            else:
                values[key], sources[key] = value, layer
    return Resolved(settings=_settings(values), sources=sources, notices=tuple(notices))


def _flat(document: Document) -> Iterator[tuple[str, object]]:
    """Every value below a section under its key; what is not a section under its own name."""
    for name, content in document.items():
        if isinstance(content, Mapping):
            yield from ((f"{name}.{option}", raw) for option, raw in content.items())
        elif name != VERSION_KEY:
            yield name, content


def _notice(layer: Layer, key: str, problem: Problem, raw: object) -> SettingNotice:
    return SettingNotice(layer=layer, key=key, problem=problem, value=str(raw)[:80])


def _section_types() -> Mapping[str, type[Any]]:
    return get_type_hints(Settings)


def _settings(values: Mapping[str, Value]) -> Settings:
    sections = {
        section: section_type(
            **{option.name: values[f"{section}.{option.name}"] for option in fields(section_type)}
        )
        for section, section_type in _section_types().items()
    }
    return Settings(**sections)


def _name_the_version(document: Document) -> Document:
    """From 0, a file written by hand without a version."""
    return {VERSION_KEY: 1, **document}


MIGRATIONS: Final[tuple[Callable[[Document], Document], ...]] = (_name_the_version,)
"""Step n leads from version n to version n + 1. Pure: nothing half-done can reach the disk."""


def migrated(document: Document, layer: Layer) -> tuple[Document, tuple[SettingNotice, ...]]:
    """The document in the present form, and a notice when it is from a newer program.

    A newer file is read as far as it is understood and written back with all it holds.
    """
    version = document.get(VERSION_KEY, 0)
    if type(version) is not int or version < 0:
        return document, (_notice(layer, VERSION_KEY, Problem.WRONG_TYPE, version),)
    if version > SETTINGS_VERSION:
        return document, (_notice(layer, VERSION_KEY, Problem.TOO_NEW, version),)
    for step in MIGRATIONS[version:]:
        document = step(document)
    return document, ()
