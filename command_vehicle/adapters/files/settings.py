# SPDX-License-Identifier: Apache-2.0
"""The settings files on disk: the agency's is only read, the users' is replaced as a whole."""

import tomllib
from collections.abc import Mapping
from pathlib import Path

from command_vehicle.adapters.files.durable import refusal, write_durably
from command_vehicle.adapters.paths import DataDir
from command_vehicle.domain.errors import ErrorCode, InputError
from command_vehicle.protocols.toml_text import dump_toml

_HEADING = "# Written by Command Vehicle; comments are lost when a setting is changed there.\n"


class TomlSettingsFiles:
    """`SettingsFiles` below one data directory."""

    def __init__(self, data_dir: DataDir) -> None:
        self._site = data_dir.site_settings
        self._user = data_dir.user_settings

    def load_site(self) -> Mapping[str, object]:
        """What the agency preset; empty without a file.

        Raises:
            InputError: The file cannot be read.
        """
        return _load(self._site)

    def load_user(self) -> Mapping[str, object]:
        """What the vehicle's users chose; empty without a file.

        Raises:
            InputError: The file cannot be read.
        """
        return _load(self._user)

    def save_user(self, document: Mapping[str, object]) -> None:
        """Replace the user file in one durable step; what cannot be read is kept beside it.

        Raises:
            StoreError: The old file is still there.
        """
        try:
            self._set_unreadable_aside()
            write_durably(self._user, (_HEADING + dump_toml(document)).encode())
        except OSError as error:
            raise refusal(error, self._user) from error

    def _set_unreadable_aside(self) -> None:
        try:
            _load(self._user)
        except InputError:
            self._user.replace(self._user.with_name(f"{self._user.name}.unreadable"))


def _load(path: Path) -> Mapping[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise InputError(ErrorCode.FILE_UNREADABLE, path=str(path), reason=str(error)) from error
