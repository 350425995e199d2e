# SPDX-License-Identifier: Apache-2.0
"""What a person does with settings: look, change, go back to the preset."""

import logging
from collections.abc import Callable, Mapping
from enum import Enum

from command_vehicle.domain.errors import ErrorCode, InputError
from command_vehicle.services.events import EventBus, SettingsChanged
from command_vehicle.services.ports import SettingsFiles
from command_vehicle.services.settings.declarations import SETTINGS_VERSION, Settings
from command_vehicle.services.settings.layers import (
    VERSION_KEY,
    Document,
    Layer,
    Problem,
    SettingNotice,
    Value,
    declarations,
    migrated,
    resolve,
)

_log = logging.getLogger(__name__)


class SettingsService:
    """Settings in force, read once at start and after each change."""

    def __init__(self, files: SettingsFiles, bus: EventBus) -> None:
        self._files = files
        self._bus = bus
        site, site_notices = _loaded(files.load_site, Layer.SITE)
        self._user, user_notices = _loaded(files.load_user, Layer.USER)
        self._site = site
        self._file_notices = site_notices + user_notices
        self._resolved = resolve(site, self._user)
        for notice in self.notices:
            _log.info("settings: %s %s: %s", notice.layer.value, notice.key, notice.problem.value)

    @property
    def settings(self) -> Settings:
        """The values in force."""
        return self._resolved.settings

    @property
    def notices(self) -> tuple[SettingNotice, ...]:
        """What was passed over in the files."""
        return self._file_notices + self._resolved.notices

    def value(self, key: str) -> Value:
        """The value in force of one setting."""
        section, _, name = key.partition(".")
        value: Value = getattr(getattr(self.settings, section), name)
        return value

    def source_of(self, key: str) -> Layer:
        """Where the value in force comes from."""
        return self._resolved.sources[key]

    def is_preset(self, key: str) -> bool:
        """Whether the agency's value is in force, shown with a lock and not changed here."""
        return self.source_of(key) is Layer.SITE

    def change(self, key: str, value: Value) -> None:
        """Put a value into the user file and into force.

        Raises:
            InputError: The agency has preset it, or the value does not fit.
            StoreError: The file could not be written; the old value stays in force.
        """
        self.change_together({key: value})

    def change_together(self, values: Mapping[str, Value]) -> None:
        """Put several values into the user file and into force, all of them or none.

        Raises:
            InputError: The agency has preset one, or a value does not fit.
            StoreError: The file could not be written; the old values stay in force.
        """
        user = self._user
        for key, value in values.items():
            if self.is_preset(key):
                raise InputError(ErrorCode.VALUE_INVALID, field=key, reason="preset by the agency")
            checked = declarations()[key].read(value)
            if isinstance(checked, Problem):
                raise InputError(ErrorCode.VALUE_INVALID, field=key, reason=checked.value)
            section, _, name = key.partition(".")
            raw = checked.value if isinstance(checked, Enum) else checked
            user = {**user, section: {**_section(user, section), name: raw}}
        self._adopt(user)

    def reset(self, key: str) -> None:
        """Take a value out of the user file, so that the layer below holds again.

        Raises:
            StoreError: The file could not be written; the value stays in force.
        """
        section, _, name = key.partition(".")
        options = {
            option: raw for option, raw in _section(self._user, section).items() if option != name
        }
        self._adopt({**self._user, section: options})

    def _adopt(self, user: Document) -> None:
        document = {VERSION_KEY: SETTINGS_VERSION, **user}
        self._files.save_user(document)
        self._user = document
        self._resolved = resolve(self._site, document)
        self._bus.publish(SettingsChanged())


def _section(document: Document, name: str) -> Mapping[str, object]:
    content = document.get(name)
    return content if isinstance(content, Mapping) else {}


def _loaded(
    load: Callable[[], Document], layer: Layer
) -> tuple[Document, tuple[SettingNotice, ...]]:
    """The document of one file in the present form; a file that cannot be read counts as empty."""
    try:
        document = load()
    except InputError as error:
        return {}, (
            SettingNotice(
                layer=layer,
                key="",
                problem=Problem.UNREADABLE,
                value=str(error.params.get("reason", "")),
            ),
        )
    return migrated(document, layer)
