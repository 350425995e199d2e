# SPDX-License-Identifier: Apache-2.0
"""The error tree.

```
CommandVehicleError          code + parameters; words are made in ui/ (and, for commands, in cli)
├─ ExpectedError             environment, peer or user: shown, survived
│  ├─ DeviceError            a port or terminal
│  ├─ StoreError             the database or the disk under it
│  ├─ SyncError              the platform or the way to it
│  └─ InputError             something a person or a file gave us
└─ BugError                  ours: goes to the crash recorder
```
"""

from enum import Enum
from typing import Final


class ErrorCode(Enum):
    """Every error a person can meet; each has a text in every language."""

    PORT_BUSY = "port_busy"
    PORT_DENIED = "port_denied"
    PORT_GONE = "port_gone"
    PORT_SILENT = "port_silent"
    PORT_UNKNOWN = "port_unknown"
    DISK_FULL = "disk_full"
    DISK_ERROR = "disk_error"
    STORE_LOCKED = "store_locked"
    STORE_DAMAGED = "store_damaged"
    STORE_TOO_NEW = "store_too_new"
    STORE_UNSAFE = "store_unsafe"
    STORE_UNREACHABLE = "store_unreachable"
    DISK_LOW = "disk_low"
    RECORD_OLDER_COPY = "record_older_copy"
    RECORD_ELSEWHERE = "record_elsewhere"
    RECORD_FORKED = "record_forked"
    PLATFORM_OFFLINE = "platform_offline"
    PLATFORM_REFUSED = "platform_refused"
    PLATFORM_NONSENSE = "platform_nonsense"
    NOT_ENROLLED = "not_enrolled"
    ALREADY_ENROLLED = "already_enrolled"
    CODE_UNKNOWN = "code_unknown"
    FILE_MISSING = "file_missing"
    FILE_UNREADABLE = "file_unreadable"
    FILE_UNWRITABLE = "file_unwritable"
    FILE_EXISTS = "file_exists"
    FILE_TOO_LARGE = "file_too_large"
    FILE_IS_WORKBOOK = "file_is_workbook"
    FILE_NOT_TEXT = "file_not_text"
    FILE_DAMAGED = "file_damaged"
    GEOJSON_DAMAGED = "geojson_damaged"
    COLUMNS_MISSING = "columns_missing"
    VALUE_INVALID = "value_invalid"
    RECORD_UNKNOWN = "record_unknown"
    REASON_MISSING = "reason_missing"
    EVIDENCE_BROKEN = "evidence_broken"
    MAP_PACK_BROKEN = "map_pack_broken"
    PLAN_BROKEN = "plan_broken"
    PLAN_RUNNING = "plan_running"


ErrorValue = str | int | float


class CommandVehicleError(Exception):
    """Base of all our errors: a code and the values that its sentence needs."""

    def __init__(self, code: ErrorCode, **params: ErrorValue) -> None:
        self.code: Final = code
        self.params: Final[dict[str, ErrorValue]] = dict(params)
        details = " ".join(f"{name}={value}" for name, value in self.params.items())
        super().__init__(f"{code.value} {details}".rstrip())


class ExpectedError(CommandVehicleError):
    """Something outside went wrong; the operation is abandoned, the program goes on."""


class DeviceError(ExpectedError):
    """A serial port or the device behind it."""


class StoreError(ExpectedError):
    """The database, or the disk under it."""


class SyncError(ExpectedError):
    """The central platform, or the way to it."""


class InputError(ExpectedError):
    """A value or a file that somebody gave us cannot be taken."""


class BugError(CommandVehicleError):
    """A broken promise inside the program."""
