# SPDX-License-Identifier: Apache-2.0
"""What commands say about expected errors: one plain English sentence per code."""

from typing import Final

from command_vehicle.domain.errors import CommandVehicleError, ErrorCode

SENTENCES: Final[dict[ErrorCode, str]] = {
    ErrorCode.PORT_BUSY: "Port {port} is held by another program and will not be taken.",
    ErrorCode.PORT_DENIED: "No permission for port {port}. "
    "Add this user to group dialout and log in again.",
    ErrorCode.PORT_GONE: "Port {port} is not there. Check the cable.",
    ErrorCode.PORT_SILENT: "Nothing was heard on port {port}. Check power, cable and line speed.",
    ErrorCode.PORT_UNKNOWN: "Port {port} failed in a way that the system does not explain.",
    ErrorCode.DISK_FULL: "Nothing was saved: the disk is full. Free some space and try again.",
    ErrorCode.DISK_ERROR: "Nothing was saved: the disk refused the write.",
    ErrorCode.STORE_LOCKED: "The database is held by another program. Close it and try again.",
    ErrorCode.STORE_DAMAGED: "The database is damaged and was left as it is. "
    "Move it away and put the last copy in its place, or begin a new one without it.",
    ErrorCode.STORE_TOO_NEW: "The database was written by a newer version of this program.",
    ErrorCode.STORE_UNREACHABLE: "The database cannot be opened for writing. Check that its folder "
    "belongs to this user and that the disk is not write-protected.",
    ErrorCode.DISK_LOW: "Only {free_mib} MiB are free on the disk. Free some space soon.",
    ErrorCode.RECORD_OLDER_COPY: "The database is an older copy: {missing} records of this vehicle "
    "are not in it. New records are numbered apart, so that none is lost; the platform gives back "
    "what it has.",
    ErrorCode.RECORD_ELSEWHERE: "The database was brought here from another place. "
    "New records are numbered apart from now on.",
    ErrorCode.RECORD_FORKED: "The platform holds other records under numbers of ours. "
    "Both are kept; new records are numbered apart.",
    ErrorCode.STORE_UNSAFE: "The database cannot be used safely on this system.",
    ErrorCode.PLATFORM_OFFLINE: "The platform cannot be reached. Records are kept and go later.",
    ErrorCode.PLATFORM_REFUSED: "The platform refused.",
    ErrorCode.PLATFORM_NONSENSE: "The answer of the platform makes no sense. Check the address.",
    ErrorCode.NOT_ENROLLED: "This vehicle is not enrolled with a platform. "
    "Run 'sync enroll URL CODE'.",
    ErrorCode.ALREADY_ENROLLED: "This vehicle is already enrolled with a platform.",
    ErrorCode.CODE_UNKNOWN: "The platform does not know this code, "
    "or it has been used or has expired.",
    ErrorCode.FILE_MISSING: "{path} is not there.",
    ErrorCode.FILE_UNREADABLE: "{path} cannot be read.",
    ErrorCode.FILE_UNWRITABLE: "{path} cannot be written.",
    ErrorCode.FILE_TOO_LARGE: "{path} is too large to be taken in one piece.",
    ErrorCode.FILE_IS_WORKBOOK: "{path} is a workbook. Save it as CSV and import that.",
    ErrorCode.FILE_NOT_TEXT: "{path} is not a text file.",
    ErrorCode.FILE_DAMAGED: "{path} is damaged.",
    ErrorCode.GEOJSON_DAMAGED: "{path} is damaged or is not GeoJSON.",
    ErrorCode.COLUMNS_MISSING: "{path} lacks columns that are needed: {columns}.",
    ErrorCode.FILE_EXISTS: "{path} is there already and will not be overwritten.",
    ErrorCode.VALUE_INVALID: "The value for {field} cannot be taken.",
    ErrorCode.RECORD_UNKNOWN: "There is no record {id}.",
    ErrorCode.REASON_MISSING: "A reason must be given.",
    ErrorCode.EVIDENCE_BROKEN: "The evidence is not intact.",
    ErrorCode.MAP_PACK_BROKEN: "The map pack is damaged and was left out.",
    ErrorCode.PLAN_BROKEN: "The plan cannot be read.",
    ErrorCode.PLAN_RUNNING: "The plan {title} is already running for this incident.",
}


class _Details(dict[str, object]):
    """Stands in for details that the place of the error did not know."""

    def __missing__(self, _name: str) -> str:
        return "it"


def sentence(error: CommandVehicleError) -> str:
    """The sentence for an error, and behind it whatever else is known, in brackets."""
    template = SENTENCES[error.code]
    text = template.format_map(_Details(error.params))
    rest = [
        f"{name} {value}" for name, value in error.params.items() if f"{{{name}}}" not in template
    ]
    return f"{text} ({', '.join(rest)})" if rest else text
