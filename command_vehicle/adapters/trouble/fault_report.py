# SPDX-License-Identifier: Apache-2.0
"""The file that a person sends when something is wrong: report, logs, crash reports."""

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

from command_vehicle.adapters.files.durable import refusal, write_durably
from command_vehicle.adapters.paths import DataDir
from command_vehicle.adapters.trouble.recorder import FAULT_NAME, LOG_NAME, crash_reports

REPORT_NAME: Final = "report.txt"


def write_fault_report(
    target: Path, report: str, data_dir: DataDir, clean: Callable[[str], str]
) -> tuple[str, ...]:
    """Write the zip file whole or not at all; the answer names what is in it.

    Args:
        target: File to write.
        report: Text of the diagnostic report.
        data_dir: Where logs and crash reports are.
        clean: Takes out of each text what must not leave the vehicle.

    Raises:
        StoreError: The disk refused.
    """
    logs = sorted(data_dir.logs.glob(f"{LOG_NAME}*"))
    sources = [*logs, data_dir.logs / FAULT_NAME, *crash_reports(data_dir.logs)]
    draft = target.with_name(f".{target.name}.zip.part")
    try:
        with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(REPORT_NAME, clean(report))
            for path in sources:
                if path.is_file():
                    text = path.read_text(encoding="utf-8", errors="replace")
                    archive.writestr(f"logs/{path.name}", clean(text))
            names = tuple(archive.namelist())
        write_durably(target, draft.read_bytes())
    except OSError as error:
        raise refusal(error, target) from error
    finally:
        draft.unlink(missing_ok=True)
    return names
