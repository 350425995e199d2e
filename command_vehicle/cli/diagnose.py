# SPDX-License-Identifier: Apache-2.0
"""`diagnose`: a file that a person can send, with nothing about people or places in it."""

import argparse
import functools
from collections.abc import Callable
from pathlib import Path

from command_vehicle.adapters.clock import SystemClock
from command_vehicle.adapters.files.settings import TomlSettingsFiles
from command_vehicle.adapters.paths import DataDir
from command_vehicle.adapters.trouble import facts as system_facts
from command_vehicle.adapters.trouble.fault_report import write_fault_report
from command_vehicle.cli.arguments import add_data_dir
from command_vehicle.cli.output import emit
from command_vehicle.domain.errors import ErrorCode, InputError
from command_vehicle.services.diagnostics.redaction import redact
from command_vehicle.services.diagnostics.report import (
    DiagnosticReport,
    ReportSection,
    Rows,
    enrolment_rows,
    record_rows,
    reported,
    settings_rows,
)
from command_vehicle.services.events import EventBus
from command_vehicle.services.settings.service import SettingsService
from command_vehicle.storage.facts import database_rows
from command_vehicle.storage.vehicle_store import VehicleStore


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `diagnose`."""
    parser = commands.add_parser("diagnose", help="write a fault report that can be sent")
    parser.add_argument(
        "--out",
        type=Path,
        metavar="FILE",
        help="zip file to write (default: diagnose-TIME.zip in this folder)",
    )
    add_data_dir(parser)
    parser.set_defaults(run=_diagnose)


def _diagnose(arguments: argparse.Namespace) -> int:
    clock = SystemClock()
    data_dir = DataDir(arguments.data_dir)
    settings = SettingsService(TomlSettingsFiles(data_dir), EventBus())
    report = DiagnosticReport(made_at=clock.now(), sections=_sections(data_dir, settings, clock))
    target = arguments.out or Path(f"diagnose-{clock.now():%Y%m%dT%H%M%SZ}.zip")
    unit = settings.settings.unit
    names = (unit.duty_person, str(Path.home()), str(data_dir.root))
    clean = functools.partial(redact, names=names)
    contents = write_fault_report(target, report.as_text(), data_dir, clean)
    emit({"path": str(target), "contents": contents})
    return 0


def _sections(
    data_dir: DataDir, settings: SettingsService, clock: SystemClock
) -> tuple[ReportSection, ...]:
    def from_store(rows: Callable[[VehicleStore], Rows]) -> Callable[[], Rows]:
        def read() -> Rows:
            with VehicleStore(_existing(data_dir), clock) as store:
                return rows(store)

        return read

    return (
        reported("versions", system_facts.version_rows),
        reported("machine", system_facts.machine_rows),
        reported("disk", lambda: system_facts.disk_rows(data_dir)),
        reported("database", lambda: database_rows(_existing(data_dir))),
        reported("record", from_store(record_rows)),
        reported("platform", from_store(enrolment_rows)),
        reported(
            "receiver",
            lambda: {
                section: f"{place.port} at {place.baud_bps or 'any'} bit/s"
                for section, place in settings.settings.receivers.items()
                if place.port
            },
        ),
        reported("map packs", lambda: system_facts.map_pack_rows(data_dir)),
        reported("fonts", system_facts.font_rows),
        reported("settings", lambda: settings_rows(settings.notices)),
    )


def _existing(data_dir: DataDir) -> Path:
    """The database, if there is one: a fault report does not make one."""
    if not data_dir.database.exists():
        raise InputError(ErrorCode.FILE_MISSING, path=data_dir.database.name)
    return data_dir.database
