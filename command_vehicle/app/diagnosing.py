# SPDX-License-Identifier: Apache-2.0
"""The diagnostic report of the running program, for the settings page."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from command_vehicle.adapters.paths import DataDir
from command_vehicle.adapters.trouble import facts as system_facts
from command_vehicle.adapters.trouble.fault_report import write_fault_report
from command_vehicle.adapters.trouble.recorder import CrashRecorder
from command_vehicle.app.vehicle import Vehicle
from command_vehicle.domain.errors import ExpectedError
from command_vehicle.services.diagnostics.redaction import redact
from command_vehicle.services.diagnostics.report import (
    DiagnosticReport,
    ReportSection,
    Rows,
    positioning_rows,
    record_rows,
    reported,
    settings_rows,
    sync_rows,
)
from command_vehicle.services.ports import Store, StoreRunner
from command_vehicle.storage.facts import database_rows
from command_vehicle.ui.pages.settings.fault_report import CrashNote


class ProgramDiagnosis:
    """Implements the settings page's `Diagnosing`."""

    def __init__(
        self, vehicle: Vehicle, runner: StoreRunner, data_dir: DataDir, crashes: CrashRecorder
    ) -> None:
        self._vehicle = vehicle
        self._runner = runner
        self._data_dir = data_dir
        self._crashes = crashes

    def report(
        self,
        then: Callable[[DiagnosticReport], None],
        failed: Callable[[ExpectedError], None],
    ) -> None:
        """Look at everything; the record is read on the store thread."""

        def read(store: Store) -> tuple[ReportSection, ...]:
            return (
                reported("database", lambda: database_rows(self._data_dir.database)),
                reported("record", lambda: record_rows(store)),
            )

        def finish(sections: tuple[ReportSection, ...]) -> None:
            then(
                DiagnosticReport(
                    made_at=self._vehicle.clock.now(), sections=(*self._own_sections(), *sections)
                )
            )

        self._runner.submit(read, finish, failed)

    def save(self, then: Callable[[str], None], failed: Callable[[ExpectedError], None]) -> None:
        """Write the file that can be sent."""

        def write(report: DiagnosticReport) -> None:
            now = self._vehicle.clock.now()
            target = self._data_dir.root / f"diagnose-{now:%Y%m%dT%H%M%SZ}.zip"
            duty_person = self._vehicle.settings.settings.unit.duty_person
            names = (duty_person, str(Path.home()), str(self._data_dir.root))
            try:
                write_fault_report(
                    target, report.as_text(), self._data_dir, partial(redact, names=names)
                )
            except ExpectedError as error:
                failed(error)
            else:
                then(str(target))

        self.report(write, failed)

    def crashes(self) -> Sequence[CrashNote]:
        """Crash reports that nobody has looked at, newest first."""
        return [
            CrashNote(name=path.name, at=datetime.fromtimestamp(path.stat().st_mtime, UTC))
            for path in sorted(self._crashes.unseen(), reverse=True)
        ]

    def _own_sections(self) -> tuple[ReportSection, ...]:
        vehicle = self._vehicle
        sections: tuple[tuple[str, Callable[[], Rows]], ...] = (
            ("versions", system_facts.version_rows),
            ("machine", system_facts.machine_rows),
            ("disk", lambda: system_facts.disk_rows(self._data_dir)),
            ("positioning", lambda: positioning_rows(vehicle.positioning.state())),
            ("sync", lambda: sync_rows(vehicle.sync.state)),
            ("map packs", lambda: system_facts.map_pack_rows(self._data_dir)),
            ("fonts", system_facts.font_rows),
            ("settings", lambda: settings_rows(vehicle.settings.notices)),
        )
        return tuple(reported(title, rows) for title, rows in sections)
